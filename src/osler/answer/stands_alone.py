"""Whether a sentence can be read by itself, and what of ours it needs for that."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from osler.answer.candidate import Candidate
from osler.answer.fitness import dangling, leans_inside

# Read by every clinician without being spelled out, or only ever met in this form.
_KNOWN = """
    DNA RNA MRNA HIV AIDS MRI CT PET USA US UK EU FDA WHO CDC EMA NICE ICU BMI ECG EKG EEG EMG
    CI OR HR RR SD IQR ATP HLA PCR ELISA II III IV VI VII VIII IX XI XII XX XY COVID SARS TB BCG
    LDL HDL HBA1C INR NSAID NSAIDS ACE IL TNF IFN IGG IGM IGA IGE CYP GABA ALT AST CK NOT AND
    ANCA USPSTF CPIC DPWG AUC NO YES UV ABO MG ML KG IU PH
"""
WELL_KNOWN = frozenset(_KNOWN.split())

_SHORT = re.compile(r"(?<![\w-])[A-Z][A-Za-z]{0,3}[A-Z][A-Za-z]{0,2}s?(?![\w-])")
_DEFINED = re.compile(r"\(([A-Za-z][\w-]{1,9})(?:[;,][^()]{0,40})?\)")
_INDEFINITE = re.compile(
    r"(It|They|This (?:condition|disease|disorder|syndrome|drug|agent|medication|gene|protein|"
    r"infection|cancer|tumou?r)|These (?:conditions|diseases|disorders|syndromes|drugs|agents|"
    r"medications)|The (?:condition|disease|disorder|syndrome|drug|agent))\b"
)


@dataclass(frozen=True, slots=True)
class Standalone:
    """`text`: the sentence with additions in square brackets, or None; `reason` says what and why.

    Without its brackets, and one space before each, `text` is exactly the candidate's stretch.
    """

    text: str | None
    reason: str


def stands_alone(
    candidate: Candidate, expansion: Callable[[str], str | None] | None = None
) -> Standalone:
    """Make the sentence readable by itself, or say why it cannot be.

    Abbreviations that the passage or title spells out are expanded at first use; `expansion` may
    know others (never used over the passage's own). A pronoun that opens the sentence gets its
    antecedent only where the sentence before opens with one plain name.
    """
    text = candidate.text
    inserts: list[tuple[int, str]] = []
    opener = dangling(text)
    if opener is not None:
        found = _antecedent(candidate)
        if found is None:
            return Standalone(None, f"opens with “{opener}”, which leans on what went before")
        inserts.append(found)
    elif (inside := leans_inside(text)) is not None:
        return Standalone(None, f"leans on another sentence: “{inside}”")
    unknown: list[str] = []
    for at, short in _abbreviations(text):
        long = _long_form(candidate, short) or (expansion(short) if expansion else None)
        if long is None:
            unknown.append(short)
        elif long.lower() not in text.lower():
            inserts.append((at, long))
    if len(unknown) > 2:
        return Standalone(None, f"abbreviations not spelled out: {', '.join(unknown[:3])}")
    if len(inserts) > 3:
        return Standalone(None, "needs too many additions to be read by itself")
    return Standalone(_with(text, inserts), _reason(inserts))


def abbreviations(text: str) -> tuple[str, ...]:
    """Abbreviations used without being spelled out in the sentence itself, in order."""
    return tuple(short for _at, short in _abbreviations(text))


def _abbreviations(text: str) -> list[tuple[int, str]]:
    """(end of first use, abbreviation)."""
    own = {short for short, _long in _definitions(text)}
    found: dict[str, int] = {}
    for match in _SHORT.finditer(text):
        short = match.group().removesuffix("s")
        if short.upper() not in WELL_KNOWN and short not in own and len(short) > 1:
            found.setdefault(short, match.end())
    return [(at, short) for short, at in found.items()]


def _long_form(candidate: Candidate, short: str) -> str | None:
    for source in (candidate.hit.passage.text, candidate.hit.header.title):
        for defined, long in _definitions(source):
            if defined == short:
                return long
    return None


@lru_cache(maxsize=2048)
def _definitions(text: str) -> tuple[tuple[str, str], ...]:
    """(abbreviation, long form) for each "long form (ABBR)", after Schwartz and Hearst (2003)."""
    found: list[tuple[str, str]] = []
    for match in _DEFINED.finditer(text):
        short = match.group(1).removesuffix("s")
        if not any(character.isupper() for character in short):
            continue
        before = text[max(0, match.start() - 120) : match.start()].rstrip()
        long = _matching(short, before)
        if long is not None:
            found.append((short, long))
    return tuple(found)


def _matching(short: str, before: str) -> str | None:
    """The shortest tail of `before` whose letters give `short`, starting at a word's start."""
    letters = [character.lower() for character in short if character.isalnum()]
    at = len(before) - 1
    for place in range(len(letters) - 1, -1, -1):
        while at >= 0 and (
            before[at].lower() != letters[place]
            or (place == 0 and at > 0 and before[at - 1].isalnum())
        ):
            at -= 1
        if at < 0:
            return None
        at -= 1
    long = before[at + 1 :].strip()
    words = long.split()
    plausible = 2 <= len(words) <= len(letters) + 5 or (len(words) == 1 and "-" in long)
    clean = not re.search(r"[.;:()\[\]]", long)
    whole = plausible and clean and len(long) > len(short) and _initials(letters, long)
    return long if whole else None


def _initials(letters: list[str], long: str) -> bool:
    """Whether most letters are first letters of words, in order: letters picked up inside words
    make a trial's name out of its title.
    """
    firsts = iter(word[0].lower() for word in re.split(r"[\s/-]+", long) if word)
    found = sum(any(first == letter for first in firsts) for letter in letters)
    return found >= len(letters) * 0.6


def _antecedent(candidate: Candidate) -> tuple[int, str] | None:
    opened = _INDEFINITE.match(candidate.text)
    if opened is None or candidate.before is None:
        return None
    if re.match(r"It (?:is|was|has been|may be|should be) (?:\w+ )?(?:that|to)\b", candidate.text):
        return None
    name = _subject(candidate.before, plural=opened.group(1)[:4] in ("They", "Thes"))
    return None if name is None else (opened.end(), name)


_SUBJECT = re.compile(
    r"(?:The |An? )?((?:[A-Z][\w'-]*|[\w'-]+)(?: [\w'-]+){0,4}?)(?: \([\w -]{2,12}\))?,? "
    r"(is|are|was|were|has|have|may|can)\b"
)
_NOT_NAMES = re.compile(
    r"(?i)^(?:it|this|these|that|those|there|they|we|he|she|our|results?|patients?|however|the|"
    r"stud(?:y|ies)|in|although|while|when|both|some|most|many|several|no|all|one|treatment)\b|"
    r"\b(?:of|in|with|for|and|or|who|that|which|by|from|to)\b"
)


def _subject(before: str, plural: bool) -> str | None:
    found = _SUBJECT.match(before)
    if found is None or _NOT_NAMES.search(found.group(1)):
        return None
    if plural != (found.group(2) in ("are", "were", "have")):
        return None
    return found.group(1)


def _with(text: str, inserts: list[tuple[int, str]]) -> str:
    for at, words in sorted(inserts, reverse=True):
        text = f"{text[:at]} [{words}]{text[at:]}"
    return text


def _reason(inserts: list[tuple[int, str]]) -> str:
    if not inserts:
        return "stands alone"
    return "with our additions: " + ", ".join(words for _at, words in inserts)
