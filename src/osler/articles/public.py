"""What readers see of an article: which version, and what may truly be said of it."""

from __future__ import annotations

from dataclasses import dataclass

from osler.accounts.actor import Actor
from osler.accounts.role import Right
from osler.articles import actions, signoff, store
from osler.articles.actions import Board
from osler.articles.content import Content, ContentError, decode
from osler.articles.records import Article, Cause, Signature, Version, VersionLine
from osler.articles.store import MissingError
from osler.articles.workflow import State

OPEN_TO_READERS = (State.SUBMITTED, State.UNDER_REVIEW, State.CHANGES_REQUESTED)


@dataclass(frozen=True, slots=True)
class Public:
    """One version as it may be shown. `approved`: enough signatures stand under exactly these
    bytes; `causes`: what has changed since (then it is stale); `newest`: whether this is the
    version that the article's address shows. `author` is the editor's name.
    """

    article: Article
    version: Version
    content: Content
    approved: bool
    signatures: tuple[Signature, ...]
    causes: tuple[Cause, ...]
    history: tuple[VersionLine, ...]
    newest: bool
    author: str

    @property
    def state(self) -> State:
        """What the page says of this version; never more than is so."""
        return stated(self.article, self.version.number, self.approved, bool(self.causes))


def stated(article: Article, number: int, approved: bool, changed: bool) -> State:
    """What may be said of a version: `approved` and `changed` are as in `Public`, the latter
    whether there are causes.
    """
    if article.state in {State.WITHDRAWN, State.RETIRED}:
        return article.state
    if approved:
        return State.STALE if changed else State.APPROVED
    if number != article.head or article.state is State.APPROVED:
        return State.DRAFT
    return article.state


def public(board: Board, actor: Actor, name: str, number: int | None = None) -> Public:
    """An article as this actor may see it, by slug: its published version, else its newest where
    policy or rights let them see that; with `number`, that version.

    Raises `MissingError` where there is none for them, `NotAllowedError` where reading takes an
    account. What was approved and is no longer what was signed goes back to draft at once.
    """
    actor.require(Right.READ)
    with board.database.reading() as connection:
        article = store.article(connection, name)
        shown = _shown(board, actor, article, number)
        version = store.version(connection, article.id, shown)
        signatures = store.signatures(connection, article.id, shown)
        causes = [e for e in store.causes(connection, article.id) if e.number == shown]
        history = store.history(connection, article.id)
    try:
        content = decode(version.content)
        sound = signoff.intact(content, version.sha256, version.content)
    except ContentError:
        content, sound = None, False
    standing = content is not None and bool(signatures) and _stand(content, signatures)
    if article.published == shown and article.state in _SIGNED and not (sound and standing):
        reason = f"version {shown} is not what was signed"
        article = actions.void(board, article.id, reason)
        if not actor.may(Right.DRAFTS):
            raise MissingError(f"no article is named {name!r}")
    if content is None:
        raise MissingError(f"version {shown} cannot be read; an admin must look at the ledger")
    return Public(
        article=article,
        version=version,
        content=content,
        approved=article.published is not None
        and shown <= article.published
        and sound
        and standing,
        signatures=tuple(signatures),
        causes=tuple(causes),
        history=tuple(line for line in history if _visible(actor, article, line.number)),
        newest=shown == (article.published or article.head),
        author=next((line.author for line in history if line.number == 1), ""),
    )


_SIGNED = frozenset({State.APPROVED, State.STALE, State.RETIRED, State.DRAFT, *OPEN_TO_READERS})


def _stand(content: Content, signatures: list[Signature]) -> bool:
    """Whether every signature under a version is under these bytes."""
    wanted = signoff.signed(content)
    return all(each.signed == wanted for each in signatures)


def _shown(board: Board, actor: Actor, article: Article, number: int | None) -> int:
    if number is not None:
        if not 1 <= number <= article.head or not _visible(actor, article, number):
            raise MissingError(f"there is no version {number} of this article")
        return number
    if article.published is not None:
        return article.published
    open_now = board.policy.show == "submitted" and article.state in OPEN_TO_READERS
    if open_now or article.state is State.WITHDRAWN or actor.may(Right.DRAFTS):
        return article.head
    raise MissingError(f"no article is named {article.slug!r}")


def _visible(actor: Actor, article: Article, number: int) -> bool:
    """Readers see versions up to the published one; who sees drafts sees all."""
    return actor.may(Right.DRAFTS) or (
        article.published is not None and number <= article.published
    )
