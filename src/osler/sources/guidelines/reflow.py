"""Text taken out of a PDF, put back together: lines to paragraphs, page furniture out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from osler.sources.guidelines.block import Block, Kind
from osler.sources.guidelines.columns import ACROSS, across
from osler.sources.markup import squeeze

_CID = re.compile(r"\(cid:\d+\)")
_PAGE = re.compile(r"(?:page )?(?:\d{1,4}|[ivxl]{1,7})(?: (?:of|/) \d{1,4})?", re.I)
_EDGE_NUMBER = re.compile(r"^(?:\d{1,4}|[ivxl]{1,7})\s+|\s+(?:\d{1,4}|[ivxl]{1,7})$")
_DOTS = re.compile(r"(?:\.\s?){5,}")
_CONTENTS = re.compile(r"(?:table of )?contents", re.I)
_ENTRY = re.compile(r".{3,}\s(?:\d{1,3}|[ivxl]{1,6})$")
_BULLET = re.compile(r"^[•▪●○‣■\u2043–*\[-]\s+|^[\uf0b7\uf0a7]\s*")
_NUMBERED = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2}){0,4}\.?|[A-Z]\.)\s+(?=[A-Z])")
_ENDS = re.compile(r"[.!?:;][”’\")\]]?\s*(?:\(\d[\d,–\- ]*\))?$")
_HYPHENATED = re.compile(r"[A-Za-z]-$")
_REFERENCES = re.compile(
    r"(?:\d+(?:\.\d+)*\.?\s+)?(?:references?|bibliography|works cited)(?: list)?\*?", re.I
)
# A line of a list of references, as it never stands in prose.
_ENTRY_OF_LIST = re.compile(
    r"\b(?:19|20)\d\d;\s?\d+|\bdoi:|\bPMID|\bet al[.,]"
    r"|^\W?\d{1,3}\W{1,2}[A-Z][\w'’-]+ [A-Z]{1,3}[,.]"
    r"|\b(?:19|20)\d\d,\s?\d+(?:\(\d+\))?:\s?\d|\bGeneva[:,] World Health Organization"
)
_TELLING = 5  # letters of a word that is no other word when read backwards
_DINGBATS = 10  # lines that begin with "n ": the letter stands for a bullet of a symbol font
_AHEAD = 8  # lines looked at, to tell a heading from a line inside a list of references
# A paragraph that is one: it opens with its authors, initials after the name.
_AUTHORED = re.compile(
    r"^(?:\W?\d{1,3}\W{1,2})?(?:[A-Z][\w'’-]+[ -]){1,4}[A-Z]{1,3}(?:, |\. | et al)"
)
_REFERENCE = re.compile(
    r"^(?:\[?\d{1,3}[.\]]?\s).{20,}|\b(?:19|20)\d\d;\s?\d+|doi:|et al\.|https?://|"
    r"\bGeneva: World Health Organization\b"
)
_KNOWN = re.compile(
    r"(?:Recommendations?(?: \d+[\d.]*)?|Remarks?|Rationale|Justification|Background|Introduction|"
    r"Evidence(?: and rationale| to decision)?|Good practice statements?|Implementation"
    r"(?: considerations| remarks)?|Subgroup considerations|Research (?:gaps|priorities)|Summary"
    r"(?: of (?:the )?evidence)?|Practical info|Executive summary|Monitoring(?: and evaluation)?"
    r"|Acknowledge?ments?|Abbreviations(?: and acronyms)?|Acronyms(?: and abbreviations)?"
    r"|(?:List of )?[Cc]ontributors|Declarations? of interests?)"
)
_LABEL = re.compile(
    r"(?:Strong|Conditional|Weak) recommendation\b[^.]{0,60}|Good practice statement", re.I
)
_DATED = re.compile(r"[A-Z].{3,120} \((?:19|20)\d\d(?:[,;] updated (?:19|20)\d\d)?\)")
_SHORT = 80  # code points: a heading is rarely longer


def reflow(text: str, title: str) -> tuple[Block, ...]:
    """Read hard-wrapped text into headings, paragraphs and items.

    Dropped: page numbers, running headers, contents lists, reference lists. A word cut at a line
    end is joined where the document also writes it whole, else it keeps its hyphen. Paragraphs of
    columns that were read across keep their words and get the code `ACROSS`.
    """
    lines = _lines(text, title)
    words = frozenset(re.findall(r"[A-Za-z]{2,}(?:-[A-Za-z]{2,})*", text.casefold()))
    return tuple(_blocks(lines, words))


def _lines(text: str, title: str) -> list[str]:
    raw = [squeeze(_CID.sub("•", line)) for line in text.split("\n")]
    if sum(line.startswith("n ") for line in raw) >= _DINGBATS:
        raw = [f"• {line[2:]}" if line.startswith("n ") else line for line in raw]
    running = _running(raw, title)
    written_as = (frozenset(re.findall(r"[a-z]+", text.casefold())), _small(text))
    written = frozenset(_bare(line) for line in raw)
    kept: list[str] = []
    contents = False
    for place, line in enumerate(raw):
        if not line or _PAGE.fullmatch(line) or _bare(line) in running:
            continue
        if len(line) > 5 and line != line[::-1] and _bare(line[::-1]) in written:
            continue  # a margin title that was read backwards
        if line.isupper() and _backwards(line, *written_as):
            continue
        if _CONTENTS.fullmatch(line):
            contents = True
        elif contents:
            contents = any(_entry(each) for each in raw[place : place + 3])
        if not contents and not _DOTS.search(line):
            kept.append(line)
    return kept


def _small(text: str) -> frozenset[str]:
    """Words that the text writes in lower case."""
    return frozenset(re.findall(r"\b[a-z]+\b", text))


def _backwards(line: str, words: frozenset[str], small: frozenset[str]) -> bool:
    """Whether a margin title is made of the text's words, each read backwards."""
    found = re.findall(r"[a-z]+", line.casefold())
    turned = all(each[::-1] in words and each not in small for each in found)
    return turned and max(map(len, found), default=0) >= _TELLING


