"""The workflow's table: every state by act by role, and no way to approved but by signatures."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from osler.accounts.role import Right, Role, rights
from osler.articles.workflow import TABLE, Act, State, WorkflowError, move, possible

WRITTEN = {Act.EDIT, Act.STRIKE, Act.REFRESH, Act.RESTORE}
# By state, what each role may do; everything else is refused.
EDITOR = {
    State.DRAFT: WRITTEN | {Act.SUBMIT, Act.RETIRE},
    State.SUBMITTED: {Act.RECALL},
    State.UNDER_REVIEW: {Act.RECALL},
    State.CHANGES_REQUESTED: WRITTEN | {Act.SUBMIT, Act.RETIRE},
    State.APPROVED: WRITTEN | {Act.RETIRE},
    State.STALE: WRITTEN | {Act.REAFFIRM, Act.RETIRE},
    State.RETIRED: WRITTEN,
    State.WITHDRAWN: set(),
}
REVIEWER = {
    State.SUBMITTED: {Act.BEGIN},
    State.UNDER_REVIEW: {
        Act.EDIT,
        Act.STRIKE,
        Act.RESTORE,
        Act.REQUEST_CHANGES,
        Act.SIGN,
        Act.APPROVE,
    },
    State.STALE: {Act.REAFFIRM},
}


def _allowed(role: Role, state: State) -> set[Act]:
    if role is Role.EDITOR:
        return EDITOR[state]
    if role is Role.REVIEWER:
        return REVIEWER.get(state, set())
    if role is Role.ADMIN:
        admin = {Act.WITHDRAW} if state is not State.WITHDRAWN else set()
        if (state, Act.AGE) in TABLE:
            admin.add(Act.AGE)
        if (state, Act.VOID) in TABLE:
            admin.add(Act.VOID)
        return admin
    return set()


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("state", State)
def test_who_may_do_what_when(role: Role, state: State) -> None:
    held = rights(frozenset({role}))
    assert set(possible(state, held)) == _allowed(role, state)
    for act in Act:
        if act in _allowed(role, state):
            assert move(state, act, held).to in State
            continue
        with pytest.raises((WorkflowError, PermissionError)) as said:
            move(state, act, held)
        assert "\n" not in str(said.value)


@pytest.mark.parametrize("state", State)
def test_someone_without_an_account_does_nothing(state: State) -> None:
    assert possible(state, rights(None)) == ()


def test_only_the_last_signature_leads_to_approved() -> None:
    ways = {
        (state, act)
        for (state, act), moves in TABLE.items()
        for m in moves
        if m.to is State.APPROVED
    }
    assert ways == {(State.UNDER_REVIEW, Act.APPROVE)}


def test_what_is_withdrawn_stays_so() -> None:
    assert not [act for state, act in TABLE if state is State.WITHDRAWN]
    with pytest.raises(WorkflowError, match="you may now: nothing"):
        move(State.WITHDRAWN, Act.EDIT, frozenset(Right))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(sorted(Act)), max_size=30))
def test_no_walk_reaches_approved_unsigned(acts: list[Act]) -> None:
    state, signed = State.DRAFT, False
    for act in acts:
        try:
            state = move(state, act, frozenset(Right)).to
        except WorkflowError:
            continue
        if act is Act.APPROVE:
            signed = True
        if state is State.APPROVED:
            assert signed
        if TABLE.get((state, act)) and any(m.makes for m in TABLE[state, act]):
            signed = False


def test_what_may_be_done_instead_is_said_to_whom_it_is_open() -> None:
    with pytest.raises(WorkflowError) as said:
        move(State.APPROVED, Act.SUBMIT, rights(frozenset({Role.EDITOR})))
    told = str(said.value).split("you may now: ")[1]
    assert told == "edit it, strike a statement, refresh it, restore a version, retire it"
    with pytest.raises(WorkflowError, match=r"you may now: nothing$"):
        move(State.APPROVED, Act.SUBMIT, rights(frozenset({Role.READER})))
