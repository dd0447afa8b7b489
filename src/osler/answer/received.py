"""A question as it was received: what its asker must be told, and the answer if it may follow."""

from __future__ import annotations

from dataclasses import replace

from osler.answer.answer import SCHEMA, Answer, Refusal, Step, Understood
from osler.answer.ask import ask
from osler.answer.desk import Evidence, Wish
from osler.answer.trace import Clock, Hear
from osler.answer.understand import normalised
from osler.safety.personal import bare
from osler.safety.reception import Reception

WITHHELD = (
    "This sounds like something that cannot wait, so help comes first. The evidence is shown to "
    "nurses, pharmacists and physicians. If you are one, say so and ask again."
)


def answer(
    received: Reception,
    evidence: Evidence,
    wish: Wish,
    clock: Clock | None = None,
    hear: Hear | None = None,
) -> Answer:
    """Answer what was received, with its notices. Raises `QuestionError`."""
    if received.withheld:
        return _withheld(received, evidence, wish)
    made = ask(received.question, evidence, wish, clock, hear)
    return replace(made, notices=received.notices) if received.notices else made


def _withheld(received: Reception, evidence: Evidence, wish: Wish) -> Answer:
    text = normalised(bare(received.question))
    return Answer(
        schema=SCHEMA,
        question=received.question,
        understood=Understood(text, "other", "summary", (), (), (), None),
        summary=(),
        sections=(),
        references=(),
        disagreements=(),
        not_covered=(),
        refusal=Refusal("withheld", WITHHELD, (), ()),
        corpus=evidence.corpus,
        trace=(Step("received", "tells of danger to somebody now: nothing was searched"),),
        made_by="osler, extractive",
        made_at=wish.at,
        notices=received.notices,
    )
