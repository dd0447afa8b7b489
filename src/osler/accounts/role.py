"""Roles, and what each may do. The one table of rights: pages, API and commands all ask it."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a person is trusted with. One person may hold several; `ADMIN` holds none of the
    others' rights over articles by itself.
    """

    READER = "reader"
    EDITOR = "editor"
    REVIEWER = "reviewer"
    ADMIN = "admin"


class Right(StrEnum):
    """One thing that may be done. Every route, command and action names the right it needs."""

    READ = "read"  # published articles, members, policy
    ASK = "ask"
    REPORT = "report"  # an error on a statement
    SIGN_IN = "sign in"
    ACCOUNT = "account"  # one's own account, sessions and keys
    DRAFTS = "drafts"  # see what is not public: drafts, threads, the ledger of an article
    DESK = "desk"  # queues, stale list, metrics
    WRITE = "write"  # save, edit, submit, refresh, retire
    COMMENT = "comment"
    REVIEW = "review"  # declare, decide, approve, ask for changes
    WITHDRAW = "withdraw"
    PEOPLE = "people"  # users, roles, board members
    AUDIT = "audit"  # the whole ledger, evidence status
    OPERATE = "operate"  # health and metrics of the service


_ANYONE = frozenset({Right.SIGN_IN, Right.OPERATE})
_PUBLIC = frozenset({Right.READ, Right.ASK, Right.REPORT})
_STAFF = frozenset({Right.DRAFTS, Right.DESK, Right.COMMENT})
_BY_ROLE: dict[Role, frozenset[Right]] = {
    Role.READER: frozenset(),
    Role.EDITOR: _STAFF | {Right.WRITE},
    Role.REVIEWER: _STAFF | {Right.REVIEW},
    Role.ADMIN: _STAFF | {Right.PEOPLE, Right.AUDIT, Right.WITHDRAW},
}
STRICT = frozenset({Role.REVIEWER, Role.ADMIN})  # must use a second factor


def rights(roles: frozenset[Role] | None, *, public: bool = True) -> frozenset[Right]:
    """What someone may do. `roles` None: not signed in. `public`: reading needs no account."""
    if roles is None:
        return _ANYONE | _PUBLIC if public else _ANYONE
    held = _ANYONE | _PUBLIC | {Right.ACCOUNT}
    for role in roles:
        held |= _BY_ROLE[role]
    return held


def proven(roles: frozenset[Role], *, second_factor: bool) -> frozenset[Role]:
    """The roles that count: all of them, or those of a reader where one of `STRICT` is held and no
    second factor was given.
    """
    return frozenset({Role.READER}) if roles & STRICT and not second_factor else roles


def read_roles(text: str) -> frozenset[Role]:
    """Roles from names parted by spaces or commas. Raises `ValueError` naming the wrong one."""
    found: set[Role] = set()
    for name in text.replace(",", " ").split():
        try:
            found.add(Role(name))
        except ValueError:
            known = ", ".join(role.value for role in Role)
            raise ValueError(f"no role {name!r}; roles are {known}") from None
    return frozenset(found)


def roles_text(roles: frozenset[Role]) -> str:
    """Roles as they are stored: sorted names parted by spaces."""
    return " ".join(sorted(role.value for role in roles))
