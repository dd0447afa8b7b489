"""What every change to an article over HTTP shares: heeding If-Match and Idempotency-Key, and
answering with the article's line and its new ETag.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request, Response

from osler.accounts.role import Right
from osler.api import telling
from osler.api.passing import ApiRequires, Call
from osler.api.replaying import ReplayingRoute
from osler.api.revision import reply, revision_read
from osler.articles.records import Article


def _once(
    idempotency_key: Annotated[
        str | None,
        Header(
            max_length=200,
            pattern=r"^[!-~]+$",
            description="Sent twice, done once: the second gets the first's response.",
        ),
    ] = None,
) -> None:
    """Describes the header; `ReplayingRoute` heeds it."""
    _ = idempotency_key


def _read(
    request: Request,
    if_match: Annotated[
        str | None,
        Header(description='The ETag of the article as it was read, or its revision: `"3"`.'),
    ] = None,
) -> int:
    """The revision written over."""
    _ = if_match
    return revision_read(request)


def routes() -> APIRouter:
    """A router of changes to articles."""
    return APIRouter(
        prefix="/articles",
        tags=["board"],
        route_class=ReplayingRoute,
        dependencies=[Depends(_once)],
    )


Writer = Annotated[Call, Depends(ApiRequires(Right.WRITE))]
Drafter = Annotated[Call, Depends(ApiRequires(Right.DRAFTS))]
Revision = Annotated[int, Depends(_read)]


def done(call: Call, article: Article, status: int = 200) -> Response:
    """The article's line, as the caller may see it, with its new ETag."""
    headers = {"ETag": f'"{article.revision}"', "Cache-Control": "no-store"}
    if status == 201:
        headers["Location"] = f"/api/v1/articles/{article.slug}"
    with call.service.board.database.reading() as connection:
        (line,) = telling.article_lines(connection, [article], call.actor)
    return reply(line, status, headers)
