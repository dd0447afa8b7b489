"""What an index says about itself, checked whenever it is opened."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass
from pathlib import Path

import msgspec

from osler.index.analyse import ANALYZER
from osler.index.errors import INGEST, REBUILD, IndexMismatch, IndexMissing, IndexUnreadable

SCHEMA = 1
K1 = 1.2  # fixed in tantivy; other engines take them from here
B = 0.75
_NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """How an index was made.

    `folder` is the engine's folder beside this file: replacing the manifest swaps indexes at once.
    `encoder` names the model of the vectors, None without any. `corpus` is the index version last
    written down here (the engine's own is the one that counts); `average_body` and `average_head`
    are mean tokens per passage at that version, `passages` their number. `k1`, `b`: BM25.
    """

    folder: str
    schema: int = SCHEMA
    engine: str = "tantivy"
    analyzer: str = ANALYZER
    encoder: str | None = None
    corpus: int = 0
    passages: int = 0
    average_body: float = 0.0
    average_head: float = 0.0
    k1: float = K1
    b: float = B


def exists(root: Path) -> bool:
    """Whether an index was ever made in this folder."""
    return (root / _NAME).exists()


def read(root: Path) -> Manifest:
    """Raises `IndexMissing` or `IndexUnreadable`; fitness is checked by `check`."""
    try:
        data = (root / _NAME).read_bytes()
    except FileNotFoundError:
        raise IndexMissing(str(root)) from None
    except OSError as error:
        raise IndexUnreadable(str(root), str(error)) from error
    try:
        return msgspec.json.decode(data, type=Manifest)
    except msgspec.MsgspecError as error:
        raise IndexUnreadable(str(root), f"its manifest is damaged ({error})") from error


def check(manifest: Manifest, root: Path) -> None:
    """Raises `IndexMismatch` naming what does not fit this version of Osler."""
    check_schema(manifest, root)
    if manifest.analyzer != ANALYZER:
        raise IndexMismatch(str(root), "analyzer", manifest.analyzer, ANALYZER, REBUILD)


def check_schema(manifest: Manifest, root: Path) -> None:
    """Raises `IndexMismatch` where not even the stored documents can be read."""
    if manifest.schema != SCHEMA:
        raise IndexMismatch(str(root), "schema", manifest.schema, SCHEMA, INGEST)


def write(root: Path, manifest: Manifest) -> None:
    """Replace the manifest at once: a reader sees the old or the new one, whole."""
    root.mkdir(parents=True, exist_ok=True)
    fresh = root / f"{_NAME}.{os.getpid()}"
    with fresh.open("wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(asdict(manifest))))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(root / _NAME)
