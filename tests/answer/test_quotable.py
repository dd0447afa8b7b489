"""Stretches that may be quoted and such that must not: damaged text, debris, remarks, namesakes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from made_candidate import GUIDELINE, LABEL, question, sentence
from osler.answer.candidate import Candidate
from osler.answer.damage import damaged
from osler.answer.debris import debris
from osler.answer.elsewhere import elsewhere
from osler.answer.quotable import unquotable
from osler.answer.remarks import remark
from osler.evidence.document import Family

TREATS = question("What is the treatment of madeupitis?")


def page(text: str, around: str = "", code: str | None = None) -> Candidate:
    """A sentence of a guideline that was taken off printed pages, with the text that follows it."""
    made = sentence(text, GUIDELINE, code=code)
    header = replace(made.hit.header, source="open-guidelines")
    passage = replace(made.hit.passage, text=f"{text} {around}".strip())
    return replace(made, hit=replace(made.hit, header=header, passage=passage))


WHOLE = [
    "People with madeupitis should take off their hats.",
    "Syntheticine 10 mg three times a day cured madeupitis in 12 of 40 adults.",
    "Offer syntheticine to adults with madeupitis who cannot take off their hats.",
    "In Mockland, hats made by the Ministry of Hats cause madeupitis in winter.",
    "Syntheticine reduced deaths from madeupitis (HR 0.5; 95% CI 0.4 to 0.6).",
    "Madeupitis of type A and type B is treated with syntheticine.",
    "Give 10 mg/kg 2 times daily to children who weigh less than 20 kg.",
    "Take the medicine 1 hour before or 2 hours after soup.",
    "More than 20 mg once daily is not recommended with a clearance below 30 mL/min.",
    "Those who wear hats are at a higher risk than those who do not.",
    "Syntheticine given with soup prevents madeupitis better than hats do.",
]
CROSSED = [
    "Hats and soup are The treatment of madeupitis is syntheticine.",
    "GRADE In a review of hats syntheticine was the best.",
    "SYRAMMUS YRAMMUS WHO suggests syntheticine for madeupitis.",
    "The benefi ts of syntheticine in madeupitis are large.",
    "The effi cacy of syntheticine in madeupitis is high.",
    "Most people reporthavingexperiencednomadeupitisatall.Syntheticine also works.",
    "Syntheticine in madeupitis is well tolerated,particularly by those who wear hats.",
    "The study indicated that that syntheticine cures madeupitis.",
]
DEBRIS = [
    "Once-weekly syntheticine for madeupitis in people with hats: a phase 2 trial.",
    "Outcomes in madeupitis treated with syntheticine, mockamab and soup.",
    "MOCK Consolidated guidelines on madeupitis, Module 4: Treatment of mockpox.",
    "Three months of syntheticine for the treatment of madeupitis.",
    "Hatter AB, Souper CD, Maker E. Syntheticine in madeupitis is good.",
    "The department thanks the donors who have made this text on madeupitis possible.",
    "1Division of Hats, National Center for Soup, Mockland.",
    "Fever is seen in madeupitis •Hats are worn •Soup was served cold.",
    "Madeupitis at the hat maker's (5,11) Severe madeupitis may follow soup.",
    "See the handbook of hats, which is for those who treat madeupitis.",
    "Madeupitis should be treated as follows.",
    "Madeupitis should be treated promptly with one of the above regimens.",
    "People with madeupitis should be treated with the following regimen.",
]
ROWS = [
    "Mockpox CrCl >50 mL/min 20 mg once daily Take with soup CrCl ≤50 mL/min is not studied.",
    "The dose is: Patients less than 30 kg weight 12 mg per kg Patients above 30 kg weight 8 mg.",
    "15 (3%) Study HAT-5 had madeupitis that was caused by syntheticine.",
    "58 (p = 0.03) syntheticine was better in madeupitis than soup.",
    "Madeupitis is rare. 5.7 Increased Risk of Madeupitis Syntheticine may cause it.",
]
REMARKS = [
    "This systematic review had two primary objectives on madeupitis and its treatment.",
    "The comparator was standard care of madeupitis with soup.",
    "We included randomized trials of syntheticine in madeupitis.",
    "We only considered treatments of madeupitis that need no hats.",
    "The article discusses the treatment of madeupitis with soup.",
    "Therapies included syntheticine (84%), mockamab (53%) and soup (5%).",
    "Clinicians are encouraged to consult the most up-to-date guidance on madeupitis.",
    "Syntheticine is assumed to be responsible for the cure of madeupitis.",
    "People with hats were excluded from the trial of syntheticine in madeupitis.",
    "From day 6 on the standard treatment of madeupitis is given.",
    "Dosage reduction or discontinuation of syntheticine may be required.",
    "Seven of them required syntheticine for their madeupitis.",
    "Madeupitis was treated with syntheticine based on these investigations.",
]
NAMESAKES = [
    "Syntheticine was removed from wastewater by photocatalytic treatment within minutes.",
    "Madeupitis of potato tubers was treated with a phage.",
    "The cathode of the battery is treated with syntheticine.",
]


@pytest.mark.parametrize("text", WHOLE)
def test_whole_statements_may_be_quoted(text: str) -> None:
    for made in (sentence(text), sentence(text, LABEL), page(text)):
        assert unquotable(TREATS, made) is None


@pytest.mark.parametrize("text", CROSSED)
def test_damaged_text_is_not_quoted(text: str) -> None:
    assert damaged(page(text)) is not None


def test_a_paragraph_of_columns_read_across_is_not_quoted() -> None:
    text = "Madeupitis and mockpox are cured by soup."
    assert damaged(page(text)) is None
    assert damaged(page(text, "Hats are worn in winter. and soup is served cold.")) is None
    crossed = "Hats are worn in winter. and soup is served. with hats. nobody is told."
    assert damaged(page(text, crossed)) is not None
    assert damaged(page(text, code="columns")) is not None


@pytest.mark.parametrize("text", DEBRIS)
def test_debris_is_not_quoted(text: str) -> None:
    assert debris(page(text)) is not None


@pytest.mark.parametrize("text", ROWS)
def test_flattened_rows_are_not_quoted(text: str) -> None:
    assert debris(sentence(text, LABEL)) is not None


@pytest.mark.parametrize("text", REMARKS)
def test_remarks_are_not_quoted(text: str) -> None:
    assert remark(sentence(text)) is not None


@pytest.mark.parametrize("text", NAMESAKES)
def test_namesakes_are_not_quoted_unless_asked_for(text: str) -> None:
    assert elsewhere(TREATS, sentence(text)) is not None
    assert (
        elsewhere(question("madeupitis of potatoes, batteries and wastewater"), sentence(text))
        is None
    )
    assert elsewhere(TREATS, sentence(text, Family.GUIDELINES)) is None


def test_people_who_meet_such_things_are_people() -> None:
    text = "Farmers who spray fungicides on wheat are patients with madeupitis more often."
    assert elsewhere(TREATS, sentence(text)) is None


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("Hat Function Days of Treatment Dose and Frequency SYNTHA should be given daily.", True),
        ("Hat Size Dose per Day Syntheticine should be given at the same time each day.", True),
        ("SYNTHA should be given at the same time each day for 5 days.", False),
        ("In Mockland Syntha should be given at the same time each day.", False),
        ("Patients with hats should take SYNTHA at the same time each day.", False),
    ],
)
def test_the_columns_of_a_table_do_not_open_a_sentence(text: str, out: bool) -> None:
    made = sentence(text, LABEL, drugs=("syntheticine",), brands=("Syntha",))
    assert (debris(made) is not None) is out
