"""The pages over a synthetic board and, where it is wanted, the starter evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from httpx2 import Response

from made_board import Hours, Publishers
from osler.accounts.actor import Actor
from osler.accounts.role import Right
from osler.gate.passing import Requires, Visit, visiting
from osler.gate.service import Service
from osler.server import application
from osler.settings import Settings

_VOID = frozenset({"meta", "link", "img", "input", "br", "hr"})


class Page(HTMLParser):
    """What a page is made of: its elements with their attributes, in order, and its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        """Keep words."""
        self.words += data

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        """Attributes of every element of a kind that has these."""
        return [
            held
            for name, held in self.elements
            if name == tag and all(held.get(key) == value for key, value in wanted.items())
        ]

    def classed(self, tag: str, name: str) -> list[dict[str, str]]:
        """Attributes of every element of a kind and class."""
        return [held for held in self.all(tag) if name in held.get("class", "").split()]

    @property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [held["id"] for _, held in self.elements if "id" in held]


@dataclass
class Site:
    """The pages, and the board behind them."""

    app: FastAPI
    client: TestClient
    board: Publishers

    def page(self, address: str, status: int = 200) -> Page:
        """A page, asserted to answer with `status`."""
        response = self.client.get(address)
        assert response.status_code == status, response.text
        return Page(response.text)

    @property
    def token(self) -> str:
        """What forms of this visitor carry."""
        found = re.search(r'name="csrf" value="(\w+)"', self.client.get("/").text)
        assert found
        return found[1]

    def post(self, address: str, **fields: str) -> Response:
        """Send a form of ours, not following where it leads."""
        data = {"csrf": self.token, **fields}
        return self.client.post(address, data=data, follow_redirects=False)

    def act_as(self, actor: Actor, *rights: Right) -> None:
        """Let routes that take these rights see this person."""

        def acting(request: Request) -> Visit:
            return replace(visiting(request), actor=actor)

        for right in rights:
            self.app.dependency_overrides[Requires(right)] = acting


@contextmanager
def site(home: Path, **more: Any) -> Iterator[Site]:
    """The pages over one data folder; `more` are further settings."""
    settings = Settings(home=home, base_url="http://testserver", **more)
    app = application(settings)
    with TestClient(app, base_url="http://testserver") as client:
        service: Service = app.state.service
        clock = Hours()
        yield Site(app, client, Publishers(replace(service.board, clock=clock), clock))
