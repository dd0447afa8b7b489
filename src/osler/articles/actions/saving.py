"""What editors do: save an answer as an article, bring it up to date, hand it in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Connection, insert, select

from osler.accounts.actor import Actor
from osler.accounts.role import Right
from osler.answer.answer import Answer
from osler.articles import making
from osler.articles.actions.aging import reopen_causes
from osler.articles.actions.change import (
    Board,
    Change,
    anchored,
    changing,
    short,
    tell,
    values,
    write_version,
)
from osler.articles.content import ContentError, Edit, Maker, encode
from osler.articles.records import Article
from osler.articles.workflow import Act, State
from osler.evidence.document import Document
from osler.ledger import book
from osler.safety.personal import restates
from osler.storage import tables as t
from osler.storage.canonical import digest
from osler.storage.identity import is_id, new_id

SLUG = 80  # code points of a slug before a number that tells it from another
TOPIC = 120  # of a topic
NAMED = ("answer", "edit", "new", "versions")


class ExistsError(Exception):
    """There is an article on this question already; `slug` names it."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"an article on this question exists: {slug}")
        self.slug = slug


def refuse_double(board: Board, question: str) -> None:
    """Raises `ExistsError` where `save` would: to be told before the evidence is searched."""
    with board.database.reading() as connection:
        _refuse_double(connection, question)


def _refuse_double(connection: Connection, question: str) -> None:
    """White space, case and marks at the end make no other question. What was withdrawn is no
    article on it any more.
    """
    held = t.articles.c
    query = select(held.slug, held.question).where(
        held.slug.startswith(slug(question), autoescape=True),
        held.state != State.WITHDRAWN.value,
    )
    for row in connection.execute(query.order_by(held.id)):
        if _same(row.question) == _same(question):
            raise ExistsError(row.slug)


def _same(question: str) -> str:
    return " ".join(question.split()).casefold().rstrip(" ?.!")


def save(
    board: Board,
    actor: Actor,
    answer: Answer,
    documents: Mapping[str, Document],
    model: str | None = None,
    *,
    again: bool = False,
) -> Article:
    """An answer becomes a draft. `documents`: all that are cited, by key; `again`: although there
    is an article on the question.

    Raises `ContentError` for a refusal, `ExistsError`, `NotAllowedError`.
    """
    actor.require(Right.WRITE)
    with board.database.writing() as connection:
        if not again:
            _refuse_double(connection, answer.question)
        at = book.moment(connection, board.clock)
        wrote = model or _wrote(answer)
        maker = Maker(_how(wrote), wrote, actor.id, actor.name, at)
        content = making.content(answer, documents, maker)
        article = Article(
            id=new_id(),
            slug=_free(connection, answer.question),
            question=answer.question,
            state=State.DRAFT,
            head=1,
            published=None,
            round=1,
            revision=1,
            author_id=actor.id,
            topic=answer.understood.concepts[0][:TOPIC] if answer.understood.concepts else None,
            drugs=bool(content.sections),
            created_at=at,
            updated_at=at,
            submitted_at=None,
            review_began_at=None,
            approved_at=None,
            due_at=None,
            reason=None,
        )
        connection.execute(insert(t.articles).values(values(article)))
        write_version(connection, article.id, 1, content, actor, Act.SAVE.value, at)
        detail = {"version": 1, "sha256": digest(encode(content)), "to": State.DRAFT.value}
        tell(connection, at, actor, "article.save", article, detail)
    anchored(board)
    return article


def _wrote(answer: Answer) -> str | None:
    """The model whose words are in an answer; None where they are the sources' own."""
    record = answer.written
    return record.model if record is not None and record.instead is None else None


def _how(model: str | None) -> str:
    return "extractive" if model is None else "written by a model"


def refresh(
    board: Board,
    actor: Actor,
    name: str,
    answer: Answer,
    documents: Mapping[str, Document],
    revision: int | None = None,
) -> Article:
    """The question asked again over the evidence held now, as the newest version. What people had
    changed in the older one is there to compare, and is not carried over unasked. A question that
    was stored before its personal data was masked is asked masked, and so the new version has it.
    """
    with changing(board, actor, name, "refresh", revision) as change:
        if not restates(answer.question, change.article.question):
            raise ContentError("another question makes another article")
        change.follow(Act.REFRESH)
        wrote = _wrote(answer)
        maker = Maker(_how(wrote), wrote, actor.id, actor.name, change.at)
        content = replace(making.content(answer, documents, maker), gloss=_gloss(change))
        change.add_version(content, Act.REFRESH.value)
    return change.article


def _gloss(change: Change) -> str | None:
    """The gloss to carry over; a version that was tampered with has none that could be trusted."""
    try:
        return change.content.gloss
    except ContentError:
        return None


def restore(
    board: Board, actor: Actor, name: str, number: int, revision: int | None = None
) -> Article:
    """An older version's content becomes the newest version."""
    with changing(board, actor, name, "restore", revision) as change:
        change.follow(Act.RESTORE)
        older = change.version(number)
        change.detail["restored"] = number
        change.add_version(older, Act.RESTORE.value, f"version {number} restored")
        reopen_causes(change, older)
    return change.article


def gloss(
    board: Board, actor: Actor, name: str, words: str, revision: int | None = None
) -> Article:
    """A line in plain language under the title; empty takes it away."""
    with changing(board, actor, name, "gloss", revision) as change:
        change.follow(Act.EDIT)
        before = change.content
        said = " ".join(words.split()) or None
        if said is not None and len(said) > 200:
            raise ContentError("a gloss is one line of at most 200 characters")
        edit = Edit(
            "gloss", "edit", actor.id, actor.name, change.at, before.gloss or "", said or ""
        )
        change.add_version(
            replace(before, gloss=said, edits=(*before.edits, edit)), "edit", "gloss"
        )
    return change.article


def submit(board: Board, actor: Actor, name: str, revision: int | None = None) -> Article:
    """Hand a draft in to the board; a new round of review begins."""
    with changing(board, actor, name, "submit", revision) as change:
        again = change.article.submitted_at is not None
        change.follow(Act.SUBMIT)
        if not change.content.ids:
            raise ContentError("an article without statements cannot be submitted")
        change.set(
            submitted_at=change.at,
            review_began_at=None,
            round=change.article.round + (1 if again else 0),
            reason=None,
        )
        change.detail["round"] = change.article.round
    return change.article


def recall(
    board: Board, actor: Actor, name: str, reason: str, revision: int | None = None
) -> Article:
    """Take a submission back to a draft."""
    with changing(board, actor, name, "recall", revision) as change:
        change.follow(Act.RECALL)
        change.set(reason=short(reason) or None)
        change.detail["reason"] = short(reason)
    return change.article


def slug(question: str) -> str:
    """A question as part of an address: ASCII letters, digits and hyphens, 1..80 characters."""
    plain = unicodedata.normalize("NFKD", question).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())
    short = ""
    for word in words:
        if len(short) + len(word) + 1 > SLUG:
            break
        short = f"{short}-{word}" if short else word
    return short or "".join(words)[:SLUG] or "article"


def _free(connection: Connection, question: str) -> str:
    base = slug(question)
    taken = set(
        connection.execute(
            select(t.articles.c.slug).where(t.articles.c.slug.startswith(base, autoescape=True))
        ).scalars()
    )
    number, name = 1, base
    while name in taken or name in NAMED or is_id(name):
        number += 1
        name = f"{base}-{number}"
    return name
