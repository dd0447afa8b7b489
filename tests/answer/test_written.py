"""A model writes an answer: what passes is shown, what does not is dropped, and all is recorded."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from osler.answer.answer import Answer, StatementKind, VerdictKind
from osler.answer.ask import ask
from osler.answer.desk import Evidence, Wish, Writer
from osler.evidence.document import Family, text_hash
from osler.inference.faults import ModelDown
from osler.inference.language_model import Prices
from osler.inference.scripted_model import Part, ScriptedModel
from osler.rendering.json_form import decode, encode
from universe import YEAR, asked, cited, in_memory, shown

EVIDENCE = in_memory()
CAUSE = "What causes madeupitis?"
TREATMENT = "What is the treatment of madeupitis?"
Draft = tuple[str, list[int], str]


def said(*drafts: Draft) -> str:
    """A reply of these statements."""
    rows = [{"text": text, "passages": numbers, "quote": quote} for text, numbers, quote in drafts]
    return json.dumps({"statements": rows})


def written(
    question: str, *scripts: list[Part], evidence: Evidence = EVIDENCE, **within: float
) -> tuple[Answer, ScriptedModel]:
    """The answer where a model says this, and the model."""
    model = ScriptedModel(*scripts, prices=Prices(1.0, 2.0), tokens=(1000, 100))
    writer = replace(Writer(model), **within)  # type: ignore[arg-type]
    return ask(question, replace(evidence, writers={"": writer}), Wish(YEAR)), model


def place(model: ScriptedModel, words: str) -> int:
    """The number of the passage that holds these words."""
    for line in model.prompts[0].user.splitlines():
        value = json.loads(line)
        if words in value.get("text", ""):
            return int(value["passage"])
    raise AssertionError(f"no passage holds {words!r}")


def numbered(question: str, words: str) -> int:
    """The number under which a passage with these words is supplied."""
    return place(written(question, ['{"statements": []}'])[1], words)


HATS = numbered(CAUSE, "loose hats")
FIRST_LINE = numbered(TREATMENT, "first-line treatment")
INDICATED = numbered(TREATMENT, "is indicated for the treatment")
REWORDED = (
    "Loose hats, cold soup and long meetings cause madeupitis.",
    [HATS],
    "caused by loose hats, cold soup and long meetings",
)


def test_a_statement_that_passes_is_shown_with_the_sentence_it_rests_on() -> None:
    answer, model = written(CAUSE, [said(REWORDED)])
    [statement] = answer.sections[-1].groups[0].statements
    assert statement.text == REWORDED[0]
    assert statement.kind is StatementKind.REWRITTEN
    assert statement.verdict.kind is VerdictKind.SUPPORTED
    assert statement.certainty.reasons
    [citation] = statement.citations
    held = EVIDENCE.index.fetch([citation.document])[citation.document]
    assert held.text[citation.start : citation.end] == citation.quote
    assert citation.quote == "Madeupitis is caused by loose hats, cold soup and long meetings."
    assert text_hash(citation.quote) == citation.quote_sha256
    assert answer.summary[0].text == statement.text
    assert answer.made_by == "osler, written by scripted:test, checked"
    assert len(model.prompts) == 1


def test_the_sources_own_sentence_is_a_quote() -> None:
    whole = "Madeupitis is caused by loose hats, cold soup and long meetings."
    answer, _ = written(CAUSE, [said((whole, [HATS], "loose hats, cold soup"))])
    assert {each.kind for each in shown(answer)} == {StatementKind.QUOTE}


def test_a_quote_is_found_though_case_space_and_marks_differ() -> None:
    text, numbers, _ = REWORDED
    quote = "“CAUSED  by\nloose\u200b hats, cold soup and long meetings.”"
    answer, _ = written(CAUSE, [said((text, numbers, quote))])
    assert answer.summary[0].text == text


def test_each_statement_is_told_of_as_it_passes_and_no_other_word_of_the_model() -> None:
    heard: list[tuple[str, int]] = []
    lines = said(REWORDED, ("Madeupitis is caused by canaryfive.", [HATS], "canaryfive is"))
    cuts = [lines[at : at + 7] for at in range(0, len(lines), 7)]
    spoken = 0

    def script() -> list[Part]:
        return list(cuts)

    model = ScriptedModel(script())
    evidence = replace(EVIDENCE, writers={"": Writer(model)})
    answer = ask(CAUSE, evidence, Wish(YEAR), hear=lambda step: heard.append((step.stage, spoken)))
    told = [step.detail for step in answer.trace if step.stage == "written"]
    assert [each.partition("\t")[0] for each in told] == [REWORDED[0]]
    assert "canaryfive" not in encode(answer).decode()
    assert [stage for stage, _ in heard].index("written") < len(heard) - 2


def test_labels_and_guidelines_stand_in_their_own_sections() -> None:
    answer, _ = written(
        TREATMENT,
        [
            said(
                ("Syntheticine is recommended as first-line treatment for adults with madeupitis.",
                 [FIRST_LINE], "recommended as first-line treatment"),
                ("In adults, syntheticine is indicated for treatment of madeupitis.",
                 [INDICATED], "indicated for the treatment of madeupitis in adults"),
            )
        ],
    )  # fmt: skip
    families = {section.family: section for section in answer.sections if section.groups}
    [guided] = families[Family.GUIDELINES].groups[0].statements
    assert guided.recommendation
    label = families[Family.LABELS].groups[0].statements[0]
    assert label.heading is not None
    assert "syntheticine" in label.heading.lower()


def test_a_leading_recommendation_stays_though_nothing_written_cites_it() -> None:
    other = "Fabricatol is recommended as second-line treatment for madeupitis."
    answer, _ = written(TREATMENT, [said((other, [FIRST_LINE], other))])
    texts = [each.text for each in shown(answer)]
    assert any("first-line treatment" in each for each in texts)
    assert other in texts


def test_what_failed_is_asked_for_once_more_with_the_reasons() -> None:
    wrong = "Loose hats and cold soup cause 40% of madeupitis."
    answer, model = written(
        CAUSE, [said((wrong, [HATS], "caused by loose hats"))], [said(REWORDED)]
    )
    assert answer.summary[0].text == REWORDED[0]
    assert len(model.prompts) == 2
    repair = json.loads(model.prompts[1].user.splitlines()[-1])
    assert repair["failed"] == wrong
    assert any(each.startswith("number:") for each in repair["reasons"])
    assert answer.written is not None
    assert [each.outcome for each in answer.written.checked] == ["again", "shown"]
    answer, model = written(CAUSE, *([said((wrong, [HATS], "caused by loose hats"))],) * 3)
    assert len(model.prompts) == 2  # once, not until it gives up


def test_the_run_is_recorded_without_the_words_that_did_not_pass() -> None:
    wrong = ("Loose hats and cold soup cause 40% of madeupitis.", [HATS], "caused by loose hats")
    answer, _ = written(CAUSE, [said(REWORDED, wrong)], [said(wrong)])
    record = answer.written
    assert record is not None
    assert record.model == "scripted:test"
    assert len(record.prompts) == 2
    assert len(set(record.prompts)) == 2
    assert record.parameters["temperature"] == 0.0
    assert record.parameters["tokens"] == 1200
    assert (record.read, record.written, record.counted) == (2000, 200, True)
    assert record.cost == pytest.approx(2000e-6 + 2 * 200e-6)
    assert [each.outcome for each in record.checked] == ["shown", "again", "dropped"]
    assert record.checked[0].sha256 == text_hash(REWORDED[0])
    assert record.checked[1].sha256 == record.checked[2].sha256 == text_hash(wrong[0])
    assert "number" in record.checked[2].reasons
    assert record.checked[2].verdict is not None
    assert decode(encode(answer)) == answer
    assert "40%" not in encode(answer).decode()


def test_the_same_script_gives_the_same_answer() -> None:
    assert written(CAUSE, [said(REWORDED)])[0] == written(CAUSE, [said(REWORDED)])[0]


def test_a_second_turn_that_fails_leaves_what_the_first_gave() -> None:
    wrong = ("Loose hats cure madeupitis in most adults.", [HATS], "caused by loose hats")
    answer, _ = written(CAUSE, [said(REWORDED, wrong)], [ModelDown("broke off")])
    assert answer.summary[0].text == REWORDED[0]
    assert any("the second turn gave no more" in step.detail for step in answer.trace)


def test_one_statement_may_cite_several_passages_each_of_which_must_bear_it() -> None:
    both = numbered(CAUSE, "square pillows")
    text, _, quote = REWORDED
    answer, _ = written(CAUSE, [said((text, [HATS, both], quote))])
    assert answer.summary[0].text == text
    assert [each.document for each in answer.summary[0].citations] == ["pubmed:99000001"]


def test_another_reader_may_have_another_model_or_none() -> None:
    model = ScriptedModel([said(REWORDED)])
    evidence = replace(EVIDENCE, writers={"patient": Writer(model)})
    patient = ask(CAUSE, evidence, Wish(YEAR, reader="patient"))
    assert patient.written is not None
    assert ask(CAUSE, evidence, Wish(YEAR, reader="nurse")).written is None
    assert ask(CAUSE, evidence, Wish(YEAR)) == asked(CAUSE, EVIDENCE)


def test_a_refusal_asks_no_model() -> None:
    answer, model = written("What causes Zorblaxia?", [said(REWORDED)])
    assert answer.refusal is not None
    assert not model.prompts
    assert answer.written is None


def test_everything_cited_is_what_may_be_cited() -> None:
    answer, _ = written(CAUSE, [said(REWORDED)])
    held = EVIDENCE.index.fetch([each.document for each in cited(answer)])
    for each in cited(answer):
        assert held[each.document].text[each.start : each.end] == each.quote
        assert held[each.document].header.standing.current
