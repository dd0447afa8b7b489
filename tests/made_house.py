"""The real application over a synthetic board, and ways to be somebody in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient

from made_board import Publishers
from osler.accounts.role import Right
from osler.gate.service import Service
from osler.server import application
from osler.settings import Settings

HOME = "http://127.0.0.1:8000"


@dataclass
class House:
    """The application, running."""

    app: FastAPI
    client: TestClient
    board: Publishers

    @property
    def service(self) -> Service:
        """What it serves from."""
        found: Service = self.app.state.service
        return found

    def another(self, address: str = "127.0.0.1") -> TestClient:
        """Another browser, without cookies."""
        return TestClient(self.app, base_url=HOME, client=(address, 50000))

    def token(self) -> str:
        """The form token of this client's visitor."""
        page = self.client.get("/").text
        return page.split('name="csrf" value="')[1].split('"')[0]


@contextmanager
def opened(home: Path, **given: Any) -> Iterator[House]:
    """The application with settings over the defaults, and four people in its database."""
    settings = replace(Settings(home=home, starter="never"), **given)
    app = application(settings)
    with TestClient(app, base_url=HOME, client=("127.0.0.1", 50000)) as client:
        yield House(app, client, Publishers(app.state.service.board))


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
