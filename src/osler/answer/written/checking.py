"""Holding one statement of a model against what it cites: it stays, or why it does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from osler.answer.answer import Statement, Verdict, VerdictKind
from osler.answer.answering import unanswering
from osler.answer.candidate import Candidate, Ranked
from osler.answer.desk import Evidence, Wish
from osler.answer.fitness import TOO_SHORT, animal, case_report, dangling, unfit
from osler.answer.homoglyphs import latin
from osler.answer.malformed import LEANS, malformed
from osler.answer.place import out_of_place
from osler.answer.question import Question
from osler.answer.rank import rank
from osler.answer.recommended import states
from osler.answer.relevance import irrelevant
from osler.answer.select import Choice, repeats
from osler.answer.verify import judge
from osler.answer.write import rewritten
from osler.answer.written.drafts import Draft
from osler.answer.written.prompt import unseen
from osler.answer.written.quoting import located
from osler.answer.written.supplied import Supplied
from osler.answer.written.wording import added
from osler.evidence.document import Family

LONGEST = 420  # code points of a statement
_QUOTED = 3  # sentences that a quote may reach into
_MARKUP = re.compile(r"</?\w|<!|&#?\w+;|https?:|www\.|\]\(|[`{}\\]|\[\d")
_ENDS = re.compile(r"[.!?][\"')\]]*$")


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a draft. `choice` and `statement` are there where it passed; `reasons` say why
    it did not, "what: more" of which `more` may be the model's own words.
    """

    text: str
    reasons: tuple[str, ...] = ()
    verdict: Verdict | None = None
    passages: tuple[str, ...] = ()
    choice: Choice | None = None
    statement: Statement | None = None


