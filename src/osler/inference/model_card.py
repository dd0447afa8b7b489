"""What an installed encoder is and how it is to be run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from osler.inference.faults import ModelUnreadable

CARD = "encoder.json"


@dataclass(frozen=True, slots=True)
class ModelCard:
    """`pooling`: how token vectors become one. `prefix` goes before every text.

    `max_length` in tokens; `sha256` of `model.onnx`, hex. `revision` is the publisher's own, None
    where the source names none. `labels` are the outputs of an entailment model, in order; empty
    for an encoder.
    """

    name: str
    dimension: int
    pooling: Literal["cls", "mean"]
    max_length: int
    sha256: str
    revision: str | None = None
    licence: str | None = None
    prefix: str = ""
    labels: tuple[str, ...] = ()

    @property
    def identity(self) -> str:
        """Recorded beside vectors: vectors of different identities never mix."""
        return f"{self.name}@{(self.revision or self.sha256)[:12]}"


_MEANINGS = {
    "says": ("entail", "support", "says", "true"),
    "denies": ("contradict", "refute", "denies"),
    "silent": ("neutral", "not", "nei", "silent", "unknown", "false"),
}


def meaning(label: str) -> str | None:
    """What publishers' names of a label mean: "says", "denies", "silent", or None."""
    name = label.lower()
    if name.startswith(("not", "no_", "un")):
        return "silent"
    for meant, beginnings in _MEANINGS.items():
        if name.startswith(beginnings):
            return meant
    return None


def read_card(folder: Path) -> ModelCard:
    """Raises `ModelUnreadable`."""
    try:
        return msgspec.json.decode((folder / CARD).read_bytes(), type=ModelCard)
    except (OSError, msgspec.MsgspecError) as error:
        raise ModelUnreadable(f"{folder} holds no installed model: {error}") from error


def write_card(folder: Path, card: ModelCard) -> None:
    """Beside the model."""
    (folder / CARD).write_bytes(msgspec.json.format(msgspec.json.encode(card)))
