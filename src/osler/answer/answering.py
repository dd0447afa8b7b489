# ruff: noqa: E501 - a pattern is easier to check on one line
"""Whether a sentence answers the kind of question asked, rather than circling its subject.

`relevance.py` asks whether a sentence is about the subject; here it must say the relation asked
for, of the drug asked about, for the people asked about, from a place where such things are said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from osler.answer.candidate import Candidate
from osler.answer.cues import cued
from osler.answer.history import history, of_others
from osler.answer.naming import (
    drugs_of,
    label_of_class,
    names_it,
    others_of,
    own_label,
    speaks_around,
    speaks_of,
    speaks_of_class,
)
from osler.answer.orders import to_machine
from osler.answer.question import Question, QuestionKind, poisoning
from osler.answer.saying import SAYS
from osler.answer.whom import complete, other_people, recommendation
from osler.evidence.document import Family
from osler.index.index import Hit
from osler.vocabulary.concept import Concept

_K = QuestionKind

# Whether a drug works for a condition is said where the condition is spoken of: what a paper tells of
# harms or of other diseases stands under the same title.
_EFFECTIVENESS = frozenset({_K.TREATMENT, _K.PREVENTION})

# Where a label says what is asked of a condition rather than of a drug.
_FOR_CONDITION = {
    _K.TREATMENT: {"34067-9"},
    _K.PREVENTION: {"34067-9"},
    _K.CAUSE: {"34084-4", "43685-7", "34066-1", "34071-1", "42232-9"},
    _K.ADVERSE_EFFECT: {"34084-4", "43685-7", "34066-1", "34071-1", "42232-9"},
    _K.OTHER: {"34067-9", "34084-4", "43685-7", "34066-1", "34071-1", "42232-9"},
}
BOXED = "34066-1"  # LOINC code of boxed warnings
_SEE_BOXED = re.compile(r"(?i)\bsee boxed warning")
_ASKS_BOXED = re.compile(r"(?i)\b(?:box(?:ed)? warning|black[- ]box)")
# Navigation, lists and packaging: never a statement of their own.
_NO_STATEMENTS = frozenset({"43683-2", "34093-5", "51945-4", "48780-1", "34069-5", "42230-3"})

_ASIDE = cued(
    r"(?i)\bprevalence (?:of|was|were|in)\b|\bincidence (?:of|was|were|rates?)\b|\brates? (?:of|were|was|in)\b"
    r"|\bper 100[, ]?000\b|\bannual (?:cost|number)|\bcost(?:s|-effective)?\b|\bnumber of cases\b|\b\d[\d.,]* [mb]illion (?!units|IU)"
    r"|\brespondents?\b|\bsurvey(?:ed|s)?\b|\binsur(?:ed|ance)\b"
)  # fmt: skip
_HARM = (
    r"\b(?:such as|e\.g\.,?|including|includes?|caus(?:e|es|ed|ing)|risks? of|histor(?:y|ies) (?:of|suggesting)"
    r"|attributable|result(?:s|ed)? in|deaths? from|complicat\w+)"
)
_HARM_CUES = cued(_HARM)
AMOUNT = re.compile(
    r"(?i)(?<![\d.])\d[\d.,]*(?:[-–−]| to )?[\d.,]* ?(?:mg|mcg|µg|μg|g|grams?|units?|iu|ml)(?:/(?:kg|day|d|m2|h|dose)\b|(?![\w/]))"
)
_DOSING = re.compile(r"(?i)\bdos(?:e[sd]?|ages?|ing)\b|\btitrat|\d ?%")
_COMPARES = re.compile(
    r"(?i)\b(?:irrespective of|regardless of|did not|compared (?:with|to)|versus|vs|placebo|95% ?CI|confidence interval|p ?[<=] ?0|odds ratio|hazard ratio"
    r"|was superior|difference (?:between|in)|significant(?:ly)?|AUC|Cmax|geometric mean|revealed)\b"
)
_LOWERED = cued(
    r"(?i)\b(?:lower|reduc\w+|decreas\w+|improv\w+|prevent\w*|protect\w*|down-?regulat\w+|benefi\w+|effective)\b"
)
_HARMS = cued(
    r"(?i)\b(?:adverse|side effects?|toxic\w*|harm\w*|\w*-?induced|complicat\w+|risk of|bleeding|safety|tolerab\w+"
    r"|tolerated|discontinu\w+|withdr[ae]w\w*|death|injur\w+|myopathy|hypoglyc\w+|hypotens\w+|reactions?|increas\w+ risk)\b"
)
_LESS_RISK = re.compile(
    r"(?i)\b(?:decreas|reduc|lower)\w*(?: in)?(?: the| a)? (?:\w+ )?risks? (?:of|for)(?: developing)?\b"
)
_POISON = cued(r"(?i)\b(?:toxic\w*|intoxicat\w+|ingest\w+|\w+-poison\w+)\b")
# Those who were treated are whom something was seen in, not what is done for them.
_TREATED = re.compile(
    r"(?i)\b(?:un)?treated (?:and (?:\w+ ){1,3})?(?:groups?|arms?|animals?|cells?|controls?|subjects?|participants?)\b"
)
_ANTIDOTE = re.compile(r"(?i)\bantidotes?\b")
_REVERSES = cued(
    r"(?i)\b(?:antidot\w+|revers\w+|antagoni\w+|neutrali[sz]\w+|counteract\w*|overdos\w+|poison\w+|rescue)\b"
)
_FELT = re.compile(r"(?i)\bsymptoms?\b|\bsigns? (?:of|and|in)\b|\bred flags?\b|\bpresents? with\b")
_FEELS = cued(
    r"(?i)\b(?:symptom\w*|signs?|present(?:s|ed|ing|ation)?|manifest\w*|features?|characteri[sz]ed|complain\w*|experienc\w*"
    r"|pains?|fevers?|cough\w*|fatigue|weakness|headaches?|nausea|vomiting|rash|dyspn\w+|breath\w*|asymptomatic)\b"
)
_SCREENS = cued(r"(?i)\bscreen")
TESTING = re.compile(r"(?i)\bscreen|\brisk assessment\b|\bgenetic testing\b")
_COUNTING = re.compile(
    r"(?i)how (?:many|common|often|frequent)|prevalen|inciden|epidemiolog|cost|rate"
)
ACTING = frozenset(
    {_K.TREATMENT, _K.PREVENTION, _K.SCREENING, _K.DIAGNOSIS, _K.DOSE, _K.CONTRAINDICATION}
)
_ENDING = re.compile(r"[.!?][()\[\]”\"'’\s\d,–-]*$")
_OPEN_END = re.compile(
    r"\b(?:a|an|the|of|in|on|at|to|by|for|with|from|and|or|nor|but|as|than|that|which|who|is|are|was|were|be"
    r"|has|have|had|may|can|not|its|their|these|this|such|via|into|between|versus|vs|both|\w)$"
)
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})+ +[A-Za-z]|\d{1,2} +[A-Z]{4}")
_OF_WHAT = cued(
    r"(?i)\b(?:increas|reduc|decreas|lower|rais)\w* (?:the|this|that|such) risk(?: in [\w ]{3,40})?[.)]*$"
)
_FOLLOWS = cued(r"(?i)\b(?:the|as) following(?: \w+){0,2}[.:]$")
_REACTIONS, _LISTED = "34084-4", 3  # LOINC code of adverse reactions; commas of a list
_UNCLOSED = 8  # words from which a stretch without a full stop is no title or heading
_CONNECTIVE = re.compile(
    r"(?:However|Hence|Thus|Therefore|Furthermore|Moreover|Additionally|In addition|Indeed|Also|Besides"
    r"|Consequently|Accordingly|Nevertheless|Nonetheless|Conversely|In contrast|In short|Similarly"
    r"|Likewise|Meanwhile|Instead|Otherwise|Finally|Lastly|Then|But|And|So(?! far\b)|Yet|For example"
    r"|For instance|In this (?:study|trial|case|regard)|On the other hand|To date)\b(?!-)"
    r"|(?:First|Second|Third),"  # first-line treatment and the first trimester lean on nothing
)  # fmt: skip
_ONE_PATIENT = cued(
    r"(?<!or )(?<!/)\b(?:[Ss]he|[Hh]e|[Hh]is|[Hh]er)\b(?! or |/)|\b(?:[Oo]ur patient|[Tt]he patient was)\b"
)
# "an individual decision that each woman makes with her clinician" is of no one patient
_EACH_PATIENT = cued(r"(?i)\b(?:each|every|any) (?:wom[ae]n|m[ae]n|patient|person|child)\b")
_ANIMALS = cued(
    r"(?i)\b(?:rats?|mice|mouse|murine|rabbits?|dogs?|monkeys?|hamsters?|pigs?|pups?|in vitro|zebrafish"
    r"|non-?human|primates?|animal (?:data|studies|reproduction)|in animals)\b"
)
_TABLE = re.compile(r"(?:^|\S )\| \S|\t|^\(")
# Text taken from pages set in columns: a sentence that starts again in the middle of another.
_GARBLED = re.compile(
    r"[a-z,] (?:No|The|In|This|These|It|For|We|An?|Standard|There|However|If|When|As|On|All|Since|Where)\b(?! [A-Z])"
)
_AIM_FIRST = re.compile(
    r"(?i)(?:aims?|objectives?|purpose|background|methods?|introduction|rationale)\b"
    r"(?! of (?!(?:this|the|our)\b)| for\b| include)"
)
_AIM = cued(
    r"(?i)\bwill (?:be (?:assess|evaluat|compar|investigat|conduct)|assess|display|evaluate|determine|examine|compare|investigate)"
    r"|\b(?:stud(?:y|ies)|research|trials?|investigations?|data|evidence) (?:\w+ ){0,4}(?:is|are) (?:urgently |still )?(?:needed|warranted)\b|\bsee (?:section )?\d+(?:\.\d+)+ (?:below|above)"
    r"|\bdoi:|\bwww\.|\bunless \."
    r"|\b(?:study|review|analysis|trial|survey) (?:was|has been|were) (?:performed|conducted|designed|undertaken|done)\b"
    r"|\b(?:was|were) (?:studied|investigated|examined|enrolled|recruited|randomi[sz]ed|included in (?:the|this|our) (?:study|analysis|trial))\.?$"
    r"|\bopportunity to (?:examine|study|explore|investigate)\b|\bfocus of (?:this|the|our) (?:study|review|paper|article) (?:is|was) to\b"
)  # fmt: skip

# The same told by signs alone: "2019;12(3): 45", " . ,". Each starts with the sign, which is looked
# for much faster than what stands before it.
_CITED = re.compile(r";(?<=\b\d{4};)\s?\d+(?:\(\d+\))?:\s?\d+")
_LOOSE = re.compile(r"[.,;](?<=\s[.,;]) [.,;]")


def boxed(candidate: Candidate) -> bool:
    """Whether a label's sentence stands in its boxed warning or, as "Serious Rashes [see Boxed
    Warning]", under the heading of what the box warns of.
    """
    return in_box(candidate.hit.passage.code, candidate.hit.passage.path)


def in_box(code: str | None, path: Sequence[str]) -> bool:
    """The same of a section by its LOINC code and its headings."""
    return code == BOXED or any(_SEE_BOXED.search(each) for each in path)


def asks_boxed(question: Question) -> bool:
    """Whether the boxed warning itself is asked for, which nothing but that section of a label is."""
    return _ASKS_BOXED.search(question.text) is not None


def misplaced(question: Question, candidate: Candidate) -> str | None:
    """Why a sentence must not stand in this answer at all, or None: it is `out_of_place` or
    `malformed`.
    """
    return out_of_place(question, candidate) or malformed(question, candidate)


def mute(question: Question, hit: Hit) -> bool:
    """Whether a passage of a label cannot answer, whatever it says: no drug was asked about, and
    this is not where labels speak of what they are for or may do.
    """
    if hit.header.family is not Family.LABELS or drugs_of(question):
        return False
    code = hit.passage.code
    allowed = _FOR_CONDITION.get(question.kind, set())
    return code not in allowed and not (allowed and code is None and hit.header.standing.digest)


def out_of_place(question: Question, candidate: Candidate) -> str | None:
    """Why a sentence speaks of something or someone else, or None: a part of a label that does not
    speak to this, another drug, other people.
    """
    if _ANTIDOTE.search(question.text) and not _REVERSES.search(candidate.text):
        return "names no antidote"
    if poisoning(question) and not _poisoned(candidate):
        return "says nothing of the poisoning"
    drugs = drugs_of(question)
    if asks_boxed(question) and drugs and candidate.hit.passage.code != BOXED:
        return "no boxed warning"
    if candidate.hit.header.family is Family.LABELS:
        reason = _label(question, candidate, drugs)
        if reason is not None:
            return reason
    pair = question.kind is _K.INTERACTION and len(drugs) > 1
    for drug in drugs:
        if not speaks_of(candidate, drug) and not (pair and speaks_of_class(candidate, drug)):
            return f"does not speak of {drug.preferred}"
    conditions = others_of(question)
    alike = question.kind is not _K.TREATMENT
    if (
        drugs
        and conditions
        and not any(names_it(candidate, each, outcomes=alike) for each in conditions)
    ):
        return f"does not speak of {conditions[0].preferred}"
    research = candidate.hit.header.family is Family.RESEARCH
    works = drugs and conditions and question.kind in _EFFECTIVENESS
    if works and research and not any(speaks_around(candidate, each) for each in conditions):
        return f"its passage does not speak of {conditions[0].preferred}"
    return other_people(question, candidate)


def _poisoned(candidate: Candidate) -> bool:
    """Whether a sentence, or what it stands under, speaks of poisoning or of undoing it."""
    above = candidate.hit.passage.path
    return any(_REVERSES.search(each) or _POISON.search(each) for each in (candidate.text, *above))


LEANS = "leans on the sentence before it"
TABULAR = "a row of a table"
ORDERS = "speaks to a machine, not to a reader"


def malformed(question: Question, candidate: Candidate) -> str | None:
    """Why a stretch of text is no statement, or None: a table row, page debris, a sentence that
    leans on another, says what was done, or speaks of one patient or of animals.
    """
    if _tabular(candidate.text):
        return TABULAR
    guided = candidate.hit.header.family is Family.GUIDELINES
    if guided and history(candidate.text, candidate.hit.passage.path):
        return "tells how the recommendation came about"
    if guided and of_others(candidate.hit.passage.path):
        return "tells what others recommend"
    if _NUMBERED.match(candidate.text):
        return "a numbered heading runs into it"
    if _FOLLOWS.search(candidate.text):
        return "leaves out what follows"
    if _OF_WHAT.search(candidate.text):
        return "does not say the risk of what"
    if candidate.hit.header.source == "open-guidelines" and _GARBLED.search(candidate.text):
        return "columns of the page run into one another"
    if not (_ENDING.search(candidate.text) or _closes(candidate) or complete(candidate)):
        return "no whole sentence"
    if _CONNECTIVE.match(candidate.text):
        return LEANS
    if _aims(candidate.text):
        return "says what was done, not what was found"
    if _ONE_PATIENT.search(candidate.text) and not _EACH_PATIENT.search(candidate.text):
        return "speaks of one patient"
    if _ANIMALS.search(candidate.text) and not _ANIMALS.search(question.text):
        return "speaks of animals"
    if _ordered(candidate):
        return ORDERS
    return None


def _ordered(candidate: Candidate) -> bool:
    """Whether a sentence, its heading or the sentence before it speaks to a machine: what an order
    leads up to is no evidence either.
    """
    headed = f"{candidate.label}: {candidate.text}" if candidate.label else candidate.text
    return to_machine(headed) or (candidate.before is not None and to_machine(candidate.before))


def _tabular(text: str) -> bool:
    signs = "|" in text or "\t" in text or text.startswith("(")
    return signs and _TABLE.search(text) is not None


def _aims(text: str) -> bool:
    """Whether a sentence says what was done, or cites it."""
    patterns = (_AIM, _CITED, _LOOSE)
    return _AIM_FIRST.match(text) is not None or any(each.search(text) for each in patterns)


def _closes(candidate: Candidate) -> bool:
    """Whether an abstract ends with the sentence, or a label's list of reactions with the line, as
    it stands: it was not cut by us.
    """
    hit, text = candidate.hit, candidate.text
    if hit.passage.code == _REACTIONS and text.count(",") >= _LISTED:
        after = candidate.end - hit.passage.start
        return hit.passage.text[after : after + 1] in {"", "\n"}
    last = candidate.end == hit.passage.end and hit.header.family is Family.RESEARCH
    whole = len(text.split()) >= _UNCLOSED and text[-1].isalnum() and not _OPEN_END.search(text)
    return last and whole


def unanswering(question: Question, candidate: Candidate) -> str | None:
    """Why a sentence does not say what is asked, or None. Recommendations speak for themselves
    where the question is what to do.
    """
    kind = question.kind
    pattern = SAYS.get(kind)
    screens = _SCREENS.search(candidate.text) and not _SCREENS.search(question.text)
    if screens and kind not in {_K.SCREENING, _K.DIAGNOSIS}:
        return "speaks of screening"
    if graded(candidate) and (advises(kind) or _tests(question, candidate)):
        return None
    if kind is _K.TREATMENT and not drugs_of(question) and _as_harm(question, candidate):
        return "names it as a harm or an example, not as what is treated"
    told = _TREATED.sub(" ", candidate.text) if kind is _K.TREATMENT else candidate.text
    if pattern is not None and not any(SAYS[each].search(told) for each in _relations(question)):
        return f"says nothing of {kind.value}"
    if kind is _K.DIAGNOSIS and _FELT.search(question.text) and not _FEELS.search(candidate.text):
        return "says nothing of symptoms"
    if kind is _K.DOSE and not _doses(candidate):
        return "gives no dose"
    if kind is _K.ADVERSE_EFFECT and _only_benefit(candidate):
        return "tells of a benefit"
    if _ASIDE.search(candidate.text) and kind in ACTING and not _COUNTING.search(question.text):
        return "counts cases rather than saying what to do"
    return None


def _tests(question: Question, candidate: Candidate) -> bool:
    """Whether a recommendation on screening stands under a title that says so."""
    title = candidate.hit.header.title
    return question.kind is _K.SCREENING and TESTING.search(title) is not None


def _doses(candidate: Candidate) -> bool:
    """Whether a sentence outside a label says how much to give; what a trial found is no dose."""
    if candidate.hit.header.family is Family.LABELS or graded(candidate):
        return True
    text = candidate.text
    says = AMOUNT.search(text) or _DOSING.search(text)
    return says is not None and _COMPARES.search(text) is None


def _only_benefit(candidate: Candidate) -> bool:
    """Whether a finding is of something lowered or improved, and of no harm."""
    if candidate.hit.header.family is Family.LABELS:
        return False
    text = _LESS_RISK.sub(" lower ", candidate.text)
    return _LOWERED.search(text) is not None and _HARMS.search(text) is None


def _relations(question: Question) -> list[QuestionKind]:
    """Kinds of which one must be said: pregnancy as a second kind is whom it is about."""
    first, *rest = question.kinds[:2]
    return [first, *(kind for kind in rest if kind in SAYS and kind is not _K.PREGNANCY)]


def advises(kind: QuestionKind) -> bool:
    """Whether any recommendation on the subject answers such a question, in whatever words."""
    return kind in {_K.TREATMENT, _K.PREVENTION}


def graded(candidate: Candidate) -> bool:
    """Whether the sentence lies in a recommendation."""
    return recommendation(candidate) is not None


def _as_harm(question: Question, candidate: Candidate) -> bool:
    """Whether every condition asked about stands after words that make it a harm or an example."""
    text = candidate.text.lower()
    names = {n for each in question.mentions for n in each.concept.names if n in text}
    stems = {name for name in names if len(name) > 3}
    if not stems or _HARM_CUES.search(text) is None:
        return False
    return all(
        re.search(rf"{_HARM}[^.;]{{0,40}}?{re.escape(name)}", text) is not None for name in stems
    )


_OWN_ANTIDOTES = frozenset({"34088-5"})  # LOINC codes: overdosage; indications
_ANTIDOTES = _OWN_ANTIDOTES | {"34067-9"}


def _label(question: Question, candidate: Candidate, drugs: tuple[Concept, ...]) -> str | None:
    code = candidate.hit.passage.code
    if code in _NO_STATEMENTS:
        return "a part of the label that states nothing"
    if any(part.lower().startswith("highlights") for part in candidate.hit.passage.path):
        return "the label's highlights repeat its sections"
    if drugs and poisoning(question):  # an antidote has a label of its own
        own = own_label(candidate, drugs)  # more of it is no answer
        return (
            None if code in (_OWN_ANTIDOTES if own else _ANTIDOTES) else "not where a label says so"
        )
    if drugs:
        alone = question.kind is _K.INTERACTION and len(drugs) == 1
        if alone or own_label(candidate, drugs) or label_of_class(candidate, drugs):
            return None
        return f"not the label of {drugs[0].preferred}"
    allowed = _FOR_CONDITION.get(question.kind)
    if allowed is None:
        return "a label speaks for its drug, and no drug was asked about"
    digest = candidate.hit.header.standing.digest
    return None if code in allowed or (digest and code is None) else "not where a label says so"
