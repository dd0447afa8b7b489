"""Watching real, embedded evidence: what makes an article stale, and what does not."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import delete

import made_evidence
from made_board import Publishers
from made_evidence import PAPER_KEY, SAID, WARNED, label, lay
from made_label import SET_ID
from made_pubmed import PAPER, article, deletion, pubmed, retraction
from osler.accounts.actor import ANONYMOUS
from osler.articles import actions, in_force, shelf, store
from osler.articles.audit import audit
from osler.articles.metrics import metrics
from osler.articles.public import Public, public
from osler.articles.records import Article
from osler.articles.signoff import SignoffError
from osler.articles.watch import watch
from osler.articles.workflow import State, WorkflowError
from osler.index.embedded import open_index
from osler.storage import tables as t
from osler.storage.canonical import canonical, digest
from osler.storage.copying import unlock

LABEL = f"label:{SET_ID}:1"


class Watched:
    """A board, a data folder with evidence, and approved articles over it."""

    def __init__(self, board: Publishers, home: Path) -> None:
        self.board, self.home = board, home
        lay(home, pubmed(article(PAPER, SAID)))
        lay(home, label(1))

    def save(self, *keys: str) -> Article:
        """A draft that quotes these documents."""
        held = made_evidence.documents(self.home, *keys)
        assert len(held) == len(keys)
        return actions.save(
            self.board.board, self.board.editor, made_evidence.answer(held), held, again=True
        )

    def review(self, slug: str) -> None:
        """Hand it in and take it up."""
        board = self.board
        actions.submit(board.board, board.editor, slug)
        for who in (board.first, board.second):
            actions.declare(board.board, who, slug, False, "")
        actions.begin(board.board, board.first, slug)

    def approved(self, *keys: str) -> str:
        """The slug of an approved article."""
        slug = self.save(*keys).slug
        self.review(slug)
        self.board.approve(slug)
        return slug

    def watch(self) -> dict[str, list[str]]:
        """What is new, by slug."""
        index = open_index(self.home / "index")
        try:
            found = watch(self.board.board, index)
        finally:
            index.close()
        return {one.article.slug: [each.kind for each in one.causes] for one in found}

    def seen(self, slug: str) -> Public:
        """What a reader sees."""
        return public(self.board.board, ANONYMOUS, slug)

    def agrees(self) -> None:
        """Rows and ledger say the same."""
        with self.board.board.database.reading() as connection:
            assert audit(connection, None).fault is None


@pytest.fixture
def watched(board: Publishers, tmp_path: Path) -> Watched:
    """Evidence of one paper and one label."""
    return Watched(board, tmp_path / "home")


def test_a_notice_brings_what_is_quoted_and_what_it_says(watched: Watched) -> None:
    slug = watched.approved(PAPER_KEY)
    lay(watched.home, pubmed(retraction()))
    watched.watch()
    (cause,) = watched.seen(slug).causes
    assert SAID in (cause.old or "")
    assert (cause.new or "").startswith("It was retracted")
    assert "PMID 99000200" in (cause.new or "")
    # as it was when causes of this kind had no texts: what was noticed is not noticed again
    kept = ["retracted", PAPER_KEY, "pubmed:99000200", None, None]
    assert cause.fingerprint == digest(canonical(kept))


def test_stale_is_what_readers_see_of_it(watched: Watched) -> None:
    slug = watched.approved(PAPER_KEY)
    lay(watched.home, pubmed(retraction()))
    watched.watch()
    held = made_evidence.documents(watched.home, LABEL)
    answer = made_evidence.answer(held)
    board = watched.board
    actions.refresh(board.board, board.editor, slug, answer, held)
    article, _ = board.held(slug)
    assert article.state is State.DRAFT
    with board.board.database.reading() as connection:
        assert [each.slug for each in in_force.stale_articles(connection)] == [slug]
        assert in_force.how_many_stale(connection) == 1
        assert metrics(connection, board.clock()).open["stale"] == 1
        assert in_force.states(connection, [article.id]) == {article.id: State.STALE}
    assert watched.seen(slug).state is State.STALE
    watched.review(slug)
    board.approve(slug)
    with board.board.database.reading() as connection:
        assert in_force.stale_articles(connection) == []
        assert in_force.states(connection, [article.id]) == {article.id: State.APPROVED}
    old = public(board.board, ANONYMOUS, slug, 1)
    assert [each.kind for each in old.groundless] == ["retracted"]  # closed, and no less retracted


def test_nothing_changed_is_nothing_found(watched: Watched) -> None:
    slug = watched.approved(PAPER_KEY, LABEL)
    assert watched.watch() == {}
    lay(watched.home, pubmed(article(PAPER, SAID)))
    assert watched.watch() == {}
    assert watched.seen(slug).state is State.APPROVED


def test_a_retraction_makes_an_article_stale_at_once(watched: Watched) -> None:
    slug, other = watched.approved(PAPER_KEY), watched.approved(LABEL)
    lay(watched.home, pubmed(retraction()))
    assert watched.watch() == {slug: ["retracted"]}
    assert watched.watch() == {}  # noticed once
    seen = watched.seen(slug)
    assert seen.state is State.STALE
    assert "was retracted" in seen.causes[0].said
    assert "99000200" in seen.causes[0].said
    assert watched.seen(other).state is State.APPROVED
    watched.agrees()


@pytest.mark.parametrize(
    ("related", "kind"),
    [
        ("ExpressionOfConcernFor", "expression of concern"),
        ("ErratumFor", "corrected"),
        ("RetractionOf", "retracted"),
    ],
)
def test_notices(watched: Watched, related: str, kind: str) -> None:
    slug = watched.approved(PAPER_KEY)
    lay(watched.home, pubmed(article(99_000_201, "Synthetic notice.", related=(related, PAPER))))
    assert watched.watch() == {slug: [kind]}


def test_a_second_correction_is_another(watched: Watched) -> None:
    lay(watched.home, pubmed(article(99_000_201, "One.", related=("ErratumFor", PAPER))))
    slug = watched.approved(PAPER_KEY)
    assert watched.watch() == {}  # known when it was made
    lay(watched.home, pubmed(article(99_000_202, "Two.", related=("ErratumFor", PAPER))))
    assert watched.watch() == {slug: ["corrected"]}


def test_words_that_changed_at_their_source(watched: Watched) -> None:
    slug = watched.approved(PAPER_KEY)
    lay(watched.home, pubmed(article(PAPER, "Synthetic disease is associated with gamma.")))
    assert watched.watch() == {slug: ["quoted text changed"]}
    cause = watched.seen(slug).causes[0]
    assert cause.old is not None
    assert SAID in cause.old
    assert cause.new is not None
    assert "gamma" in cause.new


def test_a_record_that_was_withdrawn(watched: Watched) -> None:
    slug = watched.approved(PAPER_KEY)
    lay(watched.home, pubmed(deletion(PAPER)))
    assert watched.watch() == {slug: ["no longer held"]}


def test_only_the_cited_section_of_a_label_matters(watched: Watched) -> None:
    slug = watched.approved(LABEL)
    lay(watched.home, label(2, used="Syntheticine is for something else."))
    assert watched.watch() == {}
    assert watched.seen(slug).state is State.APPROVED
    lay(watched.home, label(3, warned=f"{WARNED} It may also cause delta."))
    assert watched.watch() == {slug: ["label section changed"]}
    cause = watched.seen(slug).causes[0]
    assert "version 3" in cause.said
    assert cause.old is not None
    assert cause.new is not None
    assert ("delta" in cause.old, "delta" in cause.new) == (False, True)
    assert watched.watch() == {}


def test_a_refreshed_version_is_approved_and_the_banner_goes(watched: Watched) -> None:
    slug = watched.approved(LABEL)
    lay(watched.home, label(2, warned=f"{WARNED} It may also cause delta."))
    assert watched.watch() == {slug: ["label section changed"]}
    board, new = watched.board, f"label:{SET_ID}:2"
    held = made_evidence.documents(watched.home, new)
    actions.refresh(board.board, board.editor, slug, made_evidence.answer(held), held)
    assert watched.seen(slug).state is State.STALE  # readers still see the old one, and that
    watched.review(slug)
    board.approve(slug)
    assert watched.seen(slug).state is State.APPROVED
    assert watched.watch() == {}
    actions.restore(board.board, board.editor, slug, 1)  # brings back what was known against it
    article, _ = board.held(slug)
    with board.board.database.reading() as connection:
        (cause,) = store.causes(connection, article.id)
    assert "changed in label version 2" in cause.said
    watched.agrees()


def test_nothing_retracted_is_approved(watched: Watched) -> None:
    slug = watched.approved(PAPER_KEY, LABEL)
    board = watched.board
    words = "Synthetic disease is associated with alpha."
    actions.restore(board.board, board.editor, slug, 1)
    watched.review(slug)
    board.accept_all(slug, board.first)
    lay(watched.home, pubmed(retraction()))
    assert watched.watch() == {slug: ["retracted"]}
    with pytest.raises(SignoffError, match="was retracted"):
        board.sign(slug, board.first)
    (cause,) = watched.seen(slug).causes
    with pytest.raises(WorkflowError, match="was retracted"):
        actions.close_cause(board.board, board.first, cause.id, "It is fine")
    _, content = board.held(slug)
    name = next(n for n, each in content.statements.items() if each.text == words)
    actions.strike(board.board, board.first, slug, name, "Retracted")
    board.approve(slug)
    assert watched.seen(slug).state is State.APPROVED
    assert watched.watch() == {}
    actions.restore(board.board, board.editor, slug, 1)
    watched.review(slug)
    board.accept_all(slug, board.second)
    with pytest.raises(SignoffError, match="was retracted"):
        board.sign(slug, board.second)


def test_what_changes_during_a_review_is_looked_at_first(watched: Watched) -> None:
    slug = watched.save(LABEL).slug
    watched.review(slug)
    board = watched.board
    board.accept_all(slug, board.first)
    board.sign(slug, board.first)
    lay(watched.home, label(2, warned="Syntheticine may cause delta."))
    assert watched.watch() == {slug: ["label section changed"]}
    board.accept_all(slug, board.second)
    with pytest.raises(SignoffError, match="changed during the review"):
        board.sign(slug, board.second)
    article, _ = board.held(slug)
    with board.board.database.reading() as connection:
        (cause,) = store.causes(connection, article.id)
    actions.close_cause(board.board, board.second, cause.id, "Synthetic reason")
    assert board.sign(slug, board.second).state is State.APPROVED


def test_a_closed_cause_does_not_approve_anew(watched: Watched) -> None:
    slug = watched.approved(LABEL)
    lay(watched.home, label(2, warned="Syntheticine may cause delta."))
    watched.watch()
    board = watched.board
    (cause,) = watched.seen(slug).causes
    actions.close_cause(board.board, board.first, cause.id, "Synthetic reason")
    assert watched.seen(slug).state is State.STALE
    with board.board.database.reading() as connection:
        (line,), _ = shelf.entries(connection, board.board.policy, shelf.Wanted())
        assert shelf.addresses(connection) == []
    assert line.state is State.STALE
    actions.reaffirm(board.board, board.first, slug, "Synthetic reason")
    assert watched.seen(slug).state is State.STALE
    board.approve(slug)
    seen = watched.seen(slug)
    assert (seen.state, len(seen.signatures)) == (State.APPROVED, 2)
    assert watched.watch() == {}
    watched.agrees()


def test_review_age_reaches_what_is_being_rewritten_too(watched: Watched) -> None:
    slug, other = watched.approved(PAPER_KEY), watched.approved(LABEL)
    board = watched.board
    actions.strike(board.board, board.editor, slug, "s1")
    board.clock.now += datetime.timedelta(days=200)
    assert watched.watch() == {other: ["review due"]}  # drugs: six months
    board.clock.now += datetime.timedelta(days=200)
    assert watched.watch() == {slug: ["review due"]}
    assert watched.seen(slug).state is State.STALE
    assert watched.watch() == {}


def test_two_watchers_notice_once(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    slug = watched.approved(PAPER_KEY)
    lay(watched.home, pubmed(retraction()))
    notice = actions.notice

    def twice(*arguments: object) -> object:
        monkeypatch.setattr(actions, "notice", notice)
        assert watched.watch() == {slug: ["retracted"]}  # another process was faster
        return notice(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(actions, "notice", twice)
    assert watched.watch() == {}


def test_one_broken_article_does_not_stop_the_others(watched: Watched) -> None:
    broken, gone, slug = (watched.approved(PAPER_KEY) for _ in range(3))
    with watched.board.board.database.writing() as connection:
        back = unlock(connection)
        names = {each: store.article(connection, each).id for each in (broken, gone)}
        connection.execute(
            t.versions.update().where(t.versions.c.article_id == names[broken]).values(content="{")
        )
        connection.execute(delete(t.versions).where(t.versions.c.article_id == names[gone]))
        for each in back:
            connection.exec_driver_sql(each)
    lay(watched.home, pubmed(retraction()))
    assert watched.watch() == {slug: ["retracted"]}


def test_what_is_published_while_watching_is_watched(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    slug = watched.approved(PAPER_KEY)
    lay(watched.home, pubmed(retraction()))
    late: list[str] = []
    notice = actions.notice

    def saving(*arguments: object) -> object:
        if not late:
            late.append(watched.save(PAPER_KEY).slug)
        return notice(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(actions, "notice", saving)
    found = watched.watch()
    assert set(found) == {slug}  # the late one was made knowing of it


@pytest.mark.parametrize("act", [actions.retire, actions.withdraw])
def test_what_was_retired_still_warns(watched: Watched, act: Callable[..., Article]) -> None:
    slug = watched.approved(PAPER_KEY)
    who = watched.board.editor if act is actions.retire else watched.board.admin
    act(watched.board.board, who, slug, "Synthetic reason")
    lay(watched.home, pubmed(retraction()))
    found = watched.watch()
    assert found == ({slug: ["retracted"]} if act is actions.retire else {})
    seen = watched.seen(slug)
    assert seen.state is (State.RETIRED if act is actions.retire else State.WITHDRAWN)
    assert bool(seen.causes) == bool(found)
