"""Veto: the countries, continents and descents a statement names are named in the passages."""

from __future__ import annotations

from collections.abc import Iterator

from osler.answer.verify.objection import Footing, Objection, contradicted, unsupported
from osler.answer.verify.reading import Sentence
from osler.answer.verify.tables import lines_of

_NAMES = {word: line.split()[0] for line in lines_of("peoples") for word in line.split()}
_EVERYWHERE = _NAMES["worldwide"]


def peoples(claim: Sentence, footing: Footing) -> Iterator[Objection]:
    """Objections to where the people one sentence is about come from."""
    said: dict[str, str] | None = None
    for word in claim.words:
        name = _NAMES.get(word.word)
        if name is None:
            continue
        if said is None:
            said = _named(footing.all)
        if name in said:
            continue
        rivals = _named(footing.best)
        rivals.pop(_EVERYWHERE, None)
        rival = next(iter(rivals.values()), None)
        if rival:
            yield contradicted(
                f"population: the statement says {word.word!r} where the passage says {rival!r}"
            )
        else:
            yield unsupported(f"population: {word.word!r} is not in the passage")


def _named(sentences: tuple[Sentence, ...]) -> dict[str, str]:
    """Which people some sentences name, with the word they use."""
    return {
        _NAMES[word.word]: word.word
        for sentence in sentences
        for word in sentence.words
        if word.word in _NAMES
    }
