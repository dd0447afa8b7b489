"""Text to index tokens: the same for passages and questions, for every engine.

A text is cut at white space and each chunk is analysed by itself, so that a bounded memory of
chunks already seen makes whole texts cheap. Within a chunk:

- Unicode NFKC, case and diacritics folded; superscripts after a digit stay powers (`10⁹` is
  `10^9`, never `109`), other super- and subscripts join their letter (`CO₂` is `co2`).
- Greek letters become their names (`TNF-α` is `TNF-alpha`); `μg`, `ug` and `mcg` are `mcg`.
- Numbers keep their decimal point (`0.5`, `0·5`); thousands separators go (`1,000`); a unit
  parts from its number (`5mg`).
- Compounds give their parts in order and, where a part is short or a prefix, then the parts
  joined: `IL-6` gives `il 6 il6`, `cost-effective` gives `cost effect`.
- Stop words go, unless written in capitals (hepatitis A, WHO). Spelling is folded
  (`osler.index.spelling`), then English Snowball stems are taken, but of inflammations (`-itis`).
"""

from __future__ import annotations

import re
import unicodedata

import Stemmer

from osler.index.spelling import fold

ANALYZER = "osler-english/2"

_REMEMBERED = 1 << 18  # chunks; about 40 MB when full
_LONGEST = 64  # code points of a token; longer ones are data, not words

_stem = Stemmer.Stemmer("english").stemWord

_STOP_WORDS = """
    a about above after again against all also am among an and any are as at be because been
    before being below between both but by can could did do does doing down during each either few
    for from further had has have having he her here hers him his how i if in into is it its itself
    just me more most my no nor not of off on once only or other our out over own per same she
    should so some such than that the their theirs them then there these they this those through
    thus to too under until up upon us very was we were what when where whether which while who
    whom whose why will with within without would you your
"""
_STOP = frozenset(_STOP_WORDS.split())
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta",
    "η": "eta", "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu",
    "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon",
    "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
}  # fmt: skip
_LETTERS = str.maketrans(
    {**_GREEK, "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"}
    | dict.fromkeys("‐‑‒–—−", "-")
    | dict.fromkeys("’‘ʼ′", "'")
)
_POWER = re.compile(r"(?<=\d)([⁺⁻]?[⁰¹²³⁴-⁹]+)")
_SHARP = re.compile(r"ß(?=[-\d]|$)")  # typed for beta far more often than meant
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")  # i.v., e.g.
_POSSESSIVE = re.compile(r"'s\b")
_MICRO = re.compile(r"(?<![^\W\d_])[μu](?=[gml]\b|mol)")
_THOUSANDS = re.compile(r"(?<![\d.])(\d{1,3}(?:,\d{3})+)(?!\d)")
_PART = re.compile(
    r"\d+(?:[.·]\d+)?\^[-+]?\d+"
    r"|\d+[.·]\d+"
    r"|\d+(?=(?:mg|mcg|kg|g|ml|dl|l|mmol|iu|mm|cm|h|hz|mmhg)(?![a-z0-9]))"
    r"|[^\W_]+(?:'[^\W_]+)?"
)
_NUMBER = re.compile(r"[\d.^+-]+")
_EDGES = "()[]{}.,;:%\"'"
_MICRO_UNITS = frozenset({"ug", "ul", "um", "umol", "umoles", "ugml"})
_PREFIX_LIST = (
    "anti auto cardio counter extra gastro hyper hypo immuno infra inter intra macro micro multi "
    "neuro post proto pseudo retro semi super supra trans ultra under"
)
_PREFIXES = frozenset(_PREFIX_LIST.split())


def analysed(text: str) -> str:
    """Space-joined tokens of a text, in order; what goes into an engine."""
    return " ".join(filter(None, map(_seen.__getitem__, text.split())))


def tokens(text: str) -> list[str]:
    """Index tokens of a text, in order, repeats kept."""
    return analysed(text).split()


class _Seen(dict[str, str]):
    """Tokens of every chunk seen, analysed when first asked for."""

    def __missing__(self, chunk: str) -> str:
        """Analyse a chunk. Most of English is bare words and numbers in some punctuation, which
        are told apart without any of the rules below.
        """
        if len(self) >= _REMEMBERED:
            self.clear()
        bare = chunk.strip(_EDGES)
        if bare.isascii() and (bare.isdigit() or (bare.isalpha() and not bare.isupper())):
            low = bare.lower()
            result = self.get(low)
            if result is None:
                result = self[low] = _plain(low)
        else:
            result = " ".join(_chunk_tokens(chunk))
        self[chunk] = result
        return result


_seen = _Seen()


def _plain(low: str) -> str:
    """Token of one lower-case ASCII word or of digits; "" for a stop word."""
    if low in _MICRO_UNITS:
        return " ".join(_chunk_tokens(low))
    if low in _STOP or len(low) > _LONGEST:
        return ""
    return low if low.isdigit() else _stemmed(low)


def _chunk_tokens(chunk: str) -> list[str]:
    folded = _folded(chunk)
    parts = _PART.findall(folded)
    if not parts:
        return []
    letters = [character for character in chunk if character.isalpha()]
    capitals = bool(letters) and all(character.isupper() for character in letters)
    found = [token for part in parts for token in _word(part, capitals=capitals)]
    whole = _joined(folded, parts)
    return [*found, whole] if whole else found


def _folded(chunk: str) -> str:
    """NFKC, lower case, no diacritics, powers marked with a caret."""
    chunk = _SHARP.sub("beta", _POWER.sub(r"^\1", chunk))
    text = unicodedata.normalize("NFKC", chunk).casefold()
    if not text.isascii():
        text = _MICRO.sub("mc", text).translate(_LETTERS)
        text = unicodedata.normalize("NFD", text)
        text = "".join(each for each in text if not unicodedata.combining(each))
    else:
        text = _MICRO.sub("mc", text)
    text = _POSSESSIVE.sub("", _DOTTED.sub(lambda found: found[0].replace(".", ""), text))
    return _THOUSANDS.sub(lambda found: found[0].replace(",", ""), text)


def _word(part: str, *, capitals: bool) -> list[str]:
    if len(part) > _LONGEST:
        return []
    if _NUMBER.fullmatch(part):
        return [part.replace("·", ".")]
    word = part.replace("'", "").replace("·", ".")
    if word in _STOP and not capitals:
        return []
    return [_stemmed(word)] if word.isalpha() else [word]


def _stemmed(word: str) -> str:
    if word.endswith("itis"):  # pancreatitis is not pancreatic, nor hepatitis hepatic
        return word
    stem: str = _stem(fold(word))
    return stem[:-1] if stem.endswith("si") else stem  # diagnosis meets diagnoses


def _joined(folded: str, parts: list[str]) -> str | None:
    """The parts as one token, where people also write them so; None where they do not."""
    if not 2 <= len(parts) <= 5 or "/" in folded or ("-" not in folded and "*" not in folded):
        return None
    if all(_NUMBER.fullmatch(part) for part in parts):
        return None
    whole = "".join(parts).replace("'", "")
    if len(whole) > _LONGEST or "^" in whole or "." in whole:
        return None
    first, last = parts[0], parts[-1]
    if first.isdigit() and len(last) > 3:
        return None
    if "*" not in folded and min(len(first), len(last)) > 4 and first not in _PREFIXES:
        return None
    if len(parts) > 3 and "*" not in folded:
        return None
    return _stemmed(whole) if whole.isalpha() else whole
