"""Judging words that a person wrote, against the passages their statement cites."""

from __future__ import annotations

from osler.answer.answer import Statement, Verdict
from osler.answer.verify import judge
from osler.articles.actions.reviewing import Verifier
from osler.articles.content import Content
from osler.vocabulary.concept import Vocabulary


def verifier(vocabulary: Vocabulary) -> Verifier:
    """What the cited quotes, their passages and titles say of other words."""

    def verify(_content: Content, statement: Statement, words: str) -> Verdict:
        quotes = [each.quote for each in statement.citations]
        return judge(words, quotes, vocabulary)

    return verify
