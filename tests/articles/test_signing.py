"""What it takes to approve, and what undoes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from made_board import Publishers, publishers
from osler.accounts import people
from osler.accounts.actor import ANONYMOUS, SYSTEM, Actor, NotAllowedError
from osler.accounts.role import Role
from osler.answer.answer import Statement, Verdict, VerdictKind
from osler.articles import actions, signoff, store
from osler.articles.audit import audit
from osler.articles.content import Content, ContentError, decode, encode
from osler.articles.policy import Policy
from osler.articles.public import public
from osler.articles.signoff import SignoffError
from osler.articles.store import MissingError
from osler.articles.workflow import State, WorkflowError
from osler.storage import tables as t
from osler.storage.canonical import digest
from osler.storage.copying import unlock
from osler.storage.database import Database
from osler.storage.moment import text


def supported(_content: Content, _statement: Statement, _words: str) -> Verdict:
    """A verifier that finds everything supported."""
    return Verdict(VerdictKind.SUPPORTED, 1.0)


def unsupported(_content: Content, _statement: Statement, _words: str) -> Verdict:
    """One that finds nothing so."""
    return Verdict(VerdictKind.UNSUPPORTED, 0.0, ("number: 40 mg is not in the passage",))


def _third(board: Publishers, *roles: Role) -> Actor:
    with board.board.database.writing() as connection:
        login = f"third{len(people.people(connection))}@example.org"
        at = text(board.clock())
        made = people.add(connection, at, SYSTEM, login, "Synthetic Third", frozenset(roles))
    return made.actor()


def _agrees(board: Publishers) -> None:
    with board.board.database.reading() as connection:
        assert audit(connection, None).fault is None


def test_two_signatures_and_no_fewer(board: Publishers) -> None:
    slug = board.under_review().slug
    board.accept_all(slug, board.first)
    assert board.sign(slug, board.first).state is State.UNDER_REVIEW
    seen = public(board.board, ANONYMOUS, slug)
    assert (seen.state, seen.approved) == (State.UNDER_REVIEW, False)
    board.accept_all(slug, board.first)
    with pytest.raises(SignoffError, match="signed this version already"):
        board.sign(slug, board.first)
    board.accept_all(slug, board.second)
    assert board.sign(slug, board.second).state is State.APPROVED
    _agrees(board)


def test_one_signature_where_the_policy_says_so(database: Database) -> None:
    board = publishers(database, Policy(reviewers=1))
    slug = board.under_review().slug
    board.accept_all(slug, board.first)
    assert board.sign(slug, board.first).state is State.APPROVED


def test_three_signatures_where_the_policy_says_so(database: Database) -> None:
    board = publishers(database, Policy(reviewers=3))
    slug = board.under_review().slug
    assert board.approve(slug).state is State.UNDER_REVIEW
    third = _third(board, Role.REVIEWER)
    actions.declare(board.board, third, slug, False, "")
    board.accept_all(slug, third)
    assert board.sign(slug, third).state is State.APPROVED


def test_every_statement_must_be_decided_by_who_signs(board: Publishers) -> None:
    slug = board.under_review().slug
    board.accept_all(slug, board.first)
    with pytest.raises(SignoffError, match="3 statements are yet to be decided by you"):
        board.sign(slug, board.second)
    actions.decide(board.board, board.first, slug, "s2", "withdraw")
    with pytest.raises(SignoffError, match="1 statement is yet to be decided by you: s2"):
        board.sign(slug, board.first)


def test_proof_of_who_one_is(board: Publishers) -> None:
    slug = board.under_review().slug
    board.accept_all(slug, board.first)
    _, content = board.held(slug)
    with pytest.raises(NotAllowedError, match="prove again"):
        actions.sign(board.board, board.first, slug, signoff.signed(content), False)
    with pytest.raises(SignoffError, match="no longer what you read"):
        actions.sign(board.board, board.first, slug, "0" * 64, True)
    for who in (board.editor, board.admin, ANONYMOUS):
        with pytest.raises(NotAllowedError):
            actions.sign(board.board, who, slug, signoff.signed(content), True)


def test_nobody_reviews_what_they_wrote(board: Publishers) -> None:
    both = _third(board, Role.EDITOR, Role.REVIEWER)
    board.editor = both
    slug = board.save().slug
    actions.submit(board.board, both, slug)
    actions.declare(board.board, both, slug, False, "")
    with pytest.raises(SignoffError, match="whoever wrote"):
        actions.begin(board.board, both, slug)
    actions.declare(board.board, board.first, slug, False, "")
    actions.begin(board.board, board.first, slug)
    for act in (
        lambda: actions.decide(board.board, both, slug, "s1", "accept"),
        lambda: actions.edit(board.board, both, slug, "s1", "Other words", supported),
        lambda: actions.strike(board.board, both, slug, "s1"),
        lambda: actions.request_changes(board.board, both, slug, "Synthetic reason"),
        lambda: board.sign(slug, both),
    ):
        with pytest.raises(SignoffError, match="whoever wrote"):
            act()


def test_interests_are_declared_first_and_a_conflict_blocks(board: Publishers) -> None:
    slug = board.save().slug
    actions.submit(board.board, board.editor, slug)
    with pytest.raises(SignoffError, match="declare your interests"):
        actions.begin(board.board, board.first, slug)
    with pytest.raises(ContentError, match="say what"):
        actions.declare(board.board, board.first, slug, True, " ")
    actions.declare(board.board, board.first, slug, True, "Synthetic shares")
    with pytest.raises(SignoffError, match="conflict"):
        actions.begin(board.board, board.first, slug)


def test_a_conflict_declared_after_signing_takes_the_signature_away(board: Publishers) -> None:
    slug = board.under_review().slug
    board.accept_all(slug, board.first)
    board.sign(slug, board.first)
    actions.declare(board.board, board.first, slug, True, "Synthetic shares")
    board.accept_all(slug, board.second)
    assert board.sign(slug, board.second).state is State.UNDER_REVIEW


def test_a_clock_that_runs_backwards_does_not_undo_a_conflict(board: Publishers) -> None:
    slug = board.under_review().slug
    board.clock.now = board.clock.now.replace(year=2020)
    actions.declare(board.board, board.first, slug, True, "Synthetic shares")
    with pytest.raises(SignoffError, match="conflict"):
        actions.decide(board.board, board.first, slug, "s1", "accept")


def test_what_was_signed_is_not_taken_back_statement_by_statement(board: Publishers) -> None:
    slug = board.under_review().slug
    board.accept_all(slug, board.first)
    board.sign(slug, board.first)
    with pytest.raises(WorkflowError, match="ask for changes"):
        actions.decide(board.board, board.first, slug, "s1", "withdraw")


def test_open_threads_hold_signing_up(board: Publishers) -> None:
    slug = board.under_review().slug
    thread = actions.comment(board.board, board.editor, slug, "Synthetic question", "s1")
    actions.comment(board.board, board.first, slug, "Synthetic reply", parent=thread)
    board.accept_all(slug, board.first)
    with pytest.raises(SignoffError, match="1 open thread"):
        board.sign(slug, board.first)
    actions.resolve(board.board, board.first, slug, thread)
    with pytest.raises(WorkflowError, match="resolved already"):
        actions.resolve(board.board, board.first, slug, thread)
    board.sign(slug, board.first)


def test_words_of_a_signer_need_another(board: Publishers) -> None:
    slug = board.under_review().slug
    actions.edit(board.board, board.first, slug, "s1", "Other words", supported)
    board.accept_all(slug, board.first)
    board.sign(slug, board.first)
    board.accept_all(slug, board.second)
    assert board.sign(slug, board.second).state is State.APPROVED
    _agrees(board)


def test_one_reviewer_alone_does_not_approve_their_own_words(database: Database) -> None:
    board = publishers(database, Policy(reviewers=1))
    slug = board.under_review().slug
    actions.edit(board.board, board.first, slug, "s1", "Other words", supported)
    board.accept_all(slug, board.first)
    with pytest.raises(SignoffError, match="nobody else accepted the words written in review: s1"):
        board.sign(slug, board.first)
    board.accept_all(slug, board.second)
    assert board.sign(slug, board.second).state is State.APPROVED


def test_a_signature_under_other_bytes_counts_no_more(board: Publishers) -> None:
    slug = board.under_review().slug
    board.accept_all(slug, board.first)
    board.sign(slug, board.first)
    actions.edit(board.board, board.second, slug, "s1", "Other words", supported)
    board.accept_all(slug, board.second)
    assert board.sign(slug, board.second).state is State.UNDER_REVIEW
    with pytest.raises(SignoffError, match="yet to be decided by you: s1"):
        board.sign(slug, board.first)
    board.accept_all(slug, board.first)
    assert board.sign(slug, board.first).state is State.APPROVED
    old = public(board.board, board.editor, slug, 1)
    assert not old.approved  # one signature is not two, whatever came later
    assert old.state is State.DRAFT
    _agrees(board)


def test_an_undone_edit_is_signed_again(board: Publishers) -> None:
    slug = board.under_review().slug
    board.accept_all(slug, board.first)
    board.sign(slug, board.first)
    actions.strike(board.board, board.second, slug, "s1")
    with pytest.raises(WorkflowError, match="of yours"):
        actions.undo(board.board, board.first, slug)
    assert actions.undo(board.board, board.second, slug).head == 3
    board.accept_all(slug, board.second)
    assert board.sign(slug, board.second).state is State.UNDER_REVIEW
    assert board.sign(slug, board.first).state is State.APPROVED
    assert len(public(board.board, ANONYMOUS, slug).signatures) == 2


def test_signatures_of_an_earlier_round_do_not_count(board: Publishers) -> None:
    slug = board.under_review().slug
    board.accept_all(slug, board.first)
    board.sign(slug, board.first)
    actions.request_changes(board.board, board.second, slug, "Synthetic reason")
    actions.submit(board.board, board.editor, slug)
    actions.begin(board.board, board.second, slug)
    board.accept_all(slug, board.second)
    assert board.sign(slug, board.second).state is State.UNDER_REVIEW


def test_an_account_that_was_closed_signs_nothing(board: Publishers) -> None:
    slug = board.under_review().slug
    board.accept_all(slug, board.first)
    with board.board.database.writing() as connection:
        connection.execute(update(t.users).where(t.users.c.id == board.first.id).values(roles=""))
    with pytest.raises(NotAllowedError, match="no reviewer any more"):
        board.sign(slug, board.first)


def test_edits_must_be_supported(board: Publishers) -> None:
    slug = board.under_review().slug
    with pytest.raises(ContentError, match="40 mg is not in the passage"):
        actions.edit(board.board, board.first, slug, "s1", "Take 40 mg", unsupported)
    article, _ = board.held(slug)
    assert article.head == 1
    for words in ("", "  ", "x" * 2001):
        with pytest.raises(ContentError, match="1 to 2000"):
            actions.edit(board.board, board.first, slug, "s1", words, supported)
    with pytest.raises(ContentError, match="no statement"):
        actions.edit(board.board, board.first, slug, "s99", "Words", supported)


def _change(board: Publishers, slug: str, change: Callable[[str], str], reseal: bool) -> None:
    """Change stored content behind everyone's back; with a fitting hash, if `reseal`."""
    with board.board.database.writing() as connection:
        back = unlock(connection)
        article = store.article(connection, slug)
        held = store.version(connection, article.id, article.head)
        words = change(held.content)
        assert words != held.content
        values = {"content": words, "sha256": digest(words) if reseal else held.sha256}
        here = (t.versions.c.article_id == article.id) & (t.versions.c.number == article.head)
        connection.execute(update(t.versions).where(here).values(values))
        for each in back:
            connection.exec_driver_sql(each)


