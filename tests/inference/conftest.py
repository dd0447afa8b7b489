"""A model pack small enough to make in a test: random weights, a dozen words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

HIDDEN, LAYERS, HEADS, INNER, POSITIONS, GROUP = 32, 2, 4, 64, 20, 16
SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
WORDS = [*SPECIAL, "what", "causes", "myopathic", "necrosis", "statins", "do", "often"]


@dataclass(frozen=True, slots=True)
class TinyPack:
    """The pack as a file, and the float tensors it stands for."""

    path: Path
    tensors: dict[str, NDArray[np.float32]]


def _tokenizer() -> bytes:
    special = [
        {"id": at, "content": word, "single_word": False, "lstrip": False, "rstrip": False,
         "normalized": False, "special": True}
        for at, word in enumerate(SPECIAL)
    ]  # fmt: skip
    return json.dumps(
        {
            "version": "1.0",
            "added_tokens": special,
            "normalizer": {"type": "Lowercase"},
            "pre_tokenizer": {"type": "Whitespace"},
            "post_processor": {
                "type": "RobertaProcessing",
                "sep": ["</s>", 2],
                "cls": ["<s>", 0],
                "trim_offsets": True,
                "add_prefix_space": False,
            },
            "decoder": None,
            "model": {
                "type": "WordLevel",
                "vocab": {word: at for at, word in enumerate(WORDS)},
                "unk_token": "<unk>",
            },
        }
    ).encode()


def _shapes() -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {
        "word_emb": (len(WORDS), HIDDEN),
        "pos_emb": (POSITIONS, HIDDEN),
        "type_emb": (2, HIDDEN),
        "emb_ln.w": (HIDDEN,),
        "emb_ln.b": (HIDDEN,),
    }
    for layer in range(LAYERS):
        for name, shape in {
            "qkv.w": (3 * HIDDEN, HIDDEN), "qkv.b": (3 * HIDDEN,),
            "ao.w": (HIDDEN, HIDDEN), "ao.b": (HIDDEN,), "aln.w": (HIDDEN,), "aln.b": (HIDDEN,),
            "f1.w": (INNER, HIDDEN), "f1.b": (INNER,), "f2.w": (HIDDEN, INNER), "f2.b": (HIDDEN,),
            "fln.w": (HIDDEN,), "fln.b": (HIDDEN,),
        }.items():  # fmt: skip
            shapes[f"l{layer}.{name}"] = shape
    return shapes


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> TinyPack:
    chance = np.random.default_rng(3)
    tensors: dict[str, NDArray[np.float32]] = {}
    described, blobs = [], []
    for name, shape in _shapes().items():
        value = chance.normal(0, 1.0, shape).astype(np.float32)
        quantised = len(shape) == 2 and name not in {"pos_emb", "type_emb"}
        if quantised:
            groups = value.reshape(-1, GROUP)
            scales = (np.abs(groups).max(axis=1) / 127).astype("<f4")
            levels = np.rint(groups / scales[:, None]).astype(np.int8)
            value = (levels * scales[:, None]).astype(np.float32).reshape(shape)
            blob = levels.tobytes() + scales.tobytes()
        else:
            blob = value.astype("<f4").tobytes()
        tensors[name] = value
        blobs.append(blob)
        described.append(
            {"name": name, "dtype": "i8" if quantised else "f32", "shape": shape,
             "len": len(blob), "group": GROUP if quantised else 0}
        )  # fmt: skip
    tokenizer = _tokenizer()
    header = json.dumps(
        {
            "format": 1,
            "meta": {
                "model": "synthetic/tiny", "revision": "0" * 40, "license": "Apache-2.0",
                "pooling": "cls", "normalize": True, "max_length": 12,
            },
            "arch": {
                "hidden": HIDDEN, "layers": LAYERS, "heads": HEADS, "intermediate": INNER,
                "vocab": len(WORDS), "max_positions": POSITIONS, "type_vocab": 2,
                "layer_norm_eps": 1e-12, "position_offset": 2,
            },
            "tokenizer_len": len(tokenizer),
            "tensors": described,
        }
    ).encode()  # fmt: skip
    path = tmp_path_factory.mktemp("pack") / "tiny.hmsemb"
    path.write_bytes(
        b"HMSEMB01" + len(header).to_bytes(8, "little") + header + tokenizer + b"".join(blobs)
    )
    return TinyPack(path, tensors)
