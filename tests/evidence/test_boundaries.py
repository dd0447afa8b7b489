"""Plain stops are cut without asking nupunkt, and are where it would have cut."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import nupunkt
import pytest

from osler.evidence import boundaries

DIGESTS = sorted(Path(str(resources.files("osler.starter"))).glob("digests/*/*"))
LINES = [
    line
    for file in DIGESTS
    for line in file.read_text(encoding="utf-8").splitlines()
    if line.strip()
]
HARD = [
    "",
    "   ",
    "One.",
    "One. ",
    " xi. A heading stands here. It goes on.",
    "It was given b.i.d. The dose was kept. No harm was seen.",
    "We saw Dr. Smith et al. In 2010 they left. Patients did well! (Most did.) All were old.",
    "E. coli grew. Vitamin D. The rest did not. p < 0.05. There was none... And so on. Then more.",
    "The U.S. Food and Drug Administration approved it. A second drug, too. See Fig. 2. It is so.",
    "A dose of 5 mg. The dose was well tolerated vs. Placebo was not. “Quoted.” Then said. ”Odd.",
]


@pytest.mark.parametrize("line", HARD)
def test_hard_lines(line: str) -> None:
    """Same spans as nupunkt gives the whole line."""
    assert list(boundaries._spans(line)) == nupunkt.sent_spans(line)


def test_lines_of_the_starter_evidence() -> None:
    """Same spans in real text, whole and beginning or ending anywhere."""
    assert len(LINES) > 100
    for line in LINES[:4000]:
        for text in (line, line[7:], line[:93], f"{line} {line}"):
            assert list(boundaries._spans(text)) == nupunkt.sent_spans(text), text


def test_no_word_pair_is_kept_together() -> None:
    """nupunkt's model knows no pair of words whose stop ends nothing, which `_ends` relies on."""
    pairs = nupunkt._get_default_model()._params.collocations
    assert not [first for first, _ in pairs if first.isalpha() and len(first) > 2]
