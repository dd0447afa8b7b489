"""Where a sentence is parted, and where it is not."""

from __future__ import annotations

import pytest

from osler.readers.folding import foldings
from osler.readers.joints import joints
from osler.readers.tails import tails


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


def tailed(text: str) -> str:
    """The text with its tails as sentences of their own; where each begins is marked by "|"."""
    for each in reversed(tails(text)):
        text = f"{text[: each.start]}|{each.keep}{text[each.end :]}"
    return text


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("Statins have been linked with a few harms to muscle, including weakness and much pain.",
         "Statins have been linked with a few harms to muscle|This includes weakness and "
         "much pain."),
        ("The drug may raise the levels of many other drugs, such as warfarin and simvastatin now.",
         "The drug may raise the levels of many other drugs|Examples are warfarin and simvastatin "
         "now."),
        ("The drug is broken down by a liver enzyme, which may be slower in older people.",
         "The drug is broken down by a liver enzyme|This may be slower in older people."),
        ("The pain may come from toxins or alcohol, which should be ruled out before a statin.",
         "The pain may come from toxins or alcohol|These should be ruled out before a statin."),
        ("There is less in the blood of these two drugs, which are given before meals.",
         "There is less in the blood of these two drugs|These are given before meals."),
        ("Aspirin lowered the risk of stroke in most adults, whereas warfarin did not change it.",
         "Aspirin lowered the risk of stroke in most adults|But warfarin did not change it."),
        ("No trial has found any harm of the drug to muscle, although these events were rare ones.",
         "No trial has found any harm of the drug to muscle|But these events were rare ones."),
        ("The dose is lowered in people with weak kidneys because the drug is cleared by them.",
         "The dose is lowered in people with weak kidneys|This is because the drug is cleared "
         "by them."),
        ("Harm to muscle: There have been rare reports of weakness in people who took a statin.",
         "Harm to muscle|There have been rare reports of weakness in people who took a statin."),
    ],
)  # fmt: skip
def test_what_hangs_on_the_end_stands_by_itself(text: str, parted: str) -> None:
    assert tailed(text) == parted


@pytest.mark.parametrize(
    "text",
    [
        # Short enough.
        "It may cause harm, including pain.",
        # What denies before it would no longer reach it.
        "The trial did not find any harm to the muscle of adults, including weakness and pain.",
        "It has not been linked with any harm to the muscle, which is what most people fear now.",
        "The drug must not be given to people with gout because the kidneys are weak in them.",
        "Avoid the drug in all people with any illness of the liver, such as hepatitis or scars.",
        # A condition reaches over it.
        "If the patient has had a rash before, the drug causes harm, including fever and pain.",
        # What follows belongs to what stands before.
        "The drug lowered the number of bad events, including stroke, in adults over sixty years.",
        "Many drugs of this class, including simvastatin and others, increase the risk of harm.",
        "The drug, which is given by mouth to most adults in hospitals, increases the risk.",
        "The rate was lower in the group given aspirin, which is old, compared with placebo.",
        # A bracket is open, or a list has begun.
        "The drug (which is old, including its new forms that are sold now) is given each day.",
        "The drug has these harms: a rash that is red, fever, pain, including pain in the chest.",
        # A reason by name, and no clause.
        "The drug is stopped in most of the adults who take it because of the risk of bleeding.",
        # A heading with a verb is a sentence, and what follows one must be a sentence.
        "The authors conclude: There have been reports of weakness in people who took a statin.",
        "Harms of the drug: Weakness, fever, pain in the chest, and much else in older people.",
    ],
)
def test_what_would_change_what_is_said_hangs_on(text: str) -> None:
    assert tailed(text) == text
