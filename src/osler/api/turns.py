"""What callers get and send of conversations."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import Field

from osler.answer.answer import Answer
from osler.api.bodies import FOR_READER, Question, Reader, Sent


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn. `said` is what was sent, `question` the whole question that was asked; `note` says
    how the one became the other, null where they are the same. `reader` is whom the answer is
    for, null where nobody said; it then has `reader` and `adapted`, as `ask` gives them. `answer`
    is null where it was not given in time; read the thread again.
    """

    number: int
    said: str
    question: str
    note: str | None
    reader: Reader | None
    answer: Answer | None
    asked_at: str


@dataclass(frozen=True, slots=True)
class Thread:
    """A conversation, oldest turn first. Moments are UTC."""

    id: str
    url: str
    begun_at: str
    expires_at: str
    turns: tuple[Turn, ...]


class Begun(Sent):
    """The question that a conversation begins with."""

    question: Question = Field(
        description="In words, as one would ask a colleague.",
        examples=["What is the first-line treatment of uncomplicated gonorrhoea?"],
    )
    reader: Reader | None = Field(
        None, description=f"{FOR_READER} Holds for what follows, until another is named."
    )


class Followed(Sent):
    """What follows."""

    question: Question = Field(
        description="A follow-up, completed from the turns before, or a question of its own.",
        examples=["and in pregnancy?"],
    )
    whole: bool = Field(False, description="Ask it as it stands: complete nothing.")
    reader: Reader | None = Field(
        None, description=f"{FOR_READER} Where it is not named: whom the turn before was for."
    )
