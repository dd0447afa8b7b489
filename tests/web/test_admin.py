"""Admin: people, evidence and the ledger check."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import text as sql

from made_desk import Room
from osler.accounts import keys, people
from osler.accounts.people import Person
from osler.accounts.role import Right, Role
from osler.storage.moment import utc_now

PROOF = {"password": "synthetic words", "code": "123456"}
HOSTILE = "<script>alert(1)</script>"
PATHS = ("/admin", "/admin/evidence", "/admin/ledger")


@pytest.fixture
def admin(room: Room) -> Room:
    """The pages, visited by the admin."""
    room.actor = room.board.admin
    return room


def held(room: Room, login: str) -> Person:
    with room.board.board.database.reading() as connection:
        return people.person(connection, login)


def test_people_are_listed_and_added(admin: Room) -> None:
    assert "Synthetic Second" in admin.see("/admin")
    sent = admin.send(
        "/admin/users",
        login="new@example.org",
        name=f"Synthetic New {HOSTILE}",
        roles="reviewer",
        first="seven synthetic horses",
        **PROOF,
    )
    assert sent.status_code == 303
    page = admin.see(sent.headers["location"])
    assert "The account was made." in page
    assert HOSTILE not in page
    assert held(admin, "new@example.org").roles == frozenset({Role.REVIEWER})


@pytest.mark.parametrize(
    ("given", "status", "said"),
    [
        ({"login": "first@example.org", "name": "Again"}, 422, "has an account already"),
        ({"login": "two words", "name": "Two"}, 422, "without spaces"),
        ({"login": "a@example.org", "name": "A", "first": "short"}, 422, "at least"),
        ({"login": "a@example.org", "name": "A", "roles": "emperor"}, 422, ""),
    ],
)
def test_an_account_that_cannot_be_is_refused_and_kept_in_the_form(
    admin: Room, given: dict[str, str], status: int, said: str
) -> None:
    sent = admin.send("/admin/users", **given, **PROOF)
    assert sent.status_code == status
    assert said in sent.text
    if said:
        assert f'value="{given["login"]}"' in sent.text


def test_roles_take_proof_and_the_revision_read(admin: Room) -> None:
    person = held(admin, "first@example.org")
    path = f"/admin/users/{person.id}/roles"
    admin.confirmed = False
    sent = admin.send(path, roles="editor", revision=str(person.revision), **PROOF)
    assert sent.status_code == 403
    assert "password or code is wrong" in sent.text
    admin.confirmed = True
    sent = admin.send(path, roles="editor", revision=str(person.revision), **PROOF)
    assert sent.status_code == 303
    assert held(admin, person.id).roles == frozenset({Role.EDITOR})
    sent = admin.send(path, roles="reader", revision=str(person.revision), **PROOF)
    assert sent.status_code == 409
    assert held(admin, person.id).roles == frozenset({Role.EDITOR})


def test_the_last_admin_stays(admin: Room) -> None:
    person = held(admin, "admin@example.org")
    sent = admin.send(f"/admin/users/{person.id}/disable", revision=str(person.revision), **PROOF)
    assert sent.status_code == 422
    assert "last admin" in sent.text


def test_accounts_are_shut_and_opened(admin: Room) -> None:
    person = held(admin, "second@example.org")
    path = f"/admin/users/{person.id}"
    sent = admin.send(f"{path}/disable", revision=str(person.revision), **PROOF)
    assert "The account was shut." in admin.see(sent.headers["location"])
    assert held(admin, person.id).disabled_at is not None
    sent = admin.send(f"{path}/enable", revision=str(person.revision + 1), **PROOF)
    assert sent.status_code == 303
    assert held(admin, person.id).disabled_at is None


def test_board_members_are_described(admin: Room) -> None:
    person = held(admin, "first@example.org")
    sent = admin.send(
        f"/admin/users/{person.id}/profile",
        shown="Synthetic First",
        credentials="MD",
        specialty="Synthetic medicine",
        board="yes",
        revision=str(person.revision),
    )
    page = admin.see(sent.headers["location"])
    assert 'value="Synthetic medicine"' in page
    after = held(admin, person.id)
    assert (after.board, after.credentials) == (True, "MD")
    assert admin.client.get("/admin/users/nobody").status_code == 404


@pytest.mark.parametrize(("more", "ended"), [({"end": "keys"}, True), ({}, False)])
def test_keys_end_with_the_codes_where_that_is_wished(
    admin: Room, more: dict[str, str], ended: bool
) -> None:
    person = held(admin, "first@example.org")
    with admin.board.board.database.writing() as connection:
        keys.make(connection, utc_now(), person.actor(), "synthetic", frozenset({Right.READ}), None)
        connection.execute(sql("UPDATE users SET totp = 'synthetic'"))
    assert 'name="end" value="keys" checked' in admin.see(f"/admin/users/{person.id}")
    sent = admin.send(f"/admin/users/{person.id}/codes", **more, **PROOF)
    assert ("Their sessions and keys" in admin.see(sent.headers["location"])) is ended
    with admin.board.board.database.reading() as connection:
        (key,) = keys.keys(connection, person.id)
    assert (key.ended_at is not None) is ended
    assert not held(admin, person.login).second_factor


def test_the_ledger_is_checked_and_the_first_bad_row_named(admin: Room) -> None:
    admin.board.save()
    page = admin.see("/admin/ledger")
    assert "article.save" in page
    assert "No anchor is set" in page
    assert "The ledger is whole: 5 rows" in admin.see("/admin/ledger?check=yes")
    with admin.board.board.database.writing() as connection:
        names = connection.execute(
            sql("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'ledger'")
        )
        for name in names.scalars().all():
            connection.execute(sql(f"DROP TRIGGER {name}"))
        connection.execute(sql("UPDATE ledger SET actor = 'nobody' WHERE sequence = 3"))
    assert re.search(r"Ledger row 3 was changed", admin.see("/admin/ledger?check=yes"))


def test_rows_of_the_ledger_come_in_pages(admin: Room) -> None:
    for _ in range(100):
        admin.board.save()
    page = admin.see("/admin/ledger")
    assert "/admin/ledger?after=100" in page
    page = admin.see("/admin/ledger?after=100")
    assert ">101</td>" in page
    assert "There are no rows after 1000" in admin.see("/admin/ledger?after=1000")


def test_without_evidence_the_page_says_what_to_do(admin: Room) -> None:
    page = admin.see("/admin/evidence", 503)
    assert "osler ingest" in page


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("who", ["editor", "first"])
def test_only_admins_see_admin(room: Room, path: str, who: str) -> None:
    room.actor = getattr(room.board, who)
    assert room.client.get(path).status_code == 403
    assert room.send("/admin/users", login="x", name="x", **PROOF).status_code == 403
