"""Building an index anew from its own stored documents, beside the old one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path

from osler.index import manifest as manifests
from osler.index.embedded import open_index
from osler.index.entry import prepare
from osler.index.errors import IndexLocked
from osler.index.manifest import Manifest
from osler.index.snapshot import Snapshot, build
from osler.index.tags import FIRST

Progress = Callable[[int, int], None]  # documents done, documents in all

_BATCH = 1000
_SMALLEST = 15_000_000  # bytes a tantivy writer asks for at least


def rebuild(root: Path, progress: Progress | None = None) -> int:
    """Analyse every stored document again and put the result in place; returns the new version.

    Works on an index that `open_index` refuses because its analyzer is another. Readers see the
    old index until the new one is whole, and follow at their next `refresh`; interrupted, the old
    one stays. Vectors are kept: they belong to texts. Raises `IndexMissing`, `IndexMismatch`
    (another schema: its documents cannot be read), `IndexUnreadable`, and `IndexLocked` while
    another process writes.
    """
    old = manifests.read(root)
    manifests.check_schema(old, root)
    source = Snapshot(root / old.folder)
    folder = f"g{int(old.folder.removeprefix('g')) + 1}"
    beside = root / f"{folder}.building"
    with _locked(source, root):
        for left in (root / folder, beside):  # by a rebuild that was interrupted
            shutil.rmtree(left, ignore_errors=True)
        version = _filled(source, beside, folder, progress)
        (beside / folder).rename(root / folder)
        manifests.write(root, replace(manifests.read(beside), encoder=old.encoder))
    source.close()
    shutil.rmtree(beside, ignore_errors=True)
    shutil.rmtree(root / old.folder, ignore_errors=True)
    return version


def _filled(source: Snapshot, beside: Path, folder: str, progress: Progress | None) -> int:
    """The documents of `source` in a new index in `beside`; its version is one on."""
    build(beside / folder, version=source.version())
    manifests.write(beside, Manifest(folder))
    target = open_index(beside)
    total = source.count(FIRST)
    documents = source.documents()
    done = 0
    while batch := list(islice(documents, _BATCH)):
        target.upsert(prepare(document) for document in batch)
        done += len(batch)
        if progress:
            progress(done, total)
    version = target.commit()
    target.settle()
    target.close()
    return version


@contextmanager
def _locked(source: Snapshot, root: Path) -> Iterator[None]:
    """No other process may write to the old index meanwhile: it would be lost."""
    try:
        writer = source.index.writer(_SMALLEST, 1)
    except ValueError as error:
        raise IndexLocked(str(root)) from error
    try:
        yield
    finally:
        writer.rollback()
