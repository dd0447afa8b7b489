"""Browsers without a screen, at a site of synthetic people, under a clock that tests set."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pyotp
from fastapi import FastAPI
from httpx2 import Response
from starlette.testclient import TestClient

from made_board import Hours
from osler.accounts import people, second_factor
from osler.accounts.actor import SYSTEM
from osler.accounts.passwords import Passwords
from osler.accounts.people import Person
from osler.accounts.role import Role
from osler.gate.service import Service
from osler.server import application
from osler.settings import Settings
from osler.storage.moment import text

PASSWORD = "four plain unrelated words"
QUICK = Passwords(time=1, memory=64)
_TOKEN = re.compile(r'name="csrf" value="([^"]+)"')


@dataclass
class Browser:
    """One browser with its cookies; every form it posts carries the token of the page before."""

    client: TestClient
    last: Response | None = field(default=None, repr=False)

    def get(self, path: str) -> Response:
        """Open a page."""
        self.last = self.client.get(path, follow_redirects=False)
        return self.last

    def post(self, path: str, **fields: Any) -> Response:
        """Send a form, with the token of the sign-in page unless one is given."""
        if "csrf" not in fields:
            fields["csrf"] = self.token()
        to = fields.pop("to", None)
        if to is not None:
            fields["next"] = to
        self.last = self.client.post(path, data=fields, follow_redirects=False)
        return self.last

    def token(self) -> str:
        """The token that this browser's forms carry now."""
        found = _TOKEN.search(self.client.get("/sign-in").text)
        assert found is not None
        return found[1]

    def sign_in(self, login: str, password: str = PASSWORD, to: str = "/") -> Response:
        """The first step."""
        return self.post("/sign-in", login=login, password=password, to=to)

    def give(self, code: str, to: str = "/") -> Response:
        """The second step, after `sign_in` led to it."""
        assert self.last is not None
        found = re.search(r'name="half" value="([^"]+)"', self.last.text)
        assert found is not None, self.last.text
        return self.post("/sign-in/code", half=html.unescape(found[1]), code=code, to=to)

    @property
    def signed_in(self) -> bool:
        """Whether the account page opens."""
        return self.client.get("/account", follow_redirects=False).status_code == 200

    def cookie(self, name: str) -> str | None:
        """The value of one of our cookies."""
        return self.client.cookies.get(f"osler-{name}")


@dataclass
class Place:
    """A site, opened: its application, its clock, its people."""

    app: FastAPI
    clock: Hours
    base: str

    @property
    def service(self) -> Service:
        """What the pages are served from."""
        found = self.app.state.service
        assert isinstance(found, Service)
        return found

    def browser(self, address: str = "192.0.2.1") -> Browser:
        """A new browser at an address."""
        return Browser(TestClient(self.app, base_url=self.base, client=(address, 50_000)))

    def add(
        self, login: str, *roles: Role, password: str | None = PASSWORD, name: str = "Synthetic"
    ) -> Person:
        """An account."""
        with self.service.board.database.writing() as connection:
            return people.add(
                connection,
                text(self.clock()),
                SYSTEM,
                login,
                name,
                frozenset(roles),
                QUICK.hashed(password) if password else None,
            )

    def enrolled(self, login: str, *roles: Role) -> str:
        """An account with one-time codes; returns their secret."""
        person, codes = self.add(login, *roles), self.service.codes
        with self.service.board.database.writing() as connection:
            second_factor.begin(connection, codes, text(self.clock()), person.actor(), person)
            secret = second_factor.pending(connection, codes, person.id)
            assert secret is not None
            now = self.clock()
            person = people.person(connection, person.id)
            second_factor.settle(
                connection, codes, now, person.actor(), person, self.code(secret), None
            )
        self.wait(90)
        return secret

    def code(self, secret: str) -> str:
        """The code that an app shows now."""
        return pyotp.TOTP(secret).at(self.clock.now)

    def wait(self, seconds: float) -> None:
        """Time passes."""
        self.clock.now += datetime.timedelta(seconds=seconds)


@contextmanager
def place(home: Path, **settings: Any) -> Iterator[Place]:
    """A site over an empty data folder."""
    held = Settings(home=home, **settings)
    app = application(held)
    with TestClient(app, base_url=held.base_url):
        made = Place(app, Hours(), held.base_url)
        made.service.board = replace(made.service.board, clock=made.clock)
        made.service.passwords = QUICK
        yield made
