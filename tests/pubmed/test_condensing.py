"""Rewriting bulky lists before parsing changes the speed and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from isal import igzip
from lxml import etree

from osler.sources.pubmed import parse
from osler.sources.pubmed.condensing import condensed
from osler.sources.source import Item

AUTHORS = "<AuthorList>{}</AuthorList>"
ONE = '<Author ValidYN="Y"><LastName>Example</LastName><ForeName>Ada</ForeName></Author>'
CASES = {
    "usual": AUTHORS.format(ONE),
    "initials and suffix": AUTHORS.format(
        '<Author ValidYN="Y" EqualContrib="Y"><LastName>O&amp;X</LastName><ForeName>A B</ForeName>'
        "<Initials>AB</Initials><Suffix>3rd</Suffix>"
        '<Identifier Source="ORCID">0</Identifier></Author>'
    ),
    "collective": AUTHORS.format(
        ONE + "<Author><CollectiveName>Synth Group</CollectiveName></Author>"
    ),
    "invalid": AUTHORS.format(ONE.replace('"Y"', '"N"') + ONE),
    "markup": AUTHORS.format(ONE.replace("Example", "Ex<sup>a</sup>mple")),
    "line break": AUTHORS.format(ONE.replace("Ada", "Ada\n  B")),
    "affiliations": AUTHORS.format(
        ONE.replace(
            "</Author>",
            "<AffiliationInfo><Affiliation>Clinic  A</Affiliation></AffiliationInfo>"
            "<AffiliationInfo><Affiliation>Clinic\nB</Affiliation></AffiliationInfo></Author>",
        )
    ),
    "two places": AUTHORS.format(
        ONE.replace(
            "</Author>",
            "<AffiliationInfo><Affiliation>Clinic  A</Affiliation></AffiliationInfo>"
            "<AffiliationInfo><Affiliation>At &lt;B&gt;</Affiliation></AffiliationInfo></Author>",
        )
        * 2
    ),
    "empty": AUTHORS.format(""),
}


def read(chunk: bytes) -> list[Item]:
    root = etree.fromstring(parse._OPEN + chunk + parse._CLOSE)
    return [item for record in root for item in parse._items(record, "test")]


def record(authors: str) -> bytes:
    return (
        "<PubmedArticle><MedlineCitation><PMID>99000001</PMID><Article><ArticleTitle>Synthetic."
        f"</ArticleTitle>{authors}</Article></MedlineCitation><PubmedData><History><PubMedPubDate/>"
        '</History><ArticleIdList><ArticleId IdType="doi">10.5555/own</ArticleId></ArticleIdList>'
        '<ReferenceList><Reference><ArticleIdList><ArticleId IdType="pubmed">99000002</ArticleId>'
        "</ArticleIdList></Reference></ReferenceList><ReferenceList><ReferenceList><Reference>"
        '<ArticleIdList><ArticleId IdType="doi">10.5555/no</ArticleId><ArticleId IdType="pubmed">'
        "99000003</ArticleId></ArticleIdList></Reference></ReferenceList></ReferenceList>"
        "</PubmedData></PubmedArticle>"
    ).encode()


def merged(items: list[Item]) -> list[tuple[object, ...]]:
    """Items with the cited PMIDs of several lists as one."""
    shown = []
    for item in items:
        header = item.document.header  # type: ignore[union-attr]
        cited = " ".join(value for name, value in header.extra if name == "cites")
        others = sorted(pair for pair in header.extra if pair[0] != "cites")
        shown.append((item.document.text, header.authors, header.identifiers, cited, others))  # type: ignore[union-attr]
    return shown


@pytest.mark.parametrize("name", CASES)
def test_condensed_or_not_the_record_reads_the_same(name: str) -> None:
    chunk = record(CASES[name]) + record(CASES["usual"])
    assert merged(read(condensed(chunk))) == merged(read(chunk))
    assert b"<Reference>" not in condensed(chunk)


def test_a_chunk_with_comments_is_left_alone() -> None:
    chunk = record(AUTHORS.format(ONE + "<!-- </AuthorList> -->"))
    assert condensed(chunk) == chunk


@pytest.mark.shared
@pytest.mark.parametrize("name", ["pubmed21n1298.xml.gz", "medline16n0902.xml.gz"])
def test_real_records_read_the_same(shared_data: Path, name: str) -> None:
    with igzip.open(shared_data / "pubmed" / name) as stream:
        chunks = list(parse.PubmedXml().chunks(stream))[::12]
    for chunk in chunks:
        if b"<DeleteCitation" not in chunk:
            assert merged(read(condensed(chunk))) == merged(read(chunk))