def _in_quote(text: str) -> str:
    return text.replace("not associated with alpha", "now associated with alpha")


def _in_version(text: str) -> str:
    return text.replace('"version":"7"', '"version":"8"')


def _in_title(text: str) -> str:
    return text.replace('"title":"What', '"title":"Who')


def _in_one_quote(text: str) -> str:
    return text.replace('"quote":"Syntheticine may', '"quote":"Syntheticine can')


@pytest.mark.parametrize("reseal", [True, False])
@pytest.mark.parametrize(
    "change", [_in_quote, _in_version, _in_title, _in_one_quote, lambda _: "{"]
)
def test_a_changed_byte_returns_the_article_to_draft(
    board: Publishers, change: Callable[[str], str], reseal: bool
) -> None:
    slug = board.approved().slug
    _change(board, slug, change, reseal)
    with pytest.raises(MissingError):
        public(board.board, ANONYMOUS, slug)
    with board.board.database.reading() as connection:
        article = store.article(connection, slug)
    assert (article.state, article.published) == (State.DRAFT, None)
    assert "not what was signed" in (article.reason or "")
    with pytest.raises(MissingError):
        public(board.board, ANONYMOUS, slug, 1)
    with board.board.database.reading() as connection:
        assert audit(connection, None).fault


@pytest.mark.parametrize(
    "state", [State.DRAFT, State.RETIRED, State.STALE, State.CHANGES_REQUESTED]
)
def test_tampering_is_found_in_every_state(board: Publishers, state: State) -> None:
    slug = board.approved().slug
    _change(board, slug, _in_title, True)
    with board.board.database.writing() as connection:
        connection.execute(update(t.articles).values(state=state.value))
    with pytest.raises(MissingError):
        public(board.board, ANONYMOUS, slug)


