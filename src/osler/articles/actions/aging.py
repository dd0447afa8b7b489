"""Evidence and time make published articles stale; causes are noticed once and closed by people."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import insert, select, update

from osler.accounts.actor import SYSTEM, Actor
from osler.accounts.role import Right
from osler.articles import store
from osler.articles.actions.change import Board, changing, tell
from osler.articles.content import ContentError
from osler.articles.records import Article, Cause
from osler.articles.staleness import Change as Found
from osler.articles.staleness import aged
from osler.articles.store import MissingError
from osler.articles.workflow import Act, State, WorkflowError
from osler.storage import tables as t
from osler.storage.identity import new_id
from osler.storage.moment import text


def notice(board: Board, article_id: str, found: Iterable[Found]) -> list[Cause]:
    """Write down what changed under an article's published version; returns what is new. An
    approved article becomes stale at once. Noticing the same again changes nothing.
    """
    wanted = list(found)
    with board.database.reading() as connection:
        known = {each.fingerprint for each in store.causes(connection, article_id, open_only=False)}
    fresh = [each for each in wanted if each.fingerprint not in known]
    if not fresh:
        return []
    made: list[Cause] = []
    with changing(board, SYSTEM, article_id, "age") as change:
        number = change.article.published or change.article.head
        for each in fresh:
            cause = Cause(
                id=new_id(),
                article_id=change.article.id,
                number=number,
                kind=each.kind.value,
                document=each.document,
                other=each.other,
                section=each.section,
                said=each.said,
                old=each.old,
                new=each.new,
                fingerprint=each.fingerprint,
                at=change.at,
            )
            columns = {name: getattr(cause, name) for name in Cause.__dataclass_fields__}
            change.connection.execute(insert(t.causes).values(columns))
            made.append(cause)
        change.detail["causes"] = [
            {"kind": each.kind, "document": each.document, "other": each.other, "said": each.said}
            for each in made
        ]
        if change.article.state is State.APPROVED:
            change.follow(Act.AGE)
    return made


def age(board: Board) -> list[tuple[Article, list[Cause]]]:
    """Make stale every article whose review is due; returns those that became so."""
    now = text(board.clock())
    with board.database.reading() as connection:
        query = select(t.articles.c.id).where(
            t.articles.c.state == State.APPROVED.value, t.articles.c.due_at <= now
        )
        due = [store.article(connection, each) for each in connection.execute(query).scalars()]
    made: list[tuple[Article, list[Cause]]] = []
    for article in due:
        causes = notice(board, article.id, [aged(article)])
        if causes:
            made.append((article, causes))
    return made


def close_cause(board: Board, actor: Actor, cause_id: str, closing: str) -> Article:
    """A member of the board looked at a cause and says why the article may stand. The article is
    approved again only by a new review (`reaffirm`).
    """
    actor.require(Right.REVIEW)
    said = closing.strip()
    if not said:
        raise ContentError("say why the article may stand")
    at = text(board.clock())
    with board.database.writing() as connection:
        row = connection.execute(select(t.causes).where(t.causes.c.id == cause_id)).one_or_none()
        if row is None:
            raise MissingError("there is no such cause")
        if row.closed_at is not None:
            raise WorkflowError("this was dealt with already")
        connection.execute(
            update(t.causes)
            .where(t.causes.c.id == cause_id)
            .values(closed_at=at, closed_by=actor.id, closing=said)
        )
        article = store.article(connection, row.article_id)
        tell(
            connection, at, actor, "article.close_cause", article, {"cause": cause_id, "why": said}
        )
        return article
