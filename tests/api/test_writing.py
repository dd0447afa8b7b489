"""Writing: revisions, races, idempotency, and who may do what."""

from __future__ import annotations

import datetime
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pyotp
import pytest
from made_api import QUESTION, TOTP, Callers
from sqlalchemy import select, update

from osler.accounts import keys
from osler.accounts.passwords import Passwords
from osler.accounts.role import Right, Role
from osler.articles import store
from osler.articles.content import ContentError
from osler.ledger import book
from osler.storage import tables as t
from osler.storage.canonical import canonical, digest
from osler.storage.database import DatabaseError
from osler.storage.moment import text, utc_now

PASSWORD = "synthetic words for a test"


def events(api: Callers) -> int:
    with api.made.board.database.reading() as connection:
        return book.count(connection)


def test_an_answer_becomes_a_draft_and_is_handed_in(api: Callers) -> None:
    made = api.call("POST", "/articles", Role.EDITOR, {"question": QUESTION})
    assert made.status_code == 201, made.text
    assert made.json()["state"] == "draft"
    slug = made.json()["slug"]
    assert made.headers["location"] == f"/api/v1/articles/{slug}"
    done = api.call("POST", f"/articles/{slug}/submit", Role.EDITOR, None, made.headers["etag"])
    assert done.json()["state"] == "submitted"


def test_a_refusal_makes_no_article(api: Callers) -> None:
    asked = {"question": "What is the best treatment of zorbulitis of the flumph?"}
    made = api.call("POST", "/articles", Role.EDITOR, asked)
    assert made.status_code == 422
    assert made.json()["type"] == "urn:osler:problem:content"
    assert api.call("POST", "/ask", None, asked).json()["refusal"]["reason"]


def test_a_key_alone_never_signs(api: Callers) -> None:
    with api.made.board.database.writing() as connection:
        quick = Passwords(time=1, memory=8).hashed(PASSWORD)
        connection.execute(
            update(t.users).where(t.users.c.id == api.made.first.id).values(password=quick)
        )
    article = api.made.save()
    path = f"/articles/{article.slug}"
    revision = api.call("POST", f"{path}/submit", Role.EDITOR, None, 1).json()["revision"]
    early = api.call("POST", f"{path}/begin", Role.REVIEWER, None, revision)
    assert early.status_code == 409
    assert early.json()["type"] == "urn:osler:problem:signing"
    said = {"conflict": False, "text": "None to declare."}
    revision = api.call("POST", f"{path}/declare", Role.REVIEWER, said).json()["revision"]
    revision = api.call("POST", f"{path}/begin", Role.REVIEWER, None, revision).json()["revision"]
    shown = api.call("GET", path, Role.REVIEWER).json()
    for name in shown["content"]["ids"]:
        decided = {"statement": name, "verb": "accept"}
        done = api.call("POST", f"{path}/decisions", Role.REVIEWER, decided, revision)
        assert done.status_code == 200, done.text
        revision = done.json()["revision"]
    code = pyotp.TOTP(TOTP).now()
    signing = {"signs": shown["signs"], "password": PASSWORD, "code": code}
    for wrong in ({"password": "wrong"}, {"code": f"{(int(code) + 1) % 10**6:06}"}):
        refused = api.call(
            "POST", f"{path}/signatures", Role.REVIEWER, {**signing, **wrong}, revision
        )
        assert refused.status_code == 403
        assert refused.json()["type"] == "urn:osler:problem:not-allowed"
    with api.made.board.database.reading() as connection:
        assert store.signatures(connection, article.id) == []
    signed = api.call("POST", f"{path}/signatures", Role.REVIEWER, signing, revision)
    assert signed.status_code == 200, signed.text
    with api.made.board.database.reading() as connection:
        assert len(store.signatures(connection, article.id)) == 1


