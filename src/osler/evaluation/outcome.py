"""What became of one case: the answer as read, and what it scores."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from osler.answer.answer import Answer, Citation, Statement, VerdictKind
from osler.answer.ask import ask
from osler.answer.cite import statements
from osler.answer.desk import Evidence, Wish
from osler.answer.retrieve import retrieve
from osler.answer.understand import QuestionError, understand
from osler.answer.verify import judge
from osler.evaluation.cases import Case, Gold
from osler.evaluation.rouge_su4 import best, profile
from osler.evaluation.scores import Said, Span, average_precision, cited, overlap, said
from osler.evidence.document import Document, Family
from osler.index.index import EvidenceIndex
from osler.vocabulary.concept import Vocabulary

Clock = Callable[[], float]  # seconds
AROUND = 2000  # code points before and after what is cited that the judge reads with it
NO_QUESTION = "no question"  # reason of what was not understood as a question at all


@dataclass(frozen=True, slots=True)
class Told:
    """One statement as shown: `sources` are the keys of the documents it cites."""

    text: str
    family: str
    brief: bool
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`scores` by measure, only those that the case has something for; each 0..1. `refused` is the
    reason, None where there is an answer. `held`: gold documents that the evidence holds.
    `milliseconds`: of asking alone.
    """

    id: str
    question: str
    refused: str | None
    message: str | None
    told: tuple[Told, ...]
    scores: dict[str, float]
    must: Said
    never: tuple[str, ...]
    gold: int
    held: int
    milliseconds: float


def tried(case: Case, evidence: Evidence, wish: Wish, clock: Clock) -> Outcome:
    """Ask one case and score what comes."""
    started = clock()
    try:
        answer = ask(case.question, evidence, wish)
    except QuestionError as error:
        took = (clock() - started) * 1000
        scores = {} if case.refused is None else {RIGHTLY: float(case.refused)}
        missing = Said(missing=case.must)
        if case.must:
            scores[MUST] = 0.0
        return Outcome(case.id, case.question, NO_QUESTION, str(error), (), scores, missing, (),
                       len(case.documents), 0, took)  # fmt: skip
    took = (clock() - started) * 1000
    shown = statements(answer.sections)
    texts = [each.text for each in shown]
    weigh = partial(_kind, evidence.vocabulary)
    must, never = said(case.must, texts, weigh), said(case.never, texts, weigh).held
    scores = _opening(case, answer)
    scores |= _cited(shown, evidence)
    if case.must:
        scores[MUST] = len(must.held) / len(case.must)
        scores[AGAINST] = len(must.contradicted) / len(case.must)
    if case.nice:
        scores[NICE] = len(said(case.nice, texts, weigh).held) / len(case.nice)
    if case.never:
        scores[NEVER] = len(never) / len(case.never)
    if case.refused is not None:
        scores[RIGHTLY] = float(case.refused is (answer.refusal is not None))
    held = _held(case, evidence.index)
    if held:
        scores |= _found(case, answer, held, evidence, wish)
    return Outcome(
        case.id,
        case.question,
        answer.refusal.reason if answer.refusal else None,
        answer.refusal.message if answer.refusal else None,
        _told(answer),
        scores,
        must,
        never,
        len(set(case.documents)),
        len({each.header.identifiers.pmid for each in held}),
        took,
    )


RIGHTLY = "answered or refused rightly"
MUST, AGAINST, NICE, NEVER = (
    "must-have said", "must-have contradicted", "nice-to-have said", "must-not said",
)  # fmt: skip
RECALL, PRECISION = "citation recall", "citation precision"
DOCUMENTS, FOUND = "documents, average precision", "documents, recall at 10"
SNIPPETS = ("snippets, precision", "snippets, recall", "snippets, F1")
ROUGE = ("ROUGE-2, best ideal", "ROUGE-SU4, best ideal")
MEASURES = (RIGHTLY, MUST, AGAINST, NICE, NEVER, RECALL, PRECISION, DOCUMENTS, FOUND, *SNIPPETS,
            *ROUGE)  # fmt: skip
