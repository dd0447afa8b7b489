"""Which words meet, and which must not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osler.index.analyse import analysed, tokens

MEET = [
    ("CO₂", "co2"),
    ("10⁹", "10^9"),
    ("oedema", "edema"),
    ("haemorrhage", "hemorrhage"),
    ("anaemia", "anemia"),
    ("tumour", "tumors"),
    ("randomised", "randomized"),
    ("necrotising", "necrotizing"),
    ("hospitalisation", "hospitalization"),
    ("diarrhoea", "diarrhea"),
    ("oesophageal", "esophageal"),
    ("fibre", "fiber"),
    ("litres", "liters"),
    ("leucocyte", "leukocytes"),
    ("sulphate", "sulfate"),
    ("labelled", "labeled"),
    ("diagnosis", "diagnoses"),
    ("metastasis", "metastases"),
    ("TNF-α", "TNF-alpha"),
    ("β-blockers", "beta-blocker"),
    ("ß-blocker", "beta-blocker"),
    ("Sjögren's", "sjogren"),
    ("Alzheimer’s", "Alzheimer"),
    ("0·5", "0.5"),
    ("1,000", "1000"),
    ("5µg", "5 mcg"),
    ("5μg", "5ug"),
    ("m²", "m2"),
    ("i.v.", "iv"),
    ("non–small", "non-small"),
    ("ﬁbrosis", "fibrosis"),
]
MEET_IN_PART = [
    ("IL-6", "IL6"),
    ("COVID-19", "covid19"),
    ("anti-inflammatory", "antiinflammatory"),
    ("anti-inflammatory", "inflammatory"),
    ("x-ray", "xray"),
    ("5-HT", "5HT"),
    ("HLA-B*57:01", "HLA-B*5701"),
    ("IFNγ", "IFN-gamma"),
    ("placebo-controlled", "placebo"),
]
DIFFER = [
    ("10⁹", "109"),
    ("10^9", "109"),
    ("10⁹", "10"),
    ("0.5", "5"),
    ("CYP2C19*2", "CYP2C19*3"),
    ("hypertension", "hypotension"),
    ("IL-6", "IL-8"),
]


@pytest.mark.parametrize(("one", "other"), MEET)
def test_spellings_meet(one: str, other: str) -> None:
    assert tokens(one) == tokens(other) != []


@pytest.mark.parametrize(("one", "other"), MEET_IN_PART)
def test_compounds_share_a_token(one: str, other: str) -> None:
    assert set(tokens(one)) & set(tokens(other)) - {"b", "5"}


@pytest.mark.parametrize(("one", "other"), DIFFER)
def test_what_differs_stays_apart(one: str, other: str) -> None:
    assert tokens(one) != tokens(other)
    assert not set(tokens(other)) <= set(tokens(one))


def test_order_is_kept_and_stop_words_go() -> None:
    assert tokens("What is the cause of myopathic necrosis?") == ["caus", "myopath", "necros"]


def test_capitals_are_no_stop_words() -> None:
    assert tokens("hepatitis A") == ["hepatitis", "a"]
    assert tokens("hepatitis a") == ["hepatitis"]
    assert "who" in tokens("WHO")


def test_nothing_to_index() -> None:
    assert tokens(" \n — … ( ) ") == []
    assert tokens("a" * 5000) == []


@given(st.text())
def test_any_text_gives_clean_tokens(text: str) -> None:
    found = tokens(text)
    assert analysed(text) == " ".join(found)
    assert all(token and not token.isspace() and len(token) <= 200 for token in found)


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",))), max_size=6))
def test_chunks_are_analysed_alone(parts: list[str]) -> None:
    assert tokens(" ".join(parts)) == [token for part in parts for token in tokens(part)]


def test_an_inflammation_is_not_its_organ() -> None:
    assert not set(tokens("pancreatitis hepatitis")) & set(tokens("pancreatic hepatic"))
    assert tokens("Pancreatitis") == tokens("pancreatitis")
