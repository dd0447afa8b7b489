"""How often one address and one account may ask, sign in, write and read.

The figures let a hospital behind one address work, and stop a script. Counts are kept in memory,
each process its own, so that several workers let through as many times more.
"""

from __future__ import annotations

import math
import time
from enum import StrEnum

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from osler.gate.refusals import Refusal


class Kind(StrEnum):
    """What is counted."""

    ASKS = "questions"
    SIGN_INS = "sign-ins"
    WRITES = "changes"
    READS = "pages"


BY_ADDRESS: dict[Kind, tuple[RateLimitItem, ...]] = {
    Kind.ASKS: (RateLimitItemPerMinute(240),),
    Kind.SIGN_INS: (RateLimitItemPerMinute(60), RateLimitItemPerHour(1200)),
    Kind.WRITES: (RateLimitItemPerMinute(1200),),
    Kind.READS: (RateLimitItemPerMinute(6000),),
}
BY_ACCOUNT: dict[Kind, tuple[RateLimitItem, ...]] = {
    Kind.ASKS: (RateLimitItemPerMinute(30),),
    Kind.SIGN_INS: (RateLimitItemPerMinute(20),),
    Kind.WRITES: (RateLimitItemPerMinute(240),),
    Kind.READS: (RateLimitItemPerMinute(1200),),
}
_ASKING = ("/ask", "/api/v1/ask", "/api/v1/threads")
_SIGNING_IN = ("/sign-in",)
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class LimitedError(Exception):
    """Too many requests; `refusal` says of what and for how long."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.said)
        self.refusal = refusal


def kind(method: str, path: str) -> Kind:
    """What a request counts as."""
    if method in _SAFE:
        return Kind.READS
    if path.startswith(_ASKING) and method != "DELETE":
        return Kind.ASKS
    return Kind.SIGN_INS if path.startswith(_SIGNING_IN) else Kind.WRITES


class Limits:
    """The counts of one process. `on` False lets everything through."""

    def __init__(self, *, on: bool = True) -> None:
        self._on = on
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    def of_address(self, address: str, what: Kind) -> Refusal | None:
        """Count one more of an address; a refusal where it is one too many."""
        return self._count("address", address, what, BY_ADDRESS[what]) if self._on else None

    def of_account(self, account: str, what: Kind) -> None:
        """Count one more of an account. Raises `LimitedError` where it is one too many."""
        found = self._count("account", account, what, BY_ACCOUNT[what]) if self._on else None
        if found is not None:
            raise LimitedError(found)

    def _count(
        self, whose: str, name: str, what: Kind, items: tuple[RateLimitItem, ...]
    ) -> Refusal | None:
        for item in items:
            if not self._limiter.hit(item, whose, what.value, name):
                ends = self._limiter.get_window_stats(item, whose, what.value, name).reset_time
                wait = max(1, math.ceil(ends - time.time()))
                said = f"There were too many {what.value} from this {whose}. Wait {wait} seconds."
                return Refusal(429, "Too many requests", said, retry=wait)
        return None