def test_an_approval_that_nobody_gave_is_never_shown(board: Publishers) -> None:
    slug = board.under_review().slug
    board.accept_all(slug, board.first)
    board.sign(slug, board.first)
    with board.board.database.writing() as connection:
        connection.execute(update(t.articles).values(state="approved", published=1))
    with pytest.raises(MissingError):
        public(board.board, ANONYMOUS, slug)
    seen = public(board.board, board.editor, slug)
    assert (seen.state, seen.approved) == (State.DRAFT, False)


def test_a_signature_taken_out_or_forged_is_noticed(board: Publishers) -> None:
    slug = board.approved().slug
    with board.board.database.writing() as connection:
        back = unlock(connection)
        one = connection.execute(select(t.signatures.c.id).limit(1)).scalar_one()
        connection.execute(t.signatures.delete().where(t.signatures.c.id == one))
        for each in back:
            connection.exec_driver_sql(each)
    with pytest.raises(MissingError):
        public(board.board, ANONYMOUS, slug)


def test_tampered_content_is_not_brought_back(board: Publishers) -> None:
    slug = board.save().slug
    _change(board, slug, _in_one_quote, True)
    for act in (
        lambda: actions.restore(board.board, board.editor, slug, 1),
        lambda: actions.submit(board.board, board.editor, slug),
        lambda: actions.strike(board.board, board.editor, slug, "s1"),
    ):
        with pytest.raises(ContentError, match="not what was stored"):
            act()


def test_what_is_signed_never_changes_its_form(board: Publishers) -> None:
    """If this fails, fields of stored content have changed: give `content.SCHEMA` a new number,
    or every approval there is would be void.
    """
    _, content = board.held(board.save().slug)
    fixed = replace(content, maker=replace(content.maker, by="0" * 26, at="2026"))
    assert decode(encode(fixed)) == fixed
    assert digest(encode(fixed)) == SEAL


SEAL = "6b158ab4d055d592503966753c0c5e98a07583df193cb815f33802011625403d"
