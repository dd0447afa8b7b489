"""True sentences made false in one place, to train a judge on.

Wider than `corruptions`, which measures, and kept apart from it: a judge that has only learnt the
measure's own tricks would look better than it is.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from osler.vocabulary.concept import ConceptKind, Mention

_NUMBER = re.compile(r"(?<![\w.,/-])\d+(?:[.,]\d+)?(?![\w/]|[.,]\d)")
_WORDS = re.compile(r"\b(two|three|four|five|six|seven|eight|nine|ten|half|twice|double)\b")
_NUMERALS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_UNITS = (
    ("mg", "g"), ("mg", "mcg"), ("mg", "mL"), ("g", "kg"), ("µg", "mg"), ("mcg", "mg"),
    ("mL", "L"), ("ml", "l"), ("hours", "days"), ("hours", "minutes"), ("hour", "day"),
    ("days", "weeks"), ("day", "week"), ("weeks", "months"), ("week", "month"),
    ("months", "years"), ("month", "year"), ("minutes", "seconds"), ("mmHg", "cmH2O"),
    ("mg/kg", "mg/m2"), ("mg/dL", "mmol/L"), ("mg/day", "mg/week"), ("kg/m2", "kg"), ("%", " mg"),
    ("%", "-fold"), ("cm", "mm"), ("m", "km"), ("kcal", "kJ"), ("IU", "mg"), ("nM", "mM"),
    ("µM", "nM"), ("kDa", "Da"), ("kb", "bp"),
)  # fmt: skip
_OPPOSITES = """
increase:decrease increases:decreases increased:decreased increasing:decreasing raise:lower
raises:lowers raised:lowered rise:fall rose:fell higher:lower high:low highest:lowest
elevated:reduced elevation:reduction greater:smaller more:less improve:worsen improves:worsens
improved:worsened improvement:deterioration better:worse best:worst benefit:harm
beneficial:harmful reduce:increase reduces:increases reduced:increased reduction:increase
decline:rise declined:rose loss:gain lost:gained gain:loss positive:negative positively:negatively
promote:prevent promotes:prevents promoted:prevented inhibit:activate inhibits:activates
inhibited:activated inhibition:activation inhibitor:activator inhibitors:activators
agonist:antagonist agonists:antagonists suppress:enhance suppresses:enhances suppressed:enhanced
upregulated:downregulated up-regulated:down-regulated upregulation:downregulation
stimulate:block stimulates:blocks stimulated:blocked induce:prevent induces:prevents
superior:inferior effective:ineffective efficacy:inefficacy safe:unsafe successful:unsuccessful
sensitive:resistant sensitivity:resistance strong:weak stronger:weaker faster:slower rapid:slow
longer:shorter long:short long-term:short-term early:late earlier:later acute:chronic
before:after preceded:followed prior:subsequent first:last primary:secondary major:minor
common:rare frequent:infrequent frequently:rarely often:seldom likely:unlikely
most:few many:few all:none always:never benign:malignant mild:severe similar:different
same:opposite present:absent presence:absence with:without including:excluding
oral:intravenous intravenously:orally systemic:topical upper:lower left:right inside:outside
dominant:recessive autosomal:X-linked agonistic:antagonistic hypertension:hypotension
hyperglycemia:hypoglycemia hyperkalemia:hypokalemia tachycardia:bradycardia
underweight:overweight above:below over:under maximum:minimum start:stop started:stopped
recommended:discouraged recommends:discourages avoid:use contraindicated:indicated
survival:mortality survived:died cure:relapse deficiency:excess deficient:excessive
protect:endanger protects:endangers protective:harmful causes:prevents caused:prevented
cause:prevent alive:dead fertile:infertile daily:weekly weekly:monthly once:twice
"""
_HUMAN = (
    "children", "adults", "women", "men", "infants", "adolescents", "newborns", "older adults",
    "pregnant women", "mice", "rats", "girls", "boys", "mothers", "fathers",
    "postmenopausal women", "healthy volunteers", "preterm infants", "elderly patients",
)  # fmt: skip
_PEOPLE = re.compile(rf"\b(?:{'|'.join(sorted(_HUMAN, key=len, reverse=True))})\b")
_FIRMER = (
    (r"\bmay be\b", "is"), (r"\bmay not\b", "does not"), (r"\b(?:may|might|could)\b", "will"),
    (r"\b(?:may|might|could|can)\b", "always"), (r"\b(?:probably|possibly|perhaps)\b", "certainly"),
    (r"\bpotential(?:ly)?\b", "proven"), (r"\bsuggests?(?: that)?\b", "proves that"),
    (r"\bsuggested(?: that)?\b", "proved that"), (r"\bindicates? that\b", "proves that"),
    (r"\b(?:appears?|seems?) to be\b", "is"), (r"\b(?:appear|seem)s? to\b", "do"),
    (r"\b(?:is|was) (?:significantly )?(?:associated|correlated|linked) with\b", "causes"),
    (r"\b(?:are|were) (?:significantly )?(?:associated|correlated|linked) with\b", "cause"),
    (r"\bassociation (?:between|of) (\w+) (?:and|with)\b", r"causation by \1 of"),
    (r"\brisk factors? for\b", "cause of"), (r"\bsome\b", "all"), (r"\bseveral\b", "all"),
    (r"\b(?:many|most)\b", "all"), (r"\b(?:often|usually|sometimes|commonly)\b", "always"),
    (r"\b(?:rarely|seldom)\b", "never"), (r"\bin some (?:cases|patients)\b", "in all patients"),
    (r"\b(?:can|should) be considered\b", "must be given"), (r"\bshould\b", "must"),
    (r"\bpreliminary\b", "definitive"), (r"\blimited evidence\b", "strong evidence"),
    (r"\bpromising\b", "established"), (r"\bcontributes? to\b", "is the cause of"),
    (r"\bhelps? (?:to )?\b", "fully "),
)  # fmt: skip
_AUX = re.compile(r"\b(is|are|was|were|has|have|had|can|may|should|will|could|does|did|do|would)\b")
_AUX_NOT = re.compile(
    r"\b(is|are|was|were|has|have|had|can|may|should|will|could|does|did|do|would) not\b|\bcannot\b"
)
_DENIALS = (
    (r"\bno significant\b", "a significant"), (r"\bno (?=[a-z])", "clear "),
    (r"\bwithout\b", "with"),
    (r"\bfailed to\b", "managed to"), (r"\bnever\b", "always"), (r"\black of\b", "presence of"),
    (r"\bneither\b", "both"), (r"\bnor\b", "and"), (r"\bunable to\b", "able to"),
    (r"\bnot significant(?:ly)?\b", "highly significant"),
)  # fmt: skip
_AFFIRMED = (
    (r"\bsignificant(?=\s+(?:difference|effect|association|increase|reduction))", "no significant"),
    (r"\bsignificantly\b", "not significantly"), (r"\bshowed\b", "did not show"),
    (r"\bshows?\b", "does not show"), (r"\breduced\b", "did not reduce"),
    (r"\bincreased\b", "did not increase"), (r"\bimproved\b", "did not improve"),
    (r"\bcauses?\b", "does not cause"), (r"\binhibits?\b", "does not inhibit"),
    (r"\bencodes\b", "does not encode"), (r"\bleads? to\b", "does not lead to"),
    (r"\bincludes?\b", "does not include"), (r"\bplays?\b", "does not play"),
)  # fmt: skip
_ROLES = re.compile(
    r"^(?P<a>[A-Z][\w() -]{2,50}?) (?P<verb>(?:inhibits?|causes?|induces?|activates?|increases?|"
    r"reduces?|regulates?|encodes?|binds?(?: to)?|targets?|suppresses|promotes|"
    r"(?:is|are|was|were) (?:more|less) \w+ than|(?:is|are|was|were) superior to|precedes?|"
    r"leads? to|results? in|replaces?|phosphorylates))"
    r" (?P<b>(?:the )?[\w() -]{3,50}?)(?P<rest>(?:,| in | by | and | of | during |\.).*|)$"
)
_NARROW = re.compile(
    r",? (?:only )?(?:in|among|for) (?:\w+ ){0,3}(?:patients?|people|women|men|adults|children|"
    r"infants|individuals|subjects|participants|mice|rats|cells|those)\b[^,;.()]*"
)
_SWAPPED = frozenset({ConceptKind.DRUG, ConceptKind.CONDITION, ConceptKind.GENE})


@dataclass(frozen=True, slots=True)
class Falsified:
    """A sentence changed in one place. `against`: the original contradicts it; else it merely does
    not say so.
    """

    text: str
    way: str
    against: bool


@dataclass(frozen=True, slots=True)
class Stock:
    """What changes draw on: concepts named in the sentence, others of each kind, sentences near it,
    and sentences that its passages do not say.
    """

    mentions: tuple[Mention, ...]
    others: dict[ConceptKind, Sequence[str]]
    beside: tuple[str, ...]
    foreign: tuple[str, ...]


def falsified(sentence: str, chance: random.Random, stock: Stock) -> list[Falsified]:
    """Every way that finds a hold on `sentence`, once each, in a fixed order."""
    made = []
    for way, against, change in _WAYS:
        text = change(sentence, chance, stock)
        if text and text != sentence:
            made.append(Falsified(text, way, against))
    return made


def _at(sentence: str, spot: re.Match[str], new: str) -> str:
    return sentence[: spot.start()] + new + sentence[spot.end() :]


def _number(sentence: str, chance: random.Random, stock: Stock) -> str | None:
    found = [*_NUMBER.finditer(sentence), *_WORDS.finditer(sentence)]
    if not found:
        return None
    spot = chance.choice(found)
    value = spot.group()
    if value.isalpha():
        return _at(sentence, spot, chance.choice([each for each in _NUMERALS if each != value]))
    near = [each.group() for text in stock.beside for each in _NUMBER.finditer(text)]
    near += [each.group() for each in found if each.group()[0].isdigit()]
    near = [each for each in near if each != value]
    if near and chance.random() < 0.5:
        return _at(sentence, spot, chance.choice(near))
    number = float(value.replace(",", ""))
    new = chance.choice((number * 2, number / 2, number * 10, number + 1, number + 7, number * 1.5))
    digits = len(value.partition(".")[2])
    return _at(sentence, spot, f"{new:.{digits}f}" if digits or new % 1 == 0 else f"{new:.1f}")


def _unit(sentence: str, chance: random.Random, _stock: Stock) -> str | None:
    turned = [pair for each in _UNITS for pair in (each, each[::-1])]
    found = [
        (spot, new)
        for old, new in turned
        for spot in re.finditer(rf"(?<=\d)(?:\s?-?)({re.escape(old.strip())})(?![\w/])", sentence)
        if old.strip()
    ]
    if not found:
        return None
    spot, new = chance.choice(found)
    return sentence[: spot.start(1)] + new + sentence[spot.end(1) :]


def _denied(sentence: str, chance: random.Random, _stock: Stock) -> str | None:
    """An affirmation denied, or a denial affirmed."""
    ways = [(spot, spot.group().split()[0].replace("cannot", "can"))
            for spot in _AUX_NOT.finditer(sentence)]  # fmt: skip
    ways += [(spot, new) for old, new in _DENIALS for spot in re.finditer(old, sentence)]
    if not ways:
        ways = [(spot, f"{spot.group()} not") for spot in _AUX.finditer(sentence)]
        ways += [(spot, new) for old, new in _AFFIRMED for spot in re.finditer(old, sentence)]
    return _at(sentence, *chance.choice(ways)) if ways else None


_TURN = {
    **{b: a for a, b in (pair.split(":") for pair in _OPPOSITES.split())},
    **dict(pair.split(":") for pair in _OPPOSITES.split()),
}
_TURNED = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(_TURN, key=len, reverse=True)))})\b")


def _opposite(sentence: str, chance: random.Random, _stock: Stock) -> str | None:
    found = list(_TURNED.finditer(sentence))
    if not found:
        return None
    spot = chance.choice(found)
    return _at(sentence, spot, _TURN[spot.group()])


def _people(sentence: str, chance: random.Random, _stock: Stock) -> str | None:
    found = list(_PEOPLE.finditer(sentence))
    if not found:
        return None
    spot = chance.choice(found)
    mine = spot.group().split()[-1]
    return _at(sentence, spot, chance.choice([each for each in _HUMAN if mine not in each]))


def _firmer(sentence: str, chance: random.Random, _stock: Stock) -> str | None:
    found = [(spot, new) for old, new in _FIRMER for spot in re.finditer(old, sentence)]
    if not found:
        return None
    spot, new = chance.choice(found)
    return _at(sentence, spot, spot.expand(new))


def _swapped(sentence: str, chance: random.Random, stock: Stock) -> str | None:
    """A drug, condition or gene replaced by another of its kind."""
    found = [each for each in stock.mentions if each.concept.kind in _SWAPPED]
    if not found:
        return None
    spot = chance.choice(found)
    others = [
        each
        for each in stock.others.get(spot.concept.kind, ())
        if each.lower() not in sentence.lower() and each.lower() not in spot.concept.names
    ]
    if not others:
        return None
    chosen = chance.choice(others)
    return re.sub(rf"\b{re.escape(spot.text)}\b", lambda _: chosen, sentence)


def _roles(sentence: str, _chance: random.Random, _stock: Stock) -> str | None:
    spot = _ROLES.match(sentence)
    if spot is None:
        return None
    first, second = spot["a"], spot["b"]
    lowered = first if first[1:2].isupper() else first[0].lower() + first[1:]
    return f"{second[0].upper()}{second[1:]} {spot['verb']} {lowered}{spot['rest']}"


def _widened(sentence: str, chance: random.Random, _stock: Stock) -> str | None:
    """The limits of whom it holds for, left out."""
    spot = _NARROW.search(sentence)
    if spot is None or len(sentence) - len(spot.group()) < 40:
        return None
    return _at(sentence, spot, " in all patients" if chance.random() < 0.3 else "")


def _joined(sentence: str, chance: random.Random, stock: Stock) -> str | None:
    """Something added that the sentence does not say."""
    others = [each for each in stock.foreign if 30 < len(each) < 140 and each not in sentence]
    if not others:
        return None
    more = chance.choice(others).rstrip(".")
    join = chance.choice((", and ", "; ", ", because ", ", which shows that "))
    more = more if more[1:2].isupper() else more[0].lower() + more[1:]
    return f"{sentence.rstrip('.')}{join}{more}."


_Change = Callable[[str, random.Random, Stock], str | None]
_WAYS: tuple[tuple[str, bool, _Change], ...] = (
    ("number", True, _number),
    ("unit", True, _unit),
    ("denial", True, _denied),
    ("opposite", True, _opposite),
    ("people", False, _people),
    ("strength", False, _firmer),
    ("name", False, _swapped),
    ("roles", True, _roles),
    ("widened", False, _widened),
    ("added", False, _joined),
)
