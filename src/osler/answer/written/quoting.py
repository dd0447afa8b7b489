"""Finding a quote in the text it is said to be from, wherever it stands there."""

from __future__ import annotations

import unicodedata

SHORTEST = 8  # code points: less points at nothing
_FOLDED = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−﹣", "-"),
        **dict.fromkeys("‘’‛′`´", "'"),
        **dict.fromkeys("“”„″«»", '"'),
        "µ": "μ",
    }
)
_AROUND = " \t\n\"'“”‘’….…"


def located(quote: str, text: str) -> tuple[int, int] | None:
    """Where `quote` stands in `text`: code points, half-open. The case of letters, white
    space, dashes, quotation marks and unseen characters are evened out and nothing else; None where
    it is not there or too short to point at anything.
    """
    wanted, _ = _even(quote.strip(_AROUND))
    wanted = wanted.strip()
    if len(wanted) < SHORTEST:
        return None
    held, places = _even(text)
    at = held.find(wanted)
    if at < 0:
        return None
    return places[at], places[at + len(wanted) - 1] + 1


def _even(text: str) -> tuple[str, list[int]]:
    """The text evened out, with the place in `text` of each of its characters."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        if unicodedata.category(sign) in {"Cf", "Cc"} and not sign.isspace():
            continue
        if sign.isspace():
            if signs and signs[-1] != " ":
                signs.append(" ")
                places.append(place)
            continue
        for each in sign.translate(_FOLDED).casefold():
            signs.append(each)
            places.append(place)
    return "".join(signs), places