def _entry(line: str) -> bool:
    """Whether a line belongs to a contents list: it ends with a page number or dot leaders."""
    return _ENTRY.fullmatch(line) is not None or _DOTS.search(line) is not None


def _running(lines: Sequence[str], title: str) -> frozenset[str]:
    """Bare texts that come back beside ever new page numbers, or repeat the title."""
    count: Counter[str] = Counter()
    numbers: dict[str, set[str]] = {}
    for line in lines:
        bare = _bare(line)
        if 3 < len(bare) < 130:
            count[bare] += 1
            if len(line) > len(bare):
                numbers.setdefault(bare, set()).add(line)
    known = squeeze(title).casefold()
    return frozenset(
        bare
        for bare, times in count.items()
        if (bare == known and bare in numbers)
        or (times >= 3 and len(numbers.get(bare, ())) >= 3)
        or (times >= 3 and len(bare) > 12 and (bare in known or known in bare))
    )


def _bare(line: str) -> str:
    return _EDGE_NUMBER.sub("", line).casefold()


@dataclass(slots=True)
class _Gathered:
    """Lines of a paragraph or an item that is still open."""

    words: frozenset[str]
    lines: list[str] = field(default_factory=list)
    item: bool = False
    across: bool = False

    def add(self, line: str, across: bool) -> None:
        self.lines.append(line)
        self.across = self.across or across

    def flush(self) -> Iterator[Block]:
        text = _joined(self.lines, self.words)
        code = ACROSS if self.across else None
        self.lines.clear()
        self.across = False
        if re.search(r"[A-Za-z]{3}", text) and not _listed(text):
            yield Block(Kind.ITEM if self.item else Kind.PARAGRAPH, text, code=code)


