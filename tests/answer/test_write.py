"""From a chosen sentence to a statement: exact, cited, judged, or dropped with a reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from made_candidate import GUIDELINE, LABEL, scored, sentence
from made_vocabulary import MadeVocabulary
from osler.answer.answer import Level, StatementKind, VerdictKind
from osler.answer.candidate import Candidate
from osler.answer.select import Choice
from osler.answer.write import CITATIONS, write
from osler.evidence.document import text_hash
from osler.evidence.standing import StudyDesign

VOCABULARY = MadeVocabulary()
YEAR = 2026
SAID = "Madeupitis is caused by loose hats."


def choice(main: Candidate, *also: Candidate, text: str | None = None) -> Choice:
    return Choice(scored(main), text or main.text, also)


def trial(number: int, text: str = SAID) -> Candidate:
    return sentence(text, design=StudyDesign.RANDOMISED_TRIAL, key=f"pubmed:{99000000 + number}")


def test_a_quote_is_its_span_and_no_other() -> None:
    made, why = write(choice(sentence(SAID)), VOCABULARY, YEAR)
    assert made is not None, why
    assert made.text == SAID
    assert made.kind is StatementKind.QUOTE
    assert made.verdict.kind is VerdictKind.SUPPORTED
    (cited,) = made.citations
    assert (cited.start, cited.end, cited.quote) == (0, len(SAID), SAID)
    assert cited.quote_sha256 == text_hash(SAID)


@pytest.mark.parametrize(
    "text",
    [
        "Madeupitis is caused by tight hats.",
        "Madeupitis is not caused by loose hats.",
        "Madeupitis is caused by loose hats [in winter].",
        "Madeupitis is caused by loose hats and cold soup.",
        "Madeupitis is caused by loose",
        "",
    ],
)
def test_what_departs_from_its_source_is_dropped(text: str) -> None:
    main = sentence(SAID)
    made, why = write(Choice(scored(main), text), VOCABULARY, YEAR)
    assert made is None
    assert why


def test_an_addition_the_source_vouches_for_stays() -> None:
    main = sentence("MUD is caused by loose hats.", title="Synthetic made-up disease (MUD)")
    text = "MUD [made-up disease] is caused by loose hats."
    made, why = write(choice(main, text=text), VOCABULARY, YEAR)
    assert made is not None, why
    assert made.text == text
    assert made.citations[0].quote == main.text


@pytest.mark.parametrize(
    "change",
    [
        {"start": 1, "end": len(SAID) + 1},
        {"end": len(SAID) - 1},
        {"text": SAID.upper()},
        {"start": -3, "end": len(SAID) - 3},
    ],
)
def test_a_span_that_is_not_its_text_is_dropped(change: dict[str, object]) -> None:
    main = replace(sentence(SAID), **change)  # type: ignore[arg-type]
    made, why = write(choice(main), VOCABULARY, YEAR)
    assert made is None
    assert "does not match" in why


def test_a_passage_that_was_tampered_with_is_dropped() -> None:
    main = sentence(SAID)
    passage = replace(main.hit.passage, sha256=text_hash("other words"))
    tampered = replace(main, hit=replace(main.hit, passage=passage))
    assert write(choice(tampered), VOCABULARY, YEAR)[0] is None


def test_only_documents_that_support_it_are_cited_beside() -> None:
    agreeing = trial(2, "Loose hats are a cause: madeupitis is caused by loose hats.")
    denying = trial(3, "Madeupitis is not caused by loose hats.")
    other = trial(4, "Madeupitis is caused by tight hats.")
    made, _ = write(choice(trial(1), agreeing, denying, other), VOCABULARY, YEAR)
    assert made is not None
    assert [each.document for each in made.citations] == ["pubmed:99000001", "pubmed:99000002"]


def test_a_document_beside_must_match_its_text_too() -> None:
    said = "In adults madeupitis is caused by loose hats."
    shifted = replace(trial(2, said), start=2, end=len(said) + 2)
    made, _ = write(choice(trial(1), shifted, trial(3, said)), VOCABULARY, YEAR)
    assert made is not None
    assert [each.document for each in made.citations] == ["pubmed:99000001", "pubmed:99000003"]


def test_one_work_is_cited_once_and_few_in_all() -> None:
    many = [trial(number) for number in range(1, 9)]
    made, _ = write(choice(trial(1), *many), VOCABULARY, YEAR)
    assert made is not None
    documents = [each.document for each in made.citations]
    assert len(documents) == len(set(documents)) == CITATIONS


def test_the_same_words_are_cited_but_are_no_agreement() -> None:
    alone, _ = write(choice(trial(1)), VOCABULARY, YEAR)
    copied, _ = write(choice(trial(1), trial(2), trial(3)), VOCABULARY, YEAR)
    said = "In adults madeupitis is caused by loose hats."
    agreed, _ = write(
        choice(trial(1), trial(2, said), trial(3, f"{said[:-1]}, we found.")), VOCABULARY, YEAR
    )
    assert alone is not None
    assert copied is not None
    assert agreed is not None
    assert len(copied.citations) == len(agreed.citations) == 3
    assert copied.certainty.level is alone.certainty.level
    levels = list(Level)
    assert levels.index(agreed.certainty.level) < levels.index(alone.certainty.level)


def test_copies_of_one_another_are_one_source_beside_the_first() -> None:
    said = "In adults madeupitis is caused by loose hats."
    made, _ = write(choice(trial(1), *(trial(n, said) for n in (2, 3, 4))), VOCABULARY, YEAR)
    assert made is not None
    assert len(made.citations) == 4
    assert "2 documents agree" in made.certainty.reasons


def test_a_recommendation_brings_its_grade_and_people() -> None:
    main = sentence(SAID, GUIDELINE, population="Adults")
    made, _ = write(choice(main), VOCABULARY, YEAR)
    assert made is not None
    assert made.population == "Adults"
    assert made.recommendation == main.hit.passage.recommendations[0].label
    assert made.heading is None


@pytest.mark.parametrize(
    ("drugs", "brands", "year", "heading"),
    [
        (("syntheticine",), ("Syntha",), 2024, "Syntha (syntheticine) · 6 ADVERSE · 2024"),
        (("syntheticine",), (), 2024, "syntheticine · 6 ADVERSE · 2024"),
        (("syntheticine",), ("Syntheticine Plus",), 2024, "Syntheticine Plus · 6 ADVERSE · 2024"),
        ((), ("Syntha",), None, "Syntha · 6 ADVERSE · date unknown"),
        ((), (), 2024, "Synthetic record · 6 ADVERSE · 2024"),
    ],
)
def test_a_label_statement_says_what_it_is_quoted_from(
    drugs: tuple[str, ...], brands: tuple[str, ...], year: int | None, heading: str
) -> None:
    main = sentence(SAID, LABEL, drugs=drugs, brands=brands, year=year, path=("6 ADVERSE", "6.1"))
    made, _ = write(choice(main), VOCABULARY, YEAR)
    assert made is not None
    assert made.heading == heading


def test_what_holds_a_sentence_back_is_said() -> None:
    flagged = replace(choice(trial(1)), flag="case report")
    made, _ = write(flagged, VOCABULARY, YEAR)
    assert made is not None
    assert made.certainty.level is Level.VERY_LOW
    assert "case report" in made.certainty.reasons


def test_another_population_makes_it_indirect() -> None:
    made, _ = write(choice(trial(1)), VOCABULARY, YEAR, population="children")
    assert made is not None
    assert any("indirect" in reason for reason in made.certainty.reasons)
