"""Titles that journals mark as retracted."""

from __future__ import annotations

import pytest

from osler.sources.pubmed.designs import retracted_title


@pytest.mark.parametrize(
    "title",
    [
        "RETRACTED: Synthetic effects of nothing",
        "Retracted: Synthetic effects of nothing",
        "[RETRACTED ARTICLE]: Synthetic effects of nothing",
        "WITHDRAWN: Synthetic protocol",
        "Retracted article: Synthetic",
    ],
)
def test_marked(title: str) -> None:
    assert retracted_title(title)


@pytest.mark.parametrize(
    "title",
    [
        "Retracted papers in Synthetic medicine: a survey",
        "Retraction rates: Synthetic analysis",
        "The withdrawn patient",
        "Removed tissue and Synthetic outcomes",
    ],
)
def test_not_marked(title: str) -> None:
    assert not retracted_title(title)
