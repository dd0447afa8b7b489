# ruff: noqa: E501 - a pattern is easier to check on one line
"""The question before with one of its parts exchanged for what was newly named."""

from __future__ import annotations

import re
from collections.abc import Sequence

from osler.conversation.completed import Completed, Outcome, Reading, Unclear, sentence
from osler.conversation.frame import Frame
from osler.conversation.talk import Talk
from osler.conversation.wording import JUDGED
from osler.vocabulary.concept import ConceptKind, Mention

_JOINED = re.compile(r"\b(?:with|and|plus|alongside|together with) $", re.IGNORECASE)
_LEADS = re.compile(
    r"^(?:even |only |especially |particularly |just )?(in|for|during|with|without|on|after|before|if|when|while|under|over|at|by|as|among|despite|because of|instead of)\b",
    re.IGNORECASE,
)
_BE = re.compile(r"^(is|are|was|were|does|do|has|have)\b", re.IGNORECASE)
_ONE_TO_MANY = {"is": "are", "was": "were", "does": "do", "has": "have"}
_MANY_TO_ONE = {many: one for one, many in _ONE_TO_MANY.items()}


_SEX = re.compile(r"(?:in |for )?(?:wom[ae]n|m[ae]n|males?|females?|boys?|girls?)")
_SEXED = re.compile(r"\b(?:wom[ae]n|m[ae]n|males?|females?|boys?|girls?)\b", re.IGNORECASE)
_AGED = re.compile(r"\b(?:over|under|aged|above|below|older|younger|from)\b.*\d", re.IGNORECASE)


def done(text: str, kept: Sequence[str]) -> Completed:
    """A question that was completed."""
    held = tuple(dict.fromkeys(each for each in kept if each))
    return Completed(sentence(text), Outcome.COMPLETED, held)


def chosen(readings: Sequence[Reading], kept: Sequence[str] = ()) -> Completed | Unclear:
    """The one reading there is, or which of several is meant."""
    if len(readings) == 1:
        return done(readings[0].text, kept)
    return Unclear(tuple(Reading(each.name, sentence(each.text)) for each in readings))


def replaced(text: str, start: int, end: int, new: str) -> str:
    """A text with other words at `start..end`; the verb that opens it agrees with them."""
    opening = _BE.match(text)
    made = f"{text[:start]}{new}{text[end:]}"
    if opening is None or text[opening.end() : start].strip():
        return made
    was = opening.group().lower()
    many = several(new)
    told = _ONE_TO_MANY.get(was, was) if many else _MANY_TO_ONE.get(was, was)
    return f"{told}{made[opening.end() :]}"


def several(name: str) -> bool:
    """Whether a name is of several, as most classes of medicines are."""
    low = name.lower()
    if name.endswith("s") and name[:-1].isupper():
        return True  # SSRIs
    return low.endswith("s") and not low.endswith(("ss", "us", "is"))


def rest(frame: Frame, *without: Mention) -> list[str]:
    """The words of a question's parts but these: what is kept of it."""
    parts = [each.text for each in frame.mentions if each not in without]
    return [*parts, frame.people.text] if frame.people is not None else parts


def with_people(last: Frame, said: Frame) -> tuple[str, int]:
    """The question before, about the people newly named, and how its offsets behind them moved."""
    new = said.people
    if new is None:
        return last.text, 0
    old = last.people
    if old is None:
        return f"{last.text} {new.phrase}", 0
    words = new.text
    if new.text.lower().startswith(("allergic", "intolerant")) and not new.led:
        words = f"{old.text} {new.text}"
    elif _SEX.fullmatch(new.text.lower()) and _AGED.search(old.text):
        words = _SEXED.sub(new.text, old.text, count=1)
    elif old.led and not new.led:
        lead = last.text[old.start : old.end].split()[0]
        words = f"{_fitting(lead)} {new.text}"
    elif (
        not old.led
        and not new.led
        and new.text.lower().startswith(
            ("over", "under", "above", "aged", "below", "older", "younger")
        )
    ):
        words = f"{old.text.split()[0]} {new.text}"
    return f"{last.text[: old.start]}{words}{last.text[old.end :]}", len(words) - (
        old.end - old.start
    )


def _fitting(lead: str) -> str:
    """The old preposition, but for one that other people do not take."""
    low = lead.lower()
    return "in" if low in {"while", "on", "during", "with"} else low


def swapped(talk: Talk, said: Frame, new: Mention) -> Completed | Unclear:
    """What "and NAME?" asks: the question before with NAME in the place of what is of its kind."""
    last = talk.last
    held = _of_kind(last, new)
    name = name_of(new)
    if len(held) > 1 and said.people is None:
        return chosen(
            [
                Reading(
                    f"{name} in place of {name_of(each)}",
                    replaced(last.text, each.start, each.end, name),
                )
                for each in held
            ]
        )
    if not held:
        return added(talk, said, new)
    old = held[0]
    text, moved = with_people(last, said)
    shift = moved if last.people is not None and old.start > last.people.start else 0
    made = replaced(text, old.start + shift, old.end + shift, name)
    kept = rest(last, *held)
    return done(made, kept[:-1] if said.people is not None and last.people is not None else kept)


def with_partner(talk: Talk, said: Frame, new: Mention) -> Completed | Unclear:
    """What "and with NAME?" asks: another partner, where there was one, else whether it is safe."""
    last = talk.last
    partners = [each for each in last.mentions if _JOINED.search(last.text[: each.start])]
    name = name_of(new)
    if len(partners) == 1:
        old = partners[0]
        return done(replaced(last.text, old.start, old.end, name), rest(last, old))
    drugs = talk.drugs
    if not drugs:
        return done(f"{last.text} with {name}", rest(last))
    people = said.people or last.people
    tail = f" {people.phrase}" if people is not None else ""
    return chosen(
        [Reading(name_of(each), f"is {name_of(each)} safe with {name}{tail}") for each in drugs],
        [drugs[0].text, *([last.people.text] if last.people and not said.people else [])],
    )


