"""The service: all that pages and the API are served from. One a process, shared by its threads."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from osler.accounts.openid import Provider
from osler.accounts.passwords import Passwords
from osler.accounts.sealing import Seal, secret_key
from osler.articles.actions import Board
from osler.gate import decoders
from osler.gate.desk import EvidenceDesk
from osler.gate.limits import Limits
from osler.gate.metrics import Measures
from osler.house.publishing import open_board
from osler.settings import Settings


class ServiceError(Exception):
    """The service cannot start; the message says why and what to do."""


@dataclass(slots=True)
class Service:
    """`key` signs forms; it is the same for all processes of one data folder. `codes` seals the
    secrets of one-time codes with what is derived from it.
    """

    settings: Settings
    board: Board
    desk: EvidenceDesk
    key: bytes
    measures: Measures = field(default_factory=Measures)
    limits: Limits = field(default_factory=Limits)
    secure: bool = field(init=False)
    codes: Seal = field(init=False)
    passwords: Passwords = field(default_factory=Passwords)
    provider: Provider | None = field(init=False)  # who else vouches for people, where one is set

    def __post_init__(self) -> None:
        self.secure = self.settings.base_url.startswith("https://")
        self.codes = Seal(self.key)
        self.provider = _provider(self.settings)

    def seal(self, purpose: str, *words: str) -> str:
        """A keyed hash (hex) that nobody without the key can make."""
        said = "\x00".join((purpose, *words)).encode("utf-8", "surrogatepass")
        return hmac.new(self.key, said, hashlib.sha256).hexdigest()


@contextmanager
def serving(
    settings: Settings, measures: Measures | None = None, limits: Limits | None = None
) -> Iterator[Service]:
    """Everything opened, and closed again at the end. Raises `DatabaseError`, `SecretKeyError`,
    `ServiceError`."""
    if not decoders.MADE:
        raise ServiceError("no stored type can be read; install Osler again")
    measures, limits = measures or Measures(), limits or Limits(on=settings.limits)
    board = open_board(settings)
    desk = EvidenceDesk(settings, measures)
    measures.watch(board.database)
    try:
        yield Service(settings, board, desk, secret_key(settings.secret), measures, limits)
    finally:
        desk.close()
        board.database.close()


def _provider(settings: Settings) -> Provider | None:
    """Who else vouches for people, where one is set. Nothing is asked of them yet."""
    if settings.issuer is None or settings.client_id is None:
        return None
    here = f"{settings.base_url}/sign-in/callback"
    return Provider(settings.issuer, settings.client_id, settings.client_secret, here)
