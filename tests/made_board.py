"""A board with synthetic people and a synthetic answer, over either database."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from made_answer import answer as made_answer
from osler.accounts import people
from osler.accounts.actor import SYSTEM, Actor
from osler.accounts.role import Role
from osler.answer.answer import Answer
from osler.answer.cite import statements
from osler.articles import actions, signoff, store
from osler.articles.actions import Board
from osler.articles.content import Content, decode
from osler.articles.policy import Policy
from osler.articles.records import Article
from osler.evidence.document import Document, Family, Header, Section
from osler.evidence.split import passages
from osler.storage.database import Database
from osler.storage.moment import text

START = datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC)


@dataclass
class Hours:
    """A clock that tests set; every look moves it on by a second."""

    now: datetime.datetime = START

    def __call__(self) -> datetime.datetime:
        self.now += datetime.timedelta(seconds=1)
        return self.now


@dataclass
class Publishers:
    """A board, its clock, and four people: an editor, two reviewers and an admin."""

    board: Board
    clock: Hours = field(default_factory=Hours)
    editor: Actor = field(init=False)
    first: Actor = field(init=False)
    second: Actor = field(init=False)
    admin: Actor = field(init=False)

    def __post_init__(self) -> None:
        self.editor = self._person("editor@example.org", "Synthetic Editor", Role.EDITOR)
        self.first = self._person("first@example.org", "Synthetic First", Role.REVIEWER)
        self.second = self._person("second@example.org", "Synthetic Second", Role.REVIEWER)
        self.admin = self._person("admin@example.org", "Synthetic Admin", Role.ADMIN)

    def _person(self, login: str, name: str, role: Role) -> Actor:
        with self.board.database.writing() as connection:
            made = people.add(
                connection, text(self.clock()), SYSTEM, login, name, frozenset({role})
            )
        return made.actor()

    def save(self, hostile: str = "") -> Article:
        """A draft by the editor."""
        answer, documents = evidence(hostile)
        return actions.save(self.board, self.editor, answer, documents, again=True)

    def under_review(self, hostile: str = "") -> Article:
        """A draft handed in, both reviewers declared, taken up by the first."""
        article = self.save(hostile)
        actions.submit(self.board, self.editor, article.slug)
        for who in (self.first, self.second):
            actions.declare(self.board, who, article.slug, False, "None to declare.")
        return actions.begin(self.board, self.first, article.slug)

    def accept_all(self, slug: str, who: Actor) -> None:
        """Accept every statement that `who` has yet to decide."""
        article, content = self.held(slug)
        with self.board.database.reading() as connection:
            made = store.decisions(connection, article.id, article.round)
        for name in signoff.undecided(made, content, who.id):
            actions.decide(self.board, who, slug, name, "accept")

    def sign(self, slug: str, who: Actor) -> Article:
        """Sign what is there now."""
        _, content = self.held(slug)
        return actions.sign(self.board, who, slug, signoff.signed(content), True)

    def approve(self, slug: str) -> Article:
        """Both reviewers accept everything and sign."""
        for who in (self.first, self.second):
            self.accept_all(slug, who)
            article = self.sign(slug, who)
        return article

    def approved(self) -> Article:
        """An approved article."""
        return self.approve(self.under_review().slug)

    def held(self, slug: str) -> tuple[Article, Content]:
        """The article and its newest content."""
        with self.board.database.reading() as connection:
            article = store.article(connection, slug)
            return article, decode(store.version(connection, article.id, article.head).content)


def publishers(database: Database, policy: Policy | None = None) -> Publishers:
    """A board over an empty, prepared database."""
    clock = Hours()
    return Publishers(Board(database, policy or Policy(), clock), clock)


def evidence(hostile: str = "") -> tuple[Answer, Mapping[str, Document]]:
    """The synthetic answer of `made_answer` as if the documents held what it quotes."""
    answer = made_answer(hostile)
    quotes: dict[str, str] = {}
    for statement in statements(answer.sections):
        for citation in statement.citations:
            quotes[citation.document] = citation.quote
    documents = {}
    for reference in answer.references:
        label = reference.family is Family.LABELS
        words = "Padding. X" if not label else "Warnings X"
        body = f"{words}{quotes[reference.document]} More words of a synthetic passage."
        start = 0
        header = Header(
            key=reference.document,
            family=reference.family,
            source="made",
            title=reference.title,
            lineage=reference.document,
            version=reference.version,
        )
        section = Section(start, len(body), ("Results",), None)
        documents[reference.document] = Document(header, body, (section,))
        assert passages(documents[reference.document])
    return answer, documents
