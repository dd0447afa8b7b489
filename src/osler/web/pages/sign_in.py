"""Signing in, with a one-time code where the account takes one, or with an identity provider."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from osler.accounts.openid import OpenIdError
from osler.accounts.people import AccountError
from osler.accounts.role import Right
from osler.accounts.throttle import ThrottledError
from osler.gate import elsewhere, sign_in
from osler.gate.passing import Requires, Visit, cookie_name
from osler.gate.sign_in import Entered, OverError, WrongError
from osler.web.onward import by_way_of, own
from osler.web.render import page

router = APIRouter()
Anyone = Annotated[Visit, Depends(Requires(Right.SIGN_IN))]
SignedIn = Annotated[Visit, Depends(Requires(Right.ACCOUNT))]
Word = Annotated[str, Form(max_length=2000)]
Next = Annotated[str, Form(max_length=2000, alias="next")]


@router.get("/sign-in")
def form(visit: Anyone, next: str = "/") -> Response:
    """The form; someone signed in may prove again who they are."""
    return _form(visit, own(next))


@router.post("/sign-in")
def enter(
    request: Request, visit: Anyone, login: Word = "", password: Word = "", to: Next = "/"
) -> Response:
    """The first step: login and password."""
    onward = own(to)
    try:
        entered = sign_in.by_password(visit, login, password, agent(request))
    except ThrottledError as error:
        return _form(visit, onward, login, _sentence(error), 429, error.wait)
    except WrongError:
        said = "That login and password do not go together. Look at both and try again."
        return _form(visit, onward, login, said, 401)
    return _after(visit, entered, onward)


@router.post("/sign-in/code")
def code(
    request: Request, visit: Anyone, half: Word = "", code: Word = "", to: Next = "/"
) -> Response:
    """The second step: a one-time code."""
    onward = own(to)
    try:
        entered = sign_in.by_code(visit, half, code, agent(request))
    except OverError:
        return _form(visit, onward, "", "That took too long. Sign in again.", 401)
    except (ThrottledError, WrongError) as error:
        status = 429 if isinstance(error, ThrottledError) else 401
        said = _sentence(error)
        return page(visit, "sign_in_code.html", status, half=half, to=onward, error=said)
    return _after(visit, entered, onward)


@router.post("/sign-in/provider")
def depart(visit: Anyone, to: Next = "/", again: Word = "") -> Response:
    """Off to the identity provider. `again`: to prove anew who one is."""
    onward = own(to)
    try:
        return RedirectResponse(elsewhere.depart(visit, onward, anew=bool(again)), 303)
    except OpenIdError as error:
        return _form(visit, onward, "", _sentence(error), 502)


@router.get("/sign-in/callback")
def back(request: Request, visit: Anyone) -> Response:
    """Back from the identity provider."""
    try:
        returned = elsewhere.back(visit, dict(request.query_params), agent(request))
    except (OpenIdError, AccountError, OverError) as error:
        return _form(visit, "/", "", _sentence(error), 401)
    return _after(visit, returned.entered, own(returned.to))


@router.post("/sign-out")
def leave(visit: SignedIn) -> Response:
    """End this session."""
    sign_in.leave(visit)
    return _gone(visit)


@router.post("/sign-out/everywhere")
def leave_everywhere(visit: SignedIn) -> Response:
    """End all of one's sessions."""
    sign_in.leave(visit, everywhere=True)
    return _gone(visit)


def agent(request: Request) -> str | None:
    """What the browser says of itself."""
    return request.headers.get("user-agent")


def put(visit: Visit, response: Response, name: str, value: str) -> None:
    """Set one of our cookies, out of reach of scripts and of other hosts."""
    response.set_cookie(
        cookie_name(visit.service, name),
        value,
        secure=visit.service.secure,
        httponly=True,
        samesite="lax",
        path="/",
    )


def _form(
    visit: Visit, to: str, login: str = "", error: str = "", status: int = 200, wait: int = 0
) -> Response:
    provider = visit.service.provider is not None
    shown = page(
        visit, "sign_in.html", status, to=to, login=login[:200], error=error, provider=provider
    )
    if wait:
        shown.headers["Retry-After"] = str(wait)
    return shown


def _after(visit: Visit, entered: Entered, to: str) -> Response:
    if entered.half is not None:
        return page(visit, "sign_in_code.html", half=entered.half, to=to, error="")
    there = by_way_of("/account/second-factor", to) if entered.enrol else to
    response = RedirectResponse(there, 303)
    if entered.token is not None:
        put(visit, response, "session", entered.token)
    if entered.mark is not None:
        put(visit, response, "visit", entered.mark)
    return response


def _gone(visit: Visit) -> Response:
    """Nothing of this visit stays in the browser: whoever comes next is somebody else."""
    response = RedirectResponse("/sign-in", 303)
    for name in ("session", "visit"):
        response.delete_cookie(
            cookie_name(visit.service, name), secure=visit.service.secure, httponly=True
        )
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _sentence(error: Exception) -> str:
    said = str(error)
    return said[:1].upper() + said[1:] + "."
