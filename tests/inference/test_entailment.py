"""What every judge must do, and that a release computes what was trained."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from osler.inference.entailment import Entailment
from osler.inference.faults import ModelUnreadable
from osler.inference.model_card import read_card, write_card
from osler.inference.model_store import install, installed, load_judge
from osler.inference.overlap_entailment import OverlapEntailment

onnxruntime = pytest.importorskip("onnxruntime", reason="onnxruntime is not installed")
pytest.importorskip("onnx", reason="onnx is not installed")

from osler.evaluation.release_judge import release  # noqa: E402  (needs both)

PAIRS = [
    ("statins causes myopathic necrosis", "statins causes necrosis"),
    ("what do statins", "often often often"),
    ("", "necrosis"),
    ("statins do often often often often often often often often often", "statins do"),
]


@pytest.fixture(scope="module")
def released(tiny: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of the tiny encoder with a head of random weights."""
    place = tmp_path_factory.mktemp("judge")
    chance = np.random.default_rng(5)
    hidden = tiny.tensors["word_emb"].shape[1]
    trained = {name: value for name, value in tiny.tensors.items()
               if name not in {"word_emb", "type_emb"}}  # fmt: skip
    trained["pos_emb"] = trained["pos_emb"] + tiny.tensors["type_emb"][0]
    for name, shape in {"dense.w": (hidden, hidden), "dense.b": (hidden,),
                        "out.w": (3, hidden), "out.b": (3,)}.items():  # fmt: skip
        trained[name] = chance.normal(0, 0.3, shape).astype(np.float32)
    np.savez(place / "trained.npz", **trained)
    release(place / "trained.npz", tiny.path, place / "release", "synthetic/judge")
    return place / "release"


@pytest.fixture(params=["words", "onnx"])
def judge(request: pytest.FixtureRequest, tmp_path: Path) -> Entailment:
    if request.param == "words":
        return OverlapEntailment()
    install(str(request.getfixturevalue("released")), tmp_path, role="judge")
    found = load_judge(tmp_path, threads=1)
    assert found is not None
    return found


def test_chances_of_each_pair_sum_to_one(judge: Entailment) -> None:
    found = judge.chances(PAIRS)
    assert len(found) == len(PAIRS)
    for each in found:
        assert each.says + each.silent + each.denies == pytest.approx(1, abs=1e-3)
        assert min(each.says, each.silent, each.denies) >= 0
    assert judge.chances([]) == []
    assert judge.name


def test_a_pair_is_judged_alike_in_any_company(judge: Entailment) -> None:
    together = judge.chances(PAIRS)
    for pair, each in zip(PAIRS, together, strict=True):
        # int8 activations are scaled over a batch: equal but for that
        assert judge.chances([pair])[0].says == pytest.approx(each.says, abs=0.05)


def test_order_within_a_pair_matters_to_the_model(released: Path, tmp_path: Path) -> None:
    install(str(released), tmp_path, role="judge")
    judge = load_judge(tmp_path, threads=1)
    assert judge is not None
    one, other = judge.chances([("statins causes necrosis", "what do"),
                                ("what do", "statins causes necrosis")])  # fmt: skip
    assert abs(one.says - other.says) > 1e-3


def test_a_release_says_what_its_labels_are(released: Path) -> None:
    card = read_card(released)
    assert card.labels == ("denies", "silent", "says")
    assert card.max_length == 18  # what the positions allow
    assert (released / "model.onnx").stat().st_size < 100_000


def test_labels_must_mean_something(released: Path, tmp_path: Path) -> None:
    made = install(str(released), tmp_path, role="judge")
    write_card(made.folder, replace(made.card, labels=("good", "bad", "ugly")))
    judge = load_judge(tmp_path)
    assert judge is not None
    with pytest.raises(ModelUnreadable, match="no entailment model"):
        judge.chances(PAIRS)


def test_a_damaged_judge_is_told_in_a_line(released: Path, tmp_path: Path) -> None:
    made = install(str(released), tmp_path, role="judge")
    (made.folder / "model.onnx").write_bytes(b"synthetic")
    judge = load_judge(tmp_path)  # an answer in the sources' words needs none
    assert judge is not None
    with pytest.raises(ModelUnreadable, match="cannot be loaded"):
        judge.chances(PAIRS)


def test_a_judge_stands_beside_the_encoder(released: Path, tiny: Any, tmp_path: Path) -> None:
    encoder = install(str(tiny.path), tmp_path)
    made = install(str(released), tmp_path, role="judge")
    assert installed(tmp_path, "judge") == made
    assert installed(tmp_path) == encoder
