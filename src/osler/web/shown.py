"""An answer as pages show it: citations as numbered spans with context, statements named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from osler.answer.answer import Answer, Citation, Reference, Section, Statement
from osler.answer.cite import statements
from osler.articles.ground import fallen
from osler.articles.public import Public
from osler.articles.records import Cause
from osler.evidence.document import Document, Family
from osler.readers.adapt import adapt
from osler.readers.adapted import Adapted, Told, as_it_is, unchanged
from osler.readers.audience import NOBODY, Audience, audience
from osler.rendering import words
from osler.rendering.dates import day
from osler.rendering.page import Context, context, contexts

_Place = tuple[str, int, int]  # document, start, end


@dataclass(frozen=True, slots=True)
class Span:
    """One passage quoted, in its context; `id` is its place on the page. One that several
    statements cite is there once.
    """

    id: str
    number: int
    section: tuple[str, ...]
    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What the templates ask. `report` is where errors are reported, None where nobody can;
    `fallen` what became of documents that bear nothing any more, by key; `adapted` the answer in
    the reader's words.
    """

    spans: Mapping[_Place, Span]
    names: Mapping[tuple[str, tuple[Citation, ...]], str]
    causes: tuple[Cause, ...] = ()
    report: str | None = None
    adapted: Adapted | None = None
    fallen: Mapping[str, str] = field(default_factory=dict)
    _by_number: dict[int, list[Span]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for span in self.spans.values():
            self._by_number.setdefault(span.number, []).append(span)

    @property
    def audience(self) -> Audience:
        """Who reads."""
        return self.adapted.audience if self.adapted else NOBODY

    def sections(self, answer: Answer) -> tuple[Section, ...]:
        """The answer's sections in the reader's order."""
        return self.adapted.sections if self.adapted else answer.sections

    def folds(self, section: Section) -> int:
        """Statements of a section that stands behind a fold for this reader; 0 where it is open:
        studies do for lay readers, where guidelines or labels say something.
        """
        if not self.audience.fold or self.adapted is None or section.family is not Family.RESEARCH:
            return 0
        others = (each for each in self.adapted.sections if each.family is not section.family)
        if not any(each.groups for each in others):
            return 0
        return sum(len(each.statements) for each in section.groups)

    def told(self, statement: Statement, *, brief: bool = False) -> Told:
        """A statement in the reader's words."""
        return self.adapted.of(statement, brief=brief) if self.adapted else as_it_is(statement)

    def line(self, text: str) -> Told:
        """A side of a disagreement or a line of what is not covered, in the reader's words."""
        return self.adapted.line(text) if self.adapted else unchanged(text)

    def span(self, citation: Citation) -> Span:
        """The span of a citation."""
        return self.spans[_place(citation)]

    def spans_of(self, reference: Reference) -> list[Span]:
        """What is quoted of a reference, in order of first use."""
        return self._by_number.get(reference.number, [])

    def name(self, statement: Statement) -> str | None:
        """The id of a statement; one in brief has that of the same in its section."""
        return self.names.get((statement.text, statement.citations))

    def causes_of(self, reference: Reference) -> list[Cause]:
        """What changed under a reference since, and is not dealt with."""
        return [each for each in self.causes if each.document == reference.document]

    def rests(self, statement: Statement) -> list[str]:
        """Lines for a statement that rests on a document whose standing fell since; it then has no
        certainty.
        """
        said = words.rests(statement, self.fallen)
        if said is None:
            return []
        cited = {each.document: each.reference for each in statement.citations}
        told = [
            f"Source {cited[each.document]}: {each.kind}, noticed {day(each.at)}"
            for each in self.causes
            if each.document in cited and each.document in self.fallen
        ]
        return [f"{said}, so no certainty is given", *told]


def _place(citation: Citation) -> _Place:
    return citation.document, citation.start, citation.end


def shown_article(public: Public, report: str | None, reader: str | None) -> Shown:
    """An article's version: context from the passages kept in it."""
    content = public.content
    held = {each.key: each for each in content.passages}

    def around(citation: Citation) -> Context:
        passage = held[citation.passage]
        return context(passage.text, citation.start - passage.start, citation.end - passage.start)

    answer = content.answer
    cited = list(_citations(answer))
    spans = _spans(cited, {_place(each): around(each) for each in cited})
    names = {(each.text, each.citations): name for name, each in content.statements.items()}
    causes = (*public.causes, *(e for e in public.groundless if e not in public.causes))
    down = fallen(public.groundless)
    return Shown(spans, names, causes, report, adapt(answer, audience(reader)), down)


def shown_answer(answer: Answer, documents: Mapping[str, Document], reader: str | None) -> Shown:
    """An answer just given: context from the documents as they are held."""
    known = contexts(answer, documents)
    none = Context("", "")
    cited = list(_citations(answer))
    around = {_place(each): known.get((each.passage, each.start), none) for each in cited}
    listed = statements(answer.sections)
    names = {(each.text, each.citations): f"s{at}" for at, each in enumerate(listed, 1)}
    return Shown(_spans(cited, around), names, adapted=adapt(answer, audience(reader)))


def _citations(answer: Answer) -> Iterable[Citation]:
    for statement in (*answer.summary, *statements(answer.sections)):
        yield from statement.citations
    for opposed in answer.disagreements:
        for side in opposed.sides:
            yield from side.citations


def _spans(cited: Iterable[Citation], around: Mapping[_Place, Context]) -> dict[_Place, Span]:
    found: dict[_Place, Span] = {}
    for each in cited:
        place = _place(each)
        if place not in found:
            near = around[place]
            name = f"q{len(found) + 1}"
            found[place] = Span(
                name, each.reference, each.section, near.before, each.quote, near.after
            )
    return found
