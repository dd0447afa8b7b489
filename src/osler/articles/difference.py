"""The difference between two versions, statement by statement. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from osler.answer.answer import Statement
from osler.articles.content import Content, statement_hash


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words: "same", "gone" (in the older only) or "new" (in the newer only)."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class StatementDifference:
    """One statement of either version: `kind` is same, changed, added or removed. `runs` are its
    words; for a statement that moved to other citations with the same words, all are "same".
    """

    statement: str
    kind: str
    old: str | None
    new: str | None
    runs: tuple[Run, ...]
    citations_changed: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """Statements in the newer version's order, removed ones where they stood."""

    statements: tuple[StatementDifference, ...]
    references_added: tuple[str, ...]
    references_removed: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing a reader sees is different."""
        return not (self.references_added or self.references_removed) and all(
            each.kind == "same" for each in self.statements
        )


def difference(old: Content, new: Content) -> Difference:
    """What became of each statement. Statements are told apart by id while one article is edited;
    a refreshed version has ids of its own, and there the words decide.
    """
    pairs = _pairs(old, new)
    before, after = old.statements, new.statements
    taken = {name for name in pairs.values() if name is not None}
    found: list[StatementDifference] = []
    left = [name for name in old.ids if name not in taken]
    order = {name: place for place, name in enumerate(old.ids)}
    for name in new.ids:
        match = pairs[name]
        place = order[match] if match is not None else None
        while left and place is not None and order[left[0]] < place:
            found.append(_removed(old, left.pop(0)))
        if match is None:
            words = after[name].text
            found.append(StatementDifference(name, "added", None, words, (Run("new", words),)))
            continue
        one, two = before[match], after[name]
        same = statement_hash(one) == statement_hash(two)
        found.append(
            StatementDifference(
                name,
                "same" if same else "changed",
                one.text,
                two.text,
                words_apart(one.text, two.text),
                citations_changed=not same and one.text == two.text,
            )
        )
    found += [_removed(old, name) for name in left]
    titles = ({e.title for e in old.answer.references}, {e.title for e in new.answer.references})
    return Difference(
        tuple(found), tuple(sorted(titles[1] - titles[0])), tuple(sorted(titles[0] - titles[1]))
    )


def _removed(old: Content, name: str) -> StatementDifference:
    words = old.statements[name].text
    return StatementDifference(name, "removed", words, None, (Run("gone", words),))


def _pairs(old: Content, new: Content) -> dict[str, str | None]:
    """For each statement of the newer version, the older one's that it came from."""
    if old.maker == new.maker:  # one answer, edited: ids say it
        return {name: name if name in old.ids else None for name in new.ids}
    by_text = {each.text: name for name, each in old.statements.items()}
    by_span = {_span(each): name for name, each in old.statements.items()}
    found: dict[str, str | None] = {}
    used: set[str] = set()
    for name, each in new.statements.items():
        match = by_text.get(each.text) or by_span.get(_span(each))
        found[name] = match if match is not None and match not in used else None
        used.update({match} if match is not None else set())
    return found


def _span(statement: Statement) -> tuple[str, int]:
    citation = statement.citations[0]
    return citation.document, citation.start


def words_apart(old: str, new: str) -> tuple[Run, ...]:
    """Word by word, what stayed, went and came, in reading order."""
    one, two = old.split(), new.split()
    runs: list[Run] = []
    for kind, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append(Run("same", " ".join(one[a:b])))
            continue
        if b > a:
            runs.append(Run("gone", " ".join(one[a:b])))
        if d > c:
            runs.append(Run("new", " ".join(two[c:d])))
    return tuple(runs)
