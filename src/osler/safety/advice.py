"""What is said where a question tells of danger: whom to call, and no detail of any method."""

from __future__ import annotations

from osler.safety.cues import Danger
from osler.safety.locales import Locale
from osler.safety.notice import Notice, NoticeKind

_LOCAL = "your local emergency number"


def advice(danger: Danger, place: Locale) -> Notice:
    """The words for a danger, with the numbers of a place."""
    return _ADVICE[danger](place)


def _emergency(place: Locale) -> Notice:
    text = (
        f"This may be an emergency. Call {place.emergency or _LOCAL} now, or have someone near "
        "you call. Do not wait for an answer here."
    )
    return Notice(NoticeKind.EMERGENCY, text, _numbers(place.emergency))


def _poisoning(place: Locale) -> Notice:
    worst = (
        f"This may be a poisoning or an overdose. Call {place.emergency or _LOCAL} now if the "
        "person has collapsed, has a seizure, has trouble breathing or cannot be woken."
    )
    if place.poison is None:
        text = f"{worst} Otherwise call a poison centre or a doctor now; do not wait for signs."
        return Notice(NoticeKind.EMERGENCY, text, _numbers(place.emergency))
    line = place.poison
    text = f"{worst} Otherwise call {line.number} ({line.name}) now; do not wait for signs."
    return Notice(NoticeKind.EMERGENCY, text, _numbers(place.emergency, line.number))


def _self_harm(place: Locale) -> Notice:
    alone = "You do not have to face this alone."
    now = f"If a life is in danger now, yours or someone else's, call {place.emergency or _LOCAL}."
    if place.crisis is None:
        text = f"{alone} Tell someone you trust, or a doctor. {now}"
        return Notice(NoticeKind.SELF_HARM, text, _numbers(place.emergency))
    line = place.crisis
    text = (
        f"{alone} {line.reach.capitalize()} {line.number} ({line.name}) at any hour to talk with "
        f"someone. {now}"
    )
    return Notice(NoticeKind.SELF_HARM, text, _numbers(line.number, place.emergency))


def _abuse(place: Locale) -> Notice:
    text = (
        f"If you or someone else is in danger now, call {place.emergency or _LOCAL}. What was done "
        "is not your fault, and a doctor or nurse can help you, in confidence."
    )
    return Notice(NoticeKind.EMERGENCY, text, _numbers(place.emergency))


_ADVICE = {
    Danger.EMERGENCY: _emergency,
    Danger.POISONING: _poisoning,
    Danger.SELF_HARM: _self_harm,
    Danger.ABUSE: _abuse,
}


def _numbers(*numbers: str | None) -> tuple[str, ...]:
    return tuple(each for each in numbers if each is not None)
