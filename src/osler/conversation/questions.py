# ruff: noqa: E501 - a pattern is easier to check on one line
"""Questions that lack what they ask about, or say "it": given it from what was spoken of."""

from __future__ import annotations

import re

from osler.answer.question import QuestionKind
from osler.conversation import swapping
from osler.conversation.antecedent import Pronoun, meant, put
from osler.conversation.completed import Completed, Outcome, Reading, Unclear, sentence
from osler.conversation.frame import Frame
from osler.conversation.swapping import done, judged, name_of
from osler.conversation.talk import Talk
from osler.vocabulary.concept import ConceptKind, Mention

ASKS = re.compile(
    r"(?:what|which|who|whom|when|where|why|how|is|are|was|were|do|does|did|can|could|should|would|will|may|might|must|has|have|shall|"
    r"(?:in|for|from|at|with|to) (?:what|which|whom|how))(?:n't|'s)?\b",
    re.IGNORECASE,
)
_SAYING = re.compile(r"\b(?:says?|recommends?|advises?|warns?|known|written|state)$", re.IGNORECASE)
_ANY = re.compile(r"\b(?:a|an|any) (?:\w+ )?$", re.IGNORECASE)
_MADE = re.compile(
    r"^ (?:be )?(?:done|needed|ordered|useful|required|repeated|helpful|necessary)\b"
)
_FIRST = re.compile(r"(?:should|can|could|do|does|are|would|will|may|when should) ", re.IGNORECASE)
_AT_LARGE = re.compile(
    r"\b(?:a|an|any|which|what|some|no|needs?|takes?|gives?|uses?|requires?) (?:\w+ )?$",
    re.IGNORECASE,
)
_BETTER = re.compile(
    r"\b(?:better|safer|best|safest|worse|preferred|cheaper|more effective|as effective|compare[sd]?|as (?:good|safe|effective|well) as|vs|versus)\b",
    re.IGNORECASE,
)
_SCREENS = re.compile(r"\b(?:start|begin|stop|end|worth|work|done|cost)\w*\b", re.IGNORECASE)
_APART = re.compile(r"\s*[:,–-] ")
_CHECKED = re.compile(r"\b(?:how often|when) should\b.*\b(?:checked|monitored|measured|repeated)\b")
_DOSED = re.compile(r"(?:which|what) (?:dose|dosage) of\b|how much\b", re.IGNORECASE)
_THE = re.compile(
    r"\bthe (?:vaccines?|jab|shot|antidote|test|blood test|surgery|operation|treatments?|screening)"
    r"(?= |$)(?! (?:for|against|of)\b)",
    re.IGNORECASE,
)
_DOING = re.compile(  # what people do with an illness, not with its medicine
    r"\b(?:they|he|she|i|we|you|someone|patients?) (?:go |still )?(?:eat|drive|fly|work|exercise|return|swim|travel|walk|play|infectious|contagious)\b"
    r"|\bare you\b",
    re.IGNORECASE,
)
_GIVEN = re.compile(r"\b(?:taper|titrat|repeat|wean)", re.IGNORECASE)
_TIMED = re.compile(
    r"^(?:and |but )?(?:when|how (?:long|soon|quickly|often|fast|early|late))\b.*"
    r"\b(?:start|stop|continu|tak|giv|us)(?:e|ed|en|es|n|s|ped|ing)?\b",
    re.IGNORECASE,
)


def named(said: Frame, word: Pronoun, held: Talk) -> Completed | Unclear:
    """A question or words with a pronoun in them."""
    first = next(iter(said.mentions), None)
    if first is not None and first.start < 5 and (apart := _APART.match(said.text[first.end :])):
        cut = first.end + apart.end()  # "carbamazepine: how is it started?"
        if word.start >= cut:
            here = Pronoun(word.start - cut, word.end - cut, word.kind)
            return done(put(said.text[cut:], here, name_of(first)), [])
    candidates = meant(said, word, held)
    if not candidates:
        return Unclear() if not own(said) else whole(said, held)
    if not ASKS.match(said.text) and said.people is not None and not said.mentions:
        return swapping.about_people(held, said)
    if word.kind == "several" and len(candidates) > 1:
        joined = " and ".join(name_of(each) for each in candidates)
        return done(_kept(put(said.text, word, joined), said, held), [joined, *_still(said, held)])
    if (
        word.kind == "several"
        and len(held.compared) > 1
        and not name_of(candidates[0]).endswith("s")
    ):
        joined = " and ".join(name_of(each) for each in held.compared)
        return done(_kept(put(said.text, word, joined), said, held), [joined, *_still(said, held)])
    readings = [
        Reading(
            name_of(each), _kept(put(said.text, word, _subject(said, each, held)), said, held, each)
        )
        for each in candidates
    ]
    return swapping.chosen(readings, [candidates[0].text, *_still(said, held)])


