"""What reviewers do, statement by statement."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import insert

from osler.accounts.actor import Actor
from osler.accounts.role import Right
from osler.answer.answer import Statement, Verdict, VerdictKind
from osler.articles import alteration, signoff, store
from osler.articles.actions.change import LONGEST, Board, Change, ConflictError, changing, short
from osler.articles.content import Content, ContentError, statement_hash
from osler.articles.records import Article, Signature
from osler.articles.workflow import Act, State, WorkflowError
from osler.storage import tables as t
from osler.storage.identity import new_id

# What the passages a statement cites say of other words for it (`articles.verifying.verifier`).
Verifier = Callable[[Content, Statement, str], Verdict]


def declare(board: Board, actor: Actor, name: str, conflict: bool, words: str) -> Article:
    """A reviewer's declaration of interest in this article; a conflict keeps them from it."""
    actor.require(Right.REVIEW)
    if conflict and not words.strip():
        raise ContentError("say what the conflict of interest is")
    with changing(board, actor, name, "declare") as change:
        change.connection.execute(
            insert(t.declarations).values(
                id=new_id(),
                article_id=change.article.id,
                user_id=actor.id,
                conflict=conflict,
                text=short(words),
                at=change.at,
            )
        )
        change.detail |= {"conflict": conflict, "text": short(words)}
    return change.article


def begin(board: Board, actor: Actor, name: str, revision: int | None = None) -> Article:
    """Take a submission up for review. Raises `SignoffError` for whoever may not review it."""
    actor.require(Right.REVIEW)
    with changing(board, actor, name, "begin", revision) as change:
        change.follow(Act.BEGIN)
        _eligible(change)
        change.set(review_began_at=change.at)
    return change.article


def decide(
    board: Board,
    actor: Actor,
    name: str,
    statement: str,
    verb: str,
    reason: str = "",
    revision: int | None = None,
    read: str | None = None,
) -> Article:
    """Accept one statement, or take a decision on it back (`verb`: "accept" or "withdraw").

    `read`, here and below, is `statement_hash` of what the actor read: reviewers who work on other
    statements at the same time do not disturb them. Raises `ConflictError` where it says
    something else by now.
    """
    actor.require(Right.REVIEW)
    if verb not in {"accept", "withdraw"}:
        raise ContentError(
            f"no decision {verb!r}; accept or withdraw, edit and strike by themselves"
        )
    with changing(board, actor, name, verb, revision) as change:
        _reviewing(change)
        content = change.content
        _as_read(content, statement, read)
        if verb == "withdraw" and signoff.has_signed(_signatures(change), change.article, actor.id):
            raise WorkflowError("you have signed this version; ask for changes instead")
        _decided(change, statement, statement_hash(content.statements[statement]), verb, reason)
    return change.article


def edit(
    board: Board,
    actor: Actor,
    name: str,
    statement: str,
    words: str,
    verifier: Verifier,
    reason: str = "",
    revision: int | None = None,
    read: str | None = None,
) -> Article:
    """Other words for one statement. They stand only if the passages it cites support them.

    Raises `ContentError` with the verifier's reasons where they do not.
    """
    with changing(board, actor, name, "edit", revision) as change:
        change.follow(Act.EDIT)
        content = change.content
        _as_read(content, statement, read)
        said = " ".join(words.split())
        if not said or len(said) > LONGEST:
            raise ContentError(f"a statement has 1 to {LONGEST} characters")
        verdict = verifier(content, content.statements[statement], said)
        if verdict.kind is not VerdictKind.SUPPORTED:
            why = "; ".join(verdict.reasons) or verdict.kind.value
            raise ContentError(f"not supported by the passages cited: {why}")
        new = alteration.edited(
            content, statement, said, verdict, (actor.id, actor.name), change.at
        )
        _by_reviewer(change)
        change.add_version(new, Act.EDIT.value, reason or None)
        change.detail |= {"statement": statement, "reason": reason}
        if change.article.state is State.UNDER_REVIEW:
            hashed = statement_hash(new.statements[statement])
            _decided(change, statement, hashed, "edit", reason)
    return change.article


def strike(
    board: Board,
    actor: Actor,
    name: str,
    statement: str,
    reason: str = "",
    revision: int | None = None,
    read: str | None = None,
) -> Article:
    """Take one statement out."""
    with changing(board, actor, name, "strike", revision) as change:
        change.follow(Act.STRIKE)
        content = change.content
        _as_read(content, statement, read)
        hashed = statement_hash(content.statements[statement])
        new = alteration.struck(content, statement, (actor.id, actor.name), change.at)
        _by_reviewer(change)
        change.add_version(new, Act.STRIKE.value, reason or None)
        change.detail |= {"statement": statement, "reason": reason}
        if change.article.state is State.UNDER_REVIEW:
            _decided(change, statement, hashed, "strike", reason)
    return change.article


def undo(board: Board, actor: Actor, name: str, revision: int | None = None) -> Article:
    """Take back one's own edit or strike, if it made the newest version: the version before is the
    newest again.
    """
    with changing(board, actor, name, "undo", revision) as change:
        newest = store.version(change.connection, change.article.id, change.article.head)
        if newest.author_id != actor.id or newest.act not in {"edit", "strike"}:
            raise WorkflowError("there is no edit or strike of yours to take back")
        change.follow(Act.RESTORE)
        _by_reviewer(change)
        before = change.version(newest.number - 1)
        change.detail["undone"] = newest.number
        change.add_version(before, Act.RESTORE.value, f"version {newest.number} undone")
    return change.article


def request_changes(
    board: Board, actor: Actor, name: str, reason: str, revision: int | None = None
) -> Article:
    """Send an article back to its editor, saying why."""
    if not reason.strip():
        raise ContentError("say what should change")
    with changing(board, actor, name, "request_changes", revision) as change:
        change.follow(Act.REQUEST_CHANGES)
        _eligible(change)
        change.set(reason=short(reason))
        change.detail["reason"] = short(reason)
    return change.article


def _as_read(content: Content, statement: str, read: str | None) -> None:
    held = content.statements.get(statement)
    if held is None and read is None:
        raise ContentError(f"this version has no statement {statement!r}")
    if held is None:
        raise ConflictError("this statement was struck since you read it")
    if read is not None and read != statement_hash(held):
        raise ConflictError("this statement was changed since you read it; read it again")


def _reviewing(change: Change) -> None:
    if change.article.state is not State.UNDER_REVIEW:
        raise WorkflowError(
            f"statements are decided under review; this article is "
            f"{change.article.state.words.lower()}"
        )
    _eligible(change)


def _by_reviewer(change: Change) -> None:
    """Under review it is reviewers who change words, and only those who may review at all."""
    if change.article.state is State.UNDER_REVIEW:
        _eligible(change)


def _signatures(change: Change) -> list[Signature]:
    return store.signatures(change.connection, change.article.id, change.article.head)


def _eligible(change: Change) -> None:
    found = store.declaration(change.connection, change.article.id, change.actor.id)
    signoff.eligible(change.article, change.content, change.actor.id, found)


def _decided(change: Change, statement: str, sha256: str, verb: str, reason: str) -> None:
    change.connection.execute(
        insert(t.decisions).values(
            id=new_id(),
            article_id=change.article.id,
            round=change.article.round,
            statement=statement,
            sha256=sha256,
            reviewer_id=change.actor.id,
            verb=verb,
            reason=short(reason) or None,
            at=change.at,
        )
    )
    change.detail |= {"statement": statement, "statement_sha256": sha256, "verb": verb}
