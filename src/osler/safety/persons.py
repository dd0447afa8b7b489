# ruff: noqa: E501 - a pattern is easier to check on one line
"""Names of persons: told by the words before them, or by a given name. Names in medicine (drugs,
diseases, eponyms, scores) are told apart by the vocabulary and by the noun that follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from osler.safety.given_names import double_names, plain_names
from osler.safety.identifier import Finding, Identifier
from osler.safety.ordinary import HEAD, ORDINARY
from osler.safety.sought import Sought
from osler.vocabulary.concept import Mention, Vocabulary

_CAPITAL = r"(?:Mc|Mac|Fitz|De|Di|Le|La)?[A-ZÀ-ÖØ-Þ](?:['’][A-Z])?[a-zß-öø-ÿ]+(?:[-'’][A-ZÀ-Þ]?[a-zß-ÿ]+)*(?<!'s)"
_JOINT = r"(?:(?:de|da|del|della|di|dos|van|von|der|den|ter|la|le|bin|ibn|al|el|st\.|y|Van|Von|De|La|Al|El|Mac|St\.)[ -]){0,2}"
_RUN = rf"{_CAPITAL}(?:(?: [A-Z]\.?)? {_JOINT}{_CAPITAL}){{0,3}}"
_KIN = (
    r"patient|client|pt|husband|wife|son|daughter|mother|mom|mum|father|dad|brother|sister|aunt|uncle|cousin|friend|girlfriend|boyfriend|partner|fianc[eé]e?|grand(?:mother|father|ma|pa|son|daughter)|"
    r"baby|child|kid|toddler|boy|girl|twins?|niece|nephew|gf|bf|hubby|sis|bro|kiddo|little one|stepmum|nan|granny|neighbou?r|roommate|co-?worker|colleague|boss|teacher|stepson|stepdaughter|caregiver|carer|nurse|nanny|lady|gentleman|resident|spouse|classmate|employee|student"
)
_TITLED = Sought(
    rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|DR|MR|MRS|MS|Prof|Professor|Doctor|Sir|Madam|Mister|Señora?|Herr|Frau|Mme|Mdm|Madame|Nurse|Sgt|Capt|Lt|Col|Pastor|Rev|Fr|Lady|Lord|Coach|Uncle|Auntie|Aunt|Abuela|Nonna|coach|pastor|auntie|uncle|nana|granny|prof|professor|dr)\b\.? (?P<name>(?:[A-Z]\.? )*{_JOINT}{_RUN})"
)
_RELATED = Sought(rf"\b(?i:{_KIN})(?:,| is|:| -| –)? (?P<name>{_RUN})")
_SAID = Sought(
    rf"(?:\b(?i:name)(?:'s| is|:| was)?\s*[:,]?\s+|\b(?i:i am|i'm|this is|it's|pt|patient|re|regarding|concerning|signed|sincerely|regards|thanks|thank you|cheers|love|from:|to:|dear|hi|hello|hey|cc:|attn|attention|question for|c/o)[ :,–-]+\s*)(?P<name>{_RUN})"
)
_ASKED = Sought(
    rf"\b(?i:questions? from|asked by|on behalf of|signed|sincerely|regards|written by|advi[cs]e (?:on|for)|spoke (?:with|to)|evaluated|examined),? (?P<name>{_RUN})"
)
_SMALL = Sought(
    r"\b(?:mr|mrs|dr|prof)\.? (?P<name>(?!(?:said|says|told|tells|visit\w*|office|google|appointment|today|wants|wanted|prescribed|gave|put|thinks|recommend\w*|if|who|when|my|his|her|their|just|about|because|so|that|this|will|can|should|did|does|do|asked|suggest\w*|started|stopped|increased|changed|switched|mentioned|advised|by|as|but|not|if|of|scan\w*|imag\w+|angio\w*|and|or|in|for|spectro\w+|entero\w*|cholangio\w*|elasto\w*|is|was|has|to|on|at|with|the|a|sequence\w*|contrast|guided|signal|x)\b)[a-zà-ÿ'’-]{3,})",
    "mr dr prof",
)
_MY_NAME = Sought(
    r"(?i)\b(?:(?:my|his|her|their|patient'?s?|the|whose|\w+'s) (?:full |first |last )?name(?:'s| is| was)|(?:pt|patient) name:?|(?:patient|man|woman|boy|girl|child|baby|lady|guy|person|son|daughter|friend) (?:is )?(?:named|called))\s+(?P<name>(?!(?:is|and|but|on|in|with|who|not|has|the|a|an|for|to)\b)[a-z'’-]{2,}(?: (?!(?:is|and|but|on|in|with|who|not|has|has|i|takes?|was|had|have|the|a|an|for|to|from|at|my|about|can|should|needs|or)\b)[a-z'’-]{2,}){0,2})"
)
_NAMED = Sought(
    rf"\b(?i:(?:man|woman|boy|girl|patient|child|baby|who|person|he|she|son|daughter|lady|gentleman|infant|teenager|student|friend|client|kid|dad|mom|is|was|also|now))[\w ,']{{0,30}}?\b(?i:named|called|nicknamed|goes by|known as|name of) (?P<name>{_RUN})"
)
_PAIR = Sought(
    rf"(?<![\w.-])(?P<name>(?P<given>{_CAPITAL})(?:(?: [A-Z]\.?)? {_JOINT}{_CAPITAL}){{1,3}})"
)
_INVERTED = Sought(
    rf"(?:^|(?<=[:;.?!] )|(?<=patient )|(?<=Patient )|(?<=name )|(?<=Name: ))(?P<name>{_CAPITAL}, (?P<given>{_CAPITAL})(?: [A-Z]\b\.?)?)(?P<sure>(?= \((?:DOB|MRN|dob|mrn)|,? (?:DOB|MRN)\b|,? \d{{1,3}} ?(?:[MF]\b|y)))?"
)
_SHOUTED = Sought(
    r"(?<![\w-])(?P<name>(?P<given>[A-Z]{3,})(?: [A-Z]\.?)? [A-Z][A-Z'’-]{2,})(?![\w-])"
)
_AGED = Sought(
    rf"(?<![\w.-])(?P<name>{_CAPITAL}(?: [A-Z]\.)?(?: {_JOINT}{_CAPITAL}){{1,3}})(?=, (?:aged? )?\d{{1,3}}\b(?! ?(?:mg|%|patients))|,? \((?:\d{{1,3}}\b|MRN|DOB|dob|mrn|age|born|aged|he|she|[MF]\b)|,? (?:DOB|MRN|born|d\.o\.b)\b)"
)
_SINGLE = Sought(rf"(?<![\w.'’-])(?P<name>{_CAPITAL})(?![\w-])")
_INITIALS = Sought(
    r"\b(?i:initials(?: are| is|:)?|patient|pt\.?|mr\.?|mrs\.?|ms\.?) (?P<name>(?:[A-Z]\.){2,4}|(?<=nitials )[A-Z]{2,3}\b)"
)
_DOES = Sought(
    r" (?:has|had|is|was|takes|took|needs|weighs|says|said|got|gets|asks|asked|and (?:his|her|their|my|i)\b|developed|wants|started|stopped|feels|complains|lives|works|who|will|should|can|cannot|can't|hasn't|isn't|went|came|fell|vomited|ate|drank|turned|swallowed|uses|just|still|,)\b"
)
_AND = re.compile(rf"(?:,? (?:and|or|&) |, )(?P<name>{_CAPITAL})(?![\w-])")
_NUMBERED = re.compile(r" \d")  # "Gardasil 9"
_BRANDS = frozenset({"Scholl", "Bronner", "Brown", "Pepper", "Reddy", "Google"})  # "Dr. Scholl"
_ASKING = frozenset({"may", "will"})  # words that open a question
_SPOKEN = (
    "name",
    "called",
    "initials",
    "mr",
    "dr ",
    "dr. ",
    "prof",
)  # words that a name in small letters follows
_CAPITALISED = re.compile(rf"{_CAPITAL}|[A-Z]{{4,}}|(?:[A-Z]\.){{2,}}")


def persons(text: str, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Names of persons in a text; they may overlap. The vocabulary is asked only where capitals
    could be names.
    """
    low = text.lower()
    if not any(each in low for each in _SPOKEN) and not any(
        word.lower() not in ORDINARY for word in _CAPITALISED.findall(text)
    ):
        return
    found: dict[tuple[int, int], None] = {}
    terms = _Terms(text, vocabulary)
    for span in _cued(text, terms):
        found[span] = None
    for span in _given(text, terms):
        found[span] = None
    for span in _joined(text, found, terms):
        found[span] = None
    for span in (*found, *_again(text, found, terms)):
        yield Finding(Identifier.NAME, *span)


