"""What a label forbids for the people or the condition asked about, and that it comes first."""

from __future__ import annotations

import pytest

from made_candidate import LABEL, question
from osler.answer.cautions import cautioned, paired
from osler.answer.forbidding import FORBIDS, forbidding, warning
from osler.evidence.document import Header, Passage, text_hash
from osler.index.index import Hit

WARNED, CONTRA, BOX, PREGNANT, INDICATED = "43685-7", "34070-3", "34066-1", "42228-7", "34067-9"
AVOID = "Avoid SYNTHA in patients with madeupitis unless nothing else helps."
SOFT = "If SYNTHA is used in patients with madeupitis, monitor them for signs of worse madeupitis."
HARM = "Syntheticine can cause fetal harm when administered to a pregnant woman."
UNKNOWN = "It is not known whether syntheticine can cause fetal harm in a pregnant woman."
STOP = "Discontinue SYNTHA when pregnancy is recognized."
OCCURS = "Discontinue SYNTHA if oligohydramnios occurs in pregnant women."


def hit(text: str, code: str, ordinal: int = 0, *path: str, drug: str = "syntheticine") -> Hit:
    header = Header("label:made", LABEL, "made", "Syntha", "label:made", drugs=(drug,))
    key = f"label:made#{ordinal}"
    passage = Passage(
        key, "label:made", 0, len(text), text, text_hash(text), path or ("Warnings",), code
    )
    return Hit(passage, header, 1.0)


def told(asked: str, *hits: Hit) -> list[str]:
    return [each.candidate.text for each in forbidding(question(asked), hits)]


@pytest.mark.parametrize(
    ("asked", "made", "expected"),
    [
        ("syntheticine in madeupitis", hit(f"{AVOID} {SOFT}", WARNED), [AVOID]),
        ("syntheticine in madeupitis", hit(SOFT, WARNED), []),
        ("syntheticine in madeupitis", hit(AVOID, "34084-4"), []),  # no place for it
        ("syntheticine in madeupitis", hit(AVOID, WARNED, drug="fabricatol"), []),
        ("syntheticine in pregnancy", hit(STOP, PREGNANT), [STOP]),  # names no medicine we know
        ("syntheticine in pregnancy", hit(OCCURS, PREGNANT), []),  # of a harm, not of whom
        ("syntheticine in pregnancy", hit(f"{UNKNOWN} {HARM}", BOX), [HARM]),
        ("What is the dose of syntheticine in madeupitis?", hit(AVOID, WARNED), []),
    ],
)
def test_what_forbids_is_found(asked: str, made: Hit, expected: list[str]) -> None:
    assert told(asked, made) == expected


def test_the_heading_may_say_in_what() -> None:
    text = "Avoid SYNTHA."
    assert told("syntheticine in madeupitis", hit(text, WARNED, 0, "Warnings", "5.3 Hiccups")) == []
    under = hit(f"{text[:-1]} unless needed.", WARNED, 0, "Warnings", "5.3 Madeupitis")
    assert told("syntheticine in madeupitis", under) == ["Avoid SYNTHA unless needed."]


def test_the_strictest_comes_first() -> None:
    barred = "SYNTHA is contraindicated in madeupitis of the third kind."
    hits = (hit(AVOID, WARNED, 1), hit(barred, CONTRA, 2, "Contraindications"))
    assert told("syntheticine in madeupitis", *hits) == [barred, AVOID]


def test_a_medicine_given_for_it_is_not_forbidden_first() -> None:
    given = hit("SYNTHA is indicated for the treatment of madeupitis.", INDICATED, 1, "Indications")
    worse = hit("Avoid SYNTHA in decompensated madeupitis.", WARNED, 2)
    assert told("syntheticine in madeupitis", given, worse) == []


def test_two_that_must_not_meet() -> None:
    text = "Avoid the use of SYNTHA with fabricatol."
    asked = "Can I take syntheticine with fabricatol?"
    assert paired(question(asked))
    assert told(asked, hit(text, "34073-7")) == [text]
    assert told(asked, hit("Avoid the use of SYNTHA with plain soup.", "34073-7")) == []


def test_a_warning_is_no_ban() -> None:
    text = "In patients with madeupitis, increases in hiccups may occur."
    asked = question("syntheticine in madeupitis")
    assert forbidding(asked, (hit(text, WARNED),)) == []
    (choice,) = warning(asked, (hit(text, WARNED),))
    assert choice.candidate.text == text
    assert all(each.name != FORBIDS for each in choice.ranked.features)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("syntheticine in pregnancy", True),
        ("syntheticine in madeupitis", True),
        ("What is the treatment of madeupitis?", False),
        ("What is syntheticine?", False),
        ("What is the dose of syntheticine in madeupitis?", False),
    ],
)
def test_whom_to_be_careful_with(asked: str, *, expected: bool) -> None:
    assert cautioned(question(asked)) is expected
