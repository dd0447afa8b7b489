"""Rows of a label's interaction tables: where labels name most of what a drug must not meet.

A row is no sentence, so none of the rules for sentences fit it. It is shown whole, as it stands,
with the table's own title in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from osler.answer.candidate import Candidate, Feature, Ranked
from osler.answer.naming import names_of, own_label
from osler.answer.question import Question, QuestionKind
from osler.answer.select import Choice
from osler.evidence.document import Family
from osler.index.analyse import tokens
from osler.index.index import Hit
from osler.vocabulary import own
from osler.vocabulary.concept import Concept, ConceptKind

_CODES = frozenset({"34073-7"})  # Drug Interactions
_CAPTION = re.compile(r"(?m)^Table \d+[A-Z]?[.:] *[^\t\n]{5,160}$")
_PROSE = re.compile(r"(?i)(?:clinical|intervention|prevention|management|recommendation|effect)")
_LONGEST = 400  # code points of a row: beyond that it is prose set in a table
_LONGEST_LIST = 900  # the same of a cell that lists names
_SCORE = 1.5  # weighed as a sentence is that names what was asked where a label says such things
MOST = 3
ROW = "row"  # the feature by which a row is told
_MEDICINES = frozenset({ConceptKind.DRUG, ConceptKind.DRUG_CLASS})


def table_rows(question: Question, hits: Sequence[Hit]) -> list[Choice]:
    """At most `MOST` rows that answer a question on interactions, those of equal words as one.

    Of two drugs, a row in the label of one must name the other or its class; of one drug alone, any
    row of its own label answers.
    """
    if question.kind is not QuestionKind.INTERACTION:
        return []
    drugs = tuple(
        {
            m.concept.id: m.concept for m in question.mentions if m.concept.kind in _MEDICINES
        }.values()
    )
    found: dict[str, Choice] = {}
    for place, hit in enumerate(hits):
        if hit.header.family is not Family.LABELS or hit.passage.code not in _CODES:
            continue
        for candidate, caption in _rows(hit, place):
            if not _answers(candidate, drugs):
                continue
            first = found.get(candidate.text)
            if first is None:
                found[candidate.text] = _choice(candidate, caption)
            else:
                found[candidate.text] = Choice(
                    first.ranked, first.text, (*first.also, candidate), first.flag, first.opening
                )
    return list(found.values())[:MOST]


def _choice(candidate: Candidate, caption: str) -> Choice:
    reason = Feature(ROW, 1.0, _SCORE, f"a row of the label's “{caption.partition(']')[0]}”")
    return Choice(Ranked(candidate, _SCORE, (reason,)), f"{candidate.text} [{caption}]")


def _rows(hit: Hit, rank: int) -> Iterator[tuple[Candidate, str]]:
    """Rows, or parts of them, under a table's title, in order, with what they stand under."""
    caption: str | None = None
    heads: list[str] = []
    position = 0
    text = hit.passage.text
    lines = text.split("\n")
    for number, line in enumerate(lines):
        start = position
        position += len(line) + 1
        if _CAPTION.fullmatch(line):
            caption = line.strip().rstrip(".*")
            heads = lines[number + 1].split("\t") if number + 1 < len(lines) else []
        elif not line.strip():
            caption = None
        elif caption:
            for place, cell in _cells(line, heads):
                begin = hit.passage.start + start + place
                found = Candidate(cell, begin, begin + len(cell), hit, rank, number, len(lines))
                yield found, _titled(caption, line, cell, heads)


def _cells(line: str, heads: list[str]) -> Iterator[tuple[int, str]]:
    """Stretches of a row to show, with where they begin: the row itself where it has two cells;
    where it has three, as under "Enzyme, Inhibitors, Inducers", the first two, and the last alone.
    """
    cells = line.split("\t")
    if len(cells) == 2 and len(line) <= _LONGEST and _filled(line):
        yield 0, line
    if len(cells) == len(heads) == 3 and cells != heads and all(each.strip() for each in cells):
        first = f"{cells[0]}\t{cells[1]}"
        if _listed(cells[1]) and _filled(first):
            yield 0, first
        if _listed(cells[2]):
            yield len(first) + 1, cells[2]


def _listed(cell: str) -> bool:
    """Whether a cell is a list of names and no prose."""
    return len(cell) <= _LONGEST_LIST and ". " not in cell


def _titled(caption: str, line: str, cell: str, heads: list[str]) -> str:
    """The table's title, and for one of three cells its column's heading and its row's, each in
    brackets of its own, for each is vouched for by itself.
    """
    if line == cell:
        return caption
    under, _, _ = line.partition("\t")
    return f"{caption}] [{heads[1]}" if "\t" in cell else f"{caption}] [{heads[2]}] [{under}"


def _filled(line: str) -> bool:
    left, right = line.split("\t")
    if _PROSE.match(left):  # the sentences in it are found as sentences
        return False
    return left == left.strip() != "" and right == right.strip() != ""


def _answers(candidate: Candidate, drugs: tuple[Concept, ...]) -> bool:
    owners = [drug for drug in drugs if own_label(candidate, (drug,))]
    if not owners:
        return False
    others = [drug for drug in drugs if drug not in owners]
    if len(drugs) == 1:
        return "," in candidate.text
    text = f" {' '.join(tokens(candidate.text))} "
    return any(
        f" {name} " in text
        for drug in others
        for name in (*names_of(drug), *(" ".join(tokens(c)) for c in own.classes(drug.preferred)))
    )
