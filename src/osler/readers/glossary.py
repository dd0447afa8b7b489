"""The glossary: where a text has a term, and the text with every term by its plain name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from osler.answer.verify.spelling import spelled
from osler.readers.term import Kind, Term, plural, terms


@dataclass(frozen=True, slots=True)
class Found:
    """A term at `start..end` (code points, half-open) of a text; `many`: in the plural; `short`: by
    its abbreviation.
    """

    start: int
    end: int
    term: Term
    many: bool = False
    short: bool = False


_Entry = tuple[Term, bool]
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PASSES = 3
_UNIT = 4  # letters of what may be a unit or a short word before a slash: mg/kg, and/or
_LONGEST = 9  # words of a name
_VOWEL = re.compile(r"(?i)(?:[aeio]|u(?!ni|s\b|s[aei]|ter|r[aio]))")


@dataclass(frozen=True, slots=True, eq=False)
class Glossary:
    """Terms by every form of their names."""

    terms: tuple[Term, ...]
    _by_name: dict[str, _Entry] = field(default_factory=dict)
    _by_plain: dict[str, _Entry] = field(default_factory=dict)
    _by_short: dict[str, list[Term]] = field(default_factory=dict)
    _by_any: dict[str, _Entry] = field(default_factory=dict)
    _meanings: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "_meanings", frozenset(each.meaning for each in self.terms))
        for term in self.terms:
            for name in (term.name, *term.names):
                self._by_name.setdefault(_key(name), (term, False))
            for short in term.abbreviations:
                self._by_short.setdefault(short, []).append(term)
        for term in self.terms:  # after all names, so that no plural hides a name
            if term.kind is Kind.WORD:
                continue  # each form is written out
            for name in (*term.plurals, *map(plural, (term.name, *term.names))):
                self._by_name.setdefault(_key(name), (term, True))
        for term in self.terms:
            if term.plain and term.plains and term.kind is not Kind.WORD:
                self._by_plain.setdefault(_key(term.plain), (term, False))
                self._by_plain.setdefault(_key(term.plains), (term, True))
        self._by_any.update(self._by_plain)
        self._by_any.update(self._by_name)

    @property
    def meanings(self) -> frozenset[str]:
        """Every definition, as it is put in brackets after a statement."""
        return self._meanings

    def find(self, text: str, around: str = "", *, plain: bool = False) -> tuple[Found, ...]:
        """Longest terms that do not overlap, in order. `around`: what an ambiguous abbreviation is
        read by; `plain`: also by their plain names. Part of a hyphenated word is no term.
        """
        names = self._by_any if plain else self._by_name
        tokens = list(_TOKEN.finditer(text))
        keys = [_even(each.group()) for each in tokens]
        found: list[Found] = []
        place = 0
        while place < len(tokens):
            here = self._at(text, tokens, keys, place, around, names)
            if here is None:
                place += 1
                continue
            here = _with_brackets(here, text)
            found.append(here)
            while place < len(tokens) and tokens[place].start() < here.end:
                place += 1
        return tuple(found)

    def _at(
        self,
        text: str,
        tokens: list[re.Match[str]],
        keys: list[str],
        place: int,
        around: str,
        names: Mapping[str, _Entry],
    ) -> Found | None:
        start = tokens[place].start()
        if start and text[start - 1] in "-‐‑–/@.'" and text[start - 2 : start - 1].isalnum():
            words = place and text[start - 1] == "/" and len(tokens[place - 1].group()) > _UNIT
            if not words:
                return None
        for length in range(min(_LONGEST, len(tokens) - place), 0, -1):
            end = tokens[place + length - 1].end()
            if text[end : end + 1] in ("-", "‐", "‑") and text[end + 1 : end + 2].isalnum():
                continue
            entry = names.get(" ".join(keys[place : place + length]))
            if entry is not None and _together(text[start:end]) and _cased(text, start, end, entry):
                return Found(start, end, entry[0], entry[1])
        return self._abbreviated(text, tokens[place], around)

    def _abbreviated(self, text: str, token: re.Match[str], around: str) -> Found | None:
        end = token.end()
        if text[end : end + 1] in ("-", "‐", "‑", "/") and text[end + 1 : end + 2].isalnum():
            return None
        written = token.group()
        for short, many in ((written, False), (written.removesuffix("s"), written.endswith("s"))):
            term = self.short(short, around)
            if term is not None:
                return Found(token.start(), end, term, many, short=True)
        return None

    def short(self, abbreviation: str, around: str = "") -> Term | None:
        """The term of an abbreviation; where it has several meanings, the one that `around` names,
        and None where it names none of them or more than one.
        """
        terms = self._by_short.get(abbreviation)
        if terms is None:
            return None
        if len(terms) == 1 and abbreviation not in terms[0].ambiguous:
            return terms[0]
        low = _key(around)
        named = [each for each in terms if any(_names(low, n) for n in (each.name, *each.names))]
        return named[0] if len(named) == 1 else None

    def folded(self, text: str, around: str = "") -> str:
        """The text with every term by its plain name, so that two wordings can be compared; a plain
        name that has a term in it is brought to plain words too.
        """
        for _ in range(_PASSES):
            before, text = text, self._folded(text, around)
            if text == before:
                break
        return text

    def _folded(self, text: str, around: str) -> str:
        pieces: list[str] = []
        place = 0
        for each in self.find(text, f"{text} . {around}", plain=True):
            plain = each.term.plain or each.term.name
            pieces += (text[place : each.start], plain)
            place = each.end
        return "".join((*pieces, text[place:]))


def _with_brackets(found: Found, text: str) -> Found:
    """A term with the abbreviation or the long form of it that follows in brackets."""
    after = re.match(r" (?:\(([^()]{1,80})\)|\[([^\[\]]{1,80})\])", text[found.end :])
    if after is None:
        return found
    inner = (after[1] or after[2]).lower()
    term = found.term
    forms = {_key(each) for each in (term.name, *term.names, *term.plurals, *term.abbreviations)}
    if not {_key(inner), _key(inner.removesuffix("s"))} & forms:
        return found
    return Found(found.start, found.end + after.end(), term, found.many, found.short)


def _key(name: str) -> str:
    return " ".join(_even(each) for each in _TOKEN.findall(name))


@lru_cache(maxsize=32768)
def _even(word: str) -> str:
    """One word in one case and spelling."""
    return spelled(word.lower().replace("’", "'"))


def _names(low: str, name: str) -> bool:
    return f" {_key(name)} " in f" {low} "


def _together(text: str) -> bool:
    """No sentence, clause or bracket ends inside."""
    return not re.search(r"[.;:,()\[\]\n\t]|\s{2}", text.replace("U.S. ", ""))


def _cased(text: str, start: int, end: int, entry: _Entry) -> bool:
    """A name that is written in capitals (a body's) is read only so."""
    name = entry[0].name
    if name.isupper():
        return text[start:end] == name
    alone = name[:1].isupper() and " " not in name
    return not alone or text[start].isupper()


def with_article(article: str, words: str) -> str:
    """ "a" or "an" as the words want it, in the case it had."""
    right = "an" if _VOWEL.match(words) else "a"
    return right.capitalize() if article[0].isupper() else right


@lru_cache(maxsize=1)
def glossary() -> Glossary:
    """The glossary of this project, read once."""
    return Glossary(tuple(terms()))
