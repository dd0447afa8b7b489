"""An answer in a reader's words: what changes, what never does, and what is ours is seen."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from made_answer import answer, side, statement
from osler.answer.answer import Answer, Disagreement, Group, Statement
from osler.answer.ask import ask
from osler.answer.desk import Wish
from osler.evaluation import bench_readers
from osler.evidence.document import Family
from osler.house.reading import reading as opened
from osler.readers.adapt import adapt
from osler.readers.adapted import Told, as_it_is, line, statements
from osler.readers.audience import AUDIENCES, NOBODY, READERS, audience
from osler.readers.glossary import Glossary, glossary
from osler.readers.piece import PieceKind, folded, source
from osler.readers.readability import grade, reading
from osler.readers.term import Kind, Term
from osler.settings import Settings

YEAR = 2026


def of(*texts: str) -> Answer:
    """An answer whose research section says this, and nothing in brief."""
    said = tuple(statement(each, f"m:{at}") for at, each in enumerate(texts))
    made = answer()
    research = replace(made.sections[2], groups=(Group(None, said),))
    return replace(made, summary=(), sections=(*made.sections[:2], research))


def told(text: str, reader: str = "patient") -> str:
    return next(each.text for each in _all(of(text), reader) if each.original == text)


def _all(made: Answer, reader: str, words: Glossary | None = None) -> list[Told]:
    return list(adapt(made, audience(reader), words).every())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Myocardial infarction is common.", "[Heart attack] (Myocardial infarction) is common."),
        ("It may be an MI or an AMI.", "It may be an MI or an [acute heart attack] (AMI)."),
        ("Myasthenia gravis may follow.",
         "Myasthenia gravis may follow. "
         "[Myasthenia gravis: nerves and muscles do not link well, so muscles tire quickly.]"),
        ("Fewer had strokes (HR 0.8, 95% CI 0.7 to 0.9).", "Fewer had strokes […]."),
        ("Edema, dyspnea and chest pain may occur in patients with CHF; the dose should be lower.",
         "[Swelling from fluid] (Edema), [shortness of breath] (dyspnea) and chest pain may occur "
         "in patients with [heart failure] (CHF)[.] [T]he dose should be lower. "
         "[Heart failure: the heart does not pump as well as the body needs.]"),
        ("Approximately 10% of persons had heart attack (myocardial infarction).",
         "[About] 10% of [people] had heart attack (myocardial infarction)."),
        ("It was seen on the Geriatric Depression Scale and in geriatric wards.",
         "It was seen on the Geriatric Depression Scale and in [older] wards."),
        ("For primary and secondary prevention of stroke.",
         "For primary and secondary prevention of stroke."),
        ("It is contraindicated for use in renal failure.",
         "It [must not be used in] [kidney failure] (renal failure)."),
        ("A colonoscopy is advised.", "[A bowel camera test] (colonoscopy) is advised."),
    ],
)  # fmt: skip
def test_a_patient_reads(text: str, shown: str) -> None:
    assert told(text) == shown.replace("[A bowel", "A [bowel")


def test_a_term_is_explained_once_and_named_once() -> None:
    one, two = (
        each.text for each in _all(of("Dyspnea is rare.", "Dyspnea on a statin."), "patient")[1:]
    )
    assert one == "[Shortness of breath] (Dyspnea) is rare."
    assert two == "[Shortness of breath] on a statin. [Statin: a drug that lowers cholesterol.]"


@pytest.mark.parametrize("reader", ["physician", "pharmacist", "researcher", None, "nobody known"])
def test_professionals_read_the_sources_words(reader: str | None) -> None:
    made = adapt(of("Myocardial infarction is common (HR 2.0)."), audience(reader))
    assert not made.changed
    assert [each.text for each in made.every()] == [each.original.strip() for each in made.every()]


def test_a_student_reads_the_sources_words_with_meanings_beside_them() -> None:
    text = "Dyspnea and CKD occur (HR 2.0)."
    assert told(text, "student") == (
        "Dyspnea [shortness of breath] and CKD [chronic kidney disease: long-term kidney disease] "
        "occur (HR 2.0)."
    )


@pytest.mark.parametrize("reader", READERS)
def test_every_statement_stays_with_its_citations(reader: str) -> None:
    made = answer()
    seen = adapt(made, audience(reader))
    assert seen.summary == made.summary
    assert {each.family for each in seen.sections} == {each.family for each in made.sections}
    for each in seen.every():
        assert source(each.pieces) == each.original
    for brief, here in statements(seen.summary, seen.sections):
        assert here.citations
        assert seen.of(here, brief=brief).original == line(here)
    assert len(list(seen.every())) == len(_statements(made))


def _statements(made: Answer) -> list[Statement]:
    groups = (group for section in made.sections for group in section.groups)
    return [*made.summary, *(each for group in groups for each in group.statements)]


def test_the_order_is_the_readers() -> None:
    first = {name: adapt(answer(), each).sections[0].family for name, each in AUDIENCES.items()}
    assert first["pharmacist"] is Family.LABELS
    assert first["researcher"] is Family.RESEARCH
    assert first["patient"] is first["physician"] is Family.GUIDELINES


def test_what_is_folded_is_kept() -> None:
    (each,) = [e for e in _all(of("Fewer died (HR 0.8)."), "patient") if "Fewer" in e.original]
    assert folded(each.pieces) == ("(HR 0.8)",)
    assert [p.kind for p in each.pieces].count(PieceKind.FOLDED) == 1


@pytest.mark.parametrize("plain", ["5 mg problem", "no disease", "one of 3 rashes"])
def test_a_wording_that_would_say_something_else_is_not_used(plain: str) -> None:
    words = Glossary((Term("gubbins", Kind.WORD, plain, plain, (), (), (), (), "x"),))
    made = adapt(of("Aspirin may help in gubbins."), audience("patient"), words)
    (each,) = [e for e in made.every() if "gubbins" in e.original]
    assert each.text == each.original
    assert [outcome.original for outcome in made.report.failures] == [each.original]


def test_hostile_words_are_only_words() -> None:
    hostile = "[Heart attack] </span> <script>alert(1)</script> [ unclosed (HR 1"
    for reader in READERS:
        for each in _all(answer(hostile), reader):
            assert source(each.pieces) == each.original


def test_a_table_row_keeps_its_cells_apart() -> None:
    made = of("Dose:\t5 mg")
    (each,) = [e for e in _all(made, "patient") if "Dose" in e.original]
    rows = [each for each in _statements(made) if "\t" in each.text]
    assert each.original == "Dose: 5 mg"
    assert as_it_is(rows[0]).text == "Dose: 5 mg"


def test_only_lay_readers_are_told_whom_to_talk_to_and_nothing_else() -> None:
    for name, each in AUDIENCES.items():
        assert (each.talk is not None) is (name in {"patient", "caregiver"})
        if each.talk:
            assert "talk to" in each.talk
            assert not re.search(r"\b(?:take|stop|start|dose)\b", each.talk)
    assert audience("physician") != NOBODY
    assert audience(None) is NOBODY


def test_the_setting_knows_every_reader() -> None:
    assert {Settings(home=Path("x"), reader=each).reader for each in READERS} == set(READERS)


def test_a_grade_is_of_sentences() -> None:
    assert grade([]) == 0.0
    assert grade(["The cat sat", "It ran."]) == grade(["The cat sat. It ran."])
    assert grade(["Percutaneous coronary revascularization."]) > grade(["The cat sat."])


def test_twenty_answers_read_three_grades_easier_and_say_the_same(starter_home: Path) -> None:
    with opened(Settings(home=starter_home)) as evidence:
        found = [ask(each, evidence, Wish(YEAR)) for each in bench_readers.QUESTIONS]
    assert len(found) == 20
    assert not [each.question for each in found if each.refusal]
    rows = {each.name: each.value for each in bench_readers.rows(found)}
    assert rows["readers, grades lower, mean"] >= bench_readers.ENOUGH
    assert rows["readers, statements that failed fidelity"] == 0
    for each in found:
        again = reading(adapt(each, audience("physician")))
        assert again.grade == again.before
        assert again.changed == 0
    assert glossary() is glossary()


def opposed() -> Answer:
    """An answer whose sources disagree, and that lacks something."""
    one = statement("Corticosteroids may reduce mortality in sepsis (RR 0.9).", "m:1")
    two = statement("Corticosteroids did not reduce mortality in sepsis.", "m:2")
    return replace(
        answer(),
        disagreements=(
            Disagreement("mortality in sepsis", (side(one), side(two)), "The newer is a review."),
        ),
        not_covered=("No statement here speaks of “nephrolithiasis”.",),
    )


def test_sides_of_a_disagreement_and_what_is_not_covered_are_told_in_plain_words() -> None:
    made = adapt(opposed(), audience("patient"))
    one, two = opposed().disagreements[0].sides
    assert made.line("Mortality in sepsis").text.startswith("[Death rate] in [")
    assert made.line(one.text).text == (
        "[Steroids] (Corticosteroids) may reduce [death rate] in "
        "[life-threatening reaction to infection] […]."
    )
    assert made.line(one.text).folded == ("(RR 0.9)",)
    assert "did not reduce [death rate]" in made.line(two.text).text
    gap = opposed().not_covered[0]
    assert made.line(gap).text == "No statement here speaks of “[kidney stones] (nephrolithiasis)”."
    assert [each.original for each in made.report.lines] == list(made.lines)
    assert not made.report.failures
    for each in made.lines.values():
        assert source(each.pieces) == each.original


def test_a_sentence_that_a_term_opens_is_parted_without_empty_brackets() -> None:
    text = (
        "The label has a warning; dyspnea has been reported in people who took the drug for long."
    )
    assert told(text).startswith("The label has a warning[.] [Shortness of breath] (dyspnea) has")


def test_a_side_that_would_say_something_else_is_told_as_it_is() -> None:
    words = Glossary((Term("sepsis", Kind.WORD, "no sepsis", "no sepsis", (), (), (), (), "x"),))
    made = adapt(opposed(), audience("patient"), words)
    sides = [each.text for each in opposed().disagreements[0].sides]
    assert {each.original for each in made.report.failures} >= set(sides)
    assert all(made.line(each).text == each for each in sides)


@pytest.mark.parametrize("reader", ["physician", None])
def test_professionals_read_the_sides_as_they_are(reader: str | None) -> None:
    made = adapt(opposed(), audience(reader))
    for each in opposed().disagreements[0].sides:
        assert made.line(each.text).text == each.text
