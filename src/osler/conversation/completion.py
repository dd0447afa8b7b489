# ruff: noqa: E501 - a pattern is easier to check on one line
"""The story of a follow-up: told apart from a whole question, and made whole from what was before.

Rules only, and pure. What could be meant two ways is asked back, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from osler.answer.question import QuestionKind
from osler.conversation import swapping
from osler.conversation.antecedent import meant, pronoun, put
from osler.conversation.completed import Completed, Reading, Unclear
from osler.conversation.frame import Frame, frame
from osler.conversation.limbs import lasting, limb, one_of, unknown_named
from osler.conversation.questions import ASKS, asked, named, whole
from osler.conversation.rewritten import Rewrite, rewritten
from osler.conversation.shorthand import lacking, line, short, why
from osler.conversation.swapping import appended, name_of, swapped, with_partner
from osler.conversation.talk import Talk, talk
from osler.vocabulary.concept import Mention, Vocabulary

_OPENERS = re.compile(
    r"(?:(?:(?:is (?:it|that|this) )?(?:the )?same (?=(?:for|in|with) )|hi|hello|hey|thanks|thank you|thx|great|good|ok|okay|right|i see|so|and|but|then|also|well|now|again|"
    r"what about|how about|what of|what if|maybe|please|one more|another question|hi again|or)\b(?<!what if)[,.:;! -]*)+",
    re.IGNORECASE,
)
_IF = re.compile(r"(?:(?:and|but|so|ok|okay)\b,? )*what if\b", re.IGNORECASE)
_FOLLOWS = re.compile(r"^(?:and|but|what about|how about|or)\b", re.IGNORECASE)
_LED = re.compile(r"\b(?:and|but|or|about)\W*$", re.IGNORECASE)
_THANKS = re.compile(r"(?:[,.!]? (?:please|pls|thanks|thank you|then))+$", re.IGNORECASE)
_INSTEAD = re.compile(
    r"^((?:and |or )?(?:what|how) about .+?) (?:instead|too|as well|also)$", re.IGNORECASE
)
_PATIENT = re.compile(
    r"^if (?:they|he|she|the patient|someone|you|i|we)(?: is| are| am|'s|'re|'m) ", re.IGNORECASE
)
_FAILS = re.compile(r"\b(?:fails?|failed|(?:does|did|is|do)(?:n't| not) (?:work|help|enough))\b")


def complete(
    said: str, before: Sequence[str], vocabulary: Vocabulary, rewrite: Rewrite | None = None
) -> Completed | Unclear:
    """The whole question that `said` asks after these whole questions, oldest first.

    `rewrite` is asked only where the rules find nothing to complete it with, and what it makes is
    taken only where it names nothing that was not named. Raises `QuestionError` for no question.
    """
    new = frame(said, vocabulary, whole=False)
    held = talk(before, vocabulary)
    if held is None:
        return _first(said, new)
    bare = _opened(new.text)
    found = _completed(frame(bare, vocabulary, whole=False) if bare != new.text else new, held, new)
    if isinstance(found, Unclear) and not found.readings and rewrite is not None:
        return rewritten(said, before, vocabulary, rewrite) or found
    return found


def _first(said: str, new: Frame) -> Completed | Unclear:
    """The words of a first turn: asked as they stand, but for those that follow something."""
    if not new.mentions and (_FOLLOWS.match(new.text) or pronoun(new.text) or lacking(new.text)):
        return Unclear()
    return Completed(said.strip())


def _opened(text: str) -> str:
    """Words without what only leads to them; "what if" leaves its "if"."""
    text = _INSTEAD.sub(r"\1", _THANKS.sub("", text))
    found = _IF.match(text)
    if found is not None:
        return text[found.end() - 2 :]
    bare = _OPENERS.sub("", text, count=1) if _OPENERS.match(text) else text
    return bare if any(each.isalpha() for each in bare) else text


def _completed(said: Frame, held: Talk, typed: Frame) -> Completed | Unclear:
    found = (
        why(said.text, held)
        or line(said.text, held)
        or one_of(said, held)
        or lasting(said, held)
        or short(said, held)
        or limb(said, held)
    )
    if found is not None:
        return found
    if said.text.lower().startswith("if "):
        return _conditional(said, held)
    word = pronoun(said.text)
    if word is not None:
        return named(said, word, held)
    if ASKS.match(said.text):
        return asked(said, held)
    return _fragment(said, held, typed)


def _conditional(said: Frame, held: Talk) -> Completed | Unclear:
    """ "If severe", "if that fails", "if they are allergic": a limb of the question before."""
    text = _PATIENT.sub("if ", said.text)
    word = pronoun(text)
    if word is None:
        return appended(held, text)
    candidates = meant(said, word, held) or (held.last.mentions if held.last.mentions else ())
    if not candidates:
        return Unclear()
    if len(candidates) == 1 and candidates[0] in held.last.conditions and _FAILS.search(text):
        return appended(held, put(text, word, "treatment"))
    readings = [
        Reading(name_of(each), f"{held.last.text} {put(text, word, name_of(each))}")
        for each in candidates
    ]
    return swapping.chosen(readings, [each.text for each in held.last.mentions])


def _fragment(said: Frame, held: Talk, typed: Frame) -> Completed | Unclear:
    """Words that are no sentence: a name, people, a limb."""
    lead = swapping.leads(said.text)
    kinds = said.question.kinds != (QuestionKind.OTHER,)
    names = said.mentions
    if not names:
        if said.people is not None:
            return swapping.about_people(held, said)
        led = _LED.search(typed.text.removesuffix(said.text)) is not None
        new = unknown_named(said, held) if led and lead is None else None
        return _unknown(said, held) or new or appended(held, said.text)
    if said.drugs and (said.conditions or len(said.drugs) > 1):
        return whole(said, held)
    if lead == "with" and len(names) == 1:
        return with_partner(held, said, names[0])
    if lead in {"without", "after", "before", "if", "when", "despite", "while"}:
        return appended(held, said.text)
    if kinds and _says_more(said, names):
        return swapping.of_its_own(held, said) if typed.text != said.text else whole(said, held)
    if len(names) == 1:
        return swapped(held, said, names[0])
    return whole(said, held)


def _says_more(said: Frame, names: tuple[Mention, ...]) -> bool:
    """Whether words beside a name ask something of it: "dose of adrenaline"."""
    return bool(re.search(r"\b(?:of|for|with|in) (?:the )?$", said.text[: names[0].start]))


def _unknown(said: Frame, held: Talk) -> Completed | Unclear | None:
    """A name that no vocabulary knows may stand for any part of the question before."""
    unknown = said.question.unknown
    if len(unknown) != 1 or said.text.lower() != unknown[0].lower():
        return None
    parts = held.last.drugs + held.last.conditions
    readings = [
        Reading(
            f"{unknown[0]} in place of {name_of(each)}",
            swapping.replaced(held.last.text, each.start, each.end, unknown[0]),
        )
        for each in parts
    ]
    return swapping.chosen(readings, []) if readings else None
