"""All pages together, and the static files."""

from __future__ import annotations

from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException

from osler.accounts.actor import NotAllowedError
from osler.accounts.role import Right
from osler.articles.store import MissingError
from osler.gate import logs
from osler.gate.limits import LimitedError
from osler.gate.passing import SAFE, ForgedError, Requires, SignInNeededError, visiting
from osler.gate.refusals import Refusal, written
from osler.index.errors import IndexFault
from osler.index.seal import DamagedError
from osler.rendering import words
from osler.web.assets import asset, assets
from osler.web.onward import by_way_of, own
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
    upkeep,
    versions,
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
        health.router,
        ask.router,
        article.router,
        library.router,
        board.router,
        policy.router,
        versions.router,
        citing.router,
        feeds.router,
        sign_in.router,
        account.router,
        account_keys.router,
        account_second_factor.router,
        desk.router,
        review.router,
        deciding.router,
        editing.router,
        admin.router,
        upkeep.router,
    ):
        _add_heads(router)
        app.include_router(router, include_in_schema=False)
    app.add_exception_handler(MissingError, _missing)
    app.add_exception_handler(SignInNeededError, _sign_in)
    app.add_exception_handler(NotAllowedError, _refused)
    app.add_exception_handler(ForgedError, _forged)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _unread)
    app.add_exception_handler(LimitedError, _limited)
    for kind in (IndexFault, DamagedError, DBAPIError):
        app.add_exception_handler(kind, _unavailable)


def _add_heads(router: APIRouter) -> None:
    """Whatever can be read can be asked for by its head alone, as link checkers do."""
    for route in router.routes:
        if isinstance(route, APIRoute) and route.methods and "GET" in route.methods:
            route.methods.add("HEAD")


def _said(
    request: Request, status: int, title: str, said: str, next_: tuple[str, str] = ("/", "Ask")
) -> Response:
    sentence = f"{words.opened(said.rstrip('.'))}."
    return page(visiting(request), "message.html", status, title=title, said=sentence, next=next_)


def _missing(request: Request, error: Exception) -> Response:
    library = ("/library", "Look in the library")
    return _said(request, 404, "Not found", str(error), library)


def _sign_in(request: Request, _error: Exception) -> Response:
    way = own(request.url.path) if request.method in SAFE else "/"
    there = (by_way_of("/sign-in", way), "Sign in")
    return _said(request, 401, "Sign in", "This takes an account", there)


def _refused(request: Request, error: Exception) -> Response:
    if visiting(request).needs_second_factor:
        there = ("/account/second-factor", "Set up one-time codes")
        return _said(request, 403, "Not allowed", str(error), there)
    return _said(request, 403, "Not allowed", str(error))


def _forged(request: Request, error: Exception) -> Response:
    return _said(request, 403, "Not done", str(error))


def _http(request: Request, error: Exception) -> Response:
    """What the routing itself refuses: no such address, no such method there."""
    known = error if isinstance(error, HTTPException) else HTTPException(500)
    title, said = _HTTP.get(known.status_code, ("Not done", str(known.detail)))
    shown = _said(request, known.status_code, title, said)
    shown.headers.update(known.headers or {})
    return shown


_HTTP = {
    404: ("Not found", "There is no page at this address"),
    405: ("Not done", "This address does not take that kind of request"),
    413: ("Too long", "What was sent is too long"),
}


def _unread(request: Request, _error: Exception) -> Response:
    """A form or an address that cannot be read."""
    return _said(request, 422, "Not done", "What was sent could not be read; go back and try again")


def _limited(request: Request, error: Exception) -> Response:
    """Too many requests of one account."""
    shown = _said(request, 429, "Too many requests", str(error))
    if isinstance(error, LimitedError) and error.refusal.retry is not None:
        shown.headers["Retry-After"] = str(error.refusal.retry)
    return shown


def _unavailable(request: Request, error: Exception) -> Response:
    """The evidence or the database cannot be read now; an operator finds which in the log."""
    logs.unexpected(error, request.state.request)
    said = "What this needs cannot be read now. Try again in a few minutes."
    refusal = Refusal(503, "Not available now", said, retry=30)
    headers, body = written(
        refusal, request.url.path, request.state.request, asset("osler.css")
    )  # not drawn as other pages are: that may need the database
    named = {name.decode(): value.decode() for name, value in headers}
    return Response(body, refusal.status, named)
