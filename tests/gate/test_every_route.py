"""Every route × every role: who passes is who `role.rights` says, and nobody else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.requests import Request

from made_house import House, Route, opened, routes
from osler.accounts import people, sessions
from osler.accounts.actor import ANONYMOUS, SYSTEM, Actor
from osler.accounts.people import Person
from osler.accounts.role import Right, Role, rights
from osler.api import passing as api_passing
from osler.api.passing import ApiRequires, Call
from osler.gate.passing import Requires, Visit
from osler.storage.moment import text

MARK = "m" * 32  # what tells a visitor from another
ROLES: tuple[Role | None, ...] = (None, *Role)


def _served(house: House) -> list[Route]:
    return list(routes(house.app.routes))


def test_every_route_names_exactly_one_right(house: House) -> None:
    found = _served(house)
    assert len(found) >= 6
    assert {"/", "/healthz", "/metrics"} <= {each.path for each in found}
    for each in found:
        assert len(each.rights) == 1, each


class Someone:
    """Somebody with one role, or nobody: on pages by a session of their own, at the API as the
    actor that their key would name. Notes whether the gate let them pass.
    """

    def __init__(self, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
        self._house = house
        self._people = {role: self._person(role) for role in Role}
        self._actor = ANONYMOUS
        self._role: Role | None = None
        self.passed = False
        self._note(monkeypatch)
        monkeypatch.setattr(api_passing, "_actor", lambda *_given: self._actor)

    def _person(self, role: Role) -> Person:
        board = self._house.service.board
        with board.database.writing() as connection:
            at, name = text(board.clock()), f"made-{role.value}"
            return people.add(connection, at, SYSTEM, name, "Made", frozenset({role}))

    def _note(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked, called = Requires.__call__, ApiRequires.__call__

        async def noted(requires: Requires, request: Request) -> Visit:
            visit = await asked(requires, request)
            self.passed = True
            return visit

        def noted_call(requires: ApiRequires, request: Request) -> Call:
            call = called(requires, request)
            self.passed = True
            return call

        monkeypatch.setattr(Requires, "__call__", noted)
        monkeypatch.setattr(ApiRequires, "__call__", noted_call)

    def become(self, role: Role | None) -> None:
        """From now on, somebody with this role alone, or not signed in."""
        self._role = role
        public = self._house.service.settings.public
        self._actor = Actor(ANONYMOUS.id, ANONYMOUS.name, None, public=public)
        if role is not None:
            self._actor = self._people[role].actor(public=public)

    def asks(self, method: str, path: str) -> int:
        """The status, after noting whether the gate let them pass. Each request has a session of
        its own: some end theirs.
        """
        service, client = self._house.service, self._house.client
        self.passed = False
        client.cookies.clear()
        client.cookies.set("osler-visit", MARK)
        token = service.seal("csrf", MARK, "")
        if self._role is not None:
            key = self._signed_in(self._people[self._role])
            client.cookies.set("osler-session", key)
            token = service.seal("csrf", MARK, sessions.key_of(key))
        sent = {"X-CSRF-Token": token}
        return client.request(method, path, headers=sent, follow_redirects=False).status_code

    def _signed_in(self, person: Person) -> str:
        board = self._house.service.board
        with board.database.writing() as connection:
            return sessions.begin(connection, board.clock(), person.id, 1, second_factor=True)


def _filled(path: str, slug: str) -> str:
    names = {"slug": slug, "number": "1", "n": "1", "statement": "s1"}
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: names.get(found[1], "none"), path)


@pytest.mark.parametrize(
    ("public", "roles"),
    [
        (True, ROLES),
        (False, (None, Role.READER)),  # for others it makes no difference
        pytest.param(False, ROLES, marks=pytest.mark.slow),
    ],
)
def test_who_passes_is_who_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, public: bool, roles: tuple[Role | None, ...]
) -> None:
    with opened(tmp_path, public=public, limits=False) as house:
        slug = house.board.approved().slug
        someone = Someone(house, monkeypatch)
        wrong: list[str] = []
        tried = 0
        for route in _served(house):
            for method in sorted(route.methods - {"HEAD", "OPTIONS"}):
                for role in roles:
                    someone.become(role)
                    status = someone.asks(method, _filled(route.path, slug))
                    held = None if role is None else frozenset({role})
                    may = route.rights[0] in rights(held, public=public)
                    tried += 1
                    turned_away = status in {401, 403} or (role is None and status == 303)
                    if someone.passed != may or (not may and not turned_away) or status == 500:
                        wrong.append(f"{method} {route.path} as {role}: {status}, may: {may}")
        assert not wrong
        assert tried >= 6 * len(roles)


def test_the_walk_would_find_an_open_door(house: House) -> None:
    house.app.add_api_route("/made/open", lambda: None)
    bare = [each for each in _served(house) if each.path == "/made/open"]
    assert [each.rights for each in bare] == [()]


def test_unknown_methods_are_not_taken(house: House) -> None:
    for path in sorted({each.path for each in _served(house)}):
        got = house.client.request("BREW", _filled(path, "none"))
        assert got.status_code == 405, path


def test_each_right_is_held_by_somebody_and_not_by_everybody_who_should_not() -> None:
    everybody = rights(None)
    assert {Right.WRITE, Right.REVIEW, Right.PEOPLE, Right.AUDIT, Right.ACCOUNT}.isdisjoint(
        everybody
    )
    assert frozenset(Right) == frozenset().union(*(rights(frozenset({role})) for role in Role))


def test_a_private_service_tells_strangers_nothing(tmp_path: Path) -> None:
    with opened(tmp_path, public=False) as house:
        slug = house.board.approved().slug
        for path in ("/", f"/a/{slug}", "/library", "/board", "/feed.atom", "/sitemap.xml"):
            got = house.client.get(path, follow_redirects=False)
            assert got.status_code in {303, 401, 404}, path
            assert "Synthetic" not in got.text, path
