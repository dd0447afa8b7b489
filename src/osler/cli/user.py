"""`osler user`: accounts, from the machine that the service runs on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from sqlalchemy import Connection

from osler.accounts import keys, passwords, people, profile, second_factor
from osler.accounts.actor import SYSTEM
from osler.accounts.passwords import Passwords
from osler.accounts.people import Person
from osler.accounts.role import Role, read_roles, roles_text
from osler.articles.actions import Board
from osler.articles.actions.change import anchored
from osler.cli.failure import say
from osler.house.publishing import publishing
from osler.settings import read_settings
from osler.storage.moment import text

_STDIN = click.option(
    "--password-stdin", is_flag=True, help="Read the password from standard input, one line."
)

_KEEP = click.option("--keep-keys", is_flag=True, help="Do not end their API keys with it.")


@click.group("user")
def command() -> None:
    """Accounts: who may write, review and manage. Each change is told to the ledger.

    \b
    The first admin:  osler user add ADDRESS --name "…" --admin
    """


@command.command("add")
@click.argument("login")
@click.option("--name", required=True, help="As shown beside what they write and sign.")
@click.option("--role", "roles", multiple=True, help="reader, editor, reviewer or admin; repeat.")
@click.option("--admin", is_flag=True, help="The same as --role admin.")
@click.option("--board", is_flag=True, help="List them on the board page.")
@click.option("--credentials", help="As they stand after a name: MD, PharmD.")
@click.option("--specialty", help="Field of practice.")
@click.option("--no-password", is_flag=True, help="They sign in with the identity provider.")
@_STDIN
def add(
    login: str,
    name: str,
    roles: tuple[str, ...],
    admin: bool,
    board: bool,
    credentials: str | None,
    specialty: str | None,
    no_password: bool,
    password_stdin: bool,
) -> None:
    """Make an account. LOGIN is an e-mail address or a name without spaces.

    Without a password, whoever the identity provider knows by LOGIN as verified address gets it.
    """
    wanted = _roles((*roles, "admin") if admin else roles)
    hashed = None if no_password else _hashed(password_stdin, login, name)
    with _writing() as (held, connection):
        at = text(held.clock())
        made = people.add(connection, at, SYSTEM, login, name, wanted, hashed)
        if credentials or specialty:
            made = profile.describe(connection, at, SYSTEM, made.id, name, credentials, specialty)
        if board:
            made = people.set_board(connection, at, SYSTEM, made.id, True)
    say(f"{made.login}: {made.name}, {roles_text(made.roles)}")
    _say_if_no_reviewer(made)


@command.command("list")
@click.option("--board", is_flag=True, help="Only members of the medical board.")
def listed(board: bool) -> None:
    """List accounts: login, name, roles."""
    with publishing(read_settings()) as held, held.database.reading() as connection:
        found = people.people(connection, board=board)
    if not found:
        say('No accounts yet. Make the first: osler user add LOGIN --name "…" --admin')
    width = max((len(each.login) for each in found), default=0)
    for each in found:
        shut = " (disabled)" if each.disabled_at else ""
        say(f"{each.login:<{width}}  {each.name}  [{roles_text(each.roles)}]{shut}")


@command.command("show")
@click.argument("login")
def show(login: str) -> None:
    """Show one account."""
    with publishing(read_settings()) as held, held.database.reading() as connection:
        found = people.person(connection, login)
    for name, value in _facts(found):
        say(f"{name:<15}{value}")


@command.command("roles")
@click.argument("login")
@click.argument("roles", nargs=-1, required=True)
def set_roles(login: str, roles: tuple[str, ...]) -> None:
    """Give exactly these ROLES: reader, editor, reviewer, admin. Ends their sessions."""
    wanted = _roles(roles)
    _change(
        lambda connection, at: people.set_roles(connection, at, SYSTEM, login, wanted),
        lambda person: f"{person.login}: {roles_text(person.roles)}",
    )


@command.command("board")
@click.argument("login")
@click.option("--off", is_flag=True, help="Take them off the board page.")
def set_board(login: str, off: bool) -> None:
    """List someone on the board page."""
    _say_if_no_reviewer(
        _change(
            lambda connection, at: people.set_board(connection, at, SYSTEM, login, not off),
            lambda person: f"{person.login}: {'a member' if person.board else 'not a member'}",
        )
    )


@command.command("disable")
@click.argument("login")
def disable(login: str) -> None:
    """Shut an account: its sessions and keys end at once."""
    _change(
        lambda connection, at: people.disable(connection, at, SYSTEM, login),
        lambda person: f"{person.login}: disabled",
    )


@command.command("enable")
@click.argument("login")
def enable(login: str) -> None:
    """Open a shut account again."""
    _change(
        lambda connection, at: people.enable(connection, at, SYSTEM, login),
        lambda person: f"{person.login}: enabled",
    )


@command.command("password")
@click.argument("login")
@_KEEP
@_STDIN
def set_password(login: str, keep_keys: bool, password_stdin: bool) -> None:
    """Set a new password. Ends their sessions and API keys."""
    with publishing(read_settings()) as held, held.database.reading() as connection:
        person = people.person(connection, login)
    hashed = _hashed(password_stdin, person.login, person.name)

    def change(connection: Connection, at: str) -> Person:
        if not keep_keys:
            keys.end_all(connection, at, SYSTEM, person.id)
        return people.set_password(connection, at, SYSTEM, person.id, hashed)

    _change(change, lambda changed: f"{changed.login}: new password; {_ended(keep_keys)} ended")


@command.command("reset-second-factor")
@click.argument("login")
@_KEEP
def reset_second_factor(login: str, keep_keys: bool) -> None:
    """Take one-time codes away from who lost them; they set up others when they sign in. Ends
    their sessions and API keys.
    """

    def change(connection: Connection, at: str) -> Person:
        cleared = second_factor.reset(connection, at, SYSTEM, login)
        if not keep_keys:
            keys.end_all(connection, at, SYSTEM, cleared.id)
        return cleared

    said = f"no second factor; {_ended(keep_keys)} ended"
    _change(change, lambda person: f"{person.login}: {said}")


def _ended(keep_keys: bool) -> str:
    return "sessions" if keep_keys else "sessions and API keys"


def _facts(person: Person) -> Iterator[tuple[str, str]]:
    """What there is to show, in order."""
    yield "login", person.login
    yield "name", person.name
    yield "roles", roles_text(person.roles)
    yield "board", "yes" if person.board else "no"
    yield "credentials", person.credentials or "-"
    yield "specialty", person.specialty or "-"
    interests = f"{person.interests} ({(person.interests_at or '')[:10]})"
    yield "interests", interests if person.interests else "not declared"
    yield "second factor", "yes" if person.second_factor else "no"
    yield "signs in", "with the identity provider" if person.elsewhere else "here"
    yield "made", person.created_at[:10]
    yield "disabled", person.disabled_at[:10] if person.disabled_at else "no"


def _change(change: Callable[[Connection, str], Person], said: Callable[[Person], str]) -> Person:
    with _writing() as (held, connection):
        changed = change(connection, text(held.clock()))
    say(said(changed))
    return changed


def _say_if_no_reviewer(person: Person) -> None:
    """A member of the board who is no reviewer is listed, and can sign nothing."""
    if person.board and Role.REVIEWER not in person.roles:
        say(f"{person.login}: listed on the board page, but signs nothing without --role reviewer")


@contextmanager
def _writing() -> Iterator[tuple[Board, Connection]]:
    """The database in one transaction; afterwards the ledger's head is anchored."""
    with publishing(read_settings()) as held:
        with held.database.writing() as connection:
            yield held, connection
        anchored(held)


def _roles(names: tuple[str, ...]) -> frozenset[Role]:
    try:
        return read_roles(" ".join(names))
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _hashed(from_stdin: bool, *own: str) -> str:
    """A password as it is stored: from standard input, or typed twice. Raises `PasswordError`."""
    if from_stdin:
        chosen = sys.stdin.readline().rstrip("\r\n")
    else:
        try:
            chosen = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        except click.Abort as error:
            if sys.stdin.isatty():
                raise
            lacking = "no terminal to ask for a password; use --password-stdin"
            raise click.UsageError(lacking) from error
    passwords.allow(chosen, *own)
    return Passwords().hashed(chosen)
