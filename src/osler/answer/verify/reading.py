"""A text read into sentences of words: the form in which statements and passages are compared.

Spelling, case, dashes, accents and British or American forms are evened out first, so that
retyping a sentence changes nothing. Nothing here raises, and everything is linear in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from osler.answer.verify.lexicon import FAMILIES, RAREST, RARITY, SHORT_FORMS, STOP
from osler.answer.verify.spelling import spelled, stem_of

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−﹣-", "-"),
        **dict.fromkeys("‘’‛′`´", "'"),
        **dict.fromkeys("“”„″«»", '"'),
        **{raised: f"^{digit}" for raised, digit in zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True)},
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"),
        **dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"),
        "·": ".",
        "⩾": "≥",
        "⩽": "≤",
        "µ": "u",
        "μ": "u",
        "½": " 1/2",
        "¼": " 1/4",
        "¾": " 3/4",
        "α": "alpha",
        "β": "beta",
        "γ": "gamma",
        "δ": "delta",
        "κ": "kappa",
    }
)
_MARKUP = re.compile(r"</?[a-zA-Z]{1,6}>")
_SPACE = re.compile(r"\s+")
_NOT = re.compile(r"(?i)n't\b")
_CANNOT = re.compile(r"(?i)\bcannot\b")
# "Loss-of-function" names a kind of variant: no loss of anything is told.
_NAMED = r"(?:loss|gain)[ -]of[ -]function"
_TOKEN = re.compile(rf"{_NAMED}|[^\W\d_]+|\d+(?:[.,]\d+)*|[^\w\s]|_")
_NAMES = {
    "lof": "loss-of-function",
    "loss of function": "loss-of-function",
    "gof": "gain-of-function",
    "gain of function": "gain-of-function",
}
_STOP_SIGN = re.compile(r"[.!?][\"')\]]*\s+|\s*\n\s*")
_ABBREVIATION = re.compile(
    r"(?:\b(?:vs|e\.g|i\.e|dr|mr|mrs|st|al|approx|fig|figs|no|nos|ca|cf|etc|resp|incl|spp?|subsp)"
    r"|\b[A-Za-z])\.$",
    re.IGNORECASE,
)

_LONGEST = 1500  # code points; a longer "sentence" is cut, so that work stays linear


@dataclass(frozen=True, slots=True, eq=False)
class Lexeme:
    """What is known of a word by itself: `stem` shared by its family, `weight` its rarity 0..7
    (0 for function words, numbers and marks), `sense` its key among near-synonyms.
    """

    word: str
    stem: str
    sense: str
    weight: float


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """One sentence, normalised with its case kept; `lower` is the same text in lower case.

    `starts[i]` is the offset of `words[i]` in `text`.
    """

    text: str
    lower: str
    words: tuple[Lexeme, ...]
    starts: tuple[int, ...]
    held: frozenset[str]

    def senses(self) -> frozenset[str]:
        """The senses of its weighted words."""
        return self.held


def normalise(text: str) -> str:
    """The text with spelling signs, accents, markup and spaces evened out; line ends kept."""
    if not text.isascii():
        text = text.translate(_SIGNS)
        folded = unicodedata.normalize("NFKD", text)
        text = "".join(sign for sign in folded if not unicodedata.combining(sign))
    text = text.translate(_SIGNS)
    if "<" in text:
        text = _MARKUP.sub("", text)
    if "'" in text:
        text = _NOT.sub(" not", text)
    return _CANNOT.sub("can not", text)


def flat(text: str) -> str:
    """The text on one line in lower case, for comparing word for word."""
    return _SPACE.sub(" ", normalise(text)).strip().lower()


@lru_cache(maxsize=512)
def read(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text, in order. An abbreviation's full stop does not end one."""
    plain = normalise(text)
    return tuple(_sentence(part) for part in _parts(plain))


@lru_cache(maxsize=65536)
def lexeme(word: str) -> Lexeme:
    """What is known of one lower-case word."""
    if not word[0].isalpha():
        return Lexeme(word, word, word, 0.0)
    even = spelled(word)
    stem = stem_of(even)
    if word in STOP:
        return Lexeme(word, stem, FAMILIES.get(word, stem), 0.0)
    sense = FAMILIES.get(even) or FAMILIES.get(stem) or stem
    weight = RARITY.get(stem, RAREST)
    return Lexeme(word, stem, sense, min(weight, 2.0) if len(word) == 1 else weight)


def content(sentences: Sequence[Sentence]) -> dict[str, float]:
    """Sense → weight over the weighted words of some sentences."""
    return {
        word.sense: word.weight for sentence in sentences for word in sentence.words if word.weight
    }


def _parts(text: str) -> list[str]:
    parts = []
    start = 0
    for sign in _STOP_SIGN.finditer(text):
        if "\n" not in sign.group():
            following = text[sign.end() : sign.end() + 1]
            if following.islower() or _ABBREVIATION.search(
                text, sign.start() - 8, sign.start() + 1
            ):
                continue
        parts.append(text[start : sign.end()].strip())
        start = sign.end()
    parts.append(text[start:].strip())
    return [part[cut : cut + _LONGEST] for part in parts for cut in range(0, len(part), _LONGEST)]


def _sentence(text: str) -> Sentence:
    text = _SPACE.sub(" ", text)
    lower = text.lower()
    for phrase, word in SHORT_FORMS:
        if phrase in lower:
            text = re.sub(re.escape(phrase), word, text, flags=re.IGNORECASE)
            lower = text.lower()
    words = []
    starts = []
    for found in _TOKEN.finditer(lower):
        words.append(lexeme(_NAMES.get(found.group()) or found.group()))
        starts.append(found.start())
    held = frozenset(word.sense for word in words if word.weight)
    return Sentence(text, lower, tuple(words), tuple(starts), held)
