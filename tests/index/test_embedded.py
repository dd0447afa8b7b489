"""What only an index on disk can do wrong."""

from __future__ import annotations

import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from osler.evidence.document import Document, Family, Header
from osler.index import manifest as manifests
from osler.index import shadow
from osler.index.embedded import EmbeddedIndex, open_index
from osler.index.entry import prepare
from osler.index.errors import (
    IndexLocked,
    IndexMismatch,
    IndexMissing,
    IndexReadOnly,
    IndexUnreadable,
)
from osler.index.index import Clause, Filter, Query, Term
from osler.index.rebuild import rebuild

STATIN = Query((Clause((Term(("statin",)),)),))
SMALL = 15_000_000


def document(number: int, text: str = "statin") -> Document:
    key = f"pubmed:{99000000 + number}"
    return Document(Header(key, Family.RESEARCH, "pubmed", "Synthetic", key), text)


def found(index: EmbeddedIndex) -> list[str]:
    return [hit.passage.document for hit in index.search(STATIN, Filter(), 1000)]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    index = open_index(tmp_path / "index", create=True, heap=SMALL)
    index.upsert([prepare(document(1)), prepare(document(2))])
    index.commit()
    index.close()
    return tmp_path / "index"


@pytest.fixture
def reader(root: Path) -> Iterator[EmbeddedIndex]:
    index = open_index(root)
    yield index
    index.close()


def test_missing_index_says_so(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="osler ingest"):
        open_index(tmp_path)


def test_reader_sees_its_snapshot_until_it_refreshes(root: Path, reader: EmbeddedIndex) -> None:
    writer = open_index(root, heap=SMALL)
    writer.upsert([prepare(document(3))])
    writer.commit()
    assert len(found(reader)) == 2
    reader.refresh()
    assert len(found(reader)) == 3
    assert reader.stats().version == 2
    writer.close()


def test_second_writer_is_refused_and_a_closed_one_lets_go(root: Path) -> None:
    first, second = open_index(root, heap=SMALL), open_index(root, heap=SMALL)
    first.upsert([prepare(document(3))])
    with pytest.raises(IndexLocked, match="Another process"):
        second.upsert([prepare(document(4))])
    first.close()
    second.upsert([prepare(document(4))])
    assert second.commit() == 2
    second.close()


def test_versions_go_on_after_another_process_committed(root: Path) -> None:
    first, second = open_index(root, heap=SMALL), open_index(root, heap=SMALL)
    first.upsert([prepare(document(3))])
    assert first.commit() == 2
    first.settle()
    second.upsert([prepare(document(4))])
    assert second.commit() == 3
    assert len(found(second)) == 4
    first.close()
    second.close()


def test_manifest_records_what_was_made(root: Path) -> None:
    made = manifests.read(root)
    assert (made.schema, made.corpus, made.passages, made.k1, made.b) == (1, 1, 2, 1.2, 0.75)
    assert made.average_body == 1.0


@pytest.mark.parametrize(
    ("field", "value", "remedy"), [("analyzer", "other/9", "rebuild"), ("schema", 99, "ingest")]
)
def test_index_of_another_making_is_refused(
    root: Path, field: str, value: object, remedy: str
) -> None:
    manifests.write(root, replace(manifests.read(root), **{field: value}))  # type: ignore[arg-type]
    with pytest.raises(IndexMismatch, match=f"(?s){field}.*osler.*{remedy}"):
        open_index(root)


def test_damaged_manifest(root: Path) -> None:
    (root / "manifest.json").write_bytes(b'{"folder": 3')
    with pytest.raises(IndexUnreadable, match="manifest is damaged"):
        open_index(root)


@pytest.mark.parametrize("ending", [".store", ".idx", ".term", ".fast", ".fieldnorm", "meta.json"])
@pytest.mark.parametrize("left", [0, 10])
def test_damaged_files_are_a_clear_fault_not_a_traceback(
    root: Path, ending: str, left: int
) -> None:
    for path in (root / "g1").glob(f"*{ending}"):
        path.write_bytes(path.read_bytes()[:left])
    with pytest.raises(IndexUnreadable, match="osler ingest"):
        found(open_index(root))