class Checker:
    """Checks drafts over the passages supplied. The statements that passed are `kept`."""

    def __init__(
        self, question: Question, passages: Sequence[Supplied], evidence: Evidence, wish: Wish
    ) -> None:
        self._question = question
        self._given: Mapping[int, Supplied] = {each.number: each for each in passages}
        self._evidence = evidence
        self._wish = wish
        pool = [each for given in passages for each in given.sentences]
        self._ranked = {id(each.candidate): each for each in rank(question, pool)}
        self.kept: list[Found] = []

    def check(self, draft: Draft) -> Found:
        """What comes of a draft, its form first and what costs most last."""
        text = _tidied(draft.text)
        keys = tuple(self._given[n].hit.passage.key for n in draft.passages if n in self._given)
        found = self._check(text, draft, keys)
        if found.statement is not None:
            self.kept.append(found)
        return found

    def _check(self, text: str, draft: Draft, keys: tuple[str, ...]) -> Found:
        reason = self._form(text) or self._numbers(draft)
        if reason is not None:
            return Found(text, (reason,), None, keys)
        source = self._source(draft)
        if source is None:
            return Found(text, ("quote: it is not in the passages cited",), None, keys)
        reason = self._place(source, text)
        if reason is not None:
            return Found(text, (reason,), None, keys)
        cited, verdict = self._judged(text, source)
        if verdict.kind is not VerdictKind.SUPPORTED:
            return Found(text, verdict.reasons or (verdict.kind.value,), verdict, keys)
        also = tuple(self._also(text, draft, cited))
        choice = Choice(replace(source.ranked, candidate=cited), text, also)
        wish, question = self._wish, self._question
        statement = rewritten(
            choice, verdict, self._evidence.vocabulary, wish.year, question.population,
            self._evidence.old,
        )  # fmt: skip
        reasons = () if statement else ("span: it is not the document's text",)
        return Found(text, reasons, verdict, keys, choice, statement)

    def _form(self, text: str) -> str | None:
        if len(text) < SHORTEST or len(text) > LONGEST:
            return "length: it is no single sentence"
        if _MARKUP.search(text) or not text.isprintable():
            return "form: it holds more than plain words"
        if latin(text) != text:
            return "form: it mixes scripts"
        if (opener := dangling(text)) is not None:
            return f"form: it does not stand by itself ({opener})"
        if any(repeats(text, each.text) for each in self.kept):
            return "again: another statement says this"
        return None

    def _numbers(self, draft: Draft) -> str | None:
        if not draft.passages:
            return "passages: it cites none"
        known = all(number in self._given for number in draft.passages)
        return None if known else "passages: it cites one that was not given"

    def _source(self, draft: Draft) -> _Source | None:
        """The sentences that the quote stands in, in the first cited passage that has it."""
        for number in draft.passages:
            given = self._given[number]
            place = located(draft.quote, given.text)
            if place is None:
                continue
            start, end = given.start + place[0], given.start + place[1]
            rows = [
                row
                for row, each in enumerate(given.sentences)
                if each.start < end and start < each.end
            ]
            if rows and len(rows) <= _QUOTED:
                first = max(rows, key=lambda row: self._score(given.sentences[row]))
                ranked = self._ranked[id(given.sentences[first])]
                return _Source(given, rows[0], rows[-1], ranked)
        return None

    def _score(self, sentence: Candidate) -> float:
        return self._ranked[id(sentence)].score

    def _place(self, source: _Source, text: str) -> str | None:
        """Why the sentence quoted, or what is made of it, must not stand in this answer."""
        question, sentence = self._question, source.ranked.candidate
        ours = replace(sentence, text=text, label=None)
        if case_report(sentence) or animal(sentence):
            return "source: it tells of single cases, animals or the laboratory"
        for each in (sentence, ours):
            reason = out_of_place(question, each)
            if reason is not None:
                return f"place: {reason}"
        broken = malformed(question, sentence)
        if broken not in {None, LEANS}:
            return f"source: {broken}"
        unfitting = unfit(ours, question)
        if unfitting not in {None, TOO_SHORT}:
            return f"fitness: {unfitting}"
        unfitting = unfit(sentence, question)
        if unfitting not in {None, TOO_SHORT} and not states(question, sentence):
            return f"fitness: {unfitting}"
        silent = unanswering(question, sentence)
        if silent is not None and unanswering(question, ours) is not None:
            return f"answer: {silent}"
        beside = irrelevant(question, source.ranked)
        return f"answer: {beside}" if beside is not None else None

    def _judged(self, text: str, source: _Source) -> tuple[Candidate, Verdict]:
        """The span to cite and what it says of the words: the sentences quoted, with the one before
        where those alone do not bear them.
        """
        narrow = source.span(source.first)
        verdict = self._verdict(text, narrow)
        if verdict.kind is not VerdictKind.SUPPORTED and source.first > 0:
            wide = source.span(source.first - 1)
            again = self._verdict(text, wide)
            if again.kind is VerdictKind.SUPPORTED:
                return wide, again
        return narrow, verdict

    def _verdict(self, text: str, span: Candidate) -> Verdict:
        """A label's sentence speaks for its drug without naming it."""
        header = span.hit.header
        named = header.family is Family.LABELS and (*header.drugs, *header.brands)
        said = [span.text, *([f"{', '.join(named)}."] if named else [])]
        verdict = judge(text, said, self._evidence.vocabulary, self._evidence.entailment)
        more = added(text, said, self._evidence.vocabulary)
        if verdict.kind is VerdictKind.SUPPORTED and more:
            words = f"added: {', '.join(more)} is not in the passage"
            return Verdict(VerdictKind.PARTIAL, verdict.score, (words,))
        return verdict

    def _also(self, text: str, draft: Draft, cited: Candidate) -> Iterator[Candidate]:
        """In each other passage named, the sentence that by itself supports the words."""
        for number in draft.passages:
            given = self._given[number]
            if given.hit.passage.key == cited.hit.passage.key:
                continue
            for each in given.sentences:
                if out_of_place(self._question, each) is None and (
                    judge(
                        text, [each.text], self._evidence.vocabulary, self._evidence.entailment
                    ).kind
                    is VerdictKind.SUPPORTED
                ):
                    yield each
                    break


@dataclass(frozen=True, slots=True)
class _Source:
    """Sentences `first` to `last` of a passage, with the best ranked of those quoted."""

    given: Supplied
    first: int
    last: int
    ranked: Ranked

    def span(self, first: int) -> Candidate:
        """The sentences from `first` on as one candidate, exactly the document's text."""
        opening, closing = self.given.sentences[first], self.given.sentences[self.last]
        passage = self.given.hit.passage
        words = passage.text[opening.start - passage.start : closing.end - passage.start]
        return replace(opening, text=words, start=opening.start, end=closing.end)


SHORTEST = 12  # code points of a statement


def _tidied(text: str) -> str:
    """A model's words on one line, with a full stop, without unseen characters."""
    words = " ".join(unseen(text).split())
    return words if not words or _ENDS.search(words) else f"{words}."
