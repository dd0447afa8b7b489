"""An entailment model (a cross-encoder) run by ONNX Runtime from a local folder.

Needs `osler[dense]`. The folder holds `model.onnx`, `tokenizer.json` and `encoder.json`, whose
`labels` name the model's outputs in order (see `model_store`). Nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from osler.inference.entailment import Chances
from osler.inference.faults import ModelUnreadable
from osler.inference.model_card import meaning, read_card

_BATCH = 8  # pairs in one run: more gains nothing on a processor


class OnnxEntailment:
    """`Entailment` over a model with one score (logit or chance) for each label."""

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        """Loads the model. `threads`: 0 lets ONNX Runtime choose. Raises `ModelUnreadable`."""
        card = read_card(folder)
        self.name = card.identity
        meanings = [meaning(label) for label in card.labels]
        if "says" not in meanings or None in meanings:
            raise ModelUnreadable(f"{folder} holds no entailment model: labels {card.labels}")
        self._columns = {
            name: [at for at, each in enumerate(meanings) if each == name]
            for name in ("says", "silent", "denies")
        }
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        try:
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._session = onnxruntime.InferenceSession(
                str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # both libraries raise bare exceptions of many kinds
            raise ModelUnreadable(f"The model in {folder} cannot be loaded: {error}") from error
        self._tokenizer.enable_truncation(card.max_length, strategy="longest_first")
        self._tokenizer.no_padding()
        self._inputs = {each.name for each in self._session.get_inputs()}
        self._output = self._session.get_outputs()[0].name

    def chances(self, pairs: Sequence[tuple[str, str]]) -> list[Chances]:
        """See `Entailment`. Pairs of like length run together, whatever their order."""
        encoded = self._tokenizer.encode_batch(list(pairs))
        found: dict[int, Chances] = {}
        order = sorted(range(len(pairs)), key=lambda at: len(encoded[at].ids))
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            scores = self._run([encoded[at] for at in batch])
            found.update(zip(batch, map(self._read, scores), strict=True))
        return [found[at] for at in range(len(pairs))]

    def _run(self, rows: Sequence[Any]) -> NDArray[np.float32]:
        longest = max(len(row.ids) for row in rows)
        feeds = {
            name: np.zeros((len(rows), longest), np.int64)
            for name in ("input_ids", "attention_mask", "token_type_ids")
        }
        for at, row in enumerate(rows):
            feeds["input_ids"][at, : len(row.ids)] = row.ids
            feeds["attention_mask"][at, : len(row.ids)] = 1
            feeds["token_type_ids"][at, : len(row.ids)] = row.type_ids
        wanted = {name: value for name, value in feeds.items() if name in self._inputs}
        scores = np.asarray(self._session.run([self._output], wanted)[0], np.float32)
        if scores.ndim != 2 or scores.shape[1] != sum(map(len, self._columns.values())):
            raise ModelUnreadable(f"{self.name} gives scores of shape {scores.shape}")
        total = scores.sum(axis=1, keepdims=True)
        if (scores >= 0).all() and np.allclose(total, 1, atol=1e-3):
            return scores
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(raised / raised.sum(axis=1, keepdims=True), np.float32)

    def _read(self, scores: NDArray[np.float32]) -> Chances:
        says, silent, denies = (float(scores[at].sum()) for at in self._columns.values())
        return Chances(says, silent, denies)
