# ruff: noqa: E501 - a list of words is easier to check on one line
"""Personal data in a question, found and masked before anything is kept of it.

After the eighteen identifiers of 45 CFR 164.514(b)(2). Best effort: what is written in an unusual
way gets through, so readers are asked to leave out what identifies a person.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from osler.safety.forms import measures
from osler.safety.identifier import Finding, Identifier
from osler.safety.legible import legible
from osler.safety.numbers import numbers
from osler.safety.persons import persons
from osler.safety.places import places
from osler.safety.sought import Sought
from osler.safety.tagging import tagged
from osler.safety.times import times
from osler.vocabulary.concept import Vocabulary


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with each identifier replaced by its kind in brackets, and where they stood in the
    text as typed.
    """

    text: str
    findings: tuple[Finding, ...]


_KINDS = "|".join(each.value for each in Identifier)
# Words that only lead up to an identifier, and say nothing once it is gone.
_BEFORE = (
    "mrn|ssn|dob|npi|dea|vin|udi|imei|iban|zip|zip code|post ?code|e-?mail(?: me)?|mail|phone|tel|mobile|cell|"
    "fax|call(?: me| back)?|text|ring|reach me|born|birthday|named|called|name|lives|live|resident of|mr|mrs|ms|"
    "miss|dr|prof|medical record|record|chart|patient id|hospital number|hospital no|nhs|encounter|case|account|"
    "acct|card|policy|member|plan|health plan|group|subscriber|medicare|medicaid|insurance|driver'?s license|"
    "driving licence|licen[cs]e|passport|plate|number plate|license plate|pacemaker serial|serial|s/n|device|"
    "social security|social|fingerprint|retina scan|voiceprint|template|study|subject|claim|rx|prescription|token|"
    "barcode|employee|participant|pin|photo|attached|see|follow me|my|initials|aged?"
)
_PLACEHOLDER = re.compile(rf"\[({_KINDS})(?: (?:of )?\d{{4}})?\]")
_STANDS = Sought(
    rf"(?:(?i:\b(?:{_BEFORE})\b)\.?(?:\s*(?i:id|ids|number|numbers|no|is|was|at|on)\b\.?|\s*[#:=])*\s*)*"
    rf"\[(?:{_KINDS})(?: (?:of )?\d{{4}})?\]"
)
_CLOSING = re.compile(r"\s+(?=[,.;:?!)])")
_EMPTY = Sought(r"\((?:[,;:\s]|and)*\)|[,;:](?=\s*[,;:.?!])|^[\s,;:.]+")


_TELLING = 8  # letters that a question must have beside what was masked, to be told as another
_LONGEST = 60  # code points of an identifier, less one


def masked(asked: str, vocabulary: Vocabulary) -> Masked:
    """Find and mask what identifies a person. Masking what is masked changes nothing."""
    read = legible(asked)
    found = chain(
        numbers(read.text), times(read.text), places(read.text), persons(read.text, vocabulary)
    )
    stood = [each.span() for each in _PLACEHOLDER.finditer(read.text)]
    if not stood:  # among what is masked, words do not read as they did
        found = chain(found, tagged(read.text, vocabulary))
    told = (each for each in found if not _measured(read.text, each))
    findings = _apart((_closed(read.text, each) for each in told), stood)
    text = asked
    placed = [Finding(each.kind, *read.span(each.start, each.end), each.kept) for each in findings]
    for each in reversed(placed):
        text = f"{text[: each.start]}{_placeholder(each)}{text[each.end :]}"
    return Masked(text, tuple(placed))


def _measured(text: str, finding: Finding) -> bool:
    worded = finding.kind in {Identifier.NAME, Identifier.PLACE}
    return worded and measures(text, finding.start, finding.end)


def _closed(text: str, finding: Finding) -> Finding:
    """A finding without the full stop of the sentence that it ends."""
    stop = finding.end - 1
    if text[stop] != "." or "." in text[finding.start : stop]:
        return finding
    return Finding(finding.kind, finding.start, stop, finding.kept)


def _apart(found: Iterable[Finding], stood: list[tuple[int, int]]) -> list[Finding]:
    """Findings in order of place. Of those that overlap the first given stays, and what it leaves
    uncovered of a later one is lost only if that reaches no further on.
    """
    kept: list[Finding] = []
    for each in found:
        clash = any(start < each.end and each.start < end for start, end in stood)
        if clash or any(other.start < each.end and each.start < other.end for other in kept):
            kept = _widened(kept, each) if not clash else kept
            continue
        kept.append(each)
    return sorted(kept, key=lambda each: each.start)


def _widened(kept: list[Finding], more: Finding) -> list[Finding]:
    """A finding of the same kind that overlaps makes the one held as wide as both."""
    overlapping = [o for o in kept if o.start < more.end and more.start < o.end]
    if len(overlapping) != 1 or overlapping[0].kind is not more.kind:
        return kept
    held = overlapping[0]
    wide = Finding(
        held.kind, min(held.start, more.start), max(held.end, more.end), held.kept or more.kept
    )
    return [wide if each is held else each for each in kept]


def _placeholder(finding: Finding) -> str:
    if finding.kept is not None:
        return f"[{finding.kind.value} of {finding.kept}]"
    return f"[{finding.kind.value}]"


def kinds_masked(text: str) -> Counter[Identifier]:
    """Which identifiers a masked text had, and how many of each."""
    return Counter(Identifier(each) for each in _PLACEHOLDER.findall(text))


def restates(text: str, original: str) -> bool:
    """Whether a text is another, the same or with what was masked in it masked."""
    if text == original:
        return True
    parts = _PLACEHOLDER.split(text)[::2]  # between two parts stands the kind that was masked
    if len(parts) < 2 or sum(map(str.isalpha, "".join(parts))) < _TELLING:
        return False
    hidden = rf"\S.{{0,{_LONGEST}}}?"
    return re.fullmatch(hidden.join(re.escape(each) for each in parts), original) is not None


def bare(text: str) -> str:
    """A masked text without what stands for identifiers, to be understood; somebody's age over 89
    is read as 90.
    """
    if "[" not in text:
        return text
    left = text.replace(f"[{Identifier.AGE.value}]", "90")
    left = _STANDS.pattern.sub(" ", left)
    if left == text:
        return text
    return " ".join(_CLOSING.sub("", _EMPTY.pattern.sub("", " ".join(left.split()))).split())
