"""Passages as tantivy records, and back."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import tantivy

from osler.evidence import codec
from osler.evidence.document import Document, Header, text_hash
from osler.index.entry import passage_of
from osler.index.index import Entry, Hit
from osler.index.seal import DamagedError, sealed, unsealed
from osler.index.tags import FIRST, document_tags, lineage_tag, passage_tags

VERSION = "version"  # tag of the record that counts commits


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("tag", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("body", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("head", tokenizer_name="whitespace", index_option="position")
    builder.add_integer_field("year", indexed=True, fast=True)
    builder.add_unsigned_field("body_tokens", fast=True)
    builder.add_unsigned_field("head_tokens", fast=True)
    builder.add_unsigned_field("hash", fast=True)
    builder.add_bytes_field("document", stored=True)
    builder.add_bytes_field("header", stored=True)
    builder.add_bytes_field("passage", stored=True)
    builder.add_unsigned_field("count", stored=True)
    return builder.build()


SCHEMA = _schema()


def records(entry: Entry) -> Iterator[tantivy.Document]:
    """One record per passage; a document without passages has one record, which nothing finds.

    Stored: the document with its first passage; headers and passages where there are several (the
    store compresses neighbours together), a lone passage without its text.
    """
    shared = document_tags(entry)
    for ordinal in range(max(1, len(entry.keys))):
        record = tantivy.Document()
        for tag in shared:
            record.add_text("tag", tag)
        if ordinal == 0:
            record.add_text("tag", FIRST)
            record.add_text("tag", lineage_tag(entry.lineage))
            record.add_bytes("document", sealed(entry.document_json))
        if entry.header_json is not None:
            record.add_bytes("header", sealed(entry.header_json))
        if entry.year is not None:
            record.add_integer("year", entry.year)
        if entry.keys:
            _add_passage(record, entry, ordinal)
        else:
            record.add_unsigned("hash", 0)
        yield record


def _add_passage(record: tantivy.Document, entry: Entry, ordinal: int) -> None:
    body, head = entry.body[ordinal], entry.head[ordinal]
    for tag in passage_tags(entry, ordinal):
        record.add_text("tag", tag)
    record.add_text("body", body)
    record.add_text("head", head)
    record.add_unsigned("body_tokens", body.count(" ") + 1 if body else 0)
    record.add_unsigned("head_tokens", head.count(" ") + 1 if head else 0)
    record.add_unsigned("hash", entry.hashes[ordinal])
    record.add_bytes("passage", sealed(entry.passage_json[ordinal]))


def version_record(version: int) -> tantivy.Document:
    """The record that says which commit this is."""
    record = tantivy.Document()
    record.add_text("tag", VERSION)
    record.add_unsigned("count", version)
    return record


def hit(record: tantivy.Document, score: float, dense: float | None = None) -> Hit:
    """What was found, whole; raises `DamagedError` or `msgspec.MsgspecError` on damaged bytes."""
    passage = codec.decode_passage(unsealed(record.get_first("passage")))
    header = record.get_first("header")
    if header is not None:
        if text_hash(passage.text) != passage.sha256:
            raise DamagedError("a stored passage is damaged")
        return Hit(passage, _header(header), score, dense)
    document = document_of(record)
    return Hit(passage_of(passage, document), document.header, score, dense)


# Passages of one document carry the same header, and a search finds several of them.
@lru_cache(maxsize=256)
def _header(stored: bytes) -> Header:
    return codec.decode_header(unsealed(stored))


def header_of(record: tantivy.Document) -> Header:
    """The header of a document's first record."""
    header = record.get_first("header")
    if header is not None:
        return codec.decode_header(unsealed(header))
    return document_of(record).header


def document_of(record: tantivy.Document) -> Document:
    """The document with whose first record it is stored; raises as `hit` does."""
    return codec.decode_document(unsealed(record.get_first("document")))
