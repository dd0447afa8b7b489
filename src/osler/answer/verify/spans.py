"""Quotes: byte for byte the source's words, and what we add in brackets is checkable."""

from __future__ import annotations

import re
from collections.abc import Sequence

from osler.answer.answer import Verdict, VerdictKind
from osler.answer.verify.reading import flat
from osler.vocabulary.concept import Vocabulary

_BRACKET = re.compile(r"\[[^\[\]]*\]")
_JOIN = re.compile(r"\s*(?:…|\.\.\.|\[…\]|\[\.\.\.\])?\s*")
_LAST_WORD = re.compile(r"[\w-]+(?=\W*$)")


def check_span(document_text: str, start: int, end: int, quote: str) -> Verdict | None:
    """None when `document_text[start:end]` is `quote`, code point for code point; else why not."""
    if not 0 <= start < end <= len(document_text):
        return _refused(f"span: {start}..{end} is outside the document (0..{len(document_text)})")
    if document_text[start:end] != quote:
        return _refused(f"span: the document's text at {start}..{end} is not the quote")
    return None


def judge_quote(
    statement: str,
    quotes: Sequence[str],
    context: Sequence[str] = (),
    vocabulary: Vocabulary | None = None,
) -> Verdict:
    """Whether a statement is the quotes, in order, with nothing added but bracketed insertions.

    `quotes` are exact spans; between two of them the statement may have white space or an
    ellipsis. An insertion must occur in a quote or in `context` (the passages, titles and section
    names around), or be the vocabulary's expansion or synonym of the word before it.
    """
    if not statement.strip() or not any(quote.strip() for quote in quotes):
        return _refused("quote: there is no quoted text")
    position = 0
    added: list[tuple[str, str]] = []
    for number, quote in enumerate(quotes):
        if number:
            position = _gap(statement, position)
        reached = _follow(statement, position, quote, added)
        if reached is None:
            return _refused(f"quote: the statement departs from quoted text {number + 1}")
        position = reached
    position = _trailing(statement, position, added)
    if statement[position:].strip():
        return _refused("quote: the statement goes on after the quoted text")
    known = [flat(text) for text in (*quotes, *context)]
    for before, insertion in added:
        if not _checkable(before, insertion, known, vocabulary):
            return _refused(f"quote: the insertion [{insertion}] is nowhere in the source")
    return Verdict(VerdictKind.SUPPORTED, 1.0)


def _follow(statement: str, position: int, quote: str, added: list[tuple[str, str]]) -> int | None:
    """The place after `quote` in the statement, noting insertions on the way; None if they part."""
    place = 0
    while place < len(quote):
        insertion = _insertion(statement, position, quote[place:])
        if insertion is not None:
            text, position = insertion
            added.append((quote[:place], text))
        elif position < len(statement) and statement[position] == quote[place]:
            position += 1
            place += 1
        else:
            return None
    return position


def _insertion(statement: str, position: int, rest: str) -> tuple[str, int] | None:
    """An inserted bracket here, with one space that came with it; None if it is the source's."""
    spaced = statement.startswith(" [", position)
    start = position + 1 if spaced else position
    found = _BRACKET.match(statement, start)
    if found is None or rest.startswith(statement[position : found.end()]):
        return None
    end = found.end()
    if not spaced and statement.startswith(" ", end) and not rest.startswith(" "):
        end += 1
    return found.group()[1:-1].strip(), end


def _trailing(statement: str, position: int, added: list[tuple[str, str]]) -> int:
    while (insertion := _insertion(statement, position, "")) is not None:
        text, end = insertion
        added.append((statement[:position], text))
        position = end
    return position


def _gap(statement: str, position: int) -> int:
    found = _JOIN.match(statement, position)
    return found.end() if found else position


def _checkable(
    before: str, insertion: str, known: Sequence[str], vocabulary: Vocabulary | None
) -> bool:
    text = flat(insertion)
    if not text:
        return False
    pattern = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")
    if any(pattern.search(each) for each in known):
        return True
    last = _LAST_WORD.search(before)
    if vocabulary is None or last is None:
        return False
    return _sanctioned(last.group(), text, vocabulary)


def _sanctioned(word: str, text: str, vocabulary: Vocabulary) -> bool:
    long = vocabulary.expansion(word) or vocabulary.expansion(text)
    if long and flat(long) in {text, flat(word)}:
        return True
    one, other = vocabulary.named(word), vocabulary.named(text)
    return one is not None and other is not None and one.id == other.id


def _refused(reason: str) -> Verdict:
    return Verdict(VerdictKind.UNSUPPORTED, 0.0, (reason,))
