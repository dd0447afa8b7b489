"""Dates keep the precision their source gave."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osler.evidence.dates import partial_date, read_date


@pytest.mark.parametrize(
    ("text", "iso", "precision"),
    [
        ("20181227", "2018-12-27", "day"),
        ("201812", "2018-12", "month"),
        ("2018-12-27", "2018-12-27", "day"),
        ("2018-12-27T10:00:00", "2018-12-27", "day"),
        ("2026-Jul-21", "2026-07-21", "day"),
        ("2019 Nov-Dec", "2019-11", "month"),
        ("2001 May-Jun", "2001-05", "month"),
        ("1998 Dec-1999 Jan", "1998-12", "month"),
        ("1977 Jan 5-20", "1977-01", "month"),
        ("1977 Aug 27-Sep 3", "1977-08", "month"),
        ("2020 Sept", "2020-09", "month"),
        ("March 2021", "2021-03", "month"),
        ("1 March 2026", "2026-03-01", "day"),
        ("1st Mar. 2026", "2026-03-01", "day"),
        ("31 February 2026", "2026-02", "month"),
        ("March 4, 2021", "2021-03-04", "day"),
        ("12/27/2018", "2018-12-27", "day"),
        ("1977 Fall-Winter", "1977", "year"),
        ("1978 Summer", "1978", "year"),
        ("2021 3rd Quarter", "2021", "year"),
        ("1979-1980", "1979", "year"),
        ("2019", "2019", "year"),
        ("2019 Marvel", "2019", "year"),
        ("2018-02-31", "2018-02", "month"),
        ("unknown", None, "unknown"),
    ],
)
def test_a_date_in_one_string(text: str, iso: str | None, precision: str) -> None:
    date = read_date(text)
    assert date is not None
    assert (date.iso, date.precision, date.raw) == (iso, precision, text)


def test_blank_is_no_date() -> None:
    assert read_date("  ") is None
    assert partial_date(None) is None


@pytest.mark.parametrize(
    ("parts", "iso"),
    [
        (("2000", "Feb", "24"), "2000-02-24"),
        (("2000", "02", "24"), "2000-02-24"),
        (("2000", "February", None), "2000-02"),
        (("2000", "Feb", "30"), "2000-02"),
        (("2000", None, "24"), "2000"),
        (("2000", "13", "1"), "2000"),
        (("20x0", "Feb", "24"), None),
    ],
)
def test_a_date_in_parts(parts: tuple[str | None, str | None, str | None], iso: str | None) -> None:
    date = partial_date(*parts)
    assert date is not None
    assert date.iso == iso


@given(st.text(max_size=40))
def test_any_text_is_read_without_error_and_keeps_its_words(text: str) -> None:
    date = read_date(text)
    assert date is None or date.raw == text.strip()
