"""Who reads: remembered in a cookie, and in the account of who is signed in.

It changes wording, order and depth, never a claim.
"""

from __future__ import annotations

import re

from fastapi import Request, Response

from osler.accounts import preferences
from osler.gate.passing import Visit, cookie_name
from osler.readers.audience import READERS

YEAR = 365 * 24 * 3600  # seconds
_LOCAL = re.compile(r"/(?:a/[\w-]{1,120}(?:/v/\d{1,7})?|(?:ask|t)/[\w-]{1,60}|account)?", re.ASCII)


def reader_of(visit: Visit, request: Request) -> str | None:
    """The reader's choice, None where there is none; the account's before this browser's."""
    if visit.reader in READERS:
        return visit.reader
    chosen = request.cookies.get(cookie_name(request.app.state.service, "reader"))
    return chosen if chosen in READERS else None


def remember_reader(visit: Visit, response: Response, chosen: str) -> None:
    """Keep a choice, for a year in this browser and in the account of who is signed in; anything
    that is none forgets it in both.
    """
    if visit.person is not None:
        with visit.service.board.database.writing() as connection:
            preferences.choose(connection, visit.person.id, chosen if chosen in READERS else None)
    name = cookie_name(visit.service, "reader")
    if chosen in READERS:
        response.set_cookie(
            name,
            chosen,
            max_age=YEAR,
            secure=visit.service.secure,
            httponly=True,
            samesite="lax",
            path="/",
        )
    else:
        response.delete_cookie(
            name, secure=visit.service.secure, httponly=True, samesite="lax", path="/"
        )


def local(address: str) -> str:
    """A page of ours that a reader may be led back to; the first page for anything else."""
    return address if _LOCAL.fullmatch(address) else "/"
