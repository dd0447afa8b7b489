"""The second look, taken where nothing says in so many words what was asked."""

from __future__ import annotations

from osler.evidence.document import Family
from universe import asked, in_memory, shown
from universe_records import paper

STUDY = paper(
    301,
    "Zorblaxia and hats",
    "Zorblaxia goes with hats made of mockfelt in adults. Weather was mild in all the years.",
)


def test_research_that_says_all_but_the_relation_is_shown_and_said_to() -> None:
    answer = asked("How does Zorblaxia alter mockfelt hats?", in_memory([STUDY]))
    assert answer.refusal is None
    assert "mockfelt" in shown(answer)[0].text
    assert all("Weather" not in each.text for each in shown(answer))
    reasons = " ".join(shown(answer)[0].certainty.reasons)
    kind = answer.understood.kind
    assert kind == "other" or f"does not say the {kind} in so many words" in reasons


def test_half_of_what_was_asked_is_not_near_enough() -> None:
    answer = asked("Why does Zorblaxia blind the flumph at night?", in_memory([STUDY]))
    assert answer.refusal is not None


def test_a_dose_or_a_diagnosis_is_not_nearly_said() -> None:
    for question in ("What dose of Zorblaxia suits mockfelt hats?", "How is Zorblaxia diagnosed?"):
        answer = asked(question, in_memory([STUDY]))
        assert answer.refusal is not None, question
        assert answer.refusal.reason == "unsupported"


def test_it_is_not_taken_where_something_answers() -> None:
    plain = paper(302, "Zorblaxia", "Zorblaxia is caused by hats made of mockfelt.")
    answer = asked("What causes Zorblaxia?", in_memory([STUDY, plain]))
    assert answer.refusal is None
    assert "caused by" in answer.summary[0].text
    assert not any(
        "nearest" in reason for each in shown(answer) for reason in each.certainty.reasons
    )


def test_a_guideline_does_not_nearly_say_anything() -> None:
    answer = asked(
        "How does Zorblaxia alter mockfelt hats?", in_memory([STUDY]), families=(Family.GUIDELINES,)
    )
    assert answer.refusal is not None


def test_what_shares_the_rarest_word_and_names_another_thing_is_not_near() -> None:
    other = paper(303, "Hats", "Blinding flumphs were seen in people who wear mockfelt hats.")
    for question in ("Are blinding flumphs common with madeupitis?", "Anything for the flumph?"):
        answer = asked(question, in_memory([other]))
        assert answer.refusal is not None, question
