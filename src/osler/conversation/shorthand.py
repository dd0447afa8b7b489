"""Short follow-ups made whole: "which dose?", "side effects?", "how long?", "why?"."""

from __future__ import annotations

import re

from osler.answer.question import QuestionKind
from osler.conversation.completed import Completed, Reading, Unclear
from osler.conversation.frame import Frame
from osler.conversation.risk import risk
from osler.conversation.swapping import chosen, done, name_of, rest
from osler.conversation.talk import Talk
from osler.conversation.wording import COMPARING, LINE, SCREENED, SHORTS, WHY, Of, Short
from osler.vocabulary.concept import Mention

_AUXILIARY = re.compile(
    r"(?:is|are|was|were|do|does|did|can|could|should|would|may|must|has|have)\b", re.I
)
_LINED = re.compile(r"\b(?:first|second|third|fourth|1st|2nd|3rd)([- ])line\b", re.I)


def lacking(text: str) -> bool:
    """Whether words are nothing but a short way of asking, which lacks what it asks about."""
    low = text.lower()
    held = (WHY, COMPARING, *(each.pattern for each in SHORTS))
    return any(each.fullmatch(low) for each in held)


def why(text: str, held: Talk) -> Completed | Unclear | None:
    """ "Why?" and "why not?" after a question that is answered by yes or no."""
    found = WHY.fullmatch(text.lower())
    if found is None:
        return None
    last = held.last
    opening = _AUXILIARY.match(last.text)
    if opening is None:
        return Unclear()
    not_ = bool(found[1] or found[2])
    risks = None if not_ else risk(last)
    if risks is not None:
        return done(risks, rest(last))
    verb, after = opening.group().lower(), last.text[opening.end() :]
    if not_:
        subject = next((each for each in last.mentions if each.start >= opening.end()), None)
        if subject is None or subject.start - opening.end() > 6:
            return Unclear()
        after = f" {last.text[opening.end() : subject.end].strip()} not{last.text[subject.end :]}"
    return done(f"why {verb}{after}", rest(last))


def line(text: str, held: Talk) -> Completed | None:
    """ "Second line?" after a question about another line, or about a condition."""
    found = LINE.fullmatch(text.lower().removesuffix(" treatment").removesuffix(" therapy"))
    if found is None:
        return None
    last = held.last
    if _LINED.search(last.text):
        return done(_LINED.sub(rf"{found[1]}\1line", last.text), rest(last))
    if not held.conditions:
        return None
    tail = f" {last.people.phrase}" if last.people is not None else ""
    condition = held.conditions[0]
    return done(f"what is the {found[1]}-line treatment of {condition.text}{tail}", rest(last))


def short(said: Frame, held: Talk) -> Completed | Unclear | None:
    """The whole question that a short one stands for; people may stand beside it."""
    text, people = said.text, said.people
    if people is not None:
        text = f"{text[: people.start]}{text[people.end :]}".strip()
        text = re.sub(r"\s(?:for|in|of)$", "", text)
    low = text.lower().strip(" ,")
    if said.mentions:
        return None
    compared = _compared(low, said, held)
    if compared is not None:
        return compared
    if SCREENED.fullmatch(low) and QuestionKind.SCREENING in held.last.question.kinds:
        return _screened(low, held)
    for each in SHORTS:
        found = each.pattern.fullmatch(low)
        if found is not None:
            objects = _objects(each, held)
            if objects:
                noun = found.groupdict().get("noun") or ""
                return _asked(each, noun, objects, said, held)
    return None


def short_of(
    low: str, objects: tuple[Mention, ...], said: Frame, held: Talk, tail: str | None = None
) -> Completed | Unclear | None:
    """What a short way of asking asks of these medicines; `tail` stands for whom or what it is for
    where that was typed. None where the words are none.
    """
    for each in SHORTS:
        found = each.pattern.fullmatch(low)
        if found is not None and each.of is not Of.CONDITION:
            noun = found.groupdict().get("noun") or ""
            if tail is None:
                return _asked(each, noun, objects, said, held)
            be = "are" if noun.endswith("s") and not noun.endswith("sis") else "is"
            made = [
                Reading(
                    name_of(one), each.text.format(be=be, noun=noun, object=name_of(one)) + tail
                )
                for one in objects
            ]
            return chosen(made, [objects[0].text])
    return None


def _objects(short: Short, held: Talk) -> tuple[Mention, ...]:
    """What a short question asks of. One of a medicine is never asked of a condition."""
    if short.of is Of.DRUG:
        return held.drugs
    if short.of is Of.CONDITION:
        return held.conditions or (held.drugs if "{noun}" in short.text else ())
    return held.last.drugs or held.last.conditions or held.drugs or held.conditions


def _asked(
    short: Short, noun: str, objects: tuple[Mention, ...], said: Frame, held: Talk
) -> Completed | Unclear:
    kept_people = held.people(said)
    people = said.people or kept_people
    tail = f" {people.phrase}" if people is not None else ""
    be = "are" if noun.endswith("s") and not noun.endswith("sis") else "is"
    kept = [kept_people.text] if said.people is None and kept_people is not None else []
    readings: list[Reading] = []
    for each in objects:
        treated = _treated(each, held) if short.treated else None
        purpose = f" for {treated.text}" if treated is not None else ""
        text = short.text.format(be=be, noun=noun, object=name_of(each))
        readings.append(Reading(name_of(each), f"{text}{purpose}{tail}"))
    treated = _treated(objects[0], held) if short.treated else None
    return chosen(readings, [objects[0].text, treated.text if treated is not None else "", *kept])


def _treated(subject: Mention, held: Talk) -> Mention | None:
    """What a medicine is for: the condition it was named with, or for one named only now the
    condition whose treatment was asked for.
    """
    found = held.treated(subject)
    if found is not None or len(held.conditions) != 1:
        return found
    known = any(subject.concept.id in each.concepts for each in held.frames)
    treating = held.last.question.kind is QuestionKind.TREATMENT
    return held.conditions[0] if treating and not known else None


def _compared(low: str, said: Frame, held: Talk) -> Completed | Unclear | None:
    found = COMPARING.fullmatch(low)
    if found is None:
        return None
    pair = held.compared
    if len(pair) < 2:
        return Unclear()
    people = said.people or held.last.people
    treated = held.treated(pair[0]) or held.treated(pair[1])
    purpose = f" for {treated.text}" if treated is not None else ""
    tail = f" {people.phrase}" if people is not None else ""
    names = [name_of(each) for each in pair]
    text = f"which is {found['how']}{purpose}{tail}, {names[0]} or {names[1]}"
    return done(text, [*names, *([treated.text] if treated is not None else [])])


def _screened(low: str, held: Talk) -> Completed | Unclear:
    last = held.last
    if len(held.conditions) != 1:
        return Unclear()
    name, tail = held.conditions[0].text, f" {last.people.phrase}" if last.people else ""
    who = "who should be screened" if low == "who" else f"{low} should screening be done"
    return done(f"{who} for {name}{tail}", rest(last))
