"""Whether a statement in other words still says the same: checked piece by piece, both ways.

What is compared are the things a claim stands on: numbers with their units and comparators,
denials, hedges, warnings, directions, strength, conditions, the people, the drugs and diseases.
Both wordings are first brought to the glossary's plain words. It knows nothing of how the rewrite
came about: it judges one from a table and one from a language model alike. What it cannot see to be
the same it calls a fault, and the original is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from osler.answer.verify import judge
from osler.readers.claim import Claim, Number, claim, denies, same, written
from osler.readers.glossary import Glossary, glossary

_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_POINTING = re.compile(r"(?:this|these|that|those|it|they|examples) \w")
_BECAUSE = re.compile(r"(?i)this is because\b")
_HOLDING = re.compile(r"(?i)(?:if|when|whenever|unless|until|as long as|provided)\b")
_KEPT = 0.5  # share of the original's weight that a rewrite must carry in words known to be alike
_ADDED = 0.5  # share of the rewrite's weight that may be new to the original


@dataclass(frozen=True, slots=True)
class Fault:
    """`kind` is one of number, unit, comparator, denial, hedge, warning, direction, strength,
    condition, people, name, alternative, meaning, citations, words; `said` names what and where.
    """

    kind: str
    said: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One statement: as it was, as it is shown, and what was found against another wording (the
    original is then shown).
    """

    brief: bool
    original: str
    shown: str
    faults: tuple[Fault, ...] = ()

    @property
    def kept(self) -> bool:
        """Whether nothing was found against the wording shown."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class Report:
    """Every statement of an answer, in the order shown; `lines`: the sides of disagreements and
    what is not covered.
    """

    outcomes: tuple[Outcome, ...]
    lines: tuple[Outcome, ...] = ()

    @property
    def failures(self) -> tuple[Outcome, ...]:
        """Those whose other wording was not used."""
        return tuple(each for each in (*self.outcomes, *self.lines) if not each.kept)


def faults(
    original: str, rewrite: str, words: Glossary | None = None, around: str = ""
) -> tuple[Fault, ...]:
    """What the rewrite does not keep of the original; () where it says the same. `around`: what
    ambiguous abbreviations are read by.
    """
    return _faults(original, rewrite, words or glossary(), around)


def citation_faults(original: tuple[object, ...], rewrite: tuple[object, ...]) -> tuple[Fault, ...]:
    """A rewrite rests on what the original rests on, and on nothing else."""
    if original == rewrite:
        return ()
    return (Fault("citations", "the rewrite does not cite what the original cites"),)


@lru_cache(maxsize=2048)
def _faults(original: str, rewrite: str, words: Glossary, around: str) -> tuple[Fault, ...]:
    if original == rewrite:
        return ()
    before, after = claim(original, words, around), claim(rewrite, words, around)
    found = [
        *_as_written(original, rewrite, words),
        *_parted(original, rewrite),
        *_numbers(before, after),
        *_cues(before, after),
        *_sets(before, after),
        *_meaning(before, after),
    ]
    if not found:
        verdict = judge(after.text, [before.text])
        found = [
            Fault("meaning", each) for each in verdict.reasons if not each.startswith("coverage")
        ]
    return tuple(dict.fromkeys(found))


def _as_written(original: str, rewrite: str, words: Glossary) -> Iterator[Fault]:
    """Numbers and denials hold in the very words too, so that no table can bring one in."""
    before, after = written(original, words), written(rewrite, words)
    yield from _numbers(before, after)
    if before.denials != after.denials:
        yield Fault("denial", f"{before.denials} denied in the original, {after.denials} here")


def _parted(original: str, rewrite: str) -> Iterator[Fault]:
    """A sentence made of what hung on another is not reached by what that one denies, or holds
    only on a condition: "did not find harm. This includes weakness".
    """
    low = original.lower()
    for before, here in pairwise(_SENTENCES.split(rewrite)):
        opening = " ".join(here.lower().split()[:2])
        if _POINTING.match(opening) is None or opening in low or _BECAUSE.match(here):
            continue
        if denies(before) and not denies(here):
            yield Fault("denial", f"what is denied does not reach {opening!r} any more")
        if _HOLDING.match(before):
            yield Fault("condition", f"what it holds on does not reach {opening!r} any more")


def _numbers(before: Claim, after: Claim) -> Iterator[Fault]:
    yield from _missing(before.numbers, after.numbers, "is not in the rewrite")
    yield from _missing(after.numbers, before.numbers, "is not in the original")


def _missing(wanted: tuple[Number, ...], held: tuple[Number, ...], said: str) -> Iterator[Fault]:
    left = list(held)
    for each in wanted:
        match = next((other for other in left if same(each, other)), None)
        if match is not None:
            left.remove(match)
            continue
        near = [other for other in held if other.value == each.value]
        if not near:
            yield Fault("number", f"{each} {said}")
        elif all(other.unit != each.unit for other in near):
            yield Fault("unit", f"{each}: the unit {said}")
        elif all(other.comparator != each.comparator for other in near):
            yield Fault("comparator", f"{each}: {each.comparator!r} {said}")
        # else: said again, which changes nothing


def _cues(before: Claim, after: Claim) -> Iterator[Fault]:
    """Denials are counted, for one more or one fewer turns the sense; a hedge may be said of less
    or of more only together with what it is said of.
    """
    if before.denials != after.denials:
        yield Fault("denial", f"{before.denials} denied in the original, {after.denials} here")
    for kind in sorted(before.hedges.keys() | after.hedges.keys()):
        was, now = before.hedges.get(kind, 0), after.hedges.get(kind, 0)
        if now < was:
            yield Fault("hedge", f"{kind}: said {was} times in the original, {now} here")
        elif not was:
            yield Fault("hedge", f"{kind}: not said in the original")
    for kind in sorted(before.warnings - after.warnings):
        yield Fault("warning", f"{kind}: not said any more")
    for kind in sorted((after.warnings - before.warnings) & {"deadly", "forbidden", "emergency"}):
        yield Fault("warning", f"{kind}: not said in the original")
    for scale in sorted(before.strength.keys() | after.strength.keys()):
        one, other = before.strength.get(scale, 0), after.strength.get(scale, 0)
        if one != other and (scale != "quantifier" or one > 2 or other > 2):
            yield Fault("strength", f"{scale}: {one} in the original, {other} here")


def _sets(before: Claim, after: Claim) -> Iterator[Fault]:
    for kind, one, other in (
        ("people", before.people, after.people),
        ("name", before.drugs, after.drugs),
        ("name", before.symbols, after.symbols),
        ("denial", before.denied, after.denied),
        ("alternative", before.alternatives, after.alternatives),
        ("direction", before.directions, after.directions),
        ("condition", before.conditions, after.conditions),
    ):
        said = "denied" if kind == "denial" else "found"
        for each in sorted(one - other):
            yield Fault(kind, f"{each} is not {said} in the rewrite")
        for each in sorted(other - one):
            yield Fault(kind, f"{each} is not {said} in the original")
    for each in sorted(before.terms - after.terms):
        if not after.carries(each):
            yield Fault("name", f"{each} is not in the rewrite")
    for each in sorted(after.terms - before.terms):
        if not before.carries(each):
            yield Fault("name", f"{each} is not in the original")


def _meaning(before: Claim, after: Claim) -> Iterator[Fault]:
    kept = before.carried_by(after)
    if kept < _KEPT:
        yield Fault("meaning", f"{kept:.0%} of what the original says is found in the rewrite")
    known = after.carried_by(before)
    if known < 1 - _ADDED:
        yield Fault("meaning", f"{1 - known:.0%} of what the rewrite says is new")
