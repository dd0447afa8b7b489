"""One writer at a time: a lock on the data folder, held for a whole run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # not a POSIX system: the index's own lock is all there is
    fcntl = None  # type: ignore[assignment]


class BusyError(Exception):
    """Another process lays evidence in; the message says so and what to do."""


@contextmanager
def writing_alone(home: Path) -> Iterator[None]:
    """Hold the lock, or raise `BusyError` at once. It is gone with the process, however it ends."""
    home.mkdir(parents=True, exist_ok=True)
    handle = os.open(home / "writing.lock", os.O_CREAT | os.O_RDWR, 0o644)
    try:
        if fcntl is not None:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise BusyError(
                    f"another osler is laying evidence into {home}; "
                    "wait for it to end and run again (asking goes on meanwhile)"
                ) from error
        yield
    finally:
        os.close(handle)
