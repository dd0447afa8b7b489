# ruff: noqa: E501 - a pattern is easier to check on one line
"""What a question of a conversation holds: its medicines, conditions, and whom it is about.

Offsets are code points into `Frame.text`, half-open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from osler.answer.kinds import POPULATIONS
from osler.answer.question import Question, QuestionKind
from osler.answer.understand import understand
from osler.conversation.unnamed import said_id, unnamed
from osler.vocabulary.concept import ConceptKind, Mention, Vocabulary

_TREATING = frozenset({QuestionKind.TREATMENT, QuestionKind.DOSE, QuestionKind.DIAGNOSIS})
MEDICINES = frozenset({ConceptKind.DRUG, ConceptKind.DRUG_CLASS})
_LEADING = r"(?:in|for|during|while|among|on|with|at)"
_AGE = r"(?:aged?|over|above|under|below|older than|younger than|from) \d{1,3}(?:\s?(?:to|-|–)\s?\d{1,3})?(?: (?:years?|months?|weeks?)(?: old| of age)?)?"
_KIN = (
    r"mother|father|mum|mom|dad|wife|husband|sister|brother|son|daughter|grand(?:mother|father|ma|pa)"
    r"|aunt|uncle|partner|friend|patient|child|kids?|baby|toddler"
)
_MEASURE = r"(?: (?:of|is|below|under|less than|above|over|between|<|>|≤|≥))* \d+(?:\.\d+)?(?: ?(?:-|to|and) ?\d+)?(?: ?ml/min\S*)?"
# People that change an answer, beside those that `kinds.POPULATIONS` knows.
_KINDRED = rf"\bmy (?:{_KIN})\b(?:,? (?:who|she|he)(?: is|'s) (?:aged )?\d{{1,3}}(?: (?:year|month|week|day)s?(?: old)?)?)?"
_OTHERS = (
    r"\badults?\b",
    r"\b(?:first|second|third|1st|2nd|3rd|early|late) (?:and \w+ )?(?:trimester|pregnancy)\b",
    r"\bsmokers?\b|\bathletes?\b|\btravell?ers?\b|\bdiabetics?\b|\bhealth ?care workers?\b",
    rf"\b{_AGE}\b",
    r"\b(?:famil(?:y|ies)(?: members?)?|household(?: contacts?)?|contacts|(?:sexual )?partners?)\b",
    r"\b\d{1,3}[- ](?:year|month|week|day)s?[- ]olds?(?: (?:man|woman|boy|girl|child|baby|infant|patient|male|female))?\b",
    r"\b(?:people|patients|residents|adults|those) (?:living )?(?:in|at) (?:an? |the )?(?:care|nursing|intensive|residential)[\w -]*$|\binpatients\b|\boutpatients\b",
    r"\b(?:allergic|allergy|intolerant) to [\w-]+",
    r"\begfr\b|\bcreatinine clearance\b",
)
_PEOPLE = tuple((pattern, name) for name, pattern in POPULATIONS if name not in {"women", "men"})
_PATTERNS = (
    *((re.compile(words), None) for words in (_KINDRED, *_OTHERS[1:2])),
    *_PEOPLE,
    *((pattern, name) for name, pattern in POPULATIONS if name in {"women", "men"}),
    *((re.compile(words), None) for words in (*_OTHERS[:1], *_OTHERS[2:])),
)
_BEFORE = re.compile(
    rf"\b{_LEADING} (?:the |a |an |her |his |their |my |severe |mild |moderate |chronic |acute |advanced |"
    r"otherwise |healthy |pregnant |patients? |people |persons? |someone |somebody |those |wom[ae]n |m[ae]n |adults? |children |who (?:is |are )|with |on |of |"
    r"\d{1,3}[- ]year[- ]old |very |old |young |breast-?feeding |nursing |in )*$"
)
_PERSONS = re.compile(
    r"\b(?:(?:the|a|an) )?(?:(?:patients?|people|persons?|adults?|wom[ae]n|m[ae]n|those|children)(?: who are| with| aged?)? )$"
)
_AFTER = re.compile(
    rf"^(?:(?: (?:patients?|people|adults?|wom[ae]n|m[ae]n|children|mothers?|infants?))?(?:,? {_AGE}))|^,? (?:who (?:are|is) )?(?:allergic|intolerant) to [\w-]+|^,? (?:stage|grade|class) \d\w?\b|^ who (?!should|needs?\b)[\w %.-]+$|^{_MEASURE}|^ (?:patients?|people|wom[ae]n|m[ae]n|mothers?)\b"
)


_KIN_AGED = re.compile(r"my .*?(\d{1,3})(?: (month|week|day)s?)?", re.IGNORECASE)
_HAVING = re.compile(
    r"^,? ?(?:with|and|on|who (?:has|have)|having) (?:a |an |the |severe |mild |moderate |chronic |known |poor |stage \d )*$"
)
_HOLDERS = re.compile(
    r"\b(?:(?:in|for) )(?:a |an |the |old |young |pregnant |elderly )*(?:people|patients?|persons?|someone|somebody|anyone|those|wom[ae]n|m[ae]n|adults?|children)"
    r" (?:with|who (?:has|have)|having) (?:a |an |the |severe |mild |moderate |chronic |known |poor )*$"
)
_AGED = re.compile(r"(?:aged|over|above|under|below|older|younger)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class People:
    """Whom a text is about: the words at `start..end`, with the preposition that leads to them
    where there is one, and the population's name where Osler has one.
    """

    start: int
    end: int
    text: str
    name: str | None
    led: bool  # whether a preposition opens it

    @property
    def phrase(self) -> str:
        """The words so that they can follow a question."""
        kin = _KIN_AGED.match(self.text)
        if kin is not None and kin[2]:
            return f"in a {kin[1]} {kin[2]} old"
        if kin is not None:
            return f"in someone aged {kin[1]}"
        if self.led:
            return self.text
        if self.text.lower() in {"breastfeed", "breast-feed", "breastfeeding", "breast-feeding"}:
            return "while breastfeeding"
        if self.text.lower().startswith("my "):
            return f"for {self.text}"
        if self.text.lower().startswith(("allergic", "intolerant")):
            return f"in people {self.text}"
        aged = re.sub(r"^age (?=\d)", "aged ", self.text)
        return f"in people {aged}" if _AGED.match(aged) else f"in {self.text}"


@dataclass(frozen=True, slots=True)
class Frame:
    """A question by its parts. Mentions come in text order, one a concept; those that only say
    whom it is about are in `people`, not in `conditions`.
    """

    text: str
    question: Question
    drugs: tuple[Mention, ...]
    conditions: tuple[Mention, ...]
    others: tuple[Mention, ...]
    people: People | None

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All that it is about."""
        return self.drugs + self.conditions + self.others

    @property
    def concepts(self) -> frozenset[str]:
        """Ids of all concepts, those of whom it is about among them, and of names nobody knows."""
        unknown = frozenset(map(said_id, self.question.unknown))
        return unknown | frozenset(each.concept.id for each in self.question.mentions)


