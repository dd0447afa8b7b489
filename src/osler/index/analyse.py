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

# Chunks are remembered here: a memory of words beside it only costs.
_stem = Stemmer.Stemmer("english", 0).stemWord

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
        """Analyse a chunk. Most of English is bare words, numbers, acronyms and compounds in some
        punctuation, which are told apart without any of the rules below.
        """
        if len(self) >= _REMEMBERED:
            self.clear()
        bare = chunk.strip(_EDGES)
        if not bare.isascii():
            result = " ".join(_chunk_tokens(chunk))
        elif bare.isalpha() and not bare.isupper():
            low = bare.lower()
            known = self.get(low)
            result = self[low] = _plain(low) if known is None else known
        elif bare.replace(".", "", 1).isdigit():
            result = bare if len(bare) <= _LONGEST else ""
        else:
            result = " ".join(_bare_tokens(bare, chunk))
        self[chunk] = result
        return result


_seen = _Seen()


def _plain(low: str) -> str:
    """Token of one lower-case ASCII word or of digits; "" for a stop word."""
    if low in _MICRO_UNITS:
        return " ".join(_chunk_tokens(low))
    if low in _STOP or len(low) > _LONGEST:
        return ""
    return _stemmed(low)


def _bare_tokens(bare: str, chunk: str) -> list[str]:
    """Tokens of an ASCII chunk that is no plain word: what `_chunk_tokens` gives, and quicker where
    it is an acronym or words joined by hyphens. `bare`: the chunk without punctuation around it.
    """
    if not bare.replace("-", "").isalpha() or "'" in chunk:
        return _chunk_tokens(chunk)
    low = bare.lower()
    if low[0] == "u" or "-u" in low:  # perhaps a micro-unit
        return _chunk_tokens(chunk)
    parts = [part for part in low.split("-") if part]
    if len(low) > _LONGEST:
        return _chunk_tokens(chunk)
    if bare.isupper():
        found = list(map(_stemmed, parts))
    else:  # words that texts have by themselves too, as a rule
        found = [token for token in map(_seen.__getitem__, parts) if token]
    if len(parts) > 1 and _written_together(parts):
        found.append(_stemmed("".join(parts)))
    return found


def _chunk_tokens(chunk: str) -> list[str]:
    folded = _folded(chunk)
    parts = _PART.findall(folded)
    if not parts:
        return []
    found = [token for part in parts for token in _word(part, chunk)]
    whole = _joined(folded, parts)
    return [*found, whole] if whole else found


def _folded(chunk: str) -> str:
    """NFKC, lower case, no diacritics, powers marked with a caret. Rules whose sign is not there
    are passed over: looking is quicker than trying.
    """
    text = chunk.lower() if chunk.isascii() else _compatible(chunk)
    if not text.isascii():
        text = _MICRO.sub("mc", text).translate(_LETTERS)
        text = unicodedata.normalize("NFD", text)
        text = "".join(each for each in text if not unicodedata.combining(each))
    elif "u" in text:
        text = _MICRO.sub("mc", text)
    if "." in text:
        text = _DOTTED.sub(lambda found: found[0].replace(".", ""), text)
    if "'" in text:
        text = _POSSESSIVE.sub("", text)
    return _THOUSANDS.sub(lambda found: found[0].replace(",", ""), text) if "," in text else text


def _compatible(chunk: str) -> str:
    chunk = _SHARP.sub("beta", _POWER.sub(r"^\1", chunk))
    return unicodedata.normalize("NFKC", chunk).casefold()


def _word(part: str, chunk: str) -> list[str]:
    if len(part) > _LONGEST:
        return []
    if part.isalpha():
        return [] if part in _STOP and not _capitals(chunk) else [_stemmed(part)]
    if _NUMBER.fullmatch(part):
        return [part.replace("·", ".")]
    word = part.replace("'", "").replace("·", ".")
    if word in _STOP and not _capitals(chunk):
        return []
    return [_stemmed(word)] if word.isalpha() else [word]


def _capitals(chunk: str) -> bool:
    """Whether every letter is a capital, and there is one."""
    letters = [character for character in chunk if character.isalpha()]
    return bool(letters) and all(character.isupper() for character in letters)


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
    if "*" not in folded and not _written_together(parts):
        return None
    return _stemmed(whole) if whole.isalpha() else whole


def _written_together(parts: list[str]) -> bool:
    first, last = parts[0], parts[-1]
    return len(parts) <= 3 and (len(first) <= 4 or len(last) <= 4 or first in _PREFIXES)
