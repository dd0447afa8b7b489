# ruff: noqa: E501 - a pattern is easier to check on one line
"""Parts of a sentence typed alone: "and treated?", "after a stroke?", "type 2?", "A or B?", "which one?".

Each takes the place of the same part of the question before, or is asked of what that was about.
"""

from __future__ import annotations

import re

from osler.conversation.completed import Completed, Reading, Unclear
from osler.conversation.frame import MEDICINES, Frame
from osler.conversation.shorthand import short_of
from osler.conversation.swapping import chosen, done, name_of, replaced, rest, several, swapped
from osler.conversation.talk import Talk
from osler.conversation.unnamed import kind_of
from osler.conversation.wording import CHOICE, MANNER
from osler.vocabulary.concept import ConceptKind, Mention

_DONE = r"(?:treated|diagnosed|prevented|managed|monitored|cured|investigated|confirmed|stopped|started|given|taken|screened|detected|reversed|transmitted|spread|caused)"
_PARTICIPLE = re.compile(rf"(?P<new>{_DONE})")
_NUMBERED = re.compile(
    r"(?:the )?(?P<word>type|stage|grade|class|phase) (?P<number>\d\w?|i{1,3}|iv|v)"
)
_ORDINAL = re.compile(
    r"(?:in |during )?(?:the )?(?P<new>first|second|third|last)(?: one| trimester)?"
)
_AFTER = re.compile(r"(?P<lead>after|before|during|without) (?:an? |the )?(?P<rest>\w.*)")
_THAN = re.compile(
    r"(?:(?:any |much |is it )?(?:more|less|better|worse|safer|faster|stronger)\b.*\bthan\b|as (?:much|good|safe|well) as\b).+"
)
_ABOUT_IT = re.compile(r"(?P<lead>after|before|during) (?:it|that|this)")
_ALONE = re.compile(
    r"(?:does|do|is|are|can|could|should|will|would|has|did) (?:the )?(?P<name>.+?)(?: too| as well)?"
)
_AUXILIARY = re.compile(r"(?:does|do|is|are|can|could|should|will|would|has|did) (?:the )?")
_HELD = re.compile(r"(?P<be>is|are) (?P<rest>.+ (?:contagious|infectious|catching|transmissible))")
_LASTS = re.compile(r"(?:and )?(?:for (?:how long|how many days)|how long for)")
_NEXT = re.compile(
    r"(?:after (?:that|this|it)|(?:what )?(?:then|next)|then what|what(?: do you do| comes)? (?:after (?:that|this)|next))"
)
_FOR_WHY = re.compile(r"why (?:is |use |give )?(?:the )?(?P<name>.+)")
_OR = re.compile(r"\b(?:or|vs\.?|versus)\b")
_JOINED = re.compile(r"\b(?:with|plus|alongside|together with) (?:an? |the )?$")


def limb(said: Frame, held: Talk) -> Completed | Unclear | None:
    """The whole question that a part stands for; None where it is no such part."""
    for told in (_same_part, _next, _asked_alone, _why, _either, _of_name):
        found = told(said, held)
        if found is not None:
            return found
    return None


def _same_part(said: Frame, held: Talk) -> Completed | None:
    """A part that takes the place of one built alike."""
    last, low = held.last, said.text.lower()
    old: re.Match[str] | None = None
    found = _PARTICIPLE.fullmatch(low)
    if found is not None:
        *_, old = (None, *re.finditer(rf"\b{_DONE}\b", last.text))
        return None if old is None else done(_put(last.text, old.span(), found["new"]), rest(last))
    found = _NUMBERED.fullmatch(low)
    if found is not None:
        old = re.search(rf"\b{found['word']} (?:\d\w?|[IViv]{{1,3}})\b", last.text)
        return None if old is None else done(_put(last.text, old.span(), said.text), [])
    found = _ORDINAL.fullmatch(low)
    if found is not None:
        old = re.search(r"\b(?:first|second|third)(?= trimester)", last.text)
        return None if old is None else done(_put(last.text, old.span(), found["new"]), rest(last))
    if _THAN.fullmatch(low):
        return done(f"{last.text} {said.text}", rest(last))
    found = _ABOUT_IT.fullmatch(low)
    if found is not None:
        old = re.search(r"\b(?:before|after|during)\b", last.text)
        return None if old is None else done(_put(last.text, old.span(), found["lead"]), rest(last))
    found = _AFTER.fullmatch(low)
    if found is not None and not _NEXT.fullmatch(low):
        old = re.search(
            rf"\b{found['lead']} (?:an? |the )?([\w'-]+(?: [\w'-]+){{0,3}})$", last.text
        )
        return None if old is None else done(_put(last.text, old.span(), said.text), rest(last))
    return None


def _put(text: str, span: tuple[int, int], new: str) -> str:
    return f"{text[: span[0]]}{new}{text[span[1] :]}"


def _next(said: Frame, held: Talk) -> Completed | Unclear | None:
    if not _NEXT.fullmatch(said.text.lower()):
        return None
    if not held.drugs or len(held.conditions) != 1:
        return Unclear()
    drug, condition = held.drugs[0], held.conditions[0]
    people = held.last.people
    tail = f" {people.phrase}" if people is not None else ""
    text = f"what is the treatment of {name_of(condition)}{tail} after {name_of(drug)}"
    return done(text, [condition.text, drug.text])


def _why(said: Frame, held: Talk) -> Completed | None:
    found = _FOR_WHY.fullmatch(said.text.lower())
    if found is None or len(said.drugs) != 1 or said.conditions or len(held.conditions) != 1:
        return None
    drug, condition = said.drugs[0], held.conditions[0]
    if found["name"] != drug.text.lower():
        return None
    be = "are" if several(drug.text) else "is"
    return done(f"why {be} {name_of(drug)} used for {name_of(condition)}", [condition.text])