def _subject(said: Frame, each: Mention, held: Talk) -> str:
    """What stands for a pronoun: a condition is not started or stopped, its treatment is, or the
    screening that was asked about.
    """
    condition = each.concept.kind is ConceptKind.CONDITION
    if (
        condition
        and held.last.question.kind is QuestionKind.SCREENING
        and _SCREENS.search(said.text)
    ):
        return f"screening for {name_of(each)}"
    treated = each.concept.kind is ConceptKind.CONDITION and _TIMED.search(said.text)
    return f"treatment of {name_of(each)}" if treated else name_of(each)


def asked(said: Frame, held: Talk) -> Completed | Unclear:
    """A question of its own, or one that lacks what it asks about."""
    found = judged(held, said)
    if found is not None:
        return found
    compared = _compared(said, held) or _the_one(said, held)
    if compared is not None:
        return compared
    if _DOSED.match(said.text) and said.drugs and not said.conditions and len(held.conditions) == 1:
        condition = held.conditions[0]
        text = _kept(f"{said.text} for {name_of(condition)}", said, held)
        return done(text, [condition.text, *_still(said, held)])
    if own(said) and not (_general(said) and held.conditions):
        return whole(said, held)
    objects = held.conditions if _general(said) or _DOING.search(said.text) else ()
    objects = objects or held.last.drugs or held.last.conditions or held.drugs or held.conditions
    objects = objects or held.last.others
    if not objects:
        return Unclear()
    readings = [Reading(name_of(each), _attached(said, each, held)) for each in objects]
    return swapping.chosen(readings, [objects[0].text, *_still(said, held)])


def _compared(said: Frame, held: Talk) -> Completed | None:
    """ "Is A better than B?" lacks for what; "which antibiotic would be safer?", with what."""
    general = _general(said) and not held.conditions and len(held.last.drugs) == 2
    if said.conditions or not (general or _BETTER.search(said.text)):
        return None
    people = held.people(said) if said.people is None else None
    tail = f" {people.phrase}" if people is not None else ""
    both = len(said.drugs) == 2 or (said.drugs and re.search(r"\b(?:than|as) \w", said.text))
    if both and len(held.conditions) == 1:
        condition = held.conditions[0]
        text = f"{said.text} for {name_of(condition)}{tail}"
        return done(text, [condition.text, *_still(said, held)])
    if general:
        partner = held.last.drugs[1]
        return done(f"{said.text} with {name_of(partner)}{tail}", [partner.text])
    return None


def _the_one(said: Frame, held: Talk) -> Completed | None:
    """ "Is the vaccine safe?": the one for what was spoken of."""
    found = _THE.search(said.text)
    if found is None or said.conditions or said.drugs[1:] or len(held.conditions) != 1:
        return None
    condition = name_of(held.conditions[0])
    text = f"{said.text[: found.end()]} for {condition}{said.text[found.end() :]}"
    return done(text, [held.conditions[0].text])


def _attached(said: Frame, each: Mention, held: Talk) -> str:
    joint = "with" if each in held.drugs else "for"
    text, people = said.text, said.people
    joint = "about" if _SAYING.search(text) else joint
    if people is not None and people.end == len(text) and people.led:
        return f"{text[: people.start].rstrip()} {joint} {name_of(each)} {people.text}"
    return _kept(f"{text} {joint} {name_of(each)}", said, held, each)


def _general(said: Frame) -> bool:
    """Whether all that words name is a class of medicines at large: "is there a vaccine?"."""
    if len(said.mentions) != 1 or said.people is not None:
        return False
    (named,) = said.mentions
    before = said.text[: named.start]
    if named.concept.kind is ConceptKind.OTHER:
        if _CHECKED.search(said.text):
            return True
        return _ANY.search(before) is not None and _MADE.search(said.text[named.end :]) is not None
    if named.concept.kind is not ConceptKind.DRUG_CLASS:
        return False
    many = named.text.lower().endswith("s") and _FIRST.fullmatch(before) is not None
    return many or _AT_LARGE.search(before) is not None


def own(said: Frame) -> bool:
    """Whether words name what they are about, so that they may stand alone."""
    return bool(said.mentions or said.question.unknown)


def whole(said: Frame, held: Talk) -> Completed:
    """Asked as it stands; a new topic where it shares nothing with the one before."""
    new = not said.concepts & held.concepts
    return Completed(sentence(said.text), Outcome.NEW_TOPIC if new else Outcome.WHOLE)


def _kept(text: str, said: Frame, held: Talk, subject: Mention | None = None) -> str:
    """A question with the people kept, and for doses the condition that a medicine is for."""
    dosing = (
        QuestionKind.DOSE in said.question.kinds
        or _TIMED.search(said.text) is not None
        or _GIVEN.search(said.text) is not None
    )
    if subject is not None and dosing and not said.conditions:
        treated = held.treated(subject)
        text = f"{text} for {treated.text}" if treated is not None else text
    people = held.people(said)
    if said.people is None and people is not None:
        text = f"{text} {people.phrase}"
    return text


def _still(said: Frame, held: Talk) -> list[str]:
    people = held.people(said)
    return [people.text] if said.people is None and people is not None else []
