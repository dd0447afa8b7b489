"""Weigh the questions in `tests/safety` for `safety/tagging.py`: `python -m` this module.

Every question with identifiers is met again with others made up in their place, and every one
without is met again with made-up names of things, so that frames are weighed and not the names
that happened to stand in them. It takes about a minute.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Sequence
from pathlib import Path

import osler.safety.tagging as tags
from osler.evaluation import weighing
from osler.evaluation.safety_lists import (
    FOLDER,
    PHRASES,
    QUESTIONS,
    Marked,
    lines,
    marked,
    phrases,
)
from osler.safety.given_names import plain_names
from osler.safety.identifier import Identifier
from osler.safety.tagging import FEATURES, KIND_FEATURES, features, tokens
from osler.safety.weights import Weights, written
from osler.vocabulary.small import SmallVocabulary

_PLAN = weighing.Plan(FEATURES, KIND_FEATURES, rounds=6)
_AGAIN = 4  # times that a question is met with other identifiers
_MARKED = re.compile(r"\{(\w+)\|([^}]*)\}")
_NAME = re.compile(r"[^\W\d_]{3,}(?:['’-][^\W\d_]+)*")
# What made-up names are put together from, and words of places that stay as they are.
_OPENING = "b br c ch d dr f g gr h j k kl kr l m n p pr r s sh st t tr v w y z zh ng kw mb th"
_VOICED = "a e i o u aa ai ei ou ee ia io ö é á"
_ENDING = "n r l s m k t d nd rt ck ng ski son sen ez ova wa ton ley man berg ic"
_PLACES = (
    "the and von van bin street road school hospital home care clinic nursing elementary st ave "
    "apt county rue des university centre center"
)
_FIRSTS, _VOWELS, _LASTS = _OPENING.split(), _VOICED.split(), _ENDING.split()
_FIXED = frozenset(_PLACES.split())
_THING = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{4,}\b|\b[A-Z]{1,4}-?\d{2,6}\b")


def listed(folder: Path = FOLDER) -> list[str]:
    """Questions as they are weighed, identifiers marked: those with personal data, and the phrases
    of triage, which have none.
    """
    found = [line for name in QUESTIONS for line in lines(folder / name)]
    return found + [phrase for name in PHRASES for _, phrase in phrases(folder / name)]


def learned(listing: Sequence[str]) -> Weights:
    """Weights from questions."""
    vocabulary = SmallVocabulary()
    chance = random.Random(0)  # noqa: S311 - made-up names, no secret
    met = [marked(line) for line in listing]
    met += [marked(_other(line, chance)) for line in listing for _ in range(_again(line))]
    examples = [
        weighing.Example(frozenset(parts), (), kind)
        for each in met
        for kind, parts in _words(each, vocabulary)
    ]
    return weighing.weighed(examples, [each.value for each in Identifier], _PLAN, digest(listing))


def digest(listing: Sequence[str]) -> str:
    """Tells whether weights are of these questions."""
    return hashlib.sha256("\n".join(listing).encode()).hexdigest()[:16]


def _words(each: Marked, vocabulary: SmallVocabulary) -> list[tuple[str | None, set[str]]]:
    spans = tokens(each.text)
    return [
        (next((o.kind.value for o in each.identifiers if o.start < e and s < o.end), None), parts)
        for (s, e), parts in zip(spans, features(each.text, spans, vocabulary), strict=True)
    ]


def _again(line: str) -> int:
    return _AGAIN if "{" in line else int(_THING.search(line) is not None)


def _other(line: str, chance: random.Random) -> str:
    """A question with other identifiers, or other names of things where it has none."""
    if "{" not in line:
        return _THING.sub(lambda found: _coded(found[0], chance), line)
    small = chance.random() < 0.15
    return _MARKED.sub(
        lambda found: f"{{{found[1]}|{_value(found[1].upper(), found[2], chance, small=small)}}}",
        line,
    )


def _value(kind: str, value: str, chance: random.Random, *, small: bool) -> str:
    if kind in {"AGE", "DATE", "EMAIL", "URL", "PHOTO"}:
        return value
    if kind not in {"NAME", "PLACE"}:
        return _coded(value, chance)
    named = _NAME.sub(lambda found: _named(found[0], kind, chance), value)
    numbered = re.sub(r"\d", lambda _: str(chance.randrange(10)), named)
    return numbered.lower() if small and kind == "NAME" else numbered


def _named(word: str, kind: str, chance: random.Random) -> str:
    if word.lower() in _FIXED:
        return word
    if kind == "NAME" and chance.random() < 0.25:
        other = chance.choice(sorted(plain_names()))
    else:
        other = _invented(chance)
    return other.upper() if word.isupper() else other.capitalize() if word[0].isupper() else other


def _invented(chance: random.Random) -> str:
    syllables = (
        chance.choice(_FIRSTS) + chance.choice(_VOWELS) for _ in range(chance.randint(1, 2))
    )
    return "".join(syllables) + chance.choice(_LASTS)


def _coded(code: str, chance: random.Random) -> str:
    """Another code of the same form; of a word another word."""
    if code.isalpha() and len(code) > 4:
        return _invented(chance).capitalize()
    digits = re.sub(r"\d", lambda _: str(chance.randrange(10)), code)
    return re.sub(
        r"(?<![a-z])[A-Z](?![a-z])", lambda _: chance.choice("ABCDEFGHJKLMNPRSTUVWXYZ"), digits
    )


def main() -> None:
    """Write the weights of the lists as they are."""
    target = Path(tags.__file__).with_name(tags.WEIGHTS)
    target.write_bytes(written(learned(listed())))


if __name__ == "__main__":
    main()
