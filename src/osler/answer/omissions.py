"""What an answer must not miss, by kind of question: named where the evidence has it and the answer
does not say it.

Where a medicine is asked about or recommended, its boxed warning and contraindications; where a
dose is asked for, the kidneys, the liver and pregnancy, too; where a diagnosis is, red flags.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from osler.answer.answer import Section, Statement
from osler.answer.cite import statements
from osler.answer.naming import drugs_of, names_of
from osler.answer.people import LACTATION, PREGNANCY
from osler.answer.queries import focus
from osler.answer.question import Question, QuestionKind, poisoning
from osler.evidence.document import Family, Header
from osler.index.analyse import tokens
from osler.index.index import Clause, EvidenceIndex, Filter, Query, Term
from osler.vocabulary.concept import Concept, ConceptKind, Vocabulary

_K = QuestionKind
MOST = 2  # medicines of a brief that are looked up
_HITS = 5  # labels looked at: those of a combination speak for another medicine


@dataclass(frozen=True, slots=True)
class _Expected:
    """`codes` of the sections that hold it (LOINC), `word` that its passage holds, and how a
    statement that says it reads, None where only a citation of such a section does.
    """

    name: str
    codes: tuple[str, ...]
    word: str | None = None
    said: re.Pattern[str] | None = None


_BOXED = _Expected("a boxed warning", ("34066-1",))
_BARRED = _Expected(
    "contraindications", ("34070-3",), said=re.compile(r"(?i)\bcontra-?indicated\b")
)
_RENAL = _Expected(
    "kidney disease", ("88828-9", "43684-0", "34068-7"), "renal",
    re.compile(r"(?i)\b(?:renal|kidneys?|creatinine|egfr|dialysis)\b"),
)  # fmt: skip
_HEPATIC = _Expected(
    "liver disease", ("88829-7", "43684-0", "34068-7"), "hepatic",
    re.compile(r"(?i)\b(?:hepatic|liver|cirrho\w+|child-pugh)\b"),
)  # fmt: skip
_EXPECTING = _Expected(
    "pregnancy", ("42228-7",), said=re.compile(rf"(?i)\b(?:{PREGNANCY}|{LACTATION})")
)
_OF_DRUG: dict[QuestionKind, tuple[_Expected, ...]] = {
    _K.TREATMENT: (_BOXED, _BARRED),
    _K.PREVENTION: (_BOXED, _BARRED),
    _K.DOSE: (_BOXED, _BARRED, _RENAL, _HEPATIC, _EXPECTING),
}
_RED_FLAGS = re.compile(r"(?i)\bred flags?\b|\bemergenc|\burgent")


def omissions(
    question: Question,
    brief: Sequence[Statement],
    sections: Sequence[Section],
    headers: Mapping[str, Header],
    index: EvidenceIndex,
    vocabulary: Vocabulary,
) -> tuple[str, ...]:
    """A line for each medicine whose label has more that the reader must not miss, and one for red
    flags. `headers`: of the documents cited, by key.
    """
    said = statements(sections)
    lines: list[str] = []
    expected = _OF_DRUG.get(question.kind, ())
    if expected and Family.LABELS in question.families and not poisoning(question):
        for drug in _drugs(question, brief, vocabulary):
            missing = [
                each.name
                for each in expected
                if not _says(each, drug, said, headers) and _has(each, drug, index)
            ]
            if missing:
                lines.append(f"In the label of {drug.preferred}, and not quoted here: "
                             f"{', '.join(missing)}.")  # fmt: skip
    if question.kind is _K.DIAGNOSIS and not any(_RED_FLAGS.search(each.text) for each in said):
        lines += _red_flags(question, index)
    return tuple(lines)


def _drugs(
    question: Question, brief: Iterable[Statement], vocabulary: Vocabulary
) -> tuple[Concept, ...]:
    """The medicines asked about, or else those that the brief names, classes left out."""
    asked = drugs_of(question)
    found = asked or tuple(
        mention.concept for each in brief for mention in vocabulary.mentions(each.text)
    )
    drugs = {each.id: each for each in found if each.kind is ConceptKind.DRUG}
    return tuple(drugs.values())[:MOST]


def _says(
    expected: _Expected,
    drug: Concept,
    said: Iterable[Statement],
    headers: Mapping[str, Header],
) -> bool:
    names = set(names_of(drug))
    for statement in said:
        if expected.said is not None and expected.said.search(statement.text):
            return True
        for citation in statement.citations:
            own = _names(headers[citation.document])
            if citation.code in expected.codes[:1] and own & names:
                return True
    return False


def _has(expected: _Expected, drug: Concept, index: EvidenceIndex) -> bool:
    """Whether a label of this medicine alone holds such a section."""
    where = Filter((Family.LABELS,), exclude_superseded=True, drugs=tuple(drug.names),
                   codes=expected.codes)  # fmt: skip
    wanted = [expected.word] if expected.word else list(dict.fromkeys(names_of(drug)))
    words = tuple(Term(tuple(word.split())) for word in wanted)
    hits = index.search(Query((Clause(words, required=True),)), where, _HITS)
    own = set(names_of(drug))
    return any({" ".join(tokens(name)) for name in hit.header.drugs} <= own for hit in hits)


def _names(header: Header) -> set[str]:
    return {" ".join(tokens(each)) for each in (*header.drugs, *header.brands)}


def _red_flags(question: Question, index: EvidenceIndex) -> Iterator[str]:
    about = focus(question, tokens)
    if not about or not question.mentions:
        return
    flags = Clause((Term(tuple(tokens("red flags"))),), required=True)
    where = Filter((Family.GUIDELINES,), question.since, exclude_superseded=True)
    found = index.search(Query((*about, flags)), where, 1)
    if found:
        yield f"Red flags are spoken of in “{found[0].header.title}”, and not quoted here."
