"""A hospital's own documents: which edition stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from held import Held


@pytest.fixture
def held(tmp_path: Path) -> Held:
    return Held(tmp_path)


def own(title: str, date: str | None, **fields: str) -> str:
    said = {"title": title, "publisher": "Synthetic Hospital", **fields}
    if date:
        said["date"] = date
    front = "\n".join(f"{name}: {value}" for name, value in said.items())
    return f"---\n{front}\n---\n## Recommendations\n\nSynthetic words, {date}.\n"


def standing(held: Held) -> dict[str, str]:
    """Words of standing by title and date."""
    rows = held.catalog.rows(row[0] for row in held.catalog.counts("key"))
    return {f"{row.title} {row.date}": ", ".join(held.words(row.key)) for row in rows.values()}


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_a_newer_date_under_the_same_title_is_a_newer_edition(
    held: Held, order: tuple[int, ...]
) -> None:
    files = [
        own("Synthetic guideline", "2024"),
        own("Synthetic  Guideline", "2026-03-01"),
        own("Synthetic guideline", None),
    ]
    held.read(*(files[number] for number in order))
    assert standing(held) == {
        "Synthetic guideline 2024": "superseded",
        "Synthetic  Guideline 2026-03-01": "",
        "Synthetic guideline None": "superseded",
    }


def test_a_date_within_another_says_nothing_of_which_is_newer(held: Held) -> None:
    held.read(own("Synthetic", "2026"), own("Synthetic", "2026-03-01"))
    assert set(standing(held).values()) == {""}


def test_another_publisher_supersedes_nothing(held: Held) -> None:
    held.read(own("Synthetic", "2024"), own("Synthetic", "2026", publisher="Synthetic Clinic"))
    assert set(standing(held).values()) == {""}


def test_a_newer_one_on_the_same_topic_supersedes_where_both_say_their_topic(held: Held) -> None:
    held.read(
        own("Synthetic one", "2024-01-01", topic="Nothing"),
        own("Synthetic two", "2025-01-01", topic="Nothing"),
        own("Synthetic three", "2026-01-01"),
    )
    assert standing(held) == {
        "Synthetic one 2024-01-01": "superseded",
        "Synthetic two 2025-01-01": "",
        "Synthetic three 2026-01-01": "",
    }


def test_a_title_matches_whatever_its_case(held: Held) -> None:
    held.read(own("Synthetic old", "2024"), own("New", "2026", supersedes="SYNTHETIC  Old"))
    assert standing(held) == {"Synthetic old 2024": "superseded", "New 2026": ""}


def test_an_edition_that_supersedes_its_own_title_leaves_later_ones_alone(held: Held) -> None:
    held.read(own("Synthetic", "2024"), own("Synthetic", "2026"))
    held.read(own("Synthetic", "2025", supersedes="Synthetic"))
    assert standing(held) == {
        "Synthetic 2024": "superseded",
        "Synthetic 2025": "superseded",
        "Synthetic 2026": "",
    }


def test_what_matches_nothing_is_said_once(held: Held) -> None:
    tally = held.read(own("New", "2026", supersedes="Synthetic absent"))
    (line,) = tally.said
    assert "'Synthetic absent'" in line
    assert "'New'" in line
    assert not held.run().said
    assert not held.read(own("Synthetic absent", "2020")).said
    assert standing(held)["Synthetic absent 2020"] == "superseded"


def test_a_circle_is_refused_in_one_line(held: Held) -> None:
    held.read(own("One", "2026-01-01", supersedes="Two"))
    tally = held.read(own("Two", "2026-01-01", supersedes="One"))
    (line,) = tally.said
    assert "supersede each other" in line
    assert set(standing(held).values()) == {""}
