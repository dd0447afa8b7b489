"""Veto: what the passage denies the statement denies, and the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from osler.answer.verify.context import around, likeness
from osler.answer.verify.effects import effects
from osler.answer.verify.objection import Footing, Objection, contradicted, unsupported
from osler.answer.verify.reading import Sentence
from osler.answer.verify.scopes import Scope, denied, scopes
from osler.answer.verify.tables import words_of

_DENIAL = words_of("denial")
_PREFIXED = re.compile(
    r"(?:un(?!i|der)|in(?=effect|suffic|appropr|compat|capab|adequ|elig|toler|sens|act)|non"
    r"|dis(?=appear|contin|approv|prov))[a-z]{4}"
)
_ENOUGH = 4.0


def negation(claim: Sentence, footing: Footing) -> Iterator[Objection]:
    """Objections to what one sentence denies or affirms."""
    if scopes(claim) and not any(_denies(sentence) for sentence in footing.best):
        cue = claim.words[scopes(claim)[0].cue].word
        yield unsupported(f"negation: the statement says {cue!r}, the passage denies nothing here")
        return
    for scope in scopes(claim):
        if _handled(claim, scope):
            continue
        if phrase := _reversed(claim, scope, footing.best):
            yield contradicted(f"negation: the passage does not deny {phrase!r}")
            return
    for sentence in footing.best:
        for scope in scopes(sentence):
            if _handled(sentence, scope) or _denying_words(claim, sentence, scope):
                continue
            if phrase := _reversed(sentence, scope, (claim,), footing.best):
                yield contradicted(f"negation: the passage denies {phrase!r}")
                return


def _denies(sentence: Sentence) -> bool:
    """Whether a sentence denies or limits anything, in whatever words."""
    if scopes(sentence) or any(each.level for each in effects(sentence)):
        return True
    return any(
        word.word in _DENIAL or _PREFIXED.match(word.word) is not None for word in sentence.words
    )


def _handled(sentence: Sentence, scope: Scope) -> bool:
    """Denied directions and null results are weighed by the direction veto."""
    return any(scope.first <= each.index < scope.last for each in effects(sentence))


def _denying_words(claim: Sentence, sentence: Sentence, scope: Scope) -> bool:
    """The claim denies with a prefix what the passage denies with a word (unchanged)."""
    denied_stems = {word.stem for word in sentence.words[scope.first : scope.last] if word.weight}
    for word in claim.words:
        for prefix in ("un", "in", "non", "im"):
            if word.word.startswith(prefix) and any(
                len(stem) > 3 and word.word[len(prefix) :].startswith(stem[:5])
                for stem in denied_stems
            ):
                return True
    return False


def _reversed(
    sentence: Sentence,
    scope: Scope,
    others: tuple[Sentence, ...],
    rest: tuple[Sentence, ...] = (),
) -> str | None:
    """The denied words if `others` affirm the same words in a like place; None if they do not."""
    words = [
        (index, word)
        for index, word in enumerate(sentence.words[scope.first : scope.last], scope.first)
        if word.weight
    ][:4]
    if not words:
        return None
    total = sum(word.weight for _, word in words)
    affirmed = 0.0
    for index, word in words:
        near = around(sentence, index)
        state = _state(near, word.sense, others)
        if state is True and (not rest or _state(near, word.sense, rest) is False):
            affirmed += word.weight
        elif state is False:
            return None
    if affirmed < max(0.6 * total, _ENOUGH):
        return None
    return " ".join(word.word for _, word in words)


def _state(near: dict[str, float], sense: str, others: tuple[Sentence, ...]) -> bool | None:
    """Whether the likest place with this word affirms it; None if no place has it."""
    best = -1.0
    state: bool | None = None
    for sentence in others:
        no = denied(sentence)
        for index, word in enumerate(sentence.words):
            if word.sense == sense and word.weight:
                alike = likeness(near, around(sentence, index))
                if alike > best:
                    best, state = alike, not no[index]
    return state
