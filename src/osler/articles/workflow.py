"""The workflow, pure and by table: state and act give the next state, and who may act."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from osler.accounts.role import Right


class State(StrEnum):
    """Where an article's newest version stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    UNDER_REVIEW = "under_review"
    CHANGES_REQUESTED = "changes_requested"
    APPROVED = "approved"
    STALE = "stale"
    RETIRED = "retired"
    WITHDRAWN = "withdrawn"

    @property
    def words(self) -> str:
        """As a reader sees it."""
        return self.value.replace("_", " ").capitalize()


class Act(StrEnum):
    """What moves an article."""

    SAVE = "save"  # a new article, or an older version brought back
    EDIT = "edit"  # words of a statement changed
    STRIKE = "strike"  # a statement taken out
    REFRESH = "refresh"  # asked again over the evidence held now
    RESTORE = "restore"  # an older version's content becomes the newest
    SUBMIT = "submit"
    RECALL = "recall"  # the editor takes a submission back
    BEGIN = "begin"  # a reviewer takes it up
    REQUEST_CHANGES = "request_changes"
    SIGN = "sign"  # an approval, of which enough make it approved
    APPROVE = "approve"  # the last signature that was needed
    AGE = "age"  # evidence or time made it stale
    REAFFIRM = "reaffirm"  # a stale article goes back to the board as it is
    VOID = "void"  # what was signed is not what is stored
    RETIRE = "retire"
    WITHDRAW = "withdraw"


class WorkflowError(Exception):
    """An act that the state of an article does not allow."""


@dataclass(frozen=True, slots=True)
class Move:
    """Where an act leads, and the right it takes. `makes` says whether it makes a new version."""

    to: State
    right: Right
    makes: bool = False


_S, _A, _R = State, Act, Right
_WRITTEN = {_A.EDIT, _A.STRIKE, _A.REFRESH, _A.RESTORE}
TABLE: dict[tuple[State, Act], tuple[Move, ...]] = {
    **{
        (state, act): (
            Move(_S.DRAFT if state is not _S.CHANGES_REQUESTED else state, _R.WRITE, makes=True),
        )
        for state in (_S.DRAFT, _S.CHANGES_REQUESTED, _S.APPROVED, _S.STALE, _S.RETIRED)
        for act in _WRITTEN
    },
    (_S.DRAFT, _A.VOID): (Move(_S.DRAFT, _R.AUDIT),),
    (_S.RETIRED, _A.VOID): (Move(_S.DRAFT, _R.AUDIT),),
    (_S.DRAFT, _A.SUBMIT): (Move(_S.SUBMITTED, _R.WRITE),),
    (_S.CHANGES_REQUESTED, _A.SUBMIT): (Move(_S.SUBMITTED, _R.WRITE),),
    (_S.SUBMITTED, _A.RECALL): (Move(_S.DRAFT, _R.WRITE),),
    (_S.SUBMITTED, _A.BEGIN): (Move(_S.UNDER_REVIEW, _R.REVIEW),),
    (_S.SUBMITTED, _A.VOID): (Move(_S.DRAFT, _R.AUDIT),),
    (_S.UNDER_REVIEW, _A.EDIT): (Move(_S.UNDER_REVIEW, _R.REVIEW, makes=True),),
    (_S.UNDER_REVIEW, _A.STRIKE): (Move(_S.UNDER_REVIEW, _R.REVIEW, makes=True),),
    (_S.UNDER_REVIEW, _A.RESTORE): (Move(_S.UNDER_REVIEW, _R.REVIEW, makes=True),),
    (_S.UNDER_REVIEW, _A.REQUEST_CHANGES): (Move(_S.CHANGES_REQUESTED, _R.REVIEW),),
    (_S.UNDER_REVIEW, _A.SIGN): (Move(_S.UNDER_REVIEW, _R.REVIEW),),
    (_S.UNDER_REVIEW, _A.APPROVE): (Move(_S.APPROVED, _R.REVIEW),),
    (_S.UNDER_REVIEW, _A.RECALL): (Move(_S.DRAFT, _R.WRITE),),
    (_S.UNDER_REVIEW, _A.VOID): (Move(_S.DRAFT, _R.AUDIT),),
    (_S.CHANGES_REQUESTED, _A.VOID): (Move(_S.DRAFT, _R.AUDIT),),
    (_S.APPROVED, _A.AGE): (Move(_S.STALE, _R.AUDIT),),
    (_S.APPROVED, _A.VOID): (Move(_S.DRAFT, _R.AUDIT),),
    (_S.APPROVED, _A.RETIRE): (Move(_S.RETIRED, _R.WRITE),),
    (_S.STALE, _A.REAFFIRM): (Move(_S.SUBMITTED, _R.WRITE), Move(_S.UNDER_REVIEW, _R.REVIEW)),
    (_S.STALE, _A.VOID): (Move(_S.DRAFT, _R.AUDIT),),
    (_S.STALE, _A.RETIRE): (Move(_S.RETIRED, _R.WRITE),),
    (_S.DRAFT, _A.RETIRE): (Move(_S.RETIRED, _R.WRITE),),
    (_S.CHANGES_REQUESTED, _A.RETIRE): (Move(_S.RETIRED, _R.WRITE),),
    **{
        (state, _A.WITHDRAW): (Move(_S.WITHDRAWN, _R.WITHDRAW),)
        for state in _S
        if state is not _S.WITHDRAWN
    },
}


