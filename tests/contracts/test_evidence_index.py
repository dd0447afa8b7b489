"""What every engine behind `EvidenceIndex` must do."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from osler.evidence.dates import PartialDate
from osler.evidence.document import Document, Family, Header, Section
from osler.evidence.split import passages
from osler.evidence.standing import Notice, NoticeKind, Standing, StudyDesign
from osler.index.analyse import tokens
from osler.index.embedded import open_index
from osler.index.entry import passage_hash, prepare
from osler.index.index import Clause, EvidenceIndex, Field, Filter, Query, Term
from osler.index.memory import MemoryIndex

EVERYTHING = Filter(exclude_retracted=False, exclude_notices=False)


@pytest.fixture(params=["memory", "embedded"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EvidenceIndex]:
    made: EvidenceIndex = (
        MemoryIndex()
        if request.param == "memory"
        else open_index(tmp_path / "index", create=True, heap=15_000_000)
    )
    yield made
    made.close()


def document(number: int, text: str, **fields: object) -> Document:
    header = Header(
        key=f"pubmed:{99000000 + number}",
        family=Family.RESEARCH,
        source="pubmed",
        title=f"Synthetic record {number}",
        lineage=f"pubmed:{99000000 + number}",
        language="eng",
    )
    return Document(replace(header, **fields), text)  # type: ignore[arg-type]


def label(version: str, *sections: tuple[str, str], **fields: object) -> Document:
    text, spans = "", []
    for code, words in sections:
        spans.append(Section(len(text), len(text) + len(words), ("Section " + code,), code))
        text += words + "\n\n"
    lineage = "label:00000000-0000-4000-8000-000000000001"
    header = Header(
        key=f"{lineage}:{version}",
        family=Family.LABELS,
        source="spl",
        title="Synthetic label",
        lineage=lineage,
        version=version,
        standing=Standing(design=StudyDesign.DRUG_LABEL),
        drugs=("prednisone",),
        brands=("Synthetica",),
    )
    return Document(replace(header, **fields), text, tuple(spans))  # type: ignore[arg-type]


def words(text: str) -> Query:
    return Query(tuple(Clause((Term((each,)),)) for each in tokens(text)))


def fill(index: EvidenceIndex, *documents: Document) -> int:
    index.upsert(prepare(each) for each in documents)
    return index.commit()


def keys(index: EvidenceIndex, query: Query, where: Filter = EVERYTHING, k: int = 10) -> list[str]:
    return [hit.passage.document for hit in index.search(query, where, k)]


def test_empty_index_finds_nothing(index: EvidenceIndex) -> None:
    assert index.search(words("myopathy"), Filter(), 10) == []
    assert index.fetch(["pubmed:99000001"]) == {}
    assert index.lineage("pubmed:99000001") == []
    assert (index.stats().documents, index.stats().passages, index.stats().version) == (0, 0, 0)


def test_nothing_is_visible_before_commit(index: EvidenceIndex) -> None:
    index.upsert([prepare(document(1, "statin myopathy"))])
    assert keys(index, words("myopathy")) == []
    index.commit()
    assert keys(index, words("myopathy")) == ["pubmed:99000001"]


def test_versions_grow_by_one_with_each_commit_that_changes_anything(index: EvidenceIndex) -> None:
    assert index.commit() == 0
    assert fill(index, document(1, "one")) == 1
    assert index.commit() == 1
    index.delete(["pubmed:99000999"])
    assert index.commit() == 1
    index.delete(["pubmed:99000001"])
    assert index.commit() == 2
    assert index.stats().version == 2


def test_hit_carries_the_exact_passage_and_header(index: EvidenceIndex) -> None:
    lone = document(1, "Título: miopatía necrosante – 10⁹ cells ≥ 0.5 mg.\n\nStatins.")
    several = label("7", ("34084-4", "Myopathy was seen."), ("34070-3", "Do not use in porphyria."))
    fill(index, lone, several)
    for made, query in ((lone, "statins"), (several, "porphyria")):
        hit = index.search(words(query), Filter(), 5)[0]
        assert hit.passage in passages(made)
        assert hit.header == made.header
        assert hit.dense is None
        assert hit.score > 0


def test_fetch_gives_documents_whole(index: EvidenceIndex) -> None:
    made = [document(1, "one"), document(2, ""), label("1", ("34084-4", "a"), ("34070-3", "b"))]
    fill(index, *made)
    assert index.fetch([*(each.key for each in made), "pubmed:99000404"]) == {
        each.key: each for each in made
    }
    assert index.stats().documents == 3
    assert index.stats().passages == 3


def test_upsert_replaces_all_passages_of_a_document(index: EvidenceIndex) -> None:
    fill(
        index, label("1", ("34084-4", "rhabdomyolysis"), ("34070-3", "porphyria")), document(1, "x")
    )
    fill(index, label("1", ("34084-4", "jaundice")))
    assert keys(index, words("rhabdomyolysis porphyria")) == []
    assert len(keys(index, words("jaundice"))) == 1
    assert (index.stats().documents, index.stats().passages) == (2, 2)


def test_the_last_of_two_upserts_in_one_commit_counts(index: EvidenceIndex) -> None:
    index.upsert([prepare(document(1, "first")), prepare(document(1, "last"))])
    index.commit()
    assert keys(index, words("first")) == []
    assert keys(index, words("last")) == ["pubmed:99000001"]
    assert index.stats().documents == 1


def test_delete_also_reaches_what_is_not_committed_yet(index: EvidenceIndex) -> None:
    index.upsert([prepare(document(1, "statin")), prepare(document(2, "statin"))])
    index.delete(["pubmed:99000001"])
    index.commit()
    assert keys(index, words("statin")) == ["pubmed:99000002"]
    index.delete(["pubmed:99000002"])
    index.commit()
    assert keys(index, words("statin")) == []
    assert index.stats().documents == 0


def test_closing_loses_what_is_not_committed(index: EvidenceIndex) -> None:
    fill(index, document(1, "statin"))
    index.upsert([prepare(document(2, "statin"))])
    index.close()
    index.refresh()
    assert keys(index, words("statin")) == ["pubmed:99000001"]


def test_clauses_add_up_and_alternatives_do_not(index: EvidenceIndex) -> None:
    fill(index, document(1, "infarction heart attack"), document(2, "infarction myalgia fever"))
    both = Query((Clause((Term(("infarct",)), Term(("heart", "attack")))),))
    one, two = index.search(both, EVERYTHING, 2)
    assert one.passage.document == "pubmed:99000001"
    added = Query((Clause((Term(("infarct",)),)), Clause((Term(("heart", "attack")),))))
    assert index.search(added, EVERYTHING, 1)[0].score > one.score > two.score


def test_required_clauses_must_match_and_others_only_add(index: EvidenceIndex) -> None:
    fill(index, document(1, "statin myopathy"), document(2, "statin"), document(3, "myopathy"))
    query = Query((Clause((Term(("statin",)),), required=True), Clause((Term(("myopathi",)),))))
    assert keys(index, query) == ["pubmed:99000001", "pubmed:99000002"]
    nothing = Query((Clause((), required=True), Clause((Term(("statin",)),))))
    assert keys(index, nothing) == []
    assert keys(index, Query(())) == []
    assert keys(index, Query((Clause((Term(()),)),))) == []


def test_phrases_need_their_order(index: EvidenceIndex) -> None:
    fill(index, document(1, "heart attack"), document(2, "attack of the heart"))
    assert keys(index, Query((Clause((Term(("heart", "attack")),)),))) == ["pubmed:99000001"]


def test_fields_and_weights(index: EvidenceIndex) -> None:
    fill(
        index, document(1, "x y", title="Synthetic gout"), document(2, "gout y", title="Synthetic")
    )
    assert keys(index, Query((Clause((Term(("gout",), 1.0, Field.HEAD),)),))) == ["pubmed:99000001"]
    either = Clause((Term(("gout",), 9.0, Field.HEAD), Term(("gout",), 1.0, Field.BODY)))
    assert keys(index, Query((either,))) == ["pubmed:99000001", "pubmed:99000002"]
    other = Clause((Term(("gout",), 1.0, Field.HEAD), Term(("gout",), 9.0, Field.BODY)))
    assert keys(index, Query((other,))) == ["pubmed:99000002", "pubmed:99000001"]


def test_ties_come_in_order_of_key(index: EvidenceIndex) -> None:
    fill(index, *(document(number, "statin") for number in (5, 3, 9, 1, 7)))
    expected = [f"pubmed:{99000000 + number}" for number in (1, 3, 5, 7, 9)]
    assert keys(index, words("statin")) == expected
    assert keys(index, words("statin"), k=2) == expected[:2]
    assert keys(index, words("statin"), k=0) == []


RETRACTED = Standing(notices=(Notice(NoticeKind.RETRACTED),))
SUPERSEDED = Standing(notices=(Notice(NoticeKind.SUPERSEDED),))


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (Filter(), {2, 3, 5, 6}),
        (EVERYTHING, {1, 2, 3, 4, 5, 6}),
        (Filter(exclude_superseded=True), {3, 5, 6}),
        (Filter(families=(Family.LABELS,)), {6}),
        (Filter(families=(Family.GUIDELINES,)), set()),
        (Filter(families=(Family.LABELS, Family.RESEARCH)), {2, 3, 5, 6}),
        (Filter(since=2019), {3}),
        (Filter(until=2018), {5}),
        (Filter(since=2018, until=2020), {3, 5}),
        (Filter(designs=(StudyDesign.REVIEW, StudyDesign.DRUG_LABEL)), {3, 6}),
        (Filter(drugs=("prednisone",)), {6}),
        (Filter(drugs=("synthetica", "aspirin")), {6}),
        (Filter(codes=("34084-4",)), {6}),
        (Filter(codes=("34070-3",)), set()),
        (Filter(languages=("fre",)), {5}),
        (Filter(documents=("pubmed:99000002", "pubmed:99000001")), {2}),
        (Filter(documents=("pubmed:99000001",), exclude_retracted=False), {1}),
    ],
)
def test_filters(index: EvidenceIndex, where: Filter, expected: set[int]) -> None:
    fill(
        index,
        document(1, "statin", standing=RETRACTED),
        document(2, "statin", standing=SUPERSEDED),
        document(
            3, "statin", date=PartialDate("2020", 2020), standing=Standing(StudyDesign.REVIEW)
        ),
        document(4, "statin", standing=Standing(StudyDesign.NOTICE)),
        document(5, "statin", date=PartialDate("2018", 2018), language="fre"),
        label("6", ("34084-4", "statin"), ("34070-3", "porphyria")),
    )
    found = index.search(words("statin"), where, 10)
    names = {int(hit.header.version or hit.header.key[-1]) for hit in found}
    assert names == expected


def test_filters_do_not_change_scores(index: EvidenceIndex) -> None:
    fill(index, document(1, "statin", date=PartialDate("2020", 2020)), document(2, "fibrate"))
    plain = index.search(words("statin"), EVERYTHING, 1)[0].score
    narrow = Filter(
        families=(Family.RESEARCH,), since=2019, languages=("eng",), designs=(StudyDesign.ARTICLE,)
    )
    assert index.search(words("statin"), narrow, 1)[0].score == pytest.approx(plain)


def test_rescoring_sees_the_engines_best_and_decides(index: EvidenceIndex) -> None:
    fill(index, document(1, "statin statin"), document(2, "statin"), document(3, "statin of x"))
    seen: list[int] = []

    def reverse(hashes: Sequence[int], scores: Sequence[float]) -> list[tuple[float, float | None]]:
        seen.extend(hashes)
        assert list(scores) == sorted(scores, reverse=True)
        return [(1 - score, 0.5 if at else None) for at, score in enumerate(scores)]

    plain = index.search(words("statin"), EVERYTHING, 3)
    found = index.search_rescored(words("statin"), EVERYTHING, 1, 2, reverse)
    assert seen == [passage_hash(hit.passage) for hit in plain[:2]]
    assert [hit.passage for hit in found] == [plain[1].passage]
    assert (found[0].score, found[0].dense) == (pytest.approx(1 - plain[1].score), 0.5)


def test_walks_see_the_committed_snapshot(index: EvidenceIndex) -> None:
    made = [document(1, "one"), document(2, ""), label("1", ("34084-4", "a"), ("34070-3", "b"))]
    fill(index, *made, document(3, "gone"))
    index.delete(["pubmed:99000003"])
    index.commit()
    index.upsert([prepare(document(4, "not committed"))])
    assert sorted(index.documents(), key=lambda each: each.key) == sorted(
        made, key=lambda each: each.key
    )
    expected = [passage for each in made for passage in passages(each)]
    assert sorted(index.passages(), key=lambda each: each.key) == sorted(
        expected, key=lambda each: each.key
    )


def test_lineage_is_newest_first_by_number(index: EvidenceIndex) -> None:
    fill(index, *(label(version, ("34084-4", "words")) for version in ("9", "10", "2")))
    found = index.lineage("label:00000000-0000-4000-8000-000000000001")
    assert [header.version for header in found] == ["10", "9", "2"]


def test_engines_rank_alike(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - a fixed corpus, not a secret
    vocabulary = [f"w{number}" for number in range(40)]
    corpus = [
        document(number, " ".join(chance.choices(vocabulary, k=chance.randint(1, 180))))
        for number in range(1, 120)
    ]
    memory = MemoryIndex()
    embedded = open_index(tmp_path / "index", create=True, heap=15_000_000)
    for index in (memory, embedded):
        fill(index, *corpus)

    def choose(n: int) -> tuple[str, ...]:
        return tuple(chance.choices(vocabulary, k=n))

    for _ in range(60):
        clauses = tuple(
            Clause(
                tuple(
                    Term(choose(chance.choice((1, 1, 1, 2))), chance.choice((0.5, 1.0, 2.0)))
                    for _ in range(chance.randint(1, 3))
                ),
                required=chance.random() < 0.2,
            )
            for _ in range(chance.randint(1, 4))
        )
        one = memory.search(Query(clauses), EVERYTHING, 20)
        two = embedded.search(Query(clauses), EVERYTHING, 20)
        assert [hit.score for hit in two] == pytest.approx([hit.score for hit in one], rel=1e-4)
        firm = [hit.passage.key for hit in one]
        assert sorted(firm) == sorted(hit.passage.key for hit in two) or len(one) == 20
    embedded.close()
