# ruff: noqa: E501 - a pattern is easier to check on one line
"""The story of a follow-up: told apart from a whole question, and made whole from what was before.

Rules only, and pure. What could be meant two ways is asked back, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from osler.answer.question import QuestionKind
from osler.conversation import swapping
from osler.conversation.antecedent import Pronoun, meant, pronoun, put
from osler.conversation.completed import Completed, Outcome, Reading, Unclear, sentence
from osler.conversation.frame import Frame, frame
from osler.conversation.limbs import limb, one_of, unknown_named
from osler.conversation.shorthand import lacking, line, short, why
from osler.conversation.swapping import appended, done, judged, name_of, swapped, with_partner
from osler.conversation.talk import Talk, talk
from osler.vocabulary.concept import ConceptKind, Mention, Vocabulary

Rewrite = Callable[[str, tuple[str, ...]], str | None]
"""What a language model makes of a follow-up and the whole questions before it, or None."""

_OPENERS = re.compile(
    r"(?:(?:hi|hello|hey|thanks|thank you|thx|great|good|ok|okay|right|i see|so|and|but|then|also|well|now|again|"
    r"what about|how about|what of|what if|maybe|please|one more|another question|hi again|or)\b(?<!what if)[,.:;! -]*)+",
    re.IGNORECASE,
)
_IF = re.compile(r"(?:(?:and|but|so|ok|okay)\b,? )*what if\b", re.IGNORECASE)
_ASKS = re.compile(
    r"(?:what|which|who|whom|when|where|why|how|is|are|was|were|do|does|did|can|could|should|would|will|may|might|must|has|have|shall|"
    r"(?:in|for|from|at|with|to) (?:what|which|whom|how))(?:n't|'s)?\b",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(r"^(?:and|but|what about|how about|or)\b", re.IGNORECASE)
_LED = re.compile(r"\b(?:and|but|or|about)\W*$", re.IGNORECASE)
_THANKS = re.compile(r"(?:[,.!]? (?:please|pls|thanks|thank you|then))+$", re.IGNORECASE)
_PATIENT = re.compile(
    r"^if (?:they|he|she|the patient|someone|you|i|we)(?: is| are| am|'s|'re|'m) ", re.IGNORECASE
)
_FAILS = re.compile(r"\b(?:fails?|failed|(?:does|did|is|do)(?:n't| not) (?:work|help|enough))\b")
_SAYING = re.compile(r"\b(?:says?|recommends?|advises?|warns?|known|written|state)$", re.IGNORECASE)
_AT_LARGE = re.compile(
    r"\b(?:a|an|any|which|what|some|no|needs?|takes?|gives?|uses?|requires?) (?:\w+ )?$",
    re.IGNORECASE,
)
_BETTER = re.compile(
    r"\b(?:better|safer|best|safest|worse|preferred|cheaper|more effective|as effective|compare[sd]?|vs|versus)\b",
    re.IGNORECASE,
)
_SCREENS = re.compile(r"\b(?:start|begin|stop|end|worth|work|done|cost)\w*\b", re.IGNORECASE)
_THE = re.compile(
    r"\bthe (?:vaccines?|jab|shot|antidote|test|blood test|surgery|operation|treatments?|screening)"
    r"(?= |$)(?! (?:for|against|of)\b)",
    re.IGNORECASE,
)
_GIVEN = re.compile(r"\b(?:taper|titrat|repeat|wean)", re.IGNORECASE)
_TIMED = re.compile(
    r"^(?:and |but )?(?:when|how (?:long|soon|quickly|often|fast|early|late))\b.*"
    r"\b(?:start|stop|continu|tak|giv|us)(?:e|ed|en|es|n|s|ped|ing)?\b",
    re.IGNORECASE,
)


def complete(
    said: str, before: Sequence[str], vocabulary: Vocabulary, rewrite: Rewrite | None = None
) -> Completed | Unclear:
    """The whole question that `said` asks after these whole questions, oldest first.

    `rewrite` is asked only where the rules find nothing to complete it with, and what it makes is
    taken only where it names nothing that was not named. Raises `QuestionError` for no question.
    """
    new = frame(said, vocabulary, whole=False)
    held = talk(before, vocabulary)
    if held is None:
        return _first(said, new)
    bare = _opened(new.text)
    found = _completed(frame(bare, vocabulary, whole=False) if bare != new.text else new, held, new)
    if isinstance(found, Unclear) and not found.readings and rewrite is not None:
        return _rewritten(said, before, vocabulary, rewrite) or found
    return found


def _first(said: str, new: Frame) -> Completed | Unclear:
    """The words of a first turn: asked as they stand, but for those that follow something."""
    if not new.mentions and (_FOLLOWS.match(new.text) or pronoun(new.text) or lacking(new.text)):
        return Unclear()
    return Completed(said.strip())


def _opened(text: str) -> str:
    """Words without what only leads to them; "what if" leaves its "if"."""
    text = _THANKS.sub("", text)
    found = _IF.match(text)
    if found is not None:
        return text[found.end() - 2 :]
    bare = _OPENERS.sub("", text, count=1) if _OPENERS.match(text) else text
    return bare if any(each.isalpha() for each in bare) else text


def _completed(said: Frame, held: Talk, typed: Frame) -> Completed | Unclear:
    found = (
        why(said.text, held)
        or line(said.text, held)
        or one_of(said, held)
        or short(said, held)
        or limb(said, held)
    )
    if found is not None:
        return found
    if said.text.lower().startswith("if "):
        return _conditional(said, held)
    word = pronoun(said.text)
    if word is not None:
        return _named(said, word, held)
    if _ASKS.match(said.text):
        return _sentence(said, held)
    return _fragment(said, held, typed)


def _named(said: Frame, word: Pronoun, held: Talk) -> Completed | Unclear:
    """A question or words with a pronoun in them."""
    candidates = meant(said, word, held)
    if not candidates:
        return Unclear() if not _own(said) else _whole(said, held)
    if not _ASKS.match(said.text) and said.people is not None and not said.mentions:
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


def _conditional(said: Frame, held: Talk) -> Completed | Unclear:
    """ "If severe", "if that fails", "if they are allergic": a limb of the question before."""
    text = _PATIENT.sub("if ", said.text)
    word = pronoun(text)
    if word is None:
        return appended(held, text)
    candidates = meant(said, word, held) or (held.last.mentions if held.last.mentions else ())
    if not candidates:
        return Unclear()
    if len(candidates) == 1 and candidates[0] in held.last.conditions and _FAILS.search(text):
        return appended(held, put(text, word, "treatment"))
    readings = [
        Reading(name_of(each), f"{held.last.text} {put(text, word, name_of(each))}")
        for each in candidates
    ]
    return swapping.chosen(readings, [each.text for each in held.last.mentions])


def _sentence(said: Frame, held: Talk) -> Completed | Unclear:
    """A question of its own, or one that lacks what it asks about."""
    found = judged(held, said)
    if found is not None:
        return found
    compared = _compared(said, held) or _the_one(said, held)
    if compared is not None:
        return compared
    if _own(said) and not (_general(said) and held.conditions):
        return _whole(said, held)
    objects = held.conditions if _general(said) else ()
    objects = objects or held.last.drugs or held.last.conditions or held.drugs or held.conditions
    if not objects:
        return Unclear()
    readings = [Reading(name_of(each), _attached(said, each, held)) for each in objects]
    return swapping.chosen(readings, [objects[0].text, *_still(said, held)])


def _compared(said: Frame, held: Talk) -> Completed | None:
    """ "Is A better than B?" lacks for what; "which antibiotic would be safer?", with what."""
    if said.conditions or not _BETTER.search(said.text):
        return None
    people = held.people(said) if said.people is None else None
    tail = f" {people.phrase}" if people is not None else ""
    both = len(said.drugs) == 2 or (said.drugs and re.search(r"\bthan \w", said.text))
    if both and len(held.conditions) == 1:
        condition = held.conditions[0]
        text = f"{said.text} for {name_of(condition)}{tail}"
        return done(text, [condition.text, *_still(said, held)])
    if _general(said) and not held.conditions and len(held.last.drugs) == 2:
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
    general = named.concept.kind is ConceptKind.DRUG_CLASS
    return general and _AT_LARGE.search(said.text[: named.start]) is not None


def _own(said: Frame) -> bool:
    """Whether words name what they are about, so that they may stand alone."""
    return bool(said.mentions or said.question.unknown)


def _whole(said: Frame, held: Talk) -> Completed:
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


def _fragment(said: Frame, held: Talk, typed: Frame) -> Completed | Unclear:
    """Words that are no sentence: a name, people, a limb."""
    lead = swapping.leads(said.text)
    kinds = said.question.kinds != (QuestionKind.OTHER,)
    names = said.mentions
    if not names:
        if said.people is not None:
            return swapping.about_people(held, said)
        led = _LED.search(typed.text.removesuffix(said.text)) is not None
        new = unknown_named(said, held) if led and lead is None else None
        return _unknown(said, held) or new or appended(held, said.text)
    if said.drugs and (said.conditions or len(said.drugs) > 1):
        return _whole(said, held)
    if lead == "with" and len(names) == 1:
        return with_partner(held, said, names[0])
    if lead in {"without", "after", "before", "if", "when", "despite", "while"}:
        return appended(held, said.text)
    if kinds and _says_more(said, names):
        return swapping.of_its_own(held, said) if typed.text != said.text else _whole(said, held)
    if len(names) == 1:
        return swapped(held, said, names[0])
    return _whole(said, held)


def _says_more(said: Frame, names: tuple[Mention, ...]) -> bool:
    """Whether words beside a name ask something of it: "dose of adrenaline"."""
    return bool(re.search(r"\b(?:of|for|with|in) (?:the )?$", said.text[: names[0].start]))


def _unknown(said: Frame, held: Talk) -> Completed | Unclear | None:
    """A name that no vocabulary knows may stand for any part of the question before."""
    unknown = said.question.unknown
    if len(unknown) != 1 or said.text.lower() != unknown[0].lower():
        return None
    parts = held.last.drugs + held.last.conditions
    readings = [
        Reading(
            f"{unknown[0]} in place of {name_of(each)}",
            swapping.replaced(held.last.text, each.start, each.end, unknown[0]),
        )
        for each in parts
    ]
    return swapping.chosen(readings, []) if readings else None


def _rewritten(
    said: str, before: Sequence[str], vocabulary: Vocabulary, rewrite: Rewrite
) -> Completed | None:
    """A model's wording, where it names nothing that nobody named."""
    text = rewrite(said, tuple(before))
    if not text:
        return None
    known = frozenset().union(*(frame(each, vocabulary).concepts for each in (*before, said)))
    made = frame(text, vocabulary)
    if not made.mentions or made.concepts - known or made.question.unknown:
        return None
    return Completed(sentence(text), Outcome.REWRITTEN, tuple(each.text for each in made.mentions))
