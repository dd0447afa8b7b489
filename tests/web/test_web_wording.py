"""The desk page on how readers see an article."""

from __future__ import annotations

import json

import pytest

from made_desk import Room
from osler.readers.audience import READERS


@pytest.mark.parametrize("room", ["sqlite"], indirect=True)
def test_editors_see_grades_and_both_wordings(room: Room) -> None:
    slug = room.board.save().slug
    page = room.see(f"/desk/{slug}/readers")
    for each in READERS:
        assert f"?reader={each}" in page
    assert "Grade before" in page
    assert f'href="/desk/{slug}/readers"' in room.see(f"/desk/{slug}")
    assert room.see(f"/desk/{slug}/readers?reader=nobody") == page


@pytest.mark.parametrize("room", ["sqlite"], indirect=True)
def test_the_fidelity_report_has_every_statement(room: Room) -> None:
    slug = room.board.save().slug
    content = room.board.held(slug)[1]
    report = json.loads(room.see(f"/desk/{slug}/readers.json?reader=patient"))
    assert report["reader"] == "patient"
    said = [each["original"] for each in report["adapted"]["statements"] if not each["in_brief"]]
    assert said == [each.text for each in content.statements.values()]
    assert all(each["same_claims"] for each in report["adapted"]["statements"])
