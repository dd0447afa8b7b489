"""The compiled file: a name trie, the concept each name stands for, and the concepts.

Layout: magic (8 bytes), SHA-256 of everything after it (32), header length (8, little-endian),
JSON header, then sections at 8-byte boundaries. The header gives the format number and each
section's offset and length. Offsets and concept numbers are little-endian unsigned 32-bit.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import sys
from array import array
from dataclasses import dataclass
from pathlib import Path

import marisa_trie
import msgspec

from osler.vocabulary.concept import Concept, ConceptKind

_MAGIC = b"OSLERVOC"
_FRAME = 48  # magic, digest, header length
FORMAT = 1
ABBREVIATION = "="  # before names that match as written; never in a normalised key
_SECTIONS = ("trie", "numbers", "offsets", "concepts", "expansions")


class VocabularyError(Exception):
    """The compiled vocabulary cannot be used; the message says what to do."""


class _Header(msgspec.Struct, frozen=True):
    format: int
    concepts: int
    names: int
    sections: dict[str, tuple[int, int]]
    own: str = ""  # edition of our own tables; files of early versions do not say


def _u32(numbers: list[int]) -> bytes:
    packed = array("I", numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def _body(
    names: dict[str, int], concepts: list[Concept], expansions: dict[str, str]
) -> dict[str, bytes]:
    trie = marisa_trie.Trie(names.keys())
    numbers = [0] * len(names)
    for name, number in names.items():
        numbers[trie[name]] = number
    offsets, blob = [0], bytearray()
    encoder = msgspec.json.Encoder()
    for concept in concepts:
        blob += encoder.encode((concept.id, concept.kind, concept.preferred, concept.names))
        offsets.append(len(blob))
    return {
        "trie": trie.tobytes(),
        "numbers": _u32(numbers),
        "offsets": _u32(offsets),
        "concepts": bytes(blob),
        "expansions": msgspec.json.encode(expansions),
    }


def write(
    target: Path,
    names: dict[str, int],
    concepts: list[Concept],
    expansions: dict[str, str],
    own: str = "",
) -> str:
    """Write beside `target` and rename over it; returns the generation (12 hex digits).

    `own` is the edition of our own tables that went in. `names` maps keys (and `=`-prefixed
    abbreviations) to positions in `concepts`.
    """
    body, sections = bytearray(), {}
    for name, data in _body(names, concepts, expansions).items():
        sections[name] = (len(body), len(data))
        body += data + b"\0" * (-len(data) % 8)
    header = msgspec.json.encode(_Header(FORMAT, len(concepts), len(names), sections, own))
    header += b" " * (-len(header) % 8)
    rest = len(header).to_bytes(8, "little") + header + body
    digest = hashlib.sha256(rest).digest()
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            file.write(_MAGIC + digest + rest)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return digest.hex()[:12]


@dataclass(frozen=True, slots=True)
class Container:
    """An open compiled file; concepts are decoded when asked for."""

    header: _Header
    generation: str
    trie: marisa_trie.Trie
    numbers: memoryview
    offsets: memoryview
    concepts: memoryview
    expansions: memoryview

    def number(self, name: str) -> int | None:
        """The concept number a key stands for, or None."""
        at = self.trie.get(name)
        return None if at is None else self.numbers[at]

    def concept(self, number: int) -> Concept:
        """The concept with that number."""
        data = self.concepts[self.offsets[number] : self.offsets[number + 1]]
        name, kind, preferred, names = msgspec.json.decode(
            data, type=tuple[str, ConceptKind, str, tuple[str, ...]]
        )
        return Concept(name, kind, preferred, names)


def _damaged(path: Path, why: str) -> VocabularyError:
    return VocabularyError(f"{path}: {why}; compile it again")


def _header(path: Path, data: memoryview) -> tuple[_Header, int]:
    if len(data) < _FRAME or data[:8] != _MAGIC:
        raise _damaged(path, "not a compiled vocabulary")
    start = _FRAME + int.from_bytes(data[40:_FRAME], "little")
    try:
        header = msgspec.json.decode(data[_FRAME:start], type=_Header)
    except msgspec.MsgspecError as error:
        raise _damaged(path, "its header is damaged") from error
    if header.format != FORMAT:
        raise _damaged(path, f"format {header.format}, this program reads {FORMAT}")
    return header, start


def open_container(path: Path, verify: bool = False) -> Container:
    """Map the file. `verify` also checks the digest of all its bytes (for `doctor`).

    Raises VocabularyError where the file is missing, cut short, damaged or of another format.
    """
    try:
        with path.open("rb") as file:
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError) as error:
        raise _damaged(path, "there is no compiled vocabulary that can be read") from error
    if verify and hashlib.sha256(data[40:]).digest() != data[8:40]:
        raise _damaged(path, "its bytes are not those that were written")
    header, start = _header(path, data)
    views = {}
    for name in _SECTIONS:
        at, length = header.sections.get(name, (0, -1))
        views[name] = data[start + at : start + at + length]
        if length < 0 or len(views[name]) != length:
            raise _damaged(path, "it is cut short")
    return _opened(path, header, bytes(data[8:14]).hex(), views)


def _opened(
    path: Path, header: _Header, generation: str, views: dict[str, memoryview]
) -> Container:
    try:
        trie = marisa_trie.Trie().frombytes(bytes(views["trie"]))
        numbers, offsets = views["numbers"].cast("I"), views["offsets"].cast("I")
    except (RuntimeError, TypeError, ValueError) as error:
        raise _damaged(path, "its names are damaged") from error
    if len(trie) != header.names or len(numbers) != header.names:
        raise _damaged(path, "its names are incomplete")
    if len(offsets) != header.concepts + 1 or offsets[-1] != len(views["concepts"]):
        raise _damaged(path, "its concepts are incomplete")
    return Container(
        header, generation, trie, numbers, offsets, views["concepts"], views["expansions"]
    )