class _Terms:
    """Where a text names medical things; looked up at the first question."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self._text = text
        self._vocabulary = vocabulary
        self._mentions: tuple[Mention, ...] | None = None

    def touch(self, start: int, end: int) -> bool:
        """Whether a term overlaps a stretch of the text."""
        if self._mentions is None:
            self._mentions = self._vocabulary.mentions(self._text)
        return any(each.start < end and start < each.end for each in self._mentions)


def _cued(text: str, terms: _Terms) -> Iterator[tuple[int, int]]:
    for found in _TITLED.finditer(text):
        start, end = _trimmed(text, *found.span("name"))
        if start < end and text[start:end] not in _BRANDS:
            yield start, end
    for pattern, sure in ((_RELATED, True), (_NAMED, True), (_ASKED, True), (_SAID, False)):
        for found in pattern.finditer(text):
            start, end = _trimmed(text, *found.span("name"))
            if start < end and _personal(text, start, end, terms, sure=sure):
                yield start, end
    for found in _MY_NAME.finditer(text):
        if not terms.touch(*found.span("name")) or found[0].lower().startswith("my name"):
            yield found.span("name")
    for pattern in (_INITIALS, _SMALL):
        for found in pattern.finditer(text):
            yield found.span("name")


def _given(text: str, terms: _Terms) -> Iterator[tuple[int, int]]:
    for found in _PAIR.finditer(text):
        yield from _named(text, *found.span("name"), terms)
    for found in _INVERTED.finditer(text):
        surname = found["name"].split(",")[0].lower()
        sure = found["sure"] is not None or found["given"].lower() in plain_names()
        if sure and surname not in ORDINARY:
            yield found.span("name")
    for found in _SHOUTED.finditer(text):
        last = found["name"].split()[-1].lower()
        given = found["given"].lower() in plain_names()
        if given and last not in ORDINARY and not terms.touch(*found.span("name")):
            yield found.span("name")
    for found in _AGED.finditer(text):
        start, end = _trimmed(text, *found.span("name"))
        if " " in text[start:end] and end == found.end("name") and not terms.touch(start, end):
            yield start, end
    for found in _SINGLE.finditer(text):
        name = found["name"].lower()
        start, end = found.span("name")
        if HEAD.match(text, end) or _NUMBERED.match(text, end):
            continue
        if text[max(0, start - 4) : start].lower().endswith(("st. ", "st ")):
            continue
        known = _stem(name) in plain_names()
        opens = start == 0 and name in _ASKING
        told = name in double_names() and not opens and _DOES.match(text, end)
        if (known or told) and not terms.touch(start, end):
            yield start, end


def _named(text: str, start: int, end: int, terms: _Terms) -> Iterator[tuple[int, int]]:
    """The run that a given name begins, where it is no term of medicine."""
    known = plain_names() | double_names()
    words = list(re.finditer(r"[^\s,]+", text[start:end]))
    first = next((word for word in words[:-1] if _stem(word[0]) in known), None)
    if first is None:
        return
    begin, end = _trimmed(text, start + first.start(), end)
    if " " not in text[begin:end] or HEAD.match(text, end):
        return
    doubtful = _stem(first[0]) in double_names()
    if terms.touch(begin, end) and (doubtful or _term_after(text, begin, end, terms)):
        return
    yield begin, end


def _stem(word: str) -> str:
    """A word as the lists hold it; of a double name the first half."""
    return word.lower().split("-")[0]


def _term_after(text: str, start: int, end: int, terms: _Terms) -> bool:
    """Whether a term holds the given name itself, or reaches beyond the run."""
    first = text.find(" ", start, end)
    return terms.touch(start, first) or terms.touch(end, end + 1)


def _personal(text: str, start: int, end: int, terms: _Terms, *, sure: bool) -> bool:
    words = text[start:end].split()
    first = words[0].lower()
    given = _stem(first) in plain_names()
    if HEAD.match(text, end) and not (given and len(words) > 1):
        return False
    if given:
        return True
    return not terms.touch(start, end) and (sure or len(words) > 1)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A run without ordinary words at its beginning and from the first one on."""
    kept_start, kept_end = start, start
    for word in re.finditer(r"\S+", text[start:end]):
        if word[0].lower().rstrip(".,") in ORDINARY and len(word[0]) > 1:
            if kept_end > kept_start:
                break
            kept_start = kept_end = start + word.end() + 1
            continue
        kept_end = start + word.end()
    return min(kept_start, end), min(kept_end, end)


def _joined(text: str, found: dict[tuple[int, int], None], terms: _Terms) -> list[tuple[int, int]]:
    """Names that stand beside a name: "Hamza and Idris"."""
    return [
        each.span("name")
        for _, end in found
        if (each := _AND.match(text, end)) is not None
        and each["name"].lower() not in ORDINARY
        and not HEAD.match(text, each.end())
        and not terms.touch(*each.span("name"))
    ]


def _again(
    text: str, found: dict[tuple[int, int], None], terms: _Terms
) -> Iterator[tuple[int, int]]:
    """The same names elsewhere in the text, alone."""
    parts = {
        word
        for start, end in found
        for word in re.findall(_CAPITAL, text[start:end])
        if len(word) > 2
    }
    for word in sorted(parts):
        for each in re.finditer(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text):
            start, end = each.span()
            inside = any(s <= start and end <= e for s, e in found)
            if not inside and not HEAD.match(text, end) and not terms.touch(start, end):
                yield start, end
