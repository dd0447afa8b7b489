"""The shorthand clinicians type, spelled out before a question is read."""

from __future__ import annotations

import re

from osler.answer.ordinary import ordinary_words
from osler.vocabulary.concept import ConceptKind, Vocabulary

_TABLE = """
    abx=antibiotics afib=atrial fibrillation amox=amoxicillin anticoag=anticoagulation
    anticoags=anticoagulants apap=acetaminophen azithro=azithromycin bcx=blood cultures
    bp=blood pressure c/i=contraindications cdiff=Clostridioides difficile chemo=chemotherapy
    cipro=ciprofloxacin clinda=clindamycin ddx=differential diagnosis dm1=type 1 diabetes
    dic=disseminated intravascular coagulation
    dm2=type 2 diabetes doxy=doxycycline dx=diagnosis echo=echocardiography exac=exacerbation
    f/u=follow-up fx=fracture hctz=hydrochlorothiazide htn=hypertension hx=history
    hyperca=hypercalcemia hyperk=hyperkalemia hypermg=hypermagnesemia hyperna=hypernatremia
    hyperphos=hyperphosphatemia hypertg=hypertriglyceridemia hypoca=hypocalcemia hypok=hypokalemia
    hypomg=hypomagnesemia hypona=hyponatremia hypophos=hypophosphatemia indic=indications
    mgmt=management mtx=methotrexate n/v=nausea and vomiting pcn=penicillin
    peds=children pna=pneumonia ppx=prophylaxis preg=pregnancy pt=patient pts=patients
    r/o=rule out rvr=rapid ventricular response rhabdo=rhabdomyolysis
    rx=treatment s/e=side effects s/p=after sx=symptoms
    sxs=symptoms tmp-smx=trimethoprim-sulfamethoxazole tx=treatment txs=treatments vanc=vancomycin
    vanco=vancomycin w/=with w/o=without w/u=work-up
"""
_CAPITALS = frozenset(
    {"ABX", "BP", "DDX", "DIC", "DM2", "HCTZ", "HTN", "MTX", "PCN", "PNA", "PPX", "RVR"}
)
SHORTHAND = dict(entry.split("=", 1) for entry in re.split(r"\s+(?=[\w/-]+=)", _TABLE.strip()))
# Typed small these are units, or words of their own; in capitals some would be diseases.
_SMALL = frozenset(
    [
        "am",
        "cc",
        "cl",
        "cm",
        "dl",
        "ed",
        "er",
        "fl",
        "gm",
        "hr",
        "hrs",
        "iu",
        "iv",
        "kg",
        "mcg",
        "meq",
        "mg",
        "min",
        "ml",
        "mm",
        "mmol",
        "mo",
        "ms",
        "ng",
        "nm",
        "pm",
        "po",
        "sc",
        "sec",
        "um",
        "wk",
        "yo",
        "yr",
        "yrs",
    ]
)
_TOKEN = re.compile(r"(?<![\w/-])(?:[A-Za-z]{1,3}/[A-Za-z]?|[A-Za-z]+(?:-[A-Za-z]+|\d)?)(?![\w/-])")
# A place where something is treated, unless a medicine for the other ED is named.
_THE_ED = re.compile(r"\b(in|at|to|from) (?:the ED|ED)\b(?=\s*(?:[?.,;]|$|for\b|with\b|setting\b))")
_LONGEST = 6  # letters of an abbreviation typed small


def spelled_out(text: str, vocabulary: Vocabulary) -> str:
    """`text` with shorthand in words ("tx for htn" is "treatment for hypertension") and known
    abbreviations that were typed small by their long names, so that "pe" finds no author of those
    initials. Ordinary words and units stay.
    """
    text = _emergency(text, vocabulary)
    return _TOKEN.sub(lambda found: _spelled(found.group(), vocabulary), text)


def _emergency(text: str, vocabulary: Vocabulary) -> str:
    """`text` with "in the ED" spelled out; "in ED" only where a condition is named and no medicine:
    "tx for PE in ED", not "sildenafil in ED".
    """
    found = _THE_ED.search(text)
    if found is None:
        return text
    named = {each.concept.kind for each in vocabulary.mentions(text[: found.start()])}
    medicines = {ConceptKind.DRUG, ConceptKind.DRUG_CLASS}
    if "the" in found.group() or (ConceptKind.CONDITION in named and not named & medicines):
        return (
            f"{text[: found.start()]}{found.group(1)} the emergency department{text[found.end() :]}"
        )
    return text


def _spelled(token: str, vocabulary: Vocabulary) -> str:
    low = token.lower()
    if low in SHORTHAND and (not token[1:].isupper() or token in _CAPITALS):
        return " ".join(SHORTHAND[low].split())
    if not (token.islower() and 2 <= len(token) <= _LONGEST) or token in _SMALL:
        return token
    if ordinary_words().knows(low) or vocabulary.named(low) is not None:
        return token
    known = vocabulary.named(token.upper())
    return token if known is None else known.preferred
