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
_SCORE = 1.5  # weighed as a sentence is that names what was asked where a label says such things
MOST = 3
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
    reason = Feature("row", 1.0, _SCORE, f"a row of the label's “{caption}”")
    return Choice(Ranked(candidate, _SCORE, (reason,)), f"{candidate.text} [{caption}]")


def _rows(hit: Hit, rank: int) -> Iterator[tuple[Candidate, str]]:
    """Rows of two cells under a table's title, in order."""
    caption: str | None = None
    position = 0
    text = hit.passage.text
    lines = text.split("\n")
    for number, line in enumerate(lines):
        start = position
        position += len(line) + 1
        if _CAPTION.fullmatch(line):
            caption = line.strip().rstrip(".*")
        elif not line.strip():
            caption = None
        elif caption and line.count("\t") == 1 and len(line) <= _LONGEST and _filled(line):
            begin = hit.passage.start + start
            yield (
                Candidate(line, begin, begin + len(line), hit, rank, number, len(lines)),
                caption,
            )


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
