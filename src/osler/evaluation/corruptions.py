"""True sentences made false in one place, by rule and seed: does the verifier notice?"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Rule = Callable[[str, random.Random], str | None]

_NUMBER = re.compile(r"(?<![\w.\-/,])\d+(?:\.\d+)?(?![\w\-/]|[.,]\d)")
_UNITS = {
    "mg": "g", "g": "mg", "mcg": "mg", "µg": "mg", "ug": "mg", "mL": "L", "ml": "l", "kg": "g",
    "hours": "days", "hour": "day", "days": "weeks", "day": "week", "weeks": "months",
    "week": "month", "months": "years", "month": "year", "years": "months", "year": "month",
    "minutes": "hours", "%": " mg", "mmHg": "kPa", "mg/kg": "mg", "mg/dL": "mmol/L",
}  # fmt: skip
_UNIT = re.compile(
    r"(\d)(\s?-?)("
    + "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
    + r")(?![\w/])"
)
_OPPOSITES = (
    ("increased", "decreased"), ("increases", "decreases"), ("increase", "decrease"),
    ("higher", "lower"), ("improved", "worsened"), ("improves", "worsens"), ("improve", "worsen"),
    ("reduced", "increased"), ("reduces", "increases"), ("reduce", "increase"),
    ("reduction", "increase"), ("better", "worse"), ("more", "less"), ("greater", "smaller"),
    ("inhibits", "activates"), ("inhibited", "activated"), ("inhibition", "activation"),
    ("upregulated", "downregulated"), ("superior", "inferior"), ("loss", "gain"),
    ("positive", "negative"), ("promotes", "prevents"), ("fewer", "more"),
    ("effective", "ineffective"), ("lower", "higher"), ("decreased", "increased"),
)  # fmt: skip
_TURN = {**{b: a for a, b in _OPPOSITES}, **dict(_OPPOSITES)}
_DENIED = re.compile(r"\b(is|are|was|were|has|have|can|may|should|will|could|does|did|do) (not )?")
_NO = re.compile(r"\b(?:no|without) (?=[a-z])")
_PEOPLE = (
    ("children", "adults"), ("adults", "children"), ("women", "men"), ("men", "women"),
    ("infants", "adults"), ("humans", "mice"), ("mice", "humans"), ("rats", "humans"),
    ("newborns", "adults"), ("elderly", "young"), ("females", "males"), ("males", "females"),
    ("adolescents", "infants"), ("babies", "adults"), ("mothers", "fathers"), ("boys", "girls"),
    ("girls", "boys"),
)  # fmt: skip
_FIRMER = (
    (r"\bmay be\b", "is"), (r"\bmay not\b", "does not"), (r"\bmight\b", "will"),
    (r"\bmay\b", "will"), (r"\bcould\b", "will"), (r"\bprobably\b", "certainly"),
    (r"\blikely\b", "certain"), (r"\bpossibly\b", "definitely"), (r"\bsuggests?\b", "proves"),
    (r"\bsuggested\b", "proved"), (r"\bappears? to be\b", "is"), (r"\bseems? to be\b", "is"),
    (r"\b(?:is|was) associated with\b", "causes"), (r"\b(?:are|were) associated with\b", "cause"),
    (r"\b(?:is|are) linked to\b", "cause"), (r"\bsome\b", "all"), (r"\bcan\b", "always"),
    (r"\bconsidered\b", "mandatory"),
)  # fmt: skip
_DRUGS = (
    "metoprolol",
    "atorvastatin",
    "rituximab",
    "imatinib",
    "fluconazole",
    "amoxicillin",
    "omeprazole",
    "lisinopril",
    "sertraline",
    "enoxaparin",
    "zidovudine",
    "infliximab",
    "losartan",
    "azithromycin",
    "levetiracetam",
)
_DRUG_FORM = re.compile(
    r"\b[A-Za-z]{2,}(?:mab|tinib|ciclib|parib|statin|pril|sartan|olol|azole|cillin|mycin|floxacin"
    r"|gliptin|gliflozin|parin|xaban|prazole|vir|platin|taxel|setron|triptan|oxetine|azepam|caine"
    r"|dronate|profen|oxicam|coxib|limus|formin|glutide|iptyline|romycin|cycline)\b"
    r"|\b(?:aspirin|warfarin|insulin|lithium|paracetamol|morphine|ketamine|prednisolone"
    r"|dexamethasone|prednisone|methotrexate|tamoxifen|clozapine|magnesium|interferon)\b",
    re.IGNORECASE,
)


def corrupt(sentence: str, kind: str, seed: int) -> str | None:
    """`sentence` made false in one place, or None where `kind` has nothing to hold on to.

    `kind` is a key of KINDS; the same sentence, kind and seed always give the same result.
    """
    changed = KINDS[kind](sentence, random.Random(f"{seed}:{kind}:{sentence}"))  # noqa: S311
    return None if changed == sentence else changed


def _number(sentence: str, chance: random.Random) -> str | None:
    found = list(_NUMBER.finditer(sentence))
    if not found:
        return None
    spot = chance.choice(found)
    value = spot.group()
    if "." in value:
        new = value.replace(".", "") if chance.random() < 0.5 else f"{float(value) + 1:.2f}"
    else:
        new = str(int(value) * 10) if chance.random() < 0.5 else str(int(value) + 3)
    return sentence[: spot.start()] + new + sentence[spot.end() :]


def _unit(sentence: str, chance: random.Random) -> str | None:
    found = list(_UNIT.finditer(sentence))
    if not found:
        return None
    spot = chance.choice(found)
    return sentence[: spot.start(3)] + _UNITS[spot.group(3)] + sentence[spot.end() :]


def _negation(sentence: str, chance: random.Random) -> str | None:
    found = [*_DENIED.finditer(sentence), *_NO.finditer(sentence)]
    if not found:
        return None
    spot = chance.choice(found)
    if spot.re is _NO:
        return sentence[: spot.start()] + "significant " + sentence[spot.end() :]
    new = f"{spot.group(1)} " if spot.group(2) else f"{spot.group(1)} not "
    return sentence[: spot.start()] + new + sentence[spot.end() :]


def _swap(pairs: dict[str, str]) -> Rule:
    pattern = re.compile(r"\b(?:" + "|".join(pairs) + r")\b")

    def swap(sentence: str, chance: random.Random) -> str | None:
        found = list(pattern.finditer(sentence))
        if not found:
            return None
        spot = chance.choice(found)
        return sentence[: spot.start()] + pairs[spot.group()] + sentence[spot.end() :]

    return swap


def _drug(sentence: str, chance: random.Random) -> str | None:
    found = list(_DRUG_FORM.finditer(sentence))
    if not found:
        return None
    name = chance.choice(found).group()
    other = chance.choice([each for each in _DRUGS if each.lower() != name.lower()])
    return re.sub(rf"\b{name}\b", other, sentence)


def _strength(sentence: str, chance: random.Random) -> str | None:
    found = [
        (spot, new)
        for pattern, new in _FIRMER
        if (spot := re.search(pattern, sentence)) is not None
    ]
    if not found:
        return None
    spot, new = chance.choice(found)
    return sentence[: spot.start()] + new + sentence[spot.end() :]


KINDS: dict[str, Rule] = {
    "number": _number,
    "unit": _unit,
    "negation": _negation,
    "direction": _swap(_TURN),
    "drug": _drug,
    "population": _swap(dict(_PEOPLE)),
    "strength": _strength,
}
