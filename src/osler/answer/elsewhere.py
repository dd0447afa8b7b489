# ruff: noqa: E501 - a pattern is easier to check on one line
"""Namesakes outside medicine: plants, batteries, water works. Their words are those of medicine."""

from __future__ import annotations

import re

from osler.answer.candidate import Candidate
from osler.answer.question import Question
from osler.evidence.document import Family

_WORDS = (
    r"batter(?:y|ies)|cathodes?|anodes?|electrocatal\w+|supercapacitors?|photocataly\w+|electrolytic cells?"
    r"|adsorbents?|visible[- ]light|peroxymonosulfate|persulfate|oxygen vacanc(?:y|ies)|wastewater|sewage|effluents?|aqueous solutions? by|soils?|sediments?|groundwater"
    r"|phyto\w*patho\w+|plant (?:patho\w+|disease|growth|extracts? on crops)|cultivars?|crops?|seedlings?|tubers?|potato(?:es)?"
    r"|wheat|maize|rice (?:plants?|blast|fields?)|coffee|tomato(?:es)?|fungicides?|greenhouse|orchards?"
    r"|wilt|blight|aquaculture|catfish|tilapia|shrimps?|livestock|cattle|sheep|vultures?|poultry|broilers?|perovskites?|semiconductors?"
    r"|nanosheets?|graphene|metal-organic frameworks?|concrete|alloys?|polymeri[sz]ation|degradation of \w+ (?:in|from) water"
)
_FOREIGN = re.compile(rf"(?i)\b(?:{_WORDS})\b")
# Words that people and their care have, and plants and batteries have not.
_CARE = re.compile(
    r"(?i)\b(?:patients?|clinical|hospital\w*|adults?|children|infants?|wom[ae]n|men|persons?|participants?"
    r"|dietary|diet|intake|food|eating|consumption|drink\w*|allerg\w+|occupational|workers?|farmers?|poison\w*)\b"
)


def elsewhere(question: Question, candidate: Candidate) -> str | None:
    """Why an article is of plants, materials or waters rather than of people, or None. A question
    that speaks of such things wants them.
    """
    header = candidate.hit.header
    if header.family is not Family.RESEARCH or _FOREIGN.search(question.text):
        return None
    foreign = _FOREIGN.search(header.title) or _FOREIGN.search(candidate.text)
    if foreign and not _CARE.search(f"{header.title} {candidate.text}"):
        return f"is not about people: “{foreign.group().lower()}”"
    return None
