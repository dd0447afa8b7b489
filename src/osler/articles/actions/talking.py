"""Threads of the board, and readers' reports."""

from __future__ import annotations

from sqlalchemy import insert, select, update

from osler.accounts.actor import Actor
from osler.accounts.role import Right
from osler.articles import store
from osler.articles.actions.change import Board, anchored, changing, tell
from osler.articles.content import ContentError, decode
from osler.articles.records import Article, Comment
from osler.articles.store import MissingError
from osler.articles.visible import visible
from osler.articles.workflow import State, WorkflowError
from osler.ledger import book
from osler.storage import tables as t
from osler.storage.identity import new_id

LONGEST = 4000


def comment(
    board: Board,
    actor: Actor,
    name: str,
    body: str,
    statement: str | None = None,
    parent: str | None = None,
) -> str:
    """Open a thread on a statement or the article, or answer in one; returns the comment's id."""
    actor.require(Right.COMMENT)
    said = _said(body)
    made = new_id()
    with changing(board, actor, name, "comment") as change:
        if parent is not None:
            opened = _thread(store.comments(change.connection, change.article.id), parent)
            statement = opened.statement
        elif statement is not None and statement not in change.content.statements:
            raise ContentError(f"this version has no statement {statement!r}")
        change.connection.execute(
            insert(t.comments).values(
                id=made,
                article_id=change.article.id,
                statement=statement,
                number=change.article.head,
                parent_id=parent,
                author_id=actor.id,
                body=said,
                at=change.at,
            )
        )
        change.detail |= {"comment": made, "statement": statement, "parent": parent, "body": said}
    return made


def resolve(board: Board, actor: Actor, name: str, thread: str) -> Article:
    """Close a thread; it stays readable."""
    actor.require(Right.COMMENT)
    with changing(board, actor, name, "resolve") as change:
        opened = _thread(store.comments(change.connection, change.article.id), thread)
        if opened.resolved_at is not None:
            raise WorkflowError("this thread is resolved already")
        change.connection.execute(
            update(t.comments)
            .where(t.comments.c.id == thread)
            .values(resolved_at=change.at, resolved_by=actor.id)
        )
        change.detail["comment"] = thread
    return change.article


def report(
    board: Board, actor: Actor, name: str, number: int, body: str, statement: str | None = None
) -> str:
    """A reader says that something is wrong; returns the report's id. Changes nothing else."""
    actor.require(Right.REPORT)
    said = _said(body)
    made = new_id()
    with board.database.writing() as connection:
        at = book.moment(connection, board.clock)
        article = store.article(connection, name)
        if not visible(board.policy, actor, article, number):
            raise MissingError(f"there is no version {number} of this article")
        if article.state is State.WITHDRAWN:
            raise WorkflowError("this article was withdrawn")
        content = decode(store.version(connection, article.id, number).content)
        if statement is not None and statement not in content.statements:
            raise ContentError(f"this version has no statement {statement!r}")
        connection.execute(
            insert(t.reports).values(
                id=made,
                article_id=article.id,
                number=number,
                statement=statement,
                body=said,
                at=at,
            )
        )
        tell(connection, at, actor, "article.report", article, {"report": made, "body": said})
    anchored(board)
    return made


def close_report(board: Board, actor: Actor, report_id: str, closing: str) -> None:
    """A report is dealt with; says how."""
    actor.require(Right.COMMENT)
    said = _said(closing)
    with board.database.writing() as connection:
        at = book.moment(connection, board.clock)
        row = connection.execute(select(t.reports).where(t.reports.c.id == report_id)).one_or_none()
        if row is None:
            raise MissingError("there is no such report")
        if row.closed_at is not None:
            raise WorkflowError("this report is closed already")
        connection.execute(
            update(t.reports)
            .where(t.reports.c.id == report_id)
            .values(closed_at=at, closed_by=actor.id, closing=said)
        )
        article = store.article(connection, row.article_id)
        detail = {"report": report_id, "closing": said}
        tell(connection, at, actor, "article.close_report", article, detail)
    anchored(board)


def _thread(held: list[Comment], name: str) -> Comment:
    for each in held:
        if each.id == name and each.parent_id is None:
            return each
    raise MissingError("there is no such thread on this article")


def _said(body: str) -> str:
    said = body.strip()
    if not said:
        raise ContentError("say something")
    if len(said) > LONGEST:
        raise ContentError(f"at most {LONGEST} characters")
    return said
