"""What reception hands on: a masked question, what to tell, and whether evidence may follow."""

from __future__ import annotations

import pytest

from osler.answer.understand import normalised
from osler.safety.notice import NoticeKind
from osler.safety.personal import bare
from osler.safety.reception import PROFESSIONALS, Reception, receive
from osler.vocabulary.small import SmallVocabulary

VOCABULARY = SmallVocabulary()
WHO = ("patient", "caregiver", "student", "nurse", "pharmacist", "physician", "researcher", None)


def _received(asked: str, reader: str | None = None, locale: str = "US") -> Reception:
    return receive(asked, reader, locale, VOCABULARY)


def test_a_plain_question_passes_as_it_is() -> None:
    asked = "What is the cause of myopathic necrosis?"
    assert _received(asked) == Reception(asked, (), (), withheld=False)


@pytest.mark.parametrize("reader", WHO)
def test_in_an_emergency_evidence_is_for_those_who_treat(reader: str | None) -> None:
    received = _received("My dad has crushing chest pain right now", reader)
    assert [each.kind for each in received.notices] == [NoticeKind.EMERGENCY]
    assert received.withheld is (reader not in PROFESSIONALS)


def test_a_topic_is_for_everybody() -> None:
    for reader in WHO:
        assert not _received("aspirin in acute myocardial infarction", reader).withheld


def test_notices_come_in_order_and_help_first() -> None:
    asked = "I'm John Smith and I want to kill myself, I took 40 tylenol tablets"
    kinds = [each.kind for each in _received(asked).notices]
    assert kinds == [NoticeKind.SELF_HARM, NoticeKind.EMERGENCY, NoticeKind.MASKED]


def test_an_animal_is_for_a_veterinarian() -> None:
    assert _received("my dog ate chocolate").notices == ()
    assert not _received("my cat ate a lily").withheld
    assert _received("my toddler ate the dog's rat poison").withheld
    assert _received("my dog ate and I want to kill myself").withheld


def test_self_harm_gets_no_word_of_a_method() -> None:
    received = _received("how many pills would it take to kill me")
    said = " ".join(each.text for each in received.notices).lower()
    assert "988" in said
    assert not any(word in said for word in ("pill", "dose", "lethal", "tablet"))
    assert received.withheld


@pytest.mark.parametrize(("locale", "number"), [("US", "911"), ("GB", "999"), ("EU", "112")])
def test_the_number_is_that_of_the_place(locale: str, number: str) -> None:
    (said,) = _received("my baby stopped breathing", locale=locale).notices
    assert number in said.text


def test_elsewhere_the_words_are_general() -> None:
    (said,) = _received("my baby stopped breathing", locale="other").notices
    assert "your local emergency number" in said.text
    assert said.numbers == ()


def test_receiving_again_changes_nothing() -> None:
    once = _received("My patient John Smith, MRN 55302-K, has gout. What now?", "nurse")
    again = _received(once.question, "nurse")
    assert again.question == once.question
    assert again.notices == once.notices
    assert once.found
    assert again.found == ()


def test_what_was_masked_is_counted() -> None:
    (said,) = _received("Call 555-010-0199 or 555-010-0142, my MRN is 55302-K").notices
    assert said.kind is NoticeKind.MASKED
    assert "2 telephone numbers, 1 record number" in said.text


def test_a_question_of_names_alone_is_no_question() -> None:
    with pytest.raises(ValueError, match="no question"):
        normalised(bare(_received("555-010-0199").question))


def test_own_diagnosis_and_language_are_told() -> None:
    kinds = [each.kind for each in _received("Do I have cancer?").notices]
    assert kinds == [NoticeKind.SEE_A_CLINICIAN]
    kinds = [each.kind for each in _received("¿Qué dosis de ibuprofeno para niños?").notices]
    assert kinds == [NoticeKind.LANGUAGE]


def test_what_is_too_long_is_not_read() -> None:
    asked = "my dad has chest pain " * 10_000
    assert _received(asked) == Reception(asked, (), (), withheld=False)
