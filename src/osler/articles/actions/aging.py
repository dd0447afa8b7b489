"""Evidence and time make published articles stale; causes are noticed once and closed by people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, insert, select, update

from osler.accounts.actor import SYSTEM, Actor
from osler.accounts.role import Right
from osler.articles import store
from osler.articles.actions.change import Board, Change, anchored, changing, short, tell
from osler.articles.content import Content, ContentError
from osler.articles.records import Article, Cause, Noticed
from osler.articles.signoff import SignoffError
from osler.articles.staleness import CauseKind, aged, concerns
from osler.articles.staleness import Change as Found
from osler.articles.store import MissingError
from osler.articles.workflow import Act, State, WorkflowError
from osler.ledger import book
from osler.storage import tables as t
from osler.storage.identity import new_id
from osler.storage.moment import text

NAME = 300  # code points of what names another document


def notice(
    board: Board, article_id: str, found: Iterable[Found], number: int | None = None
) -> Noticed | None:
    """Write down what changed under a version (None: the published one, else the newest); returns
    what is new, None where nothing is. An approved article becomes stale at once. Noticing the same
    again changes nothing.
    """
    wanted = {each.fingerprint: each for each in found}
    with board.database.reading() as connection:
        if not _fresh(connection, article_id, wanted):
            return None
    with changing(board, SYSTEM, article_id, "age") as change:
        under = number or change.article.published or change.article.head
        made = [
            _cause(change, each, under) for each in _fresh(change.connection, article_id, wanted)
        ]
        for cause in made:
            columns = {name: getattr(cause, name) for name in Cause.__dataclass_fields__}
            change.connection.execute(insert(t.causes).values(columns))
        change.idle = not made  # another process noticed the same meanwhile
        change.detail["causes"] = [
            {"kind": each.kind, "document": each.document, "other": each.other, "said": each.said}
            for each in made
        ]
        stale = bool(made) and change.article.state is State.APPROVED
        if stale:
            change.follow(Act.AGE)
    return Noticed(change.article, tuple(made), stale) if made else None


def _fresh(connection: Connection, article_id: str, wanted: Mapping[str, Found]) -> list[Found]:
    known = {each.fingerprint for each in store.causes(connection, article_id, open_only=False)}
    return [each for name, each in wanted.items() if name not in known]


def _cause(change: Change, found: Found, number: int) -> Cause:
    return Cause(
        id=new_id(),
        article_id=change.article.id,
        number=number,
        kind=found.kind.value,
        document=found.document,
        other=found.other[:NAME] if found.other else None,
        section=found.section,
        said=found.said,
        old=found.old,
        new=found.new,
        fingerprint=found.fingerprint,
        at=change.at,
    )


def reopen_causes(change: Change, content: Content) -> None:
    """An older version brought back brings back what was known against it."""
    number = change.article.head
    again = [
        each.id
        for each in store.causes(change.connection, change.article.id, open_only=False)
        if each.closed_at is not None and concerns(each, content, number)
    ]
    if again:
        change.connection.execute(
            update(t.causes)
            .where(t.causes.c.id.in_(again))
            .values(closed_at=None, closed_by=None, closing=None)
        )
        change.detail["reopened"] = again


def age(board: Board) -> list[Noticed]:
    """Make stale every article whose published version's review is due, whatever becomes of a newer
    one; returns those for which that is new.
    """
    now = text(board.clock())
    with board.database.reading() as connection:
        query = select(t.articles.c.id).where(
            t.articles.c.published.is_not(None),
            t.articles.c.state.not_in([State.RETIRED.value, State.WITHDRAWN.value]),
            t.articles.c.due_at <= now,
        )
        due = [store.article(connection, each) for each in connection.execute(query).scalars()]
    noticed = (notice(board, article.id, [aged(article)]) for article in due)
    return [each for each in noticed if each is not None]


def close_cause(board: Board, actor: Actor, cause_id: str, closing: str) -> Article:
    """A member of the board looked at a cause and says why the article may stand. The article is
    approved again only by a new review (`reaffirm`). What was retracted cannot be closed so.
    """
    actor.require(Right.REVIEW)
    said = short(closing)
    if not said:
        raise ContentError("say why the article may stand")
    with board.database.writing() as connection:
        at = book.moment(connection, board.clock)
        row = connection.execute(select(t.causes).where(t.causes.c.id == cause_id)).one_or_none()
        if row is None:
            raise MissingError("there is no such cause")
        if row.closed_at is not None:
            raise WorkflowError("this was dealt with already")
        if row.kind == CauseKind.RETRACTED:
            raise WorkflowError(f"{row.said} Strike what rests on it, or refresh the article.")
        article = store.article(connection, row.article_id)
        if actor.id == article.author_id:
            raise SignoffError("whoever wrote an article does not review it")
        connection.execute(
            update(t.causes)
            .where(t.causes.c.id == cause_id)
            .values(closed_at=at, closed_by=actor.id, closing=said)
        )
        detail = {"cause": cause_id, "why": said}
        tell(connection, at, actor, "article.close_cause", article, detail)
    anchored(board)
    return article
