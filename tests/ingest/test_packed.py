"""Packed files: nothing is believed whose checksum fails, and nothing unpacks without end."""

from __future__ import annotations

import gzip
import io
import os
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from osler.ingest import packed
from osler.ingest.files import EvidenceFile, Member, UnreadableError, gather, members

WORDS = b"".join(b"Synthetic line %d of words.\n" % number for number in range(5000))


def read(path: Path) -> list[bytes | str]:
    """What each member holds, or why it cannot be opened."""
    found: list[bytes | str] = []
    with path.open("rb") as raw:
        for each in members(EvidenceFile(path, path.stat().st_size), raw):
            found.append(each.stream.read() if isinstance(each, Member) else str(each))
    return found


def put(folder: Path, data: bytes) -> Path:
    path = folder / "file"
    path.write_bytes(data)
    return path


def test_sound_gzip_is_read_whole(tmp_path: Path) -> None:
    assert read(put(tmp_path, gzip.compress(WORDS))) == [WORDS]
    two = gzip.compress(WORDS[:9000]) + gzip.compress(WORDS[9000:])
    assert read(put(tmp_path, two)) == [WORDS]


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :]


WHOLE = gzip.compress(WORDS)
DAMAGED = {
    "checksum": flipped(WHOLE, len(WHOLE) - 8),
    "length": flipped(WHOLE, len(WHOLE) - 4),
    "body": flipped(WHOLE, len(WHOLE) // 2),
    "half": WHOLE[: len(WHOLE) // 2],
    "no end": WHOLE[:-4],
    "no checksum": WHOLE[:-8],
    "second part": WHOLE + flipped(WHOLE, len(WHOLE) - 8),
    "head only": WHOLE[:2],
}


@pytest.mark.parametrize("name", DAMAGED)
def test_nothing_of_a_damaged_gzip_is_kept(tmp_path: Path, name: str) -> None:
    (found,) = read(put(tmp_path, DAMAGED[name]))
    assert isinstance(found, str)
    assert "nothing of it was read" in found


def test_a_damaged_gzip_inside_a_zip_leaves_the_rest(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.gz", DAMAGED["checksum"])
        archive.writestr("b.gz", WHOLE)
    first, second = read(put(tmp_path, out.getvalue()))
    assert isinstance(first, str)
    assert second == WORDS


def test_a_gzip_bomb_is_refused_in_little_memory(tmp_path: Path) -> None:
    path = put(tmp_path, gzip.compress(bytes(200 << 20)))
    tracemalloc.start()
    (found,) = read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(found, str)
    assert "refused" in found
    assert peak < 16 << 20


def test_a_zip_inside_a_gzip_is_read(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", WORDS)
        archive.writestr("b", WORDS[:100])
    assert read(put(tmp_path, gzip.compress(out.getvalue()))) == [WORDS, WORDS[:100]]


def test_all_members_together_are_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "RATIO_FROM", 1 << 20)
    monkeypatch.setattr(packed, "TOTAL", 4 << 20)
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(8):
            archive.writestr(f"{number}", os.urandom(4096) * 100)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(8):
            archive.writestr(f"{number}.zip", inner.getvalue())
    found = read(put(tmp_path, out.getvalue()))
    assert sum(len(each) for each in found if isinstance(each, bytes)) <= 4 << 20
    refused = [each for each in found if isinstance(each, str)]
    assert refused
    assert all("refused" in each for each in refused)
    assert len(refused) <= 2


def test_members_that_share_bytes_are_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a", WORDS)
        archive.writestr("b", WORDS[:50])
    data = bytearray(out.getvalue())
    second = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, second + 42, 0)  # the directory says that b starts where a does
    (found,) = read(put(tmp_path, bytes(data)))
    assert isinstance(found, str)
    assert "share" in found


def test_a_pipe_or_device_is_one_clear_line(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for place in (pipe, Path(os.devnull)):
        with pytest.raises(UnreadableError, match="pipe or a device"):
            gather([place])
