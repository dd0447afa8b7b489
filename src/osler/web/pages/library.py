"""The library: articles that readers may see, searched and sifted."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse

from osler.accounts.role import Right
from osler.articles import shelf
from osler.articles.shelf import Place, Wanted
from osler.articles.store import MissingError
from osler.gate.passing import Requires, Visit
from osler.rendering.unseen import line
from osler.web.render import page

router = APIRouter()
Reader = Annotated[Visit, Depends(Requires(Right.READ))]

LONGEST = 200  # code points searched for
TOPICS = 40  # topics offered
PLACES = {
    Place.ANY: "All",
    Place.APPROVED: "Approved",
    Place.STALE: "Stale",
    Place.UNREVIEWED: "Not yet reviewed",
    Place.RETIRED: "Retired",
    Place.WITHDRAWN: "Withdrawn",
}
_CURSOR = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)\.([0-9a-z]{1,26})")


@router.get("/library", response_class=HTMLResponse)
def library(
    visit: Reader,
    q: Annotated[str, Query()] = "",
    topic: Annotated[str, Query()] = "",
    status: Annotated[str, Query()] = "",
    after: Annotated[str, Query()] = "",
) -> HTMLResponse:
    """One page of the library."""
    board = visit.service.board
    words = line(q)[:LONGEST]
    wanted = Wanted(words, line(topic)[:LONGEST] or None, _place(status), _cursor(after))
    with board.database.reading() as connection:
        found, ended = shelf.entries(connection, board.policy, wanted)
        topics = shelf.topics(connection, board.policy)
    chosen = {"q": words, "topic": wanted.topic or "", "status": wanted.place.value}
    return page(
        visit,
        "library.html",
        entries=found,
        chosen=chosen,
        first=address(chosen) if wanted.after else None,
        following=address({**chosen, "after": ".".join(ended)}) if ended else None,
        places=[
            (name, address({**chosen, "status": place.value}), place is wanted.place)
            for place, name in PLACES.items()
            if place is not Place.UNREVIEWED or board.policy.show == "submitted"
        ],
        topics=topics[:TOPICS],
    )


def address(chosen: dict[str, str]) -> str:
    """The library's address with what is chosen; what is empty is left out."""
    query = urlencode({name: value for name, value in chosen.items() if value})
    return f"/library?{query}" if query else "/library"


def _place(name: str) -> Place:
    try:
        return Place(name)
    except ValueError:
        known = ", ".join(place.value for place in Place if place.value)
        raise MissingError(f"the library has no such status; there are: {known}") from None


def _cursor(text: str) -> tuple[str, str] | None:
    if not text:
        return None
    found = _CURSOR.fullmatch(text)
    if found is None:
        raise MissingError("the library has no such page; start from its first")
    return found[1], found[2]
