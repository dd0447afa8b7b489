# ruff: noqa: E501 - a pattern is easier to check on one line
"""What each family is asked for first: recommendations, the right section, the stronger design.

The learnt ranker scores how well a sentence answers; these weigh what the source is worth for the
question, each with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from osler.answer.boxed_warning import asks_boxed, boxed
from osler.answer.candidate import Candidate, Feature, Ranked
from osler.answer.cues import cued
from osler.answer.genes import phenotypes
from osler.answer.naming import own_label
from osler.answer.pointed import pointed
from osler.answer.queries import label_codes
from osler.answer.question import AnswerShape, Question, QuestionKind
from osler.answer.recommended import elsewhere, fits, genetic, merit
from osler.answer.saying import says
from osler.answer.whom import recommendation
from osler.evidence.document import Family
from osler.evidence.standing import StudyDesign
from osler.vocabulary import own
from osler.vocabulary.concept import ConceptKind

NOT_DONE = "not done"  # name of the feature of what says only what is not done
_DESIGN = {
    StudyDesign.SYSTEMATIC_REVIEW: 1.3,
    StudyDesign.META_ANALYSIS: 1.3,
    StudyDesign.RANDOMISED_TRIAL: 1.15,
    StudyDesign.EDITORIAL: 0.6,
    StudyDesign.LETTER: 0.6,
    StudyDesign.COMMENT: 0.6,
}
_OLD = ((40, 0.5), (25, 0.65), (15, 0.85))  # years, factor
_GRADED = 1.8
_NEGLIGIBLE = 0.015  # chance of answering, below which nothing can bring a sentence into an answer
SETTLED = 0.6  # score, of a recommendation that answers, from which wording adds
_DIRECTS = re.compile(
    r"(?i)(?:If [^,.]{3,60}, )?(?:Avoid|Use|Prescribe|Consider|Initiate|Select|Choose|Do not|Start|Reduce|Increase|Limit|Offer|Give|Screen|Treat)\b"
)
_RESTRICTED = cued(
    r"(?i)\b(?:infants?|neonat\w+|newborns?|child(?:ren|hood)?|pa?ediatric|pregnan\w+|lactat\w+|adolescents?)\b"
)
_LABORATORY = cued(
    r"(?i)\b(?:isolates?|isolated from|strains? (?:of|were|was|are)|in vitro|minimum inhibitory|MICs?\b|(?:IU|µg|mcg|ug)/ml|beta-?lactamase"
    r"|growth of [A-Z]|agar|cultured|inoculat\w+)\b"
)
_RESISTS = cued(r"(?i)\bresistan(?:ce|t) (?:to|strains?)\b|\b(?:developed|acquired) resistance\b")
_ADDED = cued(
    r"(?i)\b(?:recommend\w*|suggest\w*|consider\w*|advis\w+) adding\b|\badd-on\b|\badjunct\w*|\badded to\b|\badding \w+ (?:to|when|if|where)\b"
)
_DETECTS = cued(
    r"(?i)\b(?:detection|screening|identification),? and (?:\w+ )?treatment\b|\bsuccessful(?:ly)? treat\w+"
    r"|\b(?:requires?|needs?|warrants?) (?:\w+ ){0,2}(?:management|treatment|attention)[.,]|\btreatment-resistant (?:condition|disorder|disease)"
    r"|\bshould be suspected\b"
)
_STOPPED_FOR = cued(
    r"(?i)\bdiscontinued (?:\w+ ){0,3}(?:with|due to|because of|for) (?:an )?adverse (?:reactions?|events?|effects?)\b(?!.*(?:,.*){2})"
)
_TELLS_HARM = cued(
    r"(?i)\b(?:can|may|could|might) (?:cause|result in|lead to|increase|produce|induce)\b|\bcauses?\b|\b(?:adverse|side) (?:reactions?|effects?|events?)\b"
    r"|\b(?:have|has) been (?:reported|observed|associated)\b|\breports? of\b|\brisks? (?:of|for)\b|\btoxicit\w+\b|\bassociated with\b|\bwarning\b|\bfatal\b"
)
_PARTNERS = cued(r"(?i)\b(?:sex(?:ual)?|male|female) partners?\b|\bcontacts of\b")
_SYMPTOMS = re.compile(
    r"(?i)\bsymptoms?\b|\bsigns? (?:of|and)\b|\bpresents? with\b|\bmanifestations?\b"
)
_LISTS_SYMPTOMS = cued(
    r"(?i)\b(?:symptoms?|signs?|features?|manifestations?|presentations?)\b[^.;]{0,60}\b(?:are|were|include[ds]?|including|such as|is|was)\b[^.;]*,[^.;]*(?:,|\band\b|\bor\b)"
    r"|\b(?:characteri[sz]ed (?:by|as)|presents? with|manifest\w* (?:as|with|by))\b[^.;]*,[^.;]*(?:,|\band\b|\bor\b)"
)
_HIV = cued(
    r"(?i)\bHIV-?co-?infect\w+|\bHIV[- ](?:infect\w+|positive)|\bHIV coinfect\w+|\bwith HIV\b|\b(?:co-?)?infected with (?:[\w ]+ and )?HIV\b"
)
_ADULT = cued(r"(?i)\badults?\b|\ball (?:persons|patients|people)\b")
_FORBIDS = cued(r"(?i)contra-?indicated|must not|do not (?:use|give|take)|should not be")
_SAFETY = frozenset(
    {
        QuestionKind.ADVERSE_EFFECT,
        QuestionKind.INTERACTION,
        QuestionKind.CONTRAINDICATION,
        QuestionKind.PREGNANCY,
        QuestionKind.OTHER,
    }
)
_OUTWARD = cued(
    r"\b(?:is|are|was|were) (?:an? |the |one of the )?(?:\w+ ){0,3}causes? of\b|\b(?:can|may|might|could|to|not|does) cause\b"
    r"|(?<!many )(?<!several )(?<!common )(?<!other )\bcauses\b(?! (?:of|include|are|were|can|may|among)\b)(?!,)"
    r"|\bleads? to\b|\bresults? in\b|\bcontribut\w+ to\b|\bconsequences\b"
    r"|\b(?:increases? (?:the )?|(?:an? )?(?:increased|higher) )risk of\b|\boutcomes?\b"
)
# What stands after these is the cause of something else.
_AFTER = r"\b(?:secondary to|due to|caused by|result(?:s|ed|ing)? from|complications? of|consequences? of) "
# Names of treatments by the stems of international nonproprietary names, and common classes.
_TREATMENT = cued(
    r"(?i)\b(?:\w+(?:mectin|methrin|n?idazoles?|bendazole|quantel|oxicam|profen|gabalin|lukast|setron|tadine|rizine|cillin|mycin|micin|cycline|floxacin|azole|prazole|pril|sartan|olol|statin|xaban|gatran"
    r"|gliptin|gliflozin|glutide|formin|glitazone|mab|tinib|ciclib|vir|buvir|dipine|thiazide|semide|sone|solone"
    r"|nide|terol|tropium|triptan|oxetine|pram|azepam|apine|idone|quine|artem\w+|rifam\w+|zid|triaxone|xime)"
    r"|cef\w+|ceph\w+|insulin|aspirin|warfarin|heparin\w*|lithium|steroids?|(?:gluco)?corticosteroids?|antibiotics?"
    r"|antivirals?|antifungals?|diuretics?|beta-?blockers?|(?:\w+ )?inhibitors?|(?:\w+ )?agonists?|antagonists?"
    r"|vaccin\w+|immunotherap\w+|chemotherap\w+|radiotherap\w+|surg\w+|immunoglobulin|oxygen|exercise|diet\w*"
    r"|ACT|regimens?|(?:nor)?(?:epinephrine|adrenaline)|naloxone|acetylcysteine|flumazenil|colchicine|methotrexate"
    r"|levothyroxine|atropine|morphine|ketamine|magnesium|potassium|iron|zinc|vitamins?|thiamine|glucose|dextrose|glucagon"
    r"|antihistamines?|bronchodilators?|analgesics?|opioids?|nsaids?|anticoagula\w+|thromboly\w+|thrombectomy|alteplase|dialysis"
    r"|transfusions?|transplant\w+|ablation|psychotherap\w+|cognitive behaviou?ral \w+|physiotherap\w+|rehabilitation)\b"
)  # fmt: skip
_MEDICINES = frozenset({ConceptKind.DRUG, ConceptKind.DRUG_CLASS})
_LISTS_HARMS = cued(
    r"(?i)\b(?:common(?:ly)?|frequent(?:ly)?) (?:\w+ ){0,3}(?:adverse|side)\b|\b(?:adverse|side) (?:reactions?|effects?|events?)"
    r"\b.{0,80}\b(?:include[ds]?|are|were|is|was|consist\w*)\b"
)
_NONE_FOUND = re.compile(
    r"(?i)\b(?:no (?:\w+ ){0,3}(?:change|effect|interaction|difference|dos\w+ adjustment)|not (?:\w+ ){0,2}(?:change|affect|alter"
    r"|require|conducted|studied|interact|have)|without (?:\w+ )?(?:change|effect))\b"
)
FIRST_LINE = re.compile(
    r"(?i)\bfirst[- ](?:line|choice)\b|\b(?:drugs?|treatments?|agents?) of (?:first )?choice\b|\binitial (?:\w+ )?(?:therapy|treatment)\b"
    r"|\bpreferred (?:\w+ )?(?:therapy|treatment|regimen|agent|drug)\b"
)
_NOT_DONE = cued(
    r"(?i)\bno longer\b|\bnot (?:been |be |adequately )*(?:recommended|indicated|evaluated|effective)\b"
    r"|\b(?:less|no more) (?:effective|efficacious)\b|\bnot as effective\b|\bno (?:data|evidence) (?:exists?|have|has|is|are)\b|\bineffective\b"
)
_LATER = re.compile(
    r"(?i)\b(?:second|third)[- ]line\b|\badd-on\b|\b(?:insufficient|inadequate\w*|fails?|failed|failure|refractory|intolerant)\b"
)
_RECOMMENDS_DOSE = cued(
    r"(?i)\b(?:recommended|usual|initial|starting|maximum|maintenance|typical|approved)\b.{0,60}\b(?:dos(?:e|es|age|ing))\b.*\d"
    r"|\b(?:initiate|start|begin|administer|give|take)\b.{0,80}\d[\d.,]* ?(?:mg|mcg|g|units?|ml)\b"
)


def preferred(question: Question, ranked: Sequence[Ranked], year: int) -> list[Ranked]:
    """`ranked` with scores weighed by source, best first, recommendations that answer before all
    else; `year` is the year it is now.
    """
    codes = label_codes(question)
    weighed = [
        _weighed(each, [*_fit(question, each), *_reasons(question, each, codes, year)])
        for each in ranked
    ]
    return sorted(weighed, key=lambda each: (not fits(question, each.candidate), -each.score))


def _weighed(ranked: Ranked, factors: list[tuple[str, float, str]]) -> Ranked:
    if not factors:
        return ranked
    score = ranked.score
    features = list(ranked.features)
    for name, factor, reason in factors:
        features.append(Feature(name, factor, score * (factor - 1.0), reason))
        score *= factor
    return Ranked(ranked.candidate, score, tuple(features), ranked.total)


def _fit(question: Question, ranked: Ranked) -> Iterator[tuple[str, float, str]]:
    """(name, factor, reason) of how the sentence's own scope fits the question."""
    candidate = ranked.candidate
    kinds = question.kinds[:2]
    if len(kinds) == 2 and all(says(kind, candidate.text) for kind in kinds):
        yield "both", 1.6, f"says both {kinds[0].value} and {kinds[1].value}"
    if ranked.score >= _NEGLIGIBLE:
        yield from pointed(question, candidate)
    if question.population is None and _restricted(candidate):
        yield "restricted", 0.5, "speaks of children, newborns or pregnancy only"
    if _HIV.search(candidate.text) and not _HIV.search(question.text) and not _names_hiv(question):
        yield "with HIV", 0.3, "speaks of those who have HIV as well"
    whole = question.kind is QuestionKind.ADVERSE_EFFECT and _about_drug_alone(question)
    if whole and _STOPPED_FOR.search(candidate.text):
        yield "stopped", 0.3, "says how many stopped it, not for what"
    if whole and not boxed(candidate) and not _TELLS_HARM.search(candidate.text):
        yield "no harm", 0.4, "tells of no harm"
    if whole and _LISTS_HARMS.search(candidate.text):
        yield "lists harms", 2.0, "lists adverse effects"
    if question.kind is QuestionKind.DOSE and _RECOMMENDS_DOSE.search(candidate.text):
        yield "gives dose", 2.0, "says how much to give"
    if _PARTNERS.search(candidate.text) and not _PARTNERS.search(question.text):
        yield "partners", 0.4, "speaks of sex partners, not of who is ill"
    if question.kind is QuestionKind.DIAGNOSIS and _SYMPTOMS.search(question.text):
        if _LISTS_SYMPTOMS.search(candidate.text):
            yield "lists symptoms", 2.5, "lists symptoms"
        elif not _SYMPTOMS.search(candidate.text):
            yield "no symptoms", 0.6, "does not speak of symptoms"
    forbids = _FORBIDS.search(candidate.text) and set(question.kinds) & _SAFETY
    if forbids and not whole and not fits(question, candidate):
        yield "forbids", 1.8, "says what must not be done"
    graded = recommendation(candidate)
    meant = graded.population if graded else None
    if graded and elsewhere(question, candidate):
        yield "elsewhere", 0.3, "is for those with what its guideline is about"
    if meant and phenotypes(meant) and not genetic(question):
        yield "scope", 0.35, f"holds only for {meant}"
    if question.kind is QuestionKind.TREATMENT and not any(
        each.concept.kind in _MEDICINES for each in question.mentions
    ):
        if names_treatment(candidate.text):
            yield "medicine", 1.5, "names a medicine or another treatment"
        else:
            yield "no medicine", 0.5, "names no treatment"
        if _LABORATORY.search(candidate.text) and not _LABORATORY.search(question.text):
            yield "laboratory", 0.15, "speaks of what was seen in the laboratory"
        if _RESISTS.search(candidate.text) and not _RESISTS.search(question.text):
            yield "resistance", 0.4, "speaks of what it resists"
        if _ADDED.search(candidate.text) and not _ADDED.search(question.text):
            yield "added", 0.5, "speaks of what is added to the first treatment"
        if _DETECTS.search(candidate.text):
            yield "detection", 0.4, "says that finding and treating it helps, not with what"
    if (
        question.kind is QuestionKind.TREATMENT
        and question.shape is not AnswerShape.YES_NO
        and _NOT_DONE.search(candidate.text)
    ):
        yield NOT_DONE, 0.4, "says what is not done"
    if question.kind is QuestionKind.TREATMENT and FIRST_LINE.search(question.text):
        if _LATER.search(candidate.text):
            yield "later line", 0.3, "speaks of what follows the first treatment"
        elif FIRST_LINE.search(candidate.text):
            yield "first line", 2.0, "says what comes first"
    if question.kind is QuestionKind.CAUSE and _outward(question, candidate.text.lower()):
        yield "outward", 0.4, "says what it causes, not what causes it"
    if candidate.hit.header.family is Family.LABELS and _combined(question, candidate):
        yield "combination", 0.45, "the label of a combination product"


