"""Where a sentence is parted, and where it is not."""

from __future__ import annotations

import pytest

from osler.readers.folding import foldings
from osler.readers.joints import joints


def halves(text: str) -> list[str]:
    places = [0, *(p for each in joints(text) for p in (each.start, each.end)), len(text)]
    return [text[a:b] for a, b in zip(places[::2], places[1::2], strict=True)]


@pytest.mark.parametrize(
    "text",
    [
        "The drug may cause a severe rash in adults; patients have reported fever after the dose.",
        "Aspirin lowered the risk of stroke in most adults, but it increased the risk of bleeding.",
        "Warfarin has many interactions with other drugs, and the dose needs frequent checks.",
    ],
)
def test_a_long_sentence_of_two_whole_clauses_is_parted(text: str) -> None:
    assert len(halves(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        # Short enough.
        "It may help; it may harm.",
        # The second half has no subject, or no verb, of its own.
        "The trial looked at deaths from any cause in adults, and found no difference at all.",
        "The label names fever, rash and severe pain in the chest; nausea, cough and much else.",
        # A condition, a reason, a report or the people of the first half reach into the second.
        "If the patient has a history of gout, the dose is lower, and the drug is given with food.",
        "In adults with asthma the inhaler is used twice a day, and the dose is doubled then.",
        "The authors suggest that the drug lowers blood pressure, and the risk of stroke is lower.",
        "Although the drug is old, it has few harms; the newer drugs are used by most doctors.",
        "Because of the risk of bleeding the drug is stopped; patients are seen again in a week.",
        # What follows turns on what stands before.
        "The drug is not used in children under five years; otherwise it is given once every day.",
        # A bracket is open.
        "The drug (which is old; the newer drugs are used by most doctors now) is given each day.",
    ],
)
def test_what_would_lose_something_stays_whole(text: str) -> None:
    assert halves(text) == [text]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Fewer died (HR 0.8, 95% CI 0.7–0.9; p<0.001).", " (HR 0.8, 95% CI 0.7–0.9; p<0.001)"),
        ("It was rare (n = 3 of 40).", " (n = 3 of 40)"),
        ("It is worse [see Warnings and Precautions (5.1)] in some.",
         " [see Warnings and Precautions (5.1)]"),
        ("Do not use ( 4 ) in gout.", " ( 4 )"),
    ],
)  # fmt: skip
def test_figures_and_pointers_in_brackets_are_folded(text: str, folded: str) -> None:
    assert [text[a:b] for a, b in foldings(text)] == [folded]


@pytest.mark.parametrize(
    "text",
    [
        "Adults (aged 40 to 75 years) were seen.",
        "A dose (500 mg twice daily) is given.",
        "Weakness (with CK above 10 times the limit) is rare.",
        "Statins (such as simvastatin) were used.",
    ],
)
def test_what_a_reader_needs_is_not_folded(text: str) -> None:
    assert foldings(text) == ()


def test_an_insertion_of_ours_is_not_folded() -> None:
    assert foldings("CK [see creatine kinase 1] rose.", ("[see creatine kinase 1]",)) == ()
