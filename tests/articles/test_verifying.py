"""Words that a person wrote stand only where the passages cited say so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from made_answer import statement
from made_board import Publishers
from made_vocabulary import MadeVocabulary
from osler.answer.answer import VerdictKind
from osler.articles.verifying import verifier

QUOTE = "Syntheticine was associated with inventosis in MUD patients at a dose of 75 mg."


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        (QUOTE, True),
        ("Syntheticine was associated with inventosis in MUD patients.", True),
        (
            "Syntheticine was associated with inventosis in MUD [a long form] patients.",
            True,
        ),
        ("Syntheticine causes inventosis in MUD patients at a dose of 75 mg.", False),
        ("Syntheticine was associated with inventosis at a dose of 150 mg.", False),
        ("Syntheticine was not associated with inventosis in MUD patients.", False),
        (
            "Syntheticine was associated with inventosis in MUD [all] patients with nullaria.",
            False,
        ),
        ("Fabricatol was associated with inventosis in MUD patients.", False),
    ],
)
def test_other_words(either_board: Publishers, words: str, stands: bool) -> None:
    _, content = either_board.held(either_board.save().slug)
    quoted = statement(QUOTE, "m:1")
    shown = QUOTE.replace("MUD", "MUD [a long form]")
    held = replace(quoted, text=shown)
    verdict = verifier(MadeVocabulary())(content, held, words)
    assert (verdict.kind is VerdictKind.SUPPORTED) is stands, verdict
