"""Turning chosen sentences into statements: verbatim, headed, cited, judged before they stay."""

from __future__ import annotations

from collections.abc import Iterable

from osler.answer.answer import Citation, Statement, StatementKind, Verdict, VerdictKind
from osler.answer.aside import aside
from osler.answer.candidate import Candidate
from osler.answer.certainty import OLD, certainty
from osler.answer.regimen import regimen
from osler.answer.select import Choice
from osler.answer.verify import judge, judge_quote
from osler.answer.whom import recommendation
from osler.evidence.document import Family, Header, text_hash
from osler.index.analyse import tokens
from osler.vocabulary.concept import Vocabulary

CITATIONS = 4  # documents cited for one statement; more would be noise


def write(
    choice: Choice, vocabulary: Vocabulary, year: int, population: str | None = None, old: int = OLD
) -> tuple[Statement | None, str]:
    """A verified statement, or None and why it was dropped.

    The quote must equal its span, our additions must be vouched for by the passage, and each other
    document cited must by itself support the statement.
    """
    main = choice.candidate
    citations = [_citation(main)]
    if not _matches(main):
        return None, f"span of {main.hit.passage.key} does not match its text"
    title = main.hit.header.title
    verdict = judge_quote(choice.text, [main.text], [main.hit.passage.text, title], vocabulary)
    if verdict.kind is not VerdictKind.SUPPORTED:
        return None, f"not supported: {'; '.join(verdict.reasons) or verdict.kind.value}"
    headers = [main.hit.header]
    heard = {_words(main)}  # the same words again, as in labels of generics, are one source
    for other in _others(choice.also, main):
        if _matches(other) and _supports(other, main.text, vocabulary):
            citations.append(_citation(other))
            if _words(other) not in heard:
                heard.add(_words(other))
                headers.append(other.hit.header)
    kind = StatementKind.QUOTE
    return _stated(choice, kind, verdict, citations, headers, year, population, old), ""


def rewritten(
    choice: Choice,
    verdict: Verdict,
    vocabulary: Vocabulary,
    year: int,
    population: str | None = None,
    old: int = OLD,
) -> Statement | None:
    """A statement in a model's words (`choice.text`), which `verdict` found supported by the span
    it cites; None where that span is not the document's text. Each other document cited must
    support the words by itself. Words that are the source's own are a quote.
    """
    main = choice.candidate
    if verdict.kind is not VerdictKind.SUPPORTED or not _matches(main):
        return None
    citations, headers = [_citation(main)], [main.hit.header]
    for other in _others(choice.also, main):
        if _matches(other) and _supports(other, choice.text, vocabulary):
            citations.append(_citation(other))
            headers.append(other.hit.header)
    kind = StatementKind.QUOTE if choice.text == main.text else StatementKind.REWRITTEN
    return _stated(choice, kind, verdict, citations, headers, year, population, old)


def _stated(
    choice: Choice,
    kind: StatementKind,
    verdict: Verdict,
    citations: list[Citation],
    headers: list[Header],
    year: int,
    population: str | None,
    old: int,
) -> Statement:
    main = choice.candidate
    graded = recommendation(main)
    spoken = " ".join(
        (main.text, *main.hit.passage.path, graded.population or "" if graded else "")
    )
    return Statement(
        text=choice.text,
        kind=kind,
        verdict=verdict,
        certainty=certainty(
            headers, year, population, spoken, old, choice.flag, graded, aside(main)
        ),
        citations=tuple(citations),
        recommendation=graded.label if graded else None,
        population=graded.population if graded else None,
        heading=_heading(main),
    )


def _supports(other: Candidate, text: str, vocabulary: Vocabulary) -> bool:
    verdict = judge(text, [other.text], vocabulary)
    return verdict.kind is VerdictKind.SUPPORTED


def _words(candidate: Candidate) -> tuple[str, ...]:
    return tuple(tokens(candidate.text))


def _others(also: Iterable[Candidate], main: Candidate) -> list[Candidate]:
    """One candidate a work, none from the main document's own lineage."""
    works = {main.hit.header.lineage}
    kept: list[Candidate] = []
    for each in also:
        if each.hit.header.lineage not in works and len(kept) < CITATIONS - 1:
            works.add(each.hit.header.lineage)
            kept.append(each)
    return kept


def _matches(candidate: Candidate) -> bool:
    passage = candidate.hit.passage
    start = candidate.start - passage.start
    stretch = passage.text[start : start + len(candidate.text)]
    return (
        start >= 0
        and candidate.end - candidate.start == len(candidate.text)
        and stretch == candidate.text
        and text_hash(passage.text) == passage.sha256
    )


def _citation(candidate: Candidate) -> Citation:
    passage = candidate.hit.passage
    return Citation(
        reference=0,
        document=passage.document,
        passage=passage.key,
        start=candidate.start,
        end=candidate.end,
        quote=candidate.text,
        quote_sha256=text_hash(candidate.text),
        section=passage.path,
        code=passage.code,
    )


def _heading(candidate: Candidate) -> str | None:
    """What a label statement is quoted from: drug, section, effective year."""
    header, path = candidate.hit.header, candidate.hit.passage.path
    if regimen(candidate):  # a dose says neither for which disease nor for which stage of it
        return " · ".join(dict.fromkeys(part.strip(" :*") for part in (header.title, *path)))
    if header.source == "cdc-std":  # its pages are about one infection each
        return header.title
    if header.source == "pharmgkb":  # its sentences name neither drug nor gene
        about = " and ".join((*path[:1], ", ".join(header.keywords)))
        return " · ".join(each for each in (header.publisher, about) if each)
    if header.family is not Family.LABELS:
        return None
    drug = ", ".join(header.brands[:1]) or ", ".join(header.drugs[:1]) or header.title
    generic = header.drugs[0] if header.drugs else None
    if header.brands and generic and generic.lower() not in drug.lower():
        drug = f"{drug} ({generic})"
    year = str(header.year) if header.year else "date unknown"
    return " · ".join((drug, *path[:1], year))
