"""Names made comparable: what counts as the same name however it is typed.

A name's *key* is its words in plain lower case, run together: hyphen, space and nothing are the
same ("COVID-19", "covid 19", "Covid19"), so are British and American spelling, singular and
plural, accents, possessive 's, Greek letters and their names, and roman and arabic type numbers.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’ʼ`][^\W_]+)?")
_GREEK = str.maketrans(
    {
        "α": "alpha",
        "β": "beta",
        "γ": "gamma",
        "δ": "delta",
        "ε": "epsilon",
        "κ": "kappa",
        "λ": "lambda",
        "μ": "mu",
        "µ": "mu",
        "ω": "omega",
        "ß": "ss",
    }
)
_ROMAN = {"ii": "2", "iii": "3"}
_SPELLING = (
    (re.compile(r"ae|oe"), "e"),
    (re.compile(r"(?<=.{3})our(?=$|s$|al$|ed$|ing$)"), "or"),
    (re.compile(r"(?<=.{3})is(?=ations?$|ed$|ing$|e$|es$)"), "iz"),
    (re.compile(r"yse(?=$|d$|s$)"), "yze"),
    (re.compile(r"sulph"), "sulf"),
    (re.compile(r"leuco"), "leuko"),
    (re.compile(r"(fib|lit|cent)re(?=$|s$)"), r"\1er"),
)
_VARIABLE = re.compile(r"[ao]e|our|is|yse|sulph|leuco|re(?:s?$)")  # worth the patterns above
_PLURALS = (
    ("itides", "itis"),
    ("oses", "osis"),
    ("yses", "ysis"),
    ("sses", "ss"),
    ("shes", "sh"),
    ("ches", "ch"),
    ("xes", "x"),
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word at `start..end` (code points, half-open); `plain` is its comparable form."""

    start: int
    end: int
    text: str
    plain: str


def _singular(word: str) -> str:
    if len(word) <= 3 or not word.endswith("s"):
        return word
    for ending, single in _PLURALS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + single
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    return word if word.endswith(("ss", "us", "is")) else word[:-1]


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """The comparable form of one word: lower case, no accents, American, singular, no 's."""
    low = spelt(word)
    if _VARIABLE.search(low):
        for pattern, replacement in _SPELLING:
            low = pattern.sub(replacement, low)
    return _ROMAN.get(low) or _singular(low)


@lru_cache(maxsize=65536)
def spelt(word: str) -> str:
    """A word in lower case without accents or possessive, its spelling and number kept."""
    low = word.casefold()
    if not low.isalnum():
        for mark in "’ʼ`":
            low = low.replace(mark, "'")
        low = low.removesuffix("'s").replace("'", "")
    if not low.isascii():
        low = unicodedata.normalize("NFKD", low.translate(_GREEK))
        low = "".join(c for c in low if not unicodedata.combining(c))
    return low


def words(text: str) -> list[Word]:
    """Words of a text in order; punctuation is left out."""
    return [
        Word(found.start(), found.end(), found.group(), plain(found.group()))
        for found in _WORD.finditer(text)
    ]


def key(name: str) -> str:
    """The comparable form of a whole name; "" when it holds no word."""
    return "".join([plain(word) for word in _WORD.findall(name)])


def spelling(name: str) -> str:
    """Like `key`, but British and American spelling differ: for telling apart what to search."""
    return "".join([_singular(spelt(word)) for word in _WORD.findall(name)])


def unturned(name: str) -> str:
    """A catalogue name the way people say it: "abscess, lung" → "lung abscess". Lists stay."""
    parts = name.split(", ")
    if not 1 < len(parts) <= 3 or not all(parts) or " and " in name or " or " in name:
        return name
    return " ".join(reversed(parts))
