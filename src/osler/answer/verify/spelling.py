"""British and American spelling made one, and words reduced to stems."""

from __future__ import annotations

import re
import threading

import Stemmer

_SPELLINGS = (
    ("aemi", "emi"),
    ("aem", "em"),
    ("oed", "ed"),
    ("oea", "ea"),
    ("oes", "es"),
    ("paed", "ped"),
    ("aes", "es"),
    ("aec", "ec"),
    ("foet", "fet"),
    ("umour", "umor"),
    ("avour", "avor"),
    ("aviour", "avior"),
    ("colour", "color"),
    ("labour", "labor"),
    ("isation", "ization"),
    ("fibre", "fiber"),
    ("litre", "liter"),
    ("centre", "center"),
    ("metre", "meter"),
    ("sulph", "sulf"),
    ("programme", "program"),
    ("lyse", "lyze"),
    ("leucoc", "leukoc"),
)
_ISE = re.compile(r"is(e|es|ed|ing)$")
_stemmer = Stemmer.Stemmer("english")
_stemming = threading.Lock()


def spelled(word: str) -> str:
    """A lower-case word in one spelling: tumour → tumor, oedema → edema, -ise → -ize."""
    for british, american in _SPELLINGS:
        if british in word:
            word = word.replace(british, american)
    return _ISE.sub(r"iz\1", word) if len(word) > 6 else word


def stem_of(word: str) -> str:
    """The Snowball English stem; the stemmer keeps state, so one caller at a time."""
    with _stemming:
        return str(_stemmer.stemWord(word))
