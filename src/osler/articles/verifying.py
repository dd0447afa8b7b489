"""Judging words that a person wrote, against the passages their statement cites."""

from __future__ import annotations

import re

from osler.answer.answer import Statement, Verdict
from osler.answer.verify import judge
from osler.articles.actions.reviewing import Verifier
from osler.articles.content import Content
from osler.vocabulary.concept import Vocabulary

_BRACKETED = re.compile(r" ?\[[^\[\]]*\]")


def verifier(vocabulary: Vocabulary) -> Verifier:
    """What the cited quotes say of other words for their statement."""

    def verify(_content: Content, statement: Statement, words: str) -> Verdict:
        if words == statement.text:
            return statement.verdict
        quotes = [each.quote for each in statement.citations]
        return judge(_bare(statement, words, quotes), quotes, vocabulary)

    return verify


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
