"""Recommendations of the guidelines that were found, whether or not their own words matched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from osler.answer.queries import build
from osler.answer.question import Question
from osler.answer.recommended import acting, genetic, promising
from osler.answer.retrieve import Retrieved
from osler.evidence.document import Family
from osler.index.analyse import tokens
from osler.index.index import EvidenceIndex, Filter, Hit

DOCUMENTS = 6  # guidelines whose recommendations are all looked at
EACH = 200  # passages of one of them


def with_recommendations(
    question: Question, found: Sequence[Retrieved], index: EvidenceIndex
) -> tuple[Retrieved, ...]:
    """`found` with the recommendations of its first guidelines before their background, those that
    the search did not bring up as well; unchanged where the question is not on what to do.
    """
    if not acting(question) and not genetic(question):
        return tuple(found)
    return tuple(
        replace(each, hits=_advised(question, each.hits, index))
        if each.family is Family.GUIDELINES
        else each
        for each in found
    )


def _advised(question: Question, hits: Sequence[Hit], index: EvidenceIndex) -> tuple[Hit, ...]:
    query = build(question, tokens)
    documents = list(dict.fromkeys(hit.header.key for hit in hits))[:DOCUMENTS]
    held = {hit.passage.key: hit for hit in hits}
    for document in documents:
        where = Filter((Family.GUIDELINES,), question.since, documents=(document,))
        for hit in index.search(query, where, EACH):
            if promising(question, hit):
                held.setdefault(hit.passage.key, hit)
    advice = [hit for hit in held.values() if promising(question, hit)]
    rest = [hit for hit in held.values() if not promising(question, hit)]
    return (*advice, *rest)