def test_a_write_names_the_revision_it_read(api: Callers) -> None:
    path = f"/articles/{api.made.save().slug}/submit"
    assert '"1"' in api.call("POST", path, Role.EDITOR).json()["detail"]
    assert api.call("POST", path, Role.EDITOR).status_code == 428
    assert api.call("POST", path, Role.EDITOR, None, "*").status_code == 428
    assert api.call("POST", path, Role.EDITOR, None, "nonsense").status_code == 422
    assert api.call("POST", path, Role.EDITOR, None, '"another"').status_code == 412
    found = api.call("POST", path, Role.EDITOR, None, 7)
    assert found.status_code == 412
    assert found.json()["type"] == "urn:osler:problem:stale-revision"
    assert api.call("POST", path, Role.EDITOR, None, 1).status_code == 200


def test_of_two_writes_over_one_revision_one_is_lost_to_nobody(api: Callers) -> None:
    path = f"/articles/{api.made.save().slug}/strikes"

    def strike(name: str) -> int:
        return api.call("POST", path, Role.EDITOR, {"statement": name}, 1).status_code

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(strike, ("s1", "s2"))) == [200, 412]


def test_a_write_sent_twice_is_done_once(api: Callers) -> None:
    asked = {"question": QUESTION}
    first = api.call("POST", "/articles", Role.EDITOR, asked, idempotency_key="k-1")
    before = events(api)
    again = api.call("POST", "/articles", Role.EDITOR, asked, idempotency_key="k-1")
    assert (again.status_code, again.content) == (201, first.content)
    assert again.headers["idempotency-replayed"] == "true"
    assert "idempotency-replayed" not in first.headers
    for name in ("etag", "location", "content-type"):
        assert again.headers[name] == first.headers[name]
    assert events(api) == before
    other = {"question": "What causes rhabdomyolysis?"}
    refused = api.call("POST", "/articles", Role.EDITOR, other, idempotency_key="k-1")
    assert refused.status_code == 422
    assert refused.json()["type"] == "urn:osler:problem:reused-key"


def _cut_off(api: Callers, key: str, minutes: int) -> None:
    """Leave a key as a killed process does: taken that long ago, with no response."""
    now = api.app.state.service.board.clock()
    at = text(now - datetime.timedelta(minutes=minutes))
    values = {"status": None, "headers": None, "body": None, "at": at}
    with api.made.board.database.writing() as connection:
        connection.execute(update(t.replays).where(t.replays.c.key == key).values(values))


def test_a_key_whose_request_was_cut_off_is_given_again_if_nothing_was_written(
    api: Callers, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"question": QUESTION}
    service, later = api.app.state.service, datetime.timedelta(hours=1)  # after the key was made
    service.board = replace(service.board, clock=lambda: utc_now() + later)

    def killed(*_: object) -> None:
        raise ContentError("synthetic")  # done nothing, and the key is not given back

    with monkeypatch.context() as patch:
        patch.setattr("osler.api.replaying._released", lambda *_: None)
        patch.setattr("osler.articles.actions.save", killed)
        api.call("POST", "/articles", Role.EDITOR, asked, idempotency_key="k")
    for minutes, status in ((1, 409), (3, 201), (0, 409), (3, 409)):
        _cut_off(api, "k", minutes)
        found = api.call("POST", "/articles", Role.EDITOR, asked, idempotency_key="k")
        assert found.status_code == status, (minutes, found.text)
    assert "perhaps after it was done" in found.json()["detail"]


def test_what_is_kept_of_a_request_does_not_give_its_words_away(api: Callers) -> None:
    slug = api.made.approved().slug
    words = {"body": "Synthetic comment with a secret."}
    api.call("POST", f"/articles/{slug}/comments", Role.EDITOR, words, idempotency_key="k")
    body = json.dumps(words, separators=(",", ":"), ensure_ascii=False).encode()
    path = f"/api/v1/articles/{slug}/comments"
    guess = ["POST", path, "", body.hex(), "", "application/json"]
    with api.made.board.database.reading() as connection:
        kept = connection.execute(select(t.replays.c.request)).scalar_one()
    assert kept != digest(canonical(guess))
    assert kept == api.app.state.service.seal("replay", canonical(guess))


