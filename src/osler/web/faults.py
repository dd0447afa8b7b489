"""What is shown where a page cannot be: plain words, and the next step."""

from __future__ import annotations

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException

from osler.accounts.actor import NotAllowedError
from osler.articles.store import MissingError
from osler.gate import logs
from osler.gate.limits import LimitedError
from osler.gate.passing import SAFE, ForgedError, SignInNeededError, visiting
from osler.gate.refusals import Refusal, written
from osler.index.errors import IndexFault
from osler.index.seal import DamagedError
from osler.ledger.anchor import AnchorError
from osler.rendering import words
from osler.storage.database import DatabaseError, TextError
from osler.web.assets import asset
from osler.web.onward import by_way_of, own
from osler.web.render import page


def add_faults(app: FastAPI) -> None:
    """A page for each named error that a page may meet. Unnamed ones end at the entrance."""
    app.add_exception_handler(MissingError, _missing)
    app.add_exception_handler(SignInNeededError, _sign_in)
    app.add_exception_handler(NotAllowedError, _refused)
    app.add_exception_handler(ForgedError, _forged)
    app.add_exception_handler(LimitedError, _limited)
    app.add_exception_handler(TextError, _unstorable)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _unread)
    for kind in (IndexFault, DamagedError, DBAPIError, DatabaseError, AnchorError):
        app.add_exception_handler(kind, _unavailable)


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


def _unstorable(request: Request, error: Exception) -> Response:
    return _said(request, 422, "Not done", str(error))


def _limited(request: Request, error: Exception) -> Response:
    shown = _said(request, 429, "Too many requests", str(error))
    refusal = error.refusal if isinstance(error, LimitedError) else None
    if refusal is not None and refusal.retry is not None:
        shown.headers["Retry-After"] = str(refusal.retry)
    return shown


_HTTP = {
    404: ("Not found", "There is no page at this address"),
    405: ("Not done", "This address does not take that kind of request"),
    413: ("Too long", "What was sent is too long"),
}


def _http(request: Request, error: Exception) -> Response:
    """What the routing itself refuses: no such address, no such method, a form it cannot read."""
    known = error if isinstance(error, HTTPException) else HTTPException(500)
    title, said = _HTTP.get(known.status_code, ("Not done", "The request could not be read"))
    shown = _said(request, known.status_code, title, said)
    shown.headers.update(known.headers or {})
    return shown


def _unread(request: Request, error: Exception) -> Response:
    """Values that are not what they must be. Says which, and never repeats them."""
    problems = error.errors() if isinstance(error, RequestValidationError) else []
    names = ", ".join(str(each["loc"][-1]) for each in problems[:5] if each.get("loc"))
    said = "What was sent could not be read" + (f" ({names})" if names else "")
    return _said(request, 422, "Not done", f"{said}; go back and try again")


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
