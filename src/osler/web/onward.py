"""Where to go on after a form: only ever to a page of ours."""

from __future__ import annotations

import re
from urllib.parse import quote

# One slash, then printable ASCII without a backslash: browsers read "/\" and "//" as another host,
# and drop tabs and line ends before they look.
_OWN = re.compile(r"/(?![/\\])[!-\[\]-~]{0,999}")


def own(to: str, otherwise: str = "/") -> str:
    """The path itself where it is one of ours, `otherwise` for anything else."""
    if not _OWN.fullmatch(to) or to.startswith(("/sign-in", "/sign-out")):
        return otherwise
    return to


def by_way_of(page: str, to: str) -> str:
    """The address of a page that leads on to another."""
    return page if to == "/" else f"{page}?next={quote(to, safe='/')}"
