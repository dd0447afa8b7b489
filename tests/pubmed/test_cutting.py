"""Chunks: whole records, any chunk size, any layout, nothing lost, nothing believed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from osler.sources.pubmed import cutting
from osler.sources.pubmed.parse import PubmedXml
from osler.sources.source import Deleted, Found, Item, Quarantined, TruncatedError

HEAD = (
    b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//x" "x.dtd">\n'
)


def article(number: int, title: str = "Synthetic title.", more: str = "") -> bytes:
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">{99000000 + number}'
        f"</PMID><Article><ArticleTitle>{title}</ArticleTitle>{more}</Article></MedlineCitation>"
        f"<PubmedData/></PubmedArticle>"
    ).encode()


def whole(*records: bytes, gap: bytes = b"\n") -> bytes:
    return HEAD + b"<PubmedArticleSet>" + gap.join(records) + b"</PubmedArticleSet>"


def parse(content: bytes, size: int = cutting.CHUNK) -> list[Item]:
    source = PubmedXml()
    return [
        item
        for chunk in cutting.cut(io.BytesIO(content), size)
        for item in source.parse(chunk, "test.xml")
    ]


def keys(items: list[Item]) -> list[str]:
    return [
        item.document.key if isinstance(item, Found) else getattr(item, "record", "deleted")
        for item in items
    ]


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), min_size=1)
titles = words.filter(str.strip).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
)
layouts = st.sampled_from([b"", b"\n", b"<!-- </PubmedArticle> <PubmedArticle> -->", b"\n  \n"])


@settings(max_examples=60, deadline=None)
@given(st.lists(titles, min_size=1, max_size=8), st.integers(1, 3000), layouts)
def test_what_is_parsed_does_not_depend_on_the_chunk_size(
    given_titles: list[str], size: int, gap: bytes
) -> None:
    content = whole(*(article(n, title) for n, title in enumerate(given_titles)), gap=gap)
    items = parse(content, size)
    assert items == parse(content)
    assert keys(items) == [f"pubmed:{99000000 + n}" for n in range(len(given_titles))]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.one_of(st.none(), titles), titles), max_size=5))
def test_sections_lie_within_the_text(parts: list[tuple[str | None, str]]) -> None:
    body = "".join(
        f"<AbstractText>{text}</AbstractText>"
        if label is None
        else f'<AbstractText Label="{label.replace(chr(34), "")}">{text}</AbstractText>'
        for label, text in parts
    )
    (item,) = parse(whole(article(1, more=f"<Abstract>{body}</Abstract>")))
    assert isinstance(item, Found)
    document = item.document
    end = 0
    for section in document.sections:
        assert end <= section.start < section.end <= len(document.text)
        assert document.text[section.start : section.end].strip()
        end = section.end


def test_end_tags_in_comments_and_cdata_do_not_count() -> None:
    tricky = "Synthetic <![CDATA[</PubmedArticle> & < ]]><!-- </PubmedArticle> -->end."
    items = parse(whole(article(1, tricky), article(2)))
    assert keys(items) == ["pubmed:99000001", "pubmed:99000002"]
    assert isinstance(items[0], Found)
    assert items[0].document.text == "Synthetic </PubmedArticle> & < end."


def test_a_broken_record_spoils_only_itself() -> None:
    broken = article(2).replace(b"</ArticleTitle>", b"")
    unclosed = article(4).replace(b"</PubmedArticle>", b"")
    items = parse(whole(article(1), broken, article(3), unclosed, article(5)))
    assert keys(items) == [f"pubmed:{99000000 + n}" for n in range(1, 6)]
    assert [isinstance(item, Quarantined) for item in items] == [False, True, False, True, False]


def test_a_byte_that_is_not_utf8_spoils_only_its_record() -> None:
    items = parse(whole(article(1), article(2, "Synthetic @.").replace(b"@", b"\xff"), article(3)))
    assert keys(items) == ["pubmed:99000001", "pubmed:99000002", "pubmed:99000003"]
    assert isinstance(items[1], Quarantined)


def test_a_record_without_pmid_is_quarantined_and_named_by_its_place() -> None:
    nameless = article(1).replace(b'<PMID Version="1">99000001</PMID>', b"")
    (item,) = parse(whole(nameless))
    assert isinstance(item, Quarantined)
    assert item.record.startswith("test.xml record ")
    assert item.reason == "no PMID"


def test_external_entities_are_refused_and_nothing_is_read(
    tmp_path: Path,
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words")
    doctype = (
        f'<!DOCTYPE PubmedArticleSet [<!ENTITY x SYSTEM "{secret.as_uri()}">]><PubmedArticleSet>'
    ).encode()
    items = parse(doctype + article(1, "&x;") + article(2) + b"</PubmedArticleSet>")
    assert keys(items) == ["pubmed:99000001", "pubmed:99000002"]
    assert isinstance(items[0], Quarantined)
    assert "entity" in items[0].reason.lower()
    assert "hidden" not in repr(items)


def test_billion_laughs_are_refused() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE PubmedArticleSet [<!ENTITY l0 "ha">{laughs}]><PubmedArticleSet>'.encode()
    items = parse(doctype + article(1, "&l11;") + b"</PubmedArticleSet>")
    assert [type(item) for item in items] == [Quarantined]


def test_a_chunk_that_brings_its_own_entities_is_refused() -> None:
    whole_file = b'<!DOCTYPE x [<!ENTITY l "ha">]>' + article(1, "&l;")
    items = list(PubmedXml().parse(whole_file, "test.xml"))
    assert [type(item) for item in items] == [Quarantined]


@pytest.mark.parametrize("cut", [-1, -20, -60, -400])
def test_a_truncated_stream_gives_its_whole_records_and_raises(cut: int) -> None:
    content = whole(article(1), article(2), article(3))[:cut]
    chunks: list[bytes] = []
    with pytest.raises(TruncatedError):
        chunks.extend(cutting.cut(io.BytesIO(content)))
    seen = [item for chunk in chunks for item in PubmedXml().parse(chunk, "test.xml")]
    assert all(isinstance(item, Found) for item in seen)
    assert keys(seen) == ["pubmed:99000001", "pubmed:99000002", "pubmed:99000003"][: len(seen)]


def test_a_truncated_record_is_named() -> None:
    with pytest.raises(TruncatedError, match="inside PMID 99000002"):
        parse(whole(article(1), article(2))[:-60])


def test_several_sets_in_one_file() -> None:
    content = whole(article(1)) + b"\n" + whole(article(2)) + b"\n" + HEAD + b"<PubmedArticleSet/>"
    assert keys(parse(content)) == ["pubmed:99000001", "pubmed:99000002"]


def test_a_set_that_only_deletes() -> None:
    content = whole(b'<DeleteCitation><PMID Version="1">99000001</PMID></DeleteCitation>')
    assert parse(content) == [Deleted("pubmed:99000001", 1)]


def test_an_empty_set_is_no_error() -> None:
    assert parse(whole()) == []


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "windows-1252", "utf-8"])
def test_the_declared_encoding_is_honoured(encoding: str) -> None:
    text = whole(article(1, "Synthetic Münster.")).decode().replace('"utf-8"', f'"{encoding}"')
    content = text.encode(encoding)
    assert PubmedXml().recognises(content)
    (item,) = parse(content)
    assert isinstance(item, Found)
    assert item.document.text == "Synthetic Münster."


def test_an_endless_record_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "RECORD_LIMIT", 4000)
    monkeypatch.setattr(cutting, "BLOCK", 500)
    endless = article(2, "x" * 9000).replace(b"</PubmedArticle>", b"")
    items = parse(whole(article(1), endless, article(3), article(4)))
    assert keys(items) == [f"pubmed:{99000000 + n}" for n in range(1, 5)]
    assert isinstance(items[1], Quarantined)


@given(st.binary(max_size=200))
def test_no_bytes_make_recognition_or_parsing_raise(content: bytes) -> None:
    source = PubmedXml()
    source.recognises(content)
    list(source.parse(content, "test.xml"))
    list(source.parse(b"<PubmedArticle>" + content + b"</PubmedArticle>", "test.xml"))
