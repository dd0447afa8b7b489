"""Characters that cannot be seen but act: on a terminal, a page, or whoever reads the text."""

from __future__ import annotations

import re

# Controls (C0 but tab and line feed, delete, C1), soft hyphen, Arabic letter mark, zero width and
# direction marks, bidirectional embeddings and isolates, invisible operators, byte order mark,
# annotations, tags.
_ACTING = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f"
)
_SPACES = "\x0b\x0c\r\x85\u2028\u2029"  # part lines elsewhere, so they part words here
_SPACE = re.compile(f"[{_SPACES}]")
_UNSEEN = re.compile(f"[{_ACTING}]")
_LONE = re.compile("[\ud800-\udfff]")
_ESCAPED = re.compile(f"[{_ACTING}\ud800-\udfff]")


def seen(text: str) -> str:
    """Text without characters that cannot be seen but act; a lone surrogate shows as U+FFFD."""
    if text.isascii() and text.isprintable():
        return text
    return _LONE.sub("\ufffd", _UNSEEN.sub("", _SPACE.sub(" ", text)))


def line(text: str) -> str:
    """The same on one line, every run of white space a space."""
    return " ".join(seen(text).split())


def escaped(json: str) -> str:
    """JSON text with such characters as `\\uXXXX`, so that it can be looked at as it is."""
    return _ESCAPED.sub(_code, json)


def _code(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
