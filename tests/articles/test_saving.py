"""Saving, addresses, threads, reports, and who sees what."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_board import Publishers, evidence, publishers
from osler.accounts.actor import ANONYMOUS, Actor, NotAllowedError
from osler.articles import actions, store
from osler.articles.actions import ConflictError
from osler.articles.actions.saving import slug
from osler.articles.content import ContentError
from osler.articles.policy import Policy
from osler.articles.public import public
from osler.articles.store import MissingError
from osler.articles.workflow import State, WorkflowError
from osler.storage.database import Database

HOSTILE = [
    "<script>alert(1)</script>",
    "'; DROP TABLE articles; --",
    "../../etc/passwd",
    "%00%0a\r\nSet-Cookie: a=b",
    "\u202egnissecorp",
    "{{ 7*7 }} ${7*7}",
    "αβγδ",
    "\U0001f600" * 50,
    "x" * 300,
]


@given(st.text(max_size=300))
def test_a_slug_is_plain(question: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(question))
    assert len(slug(question)) <= 80


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_are_words(board: Publishers, hostile: str) -> None:
    made = board.approve(board.under_review(hostile).slug)
    seen = public(board.board, ANONYMOUS, made.slug)
    assert seen.state is State.APPROVED
    assert hostile in seen.article.question
    with board.board.database.reading() as connection:
        assert [e.id for e in store.articles(connection, words="synthetic CAUSES")] == [made.id]
        assert store.articles(connection, words="%") == [] or "%" in hostile


def test_addresses_are_unique_and_none_is_reserved(board: Publishers) -> None:
    slugs = [board.save().slug for _ in range(4)]
    assert slugs == ["what-causes-synthetic-disease", *(f"{slugs[0]}-{n}" for n in (2, 3, 4))]
    answer, documents = evidence()
    named = replace(answer, question="New")
    assert actions.save(board.board, board.editor, named, documents).slug == "new-2"


def test_a_question_cannot_take_the_name_of_another_article(board: Publishers) -> None:
    first = board.save()
    answer, documents = evidence()
    thief = actions.save(board.board, board.editor, replace(answer, question=first.id), documents)
    assert thief.slug != first.id
    with board.board.database.reading() as connection:
        assert store.article(connection, first.id).id == first.id


@pytest.mark.parametrize("name", ["", "a\0b", "a\ud800", "ä", "x" * 5000, "' OR 1=1"])
def test_names_of_nothing(board: Publishers, name: str) -> None:
    board.save()
    with pytest.raises(MissingError):
        public(board.board, ANONYMOUS, name)


def test_an_old_revision_is_refused(board: Publishers) -> None:
    article = board.save()
    actions.submit(board.board, board.editor, article.slug, article.revision)
    with pytest.raises(ConflictError, match="you read revision 1, it is at 2"):
        actions.recall(board.board, board.editor, article.slug, "", article.revision)


def test_drafts_are_not_for_readers(board: Publishers) -> None:
    name = board.save().slug
    for number in (None, 1):
        with pytest.raises(MissingError):
            public(board.board, ANONYMOUS, name, number)
    assert public(board.board, board.editor, name).state is State.DRAFT
    with pytest.raises(MissingError):
        actions.report(board.board, ANONYMOUS, name, 1, "Synthetic")
    actions.withdraw(board.board, board.admin, name, "Synthetic reason")
    with pytest.raises(MissingError):  # it never had a page
        public(board.board, ANONYMOUS, name)


def test_the_policy_says_from_when_on_readers_see_it(database: Database) -> None:
    board = publishers(database, Policy(show="approved"))
    name = board.under_review().slug
    with pytest.raises(MissingError):
        public(board.board, ANONYMOUS, name)
    board.approve(name)
    assert public(board.board, ANONYMOUS, name).state is State.APPROVED
    actions.strike(board.board, board.editor, name, "s1")
    seen = public(board.board, ANONYMOUS, name)
    assert (seen.version.number, seen.newest, len(seen.history)) == (1, True, 1)
    with pytest.raises(MissingError):
        public(board.board, ANONYMOUS, name, 2)
    assert public(board.board, board.editor, name, 2).state is State.DRAFT


def test_a_private_board_shows_nothing_without_an_account(board: Publishers) -> None:
    name = board.approved().slug
    with pytest.raises(NotAllowedError):
        public(board.board, replace(ANONYMOUS, public=False), name)


@pytest.mark.parametrize("number", [0, -1, 2, 2**31, 2**63, 10**30])
def test_numbers_of_no_version(board: Publishers, number: int) -> None:
    article = board.approved()
    with pytest.raises(MissingError):
        public(board.board, board.editor, article.slug, number)
    with pytest.raises(MissingError):
        actions.restore(board.board, board.editor, article.slug, number)
    with pytest.raises(MissingError):
        actions.report(board.board, ANONYMOUS, article.slug, number, "Synthetic")


def test_a_report_is_taken_and_closed(board: Publishers) -> None:
    article = board.approved()
    made = actions.report(board.board, ANONYMOUS, article.slug, 1, " Synthetic error ", "s2")
    with board.board.database.reading() as connection:
        (held,) = store.reports(connection)
    assert (held.id, held.body, held.statement) == (made, "Synthetic error", "s2")
    after, _ = board.held(article.slug)
    assert after == article  # readers change nothing
    with pytest.raises(NotAllowedError):
        actions.close_report(board.board, ANONYMOUS, made, "Looked at")
    actions.close_report(board.board, board.first, made, "Looked at")
    with pytest.raises(WorkflowError, match="closed already"):
        actions.close_report(board.board, board.first, made, "Again")
    for words, statement in (("", None), ("x" * 4001, None), ("Synthetic", "s9")):
        with pytest.raises(ContentError):
            actions.report(board.board, ANONYMOUS, article.slug, 1, words, statement)


def test_threads_stay_with_their_article(board: Publishers) -> None:
    one, two = board.save().slug, board.save().slug
    thread = actions.comment(board.board, board.editor, one, "Synthetic", "s1")
    for act in (
        lambda: actions.comment(board.board, board.editor, two, "Synthetic", parent=thread),
        lambda: actions.resolve(board.board, board.editor, two, thread),
    ):
        with pytest.raises(MissingError, match="no such thread"):
            act()
    reply = actions.comment(board.board, board.first, one, "Synthetic reply", parent=thread)
    with pytest.raises(MissingError):  # replies do not resolve
        actions.resolve(board.board, board.editor, one, reply)
    with pytest.raises(NotAllowedError):
        actions.comment(board.board, ANONYMOUS, one, "Synthetic")


@pytest.mark.parametrize("who", ["editor", "first", "admin", "anonymous"])
def test_each_act_takes_its_right(board: Publishers, who: str) -> None:
    name = board.save().slug
    actor: Actor = ANONYMOUS if who == "anonymous" else getattr(board, who)
    answer, documents = evidence()
    acts = {
        "editor": [
            lambda: actions.save(board.board, actor, answer, documents, again=True),
            lambda: actions.gloss(board.board, actor, name, "Plain words"),
            lambda: actions.submit(board.board, actor, name),
            lambda: actions.recall(board.board, actor, name, "Synthetic"),
            lambda: actions.strike(board.board, actor, name, "s1"),
            lambda: actions.undo(board.board, actor, name),
            lambda: actions.refresh(board.board, actor, name, answer, documents),
            lambda: actions.retire(board.board, actor, name, "Synthetic"),
        ],
        "admin": [lambda: actions.withdraw(board.board, actor, name, "Synthetic")],
    }
    for role, each in ((role, each) for role, held in acts.items() for each in held):
        if role == who:
            each()
            continue
        with pytest.raises((NotAllowedError, WorkflowError)):
            each()


def test_a_question_stored_unmasked_is_refreshed_masked(board: Publishers) -> None:
    """What was stored before masking was, or before it found so much."""
    answer, documents = evidence()
    stored = replace(answer, question="My patient John Smith, 93, born 3/14/1962, has gout. Why?")
    masked = replace(
        answer, question="My patient [name], [over 89], born [date of 1962], has gout. Why?"
    )
    name = actions.save(board.board, board.editor, stored, documents).slug
    actions.refresh(board.board, board.editor, name, masked, documents)
    assert board.held(name)[1].question == masked.question
    for other in ("My patient [name] has lupus. Why?", "Why?", "[name]?"):
        with pytest.raises(ContentError, match="another question"):
            actions.refresh(
                board.board, board.editor, name, replace(answer, question=other), documents
            )


def test_lists_are_cut_into_pages_without_gaps(board: Publishers) -> None:
    made = {board.save().id for _ in range(7)}
    found: list[str] = []
    after: tuple[str, str] | None = None
    while True:
        with board.board.database.reading() as connection:
            page = store.articles(connection, after=after, limit=3)
        if not page:
            break
        found += [each.id for each in page]
        after = (page[-1].updated_at, page[-1].id)
    assert len(found) == 7
    assert set(found) == made


def test_words_are_found_in_any_alphabet(board: Publishers) -> None:
    answer, documents = evidence()
    asked = replace(answer, question="Was verursacht ÜBELKEIT?")
    actions.save(board.board, board.editor, asked, documents)
    with board.board.database.reading() as connection:
        assert len(store.articles(connection, words="übelkeit")) == 1
