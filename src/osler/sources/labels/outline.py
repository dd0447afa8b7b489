"""openFDA sections as an outline: what is said twice is kept once, under its most specific code.

openFDA repeats a subsection's text inside its parent's. Sections found inside another become
stretches of it; numbered headings cut it further; each stretch ends up in one part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from osler.sources.labels.headings import heading_end
from osler.sources.labels.highlights import entries, full_boxed, is_highlights
from osler.sources.labels.layout import HIGHLIGHTS, Part
from osler.sources.labels.loinc import BOXED, ORDER, TITLES, UNCLASSIFIED
from osler.sources.labels.rows import Breaks
from osler.sources.labels.runs import lines
from osler.sources.labels.words import NOT_BEFORE_HEADINGS

_VALUE = re.compile(r"[-–<>]?\d+(?:\.\d+)?%?")  # before a number: a row of a table
SHORT = 30  # a section text shorter than this is not looked for inside others: "None." is no proof
_TOP = re.compile(r"(\d{1,2})\.? (?=\S)")
# A number after one of these words, or before a unit, is a reference or a quantity.
_UNIT = r"(?!(?:Units?|IU|MU|MBq|GBq|Gy|Mg|ML|Log|CI|Hz)\b)"


@dataclass(frozen=True, slots=True)
class Field:
    """One openFDA section text, white space squeezed; `code` is `None` for unclassified ones."""

    code: str | None
    text: str


@dataclass(slots=True)
class _Node:
    start: int
    end: int
    code: str | None
    inner: list[_Node] = field(default_factory=list)


def outline(
    fields: Sequence[Field], breaks: Breaks, names: frozenset[str] = frozenset()
) -> list[Part]:
    """Parts in reading order, no text twice. `breaks` gives the table rows to break lines at;
    `names` has the first words of the drug's names, lower case.
    """
    roots: list[tuple[str, _Node]] = []
    for entry in sorted(fields, key=lambda each: -len(each.text)):
        if not any(_nest(text, root, entry) for text, root in roots):
            roots.append((entry.text, _Node(0, len(entry.text), entry.code)))
    place = {entry.text: number for number, entry in reversed(list(enumerate(fields)))}
    last = len(ORDER)
    roots.sort(key=lambda root: (ORDER.get(root[1].code or "", last), place[root[0]]))
    found: list[Part] = []
    for text, root in roots:
        _number(text, root)
        found.extend(_parts(text, root, (), root.code or UNCLASSIFIED, (breaks, names)))
    apart = [part for part in found if part.path[0] == HIGHLIGHTS]
    return [part for part in found if part.path[0] != HIGHLIGHTS] + apart


def _nest(text: str, root: _Node, entry: Field) -> bool:
    """Place `entry` inside `root` where its text stands there; whether it does."""
    if entry.text == text:
        if root.code is None:
            root.code = entry.code
        return True
    if len(entry.text) < SHORT:
        return False
    start = text.find(entry.text)
    while start >= 0:
        if _insert(root, _Node(start, start + len(entry.text), entry.code)):
            return True
        start = text.find(entry.text, start + 1)
    return False


def _insert(parent: _Node, node: _Node) -> bool:
    """Put `node` at its depth; False where it would cross another, or repeat a placed one."""
    for other in parent.inner:
        if node.end <= other.start or other.end <= node.start:
            continue
        if other.start <= node.start and node.end <= other.end:
            if (other.start, other.end) == (node.start, node.end):
                other.code = other.code or node.code
                return True
            return _insert(other, node)
        return False
    parent.inner.append(node)
    parent.inner.sort(key=lambda each: each.start)
    return True


def _number(text: str, root: _Node) -> None:
    """Add a node for every numbered subsection ("5.1 …") of a numbered section ("5 …")."""
    top = _TOP.match(text)
    if top is None:
        return
    starts = list(_subsections(text, top[1]))
    for place, (start, _) in enumerate(starts):
        end = starts[place + 1][0] - 1 if place + 1 < len(starts) else root.end
        if not _covered(root, start):
            _insert_around(root, _Node(start, end, None))


def _subsections(text: str, top: str) -> Iterator[tuple[int, int]]:
    """(offset, ordinal) of headings "top.1", "top.2", … in rising order; a gap of two at most."""
    expected = 1
    cells = re.compile(rf"(?:\S+ ){{1,7}}?[-–]?(?!{top}\.)\d+\.\d+ (?:[-–]?\d|[A-Z(])")
    for found in re.finditer(rf"(?<= ){top}\.(\d{{1,2}})\.? {_UNIT}(?=[A-Z])", text):
        ordinal = int(found[1])
        before = text[: found.start()].rstrip().rpartition(" ")[2].lower().strip("([")
        if before in NOT_BEFORE_HEADINGS or cells.match(text, found.end()):
            continue
        titled = not _VALUE.fullmatch(before) or heading_end(text[found.start() :][:400], None)
        if expected <= ordinal <= expected + 2 and titled:
            yield found.start(), ordinal
            expected = ordinal + 1


def _covered(root: _Node, start: int) -> bool:
    """Whether a node already begins at `start`."""
    return any(node.start == start or _covered(node, start) for node in root.inner)


def _insert_around(parent: _Node, node: _Node) -> None:
    """Insert `node`, taking in the placed nodes that lie inside it; crossing ones shorten it."""
    for other in parent.inner:
        if other.start <= node.start < other.end:
            node.end = min(node.end, other.end)
            _insert_around(other, node)
            return
    for other in parent.inner:
        if node.start < other.start < node.end < other.end:
            node.end = other.start
    node.inner = [other for other in parent.inner if node.start <= other.start < node.end]
    parent.inner = [other for other in parent.inner if other not in node.inner]
    parent.inner.append(node)
    parent.inner.sort(key=lambda each: each.start)


def _parts(
    text: str,
    node: _Node,
    above: tuple[str, ...],
    inherited: str,
    known: tuple[Breaks, frozenset[str]],
) -> Iterator[Part]:
    code = node.code or inherited
    stretch = text[node.start : node.inner[0].start if node.inner else node.end]
    breaks, names = known
    cut = heading_end(stretch, node.code, names)
    path = (*above, *_named(stretch, cut, node.code, above))
    heading, opening = stretch[:cut].strip() or None, stretch[cut:].strip()
    if node.inner and not above and is_highlights(opening):
        yield Part(path, code, heading, "")
        yield Part((HIGHLIGHTS, path[0]), code, path[0], "\n".join(entries(opening)))
    elif code == BOXED and not node.inner:
        cut = full_boxed(opening)
        yield Part(path, code, heading, _shown(opening[:cut], breaks))
        if cut < len(opening):
            yield Part((HIGHLIGHTS, path[0]), code, path[0], _shown(opening[cut:], breaks))
    else:
        yield Part(path, code, heading, _shown(opening, breaks))
    for place, inner in enumerate(node.inner):
        yield from _parts(text, inner, path, code, known)
        following = node.inner[place + 1].start if place + 1 < len(node.inner) else node.end
        rest = text[inner.end : following]
        if rest.strip():
            yield Part(path, code, None, _shown(rest, breaks))


def _named(stretch: str, cut: int, code: str | None, above: tuple[str, ...]) -> tuple[str, ...]:
    """The path entry of a node: printed for subsections, the standard title for whole sections."""
    if not above:
        return (TITLES.get(code or UNCLASSIFIED, "Other Information"),)
    if cut:
        return (stretch[:cut].strip(" :"),)
    number = re.match(r"\d{1,2}\.\d{1,2}", stretch)
    if number:
        return (number[0],)
    return (TITLES[code],) if code in TITLES else ()


def _shown(stretch: str, breaks: Breaks) -> str:
    return lines(breaks.apply("\n".join(entries(stretch))))
