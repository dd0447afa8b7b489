"""`osler user`: accounts from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from osler.accounts import keys, people
from osler.accounts.role import Right
from osler.cli.main import osler
from osler.ledger import book, chain
from osler.storage.database import Database
from osler.storage.moment import utc_now

PASSWORD = "four plain unrelated words"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder."""
    monkeypatch.setenv("OSLER_HOME", str(tmp_path))
    return tmp_path


def call(*words: str, given: str | None = None) -> Result:
    """Run `osler user` with these words."""
    return CliRunner().invoke(osler, ["user", *words], input=given)


def add(login: str, *more: str) -> Result:
    """Make an account with a password from standard input."""
    return call(
        "add", login, "--name", "Synthetic Person", "--password-stdin", *more, given=PASSWORD
    )


def test_the_first_admin(home: Path) -> None:
    made = add("Admin@Example.org", "--admin", "--credentials", "MD", "--board")
    assert made.exit_code == 0, made.output
    assert made.output.splitlines() == [
        "admin@example.org: Synthetic Person, admin",
        "admin@example.org: listed on the board page, but signs nothing without --role reviewer",
    ]
    shown = call("show", "admin@example.org").output
    assert "roles          admin\n" in shown
    assert "credentials    MD\n" in shown
    assert "board          yes\n" in shown
    assert PASSWORD not in shown
    database = Database(f"sqlite:///{home / 'osler.sqlite'}")
    with database.reading() as connection:
        acts = [each.event.act for each in book.entries(connection)]
    database.close()
    assert acts == ["user.add", "user.profile", "user.board"]


def test_a_password_is_typed_twice_and_never_shown() -> None:
    twice = f"{PASSWORD}\n{PASSWORD}\n"
    made = call("add", "editor@example.org", "--name", "Editor", "--role", "editor", given=twice)
    assert made.exit_code == 0, made.output
    assert PASSWORD not in made.output


@pytest.mark.parametrize("given", ["short\n", "passwordpassword\n", "", "editor@example.org\n"])
def test_a_weak_password_is_refused(given: str) -> None:
    made = call("add", "editor@example.org", "--name", "E", "--password-stdin", given=given)
    assert made.exit_code != 0
    assert call("list").output.startswith("No accounts yet")


def test_wrong_roles_are_named() -> None:
    made = add("a@example.org", "--role", "chief")
    assert made.exit_code == 2
    assert "no role 'chief'; roles are reader, editor, reviewer, admin" in made.output


def test_list_and_changes() -> None:
    add("admin@example.org", "--admin")
    add("b@example.org", "--role", "reviewer")
    assert call("roles", "b@example.org", "editor", "reviewer").output == (
        "b@example.org: editor reviewer\n"
    )
    assert call("board", "b@example.org").output == "b@example.org: a member\n"
    assert call("list", "--board").output == "b@example.org  Synthetic Person  [editor reviewer]\n"
    assert call("board", "b@example.org", "--off").output == "b@example.org: not a member\n"
    assert call("disable", "b@example.org").exit_code == 0
    assert "[editor reviewer] (disabled)\n" in call("list").output
    assert call("enable", "b@example.org").exit_code == 0
    assert "disabled       no" in call("show", "b@example.org").output
    again = call("password", "b@example.org", "--password-stdin", given="other plain words here\n")
    assert again.output == "b@example.org: new password; sessions and API keys ended\n"
    assert call("reset-second-factor", "b@example.org").exit_code == 0


@pytest.mark.parametrize(
    ("words", "lasting"),
    [
        (("reset-second-factor", "b@example.org"), 0),
        (("password", "b@example.org", "--password-stdin"), 0),
        (("reset-second-factor", "b@example.org", "--keep-keys"), 1),
        (("password", "b@example.org", "--password-stdin", "--keep-keys"), 1),
    ],
)
def test_keys_end_with_what_they_were_made_with(
    home: Path, words: tuple[str, ...], lasting: int
) -> None:
    add("b@example.org", "--role", "editor")
    database = Database(f"sqlite:///{home / 'osler.sqlite'}")
    with database.writing() as connection:
        owner = people.person(connection, "b@example.org").actor()
        keys.make(connection, utc_now(), owner, "synthetic", frozenset({Right.READ}), None)
    assert call(*words, given="other plain words here\n").exit_code == 0
    with database.reading() as connection:
        held = keys.keys(connection, owner.id)
        acts = [each.event.act for each in book.entries(connection)]
    database.close()
    assert sum(each.lasts(utc_now()) for each in held) == lasting
    assert ("key.end" in acts) is not bool(lasting)


@pytest.mark.parametrize("words", [("disable",), ("roles", "reader")])
def test_the_last_admin_stays(words: tuple[str, ...]) -> None:
    add("admin@example.org", "--admin")
    refused = call(words[0], "admin@example.org", *words[1:])
    assert refused.exit_code != 0
    assert "last admin" in str(refused.exception)


@pytest.mark.parametrize("act", ["show", "disable", "enable", "board", "reset-second-factor"])
def test_nobody_by_that_name(act: str) -> None:
    refused = call(act, "nobody@example.org")
    assert refused.exit_code != 0
    assert "no account is named 'nobody@example.org'" in str(refused.exception)


def test_the_ledger_of_all_this_holds_together(home: Path) -> None:
    add("admin@example.org", "--admin")
    call("board", "admin@example.org")
    database = Database(f"sqlite:///{home / 'osler.sqlite'}")
    with database.reading() as connection:
        entries = list(book.entries(connection))
    database.close()
    assert [each.event.sequence for each in entries] == [1, 2]
    assert entries[0].previous == chain.GENESIS
    assert entries[1].previous == entries[0].hash


def test_without_a_terminal_the_way_to_give_a_password_is_told() -> None:
    made = call("add", "e@example.org", "--name", "E")
    assert made.exit_code == 2
    assert "--password-stdin" in made.output
