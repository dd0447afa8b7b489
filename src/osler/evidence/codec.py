"""Documents and passages to JSON and back, without loss."""

from __future__ import annotations

import msgspec

from osler.evidence.document import Document, Header, Passage

_encoder = msgspec.json.Encoder()
_documents = msgspec.json.Decoder(Document)
_headers = msgspec.json.Decoder(Header)
_passages = msgspec.json.Decoder(Passage)


def encode(value: Document | Header | Passage) -> bytes:
    """UTF-8 JSON with the field names of the dataclass."""
    return _encoder.encode(value)


def decode_document(data: bytes) -> Document:
    """Inverse of `encode`; raises `msgspec.ValidationError` on anything else."""
    return _documents.decode(data)


def decode_header(data: bytes) -> Header:
    """Inverse of `encode` for headers."""
    return _headers.decode(data)


def decode_passage(data: bytes) -> Passage:
    """Inverse of `encode` for passages."""
    return _passages.decode(data)
