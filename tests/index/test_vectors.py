"""The vector file and fusion."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from osler.evidence.document import Document, Family, Header
from osler.index import manifest as manifests
from osler.index.embedded import open_index
from osler.index.entry import prepare
from osler.index.errors import IndexMismatch, IndexUnreadable
from osler.index.fusion import encode_missing, fused, search_fused
from osler.index.index import Clause, EvidenceIndex, Filter, Query, Term
from osler.index.memory import MemoryIndex
from osler.index.vectors import Vectors, open_vectors
from osler.inference.hashing_encoder import HashingEncoder

ENCODER = HashingEncoder()


def unit(count: int, seed: int = 0) -> NDArray[np.float32]:
    rows = np.random.default_rng(seed).normal(size=(count, 64)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture
def vectors(tmp_path: Path) -> Vectors:
    made = open_vectors(tmp_path, ENCODER.name, ENCODER.dimension)
    assert made is not None
    return made


def again(vectors: Vectors) -> Vectors:
    made = open_vectors(vectors.folder.parent)
    assert made is not None
    return made


def test_no_vectors_is_none(tmp_path: Path) -> None:
    assert open_vectors(tmp_path) is None


def test_cosines_survive_quantising(vectors: Vectors) -> None:
    rows = unit(300)
    vectors.append(range(300), rows)
    query = unit(1, seed=5)[0]
    for held in (vectors, again(vectors)):
        assert np.allclose(held.cosines(range(300), query), rows @ query, atol=0.01)


def test_unknown_hashes_have_no_cosine(vectors: Vectors) -> None:
    assert np.isnan(vectors.cosines([1, 2], unit(1)[0])).all()
    vectors.append([2, 2**64 - 1], unit(2))
    assert np.isnan(vectors.cosines([1, 2, 2**64 - 1], unit(1)[0])).tolist() == [True, False, False]


def test_what_is_there_is_not_added_again(vectors: Vectors) -> None:
    vectors.append([1, 2], unit(2))
    vectors.append([2, 3], unit(2, seed=1))
    assert len(again(vectors)) == 3
    assert vectors.cosines([2], unit(2)[1])[0] == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize(
    ("name", "torn"), [("rows.i8", 70), ("rows.i8", 64), ("scales.f32", 3), ("keys.u64", 5)]
)
def test_torn_append_is_invisible_and_cut_off(vectors: Vectors, name: str, torn: int) -> None:
    rows = unit(3)
    vectors.append([1, 2], rows[:2])
    with (vectors.folder / name).open("ab") as file:
        file.write(b"\x07" * torn)
    held = again(vectors)
    assert len(held) == 2
    held.append([3], rows[2:])
    assert again(held).cosines([1, 2, 3], rows[2]) == pytest.approx(rows @ rows[2], abs=0.01)


def test_compact_keeps_what_is_wanted(vectors: Vectors) -> None:
    rows = unit(5)
    vectors.append(range(5), rows)
    vectors.compact([4, 1, 99])
    held = again(vectors)
    assert len(held) == 2
    assert held.cosines([1, 4], rows[4]) == pytest.approx(rows[[1, 4]] @ rows[4], abs=0.01)


def test_vectors_of_another_encoder_are_refused(vectors: Vectors) -> None:
    with pytest.raises(IndexMismatch, match="encode again"):
        open_vectors(vectors.folder.parent, "other", 64)


def test_missing_part_is_a_clear_fault(vectors: Vectors) -> None:
    (vectors.folder / "scales.f32").unlink()
    with pytest.raises(IndexUnreadable):
        open_vectors(vectors.folder.parent)


def test_wrong_shape_is_refused(vectors: Vectors) -> None:
    with pytest.raises(ValueError, match="expected"):
        vectors.append([1, 2], unit(1))


def test_fused_is_min_max_of_both() -> None:
    found = fused([3.0, 2.0, 1.0], [0.0, 1.0, math.nan], weight=0.5)
    assert found == [(0.5, 0.0), (0.75, 1.0), (0.0, None)]
    assert fused([2.0, 1.0], [math.nan, math.nan]) == [(1.0, None), (0.0, None)]


def documents() -> list[Document]:
    texts = ["statin muscle pain", "statin muscular pains", "statin liver", "statin kidney stone"]
    keys = [f"pubmed:{99000001 + number}" for number in range(4)]
    return [
        Document(Header(key, Family.RESEARCH, "pubmed", "Synthetic", key), text)
        for key, text in zip(keys, texts, strict=True)
    ]


@pytest.fixture(params=["memory", "embedded"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> EvidenceIndex:
    made: EvidenceIndex = (
        MemoryIndex()
        if request.param == "memory"
        else open_index(tmp_path, create=True, heap=15_000_000)
    )
    made.upsert(prepare(each) for each in documents())
    made.commit()
    return made


STATIN = Query((Clause((Term(("statin",)),)),))


def test_without_vectors_bm25_decides(index: EvidenceIndex, vectors: Vectors) -> None:
    plain = index.search(STATIN, Filter(), 4)
    for held, encoder in ((None, ENCODER), (vectors, None), (vectors, ENCODER)):
        assert search_fused(index, held, encoder, STATIN, "x", Filter(), 4) == plain


def test_vectors_reorder(index: EvidenceIndex, vectors: Vectors) -> None:
    assert encode_missing(index, vectors, ENCODER) == 4
    found = search_fused(
        index, vectors, ENCODER, STATIN, "statin kidney stones", Filter(), 2, weight=1.0
    )
    assert found[0].passage.document == "pubmed:99000004"
    assert found[0].dense is not None
    assert found[0].dense > (found[1].dense or 1)
    assert found[0].score == 1.0
    assert len(found) == 2
    nothing = Query((Clause((Term(("zebra",)),)),))
    assert search_fused(index, vectors, ENCODER, nothing, "zebra", Filter(), 2) == []


class Interrupted(HashingEncoder):
    """Stops at its second batch."""

    calls = 0

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.calls += 1
        if self.calls == 2:
            raise KeyboardInterrupt
        return super().encode(texts)


def test_encoding_goes_on_where_it_stopped(index: EvidenceIndex, vectors: Vectors) -> None:
    with pytest.raises(KeyboardInterrupt):
        encode_missing(index, vectors, Interrupted(), batch=3)
    held = again(vectors)
    assert len(held) == 3
    seen: list[tuple[int, int]] = []
    assert encode_missing(index, held, ENCODER, lambda *each: seen.append(each), batch=3) == 1
    assert seen[-1] == (4, 4)
    assert encode_missing(index, held, ENCODER) == 0


def test_embedded_index_counts_its_vectors_and_names_their_encoder(tmp_path: Path) -> None:
    held = open_index(tmp_path, create=True, heap=15_000_000)
    held.upsert(prepare(each) for each in documents())
    held.commit()
    assert held.stats().vectors == 0
    assert manifests.read(tmp_path).encoder is None
    vectors = open_vectors(tmp_path, ENCODER.name, ENCODER.dimension)
    assert vectors is not None
    held.delete(["pubmed:99000001"])
    held.commit()
    assert manifests.read(tmp_path).encoder == ENCODER.name
    held.upsert(prepare(each) for each in documents())
    held.commit()
    encode_missing(held, vectors, ENCODER)
    assert held.stats().vectors == 4
    held.close()
