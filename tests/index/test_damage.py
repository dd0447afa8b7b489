"""Bytes changed on disk are noticed: no changed passage or document is ever handed out."""

from __future__ import annotations

from pathlib import Path

import pytest

from osler.evidence import codec
from osler.evidence.document import Document, Family, Header
from osler.index import tantivy_record
from osler.index.checksums import damaged
from osler.index.embedded import open_index
from osler.index.entry import prepare
from osler.index.errors import IndexUnreadable, brief
from osler.index.index import Clause, Filter, Query, Term
from osler.index.seal import DamagedError, sealed, unsealed

WORDS = Query((Clause((Term(("zorb",)),)),))


def document(sections: int) -> Document:
    text = "\n\n".join(f"Zorb dose is 25 mg in part {number}. " * 40 for number in range(sections))
    key = "pubmed:99000051"
    return Document(Header(key, Family.RESEARCH, "made", "Synthetic", key), text, ())


@pytest.mark.parametrize(
    ("sections", "field"),  # a document of one passage stores no header by itself
    [(1, "passage"), (1, "document"), (4, "passage"), (4, "document"), (4, "header")],
)
def test_changed_bytes_are_never_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sections: int, field: str
) -> None:
    """A byte of what is stored changes on its way to the disk."""
    entry = prepare(document(sections))
    kinds = {entry.document_json: "document", entry.header_json: "header"}
    changed = []

    def changing(data: bytes) -> bytes:
        if kinds.get(data, "passage") != field:
            return sealed(data)
        changed.append(field)
        place = data.index(b"25 mg" if b"25 mg" in data else b"9900005")
        return sealed(data).replace(data, data[:place] + b"7" + data[place + 1 :])

    monkeypatch.setattr(tantivy_record, "sealed", changing)
    index = open_index(tmp_path / "index", create=True, heap=15_000_000)
    index.upsert([entry])
    index.commit()
    assert changed
    if field == "document":
        with pytest.raises(IndexUnreadable, match="damaged"):
            index.fetch([entry.key])
        with pytest.raises(IndexUnreadable, match="damaged"):
            list(index.documents())
    if field != "document" or sections == 1:
        with pytest.raises(IndexUnreadable, match="damaged"):
            index.search(WORDS, Filter(), 10)


def test_what_was_stored_without_seals_is_read() -> None:
    data = codec.encode(document(1))
    assert unsealed(data) == data
    assert unsealed(sealed(data)) == data
    for bad in (b"", None, data[:-1], sealed(data)[:-1], sealed(data).replace(b"25", b"75")):
        with pytest.raises(DamagedError):
            unsealed(bad)


def test_every_byte_of_the_engines_files_is_checked(tmp_path: Path) -> None:
    root = tmp_path / "index"
    index = open_index(root, create=True, heap=15_000_000)
    index.upsert([prepare(document(3))])
    index.commit()
    index.close()
    told: list[tuple[int, int]] = []
    assert damaged(root / "g1", lambda done, of: told.append((done, of))) == []
    assert told
    assert told[-1][0] == told[-1][1]
    for file in [each for each in (root / "g1").iterdir() if len(each.suffix) > 3]:
        data = file.read_bytes()
        if file.suffix == ".json" or len(data) < 10 or file.suffix == ".lock":
            continue
        for place in (0, len(data) // 2, len(data) - 1):
            file.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
            assert damaged(root / "g1", lambda _done, _of: None) == [file.name]
        file.write_bytes(data)


def test_a_fault_leaves_room_for_what_to_do() -> None:
    text = str(IndexUnreadable("/place", "x" * 5000))
    assert len(text) < 400
    assert "osler index reset" in text
    assert brief("a\n b") == "a b"
