"""The pairs a judge is trained on: claims, the sentences they stand on, and what these say of them.

Run as `python -m osler.evaluation.judge_pairs DATA HOME VOCABULARY OUT.jsonl.gz`, where HOME holds
an index of DATA. Claims are sentences of BioASQ's ideal answers and of Cochrane's plain summaries,
from the half of the questions that `bench_verify` tunes on, and sentences of the indexed documents,
apart from those that held-out questions cite; said in other words (`restated`), made false in one
place (`falsified`), or set on sentences that are about the same and say something else. The premise
is what the rules would set the claim on. The recorded seed decides everything else.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from osler.answer.verify.coverage import footing_of, index_of
from osler.answer.verify.reading import Sentence, read
from osler.evaluation.bench_verify import Topic, topics, tuned
from osler.evaluation.falsified import Stock, falsified
from osler.evaluation.restated import restated
from osler.evidence.document import Document, Family
from osler.index.embedded import open_index
from osler.vocabulary.compiled import open_vocabulary
from osler.vocabulary.concept import ConceptKind, Vocabulary

SEED = 20261126
SAYS, SILENT, DENIES = "says", "silent", "denies"  # what the premise does with the claim
_SHARES = {Family.RESEARCH: 16_000, Family.LABELS: 4_000, Family.GUIDELINES: 4_000}  # documents
_CARRIED = (
    0.4  # share of an ideal answer's weight that its snippets must carry to be called support
)
_FALSE = 3  # falsified claims kept of each sentence
_RESTATED = 2  # restatements of each sentence, at most


@dataclass(frozen=True, slots=True)
class Example:
    """`label` is "says", "silent" or "denies"; `way` how the pair was made; `source` from what."""

    premise: str
    claim: str
    label: str
    way: str
    source: str


def examples(data: Path, home: Path, compiled: Path) -> Iterator[Example]:
    """Every pair, in a fixed order."""
    chance = random.Random(SEED)  # noqa: S311  (no secret)
    vocabulary = open_vocabulary(compiled).vocabulary
    asked = topics(data)
    tuning = [topic for topic in asked if tuned(topic)]
    held = {key for topic in asked if not tuned(topic) for key in map(_pmid, topic.documents)}
    documents = _documents(home, held, chance)
    others = _names(documents, vocabulary)
    yield from _of_topics(tuning, vocabulary, others, chance)
    for document in documents:
        yield from _of_document(document, vocabulary, others, chance)


def write(pairs: Iterable[Example], out: Path) -> Counter[str]:
    """Each pair once, as gzipped JSON lines; counts by source, label and way."""
    seen: set[bytes] = set()
    count: Counter[str] = Counter()
    with gzip.GzipFile(out, "wb", mtime=0) as file:
        for each in pairs:
            line = json.dumps(asdict(each), ensure_ascii=False).encode()
            digest = hashlib.sha256(line).digest()
            if digest not in seen and each.premise and each.claim:
                seen.add(digest)
                count[f"{each.source} {each.label} {each.way}"] += 1
                file.write(line + b"\n")
    return count


def window(claim: str, passages: Sequence[str]) -> tuple[str, float]:
    """The sentences the rules set `claim` on, in their order, and the share carried (0..1)."""
    sentences = tuple(sentence for passage in passages for sentence in read(passage))
    index = index_of(sentences)
    chosen: dict[int, None] = {}
    shares = []
    for part in read(claim):
        best, share = footing_of(part, index, sentences)
        shares.append(share)
        chosen.update((id(each), None) for each in best)
    kept = [each.text for each in sentences if id(each) in chosen]
    return " ".join(kept), min(shares, default=0.0)


def _of_topics(
    asked: Sequence[Topic],
    vocabulary: Vocabulary,
    others: dict[ConceptKind, Sequence[str]],
    chance: random.Random,
) -> Iterator[Example]:
    for kind in sorted({topic.kind for topic in asked}):
        group = [topic for topic in asked if topic.kind == kind]
        words = [_rare(read("\n".join(topic.passages))) for topic in group]
        for place, topic in enumerate(group):
            far = [group[at] for at in _alike(place, words, group)]
            foreign = tuple(each for other in far for each in other.all_statements)
            for statement in topic.all_statements:
                premise, share = window(statement, topic.passages)
                if share < _CARRIED:
                    continue
                yield Example(premise, statement, SAYS, "ideal", kind)
                yield from _around(
                    statement, topic.passages, vocabulary, others, chance, kind, foreign
                )
                for other in far:
                    yield Example(
                        window(statement, other.passages)[0], statement, SILENT, "other", kind
                    )


def _of_document(
    document: Document,
    vocabulary: Vocabulary,
    others: dict[ConceptKind, Sequence[str]],
    chance: random.Random,
) -> Iterator[Example]:
    source = document.header.family.value
    text = " ".join(
        document.text[section.start : section.end] for section in document.sections
    ) or document.text  # fmt: skip
    sentences = [each for each in read(text[:20_000]) if 7 <= len(each.words) <= 60]
    if len(sentences) < 3:
        return
    for place in chance.sample(range(len(sentences)), 2):
        claim = sentences[place].text
        around = [each.text for each in sentences[max(0, place - 2) : place + 3]]
        near = " ".join(around) if chance.random() < 0.3 else ""
        yield from _around(
            claim,
            [near or claim],
            vocabulary,
            others,
            chance,
            source,
            tuple(each.text for each in sentences if each.text not in around),
            tuple(around),
        )
        rest = [each.text for at, each in enumerate(sentences) if at != place]
        premise, share = window(claim, rest)
        last = place >= len(sentences) - 2  # a conclusion may well be said before
        if share < 0.75 and not last:
            yield Example(premise, claim, SILENT, "beside", source)
    title = document.header.title
    if source == Family.RESEARCH.value and title and _tells(title):
        premise, share = window(title.rstrip("."), [each.text for each in sentences])
        if share > 0.7:
            yield Example(premise, title, SAYS, "title", source)


def _around(
    statement: str,
    passages: Sequence[str],
    vocabulary: Vocabulary,
    others: dict[ConceptKind, Sequence[str]],
    chance: random.Random,
    source: str,
    foreign: tuple[str, ...],
    beside: tuple[str, ...] = (),
) -> Iterator[Example]:
    """The statement in other words, and made false, each on what it would be judged by."""
    mentions = vocabulary.mentions(statement)
    said = restated(statement, chance, mentions, _RESTATED)
    if beside:
        yield Example(window(statement, passages)[0], statement, SAYS, "itself", source)
    for each in said:
        yield Example(window(each, passages)[0], each, SAYS, "restated", source)
    near = beside or tuple(each.text for passage in passages for each in read(passage))
    near = tuple(each for each in near if each != statement)
    also = [each for each in near if len(each) < 160 and any(each in text for text in passages)]
    if also:
        both = f"{statement.rstrip('.')}; {chance.choice(also)}"
        yield Example(window(both, passages)[0], both, SAYS, "joined", source)
    stock = Stock(mentions, others, near, foreign)
    base = chance.choice([statement, *said])
    wrong = falsified(base, chance, stock)
    for false in chance.sample(wrong, min(_FALSE, len(wrong))):
        label = DENIES if false.against else SILENT
        yield Example(window(false.text, passages)[0], false.text, label, false.way, source)


def _documents(home: Path, held: set[str], chance: random.Random) -> list[Document]:
    by_family: dict[Family, list[Document]] = defaultdict(list)
    index = open_index(home / "index")
    try:
        for document in index.documents():
            if _pmid(document.key) not in held and document.header.family in _SHARES:
                by_family[document.header.family].append(document)
    finally:
        index.close()
    chosen = []
    for family, share in _SHARES.items():
        found = sorted(by_family[family], key=lambda each: each.key)
        chosen += chance.sample(found, min(share, len(found)))
    return chosen


def _names(
    documents: Sequence[Document], vocabulary: Vocabulary
) -> dict[ConceptKind, Sequence[str]]:
    """Names that swaps draw on, as often as titles name them."""
    found: dict[ConceptKind, list[str]] = defaultdict(list)
    for document in documents:
        for mention in vocabulary.mentions(document.header.title or ""):
            found[mention.concept.kind].append(mention.text)
    return dict(found)


def _tells(title: str) -> bool:
    words = {word.word for sentence in read(title) for word in sentence.words}
    verbs = {"is", "are", "improves", "reduces", "increases", "inhibits", "induces", "causes",
             "predicts", "promotes", "prevents", "does", "regulates", "has"}  # fmt: skip
    return "?" not in title and len(words) > 6 and bool(words & verbs)


def _alike(place: int, words: Sequence[frozenset[str]], group: Sequence[Topic]) -> list[int]:
    """The two topics with most words in common that share no document."""
    mine = group[place].documents
    others = [at for at in range(len(group)) if at != place and not mine & group[at].documents]
    return sorted(others, key=lambda at: (-len(words[place] & words[at]), at))[:2]


def _rare(sentences: Sequence[Sentence]) -> frozenset[str]:
    return frozenset(
        word.sense for sentence in sentences for word in sentence.words if word.weight >= 4
    )


def _pmid(key: str) -> str:
    """The PMID at the end of an address or key."""
    return key.rstrip("/").replace(":", "/").rsplit("/", 1)[-1]


if __name__ == "__main__":
    found = write(examples(*map(Path, sys.argv[1:4])), Path(sys.argv[4]))
    for name, size in sorted(found.items()):
        print(f"{size:8,}  {name}")
    print(f"{sum(found.values()):8,}  pairs")
