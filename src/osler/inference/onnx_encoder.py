"""An encoder run by ONNX Runtime from a local folder. Needs `osler[dense]`.

The folder holds `model.onnx`, `tokenizer.json` and `encoder.json` (see `model_store`). Nothing is
fetched. ONNX Runtime and tokenizers are imported by this module alone, which is imported only when
a model is used.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from osler.inference.faults import ModelUnreadable
from osler.inference.model_card import ModelCard, read_card

_BATCH_TOKENS = 1024  # padded tokens in one run: bounds memory at about 200 MB for small models


class OnnxEncoder:
    """`Encoder` over a transformer whose output is one vector per token."""

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        """Loads the model. `threads`: 0 lets ONNX Runtime choose. Raises `ModelUnreadable`."""
        self._card: ModelCard = read_card(folder)
        self.name = self._card.identity
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
        self._tokenizer.enable_truncation(self._card.max_length)
        self._tokenizer.no_padding()
        self._inputs = {each.name for each in self._session.get_inputs()}
        self._output = self._session.get_outputs()[0].name

    @property
    def dimension(self) -> int:
        """See `Encoder`."""
        return self._card.dimension

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `Encoder`. Texts of like length run together, whatever their order."""
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        if not texts:
            return vectors
        prefix = self._card.prefix
        ids = [each.ids for each in self._tokenizer.encode_batch([prefix + text for text in texts])]
        for batch in _batches([len(each) for each in ids]):
            vectors[batch] = self._run([ids[at] for at in batch])
        return vectors

    def _run(self, rows: list[list[int]]) -> NDArray[np.float32]:
        longest = max(len(row) for row in rows)
        ids = np.zeros((len(rows), longest), np.int64)
        mask = np.zeros((len(rows), longest), np.int64)
        for at, row in enumerate(rows):
            ids[at, : len(row)] = row
            mask[at, : len(row)] = 1
        feeds = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        wanted = {name: value for name, value in feeds.items() if name in self._inputs}
        output: Any = self._session.run([self._output], wanted)[0]
        states = np.asarray(output, np.float32)
        if self._card.pooling == "cls":
            pooled = states[:, 0]
        else:
            weights = mask[:, :, None].astype(np.float32)
            pooled = (states * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1)
        lengths = np.linalg.norm(pooled, axis=1, keepdims=True)
        return np.asarray(pooled / np.maximum(lengths, 1e-12), np.float32)


def _batches(lengths: list[int]) -> Iterator[list[int]]:
    """Places of texts, shortest first, in groups bounded by their padded size."""
    batch: list[int] = []
    for at in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * max(lengths[at], 1) > _BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(at)
    if batch:
        yield batch