def _blocks(lines: Sequence[str], words: frozenset[str]) -> Iterator[Block]:
    width = sorted(len(line) for line in lines)[int(len(lines) * 0.9)] if lines else 0
    columns = across(lines)
    opened = _Gathered(words)
    skipping = False
    for place, line in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else ""
        if _REFERENCES.fullmatch(line):
            yield from opened.flush()
            skipping = True
            continue
        if _LABEL.fullmatch(line):
            yield from opened.flush()
            yield Block(Kind.PARAGRAPH, line)
            skipping = False
            continue
        head = 6 if _under_label(lines, place) else _heading(line, opened.lines, following, width)
        if skipping:
            if not head or _REFERENCE.search(line) or _inside_list(lines, place):
                continue
            skipping = False
        bullet = _BULLET.match(line)
        if head or bullet or _breaks(line, opened.lines, width):
            yield from opened.flush()
            opened.item = bullet is not None
        if head:
            yield Block(Kind.HEADING, line, head)
        else:
            opened.add(line[bullet.end() :] if bullet else line, columns[place])
    yield from opened.flush()


def _inside_list(lines: Sequence[str], place: int) -> bool:
    """Whether what looks like a heading stands inside a list of references: entries go on below."""
    ahead = lines[place + 1 : place + 1 + _AHEAD]
    return sum(_ENTRY_OF_LIST.search(line) is not None for line in ahead) > 1


def _under_label(lines: Sequence[str], place: int) -> bool:
    """A dated title right under a grade names the recommendation."""
    return (
        place > 0
        and _LABEL.fullmatch(lines[place - 1]) is not None
        and _DATED.fullmatch(lines[place]) is not None
    )


def _listed(text: str) -> bool:
    """Whether a paragraph is an entry of a list of references that has no heading of its own."""
    return _AUTHORED.match(text) is not None and _ENTRY_OF_LIST.search(text) is not None


def _heading(line: str, before: Sequence[str], following: str, width: int) -> int:
    """The heading's level, 0 where the line is none."""
    if len(line) > _SHORT or line[-1] in ".,;:" or not line[0].isupper() | line[0].isdigit():
        return 0
    if before and not _ENDS.search(before[-1]) and len(before[-1]) > 0.8 * width:
        return 0
    numbered = re.match(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+[A-Z][a-z]", line)
    if numbered and not re.search(r"\d{4};|\bmg\b", line):
        return min(numbered[1].count(".") + 1, 5)
    if _KNOWN.fullmatch(line):
        return 6
    if line.isupper() and len(line) > 6 and " " in line:
        return 6
    closed = not before or _ENDS.search(before[-1]) is not None
    opens = following[:1].isupper() or _BULLET.match(following) is not None
    wordy = re.fullmatch(r"[A-Z][A-Za-z0-9 ,’'()/&–-]{4,78}", line) and " " in line
    return 6 if closed and opens and wordy and len(line) < 0.7 * width else 0


def _breaks(line: str, before: Sequence[str], width: int) -> bool:
    """Whether `line` begins a new paragraph after what was gathered."""
    if not before:
        return False
    last = before[-1]
    if _NUMBERED.match(line) and _ENDS.search(last):
        return True
    ended = _ENDS.search(last) is not None
    return ended and (len(last) < 0.75 * width) and not line[0].islower()


def _joined(lines: Sequence[str], words: frozenset[str]) -> str:
    text = ""
    for line in lines:
        if text and _HYPHENATED.search(text):
            text = _mended(text, line, words)
        else:
            text = f"{text} {line}" if text else line
    return text


def _mended(text: str, line: str, words: frozenset[str]) -> str:
    """Join a word cut at the line end, with its hyphen unless the document writes it without."""
    first = re.search(r"[A-Za-z]+$", text[:-1])
    second = re.match(r"[A-Za-z]+", line)
    if first is None or second is None or not second[0].islower():
        return text + line
    whole = (first[0] + second[0]).casefold()
    parts = {first[0].casefold(), second[0].casefold()} <= words
    joined = whole in words or not parts
    return (text[:-1] if joined else text) + line
