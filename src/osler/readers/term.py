"""The glossary: terms, the plain word for each, and what each means; and where a text has them.

The tables in `terms/` are text, one entry a line, fields parted by `|`:

    term | plain term | other names; plurals as +form | ABBREVIATIONS | what it is, in plain words

Without a plain term the word stays and its meaning is given; `=` says that everybody knows the
word. An abbreviation with `~` before it has other meanings: it is read only where the words around
name the term in full. `words.txt` pairs forms of everyday professional words with plain ones
(`initiate, initiated = start, started`). All of it is written for this project; nothing in it is a
claim about treatment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files

_LINK = re.compile(
    r"( (?:of|from|in|with|for|by|that|on|at|under|against|between|to|around|into|after|before|when"
    r"|through|inside|outside|all) )"
)
_MASS = frozenset({"blood", "flow", "supply", "fluid", "worry", "water", "acid", "evidence"})
_COUNTED = frozenset({"lining", "opening", "warning", "tracing", "feeling"})


class Kind(StrEnum):
    """What a term names; also the name of its table."""

    CONDITION = "conditions"
    ANATOMY = "anatomy"
    TEST = "tests"
    TREATMENT = "treatments"
    DRUG_CLASS = "drugs"
    STATISTIC = "statistics"
    BODY = "bodies"
    WORD = "words"


@dataclass(frozen=True, slots=True)
class Term:
    """One entry. `name` is lower case but for names of people and bodies; `plain` and `plains`
    (one, many) stand in its place, None where it stays; `ambiguous` abbreviations are also in
    `abbreviations`; `known`: everybody knows the word.
    """

    name: str
    kind: Kind
    plain: str | None
    plains: str | None
    names: tuple[str, ...]
    plurals: tuple[str, ...]
    abbreviations: tuple[str, ...]
    ambiguous: tuple[str, ...]
    definition: str
    known: bool = False

    @property
    def meaning(self) -> str:
        """What it means, as a short sentence."""
        return f"{self.name[:1].upper()}{self.name[1:]}: {self.definition}."


def plural(name: str) -> str:
    """The plural of a name, by its ending."""
    if name.endswith(("s", "x", "ch", "sh")):
        return f"{name[:-2]}es" if name.endswith("is") else f"{name}es"
    if name.endswith("y") and name[-2:-1] not in "aeiou":
        return f"{name[:-1]}ies"
    return f"{name}s"


def _plural_of(plain: str) -> str:
    """The plural of a plain term: that of the noun before its first preposition."""
    head, link, rest = _LINK.split(plain, maxsplit=1) if _LINK.search(plain) else (plain, "", "")
    if head.endswith("s") and not head.endswith(("ss", "us", "is")):
        return plain  # it is one already
    last = head.split()[-1]
    if last in _MASS or (last.endswith("ing") and last not in _COUNTED):
        return plain  # what is not counted: bleeding, blood flow
    return f"{plural(head)}{link}{rest}"


def terms() -> Iterator[Term]:
    """Every entry, table by table. Raises `ValueError` for a line that is none."""
    for kind in Kind:
        for line in _lines(kind):
            yield from _pairs(line) if kind is Kind.WORD else (_term(line, kind),)


def _lines(kind: Kind) -> list[str]:
    text = files("osler.readers").joinpath("terms", f"{kind.value}.txt").read_text("utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _term(line: str, kind: Kind) -> Term:
    fields = [each.strip() for each in line.split("|")]
    if len(fields) != 5 or not fields[0] or not fields[4]:
        raise ValueError(f"not an entry of the glossary: {line!r}")
    name, plain, names, short, definition = fields
    known = plain == "="
    one, _, many = (each.strip() for each in ("" if known else plain).partition("/"))
    others = _split(names)
    return Term(
        name=name,
        kind=kind,
        plain=one or None,
        plains=(many or _plural_of(one)) if one else None,
        names=tuple(each for each in others if not each.startswith("+")),
        plurals=tuple(each[1:] for each in others if each.startswith("+")),
        abbreviations=tuple(each.lstrip("~") for each in _split(short)),
        ambiguous=tuple(each[1:] for each in _split(short) if each.startswith("~")),
        definition=definition,
        known=known,
    )


def _pairs(line: str) -> Iterator[Term]:
    """ "initiate, initiated = start, started": each form with its own."""
    left, equals, right = line.partition("=")
    forms, plains = ([each.strip() for each in side.split(",")] for side in (left, right))
    if not equals or len(forms) != len(plains):
        raise ValueError(f"not a line of paired words: {line!r}")
    for form, plain in zip(forms, plains, strict=True):
        yield Term(form, Kind.WORD, plain, plain, (), (), (), (), f"in other words: {form}")


def _split(text: str) -> tuple[str, ...]:
    return tuple(each for each in (piece.strip() for piece in text.split(";")) if each)