def _names_hiv(question: Question) -> bool:
    """Whether a question is of that infection by some other name, or of a medicine for it."""
    names = (name for each in question.mentions for name in each.concept.names[:6])
    return any(_HIV.search(name) for name in names)


def _about_drug_alone(question: Question) -> bool:
    """Whether the question is about a medicine and nothing else: no condition, no people."""
    kinds = {each.concept.kind for each in question.mentions}
    return bool(kinds) and kinds <= _MEDICINES and question.population is None


def _combined(question: Question, candidate: Candidate) -> bool:
    """Whether a label is of more drugs than those asked about."""
    drugs = [each.concept for each in question.mentions if each.concept.kind in _MEDICINES]
    held = {base for base in candidate.hit.header.drugs if " " not in base}
    names = {name for drug in drugs for name in (*drug.names, *own.members(drug.id))}
    return bool(drugs) and not held <= names


def _restricted(candidate: Candidate) -> bool:
    """Whether a sentence, or what it stands under, is for few only, and adults not among them."""
    said = (candidate.text, *candidate.hit.passage.path)
    if not any(_RESTRICTED.may_match(each) for each in said):
        return False
    near = " ".join(said)
    return _RESTRICTED.search(near) is not None and _ADULT.search(near) is None


def names_treatment(text: str) -> bool:
    """Whether a text names a medicine, by the stem of its name, or another treatment."""
    return _TREATMENT.search(text) is not None


