"""A full disk, told for what it is: engine and catalog each say something else of it."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LEAST = 16 << 20  # bytes: with less left, a writer that was stopped wanted more
_SAID = ("no space left", "disk is full", "quota exceeded")


class DiskFullError(Exception):
    """There is no room to write in; the message says where and what to do."""


@contextmanager
def room(home: Path) -> Iterator[None]:
    """Tell any failure to write into `home` for want of room as `DiskFullError`."""
    try:
        yield
    except Exception as error:
        if _full(error, home):
            raise DiskFullError(
                f"no space left on the disk of {home}; what was committed is safe, "
                "free space and run again"
            ) from error
        raise


def _full(error: BaseException, home: Path) -> bool:
    """Whether it, or what it came of, says so; or a writer was stopped and little room is left."""
    stopped = False
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OSError) and seen.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        if any(words in str(seen).lower() for words in _SAID):
            return True
        stopped = stopped or isinstance(seen, ValueError | sqlite3.Error | OSError)
        seen = seen.__cause__ or seen.__context__
    return stopped and shutil.disk_usage(home).free < LEAST