def frame(said: str, vocabulary: Vocabulary, *, whole: bool = True) -> Frame:
    """The parts of a question, without its question mark; `whole` False for words that follow one.
    Raises `QuestionError` for what is no question.
    """
    question = understand(said.rstrip(" ?.!"), vocabulary)
    text = question.text
    held = _once(question.mentions)
    about = _with_ills(text, held, question, people(text, held, alone=not whole), whole)
    outside = [each for each in held if about is None or not _inside(each, about)]
    drugs = tuple(each for each in outside if each.concept.kind in MEDICINES)
    conditions = tuple(each for each in outside if each.concept.kind is ConceptKind.CONDITION)
    others = tuple(each for each in outside if each not in drugs and each not in conditions)
    if whole and not outside:  # a name that no vocabulary knows is spoken of all the same
        known = unnamed(text, question, about.start if about is not None and about.led else None)
        if known is not None:
            question = replace(question, mentions=(*question.mentions, known))
            kind = known.concept.kind
            drugs = (known,) if kind in MEDICINES else ()
            conditions = (known,) if kind is ConceptKind.CONDITION else ()
            others = () if drugs or conditions else (known,)
    return Frame(text, question, drugs, conditions, others, about)


def people(text: str, mentions: tuple[Mention, ...], *, alone: bool = False) -> People | None:
    """Whom a text is about, the narrowest named. A condition that the question asks about, as in
    "treatment of chronic kidney disease", is nobody; with `alone` there is no question yet.
    """
    low = text.lower()
    for pattern, name in _PATTERNS:
        found = pattern.search(low)
        if found is None:
            continue
        start, end, kind = _widened(low, *found.span())
        if _asked_about(low, (start, end), kind, mentions, alone):
            continue
        return People(start, end, text[start:end], name, kind == "led")
    return None


def _with_ills(
    text: str, held: tuple[Mention, ...], question: Question, about: People | None, whole: bool
) -> People | None:
    """Whom a text is about with the illness that they have: "someone over 80 with CKD", "people
    with epilepsy". Not where it may be what is asked about: "dose of X in children with gout".
    """
    low = text.lower()
    ills = [each for each in held if each.concept.kind is ConceptKind.CONDITION]
    outside = [each for each in ills if about is None or not _inside(each, about)]
    for each in outside:
        others = len(outside) > 1 or not _TREATING & set(question.kinds)
        if whole and not (others and len(held) > 1):
            continue
        if about is None:
            found = _HOLDERS.search(low[: each.start])
            if found is not None:
                return People(found.start(), each.end, text[found.start() : each.end], None, True)
        elif about.end <= each.start and _HAVING.match(low[about.end : each.start]):
            words = text[about.start : each.end]
            return People(about.start, each.end, words, about.name, about.led)
    return about


def _widened(low: str, start: int, end: int) -> tuple[int, int, str]:
    """The words with what belongs to them: "led" by a preposition, of "persons", or "bare"."""
    after = _AFTER.match(low[end:])
    if after is not None:
        end += after.end()
    before = _BEFORE.search(low[:start])
    if before is not None:
        return before.start(), end, "led"
    persons = _PERSONS.search(low[:start])
    if persons is not None:
        return persons.start(), end, "persons"
    return start, end, "bare"


def _asked_about(
    low: str, span: tuple[int, int], kind: str, mentions: tuple[Mention, ...], alone: bool
) -> bool:
    """Whether the words name the condition that is asked about rather than people who have it."""
    inside = [each for each in mentions if span[0] <= each.start and each.end <= span[1]]
    if not any(each.concept.kind is ConceptKind.CONDITION for each in inside):
        return False
    if kind != "led":
        return kind == "bare" and not alone
    return (
        not alone and len(mentions) == len(inside) and low[span[0] :].startswith(("for ", "with "))
    )


def _inside(mention: Mention, about: People) -> bool:
    return about.start <= mention.start and mention.end <= about.end


def _once(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    return tuple({each.concept.id: each for each in reversed(mentions)}.values())[::-1]
