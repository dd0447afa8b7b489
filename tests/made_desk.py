"""The pages over a board with synthetic people, where a test says who is visiting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2 as httpx2
import pytest
from fastapi import Request
from fastapi.testclient import TestClient

from made_board import Publishers, publishers
from made_vocabulary import MadeVocabulary
from osler.accounts.actor import Actor
from osler.articles.verifying import verifier
from osler.gate import passing
from osler.gate.passing import Visit
from osler.gate.service import Service
from osler.server import application
from osler.settings import Settings
from osler.storage.canonical import digest

CSRF = "synthetic-token"


@dataclass
class Room:
    """The pages, and who visits them. `confirmed`: whether password and code are right."""

    client: TestClient
    board: Publishers
    actor: Actor
    confirmed: bool = True

    def see(self, path: str, status: int = 200) -> str:
        """A page's text."""
        found = self.client.get(path)
        assert found.status_code == status, found.text
        return found.text

    def send(self, path: str, **words: str) -> httpx2.Response:
        """A form sent; nothing is followed."""
        return self.client.post(path, data={"csrf": CSRF, **words}, follow_redirects=False)

    def act(self, slug: str, act: str, **words: str) -> str:
        """A form that succeeds; gives the page it leads to."""
        found = self.send(f"/desk/{slug}/{act}", **words)
        assert found.status_code == 303, found.text
        return self.see(found.headers["location"])


@contextmanager
def room(
    home: Path, monkeypatch: pytest.MonkeyPatch, database: str | None = None
) -> Iterator[Room]:
    """The pages over `home`; `database`: an address, None for a file there."""
    settings = Settings(home=home, database=database)
    app = application(settings)
    with TestClient(app, base_url=settings.base_url) as client:
        service: Service = app.state.service
        board = publishers(service.board.database)
        service.board = board.board
        made = Room(client, board, board.editor)

        def visiting(request: Request) -> Visit:
            known = digest(f"visit:{made.actor.id}")
            return Visit(request.app.state.service, made.actor, known, CSRF, "session")

        def confirm(visit: Visit, password: str, code: str) -> None:
            if not (made.confirmed and password and code):
                raise passing.NotAllowedError(f"{visit.actor.name}: password or code is wrong")

        for place in ("osler.gate.passing", "osler.web.faults"):
            monkeypatch.setattr(f"{place}.visiting", visiting)
        for place in ("osler.gate.confirming", "osler.web.pages.admin"):
            monkeypatch.setattr(f"{place}.confirm", confirm)
            monkeypatch.setattr(f"{place}.asks", lambda _visit: (True, True))
        monkeypatch.setattr(
            type(service.desk), "verifier", lambda _self: verifier(MadeVocabulary())
        )
        yield made


def fields(page: str, statement: str) -> dict[str, str]:
    """The hidden fields of a statement's form, as a browser would send them."""
    place = page.index(f'name="s" value="{statement}"><input type="hidden" name="read"')
    form = page[page.rindex("<form", 0, place) : page.index("</form>", place)]
    found = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    return {name: value for name, value in found.items() if name != "csrf"}
