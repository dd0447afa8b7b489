# ruff: noqa: E501 - a list of words is easier to check on one line
"""How people type in haste, read as plain English: contractions without their apostrophe, words
shortened as in messages, and slips of spelling in the words that tell of danger.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SHORT = {
    "cant": "can't", "cannae": "can't", "wont": "won't", "isnt": "isn't", "arent": "aren't", "wasnt": "wasn't", "werent": "weren't",
    "doesnt": "doesn't", "dont": "don't", "didnt": "didn't", "hasnt": "hasn't", "havent": "haven't", "hadnt": "hadn't",
    "couldnt": "couldn't", "wouldnt": "wouldn't", "shouldnt": "shouldn't", "aint": "isn't", "ain't": "isn't", "dunno": "don't know",
    "im": "i'm", "ive": "i've", "hes": "he's", "shes": "she's", "theyre": "they're", "theyve": "they've", "whats": "what's",
    "thats": "that's", "u": "you", "ur": "your", "r": "are", "pls": "please", "plz": "please", "rn": "right now",
    "wanna": "want to", "gonna": "going to", "gotta": "got to", "bout": "about", "abt": "about", "cuz": "because", "coz": "because",
    "wkd": "weekend", "hosp": "hospital", "mins": "minutes", "min": "minutes", "hrs": "hours", "wks": "weeks", "wk": "week",
    "preg": "pregnant", "preggo": "pregnant", "bleedin": "bleeding", "breathin": "breathing", "sumthing": "something", "sth": "something",
    "hubby": "husband", "hubbys": "husband", "hubs": "husband", "bf": "boyfriend", "gf": "girlfriend", "nans": "nan", "wifes": "wife", "sons": "son",
    "bruv": "brother", "bro": "brother", "sis": "sister", "lil": "little", "bub": "baby", "bubba": "baby", "bubs": "baby", "bairn": "baby", "wean": "child",
    "dd": "daughter", "ds": "son", "dh": "husband", "lo": "lo", "mil": "mother", "fil": "father", "w": "with", "thru": "through", "tho": "though", "tonite": "tonight",
    "od'd": "overdosed", "od": "overdose", "oded": "overdosed", "ods": "overdoses", "temperture": "temperature", "o2": "oxygen",
}  # fmt: skip
# Words that must not be missed for a slip; what English has beside them, one letter off.
_WATCHED = (
    "chest breath breathe breathing throat tongue swollen swelling stroke seizure seizures collapsed unconscious unresponsive bleeding choking "
    "suicide suicidal overdose overdosed swallowed pregnant vomiting vomited headache allergic anaphylaxis anaphylactic paralysed paralyzed slurred "
    "drooping diabetic poison poisoned bleach battery tablets paracetamol tylenol ibuprofen shaking unbearable excruciating testicle testicles "
    "convulsing convulsion meningitis numbness dizziness severe sudden suddenly stabbing crushing pressure daughter husband boyfriend girlfriend grandmother grandfather"
)
_BESIDE = (
    "breach bread breadth breaths chess cheat crest chests threat threats tongues strike stoke stroked strokes strobe strove breeding blending bleating cooking "
    "chocking checking shocking prison shallow shallows swallows spelling smelling dwelling dropping batter several sever severed severer swallower "
    "tablet diabetes allergies poisons poisonous breather breathes breached headaches overdoses suicides collapses sparking sharking shaping sharing shaving "
    "pressures pressured seizured daughters husbands boyfriends girlfriends sickened collapse collapsing paralysis paralyses paralyzes convulsive crashing slashing brushing blushing testicular stabling"
)
_OTHERS = frozenset(_BESIDE.split())
_LONG = 9  # letters from which two slips are forgiven
_WORD = re.compile(r"[a-z][a-z']*")
_GAP = re.compile(r"(?<=\w)(?:\.{2,}|…)(?=\w)")
_STRETCHED = re.compile(r"([a-hj-z])\1{2,}")  # "helppp"; a Roman three stays


def plain(text: str) -> str:
    """A text in lower case as it would be written with care. Pure; what is plain stays as it is."""
    return _WORD.sub(_written, _STRETCHED.sub(r"\1", _GAP.sub(", ", text)))


def _written(found: re.Match[str]) -> str:
    word = found[0]
    short = _SHORT.get(word)
    if short is not None:
        return short
    if len(word) < 5 or "'" in word or word in _OTHERS:
        return word
    return _meant(word)


@lru_cache(maxsize=4096)
def _meant(word: str) -> str:
    watched = _variants()
    if word in watched[0]:
        return word
    for each in (word, *_shorter(word)):
        for meant in watched[1].get(each, ()):
            if meant[0] == word[0] and _apart(word, meant) <= (2 if len(meant) >= _LONG else 1):
                return meant
    return word


@lru_cache(maxsize=1)
def _variants() -> tuple[frozenset[str], dict[str, tuple[str, ...]]]:
    words = _WATCHED.split()
    found: dict[str, tuple[str, ...]] = {}
    for word in words:
        for each in {word, *_shorter(word)}:
            found[each] = (*found.get(each, ()), word)
    return frozenset(words), found


def _shorter(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]


def _apart(one: str, other: str) -> int:
    """Letters put in, left out, changed or exchanged with their neighbour between two words."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        previous, row, older = row, [i], before
        for j, b in enumerate(other, start=1):
            best = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, older[j - 2] + 1)
            row.append(best)
        before = previous
    return row[-1]
