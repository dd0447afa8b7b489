"""What other processes parse is what this one would have."""

from __future__ import annotations

import pytest
from test_interrupted import FIRST, article

from osler.ingest import parsers
from osler.ingest.prepare import outcomes
from osler.sources.pubmed.parse import PubmedXml

SOURCE = PubmedXml()
SMALL = "".join(article(FIRST + n, f"Synthetic words {n}.") for n in range(20)).encode()
LONG_WORDS = " ".join(f"synthetic{n}" for n in range(60_000))
LARGE = article(FIRST, LONG_WORDS).encode()  # chunk and outcomes are larger than a slot
SWELLING = "".join(article(FIRST + n, "Synthetic words.") for n in range(1_300)).encode()


@pytest.mark.parametrize("shared", [True, False])
def test_outcomes_are_the_same_in_another_process(
    monkeypatch: pytest.MonkeyPatch, *, shared: bool
) -> None:
    if not shared:
        monkeypatch.setattr(parsers, "_shared", lambda: None)
    chunks = [SMALL, LARGE, SWELLING, SMALL]
    with parsers.parsing() as pool:
        handed = [pool.hand(SOURCE, chunk, "synthetic.xml") for chunk in chunks]
        found = [pool.take(each) for each in handed]
    assert found == [outcomes(SOURCE, chunk, "synthetic.xml") for chunk in chunks]


def test_there_are_slots_for_all_that_is_handed_out() -> None:
    with parsers.parsing() as pool:
        for _ in range(2):  # slots come back when taken
            handed = [pool.hand(SOURCE, SMALL, "x") for _ in range(parsers.AHEAD + 2)]
            assert [each.slot is None for each in handed].count(True) == 1
            for each in handed:
                assert len(pool.take(each)) == 20