def added(talk: Talk, said: Frame, new: Mention) -> Completed | Unclear:
    """A part of a kind that the question before did not have."""
    last = talk.last
    name = name_of(new)
    people = said.people or last.people
    tail = f" {people.phrase}" if people is not None else ""
    kept = [each.text for each in talk.conditions] + (
        [last.people.text] if last.people and not said.people else []
    )
    if new.concept.kind in (ConceptKind.DRUG, ConceptKind.DRUG_CLASS) and talk.conditions:
        be = "are" if several(name) else "is"
        return chosen(
            [
                Reading(each.text, f"{be} {name} effective for {each.text}{tail}")
                for each in talk.conditions
            ],
            kept,
        )
    if new.concept.kind is ConceptKind.CONDITION:
        first = min(last.mentions, key=lambda each: each.start, default=None)
        if first is not None and first in last.others and last.drugs:  # "and smoking?" of alcohol
            return done(replaced(last.text, first.start, first.end, name), rest(last, first))
        return done(
            f"{with_people(last, said)[0]} for {name}"
            if last.people is None
            else f"{last.text[: last.people.start].rstrip()} for {name}{tail}",
            rest(last),
        )
    return with_partner(talk, said, new)


def judged(talk: Talk, said: Frame) -> Completed | None:
    """ "Is NAME better?", which lacks for what, or than what."""
    found = JUDGED.fullmatch(said.text.lower())
    if found is None or len(said.drugs) != 1 or said.conditions or not talk.conditions + talk.drugs:
        return None
    last, text = talk.last, said.text
    kept: list[str] = []
    others = [each for each in talk.drugs if each.concept.id != said.drugs[0].concept.id]
    if found["how"].endswith(("better", "worse", "safer")) and len(others) == 1:
        text, kept = f"{text} than {name_of(others[0])}", [others[0].text]
    if len(talk.conditions) == 1 and talk.conditions[0] in (*last.conditions, *talk.conditions):
        text, kept = f"{text} for {talk.conditions[0].text}", [*kept, talk.conditions[0].text]
    if not kept:
        return None
    if said.people is None and last.people is not None:
        text, kept = f"{text} {last.people.phrase}", [*kept, last.people.text]
    return done(text, kept)


def appended(talk: Talk, said: str) -> Completed:
    """The question before with more words: "if severe", "after surgery", "oral or intravenous"."""
    last = talk.last
    joint = " " if _LEADS.match(said) else ", "
    return done(f"{last.text}{joint}{said}", rest(last))


def leads(said: str) -> str | None:
    """The preposition or conjunction that opens words, in lower case."""
    found = _LEADS.match(said)
    return found.group(1).lower() if found else None


def _of_kind(last: Frame, new: Mention) -> tuple[Mention, ...]:
    kind = new.concept.kind
    if kind in (ConceptKind.DRUG, ConceptKind.DRUG_CLASS):
        return last.drugs
    if kind is ConceptKind.CONDITION:
        return last.conditions
    return tuple(each for each in last.others if each.concept.kind is kind)


def name_of(mention: Mention) -> str:
    """A name as it was typed, but for a capital that only opened a sentence."""
    low = mention.text.lower()
    opened = mention.text.istitle() and low == mention.concept.preferred
    return low if opened else mention.text


def about_people(talk: Talk, said: Frame) -> Completed | Unclear:
    """What "and in pregnancy?" asks: the question before about other people.

    A condition that stands where people do ("in heart failure") gives way to one named the same
    way; a bare one may be asked about itself, and then which is meant is asked.
    """
    last, new = talk.last, said.people
    if new is None:
        return Unclear()
    text = with_people(last, said)[0]
    kept = [each.text for each in last.mentions]
    condition = any(each.concept.kind is ConceptKind.CONDITION for each in said.question.mentions)
    if not condition or last.people is not None:
        return done(text, kept)
    where = [
        each
        for each in last.conditions
        if re.search(r"\b(?:in|with) (?:\w+ with )?$", last.text[: each.start].lower())
    ]
    if len(where) == 1 and last.drugs:
        old, words = where[0], said.question.mentions[0]
        return done(replaced(last.text, old.start, old.end, words.text), rest(last, old))
    if (
        last.drugs
        or (new.led and not new.text.lower().startswith("for "))
        or len(last.conditions) != 1
    ):
        return done(text, kept)
    old, words = last.conditions[0], said.question.mentions[0]
    instead = replaced(last.text, old.start, old.end, words.text)
    return chosen(
        [
            Reading(f"{words.text} in place of {old.text}", instead),
            Reading(f"{old.text} in {words.text}", f"{last.text} in {words.text}"),
        ]
    )


def of_its_own(talk: Talk, said: Frame) -> Completed | Unclear:
    """ "And the dose of NAME?": a question of NAME that keeps what it is for and whom."""
    last, text = talk.last, said.text
    kept: list[str] = []
    asks = "are" if re.match(r"(?:the )?\w*(?: \w+)??s of\b", text) else "is"
    text = re.sub(r"^the ", "", text)
    if said.drugs and not said.conditions and len(talk.conditions) == 1:
        text, kept = f"{text} for {talk.conditions[0].text}", [talk.conditions[0].text]
    if said.people is None and last.people is not None:
        text, kept = f"{text} {last.people.phrase}", [*kept, last.people.text]
    return (
        done(f"what {asks} the {text}", kept)
        if kept
        else Completed(sentence(f"what {asks} the {text}"))
    )
