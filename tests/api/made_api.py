"""The whole application over a synthetic board and the starter evidence, called in process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import update

from made_board import Publishers, publishers
from osler.accounts import keys
from osler.accounts.actor import Actor
from osler.accounts.keys import SCOPES
from osler.accounts.role import Role
from osler.gate.service import Service
from osler.server import application
from osler.settings import Settings
from osler.storage import tables as t
from osler.storage.moment import utc_now

TOTP = "JBSWY3DPEHPK3PXP" * 2  # synthetic
QUESTION = "What is the cause of myopathic necrosis?"


@dataclass
class Callers:
    """The application, and a key for each role. `made` writes past the API."""

    app: FastAPI
    made: Publishers
    client: TestClient
    keys: dict[Role, str] = field(default_factory=dict)

    def call(
        self,
        method: str,
        path: str,
        role: Role | None = None,
        json: object = None,
        revision: int | str | None = None,
        **headers: str,
    ) -> httpx2.Response:
        """One call, as whoever has `role`."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if role is not None:
            sent["authorization"] = f"Bearer {self.keys[role]}"
        if revision is not None:
            sent["if-match"] = f'"{revision}"' if isinstance(revision, int) else revision
        return self.client.request(method, f"/api/v1{path}", headers=sent, json=json)


def callers(app: FastAPI, client: TestClient) -> Callers:
    """People over the application's own database, and keys for them."""
    service: Service = app.state.service
    made = publishers(service.board.database, service.board.policy)
    reader = made._person("reader@example.org", "Synthetic Reader", Role.READER)
    found = Callers(app, made, client)
    people = {
        Role.READER: reader,
        Role.EDITOR: made.editor,
        Role.REVIEWER: made.first,
        Role.ADMIN: made.admin,
    }
    for role, who in people.items():
        found.keys[role] = key(service, who)
    return found


@contextmanager
def served(held: Settings) -> Iterator[Callers]:
    """The application, started; ended afterwards."""
    app = application(held)
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        yield callers(app, client)


def key(service: Service, who: Actor) -> str:
    """A key for all that a person may do."""
    sealed = service.codes.close(TOTP, who.id)
    with service.board.database.writing() as connection:
        connection.execute(update(t.users).where(t.users.c.id == who.id).values(totp=sealed))
        scopes = frozenset(SCOPES) & who.rights
        return keys.make(connection, utc_now(), who, "synthetic", scopes, None)[1]


def settings(home: Path, *, public: bool = True) -> Settings:
    """Settings of a service over `home`."""
    return Settings(home=home, public=public, limits=False)
