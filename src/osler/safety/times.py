# ruff: noqa: E501 - a pattern is easier to check on one line
"""Dates of a person, of which only the year may stay, and ages over 89."""

from __future__ import annotations

import re
from collections.abc import Iterator

from osler.safety.identifier import Finding, Identifier
from osler.safety.sought import Sought

_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:18|19|20)\d\d)"
_FULL = Sought(
    rf"(?ix)(?<![\w.,/-])(?:"
    rf"{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T\d\d:\d\d(?::\d\d)?)?"
    rf"|(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|[12]\d|3[01])[/.-](?:(?P<year2>(?:18|19|20)\d\d)|\d\d)"
    rf"|{_DAY}(?:\ of)?[\ -]{_MONTH}(?:,?[\ -](?P<year3>(?:18|19|20)\d\d))?"
    rf"|{_MONTH}\ {_DAY}(?:,?\ (?P<year4>(?:18|19|20)\d\d))?"
    rf")(?![\w/-]|\.\d)"
)
_OF_PERSON = r"(?:born|dob|d\.o\.b\.|birth ?(?:date|day)|date of birth|admitted|discharged|diagnosed|died|death|seen|operated|surgery|appointment|visit\w*|started|onset|since|last|dose|vaccinated|delivered|hospitali[sz]ed|transferred|scan\w*|lmp|edd|married|fell|injur\w+|infected|due|booster|follow-?up|on|was|is)"
_LOOSE = Sought(
    r"(?i)\b(?:born|dob|d\.o\.b\.|birth ?(?:date|day)|date of birth|admitted|discharged|diagnosed|died|death|seen|operated|surgery|appointment|visit|started|onset|since|lmp|edd|delivered|due|transferred|vaccinated|on)\b"
    r"\s*(?:is|was|on|in|:|date|for|scheduled|the)*\s*(?P<code>(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])(?![\d/])(?! ?(?:mmhg|mg|strength|power|pain|score|of|on the)))"
)
_DOB_DIGITS = Sought(
    r"(?i)\b(?:dob|d\.o\.b\.|date of birth|birth ?date)\s*[:=]?\s*(?P<code>\d{6}|\d{8})\b"
)
_MONTH_YEAR = Sought(
    rf"(?i)\b(?:born|admitted|discharged|diagnosed|died|hospitali[sz]ed|operated|delivered|transplanted|transferred|enrolled|vaccinated|had (?:her|his|my|a|an) [\w -]{{2,30}}|(?:her|his|my) [\w -]{{2,30}}(?: was| were)?)\s+(?:on|in|around|about)\s+(?P<code>{_MONTH},? {_YEAR})\b"
)
_BIRTH_YEAR = Sought(
    r"(?i)\b(?:born(?: in)?|dob|d\.o\.b\.|date of birth)\s*(?:on|in|:|is)?\s*(?P<code>1[89][0-3]\d)\b(?![-/])"
)
_PUBLISHED = Sought(
    r"(?i)\b(?:fda|ema|approv\w+|publish\w+|updat\w+|issu\w+|releas\w+|recall\w*|withdr\w+|guideline\w*|label\w*|effective|posted|announc\w+|happened|presented at|outbreak|pandemic|act of|advisory|press)\b[^.?!]{0,40}$"
)
# What a date, and what an age over 89, cannot do without.
_DATED = re.compile(r"\d[/.-]\d|\d{4}|\d ?(?:st|nd|rd|th)?(?: of)?[ -][jfmasond]|[bhlyetrnv]\.? \d")
_AGED = re.compile(r"(?<!\d)(?:9\d|1[0-2]\d)(?!\d)|ninety|hundred")
_OLDEST_BORN = 1936  # whoever was born by then is over 89 whenever this is read

_OLD = r"(?P<code>9\d|1[0-2]\d|ninety(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|(?:a|one) hundred(?:(?: and)? \w+)?)"
_GROUP = Sought(
    r"(?i)(?:over|above|older than|>|≥|>=|under|below|younger than|at least|up to|between|beyond|than|aged|\band|-|–|to|about age|until|exceed\w*)\s*$"
)
_AGES = tuple(
    Sought(pattern)
    for pattern in (
        rf"(?i)\b{_OLD}(?=[ -]?(?:years?|yrs?|yr)[ -]?old\b(?!s\b))",
        rf"(?i)\b{_OLD}(?= ?(?:y/?o\b|y\.o\.|yo\b|yrs?\b))",
        rf"(?i)\b(?:patient|pt|mother|father|mom|mum|dad|nan|nana|gran\w*|grand\w+|gramps|aunt\w*|uncle|wife|husband|lady|gentleman)(?:,| \(| -) ?{_OLD}(?=\)|,| )",
        rf"(?<![\w./-]){_OLD}(?= ?(?:male|female|man|woman)\b)",
        rf"(?i)\b{_OLD}(?= years of age\b)",
        rf"(?i)(?<!people )(?<!patients )(?<!adults )(?<!those )(?<!persons )(?<!women )(?<!men )(?<!individuals )\b(?:age|aged)(?: is| of|:)? {_OLD}\b(?! ?(?:%|mg|kg|mm|to|and (?:older|over|above)|years? (?:and|or) (?:older|over|above)|or (?:older|over|above)|-|–|\+))",
        rf"(?i)\b(?:he|she|who|(?:patient|pt|mother|father|mom|mum|dad|grand\w+|aunt|uncle|wife|husband|lady|gentleman)(?= is| was| turned))(?:'s| is| was| turns?| turned| just turned|'ll be| will be| would be) {_OLD}\b(?! ?(?:%|kg|mg|mm|lb|pounds|cm|beats|bpm|/|\.\d|on |over |years? (?:and|or)))",
        rf"(?i)\b(?:i'm|i am|i'll be|i will be|turned|turning|turns) {_OLD}\b(?! ?(?:%|kg|mg|mm|lb|pounds|cm|beats|bpm|/|\.\d))",
        rf"(?<![\w./-]){_OLD}(?= ?[MF]\b)",
        rf"\b[A-Z][\w'’-]+, {_OLD}(?=, |\) | (?:is|has|lives|takes|with|on|who|was|in)\b)",
    )
)


def times(text: str) -> Iterator[Finding]:
    """Dates and ages over 89 in a text; they may overlap."""
    low = text.lower()
    dated = _DATED.search(low) is not None
    for found in _FULL.finditer(text) if dated else ():
        if _PUBLISHED.search(text[max(0, found.start() - 60) : found.start()]) is None:
            yield Finding(Identifier.DATE, *found.span(), kept=_year(found))
    for pattern in (_LOOSE, _DOB_DIGITS, _MONTH_YEAR, _BIRTH_YEAR) if dated else ():
        for found in pattern.finditer(text):
            years = found.groupdict().get("year")
            if pattern is _BIRTH_YEAR and int(found["code"]) > _OLDEST_BORN:
                continue
            yield Finding(Identifier.DATE, *found.span("code"), kept=years)
    for pattern in _AGES if _AGED.search(low) else ():
        for found in pattern.finditer(text):
            if not _of_group(text, found):
                yield Finding(Identifier.AGE, *found.span("code"))


def _year(found: re.Match[str]) -> str | None:
    years = [found[name] for name in ("year", "year2", "year3", "year4") if found[name]]
    return years[0] if years and int(years[0]) > _OLDEST_BORN else None


def _of_group(text: str, found: re.Match[str]) -> bool:
    """Whether an age is a limit of a group, not somebody's own."""
    before = text[: found.start("code")]
    return re.search(r"(?i)\b(?:age|aged) $", before) is None and bool(_GROUP.search(before))
