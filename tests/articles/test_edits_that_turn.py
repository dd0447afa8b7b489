"""An edit may not drop what a statement holds under, nor swap one thing for another.

All names are invented; what the statements say is synthetic.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from made_answer import statement
from made_board import Publishers
from made_vocabulary import MadeVocabulary
from osler.answer.answer import Verdict, VerdictKind
from osler.articles.verifying import verifier

CHOICE = "Use syntheticine or fabricatol at standard dose if no contraindication."
RISK = (
    "Our meta-analysis confirmed that the presence of LoF alleles increases the risk of mockpox "
    "in the worldwide population, especially in Asians undergoing imaginol treatment."
)
SCOPE = "MADEUPITIS, INVENTOSIS or MOCKPOX: avoid imaginol."
RESPONDERS = "Consider an alternative in poor responders."
AGAINST = (
    "The synthetic panel recommends against initiating low-dose imaginol for the primary "
    "prevention of nullaria in adults 60 years or older."
)
TIMING = (
    "Imaginol 5 mg is taken daily before surgery for at least 3 weeks in uncomplicated mockpox."
)
WHEN = "When syntheticine is contraindicated, fabricatol is an alternative in adults with nullaria."
ARMS = "Rash occurred in 12% of the imaginol group and in 4% of the nonesuchine group."
MICE = "Imaginol reduced whimsyosis in mice after weekly injection."
HEDGED = "Limited data suggest that imaginol might relieve most cases of mockpox but not nullaria."
BETTER = "Syntheticine was noninferior to fabricatol for inventosis, according to the made label."


@pytest.mark.parametrize(
    ("before", "old", "new", "reason"),
    [
        (CHOICE, "syntheticine or", "syntheticine and", "joint: "),
        (CHOICE, "syntheticine or", "syntheticine plus", "joint: "),
        (CHOICE, "syntheticine or fabricatol", "syntheticine, fabricatol", "joint: "),
        (CHOICE, " if no contraindication", "", "'if no contraindication'"),
        (CHOICE, "if no", "even if", "negation: "),
        (CHOICE, "standard", "high", "'standard dose'"),
        (RISK, "Asians", "Europeans", "'europeans'"),
        (RISK, "worldwide", "European", "'european'"),
        (RISK, ", especially in Asians undergoing imaginol treatment", "", "'in asians"),
        (RISK, " undergoing imaginol treatment", "", "'undergoing imaginol treatment'"),
        (RISK, "especially", "only", "'only'"),
        (RISK, "increases the risk of", "causes", "'increases the risk'"),
        (RISK, "LoF", "gain-of-function", "gain-of-function"),
        (SCOPE, "MADEUPITIS, INVENTOSIS or MOCKPOX: avoid", "Avoid", "condition: "),
        (SCOPE, "avoid", "use", ""),
        (RESPONDERS, " in poor responders", "", "'in poor responders'"),
        (RESPONDERS, "poor ", "", "poor responders"),
        (RESPONDERS, "poor", "good", "poor responders"),
        (RESPONDERS, "Consider", "Use", "'consider'"),
        (AGAINST, "against ", "", "'against'"),
        (AGAINST, " in adults 60 years or older", "", "'in adults 60 years or older'"),
        (AGAINST, "or older", "or younger", "comparator: "),
        (AGAINST, "primary", "secondary", "rank: "),
        (AGAINST, "low-dose ", "", "'low-dose'"),
        (AGAINST, "initiating", "continuing", "'continuing'"),
        (AGAINST, "recommends against", "may consider", ""),
        (TIMING, "daily", "weekly", "rate"),
        (TIMING, "before", "after", "order"),
        (TIMING, "at least", "up to", "comparator: "),
        (TIMING, "uncomplicated ", "", "uncomplicated mockpox"),
        (WHEN, "When syntheticine is contraindicated, f", "F", "'when syntheticine"),
        (WHEN, "When", "Unless", "'when syntheticine"),
        (WHEN, " in adults with nullaria", "", "condition: "),
        (ARMS, "12%", "4%", "number: "),
        (MICE, " in mice", "", "animals"),
        (MICE, "weekly", "daily", "rate"),
        (HEDGED, "Limited data suggest that i", "I", "strength: "),
        (HEDGED, "might relieve", "relieves", "strength: "),
        (HEDGED, "most", "all", "quantifier: "),
        (HEDGED, " but not nullaria", "", "'but not nullaria'"),
        (HEDGED, "mockpox but not nullaria", "nullaria but not mockpox", "negation: "),
        (BETTER, "noninferior", "superior", ""),
    ],
)  # fmt: skip
def test_refused(either_board: Publishers, before: str, old: str, new: str, reason: str) -> None:
    assert old in before
    verdict = _edited(either_board, before, before.replace(old, new))
    assert verdict.kind is not VerdictKind.SUPPORTED
    assert any(reason in each for each in verdict.reasons), verdict


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (CHOICE, "Use fabricatol or syntheticine at the standard dose if no contraindication."),
        (CHOICE, "If there is no contraindication, use syntheticine or Fabrica at standard dose."),
        (RISK, RISK.replace("Our meta-analysis confirmed that the", "The")),
        (SCOPE, "Avoid imaginol in madeupitis, inventosis or mockpox."),
        (RESPONDERS, "In poor responders, consider an alternative."),
        (AGAINST, AGAINST.replace("60 years", "aged 60 years")),
        (WHEN, WHEN.replace("When", "If")),
        (CHOICE, CHOICE.replace(" or fabricatol", "")),  # a shorter list, its condition kept
        (RISK, RISK.replace("the presence of LoF", "loss-of-function")),
        (BETTER, "Syntheticine was not inferior to fabricatol for inventosis."),
    ],
)  # fmt: skip
def test_rewording_stands(either_board: Publishers, before: str, words: str) -> None:
    verdict = _edited(either_board, before, words)
    assert verdict.kind is VerdictKind.SUPPORTED, verdict


def test_sides_of_a_comparison(either_board: Publishers) -> None:
    verdict = _edited(
        either_board, BETTER, "Fabricatol was noninferior to syntheticine for inventosis."
    )
    assert any(each.startswith("roles: ") for each in verdict.reasons), verdict


def test_loss_of_function_is_a_name_and_the_true_reason_is_given(either_board: Publishers) -> None:
    verdict = _edited(either_board, RISK, "Loss-of-function alleles cause mockpox.")
    assert any("'cause'" in each and "'increases the risk'" in each for each in verdict.reasons)
    assert not any(each.startswith("direction: ") for each in verdict.reasons)


def test_back_to_the_words_of_the_passage(either_board: Publishers) -> None:
    _, content = either_board.held(either_board.save().slug)
    shorter = replace(statement(CHOICE, "m:1"), text="Use syntheticine if no contraindication.")
    verdict = verifier(MadeVocabulary())(content, shorter, CHOICE)
    assert verdict.kind is VerdictKind.SUPPORTED


def _edited(board: Publishers, before: str, words: str) -> Verdict:
    _, content = board.held(board.save().slug)
    return verifier(MadeVocabulary())(content, statement(before, "m:1"), words)
