"""Revisions: what was read (`ETag`, `If-None-Match`) and what is written over (`If-Match`)."""

from __future__ import annotations

import re

import msgspec
from fastapi import Request, Response

from osler.accounts.actor import NotAllowedError
from osler.accounts.role import Right
from osler.api.passing import calling
from osler.api.problems import ProblemError
from osler.articles.public import public
from osler.articles.store import MissingError
from osler.rendering.unseen import escaped
from osler.storage.canonical import digest

TAG = r'^(?:W/)?"([0-9]{1,12})(?:\.[0-9a-f]{16})?"$'
_ENTITY = re.compile(r'(?:W/)?"[^"]*"')
_encoder = msgspec.json.Encoder(order="deterministic")


def reply(value: object, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A value as JSON; characters that act unseen are escaped."""
    return Response(_body(value), status, headers, "application/json")


def tagged(request: Request, value: object, revision: int, status: int = 200) -> Response:
    """A value with its ETag: the article's revision and a hash of what is said. Where the caller
    has it already, 304.
    """
    body = _body(value)
    tag = f'"{revision}.{digest(body)[:16]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Authorization"}
    if request.method == "GET" and _held(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(body, status, headers, "application/json")


def revision_read(request: Request) -> int:
    """The revision that `If-Match` names. Raises `ProblemError`: 428 without one, 412 for one that
    no article ever had, 422 for what is no ETag.
    """
    sent = request.headers.get("if-match", "").strip()
    if not sent or sent == "*":
        said = "send If-Match with the ETag of the article as you read it, not *"
        raise ProblemError(428, "revision-needed", said + _now(request))
    found = re.fullmatch(TAG, sent)
    if found is None:
        if _ENTITY.fullmatch(sent):
            raise ProblemError(412, "stale-revision", "If-Match names no revision of an article")
        raise ProblemError(422, "invalid", "If-Match: not an ETag; hand it back as it was, quoted")
    return int(found[1])


def _now(request: Request) -> str:
    """The ETag that the article has now, for who may read it; "" for who may not."""
    call = calling(request)
    try:
        call.actor.require(Right.READ)
        found = public(call.service.board, call.actor, request.path_params.get("slug", ""))
    except (MissingError, NotAllowedError):
        return ""
    return f'; it is at If-Match: "{found.article.revision}" now'


def _held(request: Request, tag: str) -> bool:
    sent = request.headers.get("if-none-match", "")
    return sent.strip() == "*" or tag in [
        each.strip().removeprefix("W/") for each in sent.split(",")
    ]


def _body(value: object) -> str:
    return escaped(_encoder.encode(value).decode())
