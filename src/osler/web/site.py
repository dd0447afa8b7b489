"""All pages together, and the static files."""

from __future__ import annotations

from fastapi import APIRouter, Depends, FastAPI, Response
from fastapi.routing import APIRoute

from osler.accounts.role import Right
from osler.articles.store import MissingError
from osler.gate.passing import Requires
from osler.web.assets import assets
from osler.web.faults import add_faults
from osler.web.pages import (
    account,
    account_keys,
    account_second_factor,
    admin,
    article,
    ask,
    board,
    citing,
    deciding,
    desk,
    editing,
    feeds,
    health,
    library,
    policy,
    review,
    sign_in,
    threads,
    upkeep,
    versions,
    wording,
)

files = APIRouter()


@files.get("/static/{digest}/{name}", dependencies=[Depends(Requires(Right.OPERATE))])
def static(digest: str, name: str) -> Response:
    """A static file, by an address that changes with its bytes and may be kept for ever."""
    file = assets().get(name)
    if file is None or file.path != f"/static/{digest}/{name}":
        raise MissingError("there is no such file")
    keep = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(file.body, media_type=file.kind, headers=keep)


_ROUTERS = (
    files,
    health.router,
    sign_in.router,
    account.router,
    account_keys.router,
    account_second_factor.router,
    ask.router,
    threads.router,
    article.router,
    library.router,
    board.router,
    policy.router,
    versions.router,
    citing.router,
    feeds.router,
    desk.router,
    review.router,
    deciding.router,
    editing.router,
    wording.router,
    admin.router,
    upkeep.router,
)


def add_pages(app: FastAPI) -> None:
    """Every page, and what is shown where one cannot be."""
    for router in _ROUTERS:
        _add_heads(router)
        app.include_router(router, include_in_schema=False)
    add_faults(app)


def _add_heads(router: APIRouter) -> None:
    """Whatever can be read can be asked for by its head alone, as link checkers do."""
    for route in router.routes:
        if isinstance(route, APIRoute) and route.methods and "GET" in route.methods:
            route.methods.add("HEAD")
