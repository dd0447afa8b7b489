"""Signing: the act that, often enough repeated, approves."""

from __future__ import annotations

from sqlalchemy import insert

from osler.accounts.actor import Actor, NotAllowedError
from osler.accounts.people import person
from osler.accounts.role import Right, Role
from osler.articles import signoff, store
from osler.articles.actions.change import Board, Change, changing
from osler.articles.content import Content
from osler.articles.records import Article, Signature
from osler.articles.staleness import CauseKind, concerns
from osler.articles.workflow import Act
from osler.storage import tables as t
from osler.storage.identity import new_id
from osler.storage.moment import text


def sign(
    board: Board,
    actor: Actor,
    name: str,
    sha256: str,
    confirmed: bool,
    revision: int | None = None,
) -> Article:
    """Sign the newest version. `sha256` is `signoff.signed` of what the reviewer read, so that
    nobody signs what they did not see; `confirmed`: they have just proved again who they are.

    The signature that reaches the number asked for approves. Raises `SignoffError`,
    `NotAllowedError`, `WorkflowError`, `ConflictError`.
    """
    actor.require(Right.REVIEW)
    if not confirmed:
        raise NotAllowedError(f"{actor.name} must prove again who they are before signing")
    with changing(board, actor, name, "sign", revision) as change:
        change.follow(Act.SIGN)
        content = change.content
        if sha256 != signoff.signed(content):
            raise signoff.SignoffError("the article is no longer what you read; read it again")
        _ready(change, content)
        _sound(change)
        _signature(change, sha256)
        held = _standing(change, content)
        change.detail |= {"signatures": len(held), "needed": board.policy.reviewers}
        if len(held) >= board.policy.reviewers:
            _approve(change, content, [each.reviewer_id for each in held])
    return change.article


def _standing(change: Change, content: Content) -> list[Signature]:
    """Signatures that count now: who has declared a conflict since they signed counts no more."""
    article, connection = change.article, change.connection
    found: list[Signature] = []
    for each in signoff.approving(store.signatures(connection, article.id), article, content):
        declared = store.declaration(connection, article.id, each.reviewer_id)
        try:
            signoff.eligible(article, content, each.reviewer_id, declared)
        except signoff.SignoffError:
            continue
        found.append(each)
    return found


def _ready(change: Change, content: Content) -> None:
    article, connection = change.article, change.connection
    threads = [
        each
        for each in store.comments(connection, article.id)
        if each.parent_id is None and each.resolved_at is None
    ]
    signoff.ready(
        article,
        content,
        change.actor.id,
        store.declaration(connection, article.id, change.actor.id),
        store.decisions(connection, article.id, article.round),
        len(threads),
    )
    held = signoff.approving(store.signatures(connection, article.id), article, content)
    if any(each.reviewer_id == change.actor.id for each in held):
        raise signoff.SignoffError("you have signed this version already")


def _sound(change: Change) -> None:
    """Nothing retracted is approved, whoever wishes it, and nothing that changed while the board
    was reviewing passes unseen.
    """
    article, content = change.article, change.content
    since = article.submitted_at or ""
    for each in store.causes(change.connection, article.id, open_only=False):
        if not concerns(each, content, article.head):
            continue
        if each.kind == CauseKind.RETRACTED or (
            each.kind == CauseKind.GONE and each.closed_at is None
        ):
            raise signoff.SignoffError(
                f"{each.said} Strike what rests on it, or refresh the article."
            )
        if each.closed_at is None and each.at > since:
            raise signoff.SignoffError(
                f"{each.said} This changed during the review: look at it and say why the article "
                "may stand, or ask for changes."
            )


def _signature(change: Change, sha256: str) -> None:
    who = person(change.connection, change.actor.id)
    if who.disabled_at is not None or Role.REVIEWER not in who.roles:
        raise NotAllowedError(f"{who.name} is no reviewer any more")
    declared = store.declaration(change.connection, change.article.id, who.id)
    if declared is None:
        raise signoff.SignoffError("declare your interests in this article first")
    change.connection.execute(
        insert(t.signatures).values(
            id=new_id(),
            article_id=change.article.id,
            number=change.article.head,
            round=change.article.round,
            reviewer_id=who.id,
            declaration_id=declared.id,
            signed=sha256,
            name=who.name,
            credentials=who.credentials,
            specialty=who.specialty,
            at=change.at,
        )
    )
    change.detail |= {"version": change.article.head, "signed": sha256}


def _approve(change: Change, content: Content, signers: list[str]) -> None:
    decisions = store.decisions(change.connection, change.article.id, change.article.round)
    alone = signoff.alone(content, signers, decisions)
    if alone:
        raise signoff.SignoffError(
            f"nobody else accepted the words written in review: {', '.join(alone)}"
        )
    change.follow(Act.APPROVE)
    due = change.board.policy.due(change.board.clock(), drugs=bool(content.sections))
    change.set(published=change.article.head, approved_at=change.at, due_at=text(due), reason=None)
    change.close_causes("approved anew")
    change.detail |= {
        "approved": True,
        "due": text(due),
        "round": change.article.round,
        "signers": signers,
    }
