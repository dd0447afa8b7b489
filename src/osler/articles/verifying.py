"""Judging words that a person wrote, against the passages their statement cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from osler.answer.answer import Statement, Verdict, VerdictKind
from osler.answer.verify import judge
from osler.answer.verify.reading import read
from osler.articles.actions.reviewing import Verifier
from osler.articles.content import Content
from osler.articles.omission import essential, omissions
from osler.articles.turning import turnings
from osler.inference.entailment import Entailment
from osler.vocabulary.concept import Vocabulary

_BRACKETED = re.compile(r" ?\[[^\[\]]*\]")
_ABBREVIATION = re.compile(r"\b[A-Z]{2,6}\b")


def verifier(vocabulary: Vocabulary, entailment: Entailment | None = None) -> Verifier:
    """What the cited quotes say of other words for their statement.

    The words are weighed twice: against the quotes, as any statement is, and against the words
    they replace, for what was left out of them and put into them.
    """

    def verify(_content: Content, statement: Statement, words: str) -> Verdict:
        if words == statement.text:
            return statement.verdict
        quotes = [each.quote for each in statement.citations]
        said = _bare(statement, words, quotes)
        verdict = judge(said, quotes, vocabulary, entailment)
        if verdict.kind is not VerdictKind.SUPPORTED or _quoted(said, quotes):
            return verdict
        before = _bare(statement, statement.text, quotes)
        reasons = tuple(dict.fromkeys(_departures(before, said, quotes, vocabulary)))
        return replace(verdict, kind=VerdictKind.PARTIAL, reasons=reasons) if reasons else verdict

    return verify


def _quoted(words: str, quotes: Iterable[str]) -> bool:
    """Back to the passage's own words: the edit undoes what an earlier one did."""
    return any(_flat(words) == _flat(quote) for quote in quotes)


def _flat(text: str) -> str:
    return " ".join(text.lower().split())


def _departures(
    before: str, words: str, quotes: list[str], vocabulary: Vocabulary
) -> Iterator[str]:
    exempt = _otherwise_named(before, " ".join((before, *quotes)), words, vocabulary)
    yield from turnings(essential(before, words), words, quotes, exempt)
    yield from omissions(before, words, exempt)


def _otherwise_named(
    before: str, passages: str, words: str, vocabulary: Vocabulary
) -> frozenset[str]:
    """Senses of what one side names in full and the other by another name or by its letters."""
    senses: set[str] = set()
    new = {each.concept.id: each.text for each in vocabulary.mentions(words)}
    for mention in vocabulary.mentions(passages):
        if mention.concept.id in new:
            senses |= _senses(mention.text) | _senses(new[mention.concept.id])
    for one, other in ((before, words), (words, passages)):
        for letters in _ABBREVIATION.findall(other):
            long = _long(letters, one) or (vocabulary.expansion(letters) or "")
            if long and long.lower() in one.lower():
                senses |= _senses(long) | _senses(letters)
    return frozenset(senses)


def _long(letters: str, text: str) -> str | None:
    """The run of words in a text whose initials are these letters."""
    pattern = r"[\s-]+(?:(?:and|for|in|of|the|to)\s+)?".join(rf"{letter}\w+" for letter in letters)
    found = re.search(rf"\b{pattern}", text, re.IGNORECASE)
    return found[0] if found else None


def _senses(text: str) -> set[str]:
    return {word.sense for sentence in read(text) for word in sentence.words if word.weight}


def _bare(statement: Statement, words: str, quotes: list[str]) -> str:
    """Words without the additions in brackets that the statement had before: an abbreviation
    written out was vouched for when it was added, and the quote does not have it.
    """
    vouched = {
        found
        for found in _BRACKETED.findall(statement.text)
        if not any(found.strip() in quote for quote in quotes)
    }
    return _BRACKETED.sub(lambda found: "" if found[0] in vouched else found[0], words)
