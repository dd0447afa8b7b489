"""Cursors: where a page of a list ended, in a form that callers hand back and do not read."""

from __future__ import annotations

import base64
import binascii
import re

from osler.api.problems import ProblemError

_PLAIN = re.compile(r"[0-9a-z]{1,40}")


def cursor(place: str) -> str:
    """A place (an id or a number) as a cursor."""
    return base64.urlsafe_b64encode(f"1:{place}".encode()).decode().rstrip("=")


def place(sent: str | None) -> str | None:
    """The place in a cursor, None for none. Raises `ProblemError` for what is no cursor of ours."""
    if sent is None:
        return None
    try:
        text = base64.urlsafe_b64decode(sent + "=" * (-len(sent) % 4)).decode("ascii")
    except (binascii.Error, ValueError) as error:
        raise _wrong() from error
    version, _, found = text.partition(":")
    if version != "1" or not _PLAIN.fullmatch(found) or cursor(found) != sent:
        raise _wrong()
    return found


def _wrong() -> ProblemError:
    return ProblemError(422, "invalid", "cursor: hand back `next` of the page before, as it was")
