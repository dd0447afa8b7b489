# ruff: noqa: E501 - a pattern is easier to check on one line
"""From a question to index queries: what to match, how much it counts, what must be there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from osler.answer.naming import spellings
from osler.answer.question import Question, QuestionKind, stops, uses
from osler.answer.senses import unclear
from osler.index.index import Clause, Field, Query, Term
from osler.vocabulary import own
from osler.vocabulary.concept import Concept, ConceptKind, Mention

Analyse = Callable[[str], list[str]]

# Set on the even half of the BioASQ questions, by nDCG@10 first and recall@100 second.
ASKED = 1.2  # the name as asked
PREFERRED = 0.9  # the professional name: a lay word must not bury what is written about it
SYNONYM = 0.5
MEMBER = 0.4  # a drug of the class asked about, a narrower form of the condition
WORD = 0.35  # each word of a name of several, apart
HEAD = 0.4  # a match in title, drug names or MeSH, where the passage has none
RELATION = 0.05  # words by which a passage says what the kind asks
RELATION_ASKED = 0.6  # such words that stand in the question
UNKNOWN = 1.45  # a name no vocabulary knows is what the question turns on
WHOM = 2.5  # the people asked about, where a passage must speak of them
MOST_SYNONYMS = 10
_MEDICINES = frozenset({ConceptKind.DRUG, ConceptKind.DRUG_CLASS})

_K = QuestionKind
_RELATION_WORDS: dict[QuestionKind, str] = {
    _K.CAUSE: "cause caused due etiology associated trigger induced risk",
    _K.MECHANISM: "mechanism action inhibits mediated pathway target",
    _K.DIAGNOSIS: "diagnosis diagnostic criteria test symptoms features biopsy",
    _K.TREATMENT: "treatment therapy recommended effective efficacy management",
    _K.DOSE: "dose dosage daily mg administration",
    _K.ADVERSE_EFFECT: "adverse reactions toxicity safety effects warning",
    _K.INTERACTION: "interaction concomitant coadministration inhibitor avoid",
    _K.CONTRAINDICATION: "contraindicated contraindication avoid hypersensitivity",
    _K.PREGNANCY: "pregnancy pregnant fetal teratogenic lactation women",
    _K.PROGNOSIS: "prognosis survival mortality outcome recurrence",
    _K.PREVENTION: "prevention prophylaxis prevent vaccination reduce",
    _K.SCREENING: "screening recommended detection interval",
    _K.DEFINITION: "defined characterized disorder",
}

_STOPPING = "discontinuation gradual taper abrupt"  # words by which a label says how to stop

# LOINC codes of label sections that answer a kind, best first. SPL section headings.
_LABEL_CODES: dict[QuestionKind, tuple[str, ...]] = {
    _K.ADVERSE_EFFECT: ("34084-4", "43685-7", "34066-1", "34071-1", "42232-9", "34088-5"),
    _K.CAUSE: ("34084-4", "43685-7", "34066-1", "34071-1", "42232-9"),
    _K.DOSE: ("34068-7", "43684-0", "34066-1"),
    _K.TREATMENT: ("34067-9", "34068-7", "34092-7"),
    _K.PREVENTION: ("34067-9", "34092-7"),
    _K.INTERACTION: ("34073-7", "34074-5", "43685-7", "34071-1", "34090-1"),
    _K.CONTRAINDICATION: ("34070-3", "34066-1", "43685-7", "34071-1", "42232-9"),
    _K.PREGNANCY: ("42228-7", "77290-5", "34080-2", "43684-0", "34077-8", "77291-3"),
    _K.MECHANISM: ("43679-0", "34090-1", "43681-6"),
    _K.DEFINITION: ("43679-0", "34067-9", "34089-3", "34090-1"),
    _K.PROGNOSIS: ("34092-7", "34067-9"),
}
# What becomes of a medicine in the body: pharmacokinetics, clinical pharmacology.
_FATE = re.compile(
    r"(?i)\bhalf-?li(?:fe|ves)\b|\babsor\w+|\bmetaboli[sz]ed\b|\bmetabolism of\b|\bexcret\w+|\beliminat\w+|\bclearance of\b"
    r"|\bprotein[- ]bound|\bprotein[- ]binding|\bbioavailab\w+|\bpeak (?:level|concentration)s?\b"
)
_FATE_CODES = ("43682-4", "34090-1")
# Drug abuse and dependence: the section, then controlled substance, abuse, dependence.
_ABUSED = re.compile(
    r"(?i)\bcontrolled substance\b|\baddict\w*|\bhabit[- ]forming\b|\bdependence\b"
)
_ABUSE_CODES = ("42227-9", "34085-1", "34086-9", "34087-7")
_POPULATION_CODES: dict[str, tuple[str, ...]] = {
    "children": ("34081-0",),
    "infants": ("34081-0",),
    "older adults": ("34082-8",),
    "pregnancy": ("42228-7",),
    "breastfeeding": ("77290-5", "34080-2"),
    "renal impairment": ("88828-9", "43684-0"),
    "hepatic impairment": ("88829-7", "43684-0"),
}


def label_codes(question: Question) -> tuple[str, ...]:
    """LOINC codes of the label sections likeliest to answer, best first; () for no preference."""
    if uses(question):
        return _LABEL_CODES[_K.TREATMENT][:1]
    if question.kind is _K.OTHER and _ABUSED.search(question.text):
        return _ABUSE_CODES
    if question.kind is _K.OTHER and _FATE.search(question.text):
        return _FATE_CODES
    codes = list(_POPULATION_CODES.get(question.population or "", ()))
    for kind in question.kinds:
        codes += _LABEL_CODES.get(kind, ())
    named = {each.concept.kind for each in question.mentions}
    if question.kind is _K.OTHER and named & _MEDICINES and ConceptKind.CONDITION in named:
        codes += _LABEL_CODES[_K.ADVERSE_EFFECT]  # "quetiapine qt prolongation"
    return tuple(dict.fromkeys(codes))


def build(question: Question, analyse: Analyse) -> Query:
    """The whole question as weighted clauses, none required: every concept by all its names, what
    is left of the words, and weakly the words by which an answer would speak.
    """
    clauses: list[Clause] = []
    wide = QuestionKind.INTERACTION in question.kinds
    for mention in _distinct(question.mentions):
        clauses.append(Clause(_names(mention, analyse, wide=wide)))
        clauses += _apart(mention, analyse)
    clauses += _words(question, analyse)
    clauses += _relations(question, analyse)
    if not clauses:  # nothing but function words: take them as they are
        clauses = [_word(token, 1.0) for token in dict.fromkeys(analyse(question.text))]
    return Query(tuple(clause for clause in clauses if clause.alternatives))


def _words(question: Question, analyse: Analyse) -> list[Clause]:
    """What no concept covers, each token once: names most, words of the relation asked least."""
    unknown = {word.lower() for word in question.unknown}
    relation = set(_relation_tokens(question, analyse))
    weights: dict[str, float] = {}
    for term in question.terms:
        for token in analyse(term):
            weight = UNKNOWN if term in unknown else 1.0
            weights.setdefault(token, RELATION_ASKED if token in relation else weight)
    return [_word(token, weight) for token, weight in weights.items()]


def focus(question: Question, analyse: Analyse) -> tuple[Clause, ...]:
    """Clauses a passage must satisfy to be about what is asked: one per concept, and one per name
    that no vocabulary knows. () when the question names nothing.
    """
    wide = QuestionKind.INTERACTION in question.kinds
    required = [
        Clause(_telling(mention, _names(mention, analyse, wide=wide)), required=True)
        for mention in _distinct(question.mentions)
    ]
    for word in question.unknown:
        tokens = tuple(analyse(word))
        if tokens:
            required.append(Clause(_both(tokens, UNKNOWN), required=True))
    return tuple(clause for clause in required if clause.alternatives)


def _telling(mention: Mention, names: tuple[Term, ...]) -> tuple[Term, ...]:
    """Names but for letters that have other common meanings, where there are more."""
    letters = unclear(mention)
    kept = tuple(each for each in names if " ".join(each.tokens) not in letters)
    return kept or names


_WHOM = {
    "pregnancy": "pregnancy pregnant gestation",
    "breastfeeding": "breastfeeding lactation lactating milk",
    "children": "children child childhood pediatric paediatric adolescents",
    "infants": "infants infant neonates newborns neonatal",
    "renal impairment": "renal kidney creatinine dialysis",
    "hepatic impairment": "hepatic liver cirrhosis",
}


def whom(question: Question, analyse: Analyse) -> Clause | None:
    """What a passage must say to be about the protected people a question is about; None for
    others.
    """
    words = _WHOM.get(question.population or "")
    if words is None:
        return None
    found = tuple(dict.fromkeys(token for each in words.split() for token in analyse(each)))
    terms = tuple(term for token in found for term in _both((token,), WHOM))
    return Clause(terms, required=True)


def _distinct(mentions: Iterable[Mention]) -> list[Mention]:
    """The first mention of each concept."""
    return list({mention.concept.id: mention for mention in reversed(list(mentions))}.values())[
        ::-1
    ]


def _word(token: str, weight: float) -> Clause:
    return Clause(_both((token,), weight))


def _both(tokens: tuple[str, ...], weight: float) -> tuple[Term, ...]:
    return (Term(tokens, weight), Term(tokens, weight * HEAD, Field.HEAD))


def _weighted(concept: Concept, asked: str, *, wide: bool) -> list[tuple[str, float]]:
    names = [(asked, ASKED), (concept.preferred, PREFERRED)]
    names += [(name, SYNONYM) for name in concept.names[:MOST_SYNONYMS]]
    classes = own.classes(concept.preferred) if wide else ()
    return names + [(name, MEMBER) for name in (*own.members(concept.id), *classes)]


def _names(mention: Mention, analyse: Analyse, *, wide: bool = False) -> tuple[Term, ...]:
    """Every name as a phrase, in the passage and in its head, the heaviest of equal ones; `wide`:
    those of a drug's classes, too.
    """
    best: dict[tuple[str, ...], float] = {}
    weighted = _weighted(mention.concept, mention.text, wide=wide)
    for name, weight in ((each, w) for written, w in weighted for each in spellings(written)):
        tokens = tuple(analyse(name))
        if tokens and (len(tokens) > 1 or len(tokens[0]) > 1):
            best[tokens] = max(weight, best.get(tokens, 0.0))
    return tuple(term for tokens, weight in best.items() for term in _both(tokens, weight))


def _apart(mention: Mention, analyse: Analyse) -> list[Clause]:
    """The words of a name of several, so that near misses of the phrase still count."""
    tokens = list(dict.fromkeys(analyse(mention.text)))
    return [_word(token, WORD) for token in tokens] if len(tokens) > 1 else []


def _relation_tokens(question: Question, analyse: Analyse) -> tuple[str, ...]:
    words = " ".join(_RELATION_WORDS.get(kind, "") for kind in question.kinds[:2])
    return tuple(dict.fromkeys(analyse(words)))


def _relations(question: Question, analyse: Analyse) -> list[Clause]:
    if not question.mentions and not question.terms:
        return []
    tokens = _relation_tokens(question, analyse)
    clauses = [Clause(tuple(Term((token,), RELATION) for token in tokens))]
    if question.kind is _K.DOSE and stops(question.text):
        clauses += [_word(token, RELATION_ASKED) for token in analyse(_STOPPING)]
    return clauses