def move(state: State, act: Act, held: frozenset[Right]) -> Move:
    """Where `act` leads from `state` for someone who holds these rights.

    Raises `WorkflowError` where the state does not allow the act, whoever asks, and
    `PermissionError` where it does, and not to them.
    """
    moves = TABLE.get((state, act))
    if moves is None:
        allowed = [_TO_DO[each] for each in possible(state, held) if each in _TO_DO]
        raise WorkflowError(
            f"an article that is {state.words.lower()} cannot be {_DONE[act]}; "
            f"you may now: {', '.join(dict.fromkeys(allowed)) or 'nothing'}"
        )
    for each in moves:
        if each.right in held:
            return each
    raise PermissionError(f"this takes the right to {moves[0].right.value}")


def possible(state: State, held: frozenset[Right]) -> tuple[Act, ...]:
    """The acts that someone with these rights may take now, in the order of `Act`."""
    return tuple(act for act in Act if any(m.right in held for m in TABLE.get((state, act), ())))


# What people do; the rest follows from it, or is the service's.
_TO_DO = {
    Act.EDIT: "edit it",
    Act.STRIKE: "strike a statement",
    Act.REFRESH: "refresh it",
    Act.RESTORE: "restore a version",
    Act.SUBMIT: "submit it",
    Act.RECALL: "take it back to a draft",
    Act.BEGIN: "take it up for review",
    Act.REQUEST_CHANGES: "ask for changes",
    Act.SIGN: "sign it",
    Act.REAFFIRM: "send it to the board again",
    Act.RETIRE: "retire it",
    Act.WITHDRAW: "withdraw it",
}
_DONE = {
    Act.SAVE: "saved anew",
    Act.EDIT: "edited",
    Act.STRIKE: "edited",
    Act.REFRESH: "refreshed",
    Act.RESTORE: "restored",
    Act.SUBMIT: "submitted",
    Act.RECALL: "recalled",
    Act.BEGIN: "taken up for review",
    Act.REQUEST_CHANGES: "sent back for changes",
    Act.SIGN: "signed",
    Act.APPROVE: "approved",
    Act.AGE: "made stale",
    Act.REAFFIRM: "sent to the board again",
    Act.VOID: "voided",
    Act.RETIRE: "retired",
    Act.WITHDRAW: "withdrawn",
}