def _asked_alone(said: Frame, held: Talk) -> Completed | Unclear | None:
    """ "Does pantoprazole?": the question before, of another."""
    found = _ALONE.fullmatch(said.text.lower())
    if found is None or len(said.mentions) != 1:
        return None
    named = said.mentions[0]
    if found["name"] != named.text.lower():
        return None
    first = held.last.drugs[0] if named.concept.kind in MEDICINES and held.last.drugs[1:] else None
    if first is None:
        return swapped(held, said, named)
    text = replaced(held.last.text, first.start, first.end, name_of(named))
    return done(text, rest(held.last, first))


def _either(said: Frame, held: Talk) -> Completed | None:
    """ "A or B?" of two medicines, for what was asked about."""
    if len(said.drugs) != 2 or said.conditions or len(held.conditions) != 1:
        return None
    first, second = said.drugs
    if said.text[: first.start].strip() or said.text[second.end :].strip():
        return None
    if not _OR.search(said.text[first.end : second.start]):
        return None
    people = said.people or held.last.people
    tail = f" {people.phrase}" if people is not None else ""
    condition = held.conditions[0]
    text = f"is {name_of(first)} or {name_of(second)} better for {name_of(condition)}{tail}"
    return done(text, [condition.text])


def lasting(said: Frame, held: Talk) -> Completed | None:
    """ "For how long?" after "is it contagious?"."""
    found = _HELD.fullmatch(held.last.text[:1].lower() + held.last.text[1:])
    if found is None or not _LASTS.fullmatch(said.text.lower()):
        return None
    return done(f"how long {found['be']} {found['rest']}", rest(held.last))


def one_of(said: Frame, held: Talk) -> Completed | None:
    """ "Which one?" of a class of medicines that was spoken of."""
    found = CHOICE.fullmatch(said.text.lower())
    if found is None:
        return None
    if len(held.compared) == 2 and not (len(held.last.drugs) == 1 and _general(held.last.drugs[0])):
        return _better(found["how"] or "better", said, held)
    general = [each for each in held.drugs if _general(each)]
    if len(general) != 1 or len(held.last.drugs) > 1:
        return None
    how = found["how"] or "best"
    be = "are" if several(name_of(general[0])) else "is"
    people = said.people or held.last.people
    tail = f" {people.phrase}" if people is not None else ""
    purpose = f" for {name_of(held.conditions[0])}" if len(held.conditions) == 1 else ""
    kept = [general[0].text, *(each.text for each in held.conditions[:1])]
    return done(f"which {name_of(general[0])} {be} {how}{purpose}{tail}", kept)


def _general(drug: Mention) -> bool:
    return drug.concept.kind is ConceptKind.DRUG_CLASS


def _better(how: str, said: Frame, held: Talk) -> Completed:
    """ "Which of them?" of two medicines."""
    first, second = held.compared
    people = said.people or held.last.people
    tail = f" {people.phrase}" if people is not None else ""
    treated = held.treated(first) or held.treated(second)
    purpose = f" for {treated.text}" if treated is not None else ""
    text = f"which is {how}{purpose}{tail}, {name_of(first)} or {name_of(second)}"
    return done(text, [first.text, second.text])


def _of_name(said: Frame, held: Talk) -> Completed | Unclear | None:
    """ "Dexamethasone dose?" and "dose in heart failure?": a short way of asking beside a name."""
    if len(said.mentions) != 1:
        return None
    named = said.mentions[0]
    if _asks_of_itself(said, named):
        return None
    around = f"{said.text[: named.start]} {said.text[named.end :]}".lower()
    words = re.sub(r"\s+", " ", around).strip(" ,")
    if named.concept.kind in MEDICINES:
        return short_of(re.sub(r"^(?:the )", "", words), (named,), said, held)
    lead = re.fullmatch(r"(?P<noun>.+?) (?P<lead>in|for|with|during)", words)
    if lead is None or not said.conditions or not held.drugs:
        return None
    tail = f" {lead['lead']} {name_of(named)}"
    return short_of(lead["noun"], held.drugs, said, held, tail)


def _asks_of_itself(said: Frame, named: Mention) -> bool:
    return re.search(r"\bof (?:the )?$", said.text[: named.start]) is not None


def unknown_named(said: Frame, held: Talk) -> Completed | Unclear | None:
    """ "And cranberry juice?": words that no vocabulary knows, in the place of what they follow."""
    words = re.sub(r"^(?:an?|the|my) ", "", said.text.strip(" ,"), flags=re.IGNORECASE)
    if not 1 <= len(words.split()) <= 4 or MANNER.search(words.lower()):
        return None
    last = held.last
    parts = sorted(last.mentions, key=lambda each: each.start)
    partners = [each for each in parts if _JOINED.search(last.text[: each.start].lower())]
    joined = re.match(r"with ", words)
    if joined is not None:
        return None
    if len(partners) == 1 and len(parts) > 1:
        parts = partners
    elif parts and _AUXILIARY.fullmatch(last.text[: parts[0].start].lower()):
        parts = parts[:1]  # "does smoking cause it?", "and vaping?": another subject
    elif kind_of(words) is ConceptKind.DRUG and last.drugs:
        parts = list(last.drugs)
    readings = [
        Reading(
            f"{words} in place of {name_of(each)}",
            replaced(last.text, each.start, each.end, words),
        )
        for each in parts
    ]
    return chosen(readings, rest(last, *parts)) if readings else None
