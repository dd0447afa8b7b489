"""Veto: the drug, condition or gene the statement names is the one the passage names.

Names are known by the vocabulary where one is given, and by their form always: symbols (IL-6,
CYP2C9, HIV-1, type 2, stage III) must match exactly, drugs are known by their stems (WHO INN).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from osler.answer.verify.objection import Footing, Objection, contradicted, unsupported
from osler.answer.verify.quantities import NAMING
from osler.answer.verify.reading import Lexeme, Sentence
from osler.answer.verify.tables import words_of
from osler.vocabulary.concept import Concept, ConceptKind, Vocabulary

_DRUG = re.compile(
    r"(?:mab|tinib|ciclib|parib|zomib|rafenib|lisib|limus|statin|pril|prilat|sartan|olol|dipine"
    r"|azole|cillin|mycin|micin|floxacin|cycline|formin|gliptin|gliflozin|glutide|glitazone|parin"
    r"|xaban|gatran|prazole|tidine|vir|vudine|citabine|platin|taxel|rubicin|trexate|trexed|setron"
    r"|triptan|oxetine|opram|azepam|zolam|barbital|caine|curonium|dronate|dronic|fibrate|grel"
    r"|profen|oxicam|coxib|penem|cef\w+|thiazide|semide|terol|tropium|sone|solone|sonide|lukast"
    r"|asteride|afil|zosin|idone|apine|azine|triptyline|ipramine|amine|codone|morphone|fentanil"
    r"|orphan|nidazole|bendazole|quine|artemether|sulfa\w*|relin|relix|tocin|pressin|gliclazide"
    r"|glipizide|uride|ximab|zumab|cept|ase|stim|poetin|leukin|feron|gabalin|racetam|bamate"
    r"|phylline|lamide|zolamide|mustine|sulfan|thecin|bicin|vaptan|entan|dopa|capone|giline)s?$"
)
_NOT_DRUGS = words_of("not drugs")
_KNOWN_DRUGS = words_of("drugs")
_SYMBOL = re.compile(
    r"(?<![\w-])(?:[A-Za-z]{1,8}\d+[A-Za-z]{0,3}\d{0,3}(?:\*\d+)?"
    r"|[A-Za-z]{1,12}-\d{1,4}[A-Za-z]{0,2}|[A-Za-z]{0,4}[A-Z]{2,7}s?(?:-[A-Z]{1,6})?"
    r"|\d{1,3}[A-Z]{1,3}\d{0,3}|[a-z]{1,3}[A-Z][A-Za-z]{0,3}\d*|rs\d+)(?![\w-]*\d)(?!\w)"
)
_NUMBERED = re.compile(
    r"\b(types?|stages?|grades?|phases?|class|category|factor|hepatitis|vitamin|group|influenza"
    r"|level|trimester|lead|cranial nerve|chromosome|serotype|genotype|subtype|protein)"
    r"[ -]?(\d{1,3}[a-d]?|[ivx]{1,4}[ab]?|[a-ek]\d{0,2})(?![\w-])"
)
_ORDINALS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_UNITLIKE = words_of("not symbols")


def identity(
    claim: Sentence, footing: Footing, vocabulary: Vocabulary | None = None
) -> Iterator[Objection]:
    """Objections to what one sentence names."""
    yield from _numbered(claim, footing)
    yield from _symbols(claim, footing, vocabulary)
    yield from _drugs(claim, footing, vocabulary)
    yield from _concepts(claim, footing, vocabulary)


@lru_cache(maxsize=4096)
def numbered(sentence: Sentence) -> frozenset[tuple[str, str]]:
    """("type", "2"), ("stage", "3"), ("hepatitis", "b"): Roman numerals as digits."""
    found = set()
    for word, tag in _NUMBERED.findall(sentence.lower):
        digits = re.sub(
            r"^[ivx]+", lambda roman: str(_ORDINALS.index(roman[0]))
            if roman[0] in _ORDINALS else roman[0], tag,
        )  # fmt: skip
        if word in {"group", "level", "lead", "class", "protein"} and tag in {"a", "i"}:
            continue
        name = word if word == "hepatitis" else word.removesuffix("s")
        found.add((name, tag if word in {"hepatitis", "vitamin"} else digits))
    return frozenset(found)


@lru_cache(maxsize=4096)
def symbols(sentence: Sentence) -> frozenset[str]:
    """Symbol-like names, lower case, without hyphens: il6, cyp2c9, hiv1, srp."""
    found = set()
    for symbol in _SYMBOL.findall(sentence.text):
        bare = symbol.lower().replace("-", "")
        if bare not in _UNITLIKE and bare.strip("ivx") and not _shouted(sentence):
            found.add(bare)
    return frozenset(found)


def is_drug(word: Lexeme) -> bool:
    """Whether a word is a drug by its form or by name."""
    if word.word in _KNOWN_DRUGS:
        return True
    return (
        len(word.word) >= 6
        and word.weight >= 3.5
        and word.word not in _NOT_DRUGS
        and not word.word.endswith("ase")
        and _DRUG.search(word.word) is not None
    )


def _numbered(claim: Sentence, footing: Footing) -> Iterator[Objection]:
    asked = numbered(claim)
    if not asked:
        return
    near = frozenset[tuple[str, str]]().union(*(numbered(each) for each in footing.best))
    everywhere: frozenset[tuple[str, str]] | None = None
    for word, tag in sorted(asked - near):
        rivals = sorted(other for name, other in near if name == word)
        if rivals:
            yield contradicted(f"identity: {word} {tag} is not {word} {rivals[0]}")
            continue
        if everywhere is None:
            everywhere = frozenset[tuple[str, str]]().union(*(numbered(s) for s in footing.all))
        if (word, tag) not in everywhere and word in NAMING | {"hepatitis", "vitamin"}:
            yield unsupported(f"identity: {word} {tag} is not in the passage")


def _symbols(
    claim: Sentence, footing: Footing, vocabulary: Vocabulary | None
) -> Iterator[Objection]:
    asked = symbols(claim)
    if not asked:
        return
    near = frozenset[str]().union(*(symbols(each) for each in footing.best))
    missing = sorted(
        symbol
        for symbol in asked
        if not _has_symbol(symbol, footing.best) and not _introduced(symbol, claim)
    )
    for symbol in missing:
        rivals = sorted(other for other in near - asked if _siblings(symbol, other))
        if rivals:
            yield contradicted(f"identity: {symbol.upper()} is not {rivals[0].upper()}")
        elif not _has_symbol(symbol, footing.all) and not _spelled_out(
            symbol, footing.all, vocabulary
        ):
            yield unsupported(f"identity: {symbol.upper()} is not in the passage")


def _has_symbol(symbol: str, sentences: Sequence[Sentence]) -> bool:
    singular = symbol.removesuffix("s")
    for sentence in sentences:
        text = sentence.lower.replace("-", "").replace(" ", "")
        if singular in text and (
            symbol in symbols(sentence)
            or singular in symbols(sentence)
            or f"{singular}s" in symbols(sentence)
            or _standing(singular, sentence)
        ):
            return True
    return False


def _standing(symbol: str, sentence: Sentence) -> bool:
    """The symbol stands whole in the text, with or without its hyphen."""
    pattern = r"[- ]?".join(map(re.escape, symbol))
    return re.search(rf"(?<![a-z0-9]){pattern}(?![0-9]|[a-z]{{2}})", sentence.lower) is not None


def _introduced(symbol: str, claim: Sentence) -> bool:
    """The claim itself brings in the abbreviation after its long form: "… cells (MSC)"."""
    return symbol.isalpha() and f"({symbol}" in claim.lower


def _siblings(one: str, other: str) -> bool:
    """IL6 and IL8, CYP2C9 and CYP2C19, HIV1 and HIV2: one family, another member."""
    letters = re.match(r"[a-z]+", one)
    others = re.match(r"[a-z]+", other)
    same_letters = bool(letters and others and letters[0] == others[0])
    return same_letters and one != other and any(sign.isdigit() for sign in one + other)


def _spelled_out(symbol: str, sentences: Sequence[Sentence], vocabulary: Vocabulary | None) -> bool:
    letters = re.sub(r"[^a-z]", "", symbol).removesuffix("s")
    if vocabulary and (long := vocabulary.expansion(symbol.upper())):
        text = " ".join(sentence.lower for sentence in sentences)
        if long.lower() in text:
            return True
    if len(letters) < 2:
        return False
    for sentence in sentences:
        initials = "".join(word.word[0] for word in sentence.words if word.word[0].isalpha())
        solid = "".join(
            word.word[0] for word in sentence.words if word.word[0].isalpha() and word.weight
        )
        if letters in initials or letters in solid:
            return True
    return False


def _shouted(sentence: Sentence) -> bool:
    """A sentence all in capitals has no symbols to tell from words."""
    return sentence.text.isupper() and len(sentence.words) > 3


def _drugs(claim: Sentence, footing: Footing, vocabulary: Vocabulary | None) -> Iterator[Objection]:
    asked = [word for word in claim.words if is_drug(word)]
    if not asked:
        return
    spoken = frozenset[str]().union(*(sentence.senses() for sentence in footing.all))
    mine = {word.sense for word in asked}
    first = [word for word in footing.best[0].words if is_drug(word)] if footing.best else []
    for word in asked:
        if word.sense not in spoken:
            if vocabulary and _synonym(word.word, footing, vocabulary):
                continue
            yield unsupported(f"identity: {word.word!r} is not in the passage")
    here = {word.sense for word in first}
    if first and not mine & here and all(word.sense in spoken for word in asked):
        yield unsupported(f"identity: the passage says this of {first[0].word!r}")


def _synonym(name: str, footing: Footing, vocabulary: Vocabulary) -> bool:
    concept = vocabulary.named(name)
    return concept is not None and speaks_of(concept, footing, vocabulary)


def speaks_of(concept: Concept, footing: Footing, vocabulary: Vocabulary) -> bool:
    """Whether the passages name a concept by any of its names."""
    names = [name for name in concept.names if len(name) > 3]
    whole = re.compile("|".join(rf"(?<!\w){re.escape(name)}s?(?!\w)" for name in names) or r"(?!)")
    for sentence in footing.all:
        if whole.search(sentence.lower):
            return True
    return any(
        mention.concept.id == concept.id
        for sentence in footing.best
        for mention in vocabulary.mentions(sentence.text)
    )


def _concepts(
    claim: Sentence, footing: Footing, vocabulary: Vocabulary | None
) -> Iterator[Objection]:
    """What the vocabulary finds in the claim must be named by any of its names."""
    if vocabulary is None:
        return
    wanted = {ConceptKind.DRUG, ConceptKind.CONDITION, ConceptKind.GENE}
    spoken = frozenset[str]().union(*(sentence.senses() for sentence in footing.all))
    for mention in vocabulary.mentions(claim.text):
        words = [word for word in claim.words if word.word in mention.text.lower() and word.weight]
        if mention.concept.kind not in wanted or all(word.sense in spoken for word in words):
            continue
        if not speaks_of(mention.concept, footing, vocabulary):
            yield unsupported(
                f"identity: {mention.concept.kind} {mention.text!r} is not in the passage"
            )
