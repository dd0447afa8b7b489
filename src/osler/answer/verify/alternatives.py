"""Veto: of things that exclude one another (oral or intravenous, acute or chronic, before or
after, daily or weekly), the statement names the one the passage names in that place.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from osler.answer.verify.context import around, likeness
from osler.answer.verify.objection import Footing, Objection, contradicted, unsupported
from osler.answer.verify.reading import Sentence
from osler.answer.verify.tables import lines_of

# One set a line; "|" parts the alternatives, each with its synonyms. "!" marks sets of which a
# statement may not name a member where the passage names none.
_SETS = lines_of("exclusive")
_PREFIXES = (("hyper", "hypo"), ("pro", "anti"), ("tachy", "brady"), ("macro", "micro"),
             ("intra", "extra"), ("pre", "post"), ("over", "under"), ("poly", "oligo"),
             ("homo", "hetero"), ("eu", "dys"), ("mono", "poly"), ("up", "down"), ("ante", "post"),
             ("supra", "infra"), ("endo", "exo"), ("in", "ex"), ("leuko", "thrombo"),
             ("neutro", "lympho"), ("multi", "uni"), ("inter", "intra"), ("sub", "supra"),
)  # fmt: skip
_ENOUGH = 3.0


def _tables() -> tuple[dict[str, list[tuple[str, int]]], frozenset[str]]:
    members: dict[str, list[tuple[str, int]]] = {}
    strict = set()
    for line in _SETS:
        name, *sides = (part.strip() for part in line.split("|"))
        if name.endswith("!"):
            strict.add(name.rstrip("!"))
        for place, side in enumerate(sides):
            for word in side.split():
                members.setdefault(word, []).append((name.rstrip("!"), place))
    return members, frozenset(strict)


_MEMBERS, _STRICT = _tables()


@lru_cache(maxsize=4096)
def named(sentence: Sentence) -> tuple[tuple[int, str, str, int], ...]:
    """(word index, word, set, alternative) for each word that excludes others."""
    found = []
    for index, lexeme in enumerate(sentence.words):
        for name, place in _MEMBERS.get(lexeme.word, ()):
            if name == "order" and lexeme.word == "following" and _adjective(sentence, index):
                continue
            found.append((index, lexeme.word, name, place))
    return tuple(found)


def _adjective(sentence: Sentence, index: int) -> bool:
    return index > 0 and sentence.words[index - 1].word == "the"


def alternatives(claim: Sentence, footing: Footing) -> Iterator[Objection]:
    """Objections to the excluding words of one sentence."""
    for index, word, name, place in named(claim):
        near = around(claim, index)
        own = rival = 0.0
        rival_word = ""
        for sentence in footing.best:
            for other_index, other_word, other_name, other_place in named(sentence):
                if other_name != name:
                    continue
                alike = likeness(near, around(sentence, other_index))
                if other_place == place:
                    own = max(own, alike + 0.5)
                elif alike > rival:
                    rival, rival_word = alike, other_word
        if rival >= _ENOUGH and own < 0.7 * rival:
            yield contradicted(
                f"{name}: the statement says {word!r} where the passage says {rival_word!r}"
            )
    yield from _prefixes(claim, footing)


def _prefixes(claim: Sentence, footing: Footing) -> Iterator[Objection]:
    """hypo- for hyper-, pre- for post-: the same word with the other prefix, and never this one."""
    spoken: set[str] | None = None
    for lexeme in claim.words:
        word = lexeme.word
        if len(word) < 7:
            continue
        for pair in _PREFIXES:
            for mine, other in (pair, pair[::-1]):
                if not word.startswith(mine):
                    continue
                if spoken is None:
                    spoken = {each.word for sentence in footing.all for each in sentence.words}
                swapped = other + word[len(mine) :]
                if swapped in spoken and word not in spoken:
                    yield unsupported(
                        f"word: the statement says {word!r} where the passage says {swapped!r}"
                    )
