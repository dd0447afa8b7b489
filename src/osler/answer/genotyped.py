# ruff: noqa: E501 - a pattern is easier to check on one line
"""Whom a pharmacogenetic recommendation is for, and whether it is whom the question is about.

A recommendation's population is lines such as `TPMT Poor Metabolizer with NUDT15 No Result`, of
which one is enough; in a line every gene must hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from osler.answer.candidate import Candidate
from osler.answer.genes import Genotype, genotype, phenotypes
from osler.evidence.document import Header
from osler.evidence.recommendation import Recommendation

SOURCE = "pharmgkb"
_UNTOLD = re.compile(r"(?i)no result|n/a|indeterminate|unknown")
_SCORE = re.compile(r"(?:activity score )?(\d+(?:\.\d+)?)(?: to (\d+(?:\.\d+)?)| (or more))?")
_ALLELE = re.compile(r"(\*\d+:\d+) (positive|negative)")
_OR = re.compile(r" or (?!more\b)")
# Phenotypes of activity scores by the consensus terms CPIC uses for each gene: up to which score.
_LIMITS = {
    "CYP2D6": ((0.0, "poor"), (1.0, "intermediate"), (2.25, "normal"), (99.0, "ultrarapid")),
    "CYP2C9": ((0.5, "poor"), (1.5, "intermediate"), (99.0, "normal")),
    "DPYD": ((0.5, "poor"), (1.5, "intermediate"), (99.0, "normal")),
}
_USUAL = frozenset({"normal", "negative"})
_SILENT = re.compile(r"(?i)\bno recommendation\b|does not provide a recommendation")
_GRADES = {"strong": 1.3, "moderate": 1.15}
_DIRECTS = re.compile(
    r"(?i)\b(?:avoid|use|do not|select|choose|consider|start|initiate|reduce|increase|decrease|limit|prescribe"
    r"|should|contra-?indicated|not recommended|recommended|utilize|administer|no reason|no indication"
    r"|no adjustments?|adjust(?:ed|ment)? not|not (?:needed|required|necessary)|discontinue|monitor|give"
    r"|must be measured|alternative|no recommendation|recommendation for)\b"
)
_FORBIDS = re.compile(r"(?i)\bavoid\b|contra-?indicated|\bdo not use\b|\bnot recommended\b")
_HOW_MUCH = re.compile(r"(?i)\d ?(?:%|mg\b|x\b|times\b)")
_AS_USUAL = re.compile(
    r"(?i)\bno (?:adjustments?|indication|reason)\b|\b(?:standard|typical|desired|normal|label|recommended starting)"
    r"[\w -]* dos(?:e|es|ing|age)\b|\bdose adjustment is not\b|\bnot need to be adjusted\b"
)
# A row for a few of those it might be: children, a phenotype only guessed at, special cases.
_NARROW = re.compile(
    r"(?i)pa?ediatric|no alternatives|>3mos|^\S+ (?:likely|possible) (?!.* or )[\w ]+(?:;|$)"
)
_REST = re.compile(r"(?mi)^Other Considerations:?$")


@dataclass(frozen=True, slots=True)
class Condition:
    """What one gene must be: any of `values` (phenotypes, "positive"); none where it is untold."""

    gene: str
    values: frozenset[str]
    alleles: frozenset[str] = frozenset()
    told: bool = True


def mismatch(question: str, header: Header, population: str | None, text: str) -> str | None:
    """Why a recommendation for `population`, or a sentence beside one, is for another genotype than
    the question's, or None. `question` and `text` are words.
    """
    asked = genotype(question)
    genes = {gene.upper() for gene in header.keywords}
    if asked.genes and not genes & set(asked.genes):
        return f"is for {', '.join(header.keywords)}"
    spoken = phenotypes(text)
    if asked.phenotypes and spoken and not asked.phenotypes & spoken:
        return f"speaks of {', '.join(sorted(spoken))} phenotypes"
    lines = conditions(population, tuple(sorted(genes)))
    if lines and not any(_fits(asked, line) for line in lines):
        return f"is for {population}"
    return None


@lru_cache(maxsize=2048)
def conditions(population: str | None, genes: tuple[str, ...]) -> tuple[tuple[Condition, ...], ...]:
    """The lines of a population, each as the conditions that must hold together."""
    if not population or not genes:
        return ()
    names = "|".join(re.escape(gene) for gene in genes)
    found = []
    for line in population.split("; "):
        parts = re.split(rf" with (?=(?:{names}) )", line)
        read = [re.match(rf"({names}) (.+)", part, re.IGNORECASE) for part in parts]
        held = tuple(_condition(each[1].upper(), each[2]) for each in read if each is not None)
        if held:
            found.append(held)
    return tuple(found)


def _condition(gene: str, words: str) -> Condition:
    """One gene's part of a line; where it may also be unknown, it says nothing of that gene."""
    values: set[str] = set()
    alleles: set[str] = set()
    told = True
    for part in _OR.split(words):
        if _UNTOLD.search(part):
            told = False
        elif found := _ALLELE.fullmatch(part):
            alleles.add(found[1])
            values.add(found[2])
        elif score := _SCORE.fullmatch(part):
            values |= _scored(gene, score)
        else:
            values |= phenotypes(part) or {part.split()[0].lower()}
    return Condition(gene, frozenset(values), frozenset(alleles), told)


