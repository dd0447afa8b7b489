"""The retrieval benchmark measures what it says."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from osler.evaluation.bench_retrieve import gold, held_out, ndcg, questions, rows
from osler.evaluation.bioasq import Asked, Snippet
from osler.evidence.document import Document, Family, Header, Identifiers, Section
from osler.index.index import Query
from osler.inference.hashing_encoder import HashingEncoder
from osler.vocabulary.small import SmallVocabulary

SMALL = SmallVocabulary()
ASKED = [
    Asked("a", "What does Tylenol do to the liver?", "summary", (), (
        Snippet("99000001", "Acetaminophen in excess injures cells."),
        Snippet("99000002", "Paracetamol hepatotoxicity depends on glutathione in the liver."),
    )),
]  # fmt: skip


def _held(key: str, text: str, pmid: str | None = None) -> Document:
    header = Header(
        key, Family.RESEARCH, "jats", "Synthetic", key, identifiers=Identifiers(pmid=pmid)
    )
    return Document(header, text, (Section(0, len(text)),))


OTHERS = [
    _held(f"pmc:PMC9900000{n}", f"Synthetic text on the liver of fish, number {n}.")
    for n in range(5)
]


def test_ndcg_by_hand() -> None:
    assert ndcg(["a", "b"], {"a", "b"}, 10) == 1
    assert ndcg(["x", "a"], {"a"}, 10) == pytest.approx(1 / math.log2(3))
    assert ndcg(["x", "a"], {"a"}, 1) == 0
    assert ndcg([], {"a"}, 10) == 0


def test_our_queries_are_measured_beside_plain_words() -> None:
    found = {row.name: row for row in rows(ASKED, [*gold(ASKED), *OTHERS], SMALL)}
    assert list(found) == [
        f"{name}: {what}"
        for name in ("BM25, plain words", "BM25")
        for what in ("nDCG@10", "recall@100", "top 100, p50", "top 100, p95")
    ]
    assert found["BM25: nDCG@10"].value == 1  # Tylenol is known by its other names
    assert found["BM25, plain words: nDCG@10"].value < 1
    assert "1 questions, 7 documents, 7 passages" in found["BM25: nDCG@10"].sizes


def test_a_full_text_stands_for_its_pubmed_record() -> None:
    whole = _held("pmc:PMC99000009", "Acetaminophen, paracetamol: liver, liver.", "99000001")
    others = [each for each in gold(ASKED) if each.key != "pubmed:99000001"]
    found = {row.name: row.value for row in rows(ASKED, [whole, *others, *OTHERS], SMALL)}
    assert found["BM25: recall@100"] == 1


def test_of_equal_keys_the_first_counts() -> None:
    corpus = [*gold(ASKED), _held("pubmed:99000001", "Synthetic: nothing to the purpose.")]
    found = rows(ASKED, corpus, SMALL)
    assert "2 documents" in found[0].sizes


def test_only_candidates_are_encoded(tmp_path: Path) -> None:
    encoder = HashingEncoder()
    corpus = [*gold(ASKED), *OTHERS]
    found = rows(ASKED, corpus, SMALL, encoder=encoder, vectors=tmp_path, rescored=3)
    assert [row.name for row in found][8] == "BM25 + vectors: nDCG@10"
    assert found[8].sizes.endswith("best 3 passages rescored")
    assert (tmp_path / "vectors" / "keys.u64").stat().st_size == 3 * 8


def test_what_is_not_rescored_follows(tmp_path: Path) -> None:
    encoder = HashingEncoder()
    corpus = [*gold(ASKED), *OTHERS]
    found = {
        row.name: row.value
        for row in rows(ASKED, corpus, SMALL, encoder=encoder, vectors=tmp_path, rescored=1)
    }
    assert found["BM25 + vectors: nDCG@10"] == found["BM25: nDCG@10"] == 1
    assert found["BM25 + vectors: recall@100"] == 1


def test_the_query_can_be_another() -> None:
    found = {row.name: row for row in rows(ASKED, gold(ASKED), SMALL, query=lambda text: Query(()))}
    assert found["BM25: nDCG@10"].value == 0
    assert found["BM25, plain words: nDCG@10"].value > 0


@pytest.mark.shared
def test_real_questions_find_their_snippets(shared_data: Path) -> None:
    asked = questions(shared_data)[:15]
    found = {row.name: row for row in rows(asked, gold(asked), SMALL)}
    assert 0.8 < found["BM25: nDCG@10"].value <= 1
    assert found["BM25: recall@100"].peer == "bm25s"
    assert "15 questions" in found["BM25: nDCG@10"].sizes


@pytest.mark.shared
def test_what_is_held_out_was_never_tuned_on(shared_data: Path) -> None:
    asked = questions(shared_data)
    chosen = held_out(asked, 50)
    assert len({each.id for each in chosen}) == 50
    assert not any(each.tuning for each in chosen)
    assert not {each.id for each in chosen} & {each.id for each in asked[:600]}
    assert held_out(asked, 20) == chosen[:20]
