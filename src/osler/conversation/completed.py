"""What becomes of the words of a turn: a whole question, or what has to be asked back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """How the whole question came to be."""

    WHOLE = "asked as it stands"
    COMPLETED = "completed from the questions before"
    NEW_TOPIC = "a new topic: nothing was carried over"
    REWRITTEN = "reworded by a language model from the questions before"


@dataclass(frozen=True, slots=True)
class Completed:
    """A whole question. `kept`: words that came from the turns before, none where nothing did."""

    text: str
    outcome: Outcome = Outcome.WHOLE
    kept: tuple[str, ...] = ()

    @property
    def note(self) -> str | None:
        """One plain line for the reader; None where the question is simply what they typed."""
        if self.outcome is Outcome.WHOLE:
            return None
        said = f"{self.outcome.value[0].upper()}{self.outcome.value[1:]}"
        return f"{said}. Kept: {', '.join(self.kept)}." if self.kept else f"{said}."


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that may be meant, and the whole question it makes."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """What was typed cannot be made whole without guessing; `readings` are what may be meant, none
    where nothing before it helps.
    """

    readings: tuple[Reading, ...] = ()

    @property
    def said(self) -> str:
        """What to ask back, as one line."""
        names = [each.name for each in self.readings]
        if not names:
            return "It is not clear what this follows: ask it as a whole question."
        return f"Which do you mean: {', '.join(names[:-1])} or {names[-1]}?"


def sentence(text: str) -> str:
    """Words as a question: a capital first, one question mark last."""
    bare = text.strip(" ?.!,")
    return f"{bare[:1].upper()}{bare[1:]}?"
