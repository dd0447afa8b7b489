"""What callers send, validated at the door."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from osler.evidence.document import Family

# At least one visible character, and no NUL, which databases do not keep.
_WORDS = r"^[^\x00]*[^\s\x00][^\x00]*$"
Question = Annotated[str, StringConstraints(max_length=2000, pattern=_WORDS)]
Reader = Literal[
    "patient", "caregiver", "student", "nurse", "pharmacist", "physician", "researcher"
]
FOR_READER = (
    "Who reads. Adds `reader` and `adapted` to the answer, each statement in words for them beside "
    "its original, and changes no other field. Where a question tells of danger to somebody now, "
    "evidence follows the words of help for nurses, pharmacists and physicians only."
)
Said = Annotated[str, StringConstraints(max_length=2000, pattern=_WORDS)]
Body = Annotated[str, StringConstraints(max_length=4000, pattern=_WORDS)]
Reason = Annotated[str, StringConstraints(max_length=2000, pattern=r"^[^\x00]*$")]
StatementId = Annotated[str, StringConstraints(pattern=r"^s[0-9]{1,6}$")]
Id = Annotated[str, StringConstraints(pattern=r"^[0-9a-z]{26}$")]


class Sent(BaseModel):
    """What any body is: nothing that is not described."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Asked(Sent):
    """A question, and what to search."""

    question: Question = Field(
        description="In words, as one would ask a colleague.",
        examples=["What is the cause of myopathic necrosis?"],
    )
    families: list[Annotated[Family, Field(strict=False)]] = Field(
        default_factory=lambda: list(Family),
        min_length=1,
        max_length=3,
        description="Which evidence to search; all where none is named.",
    )
    since: int | None = Field(
        None, ge=1800, le=2100, description="Only evidence from this year on."
    )


class AskedFor(Asked):
    """The same, for a reader."""

    reader: Reader | None = Field(None, description=FOR_READER)


class Saved(Asked):
    """The same, to be saved."""

    again: bool = Field(
        False, description="Make another article where there is one on this question already."
    )


class Because(Sent):
    """Why."""

    reason: Said = Field(examples=["A newer guideline is expected this month."])


class Declared(Sent):
    """A declaration of interest in one article."""

    conflict: bool = Field(description="Whether there is a conflict, which keeps one from it.")
    text: Reason = Field(examples=["None to declare."])


class Decided(Sent):
    """A decision on one statement."""

    statement: StatementId = Field(examples=["s1"])
    verb: Literal["accept", "withdraw"]
    reason: Reason = ""


class Edited(Sent):
    """Other words for one statement; they must be supported by what it cites."""

    statement: StatementId = Field(examples=["s1"])
    words: Said
    reason: Reason = ""


class Struck(Sent):
    """One statement to take out."""

    statement: StatementId = Field(examples=["s1"])
    reason: Reason = ""


class Commented(Sent):
    """A comment: on the article, on a statement, or in a thread."""

    body: Body
    statement: StatementId | None = None
    parent: Id | None = Field(None, description="The comment that opened the thread.")


class Reported(Sent):
    """A reader's report that something is wrong."""

    version: int = Field(ge=1, le=1_000_000)
    body: Body
    statement: StatementId | None = None


class Signing(Sent):
    """A signature under the newest version: `signs` of what was read, and who one is, again."""

    signs: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    password: Annotated[str, StringConstraints(min_length=1, max_length=1000)]
    code: Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")] = Field(examples=["123456"])
