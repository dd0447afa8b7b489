"""One spelling of a DOI, however a source prints it: case does not count, nor does a resolver."""

from __future__ import annotations

import re
from urllib.parse import unquote

_BEFORE = r"(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*)*"
_DOI = re.compile(_BEFORE + r"(10\.\d{4,9}/\S+)", re.IGNORECASE)


def doi_name(text: str) -> str | None:
    """The name by which records speak of a DOI, `doi:10.1000/182`; None for what is no DOI."""
    bare = text.strip()
    if bare.startswith("10.") and bare.isascii() and "%" not in bare and " " not in bare:
        return f"doi:{bare.lower()}"  # as most sources print it
    found = _DOI.fullmatch(unquote(bare) if "%" in bare else bare)
    return f"doi:{found[1].lower()}" if found else None