def test_a_use_that_cannot_be_noted_keeps_nobody_out(
    api: Callers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DatabaseError("synthetic: database or disk is full")

    monkeypatch.setattr("osler.api.passing.used", full)
    assert api.call("GET", "/articles", Role.READER).status_code == 200


def test_keys_of_two_callers_are_two_keys(api: Callers) -> None:
    slug = api.made.approved().slug
    for role in (Role.EDITOR, Role.REVIEWER):
        said = {"body": f"Synthetic comment of the {role.value}."}
        made = api.call("POST", f"/articles/{slug}/comments", role, said, idempotency_key="same")
        assert made.status_code == 201
        assert "idempotency-replayed" not in made.headers


def test_the_same_write_from_many_threads_is_done_once(api: Callers) -> None:
    slug = api.made.approved().slug
    said = {"body": "Synthetic comment."}

    def send(_: int) -> tuple[int, str]:
        made = api.call(
            "POST", f"/articles/{slug}/comments", Role.EDITOR, said, idempotency_key="one"
        )
        return made.status_code, made.json().get("id", "")

    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(send, range(12)))
    assert {status for status, _ in found} <= {201, 409}
    assert len({name for status, name in found if status == 201}) == 1
    with api.made.board.database.reading() as connection:
        article = store.article(connection, slug)
        assert len(store.comments(connection, article.id)) == 1


def test_what_failed_can_be_sent_again_under_its_key(api: Callers) -> None:
    path = f"/articles/{api.made.save().slug}/submit"
    once = api.call("POST", path, Role.EDITOR, None, 9, idempotency_key="k")
    assert once.status_code == 412
    again = api.call("POST", path, Role.EDITOR, None, 1, idempotency_key="k")
    assert again.status_code == 200


def test_a_replay_is_for_whoever_still_has_the_right(api: Callers) -> None:
    sent: dict[str, Any] = {"json": {"question": QUESTION}, "idempotency_key": "k"}
    assert api.call("POST", "/articles", Role.EDITOR, **sent).status_code == 201
    assert api.call("POST", "/articles", Role.REVIEWER, **sent).status_code == 403
    assert api.call("POST", "/articles", None, **sent).status_code == 401


@pytest.mark.parametrize("key", ["", "x" * 201, "two words"])
def test_a_key_of_another_form_is_refused(shared: Callers, key: str) -> None:
    found = shared.call(
        "POST", "/articles", Role.EDITOR, {"question": QUESTION}, idempotency_key=key
    )
    assert found.status_code == 422


@pytest.mark.parametrize(
    ("act", "body", "allowed"),
    [
        ("submit", None, {Role.EDITOR}),
        ("recall", {"reason": "Synthetic."}, {Role.EDITOR}),
        ("retire", {"reason": "Synthetic."}, {Role.EDITOR}),
        ("begin", None, {Role.REVIEWER}),
        ("request-changes", {"reason": "Synthetic."}, {Role.REVIEWER}),
        ("withdraw", {"reason": "Synthetic."}, {Role.ADMIN}),
        ("declare", {"conflict": False, "text": ""}, {Role.REVIEWER}),
        ("comments", {"body": "Synthetic."}, {Role.EDITOR, Role.REVIEWER, Role.ADMIN}),
    ],
)
def test_an_act_is_for_who_has_the_right(
    api: Callers, act: str, body: object, allowed: set[Role]
) -> None:
    path = f"/articles/{api.made.under_review().slug}/{act}"
    before = events(api)
    assert api.call("POST", path, None, body, 1).status_code == 401
    for role in set(Role) - allowed:
        assert api.call("POST", path, role, body, 1).status_code == 403
    assert events(api) == before
    for role in allowed:
        found = api.call("POST", path, role, body, 1)
        assert found.status_code in {200, 201, 409, 412}, found.text


def test_a_key_does_no_more_than_its_scopes(api: Callers) -> None:
    with api.made.board.database.writing() as connection:
        scopes = frozenset({Right.READ})
        made = keys.make(connection, utc_now(), api.made.editor, "narrow", scopes, None)
    api.keys[Role.EDITOR] = made[1]
    path = f"/articles/{api.made.save().slug}"
    assert api.call("GET", path, Role.EDITOR).status_code == 404
    assert api.call("POST", f"{path}/submit", Role.EDITOR, None, 1).status_code == 403
    assert api.call("GET", "/articles", Role.EDITOR).status_code == 200
