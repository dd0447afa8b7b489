"""Articles, read: lists, versions, differences, ledger."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from osler.accounts.role import Right
from osler.api import shapes, telling
from osler.api.cursor import cursor, place
from osler.api.passing import ApiRequires, Call
from osler.api.problems import ProblemError
from osler.api.responses import reads, tagged_reads
from osler.api.revision import reply, tagged
from osler.articles import in_force, store
from osler.articles.difference import difference
from osler.articles.public import Public, public
from osler.articles.records import Article
from osler.articles.visible import OPEN_TO_READERS
from osler.articles.workflow import State
from osler.ledger import book

router = APIRouter(prefix="/articles", tags=["articles"])
Reader = Annotated[Call, Depends(ApiRequires(Right.READ))]
Drafter = Annotated[Call, Depends(ApiRequires(Right.DRAFTS))]
Worker = Annotated[Call, Depends(ApiRequires(Right.DESK))]
Slug = Annotated[
    str, Path(pattern=r"^[0-9a-z-]{1,120}$", description="The article's slug, or its id.")
]
Number = Annotated[int, Path(ge=1, le=1_000_000, description="A version's number.")]
Cursor = Annotated[
    str | None, Query(max_length=100, description="`next` of the page before; none for the first.")
]
Limit = Annotated[int, Query(ge=1, le=100, description="The most that one page holds.")]
PLAIN = r"^[^\x00]*$"


@router.get(
    "",
    operation_id="listArticles",
    summary="List articles",
    response_model=shapes.ArticlePage,
    responses=reads(),
)
def listed(
    call: Reader,
    state: Annotated[
        list[State] | None,
        Query(description="In any of these, as pages say; for staff, as newest versions stand."),
    ] = None,
    topic: Annotated[str | None, Query(max_length=120, pattern=PLAIN)] = None,
    words: Annotated[
        str, Query(max_length=200, pattern=PLAIN, description="All must be in the question.")
    ] = "",
    published: Annotated[bool | None, Query(description="Ever approved, or never.")] = None,
    cursor: Cursor = None,
    limit: Limit = 20,
) -> Response:
    """Articles by when they were made, newest first. Readers are shown what was ever approved, and
    what is before the board where the policy shows that; who may see drafts sees all.
    """
    with call.service.board.database.reading() as connection:
        found = store.catalogue(
            connection,
            state or (),
            shown=_shown(call),
            words=words,
            topic=topic,
            published=published,
            after=place(cursor),
            limit=limit + 1,
        )
        lines = telling.article_lines(connection, found[:limit], call.actor)
    return reply(shapes.ArticlePage(lines, _next(found, limit)))


def _shown(call: Call) -> Iterable[State] | None:
    if call.actor.may(Right.DRAFTS):
        return None
    return OPEN_TO_READERS if call.service.board.policy.show == "submitted" else ()


def _next(found: list[Article], limit: int) -> str | None:
    return cursor(found[limit - 1].id) if len(found) > limit else None


@router.get(
    "/stale",
    operation_id="listStaleArticles",
    summary="List stale articles with what changed",
    response_model=shapes.StaleArticles,
    responses=reads(),
)
def stale(call: Worker, cursor: Cursor = None, limit: Limit = 20) -> Response:
    """Articles of which readers see a stale version, whatever becomes of a newer draft; newest
    first.
    """
    with call.service.board.database.reading() as connection:
        found = in_force.stale_articles(connection, place(cursor), limit + 1)
        lines = tuple(
            shapes.StaleArticle(
                telling.article_line(each, State.STALE, call.actor),
                tuple(telling.cause_line(cause) for cause in store.causes(connection, each.id)),
            )
            for each in found[:limit]
        )
    return reply(shapes.StaleArticles(lines, _next(found, limit)))


@router.get(
    "/{slug}",
    operation_id="getArticle",
    summary="Get an article",
    response_model=shapes.ArticleVersion,
    responses=tagged_reads(),
)
def article(call: Reader, slug: Slug, request: Request) -> Response:
    """The version that readers see: the newest approved one, else the newest where policy or rights
    allow it; with signatures and with what has changed since. Heeds If-None-Match.
    """
    seen = public(call.service.board, call.actor, slug)
    return tagged(request, _version(call, seen), seen.article.revision)


def _version(call: Call, seen: Public) -> shapes.ArticleVersion:
    with call.service.board.database.reading() as connection:
        (line,) = telling.article_lines(connection, [seen.article], call.actor)
    return telling.article_version(seen, line)


@router.get(
    "/{slug}/versions",
    operation_id="listVersions",
    summary="List an article's versions",
    response_model=shapes.Versions,
    responses=tagged_reads(),
)
def versions(call: Reader, slug: Slug, request: Request) -> Response:
    """Every version that the caller may see, newest first."""
    seen = public(call.service.board, call.actor, slug)
    found = tuple(
        shapes.VersionEntry(e.number, e.sha256, e.author, e.act, e.note, e.made_at)
        for e in seen.history
    )
    return tagged(request, shapes.Versions(found), seen.article.revision)


@router.get(
    "/{slug}/versions/{number}",
    operation_id="getVersion",
    summary="Get one version",
    response_model=shapes.ArticleVersion,
    responses=tagged_reads(),
)
def version(call: Reader, slug: Slug, number: Number, request: Request) -> Response:
    """One version, whole, with the signatures under it."""
    seen = public(call.service.board, call.actor, slug, number)
    return tagged(request, _version(call, seen), seen.article.revision)


@router.get(
    "/{slug}/diff",
    operation_id="compareVersions",
    summary="Compare two versions",
    response_model=shapes.VersionDifference,
    responses=reads(),
)
def compared(
    call: Reader,
    slug: Slug,
    old: Annotated[int, Query(alias="from", ge=1, le=1_000_000)],
    new: Annotated[int, Query(alias="to", ge=1, le=1_000_000)],
) -> Response:
    """What became of each statement, word by word."""
    one, two = (public(call.service.board, call.actor, slug, each) for each in (old, new))
    found = difference(one.content, two.content)
    return reply(
        shapes.VersionDifference(
            old, new, found.statements, found.references_added, found.references_removed
        )
    )


@router.get(
    "/{slug}/ledger",
    operation_id="listEvents",
    summary="List an article's events",
    response_model=shapes.LedgerPage,
    responses=reads(),
)
def ledger(call: Drafter, slug: Slug, cursor: Cursor = None, limit: Limit = 50) -> Response:
    """The article's part of the ledger, oldest first."""
    after = place(cursor) or "0"
    if not after.isdigit():
        raise ProblemError(422, "invalid", "cursor: not of this list")
    found: list[shapes.LedgerLine] = []
    with call.service.board.database.reading() as connection:
        name = f"article:{store.article(connection, slug).id}"
        for entry in book.entries(connection, name, min(int(after), 2**31 - 1)):
            event = entry.event
            found.append(
                shapes.LedgerLine(
                    event.sequence,
                    event.at,
                    event.actor,
                    event.act,
                    event.detail,
                    entry.previous,
                    entry.hash,
                )
            )
            if len(found) > limit:
                break
    more = _next_event(found, limit)
    return reply(shapes.LedgerPage(tuple(found[:limit]), more))


def _next_event(found: list[shapes.LedgerLine], limit: int) -> str | None:
    return cursor(str(found[limit - 1].sequence)) if len(found) > limit else None
