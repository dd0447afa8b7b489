"""Lists of a label that go on in the next passage: both parts are shown, one after the other.

A section of contraindications is cut into passages where it is long. The part that opens the list
and the items of the next passage are each quoted whole; what would be one part alone is not shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from osler.answer.candidate import Candidate, Feature, Ranked
from osler.answer.listed import items_end, opens_to_end
from osler.answer.place import out_of_place
from osler.answer.pool import CONTRAINDICATIONS
from osler.answer.question import Question, QuestionKind, uses
from osler.answer.select import Choice
from osler.answer.table_rows import ROW
from osler.evidence.split import sentences
from osler.index.index import Hit

INDICATIONS = "34067-9"  # LOINC code of a label's section
MOST = 2  # labels whose lists are shown
_SCORE = 0.8  # such a list says all of what is asked, in the label's own print
_GAP = 3  # code points between passages that stand next to each other
_REASON = "a list that goes on in the next passage"


def continued(question: Question, hits: Sequence[Hit]) -> list[Choice]:
    """Both parts of each such list, in order, for what a medicine is not or is for; at most `MOST`
    lists.
    """
    code = INDICATIONS if uses(question) else CONTRAINDICATIONS
    if question.kind is not QuestionKind.CONTRAINDICATION and not uses(question):
        return []
    held = {hit.passage.key: (rank, hit) for rank, hit in enumerate(hits)}
    found: list[Choice] = []
    for rank, hit in held.values():
        after = held.get(_next(hit.passage.key))
        if hit.passage.code != code or after is None or len(found) >= 2 * MOST:
            continue
        parts = _parts(hit, rank, after[1], after[0])
        if parts and all(out_of_place(question, each) is None for each in parts):
            found += [_choice(each) for each in parts]
    return found


def _next(key: str) -> str:
    document, _, ordinal = key.rpartition("#")
    return f"{document}#{int(ordinal) + 1}" if ordinal.isdigit() else ""


def _parts(hit: Hit, rank: int, after: Hit, behind: int) -> tuple[Candidate, ...]:
    """The sentence that opens a list with its items, and those of the next passage; () where the
    one does not go on in the other.
    """
    first, second = hit.passage, after.passage
    if first.path != second.path or not 0 <= second.start - first.end <= _GAP:
        return ()
    start = opens_to_end(first.text, sentences(first.text))
    last = items_end(second.text)
    if start is None or last is None:
        return ()
    return (
        Candidate(first.text[start:], first.start + start, first.end, hit, rank, 0, 1),
        Candidate(second.text[:last], second.start, second.start + last, after, behind, 0, 1),
    )


def _choice(part: Candidate) -> Choice:
    return Choice(Ranked(part, _SCORE, (Feature(ROW, 1.0, _SCORE, _REASON),)), part.text)
