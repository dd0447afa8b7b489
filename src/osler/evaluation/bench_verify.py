"""How well the verifier tells supported statements from false ones, on real pairs.

Support: sentences of BioASQ ideal answers on their gold snippets, snippet sentences on their
snippets, Cochrane plain-language sentences on their own abstracts. Non-support: the same made
false in one place (corruptions.py), and the same on the likest other question or review.
Ideal answers and plain summaries say at times what their passages do not, so recall of support
has a ceiling below one. Cases fall in two halves by a hash of the question; figures are on the
half that was never used for tuning.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from osler.answer.answer import VerdictKind
from osler.answer.verify import judge
from osler.answer.verify.reading import Sentence, read
from osler.answer.verify.verdicts import SUPPORTED_FROM
from osler.evaluation.corruptions import KINDS, corrupt
from osler.evaluation.risk_coverage import curve, strength
from osler.evaluation.risk_coverage import picture as drawn
from osler.evaluation.row import Row
from osler.inference.entailment import Entailment

_SEED = 7
_SENTENCES = 2  # taken of each answer or summary
_PASSAGES = 8  # snippets a statement is judged on


@dataclass(frozen=True, slots=True)
class Topic:
    """One question or review: statements that its passages should support."""

    key: str
    kind: str
    statements: tuple[str, ...]
    passages: tuple[str, ...]
    documents: frozenset[str]
    all_statements: tuple[str, ...] = ()  # of every ideal answer, whole


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement on passages. `made` is "bioasq", "verbatim" or "cochrane" for support, else what
    was done: a corruption, or "other passage".
    """

    statement: str
    passages: tuple[str, ...]
    support: bool
    made: str
    source: str


def rows(
    data: Path,
    tuning: bool = False,
    picture: Path | None = None,
    entailment: Entailment | None = None,
) -> list[Row]:
    """The figures over the held-out half (or the tuning half) of the pairs under `data`; with
    `picture`, the risk–coverage curve is drawn there (SVG). With `entailment`, the figures of the
    rules followed by that model come after those of the rules alone.
    """
    cases = pairs(data, tuning)
    if picture is not None:
        points = curve((strength(judge(each.statement, each.passages)), each.support)
                       for each in cases)  # fmt: skip
        picture.write_text(drawn(points, SUPPORTED_FROM), encoding="utf-8")
    found = measured(cases)
    if entailment is not None:
        found += [
            replace(row, name=row.name.replace("verify", f"verify with {entailment.name}", 1))
            for row in measured(cases, entailment)
        ]
    return found


def pairs(data: Path, tuning: bool) -> list[Pair]:
    """The pairs of one half, in a fixed order."""
    half = [topic for topic in topics(data) if tuned(topic) is tuning]
    return [pair for source in _by_kind(half) for pair in _pairs(source)]


def topics(data: Path) -> list[Topic]:
    """Every question of BioASQ and every review with a plain summary."""
    return [*_questions(data / "questions"), *_reviews(data / "plain")]


def tuned(topic: Topic) -> bool:
    """Whether the topic is of the half that may be looked at."""
    return _hash(topic.key) % 2 == 0


def measured(cases: Sequence[Pair], entailment: Entailment | None = None) -> list[Row]:
    """Balanced accuracy, recall of support by source, false support by how it was made."""
    right: Counter[tuple[bool, str]] = Counter()
    count: Counter[tuple[bool, str]] = Counter()
    for pair in cases:
        said = judge(pair.statement, pair.passages, None, entailment).kind is VerdictKind.SUPPORTED
        count[pair.support, pair.made] += 1
        right[pair.support, pair.made] += said is pair.support
    return _table(right, count)


