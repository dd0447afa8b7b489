"""What a conversation is about at present: the questions of its last topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from osler.answer.question import QuestionKind
from osler.answer.understand import QuestionError
from osler.conversation.frame import MEDICINES, Frame, People, frame
from osler.conversation.wording import OF_ALL, OF_THINGS
from osler.vocabulary.concept import Mention, Vocabulary

_K = QuestionKind
_FOR_ALL = frozenset({_K.MECHANISM, _K.DEFINITION})  # the same whoever it is about
_OF_THINGS = _FOR_ALL | {_K.ADVERSE_EFFECT, _K.INTERACTION, _K.CAUSE, _K.PROGNOSIS}
# A condition that a medicine is named with here is not what it is for.
_HARMING = frozenset({_K.ADVERSE_EFFECT, _K.CAUSE, _K.CONTRAINDICATION, _K.INTERACTION})
MOST = 12  # questions looked back at


@dataclass(frozen=True, slots=True)
class Talk:
    """The frames of one topic, oldest first; never empty."""

    frames: tuple[Frame, ...]

    @property
    def last(self) -> Frame:
        """The question before."""
        return self.frames[-1]

    @property
    def drugs(self) -> tuple[Mention, ...]:
        """The medicines last spoken of."""
        return next((each.drugs for each in reversed(self.frames) if each.drugs), ())

    @property
    def conditions(self) -> tuple[Mention, ...]:
        """The conditions last spoken of."""
        return next((each.conditions for each in reversed(self.frames) if each.conditions), ())

    @property
    def compared(self) -> tuple[Mention, ...]:
        """The two medicines last spoken of, in the order they came; fewer where there were not."""
        found: dict[str, Mention] = {}
        for each in reversed(self.frames):
            for drug in reversed(each.drugs):
                found.setdefault(drug.concept.id, drug)
            if len(found) >= 2:
                break
        return tuple(found.values())[:2][::-1]

    def treated(self, subject: Mention) -> Mention | None:
        """The condition that a medicine was spoken of with, where there is just one."""
        if len(self.conditions) != 1 or subject.concept.kind not in MEDICINES:
            return None
        condition = self.conditions[0]
        together = {subject.concept.id, condition.concept.id}
        held = (each for each in self.frames if each.question.kind not in _HARMING)
        return condition if any(together <= each.concepts for each in held) else None

    def people(self, said: Frame) -> People | None:
        """Whom words are about that name nobody: those of the question before,
        where they change its answer. Those named in passing ("and in pregnancy?") give way to those
        of the first question where it is asked what a thing is or does, not what is to be done.
        """
        last, first = self.last.people, self.frames[0].people
        low, kind = said.text.lower(), said.question.kind
        if last is None or kind in _FOR_ALL or OF_ALL.search(low):
            return None
        passing = first is None or first.text.lower() != last.text.lower()
        of_things = (kind in _OF_THINGS and "safe" not in low) or OF_THINGS.search(low) is not None
        return first if passing and of_things else last

    @property
    def concepts(self) -> frozenset[str]:
        """Ids of all that the topic is about."""
        return frozenset().union(*(each.concepts for each in self.frames))


def _alike(one: Frame, other: Frame) -> bool:
    """Whether two questions ask the same of two things: "side effects of A", then of B."""
    return bool(one.mentions) and _bare(one) == _bare(other)


def _bare(of: Frame) -> list[str]:
    text = of.text
    for each in sorted(of.mentions, key=lambda each: -each.start):
        text = f"{text[: each.start]}…{text[each.end :]}"
    return text.lower().replace(" are ", " is ").split()


def talk(before: Sequence[str], vocabulary: Vocabulary) -> Talk | None:
    """The last topic of whole questions, oldest first: back to where two questions running share
    no concept and do not ask the same. None where there is none.
    """
    frames: list[Frame] = []
    for said in reversed(before[-MOST:]):
        try:
            made = frame(said, vocabulary)
        except QuestionError:
            break
        if frames and not made.concepts & frames[-1].concepts and not _alike(made, frames[-1]):
            break
        frames.append(made)
    return Talk(tuple(reversed(frames))) if frames else None
