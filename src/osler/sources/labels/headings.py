"""Headings that run into the text: openFDA gives a section as one line, headings included.

Where a heading ends is read off the standard titles of US labels (21 CFR 201.57) or, for a
labeler's own titles, off the change from title case to a sentence. Unsure means unsplit: then the
heading stays in the sentence, as openFDA has it, and only its number names the subsection.
"""

from __future__ import annotations

import re

from osler.sources.labels.loinc import PRINTED, TITLES
from osler.sources.labels.words import JOINING, OPENERS, SMALL, SUBSECTIONS, VERBS, alternatives

_KNOWN = re.compile(rf"(?:{alternatives(SUBSECTIONS)})(?= [A-Z])")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.? (?=\S)")
_PLAIN = re.compile(r"[A-Z][a-z]+|.*\)")
_PATIENTS = frozenset({"Pediatric", "Adult", "Geriatric", "Elderly", "Female", "Male"})
_MAX_WORDS = 22


def heading_end(text: str, code: str | None, names: frozenset[str] = frozenset()) -> int:
    """Offset at which the heading that opens `text` ends; 0 where none can be told apart.

    `text` has single spaces. `code`: the section's LOINC code, for its standard title. `names`:
    first words of the drug's names, lower case; sentences like to begin with them.
    """
    number = _NUMBERED.match(text)
    start = number.end() if number else 0
    if end := _standard(text, start, code):
        return end
    if number is None:
        return 0
    if found := _KNOWN.match(text, start):
        return found.end()
    return _title_case(text, start, names)


def _standard(text: str, start: int, code: str | None) -> int:
    """A section's own title as printed: in capitals, or in title case before a capital."""
    for title in sorted((TITLES.get(code or "", ""), *PRINTED.get(code or "", ())), key=len)[::-1]:
        end = start + len(title)
        printed = text[start:end]
        if not title or printed.upper() != title.upper() or text[end : end + 1].isalnum():
            continue
        following = text[end:].lstrip(" :")[:1]
        sure = printed.isupper() or start > 0 or not following or following.isupper()
        if printed[:1].isupper() and sure and text[end : end + 1] in ("", " ", ":"):
            return end + (text[end : end + 1] == ":")
    return 0


def _title_case(text: str, start: int, names: frozenset[str]) -> int:
    """End of a title-case run before a sentence, or 0."""
    words: list[tuple[int, str]] = []
    for found in re.finditer(r"\S+", text[start : start + 400]):
        words.append((start + found.start(), found[0]))
        if len(words) > _MAX_WORDS:
            return 0
        if len(words) > 1 and found[0][:1].islower() and found[0].strip(",;") not in SMALL:
            break
    else:
        return 0
    ahead = text[words[-1][0] : words[-1][0] + 100].split(". ")[0].split(" ")[:9]
    return _cut(words, names, any(word.strip(",") in VERBS for word in ahead))


def _cut(words: list[tuple[int, str]], names: frozenset[str], verb: bool) -> int:
    """Where a sentence begins in `words`, of which only the last cannot be part of a title.

    That is at the last word with which sentences begin, that names the drug or that says a title
    word again; failing that, at the word before the last one, where a `verb` follows or the last
    one says a title word in lower case.
    """
    bare = [word.strip(",;:()").lower() for _, word in words]
    for place in range(len(words) - 2, 0, -1):
        if _opens(words, bare, names, place):
            while place > 1 and _opens(words, bare, names, place - 1):
                place -= 1
            return _before(words, place)
    place = len(words) - 2
    while place > 0 and words[place][1] in SMALL:
        place -= 1
    if place < 1 or not words[place][1][0].isupper() or not _ends_title(words[place - 1][1]):
        return 0
    plain = _PLAIN.fullmatch(words[place - 1][1]) is not None
    return _before(words, place) if bare[-1] in bare[:place] or (verb and plain) else 0


def _opens(
    words: list[tuple[int, str]], bare: list[str], names: frozenset[str], place: int
) -> bool:
    word, before = words[place][1], words[place - 1][1]
    if word[:4].lower() == "[see" and before[-1] not in ",-/":
        return True
    if not word[0].isupper() or not _ends_title(before) or bare[place] in JOINING:
        return False
    if word == "Patients" and before in _PATIENTS:
        return False
    return word in OPENERS or bare[place] in names or bare[place] in bare[:place]


def _before(words: list[tuple[int, str]], place: int) -> int:
    """End of the word before `place`, a bullet between them left to the sentence."""
    position, word = words[place - 1]
    if place > 1 and word in ("•", "●", "▪", "■"):
        position, word = words[place - 2]
    return position + len(word)


def _ends_title(word: str) -> bool:
    return (word == "Use" or word.lower() not in SMALL) and not word.endswith((",", "-", "/", ":"))
