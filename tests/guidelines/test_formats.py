"""Every format's golden case, that each file is claimed once, and that nothing hostile raises."""

from __future__ import annotations

import io
import json
from pathlib import Path

import msgspec
import pytest

from osler.evidence.document import Document
from osler.evidence.split import passages
from osler.sources.guidelines import SOURCES
from osler.sources.source import Found, Item, Quarantined, Skipped, Source, TruncatedError

GOLDEN = Path(__file__).parents[1] / "golden" / "guidelines"
CASES = {
    "uspstf.json": "uspstf",
    "pharmgkb.json": "pharmgkb",
    "jats.xml": "jats",
    "mmwr.json": "cdc-mmwr",
    "gonococcal-infections-infants.xhtml": "cdc-std",
    "who.jsonl": "open-guidelines",
    "local.md": "local",
    "local.html": "local",
}
OTHERS = [
    b'{"meta": {}, "results": [{"set_id": "00000000-0000-4000-8000-000000000001"}]}',
    b'{"pmid": "99000001", "title": "Synthetic", "abstract": "Text."}\n',
    b'<?xml version="1.0"?><PubmedArticleSet><PubmedArticle/></PubmedArticleSet>',
    b'<document xmlns="urn:hl7-org:v3"><id root="x"/></document>',
    b"PMID- 99000001\nTI  - Synthetic title of an article\n",
    b"PMID\tkind\tother words here\n99000001\tretraction\tx\n",
    b"\x00\x01\x02 binary words and more words",
    b"",
]


def named(name: str) -> Source:
    return next(source for source in SOURCES if source.name == name)


def read(source: Source, data: bytes, origin: str) -> list[Item]:
    chunks = source.chunks(io.BytesIO(data))
    return [item for chunk in chunks for item in source.parse(chunk, origin)]


def documents(items: list[Item]) -> list[Document]:
    return [item.document for item in items if isinstance(item, Found)]


@pytest.mark.parametrize(("file", "name"), CASES.items())
def test_golden(file: str, name: str) -> None:
    data = (GOLDEN / file).read_bytes()
    items = read(named(name), data, file)
    found = json.loads(msgspec.json.encode([{type(item).__name__: item} for item in items]))
    assert found == json.loads((GOLDEN / f"{file}.expected.json").read_text("utf-8"))


@pytest.mark.parametrize(("file", "name"), CASES.items())
def test_each_file_is_claimed_by_its_own_source_first(file: str, name: str) -> None:
    head = (GOLDEN / file).read_bytes()[:65536]
    assert next(source.name for source in SOURCES if source.recognises(head)) == name
    claims = {source.name for source in SOURCES if source.recognises(head)} - {"local"}
    assert claims <= {name}


@pytest.mark.parametrize("head", OTHERS)
def test_what_belongs_to_others_is_left_to_them(head: bytes) -> None:
    assert [source.name for source in SOURCES if source.recognises(head)] == []


@pytest.mark.parametrize(("file", "name"), CASES.items())
def test_cut_short_nothing_raises_but_truncated(file: str, name: str) -> None:
    data = (GOLDEN / file).read_bytes()
    for size in range(0, len(data), max(1, len(data) // 40)):
        try:
            items = read(named(name), data[:size], file)
        except TruncatedError:
            continue
        assert all(item.reason for item in items if isinstance(item, Quarantined | Skipped))


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_hostile_chunks_are_quarantined(source: Source) -> None:
    deep = b"[" * 100_000
    chunks = [b"", b"\xff\xfe", b"{}", b"[]", b"null", deep, b'{"specificRecommendations":' + deep]
    chunks += [b"<article>" * 5_000, b'<!DOCTYPE a [<!ENTITY b "c">]><article>&b;</article>']
    for chunk in chunks:
        for item in source.parse(chunk, "synthetic"):
            assert isinstance(item, Quarantined | Skipped)
            assert item.record
            assert item.reason
            assert "\n" not in item.reason


@pytest.mark.parametrize(("file", "name"), CASES.items())
def test_passages_are_exact(file: str, name: str) -> None:
    for document in documents(read(named(name), (GOLDEN / file).read_bytes(), file)):
        assert passages(document)
        for passage in passages(document):
            assert document.text[passage.start : passage.end] == passage.text
        for each in document.recommendations:
            assert document.text[each.start : each.end].strip()


def test_jats_sets_are_cut_into_articles() -> None:
    article = (GOLDEN / "jats.xml").read_bytes()
    both = b"<pmc-articleset>" + article[article.find(b"<article") :] * 2 + b"</pmc-articleset>"
    jats = named("jats")
    assert jats.recognises(both)
    assert len(documents(read(jats, both, "set.xml"))) == 2
    with pytest.raises(TruncatedError):
        list(jats.chunks(io.BytesIO(both[: len(article) + 100])))


def test_local_says_what_is_missing() -> None:
    text = b"---\ntitle: Synthetic\n---\nText.\n"
    (item,) = named("local").parse(text, "note.md")
    assert isinstance(item, Quarantined)
    assert "publisher" in item.reason


def test_local_shows_an_unknown_date_as_unknown() -> None:
    text = b"---\ntitle: Synthetic\npublisher: Synthetic Hospital\n---\nText.\n"
    (item,) = named("local").parse(text, "note.md")
    assert isinstance(item, Found)
    assert item.document.header.date is None


def test_text_without_a_front_matter_is_no_evidence() -> None:
    (item,) = named("local").parse(b"# Synthetic notes\n\nText.\n", "note.md")
    assert isinstance(item, Skipped)


def test_a_page_that_calls_itself_obsolete_is_superseded() -> None:
    page = (
        "# Synthetic Guidelines #\n\nThis guideline document is obsolete and old.\n\n"
        + "Zinc. " * 300
    )
    data = json.dumps({"https://www.cdc.gov/mmwr/x/s1.htm": page}).encode()
    (document,) = documents(read(named("cdc-mmwr"), data, "m.json"))
    assert document.header.standing.superseded