def _scored(gene: str, found: re.Match[str]) -> set[str]:
    limits = _LIMITS.get(gene, ())
    low = float(found[1])
    high = 98.0 if found[3] else float(found[2] or low)
    names = set()
    before = -1.0
    for limit, name in limits:
        if low <= limit and high > before:
            names.add(name)
        before = limit
    return names


def _fits(asked: Genotype, line: tuple[Condition, ...]) -> bool:
    """Whether a line may hold for the genotype asked about."""
    about = [each for each in line if each.gene in asked.genes] if asked.genes else list(line)
    if len(about) < len(set(asked.genes) & {each.gene for each in line}) or not about:
        return False
    if not all(each.told for each in about) and asked.genes:
        return False
    alleles = dict(asked.alleles)
    if any(
        each.alleles and alleles.get(each.gene, "") not in {"", *each.alleles} for each in about
    ):
        return False
    if asked.status and not any(asked.status in each.values for each in about if each.alleles):
        return not any(each.alleles for each in about)
    if not asked.phenotypes:
        return True
    held = [each for each in about if not each.alleles]
    return not held or any(each.told and asked.phenotypes & each.values for each in held)


def advises(candidate: Candidate) -> bool:
    """Whether a sentence of a recommendation says what to do, rather than remarks on it, and does
    not hang on a condition in the line above.
    """
    passage = candidate.hit.passage
    before = passage.text[: candidate.start - passage.start].rstrip()
    if _REST.search(before) or any(_REST.fullmatch(part) for part in passage.path):
        return False
    if before.endswith(":") or silent(candidate.text):
        return False
    return _DIRECTS.search(candidate.text) is not None


def silent(text: str) -> bool:
    """Whether a guideline says that it recommends nothing."""
    return _SILENT.search(text) is not None


def weight(question: str, header: Header, graded: Recommendation, place: int, words: str) -> float:
    """How much a recommendation for the genotype counts: what changes care before what does not,
    what is said first (`place` code points into it) before remarks, stronger before weaker.
    """
    asked = genotype(question)
    factor = _GRADES.get((graded.strength or "").lower(), 1.0)
    if place:
        factor *= 0.5
    if _FORBIDS.search(words) and not place:
        factor *= 1.7
    usual = _AS_USUAL.search(words) and not _HOW_MUCH.search(words)
    if _HOW_MUCH.search(words):
        factor *= 1.5
    if not graded.normalised:
        factor *= 0.8
    if usual and not asked.phenotypes & _USUAL and asked.status != "negative":
        factor *= 0.6
    lines = conditions(graded.population, tuple(sorted(gene.upper() for gene in header.keywords)))
    if lines and not any(_acts(asked, line) for line in lines):
        factor *= 0.25
    if _NARROW.search(graded.population or ""):
        factor *= 0.6
    return factor


def _acts(asked: Genotype, line: tuple[Condition, ...]) -> bool:
    """Whether a line is for people who differ from the usual, in a gene asked about if any was, or
    who were asked about by name.
    """
    about = [each for each in line if not asked.genes or each.gene in asked.genes]
    if asked.phenotypes or asked.status:
        return True
    return any(each.told and each.values and not each.values <= _USUAL for each in about)
