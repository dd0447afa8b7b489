"""From what was typed to a `Question`: cleaned, its concepts found, its kind and shape told."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from osler.answer.asking import asked_of, asking, plain, shifted
from osler.answer.genes import with_genes
from osler.answer.homoglyphs import latin
from osler.answer.kinds import KINDS, LEAST, POPULATIONS, SHAPES, SWALLOWS
from osler.answer.orders import without_orders
from osler.answer.ordinary import ordinary_words
from osler.answer.people import PROTECTED
from osler.answer.question import AnswerShape, Question, QuestionKind
from osler.answer.shorthand import spelled_out
from osler.evidence.document import Family
from osler.safety.personal import bare
from osler.vocabulary.concept import ConceptKind, Mention, Vocabulary

_WANTED = frozenset({"antidote", "antidotes"})  # asked for, so that nothing need name them
LONGEST = 2_000  # code points, after normalisation
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+(?:[-/.'’][^\W_]+)*")
_CODED = re.compile(r"[A-Za-z]+-?\d[\w-]*|[a-z]*[A-Z][A-Z0-9-]+\w*")
_CAPITAL = re.compile(r"[A-Z][a-z]{3,}")
_ENGLISH_ENDING = re.compile(
    r"(?:ing|ed|ly|ion|ment|ory|ity|al|ic|ous|ive|er|able|ance|ence|es|ans)$"
)
_SAFE = re.compile(r"\b(?:safe|safely|can|ok|okay|mix|take|taken|danger\w*)\b")
_JOINED = re.compile(r"\b(?:with|and|on)\b")
_CAUSING = re.compile(
    r"(?:can|does|do|is|are|may|could)\b.*\b(?:causes?|induces?|lead to|risk of|increase)\b"
)
_AFTER = re.compile(r"\b(?:from|(?:after|since|on|while) (?:starting|taking|using))\b")
_MAY = re.compile(
    r"(?:can|may|could|should|is it ok|is it okay)\b.*"
    r"\b(?:used?|given|taken?|prescribed|have|get)\b"
)
_IS, _AN = re.compile(r"is (?:the )?"), re.compile(r" (?:an?|the|considered an?) ")
_IS_AN = re.compile(r" is (?:an?|considered an?) ")
_CONTROLLED = re.compile(r"\bcontrolled substance\b|\baddict\w*|\bhabit[- ]forming\b")
_EITHER = re.compile(r"\b(?:vs|versus|or|than|compared)\b")
_MIXED = frozenset({"osler:grapefruit-juice", "osler:alcohol-drinking", "osler:st-john's-wort"})
_BARRED = re.compile(r"\bcontra-?indicated (?:with|in combination)")
_WITH = re.compile(r"\b(?:with|plus|together)\b|\+")
_DOSES = re.compile(
    r"\bdos(?:e|es|ing|age)\b|\bhow (?:much|often|long)\b|\btreat|\bversus\b|\bvs\b|\bor\b|\bcompar"
)
_SENTENCE = re.compile(
    r"(?:what|which|who|when|where|why|how|list|name|is|are|was|were|do|does|did|has|have|had)\b"
)
_TAKEN = re.compile(r"\b(?:with|on|together|mix\w*|combin\w+|drink|eat|tak(?:e|ing|en))\b")
_USED = re.compile(r"\bused (?:for|in|to)\b")
_PLACE = re.compile(r"\b(?:role|use|place|effect|efficacy) of\b")
_ONLY_WHAT = re.compile(r"(?:what(?:'s| is| are) (?:an? |the )?)")
_FOR = re.compile(r"\b(?:for|in)\b")
_SHOUTED = re.compile(r"[^a-z]*")
_DRUG_ENDING = re.compile(
    r"(?:mab|nib|ciclib|gliptin|gliflozin|glutide|statin|sartan|pril|prazole|vir|cillin|mycin|"
    r"oxacin|azole|tide|parib|rafenib|lukast|triptan|gepant|setron|dronate|olol|dipine|zumab|cept)$"
)


class QuestionError(ValueError):
    """The text is no question that can be asked; the message is one clear line."""


def normalised(asked: str) -> str:
    """NFKC, without control, hidden and bidirectional characters or lone surrogates, single
    spaces. Raises QuestionError when nothing is left, no word is in it, or it is too long.
    """
    if len(asked) > 50 * LONGEST:  # not worth normalising first
        raise QuestionError(f"the question is too long: at most {LONGEST:,} characters")
    spaced = "".join(" " if c in "\t\n\r\v\f\x85\u2028\u2029" else c for c in asked)
    text = unicodedata.normalize("NFKC", _visible(spaced))
    text = latin(_SPACE.sub(" ", _visible(text)).strip())
    if len(text) > LONGEST:
        raise QuestionError(
            f"the question is too long: {len(text):,} characters, at most {LONGEST:,}"
        )
    if not any(character.isalpha() for character in text):
        raise QuestionError("there is no question: type one in words")
    return text


def _visible(text: str) -> str:
    return "".join(c for c in text if unicodedata.category(c) not in _HIDDEN)


def understand(
    asked: str,
    vocabulary: Vocabulary,
    families: tuple[Family, ...] = tuple(Family),
    since: int | None = None,
) -> Question:
    """What is asked, of what, about whom. Pure. Raises QuestionError (see `normalised`)."""
    text = plain(spelled_out(without_orders(normalised(bare(asked))), vocabulary))
    span = asking(text)
    named = tuple(
        each
        for each in with_genes(text, vocabulary.mentions(text), vocabulary)
        if each.text.lower() not in _WANTED
    )
    mentions = asked_of(named, span)
    low = text.lower().replace("’", "'").replace("`", "'")
    asks = low[span[0] : span[1]] if len(low) == len(text) else low
    kinds = kinds_of(asks, shifted(mentions, span))
    rest = _uncovered(text, named)
    return Question(
        asked=asked.encode("utf-8", "replace").decode()[:LONGEST],
        text=text,
        kinds=kinds,
        shape=_shape(asks, kinds),
        mentions=mentions,
        terms=tuple(dict.fromkeys(word.lower() for word in rest if _content(word))),
        unknown=_unknown(rest, text),
        population=population(low),
        families=families,
        since=since,
    )


def kinds_of(low: str, mentions: tuple[Mention, ...]) -> tuple[QuestionKind, ...]:
    """Kinds held by a lower-case question, most certain first; OTHER where none is."""
    weights: dict[QuestionKind, float] = {}
    for kind, weight, pattern in KINDS:
        if pattern.search(low):
            weights[kind] = max(weights.get(kind, 0.0), weight)
    _by_concepts(low, mentions, weights)
    medicines = {ConceptKind.DRUG, ConceptKind.DRUG_CLASS}
    drugs = any(mention.concept.kind in medicines for mention in mentions)
    for kind, swallowed in SWALLOWS.items():
        if weights.get(kind, 0.0) >= LEAST and (drugs or kind is not QuestionKind.PREGNANCY):
            for lesser in swallowed:
                if weights.get(lesser, 0.0) <= weights[kind]:
                    weights.pop(lesser, None)
    if not drugs:  # molecules interact, too, but not as medicines do
        weights.pop(QuestionKind.INTERACTION, None)
    order = list(QuestionKind)
    held = [kind for kind, weight in weights.items() if weight >= LEAST]
    held.sort(key=lambda kind: (-weights[kind], order.index(kind)))
    if not drugs:
        # Without a drug, pregnancy says whom the question is about, not what it asks.
        held.sort(key=lambda kind: kind is QuestionKind.PREGNANCY)
    return tuple(held) or (QuestionKind.OTHER,)


def _by_concepts(
    low: str, mentions: tuple[Mention, ...], weights: dict[QuestionKind, float]
) -> None:
    """What the concepts named add: two drugs "with" one another interact, and so on."""
    found = {mention.concept.id: mention.concept.kind for mention in mentions}
    medicines = [k for k in found.values() if k in (ConceptKind.DRUG, ConceptKind.DRUG_CLASS)]
    conditions = [k for k in found.values() if k is ConceptKind.CONDITION]
    if len(medicines) > 1 and _SAFE.search(low) and _JOINED.search(low):
        weights.setdefault(QuestionKind.INTERACTION, LEAST + 1.5)
    causing = re.search(r"\b(?:cause|causes|induce|induces|lead to|risk of|increase)\b", low)
    if (
        medicines
        and conditions
        and causing
        and re.match(r"(?:can|does|do|is|are|may|could)\b", low)
    ):
        weights.setdefault(QuestionKind.ADVERSE_EFFECT, LEAST)
        weights[QuestionKind.CAUSE] = max(weights.get(QuestionKind.CAUSE, 0.0), LEAST + 0.5)
    if medicines and conditions and _AFTER.search(low):
        weights.setdefault(QuestionKind.ADVERSE_EFFECT, LEAST + 0.5)
    if len(medicines) > 1 and (
        _BARRED.search(low) or (_WITH.search(low) and not _DOSES.search(low))
    ):
        weights[QuestionKind.INTERACTION] = max(weights.values(), default=LEAST) + 1.0
    if medicines and not conditions and _MAY.match(low) and population(low) in PROTECTED:
        weights.setdefault(QuestionKind.CONTRAINDICATION, LEAST + 1.5)
    for mention in mentions:  # "Is syntheticine an antibiotic?", "So prednisone is a steroid?"
        told = mention.concept.kind is ConceptKind.DRUG and not conditions
        if (
            told
            and not weights
            and not _CONTROLLED.search(low)
            and (
                (_IS.fullmatch(low[: mention.start]) and _AN.match(low[mention.end :]))
                or _IS_AN.match(low[mention.end :])
            )
        ):
            weights[QuestionKind.DEFINITION] = LEAST
            break
    classes = ConceptKind.DRUG_CLASS in found.values()
    if classes and conditions and not weights and not _SENTENCE.match(low):
        weights[QuestionKind.TREATMENT] = LEAST  # "gonorrhea antibiotics"
    mixed = len(medicines) + len(_MIXED & set(found))
    bare = not _SENTENCE.match(low) or _TAKEN.search(
        low
    )  # "Is colistin an antibiotic?" asks for no interaction
    if mixed > 1 and medicines and not weights and bare and not _EITHER.search(low):
        weights[QuestionKind.INTERACTION] = LEAST
    if medicines and conditions and _FOR.search(low):
        weights.setdefault(QuestionKind.TREATMENT, LEAST)
    if found and _USED.search(
        low
    ):  # a device or a program is used for something, but treats nothing
        weights[QuestionKind.TREATMENT] = max(weights.get(QuestionKind.TREATMENT, 0.0), LEAST + 1.0)
    if medicines and conditions and _PLACE.search(low):
        weights[QuestionKind.TREATMENT] = LEAST + 1.5
    for mention in mentions:
        if _ONLY_WHAT.fullmatch(low[: mention.start]) and not low[mention.end :].strip(" ?."):
            weights[QuestionKind.DEFINITION] = LEAST + 1.0


def _shape(low: str, kinds: tuple[QuestionKind, ...]) -> AnswerShape:
    for shape, pattern in SHAPES:
        if pattern.search(low):
            return shape
    several = {QuestionKind.CAUSE, QuestionKind.ADVERSE_EFFECT, QuestionKind.CONTRAINDICATION}
    return AnswerShape.LIST if kinds[0] in several else AnswerShape.SUMMARY


def population(low: str) -> str | None:
    """Whom a lower-case question is about, the narrowest named, or None."""
    return next((name for name, pattern in POPULATIONS if pattern.search(low)), None)


def _uncovered(text: str, mentions: tuple[Mention, ...]) -> list[str]:
    """Words that no mention covers."""
    spans = [(mention.start, mention.end) for mention in mentions]
    return [
        found.group()
        for found in _WORD.finditer(text)
        if not any(start < found.end() and found.start() < end for start, end in spans)
    ]


@lru_cache(maxsize=4096)
def _content(word: str) -> bool:
    low = word.lower().replace("’", "'").removesuffix("'s")
    return low not in ordinary_words().function and (len(low) > 1 or low.isdigit())


def _unknown(rest: list[str], text: str) -> tuple[str, ...]:
    """Uncovered words that look like names, but for a short form in brackets after its long one
    and but for a text that is all in capitals.
    """
    if _SHOUTED.fullmatch(text):
        return ()
    first = _WORD.search(text)
    opening = first.group() if first else ""
    return tuple(
        dict.fromkeys(
            word for word in rest if f"({word})" not in text and _name(word, word == opening)
        )
    )


def _name(word: str, opening: bool) -> bool:
    """Whether a word is written like a name or ends like a drug; ordinary English is not, nor is a
    capital that only opens the text or begins a word built like English.
    """
    low = word.lower()
    if not _content(word) or ordinary_words().knows(low) or low.isdigit():
        return False
    if _DRUG_ENDING.search(low) or _CODED.fullmatch(word):
        return True
    return not opening and bool(_CAPITAL.fullmatch(word)) and not _ENGLISH_ENDING.search(low)
