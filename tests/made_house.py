"""The real application over a synthetic board, and ways to be somebody in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient

from made_board import Publishers
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
