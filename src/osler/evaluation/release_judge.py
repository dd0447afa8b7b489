"""Makes a release of a trained judge: a folder that `osler model install --judge` takes.

Run as `python -m osler.evaluation.release_judge TENSORS.npz PACK FOLDER` after `train_judge`, with
`onnx` installed. Weights become int8, for each column of a matrix on its own: 31 MB.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
from onnxruntime.quantization import QuantType, quantize_dynamic

from osler.inference.download import file_hash
from osler.inference.model_card import ModelCard, write_card
from osler.inference.pack import pack_bytes, read_pack
from osler.inference.roberta_graph import pair_graph

LABELS = ("denies", "silent", "says")  # in the order of `train_judge`
_TOKENS = 320  # as trained


def release(tensors: Path, source: Path, folder: Path, name: str = "osler-judge") -> ModelCard:
    """Writes model.onnx, tokenizer.json and the card. Raises `ModelUnreadable`, `OSError`."""
    pack = read_pack(pack_bytes(source))
    held = dict(pack.tensors)
    with np.load(tensors) as trained:
        held.update({each: trained[each].astype(np.float32) for each in trained.files})
    held["type_emb"] = np.zeros_like(held["type_emb"])  # training folded it into the positions
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        whole = Path(place) / "whole.onnx"
        onnx.save(pair_graph(pack.architecture, held), str(whole))
        quantize_dynamic(
            whole, folder / "model.onnx", weight_type=QuantType.QInt8, per_channel=True
        )  # fmt: skip
    (folder / "tokenizer.json").write_bytes(pack.tokenizer)
    card = ModelCard(
        name=name,
        dimension=pack.architecture.hidden,
        pooling="cls",
        max_length=min(
            _TOKENS, pack.architecture.max_positions - pack.architecture.position_offset
        ),
        sha256=file_hash(folder / "model.onnx"),
        licence=pack.meta.license,
        labels=LABELS,
    )
    write_card(folder, card)
    return card


if __name__ == "__main__":
    made = release(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
    print(f"{made.identity}, sha256 {made.sha256}")
