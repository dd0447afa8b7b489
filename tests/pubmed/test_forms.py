"""Recognition by content, chunking of the line-based forms, and their faults."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osler.sources.pubmed import SOURCES, lines
from osler.sources.pubmed.jsonlines import JsonLines
from osler.sources.pubmed.nbib import Nbib
from osler.sources.source import Found, Quarantined, TruncatedError


def names(head: bytes) -> list[str]:
    return [source.name for source in SOURCES if source.recognises(head)]


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"<PubmedArticleSet>", "pubmed-xml"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><!-- x --><MedlineCitationSet>", "pubmed-xml"),
        (b"<!DOCTYPE PubmedBookArticle><PubmedBookArticle>", "pubmed-xml"),
        (b"<article><PubmedArticleSet/></article>", None),
        (b"<eLinkResult><PMID>1</PMID></eLinkResult>", None),
        (b"\r\nPMID- 99000001\r\nTI  - Synthetic", "pubmed-nbib"),
        (b"STAT- MEDLINE\nPMID- 99000001\n", "pubmed-nbib"),
        (b"TY  - JOUR\nTI  - Synthetic\n", None),
        (b'{"pmid": "99000001", "title": "Synthetic", "abstract": "x"}\n', "pubmed-jsonl"),
        (b'{"id": 1, "title": "Synthetic", "abstract": null}', "pubmed-jsonl"),
        (b'{"id": 1, "title": "Synthetic", "clean_text": "x"}\n', None),
        (b'{"title": "Synthetic", "abstract": "x"}\n', None),
        (b'[{"pmid": "99000001", "title": "Synthetic", "abstract": "x"}]', None),
        (b"", None),
    ],
)
def test_recognition(head: bytes, name: str | None) -> None:
    assert names(head) == ([name] if name else [])


@given(st.binary(max_size=300))
def test_recognition_never_raises(head: bytes) -> None:
    names(head)


@given(st.binary(max_size=300))
def test_parsing_never_raises(content: bytes) -> None:
    for source in SOURCES:
        list(source.parse(content, "test"))
        list(source.parse(b"PMID- " + content, "test"))
        list(source.parse(b'{"pmid": "' + content, "test"))


@given(st.lists(st.integers(0, 3000), max_size=6), st.integers(1, 5000))
def test_line_chunks_join_to_the_whole(sizes: list[int], size: int) -> None:
    content = b"".join(
        b"PMID- %d\nTI  - Synthetic %s\n" % (99000000 + n, b"x" * length)
        for n, length in enumerate(sizes)
    )
    chunks = list(lines.cut_before(io.BytesIO(content), _start(), size))
    assert b"".join(chunks) == content
    assert all(chunk.startswith(b"PMID- ") for chunk in chunks)
    found = [item for chunk in chunks for item in Nbib().parse(chunk, "test")]
    assert len(found) == len(sizes)


def _start() -> lines.re.Pattern[bytes]:
    return lines.re.compile(rb"^PMID- ", lines.re.MULTILINE)


def test_truncated_lines_give_what_is_whole_and_raise() -> None:
    content = (
        b'{"pmid": "99000001", "title": "Synthetic", "abstract": "x"}\n'
        b'{"pmid": "99000002", "title": "Synth'
    )
    chunks: list[bytes] = []
    with pytest.raises(TruncatedError):
        chunks.extend(JsonLines().chunks(io.BytesIO(content)))
    items = [item for chunk in chunks for item in JsonLines().parse(chunk, "test")]
    assert [type(item) for item in items] == [Found]


def test_a_truncated_export_raises() -> None:
    content = b"PMID- 99000001\nTI  - Synthetic.\nSO  - x\n\nPMID- 99000002\nTI  - Synth"
    chunks: list[bytes] = []
    with pytest.raises(TruncatedError, match="99000002"):
        chunks.extend(Nbib().chunks(io.BytesIO(content)))
    assert b"".join(chunks).startswith(b"PMID- 99000001")


def test_a_broken_line_spoils_only_itself() -> None:
    content = (
        b'{"pmid": "99000001", "title": "Synthetic", "abstract": "x"}\n'
        b'{"pmid": "99000002", "title": }\n'
        b'{"pmid": "99000003", "title": "Synthetic", "abstract": "\xff"}\n'
        b'{"pmid": "99000004", "title": "Synthetic", "abstract": "x", "new": [1]}'
    )
    items = list(JsonLines().parse(content, "test"))
    assert [type(item) for item in items] == [Found, Quarantined, Quarantined, Found]
    assert [item.record for item in items if isinstance(item, Quarantined)] == [
        "pubmed:99000002",
        "pubmed:99000003",
    ]


def test_an_export_that_is_not_utf8_spoils_only_its_record() -> None:
    items = list(Nbib().parse(b"PMID- 99000001\nTI  - \xff\n\nPMID- 99000002\nTI  - B.\n", "test"))
    assert [type(item) for item in items] == [Quarantined, Found]


@pytest.mark.parametrize(
    "line",
    [
        b'{"pmid": "99000001", "title": "Synthetic", "abstract": "\\ud800"}',
        b'{"pmid": 1%s, "title": "Synthetic", "abstract": "x"}' % (b"0" * 5000),
        b'{"pmid": true, "title": "Synthetic", "abstract": {"a": 1}, "authors": 5, "year": 1e9}',
        b'{"pmid": "99000001", "title": "Synthetic", "abstract": "x", "year": "%s"}'
        % (b"9" * 5000),
        b"[" * 100_000,
        b'"text"',
    ],
)
def test_strange_lines_make_an_item_and_no_error(line: bytes) -> None:
    JsonLines().recognises(line)
    assert len(list(JsonLines().parse(line, "test"))) == 1


def test_strange_numbers_in_xml_and_exports_make_an_item_and_no_error() -> None:
    xml, nbib, _ = SOURCES
    huge = "9" * 5000
    record = (
        f'<PubmedArticle><MedlineCitation><PMID Version="{huge}">99000001</PMID><Article><Journal>'
        f"<JournalIssue><PubDate><Year>{huge}</Year></PubDate></JournalIssue></Journal>"
        "<ArticleTitle>Synthetic.</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
        '<DeleteCitation><PMID Version="²">99000002</PMID></DeleteCitation>'
    ).encode()
    assert len(list(xml.parse(record, "test"))) == 2
    export = f"PMID- 99000001\nVR  - {huge}\nDP  - {huge}\nTI  - Synthetic.\n".encode()
    assert len(list(nbib.parse(export, "test"))) == 1