@pytest.mark.parametrize("ending", [".store", ".idx", "meta.json"])
def test_missing_files_are_a_clear_fault(root: Path, ending: str) -> None:
    for path in (root / "g1").glob(f"*{ending}"):
        path.unlink()
    with pytest.raises(IndexUnreadable):
        found(open_index(root))


def test_read_only_folder_can_be_searched_and_followed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shadow.os, "access", lambda path, mode: False)
    index = open_index(root)
    monkeypatch.undo()
    assert len(found(index)) == 2
    with pytest.raises(IndexReadOnly):
        index.upsert([prepare(document(3))])
    writer = open_index(root, heap=SMALL)
    writer.upsert([prepare(document(3))])
    writer.commit()
    writer.close()
    index.refresh()
    assert len(found(index)) == 3
    index.close()


READ = """
import os, sys
from pathlib import Path
from osler.index.embedded import open_index
if os.geteuid() == 0:  # root may write anywhere
    os.setgid(65534); os.setuid(65534)
print(open_index(Path(sys.argv[1])).stats().passages)
"""


def test_reader_without_write_permission(root: Path) -> None:
    for path in (root, *root.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    opened = [each for each in root.parents if not each.stat().st_mode & stat.S_IXOTH]
    for each in opened:  # pytest's own folders are closed to others
        if each.owner() == root.owner() and "pytest" in str(each):
            each.chmod(0o755)
    try:
        command = [sys.executable, "-c", READ, str(root)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.stdout.strip() == "2", done.stderr
    finally:
        for path in (root, *(each for each in root.rglob("*") if each.is_dir())):
            path.chmod(0o755)


def test_rebuild_swaps_and_readers_follow(root: Path, reader: EmbeddedIndex) -> None:
    seen: list[tuple[int, int]] = []
    assert rebuild(root, lambda done, total: seen.append((done, total))) == 2
    assert seen == [(2, 2)]
    assert manifests.read(root).folder == "g2"
    assert len(found(reader)) == 2
    reader.refresh()
    assert len(found(reader)) == 2
    assert reader.fetch(["pubmed:99000001"]) == {"pubmed:99000001": document(1)}
    assert sorted(each.name for each in root.iterdir()) == ["g2", "manifest.json"]


def test_writing_goes_on_in_the_rebuilt_index(root: Path) -> None:
    before = open_index(root, heap=SMALL)
    assert rebuild(root) == 2
    before.upsert([prepare(document(3))])
    assert before.commit() == 3
    before.close()
    assert len(found(open_index(root))) == 3


def test_rebuild_mends_another_analyzer(root: Path) -> None:
    manifests.write(root, replace(manifests.read(root), analyzer="other/9"))
    rebuild(root)
    assert len(found(open_index(root))) == 2


def test_interrupted_rebuild_leaves_the_old_index(root: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(root, stop)
    assert manifests.read(root).folder == "g1"
    assert len(found(open_index(root))) == 2
    assert rebuild(root) == 2


def test_rebuild_waits_for_no_writer(root: Path) -> None:
    writer = open_index(root, heap=SMALL)
    writer.upsert([prepare(document(3))])
    with pytest.raises(IndexLocked):
        rebuild(root)
    writer.close()


def test_walks_see_every_document_once(root: Path) -> None:
    writer = open_index(root, heap=SMALL)
    writer.upsert(prepare(document(number, f"text {number}")) for number in range(2, 60))
    writer.upsert([prepare(document(60, ""))])
    writer.commit()
    assert sorted(each.key for each in writer.documents()) == [
        f"pubmed:{99000000 + number}" for number in range(1, 61)
    ]
    assert sum(1 for _ in writer.passages()) == 59
    writer.close()
