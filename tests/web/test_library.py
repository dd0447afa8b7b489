"""The library says of each article what its own page says, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import event, update

from made_board import Publishers, publishers
from made_shelf import Site, change, site
from osler.accounts.actor import ANONYMOUS
from osler.articles import actions, shelf, signoff
from osler.articles.content import encode
from osler.articles.line import read
from osler.articles.policy import Policy
from osler.articles.public import public
from osler.articles.shelf import Place, Wanted
from osler.rendering.dates import day
from osler.storage import tables as t
from osler.storage.canonical import digest
from osler.storage.copying import unlock
from osler.storage.database import Database

HOSTILE = '<script>alert(1)</script> "quoted" ‮ & \u2028'


def _shelf(board: Publishers, wanted: Wanted | None = None, limit: int = 20) -> list[shelf.Entry]:
    with board.board.database.reading() as connection:
        return shelf.entries(connection, board.board.policy, wanted or Wanted(), limit)[0]


def _all(board: Publishers) -> dict[str, str]:
    """One article in each place; slug by name."""
    made = {"approved": board.approved().slug, "stale": board.approved().slug}
    article, _ = board.held(made["stale"])
    actions.notice(board.board, article.id, [change()])
    made["submitted"] = actions.submit(board.board, board.editor, board.save().slug).slug
    made["under_review"] = board.under_review().slug
    made["draft"] = board.save().slug
    for name in ("retired", "withdrawn"):
        made[name] = board.approved().slug
    actions.retire(board.board, board.editor, made["retired"], "No longer asked.")
    actions.withdraw(board.board, board.admin, made["withdrawn"], "It was wrong.")
    return made


@pytest.fixture
def board(database: Database) -> Publishers:
    """People and an empty board, over either database."""
    return publishers(database)


def test_every_line_says_what_its_page_says(board: Publishers) -> None:
    made = _all(board)
    found = [each for place in Place for each in _shelf(board, Wanted(place=place))]
    assert {each.article.slug for each in found} == set(made.values()) - {made["draft"]}
    for each in found:
        shown = public(board.board, ANONYMOUS, each.article.slug)
        assert (each.state, each.number) == (shown.state, shown.version.number)
        assert each.references == len(shown.content.answer.references)
        assert (each.title, each.current_to) == (
            shown.content.title,
            shown.content.answer.corpus.current_to,
        )


@pytest.mark.parametrize(
    ("place", "names"),
    [
        (Place.ANY, {"approved", "stale", "submitted", "under_review"}),
        (Place.APPROVED, {"approved"}),
        (Place.STALE, {"stale"}),
        (Place.UNREVIEWED, {"submitted", "under_review"}),
        (Place.RETIRED, {"retired"}),
        (Place.WITHDRAWN, {"withdrawn"}),
    ],
)
def test_places(board: Publishers, place: Place, names: set[str]) -> None:
    made = _all(board)
    found = {each.article.slug for each in _shelf(board, Wanted(place=place))}
    assert found == {made[name] for name in names}


def test_nothing_unreviewed_where_policy_shows_only_the_approved(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'osler.sqlite'}")
    database.prepare()
    board = publishers(database, Policy(show="approved"))
    made = _all(board)
    found = {each.article.slug for each in _shelf(board)}
    assert found == {made["approved"], made["stale"]}
    assert _shelf(board, Wanted(place=Place.UNREVIEWED)) == []


def test_the_light_hash_is_the_signed_one(board: Publishers) -> None:
    _, content = board.held(board.save(HOSTILE).slug)
    line = read(encode(content), digest(encode(content)))
    assert line is not None
    assert line.signed == signoff.signed(content)
    assert read(encode(content) + " ", digest(encode(content))) is None


def test_what_is_not_what_was_signed_is_left_out(board: Publishers) -> None:
    slug = board.approved().slug
    assert [each.article.slug for each in _shelf(board)] == [slug]
    _forge(board, slug)
    assert _shelf(board) == []


def _forge(board: Publishers, slug: str) -> None:
    """Change what was signed, behind the service's back."""
    article, _ = board.held(slug)
    with board.board.database.writing() as connection:
        unlock(connection)
        connection.execute(
            update(t.signatures)
            .where(t.signatures.c.article_id == article.id)
            .values(signed="0" * 64)
        )


def test_a_page_takes_few_queries(board: Publishers) -> None:
    for _ in range(6):
        board.approved()
    seen: list[str] = []
    event.listen(
        board.board.database.engine,
        "before_cursor_execute",
        lambda _c, _cursor, statement, *_rest: seen.append(statement),
    )
    assert len(_shelf(board)) == 6
    assert len([each for each in seen if each.startswith("SELECT")]) == 3


