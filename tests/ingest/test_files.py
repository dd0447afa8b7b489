"""Finding files and opening what is packed in them, safely."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from osler.ingest.files import EvidenceFile, Member, UnreadableError, gather, members


def opened(path: Path) -> list[Member | UnreadableError]:
    file = EvidenceFile(path, path.stat().st_size)
    with path.open("rb") as raw:
        return list(members(file, raw))


def test_nlm_files_come_in_number_order_before_others(tmp_path: Path) -> None:
    names = [
        "zz.json",
        "pubmed25n0002.xml.gz",
        "pubmed25n0010.xml.gz",
        "pubmed24n9999.xml.gz",
        "a.md",
    ]
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    found = [file.path.name for file in gather([tmp_path])]
    assert found == [
        "pubmed24n9999.xml.gz",
        "pubmed25n0002.xml.gz",
        "pubmed25n0010.xml.gz",
        "a.md",
        "zz.json",
    ]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    assert len(gather([tmp_path, tmp_path / "a"])) == 1


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        gather([tmp_path / "absent"])


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("big", bytes(64 << 20))
    (found,) = opened(path)
    assert isinstance(found, UnreadableError)
    assert "refused" in str(found)


def test_zips_nested_too_deep_are_refused(tmp_path: Path) -> None:
    data = b"x"
    for _ in range(5):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("inner.zip", data)
        data = out.getvalue()
    path = tmp_path / "deep"
    path.write_bytes(data)
    (found,) = opened(path)
    assert isinstance(found, UnreadableError)


def test_member_names_are_never_paths(tmp_path: Path) -> None:
    path = tmp_path / "slip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../outside.txt", b"words")
    file = EvidenceFile(path, path.stat().st_size)
    with path.open("rb") as raw:
        for found in members(file, raw):
            assert isinstance(found, Member)
            assert found.origin == "outside.txt"
            assert found.stream.read() == b"words"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["slip"]


def test_a_damaged_zip_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "bad"
    path.write_bytes(b"PK\x03\x04 and then nothing")
    (found,) = opened(path)
    assert isinstance(found, UnreadableError)


def test_gz_is_known_by_content(tmp_path: Path) -> None:
    path = tmp_path / "label.xml"
    path.write_bytes(gzip.compress(b"<document/>"))
    file = EvidenceFile(path, path.stat().st_size)
    with path.open("rb") as raw:
        (found,) = members(file, raw)
        assert isinstance(found, Member)
        assert found.stream.read() == b"<document/>"


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "empty"
    path.write_bytes(b"")
    assert opened(path) == []
