"""Every route × every role: who passes is who `role.rights` says, and nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from fastapi.routing import iter_route_contexts
from starlette.requests import Request
from starlette.testclient import TestClient

from made_house import House, opened
from osler.accounts.actor import ANONYMOUS, Actor
from osler.accounts.role import Right, Role, rights
from osler.gate import passing
from osler.gate.passing import Requires, Visit

TOKEN = "f" * 64
WITHOUT = frozenset({"/api/v1/openapi.json", "/openapi.json"})  # the description of the API itself
ROLES: tuple[Role | None, ...] = (None, *Role)


@dataclass(frozen=True)
class Route:
    """One route as it is served. `rights`: of every dependency that names one."""

    path: str
    methods: frozenset[str]
    rights: tuple[Right, ...]


def routes(found: Iterable[Any], prefix: str = "") -> Iterator[Route]:
    """Every route of an application, those of mounted ones too."""
    for each in iter_route_contexts(list(found)):
        inner = getattr(each, "app", None)
        path = prefix + (each.path or "")
        if getattr(each, "dependant", None) is None and hasattr(inner, "routes"):
            yield from routes(inner.routes, path.removesuffix("/{path:path}"))
            continue
        named = tuple(_rights(each.dependant)) if getattr(each, "dependant", None) else ()
        yield Route(path, frozenset(each.methods or ()), named)


def _rights(dependant: Any) -> Iterator[Right]:
    for each in dependant.dependencies:
        right = getattr(each.call, "right", None)
        if isinstance(right, Right):
            yield right
        yield from _rights(each)


def _served(house: House) -> list[Route]:
    return [each for each in routes(house.app.routes) if each.path not in WITHOUT]


def test_every_route_names_exactly_one_right(house: House) -> None:
    found = _served(house)
    assert len(found) >= 6
    assert {"/", "/healthz", "/metrics"} <= {each.path for each in found}
    for each in found:
        assert len(each.rights) == 1, each


def _api() -> ModuleType | None:
    try:
        return import_module("osler.api.passing")
    except ModuleNotFoundError:
        return None


class Someone:
    """Makes every request come from somebody, and notes who was let pass."""

    def __init__(self, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
        self.actor = ANONYMOUS
        self.passed = False
        self._public = house.service.settings.public
        visiting, asked = passing.visiting, Requires.__call__

        def visited(request: Request) -> Visit:
            known = getattr(request.state, "visit", None)
            return known or replace(visiting(request), actor=self.actor, csrf=TOKEN)

        async def noted(requires: Requires, request: Request) -> Visit:
            visit = await asked(requires, request)
            self.passed = True
            return visit

        monkeypatch.setattr(passing, "visiting", visited)
        monkeypatch.setattr(Requires, "__call__", noted)
        if (api := _api()) is not None:
            self._of_api(api, monkeypatch)

    def _of_api(self, api: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
        asked = api.ApiRequires.__call__

        def noted(requires: Any, request: Request) -> Any:
            call = asked(requires, request)
            self.passed = True
            return call

        monkeypatch.setattr(api, "_actor", lambda *_given: self.actor)
        monkeypatch.setattr(api.ApiRequires, "__call__", noted)

    def become(self, role: Role | None) -> None:
        """From now on, somebody with this role alone, or not signed in."""
        name = "anonymous" if role is None else f"made-{role.value}"
        held = None if role is None else frozenset({role})
        self.actor = Actor(name, name, held, public=self._public)

    def asks(self, client: TestClient, method: str, path: str) -> int:
        """The status, after noting whether the gate let them pass."""
        self.passed = False
        client.cookies.clear()
        sent = {"X-CSRF-Token": TOKEN}
        return client.request(method, path, headers=sent, follow_redirects=False).status_code


def _filled(path: str, slug: str) -> str:
    names = {"slug": slug, "number": "1", "n": "1", "statement": "s1"}
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: names.get(found[1], "none"), path)


@pytest.mark.parametrize("public", [True, False])
def test_who_passes_is_who_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, public: bool
) -> None:
    with opened(tmp_path, public=public, limits=False) as house:
        slug = house.board.approved().slug
        someone = Someone(house, monkeypatch)
        wrong: list[str] = []
        tried = 0
        for route in _served(house):
            for method in sorted(route.methods - {"HEAD", "OPTIONS"}):
                for role in ROLES:
                    someone.become(role)
                    status = someone.asks(house.client, method, _filled(route.path, slug))
                    held = None if role is None else frozenset({role})
                    may = route.rights[0] in rights(held, public=public)
                    tried += 1
                    turned_away = status in {401, 403} or (role is None and status == 303)
                    if someone.passed != may or (not may and not turned_away) or status == 500:
                        wrong.append(f"{method} {route.path} as {role}: {status}, may: {may}")
        assert not wrong
        assert tried >= 6 * len(ROLES)


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
