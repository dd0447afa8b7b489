"""All pages together, and the static files."""

from __future__ import annotations

from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.exception_handlers import (
    http_exception_handler,
    request_validation_exception_handler,
)
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from osler.accounts.actor import NotAllowedError
from osler.accounts.role import Right
from osler.articles.store import MissingError
from osler.gate.passing import ForgedError, Requires, SignInNeededError, visiting
from osler.rendering import words
from osler.web.assets import assets
from osler.web.pages import article, ask
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
    for router in (files, ask.router, article.router):
        app.include_router(router, include_in_schema=False)
    app.add_exception_handler(MissingError, _missing)
    app.add_exception_handler(SignInNeededError, _sign_in)
    app.add_exception_handler(NotAllowedError, _refused)
    app.add_exception_handler(ForgedError, _forged)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _unread)
    app.add_exception_handler(Exception, _fault)


def _said(
    request: Request, status: int, title: str, said: str, next_: tuple[str, str] = ("/", "Ask")
) -> Response:
    sentence = f"{words.opened(said.rstrip('.'))}."
    return page(visiting(request), "message.html", status, title=title, said=sentence, next=next_)


def _missing(request: Request, error: Exception) -> Response:
    library = ("/library", "Look in the library")
    return _said(request, 404, "Not found", str(error), library)


def _sign_in(request: Request, _error: Exception) -> Response:
    return _said(request, 401, "Sign in", "This takes an account", ("/sign-in", "Sign in"))


def _refused(request: Request, error: Exception) -> Response:
    return _said(request, 403, "Not allowed", str(error))


def _forged(request: Request, error: Exception) -> Response:
    return _said(request, 403, "Not done", str(error))


async def _http(request: Request, error: Exception) -> Response:
    """What the routing itself refuses: no such address, no such method there."""
    known = error if isinstance(error, HTTPException) else HTTPException(500)
    if request.url.path.startswith("/api/"):
        return await http_exception_handler(request, known)
    title, said = _HTTP.get(known.status_code, ("Not done", str(known.detail)))
    shown = _said(request, known.status_code, title, said)
    shown.headers.update(known.headers or {})
    return shown


_HTTP = {
    404: ("Not found", "There is no page at this address"),
    405: ("Not done", "This address does not take that kind of request"),
    413: ("Too long", "What was sent is too long"),
}


async def _unread(request: Request, error: Exception) -> Response:
    """A form or an address that cannot be read."""
    if request.url.path.startswith("/api/") and isinstance(error, RequestValidationError):
        return await request_validation_exception_handler(request, error)
    return _said(request, 422, "Not done", "What was sent could not be read; go back and try again")


def _fault(request: Request, _error: Exception) -> Response:
    """A fault of ours. The log has it; the reader is not shown it."""
    said = "Something went wrong here. It is written down; try again in a moment"
    return _said(request, 500, "A fault", said)