def test_pages_follow_one_another_without_gap_or_repeat(board: Publishers) -> None:
    made = [board.approved().slug for _ in range(5)]
    assert _turned(board) == made[::-1]
    _forge(board, made[2])
    assert _turned(board) == [made[4], made[3], made[1], made[0]]


def _turned(board: Publishers) -> list[str]:
    """Slugs of all pages of one article each, from page to page."""
    seen: list[str] = []
    after: tuple[str, str] | None = None
    while True:
        with board.board.database.reading() as connection:
            found, after = shelf.entries(connection, board.board.policy, Wanted(after=after), 1)
        seen += [each.article.slug for each in found]
        if after is None:
            return seen


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Site]:
    """A site that anyone may read."""
    with site(tmp_path) as found:
        yield found


def test_the_page(here: Site) -> None:
    made = _all(here.people)
    text = here.client.get("/library").text
    assert text.count("<h2>") == 4
    for name in ("approved", "stale", "submitted", "under_review"):
        assert f'href="/a/{made[name]}"' in text
    assert made["withdrawn"] not in re.findall(r'href="/a/([^"]+)"', text)
    assert "● " in text.replace("</span> ", " ")
    assert "Never reviewed: use with caution" in text
    assert "was retracted" in text
    assert 'Evidence current to <time datetime="2021-03-04">4 Mar 2021</time>' in text


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("?q=SYNTHETIC+disease", 1),
        ("?q=synthetic+absent", 0),
        ("?q=%25", 0),
        ("?q=_", 0),
        ("?topic=synthetic+disease", 1),
        ("?topic=other", 0),
        ("?status=approved&q=causes", 1),
        ("?status=withdrawn", 0),
        ("?q=%00%ED%A0%80synthetic%E2%80%AE", 0),
    ],
)
def test_search(here: Site, query: str, number: int) -> None:
    here.people.approved()
    answer = here.client.get(f"/library{query}")
    assert answer.status_code == 200
    assert answer.text.count("<h2>") == number
    assert ("No article fits" in answer.text) is (number == 0)


@pytest.mark.parametrize("query", ["?status=nonsense", "?after=x", "?after=2026.a"])
def test_what_is_not_there_is_one_plain_line(here: Site, query: str) -> None:
    answer = here.client.get(f"/library{query}")
    assert answer.status_code == 404
    assert "library has no such" in answer.text


def test_hostile_words_are_shown_as_words(here: Site) -> None:
    here.people.approve(here.people.under_review(HOSTILE).slug)
    text = here.client.get("/library", params={"q": "<script>alert(1)</script>"}).text
    assert text.count("<h2>") == 1
    assert "<script>alert" not in text
    assert "\u202e" not in text
    assert 'value="<script>alert(1)</script>"' in unescape(text)


def test_an_empty_library_says_what_to_do(here: Site) -> None:
    assert "There are no articles yet" in here.client.get("/library").text


def test_paging_by_links(here: Site) -> None:
    for _ in range(21):
        here.people.save()
    with here.people.board.database.reading() as connection:
        slugs = [row[0] for row in connection.exec_driver_sql("SELECT slug FROM articles")]
    for slug in slugs:
        actions.submit(here.people.board, here.people.editor, slug)
    first = here.client.get("/library").text
    following = re.search(r'<a href="([^"]+)" rel="next">', first)
    assert following is not None
    second = here.client.get(unescape(following[1])).text
    assert (first.count("<h2>"), second.count("<h2>")) == (20, 1)
    assert "First page" in second
    assert "Next page" not in second


def test_the_board_page(here: Site) -> None:
    assert "The board has no members yet" in here.client.get("/board").text
    here.people.approved()
    with here.people.board.database.writing() as connection:
        connection.execute(
            update(t.users)
            .where(t.users.c.login == "first@example.org")
            .values(
                board=True,
                credentials="MD, PhD",
                specialty="Synthetic medicine",
                interests="None. <b>",
                interests_at="2026-03-01T00:00:00.000000Z",
            )
        )
    text = here.client.get("/board").text
    assert "Synthetic First" in text
    assert "MD, PhD" in text
    assert "Synthetic medicine" in text
    assert "None. &lt;b&gt;" in text
    assert "1 Mar 2026" in text
    assert re.search(r"<dt>Articles signed</dt>\s*<dd>1</dd>", text)
    assert "Synthetic Second" not in text


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-03-02T09:00:00.000000Z", "2 Mar 2026"),
        ("2026-03", "Mar 2026"),
        ("2026", "2026"),
        ("2026-13-01", "2026-13-01"),
        ("soon", "soon"),
        (None, ""),
    ],
)
def test_a_date_says_no_more_than_is_known(moment: str | None, words: str) -> None:
    assert day(moment) == words
