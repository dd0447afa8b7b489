"""Rendering pages: one environment, everything escaped, unseen characters taken out."""

from __future__ import annotations

from typing import Any

from fastapi import Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from osler.accounts.role import Right, Role
from osler.articles.workflow import State
from osler.evidence.document import Family
from osler.evidence.standing import NoticeKind
from osler.gate.passing import Visit, cookie_name
from osler.readers.audience import READERS, audience, intro
from osler.rendering import told, words
from osler.rendering.dates import day, days
from osler.web.assets import asset

# What made a version.
ACTS = {
    "save": "saved",
    "edit": "edited",
    "strike": "a statement struck",
    "refresh": "asked again over newer evidence",
    "restore": "an older version restored",
}
# Causes that somebody's notice is: there is no new text beside the old, but what the notice says.
NOTICES = frozenset(each.value for each in NoticeKind)


def ordinal(number: int) -> str:
    """A place in words: "1st", "2nd", "11th"."""
    ending = "th" if number % 100 in (11, 12, 13) else _ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"


_ENDINGS = {1: "st", 2: "nd", 3: "rd"}

pages = Environment(
    loader=PackageLoader("osler.web"),
    autoescape=select_autoescape(default=True, default_for_string=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


pages.globals.update(
    asset=asset,
    words=words,
    told=told,
    intro=intro,
    audience=audience,
    day=day,
    Family=Family,
    Right=Right,
    Role=Role,
    State=State,
    READERS=READERS,
    ACTS=ACTS,
    NOTICES=NOTICES,
    ordinal=ordinal,
)
pages.filters.update(day=day, days=days, seen=words.seen)


def page(visit: Visit, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page for this visitor. Sets the visitor's cookie where they have none yet."""
    shown = html(visit, template, **values)
    response = HTMLResponse(shown, status)
    remember(visit, response)
    return response


def html(visit: Visit, template: str, **values: Any) -> str:
    """The page's text."""
    found = pages.get_template(template)
    return words.seen(found.render(visit=visit, **values))


def fragment(name: str, *values: Any, **named: Any) -> str:
    """What one macro of `parts/statement.html` makes of these values."""
    macro = getattr(pages.get_template("parts/statement.html").module, name)
    return words.seen(str(macro(*values, **named)))


def remember(visit: Visit, response: Response) -> None:
    """Give a new visitor their cookie, which binds the forms they are shown to them."""
    if visit.new_visit is not None:
        response.set_cookie(
            cookie_name(visit.service, "visit"),
            visit.new_visit,
            secure=visit.service.secure,
            httponly=True,
            samesite="lax",
            path="/",
        )
