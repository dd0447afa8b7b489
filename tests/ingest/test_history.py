"""Which file has the last word, and when a file read before is read again."""

from __future__ import annotations

from pathlib import Path

import pytest
from held import Held

from made_pubmed import PAPER, article, deletion, pubmed

KEY = f"pubmed:{PAPER}"
OTHER = f"pubmed:{PAPER + 200}"


@pytest.fixture
def held(tmp_path: Path) -> Held:
    return Held(tmp_path)


def words(held: Held, key: str = KEY) -> str | None:
    found = held.index.fetch([key]).get(key)
    return found.text.rsplit("\n", 1)[-1] if found else None


def numbered(held: Held, number: int, *parts: str, year: int = 25) -> Path:
    return held.write(f"pubmed{year}n{number:04d}.xml", pubmed(*parts))


def test_an_earlier_pubmed_file_changes_nothing_that_a_later_one_said(held: Held) -> None:
    later = numbered(held, 2, article(PAPER, "Synthetic, later."), deletion(PAPER + 1))
    earlier = numbered(held, 1, article(PAPER, "Synthetic, earlier."), article(PAPER + 1))
    held.run(later)
    tally = held.run(earlier)
    assert words(held) == "Synthetic, later."
    assert words(held, f"pubmed:{PAPER + 1}") is None
    assert tally.skipped.total() == 2
    assert not tally.changed


def test_seen_unchanged_in_a_later_file_it_is_as_late_as_that(held: Held) -> None:
    held.run(numbered(held, 1, article(PAPER, "Synthetic, one.")))
    held.run(numbered(held, 3, article(PAPER, "Synthetic, one."), article(PAPER + 200)))
    held.run(numbered(held, 2, article(PAPER, "Synthetic, two."), deletion(PAPER)))
    assert words(held) == "Synthetic, one."


def test_a_later_year_begins_anew_and_stands(held: Held) -> None:
    held.run(numbered(held, 900, article(PAPER, "Synthetic, old year.")))
    held.run(numbered(held, 1, article(PAPER, "Synthetic, new year."), year=26))
    held.run(numbered(held, 901, article(PAPER, "Synthetic, old year again.")))
    assert words(held) == "Synthetic, new year."


def test_deleted_and_added_again_by_later_files_it_is_held(held: Held) -> None:
    held.run(numbered(held, 1, article(PAPER)))
    held.run(numbered(held, 2, deletion(PAPER)))
    held.run(numbered(held, 3, article(PAPER, "Synthetic, again.")))
    assert words(held) == "Synthetic, again."


def test_files_without_a_number_keep_to_the_order_they_come_in(held: Held) -> None:
    held.run(numbered(held, 5, article(PAPER, "Synthetic, five.")))
    held.read(pubmed(article(PAPER, "Synthetic, by hand.")))
    assert words(held) == "Synthetic, by hand."


def test_a_gap_is_said_in_one_line(held: Held) -> None:
    held.run(numbered(held, 1, article(PAPER)))
    tally = held.run(numbered(held, 4, article(PAPER), article(PAPER + 200)))
    (line,) = tally.said
    assert "n0002, n0003" in line
    assert held.run(numbered(held, 1, article(PAPER))).said == [line]
    assert not held.run(held.write("other", pubmed(article(PAPER)))).said


def test_a_file_is_read_again_once_what_it_held_was_deleted(held: Held) -> None:
    both = held.write("a", pubmed(article(PAPER), article(PAPER + 200)))
    held.run(both)
    held.run(held.write("b", pubmed(deletion(PAPER))))
    tally = held.run(both)
    assert (tally.added, tally.unchanged, tally.files_unchanged) == (1, 1, 0)
    assert words(held) is not None
    assert held.run(both).files_unchanged == 1
    assert held.run(held.folder / "in" / "b").deleted == 1


def test_a_folder_with_its_own_deletions_is_settled_after_one_run(held: Held) -> None:
    held.write("a", pubmed(article(PAPER), article(PAPER + 200)))
    held.write("b", pubmed(deletion(PAPER)))
    held.run()
    tally = held.run()
    assert tally.files_unchanged == 2
    assert not tally.changed


def test_a_later_pubmed_deletion_does_not_make_earlier_files_be_read_again(held: Held) -> None:
    first = numbered(held, 1, article(PAPER), article(PAPER + 200))
    held.run(first)
    held.run(numbered(held, 2, deletion(PAPER)))
    assert held.run(first).files_unchanged == 1
    assert words(held) is None


def test_a_deletion_elsewhere_does_not_make_other_kinds_be_read_again(held: Held) -> None:
    own = (
        "---\ntitle: Synthetic guideline\npublisher: Synthetic\n---\nSynthetic words of nothing.\n"
    )
    guideline = held.write("own.md", own)
    held.run(guideline)
    held.read(pubmed(article(PAPER)), pubmed(deletion(PAPER)))
    assert held.run(guideline).files_unchanged == 1
