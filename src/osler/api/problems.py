"""Errors as problem details (RFC 9457): one table from named errors to what a caller is told."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException

from osler.accounts.actor import NotAllowedError
from osler.accounts.keys import KeyRefusedError
from osler.accounts.people import AccountError
from osler.answer.understand import QuestionError
from osler.api.passing import KeyNeededError
from osler.articles.actions import ConflictError, ExistsError
from osler.articles.content import ContentError
from osler.articles.signoff import SignoffError
from osler.articles.store import MissingError
from osler.articles.workflow import WorkflowError
from osler.gate import logs
from osler.gate.limits import LimitedError
from osler.gate.threads import FullError
from osler.gate.work import BusyError
from osler.index.errors import IndexFault
from osler.index.seal import DamagedError
from osler.ledger.anchor import AnchorError
from osler.rendering.unseen import line
from osler.storage.database import DatabaseError, TextError

KIND = "application/problem+json"
URN = "urn:osler:problem:"
RETRY = "5"  # seconds after which to try again what is unavailable now


@dataclass(frozen=True, slots=True)
class Flaw:
    """One value that is wrong: `pointer` as RFC 6901 into the body, or the parameter's name."""

    pointer: str
    detail: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Problem details. `type` is a URN that stays the same for one kind of problem."""

    type: str
    title: str
    status: int
    detail: str
    errors: tuple[Flaw, ...] = ()


class ProblemError(Exception):
    """A problem that the API finds itself."""

    def __init__(self, status: int, name: str, detail: str, errors: Sequence[Flaw] = ()) -> None:
        super().__init__(detail)
        self.status = status
        self.name = name
        self.errors = errors


TITLES: Mapping[str, tuple[int, str]] = {
    "bad-request": (400, "Not understood"),
    "key-needed": (401, "A key is needed"),
    "key-refused": (401, "This key is not valid"),
    "not-allowed": (403, "Not allowed"),
    "not-found": (404, "Not found"),
    "method": (405, "Not done with this address"),
    "not-acceptable": (406, "Not available in this form"),
    "state": (409, "Not possible in this state"),
    "exists": (409, "There is one already"),
    "signing": (409, "Cannot be signed yet"),
    "in-progress": (409, "The same request is under way"),
    "stale-revision": (412, "Changed since you read it"),
    "too-large": (413, "Too large"),
    "media-type": (415, "Not JSON"),
    "invalid": (422, "Not valid"),
    "question": (422, "No question"),
    "unclear": (422, "Not clear what is meant"),
    "content": (422, "This cannot stand"),
    "reused-key": (422, "Idempotency-Key used for another request"),
    "revision-needed": (428, "Say which revision you read"),
    "too-many": (429, "Too many requests"),
    "fault": (500, "A fault in Osler"),
    "unavailable": (503, "Not available now"),
}
NAMED: Mapping[type[Exception], str] = {
    KeyNeededError: "key-needed",
    KeyRefusedError: "key-refused",
    NotAllowedError: "not-allowed",
    MissingError: "not-found",
    AccountError: "not-found",
    WorkflowError: "state",
    ExistsError: "exists",
    SignoffError: "signing",
    ConflictError: "stale-revision",
    QuestionError: "question",
    ContentError: "content",
    TextError: "content",
    FullError: "state",
    BusyError: "unavailable",
    IndexFault: "unavailable",
    DamagedError: "unavailable",
    DatabaseError: "unavailable",
    DBAPIError: "unavailable",
    AnchorError: "unavailable",
    OSError: "unavailable",
}
_BY_STATUS = {status: name for name, (status, _) in reversed(list(TITLES.items()))}
_UNTOLD = (DBAPIError, DatabaseError, OSError)  # their words are for the operator, not for callers


def response(
    name: str,
    detail: str,
    errors: Sequence[Flaw] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A problem as a response."""
    status, title = TITLES[name]
    value: dict[str, object] = {
        "type": URN + name,
        "title": title,
        "status": status,
        "detail": line(detail),
        "errors": [{"pointer": each.pointer, "detail": line(each.detail)} for each in errors],
    }
    more = {"Cache-Control": "no-store", **(headers or {})}
    if status == 401:
        more["WWW-Authenticate"] = 'Bearer realm="osler"'
    if status == 503:
        more.setdefault("Retry-After", RETRY)
    return Response(json.dumps(value), status, more, KIND)


def told(error: Exception) -> Response | None:
    """The response to an error that has a name, None for one that has none."""
    if isinstance(error, ProblemError):
        return response(error.name, str(error), error.errors)
    if isinstance(error, LimitedError):
        return response("too-many", str(error), headers={"Retry-After": str(error.refusal.retry)})
    if isinstance(error, ExistsError):
        there = f"/api/v1/articles/{error.slug}"
        said = f"{error}, {there}; send `again` as true to make another"
        return response(NAMED[ExistsError], said, headers={"Link": f'<{there}>; rel="related"'})
    for kind in type(error).__mro__:
        if kind in NAMED:
            hidden = isinstance(error, _UNTOLD)
            said = "what this needs cannot be reached; try again" if hidden else str(error)
            return response(NAMED[kind], said)
    return None


def add_problems(app: FastAPI) -> None:
    """Answer every error of this application with a problem."""
    for kind in (*NAMED, LimitedError, ProblemError):
        app.add_exception_handler(kind, _named)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _plain)
    app.add_exception_handler(Exception, _fault)


def _named(request: Request, error: Exception) -> Response:
    if isinstance(error, _UNTOLD):
        state = request.scope.get("state", {})
        logs.unexpected(error, state.get("request", ""), method=request.method)
    return told(error) or response("fault", "unexpected")


def _fault(_request: Request, _error: Exception) -> Response:
    return response("fault", "this is a fault in Osler; the operator's log says more")


def _plain(_request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        return response("fault", "unexpected")
    name = _BY_STATUS.get(error.status_code, "bad-request")
    allowed = {k: v for k, v in (error.headers or {}).items() if k.lower() == "allow"}
    return response(name, str(error.detail), headers=allowed)


def _invalid(_request: Request, error: Exception) -> Response:
    """What is wrong with which value; the value itself is not repeated."""
    if not isinstance(error, RequestValidationError):
        return response("fault", "unexpected")
    flaws = [_flaw(each["loc"], _said(each)) for each in error.errors()]
    if any(each["type"] == "json_invalid" for each in error.errors()):
        return response("bad-request", "the body is not JSON", flaws)
    if len(flaws) == 1:
        return response("invalid", f"{flaws[0].pointer or 'body'}: {flaws[0].detail}", flaws)
    return response("invalid", f"{len(flaws)} values are not valid", flaws)


def _said(error: Mapping[str, Any]) -> str:
    """What is wrong, in words rather than in a pattern."""
    if error["type"] != "string_pattern_mismatch":
        return str(error["msg"])
    given = str(error.get("input", ""))
    if "\0" in given:
        return "holds a NUL, which cannot be kept"
    return "has another form than /api describes" if given.strip() else "is empty; it takes words"


def _flaw(place: Sequence[str | int], said: str) -> Flaw:
    where, *rest = place or ("body",)
    if where == "body":
        steps = (str(each).replace("~", "~0").replace("/", "~1") for each in rest)
        return Flaw("".join(f"/{step}" for step in steps), said)
    return Flaw(f"{where} {'.'.join(str(each) for each in rest)}", said)
