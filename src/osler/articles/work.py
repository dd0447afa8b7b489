"""An article as the board works on it: what was said of each statement, and what remains."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from osler.accounts.actor import Actor
from osler.accounts.role import Right
from osler.answer.answer import Citation, Reference, Statement
from osler.articles import signoff, store
from osler.articles.actions import Board
from osler.articles.content import Content, ContentError, Edit, decode, statement_hash
from osler.articles.records import (
    Article,
    Cause,
    Comment,
    Decision,
    Declaration,
    Report,
    Signature,
    Version,
    VersionLine,
)
from osler.articles.staleness import CauseKind, concerns
from osler.articles.workflow import Act, State, possible
from osler.evidence.document import Family
from osler.storage import tables as t


@dataclass(frozen=True, slots=True)
class Source:
    """One citation with the passage around it: `before`, the quote and `after` are the passage."""

    citation: Citation
    reference: Reference
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment and the answers to it, oldest first."""

    opened: Comment
    answers: tuple[Comment, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One decision that counts, with who gave it."""

    decision: Decision
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """One statement on the desk. `sha256` is `statement_hash`; `mine` the decision of whoever
    looks, None before; `edit` the last change of its words; `brief` its place in brief, from 1,
    None for one that is not there.
    """

    id: str
    statement: Statement
    family: Family
    heading: str | None
    sha256: str
    sources: tuple[Source, ...]
    decisions: tuple[Said, ...]
    threads: tuple[Thread, ...]
    mine: Decision | None
    edit: Edit | None
    brief: int | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """All of it. `barred` says why whoever looks may not review, None where they may; `undecided`
    are statements they have yet to decide; `signed` those who signed exactly this; `possible` the
    acts open to them now; `pressing` those of `causes` to be dealt with before anybody signs;
    `decided_in` the version that the decisions shown ended with, where their round is over and the
    next begins anew.
    """

    article: Article
    version: Version
    content: Content
    lines: tuple[Line, ...]
    struck: tuple[Edit, ...]
    threads: tuple[Thread, ...]
    declared: Declaration | None
    barred: str | None
    undecided: tuple[str, ...]
    open_threads: int
    signed: tuple[Signature, ...]
    needed: int
    possible: tuple[Act, ...]
    causes: tuple[Cause, ...]
    pressing: tuple[Cause, ...]
    reports: tuple[Report, ...]
    history: tuple[VersionLine, ...]
    author: str
    decided_in: int | None = None

    def may(self, act: str) -> bool:
        """Whether an act, by its value, is open to whoever looks."""
        return act in self.possible

    @property
    def deciding(self) -> bool:
        """Whether whoever looks decides statements now."""
        return (
            self.article.state is State.UNDER_REVIEW
            and self.barred is None
            and Act.SIGN in self.possible
        )

    def undoable(self, user_id: str) -> bool:
        """Whether the newest version is this person's own edit or strike, which they may undo."""
        return (
            self.version.author_id == user_id
            and self.version.act in {"edit", "strike"}
            and Act.RESTORE in self.possible
        )

    @property
    def writing(self) -> bool:
        """Whether whoever looks may change words now."""
        return Act.EDIT in self.possible and (
            self.article.state is not State.UNDER_REVIEW or self.barred is None
        )


def work(board: Board, actor: Actor, name: str) -> Work:
    """An article's newest version with all that was said of it.

    Raises `MissingError`, `NotAllowedError`, and `ContentError` where it was tampered with.
    """
    actor.require(Right.DRAFTS)
    with board.database.reading() as connection:
        article = store.article(connection, name)
        version = store.version(connection, article.id, article.head)
        content = decode(version.content)
        if not signoff.intact(content, version.sha256, version.content):
            raise ContentError(
                f"version {version.number} is not what was stored; an admin must look at the ledger"
            )
        return _work(connection, board, actor, article, version, content)


def _work(
    connection: Connection,
    board: Board,
    actor: Actor,
    article: Article,
    version: Version,
    content: Content,
) -> Work:
    made = store.decisions(connection, article.id, article.round)
    counted = signoff.latest(made, content)
    named = names(connection, {each.reviewer_id for each in made})
    threads = _threads(store.comments(connection, article.id))
    declared = store.declaration(connection, article.id, actor.id)
    said = [Said(each, named.get(each.reviewer_id, "")) for each in counted.values()]
    history = store.history(connection, article.id)
    causes = tuple(store.causes(connection, article.id))
    signed = signoff.approving(store.signatures(connection, article.id), article, content)
    reviews = actor.may(Right.REVIEW)
    return Work(
        article=article,
        version=version,
        content=content,
        lines=_lines(content, said, threads, actor.id),
        struck=tuple(each for each in content.edits if each.act == "strike"),
        threads=tuple(each for each in threads if each.opened.statement not in content.ids),
        declared=declared,
        barred=_barred(article, content, actor, declared) if reviews else None,
        undecided=signoff.undecided(made, content, actor.id),
        open_threads=sum(each.opened.resolved_at is None for each in threads),
        signed=tuple(signed),
        needed=board.policy.reviewers,
        possible=possible(article.state, actor.rights),
        causes=causes,
        pressing=tuple(each for each in causes if _presses(each, article, content)),
        reports=tuple(store.reports(connection, article.id)),
        history=tuple(history),
        author=history[-1].author,
        decided_in=_decided_in(article, made, history),
    )


def _decided_in(article: Article, made: list[Decision], history: list[VersionLine]) -> int | None:
    """The newest version when the last decision of a round that is over was made."""
    if article.state not in _BETWEEN or not made:
        return None
    last = max(each.at for each in made)
    return max((each.number for each in history if each.made_at <= last), default=None)


_BETWEEN = frozenset({State.DRAFT, State.CHANGES_REQUESTED})


def names(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Names of people by id."""
    query = select(t.users.c.id, t.users.c.name).where(t.users.c.id.in_(sorted(set(ids))))
    return {row.id: row.name for row in connection.execute(query)}


def _barred(
    article: Article, content: Content, actor: Actor, declared: Declaration | None
) -> str | None:
    try:
        signoff.eligible(article, content, actor.id, declared)
    except signoff.SignoffError as error:
        return str(error)
    return None


def _presses(cause: Cause, article: Article, content: Content) -> bool:
    """Whether signing waits for this: what is retracted or gone, and what changed in review."""
    during = cause.at > (article.submitted_at or "")
    unsound = cause.kind in {CauseKind.RETRACTED, CauseKind.GONE}
    return (during or unsound) and concerns(cause, content, article.head)


def _threads(held: list[Comment]) -> list[Thread]:
    return [
        Thread(each, tuple(one for one in held if one.parent_id == each.id))
        for each in held
        if each.parent_id is None
    ]


def _lines(
    content: Content, said: list[Said], threads: list[Thread], viewer: str
) -> tuple[Line, ...]:
    passages = {each.key: each.text for each in content.passages}
    starts = {each.key: each.start for each in content.passages}
    edits = {each.statement: each for each in content.edits if each.act == "edit"}
    places = {name: place for place, name in enumerate(content.brief, 1)}

    def source(each: Citation) -> Source:
        text, start = passages[each.passage], each.start - starts[each.passage]
        reference = content.answer.references[each.reference - 1]
        return Source(each, reference, text[:start], text[start + len(each.quote) :])

    found: list[Line] = []
    names = iter(content.ids)
    for section in content.answer.sections:
        for group in section.groups:
            for each in group.statements:
                name = next(names)
                own = tuple(one for one in said if one.decision.statement == name)
                mine = [one.decision for one in own if one.decision.reviewer_id == viewer]
                found.append(
                    Line(
                        id=name,
                        statement=each,
                        family=Family(section.family),
                        heading=group.heading,
                        sha256=statement_hash(each),
                        sources=tuple(source(one) for one in each.citations),
                        decisions=own,
                        threads=tuple(one for one in threads if one.opened.statement == name),
                        mine=mine[0] if mine else None,
                        edit=edits.get(name),
                        brief=places.get(name),
                    )
                )
    return tuple(found)
