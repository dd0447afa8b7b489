"""The service: all that pages and the API are served from. One a process, shared by its threads."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from osler.accounts.openid import Provider
from osler.accounts.passwords import Passwords
from osler.articles.actions import Board
from osler.gate import decoders
from osler.gate.desk import EvidenceDesk
from osler.gate.limits import Limits
from osler.gate.metrics import Measures
from osler.house.publishing import open_board
from osler.settings import Settings

KEY = 32  # bytes


class ServiceError(Exception):
    """The service cannot start; the message says why and what to do."""


@dataclass(slots=True)
class Service:
    """`key` signs forms; it is the same for all processes of one data folder."""

    settings: Settings
    board: Board
    desk: EvidenceDesk
    key: bytes
    measures: Measures = field(default_factory=Measures)
    limits: Limits = field(default_factory=Limits)
    secure: bool = field(init=False)
    passwords: Passwords = field(default_factory=Passwords)
    provider: Provider | None = field(init=False)  # who else vouches for people, where one is set

    def __post_init__(self) -> None:
        self.secure = self.settings.base_url.startswith("https://")
        self.provider = _provider(self.settings)

    def seal(self, purpose: str, *words: str) -> str:
        """A keyed hash (hex) that nobody without the key can make."""
        said = "\x00".join((purpose, *words)).encode("utf-8", "surrogatepass")
        return hmac.new(self.key, said, hashlib.sha256).hexdigest()


@contextmanager
def serving(
    settings: Settings, measures: Measures | None = None, limits: Limits | None = None
) -> Iterator[Service]:
    """Everything opened, and closed again at the end. Raises `DatabaseError`, `ServiceError`."""
    if not decoders.MADE:
        raise ServiceError("no stored type can be read; install Osler again")
    measures, limits = measures or Measures(), limits or Limits(on=settings.limits)
    board = open_board(settings)
    desk = EvidenceDesk(settings, measures)
    measures.watch(board.database)
    try:
        yield Service(settings, board, desk, _key(settings.secret), measures, limits)
    finally:
        desk.close()
        board.database.close()


def _provider(settings: Settings) -> Provider | None:
    """Who else vouches for people, where one is set. Nothing is asked of them yet."""
    if settings.issuer is None or settings.client_id is None:
        return None
    here = f"{settings.base_url}/sign-in/callback"
    return Provider(settings.issuer, settings.client_id, settings.client_secret, here)


def _key(file: Path) -> bytes:
    """The key in its file, made the first time; readable by its owner only."""
    try:
        held = file.read_bytes()
    except FileNotFoundError:
        beside = file.with_suffix(f".{secrets.token_hex(4)}")
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(secrets.token_bytes(KEY))
        try:
            os.link(beside, file)  # the first process wins, and all read the same
        except FileExistsError:
            pass
        finally:
            beside.unlink()
        held = file.read_bytes()
    if len(held) != KEY:
        raise ServiceError(f"{file}: not a key of {KEY} bytes; remove it and start again")
    return held
