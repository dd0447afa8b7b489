"""Where sentences of medical prose end within one line: `nupunkt`, and what it gets wrong here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import nupunkt

# A full stop that nupunkt takes for an abbreviation's, though a sentence ends there: it stands
# after one of these, and before a capitalised word.
_NAMED_BY_LETTER = (
    "allele|amphotericin|arm|category|class|coenzyme|cohort|complex|drug|factor|genotype|grade"
    "|group|ha?emophilia|hepatitis|ig|immunoglobulin|influenza|interferon|lipoprotein|panel|part"
    "|penicillin|phase|protein|regimen|site|stage|step|streptococcus|stratum|study|subtype|toxin"
    "|treatment|trial|type|vitamin"
)
_UNIT = "h|d|g|kg|mg|mcg|µg|ng|ml|mL|l|L|dl|dL|cm|mm|m|min|s|wk|mo|yr|y|Hz|IU|U|mmHg|mol|mmol"
_ENDS = re.compile(
    rf"(?:\b(?i:{_NAMED_BY_LETTER})[ -][A-Z]"
    rf"|(?:\A|[^\w.])[\d.,]*\d[ \u00a0]?(?:{_UNIT})(?:/(?:{_UNIT}))?)\Z"
)
# After any single letter or dotted abbreviation, these open a sentence: names do not look so.
_OPENS = re.compile(
    r"(?:A|After|All|Although|An|And|Are|As|At|Because|Both|But|By|Compared|Conversely|During|Each"
    r"|For|From|Further|Furthermore|Given|Hence|However|If|In|It|Its|Mean|Median|Most|No|None|Of|On"
    r"|One|Only|Other|Our|Overall|Patients|Results|Since|Some|Such|That|The|Their|There|Therefore"
    r"|These|They|This|Those|Thus|To|Two|Under|Use|We|What|When|Whereas|While|With|Within)[ ,]"
)
_LETTER = re.compile(r"(?:(?<=[a-z] )[A-Z]|\b(?:[A-Z]\.)+[A-Z])\Z")
# The label of an abstract's part opens a sentence whatever stands before it.
_LABEL = re.compile(r"[A-Z]{4}[A-Z /,&-]{0,40}: ")
_VERSUS = re.compile(r"\b(?:vs|v)\Z")
_STOP = re.compile(r"\.(?:[)\]\"”’]{0,2})[ \u00a0]+(?=[A-Z])")
# A stop that nupunkt takes for a sentence's, though an abbreviation ends there and a word in lower
# case goes on: "b.i.d. was", "Ae. aegypti", "anti-H. pylori", "ClinicalTrials. gov".
_SHORT = re.compile(r"(?:\b[A-Z][a-z]{0,3}|\b(?:[a-z]\.)+[a-z]|ClinicalTrials)\.\s*\Z")
# A stop before a capitalised word that stands by itself.
_PLAIN = re.compile(r"\. (?=[A-Z][\w-]*,? )")
# Only at a stop with more behind it, and no letter or digit right behind it, can a line be cut.
_WITHIN = re.compile(r"[.!?\u2026](?=\W)(?=\s*\S)")
_LOWER = re.compile(r"[a-z]+(?=[ ,;.)]|\Z)")


def sentence_spans(line: str) -> tuple[tuple[int, int], ...]:
    """Sentence spans of one line, half-open, in order, without overlap; whitespace not trimmed."""
    joined: list[tuple[int, int]] = []
    for start, end in _spans(line):
        if joined and _LOWER.match(line, start) and _SHORT.search(line[max(0, start - 20) : start]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(piece for span in joined for piece in _cut(line, *span))


def _spans(line: str) -> Iterator[tuple[int, int]]:
    """The spans that nupunkt gives, which is asked only of what plain stops leave: its decisions
    look no further than the words on both sides of a stop, and most stops are plain.
    """
    for start, end in _apart(line):
        stretch = line[start:end].rstrip()  # what ends it is no question any more
        opening = start
        for first, _ in nupunkt.sent_spans(stretch)[1:] if _WITHIN.search(stretch) else ():
            yield opening, start + first
            opening = start + first
        yield opening, end


def _apart(line: str) -> Iterator[tuple[int, int]]:
    """Stretches of a line between stops after a word that ends sentences, before a capital."""
    first = len(line) - len(line.lstrip())  # "ill." there could be a number, "xi."
    start = 0
    for stop in _PLAIN.finditer(line):
        space = line.rfind(" ", 0, stop.start())
        word = line[space + 1 : stop.start()]
        if space > first and len(word) > 2 and word.isascii() and word.isalpha() and _ends(word):
            yield start, stop.end()
            start = stop.end()
    if start < len(line):
        yield start, len(line)


@lru_cache(maxsize=16_384)
def _ends(word: str) -> bool:
    """Whether nupunkt ends a sentence at a stop after `word`, before any capitalised word: before
    one that it does not know.
    """
    return len(nupunkt.sent_spans(f"So {word}. Qxzv then")) == 2


def _cut(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for stop in _STOP.finditer(line, start, end):
        before, after = line[start : stop.start()][-40:], stop.end()
        if (
            _ENDS.search(before)
            or (_LABEL.match(line, after) and not _VERSUS.search(before))
            or (_LETTER.search(before) and _OPENS.match(line, after))
        ):
            yield start, after
            start = after
    yield start, end
