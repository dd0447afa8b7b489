"""Subheads: what chosen statements are about, from tables of words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from osler.answer.question import Question, QuestionKind
from osler.answer.relations import relation_words

Topic = tuple[str, re.Pattern[str]]


def _topics(*rows: tuple[str, str]) -> tuple[Topic, ...]:
    return tuple(
        (heading, re.compile(rf"(?<![\w-])(?:{words})", re.IGNORECASE)) for heading, words in rows
    )


_ORIGINS = _topics(
    (
        "Immune-mediated",
        r"(?:auto-?)?immun(?:e|ity)|autoantibod|anti-[A-Z]{2,6}\b|antibod|inflammatory|"
        r"rheumat|lupus|vasculit|sclerosis|checkpoint inhibitor",
    ),
    (
        "Medicines",
        r"drugs?\b|medic(?:ation|ine)|statins?\b|\w+statin\b|corticosteroid|steroid|"
        r"chemotherap|-?induced by|antibiotic|colchicine|\w+-induced|adverse|side effect",
    ),
    (
        "Infections",
        r"infect|virus|viral|bacteri|fung|parasit|malaria|sepsis|HIV\b|hepatitis [ABCE]\b|"
        r"tubercul|pathogen(?:s\b|\b(?!e))|streptococc|staphylococc|influenza|COVID|SARS",
    ),
    (
        "Genetic",
        r"gene\b|genes\b|genetic|mutat|variant|heredit|inherit|familial|autosomal|X-linked|"
        r"polymorphism|deletion|chromosom|congenital",
    ),
    (
        "Cancer",
        r"cancer|tumou?r|malignan|carcinoma|neoplas|lymphoma|leuka?emia|paraneoplastic|metasta",
    ),
    (
        "Metabolic and hormonal",
        r"metabol|thyroid|diabet|hormon|endocrin|insulin|glucose|electrolyte|"
        r"hypokal|vitamin|deficien|obes|lipid|cortisol|uremi|uraemi",
    ),
    (
        "Vascular and physical",
        r"ischa?emi|vascular|trauma|injur|exertion|exercise|crush|compress|thromb|"
        r"embol|hypoxi|hemorrhag|haemorrhag|infarct",
    ),
    ("Toxic and environmental", r"toxi[nc]|alcohol|cocaine|smok|tobacco|exposure|pollut|poison|venom|lead\b"),  # noqa: E501
)  # fmt: skip
_CARE = _topics(
    (
        "Medicines",
        r"drugs?\b|medic(?:ation|ine)|dos(?:e|ing)|mg\b|\w+(?:mab|nib|statin|pril|sartan|olol|"
        r"cillin|mycin|azole|vir|gliptin|gliflozin|xaban|tide|sone|solone|parin)s?\b|inhibitors?\b|"
        r"agonists?\b|antagonists?\b|antibiotic|steroid|insulin|immunoglobulin|immunosuppress|"
        r"chemotherap|immunotherap|pharmac|oral|intravenous",
    ),
    (
        "Procedures",
        r"surg|resect|transplant|ablation|stent|catheter|procedure|radiotherap|radiation|"
        r"implant|device|laparoscop|endoscop|bypass|dialysis|plasma exchange",
    ),
    (
        "Behaviour and support",
        r"lifestyle|diet|exercise|physical activity|counsel|smok|weight|behavio|"
        r"education|psycho|rehabilit|nutrition|cognitive",
    ),
    ("Vaccines", r"vaccin|immuni[sz]ation"),
    ("Testing and follow-up", r"screen|test(?:s|ed|ing)?\b|monitor|diagnos|follow-up|biops|imaging|measur"),  # noqa: E501
)  # fmt: skip
_TESTS = _topics(
    (
        "Symptoms and signs",
        r"symptom|signs?\b|present(?:s|ing|ation)|pain|weakness|fever|fatigue|clinical(?:ly)? "
        r"(?:feature|manifest|finding)|characteri[sz]ed",
    ),
    (
        "Laboratory tests",
        r"serum|blood|plasma|antibod|assay|PCR\b|cultur|laborator|biomarker|level|"
        r"elevated|creatine kinase|antigen|urine|genetic test|sequenc",
    ),
    (
        "Imaging",
        r"imaging|MRI\b|CT\b|tomograph|ultraso|radiograph|x-ray|echocardio|magnetic resonance|PET\b|"  # noqa: E501
        r"mammogra|scan",
    ),
    ("Biopsy and pathology", r"biops|histolog|patholog|microscop|cytolog|necrosis|immunohisto"),
    ("Criteria and accuracy", r"criteri|guideline|sensitivit|specificit|score|predictive|accura|gold standard"),  # noqa: E501
)  # fmt: skip
_HARMS = _topics(
    ("Muscle", r"muscle|myopath|myalgia|rhabdomyol|myosit|creatine kinase|CK\b"),
    ("Liver", r"liver|hepat|transaminase|jaundice|ALT\b"),
    ("Heart and vessels", r"cardi|heart|arrhythm|QT|blood pressure|hypotens|hypertens|stroke|thromb|vascular"),  # noqa: E501
    ("Bleeding and blood", r"bleed|ha?emorrhag|an(?:a)?emia|neutropeni|thrombocytop|blood count|ha?ematolog"),  # noqa: E501
    ("Stomach and bowel", r"nausea|vomit|diarrh|constipat|gastro|abdom|pancreat|bowel|dyspeps"),
    ("Kidney and metabolism", r"renal|kidney|nephr|glucose|diabet|potassium|sodium|metabol|weight"),
    ("Nerves and mind", r"headache|dizz|seizure|neuro|depress|suicid|confus|somnolen|insomnia|cogniti"),  # noqa: E501
    ("Infection and immunity", r"infect|immun|hypersensitiv|anaphyla|allerg|rash|skin"),
    ("Pregnancy and children", r"pregnan|f(?:o)?etal|lactat|breast-?feed|pediatric|paediatric|child"),  # noqa: E501
)  # fmt: skip

_TABLES = {
    QuestionKind.CAUSE: _ORIGINS,
    QuestionKind.DIAGNOSIS: _TESTS,
    QuestionKind.SCREENING: _TESTS,
    QuestionKind.TREATMENT: _CARE,
    QuestionKind.PREVENTION: _CARE,
    QuestionKind.ADVERSE_EFFECT: _HARMS,
    QuestionKind.INTERACTION: _HARMS,
    QuestionKind.CONTRAINDICATION: _HARMS,
}
_ASPECTS = (
    (QuestionKind.CAUSE, "Causes"),
    (QuestionKind.DIAGNOSIS, "Diagnosis"),
    (QuestionKind.TREATMENT, "Treatment"),
    (QuestionKind.PROGNOSIS, "Outcome"),
    (QuestionKind.PREVENTION, "Prevention"),
    (QuestionKind.ADVERSE_EFFECT, "Safety"),
)
OTHER = {
    QuestionKind.CAUSE: "Other causes and associations",
    QuestionKind.DIAGNOSIS: "Other findings",
    QuestionKind.TREATMENT: "Other points on treatment",
    QuestionKind.PREVENTION: "Other points on prevention",
    QuestionKind.ADVERSE_EFFECT: "Other adverse effects",
}


def topic(question: Question, text: str) -> str | None:
    """The subhead a statement belongs under for this kind of question, or None.

    The topic with most words wins, earlier rows on ties; words of the question itself do not count,
    since they tell no statement from another.
    """
    if question.kind is QuestionKind.DOSE:
        return None
    table = _TABLES.get(question.kind)
    if table is None:
        return _aspect(question, text)
    asked = question.text.lower()
    counts = [
        (len({word for word in _found(pattern, text) if word not in asked}), -place, heading)
        for place, (heading, pattern) in enumerate(table)
    ]
    most = max(counts)
    return most[2] if most[0] else None


def grouped(question: Question, texts: Sequence[str]) -> list[tuple[str | None, list[int]]]:
    """Indices of `texts` under subheads, in order of each group's first text, the general one last.

    A subhead needs two statements; what is left goes under one general subhead. Fewer than four
    statements, or fewer than two subheads, make one group without one.
    """
    everything: list[tuple[str | None, list[int]]] = [(None, list(range(len(texts))))]
    if len(texts) < 4:
        return everything if texts else []
    by_topic: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        by_topic.setdefault(topic(question, text) or "", []).append(place)
    kept = {name: rows for name, rows in by_topic.items() if name and len(rows) >= 2}
    kept = dict(sorted(kept.items(), key=lambda each: -len(each[1]))[:4])
    left = [row for row in range(len(texts)) if all(row not in rows for rows in kept.values())]
    groups: list[tuple[str | None, list[int]]] = sorted(kept.items(), key=lambda each: each[1][0])
    if left:
        groups.append((OTHER.get(question.kind, "Other points"), left))
    return groups if len(groups) > 1 else everything


def _found(pattern: re.Pattern[str], text: str) -> list[str]:
    return [found.group().lower() for found in pattern.finditer(text)]


def _aspect(question: Question, text: str) -> str | None:
    counts = [
        (len(relation_words(kind, text)), -place, heading)
        for place, (kind, heading) in enumerate(_ASPECTS)
        if kind is not question.kind
    ]
    most = max(counts)
    return most[2] if most[0] >= 2 else None
