"""A vocabulary that knows only invented names, so that tests assert nothing medical."""

from __future__ import annotations

from osler.vocabulary.concept import Concept, ConceptKind, Mention
from osler.vocabulary.matching import mentions
from osler.vocabulary.names import key
from osler.vocabulary.registry import Group, Registry

DRUG, CONDITION = ConceptKind.DRUG, ConceptKind.CONDITION
INVENTED = (
    Group("made:syntheticine", DRUG, "syntheticine", ("Syntha",)),
    Group("made:fabricatol", DRUG, "fabricatol", ("Fabrica",)),
    Group("made:imaginol", DRUG, "imaginol"),
    Group("made:nonesuchine", DRUG, "nonesuchine"),
    Group("made:madeupitis", CONDITION, "madeupitis", ("made-up disease",), ("MUD",)),
    Group("made:inventosis", CONDITION, "inventosis"),
    Group("made:fictional-palsy", CONDITION, "fictional palsy"),
    Group("made:nullaria", CONDITION, "nullaria"),
    Group("made:mockpox", CONDITION, "mockpox"),
    Group("made:whimsyosis", CONDITION, "whimsyosis", ("whimsyösis",)),
)


class MadeVocabulary:
    """Implements `Vocabulary` from the invented names above."""

    generation = "made"

    def __init__(self) -> None:
        self._registry = Registry()
        self._registry.add(INVENTED)

    def _by_key(self, normal: str) -> Concept | None:
        number = self._registry.by_key.get(normal)
        return None if number is None else self._registry.concept(number)

    def _by_abbreviation(self, written: str) -> Concept | None:
        number = self._registry.by_abbreviation.get(written)
        return None if number is None else self._registry.concept(number)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        return mentions(text, self._by_key, self._by_abbreviation)

    def named(self, name: str) -> Concept | None:
        return self._by_abbreviation(name.strip()) or self._by_key(key(name))

    def expansion(self, abbreviation: str) -> str | None:
        return {"MUD": "made-up disease"}.get(abbreviation)
