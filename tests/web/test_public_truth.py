"""What pages say after a retraction, a refresh and an approval: never more than is so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from made_board import evidence
from made_desk import Room
from made_site import Site, site
from osler.accounts import people
from osler.accounts.actor import SYSTEM
from osler.articles import actions
from osler.articles.naming import named, plain
from osler.articles.records import Article
from osler.articles.staleness import CauseKind, Change
from osler.rendering.dates import day, days
from osler.storage.moment import text


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Site]:
    """The pages over an empty board."""
    with site(tmp_path) as found:
        yield found


def _notice(here: Site, article: Article, kind: CauseKind, said: str = "Synthetic change.") -> None:
    _, content = here.board.held(article.slug)
    document = content.answer.references[0].document
    change = Change(kind, document, "list:eye-ret.txt", None, said, None, None, kind.value * 2)
    actions.notice(here.board.board, article.id, [change], article.published)


def _refresh(here: Site, article: Article) -> Article:
    answer, documents = evidence()
    return actions.refresh(here.board.board, here.board.editor, article.slug, answer, documents)


def test_a_statement_on_a_retracted_source_has_no_certainty(here: Site) -> None:
    article = here.board.approved()
    before = here.client.get(f"/a/{article.slug}").text
    assert before.count("Rests on") == 0
    _notice(here, article, CauseKind.RETRACTED)
    after = here.client.get(f"/a/{article.slug}").text
    items = re.findall(r'<li id="s\d+">.*?</li>', after, re.DOTALL)
    down = [each for each in items if "Source 1" in each and "Rests on a retracted" in each]
    assert down
    for each in down:
        assert "certainty <" not in each
        assert not re.search(r"certainty (high|moderate|low|very low)", each)
        assert "supported" not in each
    assert 'class="rests">Rests on a retracted source, so no certainty is given' in after
    assert '<span class="badge bad">retracted, noticed' in after
    assert after.count("certainty ") < before.count("certainty ") + after.count("no certainty")


def test_a_correction_takes_no_certainty_and_is_amber(here: Site) -> None:
    article = here.board.approved()
    _notice(here, article, CauseKind.CORRECTED)
    html = here.client.get(f"/a/{article.slug}").text
    assert "Rests on" not in html
    assert '<span class="badge caution">corrected, noticed' in html


def test_the_published_page_keeps_its_round_when_a_draft_is_begun(here: Site) -> None:
    article = here.board.approved()
    before = here.page(f"/a/{article.slug}").words
    said = ("by Synthetic Editor", "on 2 Mar 2026", "Synthetic First, since 2 Mar 2026")
    for line in said:
        assert line in before
    _refresh(here, article)
    after = here.page(f"/a/{article.slug}").words
    for line in said:
        assert line in after
    actions.submit(here.board.board, here.board.editor, article.slug)
    actions.begin(here.board.board, here.board.second, article.slug)
    later = here.page(f"/a/{article.slug}").words
    assert "Synthetic First, since 2 Mar 2026" in later
    assert "Synthetic Second, since" not in later


def test_signers_declarations_stand_beside_their_names(here: Site) -> None:
    words = here.page(f"/a/{here.board.approved().slug}").words
    for name in ("Synthetic First", "Synthetic Second"):
        line = f"{name}, 2 Mar 2026; declares no conflict of interest (“None to declare”)"
        assert line in words


def test_the_board_page_says_what_members_are_and_declared(here: Site) -> None:
    made = here.board
    made.approved()
    with made.board.database.writing() as connection:
        at = text(made.clock())
        for who in (made.first, made.editor):
            people.set_board(connection, at, SYSTEM, who.id, True)
    words = " ".join(here.page("/board").words.split())
    assert "none declared yet" not in words
    assert "general interests not given; 1 declaration for articles" in words
    assert "Role editor (signs no articles)" in words
    assert "Role reviewer Specialty" in words
    assert "These members review and sign" not in words


def test_the_operators_file_is_not_named(here: Site) -> None:
    article = here.board.approved()
    said = "“A synthetic title” was retracted on 2021-03-04 (list:eye-ret.txt)."
    _notice(here, article, CauseKind.RETRACTED, said)
    address = f"/a/{article.slug}"
    for path in (address, f"{address}/cite.ris", f"{address}/cite.bib", "/library", "/feed.atom"):
        found = here.client.get(path).text
        assert "eye-ret" not in found, path
    page = here.page(address).words
    assert "was retracted on 4 Mar 2021 (by a list of retractions)." in page
    assert "by a list of retractions" in here.client.get(f"{address}/cite.ris").text


def test_keys_are_named_as_readers_know_them() -> None:
    assert plain("was retracted (pubmed:99000123).") == "was retracted (PMID 99000123)."
    assert plain("(doi:10.5555/a(1)b) and (list:x y.txt).") == (
        "(DOI 10.5555/a(1)b) and (by a list of retractions)."
    )
    assert named("Synthetic J. 2021;1:2") == "Synthetic J. 2021;1:2"


def test_dates_on_pages(here: Site) -> None:
    assert [day(each) for each in ("2021-03-04", "2021-03", "2021", None)] == [
        "4 Mar 2021",
        "Mar 2021",
        "2021",
        "",
    ]
    assert days("on 2021-03-04, 10.5555/x-2021-03-04") == "on 4 Mar 2021, 10.5555/x-2021-03-04"
    html = here.client.get(f"/a/{here.board.approved().slug}").text
    shown = re.sub(r'<script type="application/ld\+json">.*?</script>|<[^>]*>', " ", html)
    assert re.findall(r"\b\d{4}-\d\d-\d\d\b", shown) == []


def test_a_draft_after_an_approval_is_not_decided_now(room: Room) -> None:
    article = room.board.approved()
    actions.gloss(room.board.board, room.board.editor, article.slug, "Synthetic plain words")
    page = room.see(f"/desk/{article.slug}")
    assert "● decided" not in page
    assert "○ draft" in page
    assert "accepted in version 1 by Synthetic First" in page


def test_the_desk_marks_what_is_in_brief(room: Room) -> None:
    article = room.board.under_review()
    page = room.see(f"/desk/{article.slug}")
    _, content = room.board.held(article.slug)
    for place in range(1, len(content.brief) + 1):
        assert page.count(f"in brief, {('1st', '2nd', '3rd')[place - 1]}") == 1
    assert page.count("<b>in brief, ") == len(content.brief)


def test_the_desk_shows_quotes_and_the_notice(room: Room) -> None:
    article = room.board.approved()
    _, content = room.board.held(article.slug)
    document = content.answer.references[0].document
    old, new = "Synthetic quoted words.", "It was corrected on 2021-03-04 (PMID 99000001)."
    change = Change(CauseKind.CORRECTED, document, "pubmed:1", None, "Said.", old, new, "c" * 64)
    actions.notice(room.board.board, article.id, [change])
    page = room.see(f"/desk/{article.slug}")
    assert old in page
    assert "It was corrected on 4 Mar 2021 (PMID 99000001)." in page
    assert "Then: what rests on it" in page


def test_the_same_question_is_saved_again_only_when_asked(here: Site) -> None:
    first = here.board.save()
    answer, documents = evidence()
    board = here.board
    with pytest.raises(actions.ExistsError) as said:
        actions.save(board.board, board.editor, answer, documents)
    assert said.value.slug == first.slug
    other = replace(answer, question=f"  {answer.question.upper()} ")
    with pytest.raises(actions.ExistsError):
        actions.save(board.board, board.editor, other, documents)
    actions.withdraw(board.board, board.admin, first.slug, "Synthetic")
    assert actions.save(board.board, board.editor, answer, documents).slug == f"{first.slug}-2"
