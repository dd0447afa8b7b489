"""Recognition by content, chunking of the line-based forms, and their faults."""

from __future__ import annotations

import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osler.sources import lines
from osler.sources.pubmed import SOURCES
from osler.sources.pubmed.jsonlines import JsonLines
from osler.sources.pubmed.nbib import Nbib
from osler.sources.source import Found, Item, Quarantined, Source, TruncatedError


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
    assert all(len(chunk) <= size or chunk.count(b"PMID- ") == 1 for chunk in chunks)
    found = [item for chunk in chunks for item in Nbib().parse(chunk, "test")]
    assert len(found) == len(sizes)


def _start() -> lines.re.Pattern[bytes]:
    return lines.re.compile(rb"^PMID- ", lines.re.MULTILINE)


def parsed(source: Source, content: bytes) -> list[Item]:
    chunks = source.chunks(io.BytesIO(content))
    return [item for chunk in chunks for item in source.parse(chunk, "test")]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_an_exports_records_never_merge(end: bytes, last: bool) -> None:
    text = [
        b"\xef\xbb\xbfPMID- 99000001",
        b"TI  - First.",
        b"PMID- 99000002",
        b"TI  - Second.",
        b" ",
        b"TI  - Nobody's.",
        b"AB  - Not of the second.",
        b"",
        b"",
        b"PMID-99000003",
        b"TI  - Third.",
        b"AB  - Its last words.",
    ]
    content = end.join(text) + (end if last else b"")
    items = parsed(Nbib(), content)
    assert [type(item) for item in items] == [Found, Found, Quarantined, Found]
    texts = [item.document.text for item in items if isinstance(item, Found)]
    assert texts == ["First.", "Second.", "Third.\n\nIts last words."]


def test_two_titles_are_two_records_run_together() -> None:
    content = b"PMID- 99000001\nTI  - A.\nSO  - x\nTI  - B.\nAB  - Of B.\n"
    (item,) = parsed(Nbib(), content)
    assert isinstance(item, Quarantined)
    assert item.record == "pubmed:99000001"


def test_records_beyond_all_sense_are_given_up_in_bounded_time() -> None:
    much = b"x" * (50 << 20)
    small = b'{"pmid": "9900000%d", "title": "Synthetic", "abstract": "x"}\n'
    large = b'{"pmid": "99000002", "title": "Synthetic", "abstract": "' + much + b'"}\n'
    nbib = b"PMID- 99000001\nTI  - A.\n\nPMID- 99000002\nTI  - B.\nAB  - " + much
    cases: list[tuple[Source, bytes]] = [
        (JsonLines(), small % 1 + large + small % 3),
        (Nbib(), nbib + b"\n\nPMID- 99000003\nTI  - C.\n"),
    ]
    for source, content in cases:
        began = time.process_time()
        items = parsed(source, content)
        assert time.process_time() - began < 5
        assert [type(item) for item in items] == [Found, Quarantined, Found]
        assert items[1] == Quarantined("pubmed:99000002", lines.GIVEN_UP)


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


def test_bad_pmids_are_told_apart() -> None:
    records = "".join(
        f"<PubmedArticle><MedlineCitation><PMID>{pmid}</PMID><Article><ArticleTitle>T</ArticleTitle>"
        "</Article></MedlineCitation></PubmedArticle>"
        for pmid in ("abc", "-5", "9" * 30, "１２３", "99000001")
    )
    items = list(SOURCES[0].parse(records.encode(), "test.xml"))
    bad = [item for item in items if isinstance(item, Quarantined)]
    assert len({item.record for item in bad}) == 4
    assert len({item.reason for item in bad}) == 4
    assert "'abc'" in bad[0].reason
