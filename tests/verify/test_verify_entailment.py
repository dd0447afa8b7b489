"""A judge behind the rules: what it may change, and what it may not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from osler.answer.answer import VerdictKind
from osler.answer.verify import judge
from osler.inference.entailment import Chances

PASSAGE = (
    "Synthetic statins reduced mortality in adults with myocarditis. They were well tolerated."
)
REWORDED = "Mortality of adults with myocarditis was reduced by synthetic statins."
THIN = "Clinicians observed reduced mortality with synthetic statins throughout myocarditis wards."


class Scripted:
    """Gives the chances it was made with, and remembers what it was asked."""

    name = "scripted"

    def __init__(self, *answers: Chances) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, str]] = []

    def chances(self, pairs: Sequence[tuple[str, str]]) -> list[Chances]:
        self.asked += pairs
        return [self.answers.pop(0) if len(self.answers) > 1 else self.answers[0] for _ in pairs]


SAYS, SILENT, DENIES = Chances(0.9, 0.1, 0), Chances(0.01, 0.9, 0.09), Chances(0.01, 0.1, 0.89)


def test_what_the_rules_let_through_may_be_refused() -> None:
    assert judge(REWORDED, [PASSAGE]).kind is VerdictKind.SUPPORTED
    assert judge(REWORDED, [PASSAGE], None, Scripted(SAYS)).kind is VerdictKind.SUPPORTED
    refused = judge(REWORDED, [PASSAGE], None, Scripted(SILENT))
    assert refused.kind is VerdictKind.UNSUPPORTED
    assert refused.reasons[-1] == (
        "entailment: the passage does not say it, in the eyes of scripted (0.01)"
    )
    assert judge(REWORDED, [PASSAGE], None, Scripted(DENIES)).kind is VerdictKind.CONTRADICTED


def test_sentences_around_are_heard_before_it_is_refused() -> None:
    script = Scripted(SILENT, SAYS)
    assert judge(REWORDED, [PASSAGE], None, script).kind is VerdictKind.SUPPORTED
    narrow, wide = (premise for premise, _claim in script.asked)
    assert "well tolerated" in wide
    assert "well tolerated" not in narrow


def test_what_is_somewhat_thin_may_be_lifted() -> None:
    thin = judge(THIN, [PASSAGE])
    assert thin.kind is VerdictKind.PARTIAL
    assert judge(THIN, [PASSAGE], None, Scripted(SAYS)).kind is VerdictKind.SUPPORTED
    unsure = Scripted(Chances(0.6, 0.4, 0))
    assert judge(THIN, [PASSAGE], None, unsure) == thin


@pytest.mark.parametrize(
    "false",
    [
        "Synthetic statins increased mortality in adults with myocarditis.",
        "Synthetic statins did not reduce mortality in adults with myocarditis.",
        "Synthetic statins reduced mortality in children with myocarditis.",
        "Synthetic statins reduced mortality by 30 % in adults with myocarditis.",
    ],
)
def test_no_veto_is_overruled(false: str) -> None:
    script = Scripted(Chances(1, 0, 0))
    alone = judge(false, [PASSAGE])
    assert alone.kind is not VerdictKind.SUPPORTED
    assert judge(false, [PASSAGE], None, script) == alone
    assert not script.asked


def test_a_source_s_own_sentence_is_not_asked_about() -> None:
    script = Scripted(DENIES)
    whole = "Synthetic statins reduced mortality in adults with myocarditis."
    assert judge(whole, [PASSAGE], None, script).kind is VerdictKind.SUPPORTED
    assert not script.asked


def test_what_hardly_shares_a_word_is_not_asked_about() -> None:
    script = Scripted(SAYS)
    other = "Penicillin cures streptococcal pharyngitis within a fortnight."
    assert judge(other, [PASSAGE], None, script).kind is VerdictKind.UNSUPPORTED
    assert not script.asked
