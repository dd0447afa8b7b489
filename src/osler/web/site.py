"""All pages together, and the static files."""

from __future__ import annotations

from fastapi import APIRouter, Depends, FastAPI, Request, Response

from osler.accounts.actor import NotAllowedError
from osler.accounts.role import Right
from osler.articles.store import MissingError
from osler.gate.passing import ForgedError, Requires, SignInNeededError, visiting
from osler.web.assets import assets
from osler.web.pages import (
    account,
    account_keys,
    account_second_factor,
    admin,
    article,
    ask,
    deciding,
    desk,
    editing,
    review,
    sign_in,
    upkeep,
)
from osler.web.render import page

files = APIRouter()


@files.get("/static/{digest}/{name}", dependencies=[Depends(Requires(Right.OPERATE))])
def static(digest: str, name: str) -> Response:
    """A static file, by an address that changes with its bytes and may be kept for ever."""
    file = assets().get(name)
    if file is None or file.path != f"/static/{digest}/{name}":
        raise MissingError("there is no such file")
    keep = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(file.body, media_type=file.kind, headers=keep)


def add_pages(app: FastAPI) -> None:
    """Every page, and what is shown where one cannot be."""
    for router in (
        files,
        ask.router,
        article.router,
        desk.router,
        review.router,
        deciding.router,
        editing.router,
        admin.router,
        upkeep.router,
    ):
        app.include_router(router, include_in_schema=False)
    for router in (
        sign_in.router,
        account.router,
        account_keys.router,
        account_second_factor.router,
    ):
        app.include_router(router, include_in_schema=False)
    app.add_exception_handler(MissingError, _missing)
    app.add_exception_handler(SignInNeededError, _sign_in)
    app.add_exception_handler(NotAllowedError, _refused)
    app.add_exception_handler(ForgedError, _refused)


def _missing(request: Request, error: Exception) -> Response:
    visit = visiting(request)
    return page(visit, "message.html", 404, title="Not found", said=str(error), next=("/", "Ask"))


def _sign_in(request: Request, _error: Exception) -> Response:
    visit = visiting(request)
    said = "This takes an account."
    return page(
        visit, "message.html", 401, title="Sign in", said=said, next=("/sign-in", "Sign in")
    )


def _refused(request: Request, error: Exception) -> Response:
    visit = visiting(request)
    return page(visit, "message.html", 403, title="Not allowed", said=str(error), next=("/", "Ask"))