LOWER = frozenset({AGAINST, NEVER})  # measures of which less is better


def _kind(vocabulary: Vocabulary, text: str, passages: Sequence[str]) -> VerdictKind:
    return judge(text, passages, vocabulary).kind


def _opening(case: Case, answer: Answer) -> dict[str, float]:
    """What stands in brief, against what experts wrote. A refusal says nothing and scores 0."""
    if not case.ideals:
        return {}
    text = profile(" ".join(each.text for each in answer.summary))
    found = best(text, [profile(each) for each in case.ideals])
    return dict(zip(ROUGE, (found.two, found.su4), strict=True))


def _cited(shown: Sequence[Statement], evidence: Evidence) -> dict[str, float]:
    if not shown:
        return {}
    weigh = partial(_kind, evidence.vocabulary)
    documents = evidence.index.fetch([c.document for one in shown for c in one.citations])
    each = [
        cited(one.text, [_around(documents[c.document], c) for c in one.citations], weigh)
        for one in shown
    ]
    total = sum(one.citations for one in each)
    return {
        RECALL: sum(one.carried for one in each) / len(each),
        PRECISION: sum(one.right for one in each) / total if total else 0.0,
    }


def _around(document: Document, citation: Citation) -> str:
    """What is cited, with enough around it to know what its abbreviations stand for."""
    start = max(0, citation.start - AROUND)
    return f"{document.header.title}\n\n{document.text[start : citation.end + AROUND]}"


def _held(case: Case, index: EvidenceIndex) -> list[Document]:
    """The gold documents that are in the index."""
    wanted = dict.fromkeys((*case.documents, *(each.pmid for each in case.snippets)))
    return list(index.fetch([f"pubmed:{pmid}" for pmid in wanted]).values())


def _found(
    case: Case, answer: Answer, held: Sequence[Document], evidence: Evidence, wish: Wish
) -> dict[str, float]:
    """What was ranked and what was cited, against the gold documents that are held."""
    question = understand(case.question, evidence.vocabulary, (Family.RESEARCH,), wish.since)
    hits = [
        hit
        for each in retrieve(question, evidence.index, vectors=evidence.vectors,
                             encoder=evidence.encoder)
        for hit in each.hits
    ]  # fmt: skip
    ranked = list(dict.fromkeys(hit.passage.document for hit in hits))
    gold = {each.header.key for each in held}
    scores = {
        DOCUMENTS: average_precision(ranked, gold),
        FOUND: len(gold & set(ranked[:10])) / min(10, len(gold)),
    }
    spans = {each.header.key: _spans(each, case.snippets) for each in held}
    if any(spans.values()):
        returned: dict[str, list[Span]] = {}
        for statement in statements(answer.sections):
            for citation in statement.citations:
                if citation.document.startswith("pubmed:"):
                    place = (citation.start, citation.end)
                    returned.setdefault(citation.document, []).append(place)
        both = overlap(returned, spans)
        scores |= dict(zip(SNIPPETS, (both.precision, both.recall, both.f1), strict=True))
    return scores


def _spans(document: Document, golds: Iterable[Gold]) -> list[Span]:
    """Where gold snippets stand in a document, however its lines are broken."""
    found = []
    for each in golds:
        if each.pmid == document.header.identifiers.pmid and each.text.split():
            pattern = r"\s+".join(map(re.escape, each.text.split()))
            match = re.search(pattern, document.text)
            if match is not None:
                found.append(match.span())
    return found


def _told(answer: Answer) -> tuple[Told, ...]:
    brief = {each.text for each in answer.summary}
    return tuple(
        Told(
            each.text,
            section.family.value,
            each.text in brief,
            tuple(dict.fromkeys(citation.document for citation in each.citations)),
        )
        for section in answer.sections
        for each in statements([section])
    )