@lru_cache(maxsize=1024)
def _after(name: str) -> re.Pattern[str]:
    return re.compile(rf"{_AFTER}(?:\w+ ){{0,2}}{re.escape(name)}(?!\w)")


@lru_cache(maxsize=1024)
def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


def _outward(question: Question, text: str) -> bool:
    """Whether the only condition asked about stands before a verb that points away from it."""
    named = {each.concept.id: each.concept for each in question.mentions}
    if len(named) != 1 or any(each.kind in _MEDICINES for each in named.values()):
        return False
    names = [name for each in named.values() for name in each.names if name in text]
    if any(_after(name).search(text) for name in names):
        return True
    verb = _OUTWARD.search(text)
    if verb is None:
        return False
    before = text[: verb.start()]
    return any(
        _word(name).search(before)
        for each in named.values()
        for name in each.names
        if name in before
    )


def _reasons(
    question: Question, ranked: Ranked, codes: tuple[str, ...], year: int
) -> Iterator[tuple[str, float, str]]:
    """(name, factor, reason) of each preference that applies."""
    candidate = ranked.candidate
    header, passage = candidate.hit.header, candidate.hit.passage
    graded = recommendation(candidate) if header.family is Family.GUIDELINES else None
    if graded is not None:
        yield "graded", _GRADED, f"a recommendation ({graded.label})"
        if _DIRECTS.match(candidate.text):
            yield "directs", 2.0, "says what to do"
        if fits(question, candidate):
            settled = SETTLED / max(ranked.score, 0.01) + 1.0 - SETTLED
            yield "settled", settled, "what it says settles more than its wording"
            yield "fits", merit(question, candidate), "on the subject, for the people asked about"
    if header.family is Family.LABELS and passage.code in codes:
        factor = 1.6 if codes.index(passage.code) < 2 else 1.2
        yield "section", factor, "stands in the section for such questions"
    elif header.family is Family.LABELS and codes:
        yield "elsewhere", 0.45, "stands in another section of the label"
    if header.family is Family.LABELS and question.kind is QuestionKind.INTERACTION:
        drugs = tuple(e.concept for e in question.mentions if e.concept.kind in _MEDICINES)
        if own_label(candidate, drugs):
            yield "own label", 1.6, "the label of a drug asked about"
        if len(drugs) == 1 and _NONE_FOUND.search(candidate.text):
            yield "none found", 0.3, "says that there is no interaction"
    if header.family is Family.LABELS and boxed(candidate):
        safety = set(question.kinds) & _SAFETY
        factor = 4.0 if asks_boxed(question) else 2.5 if safety else 1.3
        yield "boxed", factor, "a boxed warning"
    if header.family is Family.LABELS and header.standing.digest is False and header.year is None:
        yield "undated", 0.8, "a label without a date"
    design = _DESIGN.get(header.standing.design)
    if design is not None:
        yield "design", design, f"a {header.standing.design.value}"
    if header.year is not None and header.family is not Family.LABELS:
        for old, factor in _OLD:
            if year - header.year >= old:
                yield "age", factor, f"published {header.year}"
                break
