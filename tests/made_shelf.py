"""The whole site over a synthetic board, served to a client without a network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from made_board import Hours, Publishers
from osler.articles.staleness import CauseKind, Change
from osler.server import application
from osler.settings import Settings
from osler.storage.canonical import digest


@dataclass(frozen=True, slots=True)
class Site:
    """A client who is nobody, and the people who publish."""

    client: TestClient
    people: Publishers


@contextmanager
def site(home: Path, **settings: Any) -> Iterator[Site]:
    """A site with these settings."""
    held = Settings(home=home, **settings)
    app = application(held)
    with TestClient(app, base_url=held.base_url, follow_redirects=False) as client:
        board = replace(app.state.service.board, clock=Hours())
        yield Site(client, Publishers(board))


def change(said: str = "“Synthetic m:1” was retracted.") -> Change:
    """A cause that makes an article stale."""
    return Change(CauseKind.RETRACTED, "m:1", None, None, said, None, None, digest(said))
