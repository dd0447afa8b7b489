"""All pages together, and the static files."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException

from osler.accounts.actor import NotAllowedError
from osler.accounts.role import Right
from osler.articles.store import MissingError
from osler.gate import logs
from osler.gate.limits import LimitedError
from osler.gate.passing import ForgedError, Requires, SignInNeededError, visiting
from osler.gate.refusals import Refusal, written
from osler.index.errors import IndexFault
from osler.index.seal import DamagedError
from osler.web.assets import asset, assets
from osler.web.pages import (
    account,
    account_keys,
    account_second_factor,
    article,
    ask,
    health,
    sign_in,
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
    app.add_exception_handler(LimitedError, _limited)
    for kind in (IndexFault, DamagedError, DBAPIError):
        app.add_exception_handler(kind, _unavailable)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _unreadable)


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


def _limited(request: Request, error: Exception) -> Response:
    visit = visiting(request)
    refusal = error.refusal if isinstance(error, LimitedError) else None
    shown = page(
        visit, "message.html", 429, title="Too many requests", said=str(error), next=("/", "Ask")
    )
    if refusal is not None and refusal.retry is not None:
        shown.headers["Retry-After"] = str(refusal.retry)
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


_SAID = {404: "There is no page at this address.", 405: "This address does not take that method."}


def _http(request: Request, error: Exception) -> Response:
    """What the framework refuses: no such address, no such method, a form that cannot be read."""
    found = error if isinstance(error, HTTPException) else HTTPException(500)
    said = _SAID.get(found.status_code, "The request could not be read.")
    title = HTTPStatus(found.status_code).phrase.capitalize()
    shown = page(
        visiting(request),
        "message.html",
        found.status_code,
        title=title,
        said=said,
        next=("/", "Ask"),
    )
    shown.headers.update(found.headers or {})
    return shown


def _unreadable(request: Request, error: Exception) -> Response:
    """Values that are not what they must be. Says which; never repeats them."""
    problems = error.errors() if isinstance(error, RequestValidationError) else []
    names = [str(each["loc"][-1]) for each in problems[:5] if each.get("loc")]
    said = f"Something is missing or wrong: {', '.join(names)}." if names else "It cannot be read."
    return page(
        visiting(request),
        "message.html",
        422,
        title="That could not be used",
        said=said,
        next=("/", "Ask"),
    )
