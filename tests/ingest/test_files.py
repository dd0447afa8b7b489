"""Finding files and opening what is packed in them, safely."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from made_source import MadeSource, lines
from osler.index.memory import MemoryIndex
from osler.ingest.catalog import Catalog
from osler.ingest.files import EvidenceFile, Member, UnreadableError, gather, members
from osler.ingest.record import record


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


def test_a_name_that_is_no_text_is_a_problem_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "good").write_bytes(b"x")
    (tmp_path / os.fsdecode(b"bad\xff.xml")).write_bytes(b"x")
    found = {file.fault for file in gather([tmp_path])}
    assert found == {None, "its name is not UTF-8: rename it"}


@contextmanager
def nobody() -> Iterator[None]:
    """Not root, who may read everything."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_what_may_not_be_read_is_a_problem_and_the_rest_is_read() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        for each in ("closed", "listed"):
            (folder / each).mkdir()
            (folder / each / "inside").write_bytes(b"x")
        (folder / "secret").write_bytes(lines({"key": "m:secret"}))
        (folder / "good").write_bytes(lines({"key": "m:good"}))
        for each, mode in (("secret", 0), ("closed", 0), ("listed", 0o444), (".", 0o755)):
            (folder / each).chmod(mode)
        with nobody():
            index, catalog = MemoryIndex(), Catalog(None)
            tally, problems = record(
                gather([folder]), index, catalog, [MadeSource()], folder / "aside"
            )
        catalog.close()
        for each in ("closed", "listed"):
            (folder / each).chmod(0o755)
    assert tally.added == 1
    assert tally.reconciles
    assert tally.files_broken == 3
    assert sorted(Path(each.where).name for each in problems) == ["closed", "inside", "secret"]
    assert {each.reason for each in problems} == {"Permission denied"}
