"""Follow-ups made whole: every case of two lists, and what no list of cases shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from osler.answer.understand import QuestionError, understand
from osler.conversation.completed import Completed, Outcome, Unclear
from osler.conversation.completion import complete
from osler.vocabulary.small import SmallVocabulary

HERE = Path(__file__).parent
KNOWN = SmallVocabulary()
# What lists that the rules were not made by may still miss; first measured: 7 of 56 and 8 of 30.
MISSES = {"followups_held.yaml": 4, "followups_fresh.yaml": 3}


# Turns of whole conversations that are still missed, of 129, 87, 49 and 29; at the first run 51,
# 36, 17 and 12 were, each list but the first being written after those before changed the rules.
CHAINS = {
    "chains.txt": 11,
    "chains_fresh.txt": 23,
    "chains_third.txt": 12,
    "chains_fourth.txt": 8,
}


def _cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return found


def _point(text: str) -> tuple[object, ...]:
    made = understand(text, KNOWN)
    return frozenset(each.concept.id for each in made.mentions), made.population, made.kind


def _right(case: dict[str, Any]) -> bool:
    """Whether a case is completed to the same concepts, people, kind and topic, or asked back with
    just the choices that it names.
    """
    got = complete(case["said"], case["before"], KNOWN)
    if isinstance(got, Unclear):
        return [each.name for each in got.readings] == case.get("unclear")
    new = got.outcome is Outcome.NEW_TOPIC
    return (
        "becomes" in case
        and _point(got.text) == _point(case["becomes"])
        and new is (case.get("topic") == "new")
    )


@pytest.mark.parametrize(
    "case", _cases("followups.yaml"), ids=lambda case: str(case["said"])[:40].strip(" ?")
)
def test_a_follow_up_becomes_the_whole_question_it_stands_for(case: dict[str, Any]) -> None:
    assert _right(case), complete(case["said"], case["before"], KNOWN)


@pytest.mark.parametrize("name", MISSES)
def test_most_of_those_held_back_are_right_too(name: str) -> None:
    held = _cases(name)
    wrong = [case["said"] for case in held if not _right(case)]
    assert len(held) >= 30
    assert len(wrong) <= MISSES[name], wrong


def _turns(name: str) -> Iterator[dict[str, Any]]:
    """The turns of a file of conversations, each after the whole questions before it."""
    before: list[str] = []
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line.startswith(">"):
            before = [line[1:].strip()]
        elif line and not line.startswith("#"):
            said, _, wanted = (each.strip() for each in line.partition("=>"))
            case: dict[str, Any] = {"before": list(before), "said": said}
            if wanted.startswith("?"):
                case["unclear"] = [each.strip() for each in wanted[1:].split("|")]
            else:
                case["becomes"] = wanted.removeprefix("new:").strip()
                case["topic"] = "new" if wanted.startswith("new:") else "same"
                before.append(case["becomes"])
            yield case


def _named(text: str) -> tuple[set[str], set[str]]:
    """Names that no vocabulary knows, and numbers, which a turn must keep, too."""
    return {each.lower() for each in understand(text, KNOWN).unknown}, {*re.findall(r"\d+", text)}


def _kept(case: dict[str, Any]) -> bool:
    got = complete(case["said"], case["before"], KNOWN)
    return isinstance(got, Unclear) or _named(got.text) == _named(case["becomes"])


@pytest.mark.parametrize("name", CHAINS)
def test_most_turns_of_whole_conversations_are_right(name: str) -> None:
    wrong = [each["said"] for each in _turns(name) if not (_right(each) and _kept(each))]
    assert len(wrong) <= CHAINS[name], wrong


def _after(*said: str) -> list[str]:
    """The whole questions of a conversation."""
    before: list[str] = []
    for each in said:
        before.append(_completed(each, *before).text)
    return before


def test_people_named_in_passing_give_way_where_it_is_asked_what_a_thing_does() -> None:
    """ "And in pregnancy?" holds for what is done to a patient, not for what a medicine is."""
    before = ["What is the dose of metformin?", "and in pregnancy?"]
    for said, whole in (
        ("side effects?", "What are the side effects of metformin?"),
        ("how does it work?", "How does metformin work?"),
        ("which drugs does it interact with?", "Which drugs does metformin interact with?"),
        ("is it safe with alcohol?", "Is metformin safe with alcohol in pregnancy?"),
        ("and insulin?", "What is the dose of insulin in pregnancy?"),
    ):
        assert _after(*before, said)[-1] == whole


def test_the_patient_of_the_first_question_stays() -> None:
    before = ["What is the dose of amoxicillin for otitis media in children?", "side effects?"]
    assert _after(*before)[-1] == "What are the side effects of amoxicillin in children?"
    in_passing = [before[0], "and in kidney failure?", "side effects?"]
    assert _after(*in_passing)[-1] == "What are the side effects of amoxicillin in children?"


def test_people_do_not_come_back_once_a_question_was_asked_without_them() -> None:
    said = ["What is the dose of metformin?", "and in pregnancy?", "side effects?", "which dose?"]
    assert _after(*said)[-1] == "What is the dose of metformin?"


def test_a_name_that_nobody_knows_is_spoken_of_all_the_same() -> None:
    before = ["What is the dose of zorvaxamab?"]
    for said, whole in (
        ("and in children?", "What is the dose of zorvaxamab in children?"),
        ("is it safe with warfarin?", "Is zorvaxamab safe with warfarin?"),
        ("side effects?", "What are the side effects of zorvaxamab?"),
        ("can that drug be crushed?", "Can zorvaxamab be crushed?"),
    ):
        assert _completed(said, *before).text == whole
    assert complete("and the side effects?", [], KNOWN) == Unclear()


def _completed(said: str, *before: str) -> Completed:
    got = complete(said, before, KNOWN)
    assert isinstance(got, Completed)
    return got


def test_a_whole_question_is_left_as_it_was_typed() -> None:
    asked = "Is metformin safe in renal impairment?"
    got = _completed(asked, "What is the dose of metformin?")
    assert (got.text, got.outcome, got.kept, got.note) == (asked, Outcome.WHOLE, (), None)


def test_words_that_lack_what_they_ask_about_begin_nothing() -> None:
    for said in (
        "why?",
        "which dose?",
        "and the side effects?",
        "is it safe?",
        "and in pregnancy?",
    ):
        assert complete(said, [], KNOWN) == Unclear(), said
    for said in ("gout", "What is zorbulitis?", "chilblains treatment"):
        assert complete(said, [], KNOWN) == Completed(said)


def test_what_was_kept_is_said() -> None:
    got = _completed("which dose?", "Is colchicine effective for gout in older adults?")
    assert got.text == "What is the dose of colchicine for gout in older adults?"
    assert got.note == (
        "Completed from the questions before. Kept: colchicine, gout, in older adults."
    )


def test_a_new_topic_says_that_nothing_was_carried_over() -> None:
    got = _completed("What causes gout?", "Is ibuprofen safe in pregnancy?")
    assert got.text == "What causes gout?"
    assert got.note == "A new topic: nothing was carried over."


def test_nothing_before_a_change_of_topic_is_carried_over() -> None:
    before = ("Is ibuprofen safe in pregnancy?", "What causes gout?")
    assert isinstance(complete("and the side effects?", before[:1], KNOWN), Completed)
    got = complete("which dose?", before, KNOWN)
    assert isinstance(got, Unclear) or "ibuprofen" not in got.text


def test_two_that_may_be_meant_are_asked_back_with_the_question_each_makes() -> None:
    got = complete("which dose?", ["Is ibuprofen safe with warfarin?"], KNOWN)
    assert isinstance(got, Unclear)
    assert got.said == "Which do you mean: ibuprofen or warfarin?"
    assert [each.text for each in got.readings] == [
        "What is the dose of ibuprofen?",
        "What is the dose of warfarin?",
    ]


def test_a_conversation_keeps_its_people_until_others_are_named() -> None:
    said = ["Is ibuprofen safe in pregnancy?", "what about paracetamol?", "which dose?"]
    before: list[str] = []
    for each in said:
        before.append(_completed(each, *before).text)
    assert before[-1] == "What is the dose of paracetamol in pregnancy?"
    assert _completed("and in children?", *before).text == (
        "What is the dose of paracetamol in children?"
    )


def test_a_models_rewrite_is_asked_for_only_where_the_rules_are_at_a_loss() -> None:
    asked: list[str] = []

    def rewrite(said: str, before: tuple[str, ...]) -> str:
        asked.append(said)
        return "Why is colchicine the first-line treatment of gout?"

    before = ["What is the first-line treatment of gout?", "Which dose of colchicine for gout?"]
    assert complete("and in pregnancy?", before, KNOWN, rewrite) != Unclear()
    assert asked == []
    got = complete("why?", before, KNOWN, rewrite)
    assert isinstance(got, Completed)
    assert (got.outcome, asked) == (Outcome.REWRITTEN, ["why?"])
    assert got.note is not None
    assert got.note.startswith("Reworded by a language model")


def test_a_rewrite_that_names_what_nobody_named_is_not_taken() -> None:
    before = ["What is the first-line treatment of gout?"]
    for made in ("Is allopurinol safe in gout?", "Is zorblaxumab for gout?", "And?", ""):

        def rewrite(said: str, before: tuple[str, ...], made: str = made) -> str:
            return made

        assert complete("why?", before, KNOWN, rewrite) == Unclear()


def test_hostile_words_are_words() -> None:
    before = ["Is ibuprofen safe in pregnancy?"]
    for said in ("\\1 (?P<x>", "{object} {noun}", "and <script>alert(1)</script>?", "it " * 300):
        assert complete(said, before, KNOWN)
    with pytest.raises(QuestionError):
        complete("?!", before, KNOWN)


def test_one_of_those_spoken_of() -> None:
    assert _completed("which one is best?", "Are SSRIs effective for anxiety?").text == (
        "Which SSRIs are best for anxiety?"
    )
    both = ("Is metformin safe in renal impairment?", "Is gliclazide safe in renal impairment?")
    assert _completed("which of them?", *both).text == (
        "Which is better in renal impairment, metformin or gliclazide?"
    )
    assert complete("and why that one?", ["What is the treatment of gout?"], KNOWN) == Unclear()