def _table(right: Counter[tuple[bool, str]], count: Counter[tuple[bool, str]]) -> list[Row]:
    def share(keep: bool, without: str = "") -> float:
        keys = [key for key in count if key[0] is keep and key[1] != without]
        return sum(right[key] for key in keys) / max(1, sum(count[key] for key in keys))

    total = f"{sum(count.values()):,} pairs, half of the questions held out"
    found = [
        Row("verify balanced accuracy", (share(True) + share(False)) / 2, "share", total),
        Row(
            "verify balanced accuracy without verbatim pairs",
            (share(True, "verbatim") + share(False)) / 2,
            "share",
            total,
        ),
        Row("verify false support", 1 - share(False), "share", total),
        Row("verify support coverage", share(True), "share", total),
    ]
    for support, made in sorted(count):
        name = f"verify {made} {'recognised' if support else 'caught'}"
        size = f"{count[support, made]:,} pairs"
        found.append(Row(name, right[support, made] / count[support, made], "share", size))
    return found


def _questions(folder: Path) -> Iterator[Topic]:
    with zipfile.ZipFile(folder / "bioasq_7b_10b.zip") as archive:
        for name in sorted(archive.namelist()):
            if not name.endswith(".json"):
                continue
            for question in json.loads(archive.read(name))["questions"]:
                topic = _topic(question)
                if topic:
                    yield topic


def _topic(question: dict[str, object]) -> Topic | None:
    ideal = question.get("ideal_answer") or []
    first = ideal[0] if isinstance(ideal, list) and ideal else ideal
    snippets = question.get("snippets")
    if not isinstance(first, str) or not isinstance(snippets, list) or not snippets:
        return None
    passages = tuple(str(snippet["text"]) for snippet in snippets[:_PASSAGES])
    documents = frozenset(str(snippet["document"]) for snippet in snippets)
    said = dict.fromkeys(
        each
        for answer in (ideal if isinstance(ideal, list) else [first])
        for each in _statements(str(answer), 20)
    )
    return Topic(
        str(question["id"]), "bioasq", _statements(first), passages, documents, tuple(said)
    )


def _reviews(folder: Path) -> Iterator[Topic]:
    columns = [
        (folder / f"val.{part}").read_text("utf-8").splitlines()
        for part in ("doi", "source", "target")
    ]
    for key, technical, plain in zip(*columns, strict=True):
        said = _statements(plain, 20)
        yield Topic(key, "cochrane", said[:_SENTENCES], (technical,), frozenset((key,)), said)


def _statements(text: str, most: int = _SENTENCES) -> tuple[str, ...]:
    sentences = [sentence.text for sentence in read(text) if len(sentence.words) >= 7]
    return tuple(sentences[:most])


def _by_kind(topics: Sequence[Topic]) -> list[list[Topic]]:
    kinds = dict.fromkeys(topic.kind for topic in topics)
    return [[topic for topic in topics if topic.kind == kind] for kind in kinds]


def _pairs(topics: Sequence[Topic]) -> Iterator[Pair]:
    senses = [_senses(read("\n".join(topic.passages))) for topic in topics]
    for place, topic in enumerate(topics):
        other = topics[_likest(place, senses, topics)]
        for statement in topic.statements:
            yield Pair(statement, topic.passages, True, topic.kind, topic.kind)
            yield Pair(statement, other.passages, False, "other passage", topic.kind)
            yield from _corrupted(statement, topic)
        if topic.kind == "bioasq":
            for sentence in _statements(topic.passages[0])[:1]:
                yield Pair(sentence, topic.passages, True, "verbatim", topic.kind)
                yield from _corrupted(sentence, topic)


def _corrupted(statement: str, topic: Topic) -> Iterator[Pair]:
    for kind in KINDS:
        changed = corrupt(statement, kind, _SEED)
        if changed:
            yield Pair(changed, topic.passages, False, kind, topic.kind)


def _senses(sentences: Sequence[Sentence]) -> frozenset[str]:
    return frozenset(
        word.sense for sentence in sentences for word in sentence.words if word.weight >= 4
    )


def _likest(place: int, senses: Sequence[frozenset[str]], topics: Sequence[Topic]) -> int:
    """The topic with most words in common, but no document: the same question comes up again."""
    mine = topics[place].documents
    others = [
        other
        for other in range(len(topics))
        if other != place and mine.isdisjoint(topics[other].documents)
    ]
    return max(others, key=lambda other: (len(senses[place] & senses[other]), -other))


def _hash(key: str) -> int:
    return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16)
