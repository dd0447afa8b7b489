"""Signals of how a sentence is made: length, lists, numbers, and the words that give it away."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import numpy as np

from osler.answer.cues import Cued, cued
from osler.answer.question import AnswerShape, QuestionKind
from osler.answer.scene import Column, Scene, column

_HELD = 32_768  # counts remembered, per table: warm processes see the same sentences again


def length(scene: Scene) -> Column:
    """Words."""
    return column([float(len(words.tokens)) for words in scene.words])


def size(scene: Scene) -> Column:
    """Logarithm of the length: the step from 10 to 20 words matters more than from 40 to 50."""
    return np.log1p(length(scene))


# Where a pattern begins with a class of characters, places without one are passed over fast: what
# must stand before it is looked at from there.
_NUMBER = re.compile(r"\d(?<![\w-]\d)\d*(?:[.,·]\d+)*(?![\w-])")


def numbers(scene: Scene) -> Column:
    """Numbers in the sentence, at most 8."""
    return column([min(8, _count(_NUMBER, e.text)) for e in scene.candidates])


def number_wanted(scene: Scene) -> Column:
    """Whether it has a number, where the question asks for one."""
    wants = scene.question.kind is QuestionKind.DOSE or scene.asked.joined.startswith(" how mani ")
    if not wants:
        return np.zeros(len(scene.words))
    return column([min(1, _count(_NUMBER, e.text)) for e in scene.candidates])


def listing(scene: Scene) -> Column:
    """Items set off by commas or semicolons, at most 8."""
    return column(
        [float(min(8, e.text.count(", ") + e.text.count("; "))) for e in scene.candidates]
    )


def listing_wanted(scene: Scene) -> Column:
    """`listing`, where the question asks for a list."""
    wanted = scene.question.shape is AnswerShape.LIST
    return listing(scene) if wanted else np.zeros(len(scene.words))


_YES_NO = cued(
    r"\b(?:not|no|is|are|was|were|does|did|can|may|should|evidence|associated|effective|"
    r"shown?|significant(?:ly)?|improve[sd]?|reduce[sd]?|increase[sd]?|confirm\w*|demonstrate[sd]?|"
    r"recommended)\b"
)


def yes_no(scene: Scene) -> Column:
    """Words that settle a yes/no question, at most 3, where one is asked."""
    if scene.question.shape is not AnswerShape.YES_NO:
        return np.zeros(len(scene.words))
    return found_low(_YES_NO, 3)(scene)


_IS_A = cued(r"\b(?:is|are|was|were) (?:an?|the|one of)\b|\b(?:known as|refers to|called)\b")


def defines(scene: Scene) -> Column:
    """Whether it says what something is."""
    return found_low(_IS_A)(scene)


def defines_wanted(scene: Scene) -> Column:
    """`defines`, where that is asked."""
    wanted = QuestionKind.DEFINITION in scene.kinds or scene.asked.stems[:2] == ("what", "is")
    return defines(scene) if wanted else np.zeros(len(scene.words))


CONCLUDES = cued(
    r"\b(?:conclu\w+|these (?:data|findings|results)|we (?:show|found|demonstrate|report|identif)"
    r"\w*|our (?:data|findings|results|study)|suggest\w*|indicat(?:e|es|ing)|demonstrat\w+|"
    r"in summary|overall|taken together|is effective|should be)\b"
)
SCENE = cued(
    r"\b(?:(?:is|are|remains?) (?:\w+ )?(?:an?|the|one of the) (?:\w+[ -]){0,3}(?:leading|major|common|"  # noqa: E501
    r"important|serious|significant|growing|global|severe|contributor|public|challenge|burden)|"
    r"affect(?:s|ing)? (?:over|about|up to|approximately|more than|\d)|high (?:morbidity|mortality|prevalence)|"  # noqa: E501
    r"morbidity and mortality|widely used|prevalence|incidence|burden|emerged|in recent (?:years|decades))\b"  # noqa: E501
)
STUDIES = cued(
    r"\b(?:we (?:aimed|investigated|sought|examined|evaluated|analy[sz]ed|performed|reviewed|"
    r"describe|studied|assessed|compared|conducted|hypothesi[sz]ed)|(?:was|were) (?:performed|"
    r"conducted|enrolled|randomi[sz]ed|assigned|collected|measured|assessed|analy[sz]ed|included|"
    r"recruited|evaluated|investigated|examined|reviewed)|this (?:review|article|paper|chapter)|"
    r"the (?:aim|purpose|objective)|patients? (?:with|who) .{0,60} (?:were|was) )"
)
OWN = cued(r"\b(?:we|our|us|here)\b")
HEDGE = cued(
    r"\b(?:may|might|could|possibl[ey]|potential(?:ly)?|appears?|seems?|suggest\w*|likely|"
    r"hypothes\w+|unclear|unknown|controversial|remains?|poorly)\b"
)
MARKS = re.compile(r"[()\[\]=<>±%/;:]")
CAPITALS = re.compile(r"[A-Z](?<=\b[A-Z])[A-Z0-9-]{1,}\b")
TITLE_END = re.compile(r"[.!?]['\")\]]*$")
CASE = cued(
    r"\b(?:case report|a case of|year-old|we (?:report|present|describe) (?:a|an|the|two|three)|our patient)\b"  # noqa: E501
)


def found(pattern: re.Pattern[str], most: int = 1) -> Callable[[Scene], Column]:
    """A signal that counts matches of `pattern` in the text as it stands, at most `most`."""

    def values(scene: Scene) -> Column:
        return column([min(most, _count(pattern, each.text)) for each in scene.candidates])

    return values


def found_low(pattern: Cued, most: int = 1) -> Callable[[Scene], Column]:
    """As `found`, in the text in lower case: several times faster than ignoring case."""

    def values(scene: Scene) -> Column:
        texts = [each.text for each in scene.candidates]
        return column(
            [min(most, _count_low(pattern, e)) if pattern.may_match(e) else 0 for e in texts]
        )

    return values


@lru_cache(maxsize=_HELD)
def _count(pattern: re.Pattern[str], text: str) -> int:
    return len(pattern.findall(text))


@lru_cache(maxsize=_HELD)
def _count_low(pattern: Cued, text: str) -> int:
    return len(pattern.pattern.findall(text.lower()))


def says(words: str) -> Callable[[Scene, int, float], str]:
    """A reason for a signal that holds or not."""

    def reason(_scene: Scene, _row: int, value: float) -> str:
        return words if value else f"not: {words}"

    return reason


def number_reason(words: str) -> Callable[[Scene, int, float], str]:
    """A reason for a signal that counts or measures."""

    def reason(_scene: Scene, _row: int, value: float) -> str:
        return f"{words}: {value:.2f}".replace(".00", "")

    return reason
