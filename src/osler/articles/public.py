"""What readers see of an article: which version, and what may truly be said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from osler.accounts.actor import Actor
from osler.accounts.role import Right
from osler.articles import actions, ground, signoff, staleness, store, visible
from osler.articles.actions import Board
from osler.articles.content import Content, ContentError, decode
from osler.articles.records import (
    Article,
    Cause,
    Declaration,
    Signature,
    Version,
    VersionLine,
)
from osler.articles.store import MissingError
from osler.articles.workflow import State
from osler.rendering.unseen import line


@dataclass(frozen=True, slots=True)
class Public:
    """One version as it may be shown. `approved`: the ledger tells of its approval, and the
    `signatures` of it stand under exactly these bytes (before, those given so far); `causes`: what
    has changed since (then it is stale); `newest`: whether this is the version that the article's
    address shows. `author` is the editor's name; `declared` the declarations of interest for this
    article by id; `groundless` the causes that took from what it quotes all ground, for good.
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
    unsettled: bool = False  # something was found since the approval, and no board has signed since
    declared: Mapping[str, Declaration] = field(default_factory=dict)
    groundless: tuple[Cause, ...] = ()

    @property
    def state(self) -> State:
        """What the page says of this version; never more than is so."""
        changed = bool(self.causes) or self.unsettled
        return stated(self.article, self.version.number, self.approved, changed)


def stated(article: Article, number: int, approved: bool, changed: bool) -> State:
    """What may be said of a version: `approved` as in `Public`; `changed`: whether there are
    causes, or there were some that no board has signed since.
    """
    if article.state in {State.WITHDRAWN, State.RETIRED}:
        return article.state
    if approved:
        return State.STALE if changed else State.APPROVED
    if number != article.head or article.state in _ONLY_SIGNED:
        return State.DRAFT
    return article.state


def interests(declaration: Declaration | None) -> str:
    """A signer's declaration for the article, in words."""
    if declaration is None:
        return "no declaration of interest is kept"
    said = "a conflict of interest" if declaration.conflict else "no conflict of interest"
    told = line(declaration.text).rstrip(".")
    return f"declares {said}" + (f" (“{told}”)" if told else "")


_ONLY_SIGNED = frozenset({State.APPROVED, State.STALE})


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
        given = store.signatures(connection, article.id, shown)
        approval = store.approvals(connection, article.id).get(shown)
        known = store.causes(connection, article.id, open_only=False)
        history = store.history(connection, article.id)
        declared = store.declarations(connection, article.id)
    content = _sound(version)
    held = signoff.borne_out(approval, given, content) if content is not None else ()
    if article.published == shown and not held and article.state is not State.WITHDRAWN:
        article = actions.void(board, article.id, f"version {shown} is not what was signed")
        if not actor.may(Right.DRAFTS):
            raise MissingError(f"no article is named {name!r}")
    if content is None:
        raise MissingError(f"version {shown} cannot be read; an admin must look at the ledger")
    approved = article.published is not None and shown <= article.published and bool(held)
    about = [each for each in known if staleness.concerns(each, content, shown)]
    since = article.approved_at or ""
    return Public(
        article=article,
        version=version,
        content=content,
        approved=approved,
        signatures=held if approved else _given(given, article, content),
        causes=tuple(each for each in about if each.closed_at is None),
        history=tuple(
            line for line in history if visible.visible(board.policy, actor, article, line.number)
        ),
        newest=shown == (article.published or article.head),
        author=next((line.author for line in history if line.number == 1), ""),
        unsettled=shown == article.published and any(each.at > since for each in about),
        declared=declared,
        groundless=tuple(e for e in about if ground.bears_nothing(e)),
    )


def _sound(version: Version) -> Content | None:
    """A version's content; None where it is not what was stored."""
    try:
        content = decode(version.content)
    except ContentError:
        return None
    return content if signoff.intact(content, version.sha256, version.content) else None


def _given(
    signatures: list[Signature], article: Article, content: Content
) -> tuple[Signature, ...]:
    """Signatures so far, in the round under way."""
    wanted = signoff.signed(content)
    return tuple(e for e in signatures if e.round == article.round and e.signed == wanted)


def _shown(board: Board, actor: Actor, article: Article, number: int | None) -> int:
    if number is not None:
        if not visible.visible(board.policy, actor, article, number):
            raise MissingError(f"there is no version {number} of this article")
        return number
    shown = visible.shown(board.policy, actor, article)
    if shown is None:
        raise MissingError(f"no article is named {article.slug!r}")
    return shown
