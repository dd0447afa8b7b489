"""Conversations over HTTP: whole answers turn by turn, whose they are, and what is unclear."""

from __future__ import annotations

import pytest
from made_api import Callers

from osler.accounts.role import Role

FIRST = {"question": "What is the first-line treatment of uncomplicated gonorrhoea?"}
WRONG = "urn:osler:problem:"


def _begun(api: Callers, role: Role | None = Role.READER) -> str:
    made = api.call("POST", "/threads", role, FIRST)
    assert made.status_code == 201, made.text
    found = made.json()
    assert made.headers["location"] == f"/api/v1/threads/{found['id']}" == found["url"]
    return f"/threads/{found['id']}"


def test_a_follow_up_is_completed_answered_and_kept(shared: Callers) -> None:
    thread = _begun(shared)
    said = {"question": "and the dose of ceftriaxone?"}
    turn = shared.call("POST", f"{thread}/turns", Role.READER, said)
    assert turn.status_code == 201
    found = turn.json()
    assert found["question"] == "What is the dose of ceftriaxone for gonorrhoea?"
    assert found["said"] == said["question"]
    assert found["note"].startswith("Completed from the questions before")
    assert found["answer"]["question"] == found["question"]
    held = shared.call("GET", thread, Role.READER).json()
    assert [each["number"] for each in held["turns"]] == [1, 2]
    assert held["turns"][1] == found
    assert held["turns"][0]["answer"]["references"]


def test_what_may_be_meant_two_ways_is_said_and_not_asked(shared: Callers) -> None:
    thread = _begun(shared)
    both = {"question": "Is ibuprofen safe with warfarin?"}
    shared.call("POST", f"{thread}/turns", Role.READER, both)
    got = shared.call("POST", f"{thread}/turns", Role.READER, {"question": "which dose?"})
    assert got.status_code == 422
    problem = got.json()
    assert problem["type"] == f"{WRONG}unclear"
    assert problem["detail"] == "Which do you mean: ibuprofen or warfarin?"
    meant = [each["detail"] for each in problem["errors"]]
    assert meant == ["What is the dose of ibuprofen?", "What is the dose of warfarin?"]
    chosen = {"question": meant[1], "whole": True}
    assert shared.call("POST", f"{thread}/turns", Role.READER, chosen).status_code == 201
    assert len(shared.call("GET", thread, Role.READER).json()["turns"]) == 3


@pytest.mark.parametrize("other", [Role.EDITOR, Role.ADMIN, None])
def test_nobody_else_sees_or_deletes_it(shared: Callers, other: Role | None) -> None:
    thread = _begun(shared)
    turn = {"question": "and in pregnancy?"}
    for method, path, body in (
        ("GET", thread, None),
        ("POST", f"{thread}/turns", turn),
        ("DELETE", thread, None),
    ):
        got = shared.call(method, path, other, body)
        assert (got.status_code, got.json()["type"]) == (404, f"{WRONG}not-found")
    assert shared.call("GET", thread, Role.READER).status_code == 200


def test_its_owner_deletes_it(shared: Callers) -> None:
    thread = _begun(shared)
    gone = shared.call("DELETE", thread, Role.READER)
    assert (gone.status_code, gone.content) == (204, b"")
    assert shared.call("GET", thread, Role.READER).status_code == 404
    assert shared.call("DELETE", thread, Role.READER).status_code == 404


def test_one_begun_without_a_key_is_held_by_its_id(shared: Callers) -> None:
    thread = _begun(shared, None)
    assert shared.call("GET", thread).status_code == 200
    assert shared.call("GET", thread, Role.READER).status_code == 404


def test_what_is_no_question_begins_nothing(shared: Callers) -> None:
    for body in ({"question": "?! 1"}, {"question": ""}, {}, {"question": "x", "more": 1}):
        got = shared.call("POST", "/threads", Role.READER, body)
        assert got.status_code == 422, body
        assert got.headers["content-type"] == "application/problem+json"


def test_a_conversation_is_for_the_reader_that_is_named(shared: Callers) -> None:
    begun = shared.call("POST", "/threads", Role.READER, {**FIRST, "reader": "patient"}).json()
    thread = f"/threads/{begun['id']}"
    (first,) = begun["turns"]
    assert (first["reader"], first["answer"]["reader"]) == ("patient", "patient")
    shown = first["answer"]["adapted"]["statements"]
    assert any(each["shown"] != each["original"] for each in shown)
    follow = {"question": "and the dose of ceftriaxone?"}
    kept = shared.call("POST", f"{thread}/turns", Role.READER, follow).json()
    assert (kept["reader"], kept["answer"]["reader"]) == ("patient", "patient")
    other = {"question": "What causes gonorrhoea?", "reader": "nurse"}
    named = shared.call("POST", f"{thread}/turns", Role.READER, other).json()
    assert (named["reader"], named["answer"]["reader"]) == ("nurse", "nurse")
    held = shared.call("GET", thread, Role.READER).json()["turns"]
    assert [each["reader"] for each in held] == ["patient", "patient", "nurse"]
    assert held[0] == first


def test_a_conversation_for_nobody_has_the_sources_words(shared: Callers) -> None:
    held = shared.call("GET", _begun(shared), Role.READER).json()["turns"][0]
    assert held["reader"] is None
    assert not {"reader", "adapted"} & held["answer"].keys()


def test_another_reader_is_refused(shared: Callers) -> None:
    dog = {**FIRST, "reader": "dog"}
    assert shared.call("POST", "/threads", Role.READER, dog).status_code == 422
    turn = {"question": "why?", "reader": "dog"}
    assert shared.call("POST", f"{_begun(shared)}/turns", Role.READER, turn).status_code == 422
