"""The glossary: enough terms, each plain, short and its own; and what of a text is a term."""

from __future__ import annotations

import re
from collections import Counter

import pytest
import textstat_rs

from osler.readers.claim import written
from osler.readers.glossary import Glossary, glossary, with_article
from osler.readers.term import Kind, Term

WANTED = 800
LONGEST = 140  # code points of a definition
HARDEST = 8.0  # grade
_ODD = re.compile(r"\b(?:nots|bloods|flows|bleedings|scarrings|swellings|treateds)\b")


def explained() -> list[Term]:
    return [each for each in glossary().terms if each.kind is not Kind.WORD]


def found(text: str, around: str = "") -> list[tuple[str, str]]:
    return [(text[each.start : each.end], each.term.name) for each in glossary().find(text, around)]


def test_there_are_enough_terms_of_every_kind() -> None:
    kinds = Counter(each.kind for each in explained())
    assert sum(kinds.values()) >= WANTED
    assert all(kinds[kind] >= 50 for kind in Kind if kind is not Kind.WORD), kinds


def test_every_definition_is_plain_and_short() -> None:
    hard = {
        each.name: grade
        for each in explained()
        if (grade := textstat_rs.flesch_kincaid_grade(f"{each.definition.capitalize()}.")) > HARDEST
    }
    assert not hard
    assert not [each.name for each in explained() if len(each.definition) > LONGEST]
    assert not [each.name for each in explained() if each.definition[-1] in ".;:"]


def test_no_term_is_defined_by_itself() -> None:
    circular = [
        each.name
        for each in explained()
        for name in (each.name, *each.names)
        if f" {name.lower()} " in f" {each.definition.lower()} "
    ]
    assert not circular


def test_every_term_and_every_plain_term_is_there_once() -> None:
    names = Counter(n.lower() for each in glossary().terms for n in (each.name, *each.names))
    assert [name for name, times in names.items() if times > 1] == []
    plains = Counter(each.plain.lower() for each in explained() if each.plain)
    assert [plain for plain, times in plains.items() if times > 1] == []


def test_definitions_give_no_advice_and_no_figures() -> None:
    figures = [e.name for e in explained() if any(letter.isdigit() for letter in e.definition)]
    assert not figures
    advising = ("you should", "must take", "take this", "ask your doctor", " mg")
    assert not [e.name for e in explained() if any(a in f" {e.definition} " for a in advising)]


def test_a_plain_term_claims_nothing_that_its_term_does_not() -> None:
    none = Glossary(())
    wrong = []
    for each in glossary().terms:
        for name in (each.name, *each.names):
            one, other = written(name, none), written(each.plain or name, none)
            if (one.numbers, one.denials, one.hedges) != (
                other.numbers,
                other.denials,
                other.hedges,
            ):
                wrong.append((name, each.plain))
    assert not wrong


# Words that make another thing of what they stand before.
_MORE = (
    "acute chronic primary secondary idiopathic allergic oral systemic topical inhaled severe "
    "intravenous hormonal mild uncomplicated stable unstable familial congenital high latent "
    "active recurrent prospective retrospective unfractionated gastric urine pulmonary coronary"
)
_QUALIFYING = frozenset(_MORE.split())
_THE_SAME = {
    "mild traumatic brain injury": "concussion",
    "oral candidiasis": "oropharyngeal candidiasis",
}


def test_no_other_name_of_a_term_says_more_than_its_own() -> None:
    """ "Oral anticoagulant" is none of "anticoagulant": its plain word would lose the "oral"."""
    more = [
        (each.name, name)
        for each in explained()
        for name in each.names
        if _QUALIFYING & set(name.lower().split()) - _own(each) and _THE_SAME.get(name) != each.name
    ]
    assert not more


def _own(term: Term) -> set[str]:
    return set(f"{term.name} {term.plain}".lower().split())


def test_plurals_are_words() -> None:
    wrong = [each.plains for each in explained() if each.plains and _ODD.search(each.plains)]
    assert not wrong


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Acute myocardial infarctions", ["acute myocardial infarction"]),
        ("immune-mediated necrotizing myopathies", ["immune-mediated necrotizing myopathy"]),
        ("oedema and anaemia", ["edema", "anemia"]),
        ("statin-associated pain", ["pain"]),
        ("The U.S. Preventive Services Task Force", ["U.S. Preventive Services Task Force"]),
        ("COPD, NSAIDs", ["chronic obstructive pulmonary disease",
                          "nonsteroidal anti-inflammatory drug"]),
        ("The GRADE is graded by grade", ["GRADE"]),
        ("renal\nimpairment", ["renal"]),
    ],
)  # fmt: skip
def test_terms_are_found_by_any_form_of_their_names(text: str, names: list[str]) -> None:
    assert [name for _, name in found(text)] == names


@pytest.mark.parametrize(
    ("text", "around", "name"),
    [
        ("MS was seen", "", None),
        ("MS was seen", "What treats multiple sclerosis?", "multiple sclerosis"),
        ("PE was seen", "physical examination", None),
        ("PE was seen", "a trial in pulmonary embolism", "pulmonary embolism"),
        ("RA was seen", "the right atrium", None),
        ("RA was seen", "rheumatoid arthritis", "rheumatoid arthritis"),
        ("CP was seen", "chest pain", None),
        ("HR 1.2", "a hazard ratio of 1.2 (HR)", "hazard ratio"),
        ("HR 90", "heart rate", None),
        ("OR 1.2", "", None),
        ("ALL patients", "all patients with acute myeloid leukemia", None),
    ],
)
def test_an_ambiguous_abbreviation_is_read_only_where_the_words_around_say_it(
    text: str, around: str, name: str | None
) -> None:
    assert [each for _, each in found(text, around)] == ([name] if name else [])


def test_the_abbreviation_in_brackets_belongs_to_its_term() -> None:
    text = "chronic kidney disease (CKD) and diabetes (a risk)"
    assert found(text)[0][0] == "chronic kidney disease (CKD)"
    assert found("CKD [chronic kidney disease] is")[0][0] == "CKD [chronic kidney disease]"


def test_both_wordings_fold_to_one() -> None:
    words = glossary()
    assert words.folded("MIs and renal failure") == "MIs and kidney failure"
    assert words.folded("Heart attacks") == words.folded("Myocardial infarctions")
    assert words.folded("colonoscopies") == words.folded("bowel camera tests")


def test_plain_terms_have_a_plural_of_their_own() -> None:
    plains = {each.name: each.plains for each in explained()}
    assert plains["toxicity"] == "harms from a substance"
    assert plains["complete blood count"] == "counts of blood cells"
    assert plains["hypersensitivity"] == "allergies"
    assert plains["systemic fungal infection"] == "infections by a fungus all through the body"
    assert not [each for each in plains.values() if each and each.endswith(("ses of", "sses es"))]


def test_a_glossary_may_be_any() -> None:
    term = Term("flumph", Kind.CONDITION, "ball", "balls", (), (), ("FL",), (), "a made thing")
    words = Glossary((term,))
    assert [each.term.name for each in words.find("two flumphs and FL")] == ["flumph", "flumph"]
    assert words.meanings == {"Flumph: a made thing."}


@pytest.mark.parametrize(
    ("article", "words", "right"),
    [("a", "heart attack", "a"), ("a", "irregular heartbeat", "an"), ("An", "skin test", "A"),
     ("an", "unusual sign", "an"), ("an", "US panel", "a"), ("a", "urine test", "a")],
)  # fmt: skip
def test_articles_fit_the_word_that_follows(article: str, words: str, right: str) -> None:
    assert with_article(article, words) == right
