"""Real NLM files: counts, and every field against a plain reading with lxml."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from isal import igzip
from lxml import etree

from osler.sources.pubmed import SOURCES
from osler.sources.pubmed.markup import squeeze
from osler.sources.source import Deleted, Found, Item, Skipped


def items_of(content: bytes) -> list[Item]:
    (source,) = (each for each in SOURCES if each.recognises(content[:65536]))
    chunks = source.chunks(io.BytesIO(content))
    return [item for chunk in chunks for item in source.parse(chunk, "test")]


def content_of(path: Path) -> bytes:
    data = path.read_bytes()
    return igzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "found", "deleted", "skipped", "newer"),
    [
        ("medline16n0902.xml.gz", 604, 1, 0, 0),
        ("medsamp2014.xml", 161, 7, 0, 0),
        ("medsamp2016.xml", 168, 0, 0, 1),
        ("pubmedsample18n0001.xml.gz", 177, 0, 0, 0),
        ("pubmedsample19n0001.xml", 176, 7, 0, 0),
        ("test_current_medline.xml.gz", 4, 0, 0, 0),
        ("medline_export.nbib", 473, 0, 0, 0),
        ("recent_abstracts.jsonl.gz", 4159, 0, 0, 0),
        pytest.param("pubmed20n0014.xml.gz", 30000, 0, 0, 0, marks=pytest.mark.slow),
        pytest.param("pubmed21n1298.xml.gz", 20787, 20, 1, 5, marks=pytest.mark.slow),
    ],
)
def test_counts(
    shared_data: Path, name: str, found: int, deleted: int, skipped: int, newer: int
) -> None:
    counts: Counter[str] = Counter()
    for item in items_of(content_of(shared_data / "pubmed" / name)):
        counts[type(item).__name__] += 1
        counts["newer"] += isinstance(item, Found) and item.version > 1
    expected = {"Found": found, "Deleted": deleted, "Skipped": skipped, "newer": newer}
    assert {key: value for key, value in counts.items() if value} == {
        key: value for key, value in expected.items() if value
    }


@pytest.mark.shared
def test_single_article_answers(shared_data: Path) -> None:
    """171 files: 166 hold a record, one an empty set, four are answers of other services."""
    counts: Counter[str] = Counter()
    with zipfile.ZipFile(shared_data / "pubmed" / "efetch_single_articles.zip") as archive:
        for name in archive.namelist():
            content = archive.read(name)
            if not any(source.recognises(content[:65536]) for source in SOURCES):
                counts["other"] += 1
                continue
            items = items_of(content)
            assert all(isinstance(item, Found) for item in items)
            counts[f"{len(items)} records"] += 1
    assert counts == {"1 records": 166, "0 records": 1, "other": 4}


def solid(text: str) -> int:
    return len("".join(text.split()))


def truth(article: etree._Element) -> dict[str, object]:
    """The fields of one record, read one XPath at a time."""

    def texts(path: str) -> list[str]:
        found = article.xpath(path)
        return [text for each in found if (text := squeeze("".join(each.itertext())))]

    abstracts = article.xpath("MedlineCitation/Article/Abstract/AbstractText[not(*)]")
    data = "PubmedData/ArticleIdList/ArticleId[@IdType='%s']"
    return {
        "plain abstract": [squeeze(each.text) for each in abstracts if squeeze(each.text)],
        "abstract parts": len(texts("MedlineCitation/Article/Abstract/AbstractText")),
        "types": tuple(texts("MedlineCitation/Article/PublicationTypeList/PublicationType")),
        "mesh": texts("MedlineCitation/MeshHeadingList/MeshHeading/DescriptorName"),
        "qualifiers": len(article.xpath("MedlineCitation/MeshHeadingList//QualifierName")),
        "chemicals": tuple(texts("MedlineCitation/ChemicalList/Chemical/NameOfSubstance")),
        "keywords": len(set(article.xpath("MedlineCitation/KeywordList/Keyword[not(*)]/text()"))),
        "authors": len(
            article.xpath(
                "MedlineCitation/Article/AuthorList/Author"
                "[not(@ValidYN='N') and (LastName or CollectiveName)]"
            )
        ),
        "pmc": (texts(data % "pmc") or [None])[-1],
        "doi": (texts(data % "doi") or [None])[-1],
        "language": texts("MedlineCitation/Article/Language")[0],
        "cites": texts("PubmedData//Reference//ArticleId[@IdType='pubmed']"),
        "affiliations": set(texts("MedlineCitation/Article/AuthorList//Affiliation")),
    }


def read(found: Found, expected: dict[str, object]) -> dict[str, object]:
    """The same fields from the document."""
    document, header = found.document, found.document.header
    extra = dict(header.extra)
    plain = expected["plain abstract"]
    assert isinstance(plain, list)
    own = [each for each in document.sections if each.path != ("PLAIN LANGUAGE SUMMARY",)]
    by_others = len(own) if "abstract by" in extra else 0
    doi = header.identifiers.doi if expected["doi"] else None
    keywords = len(header.keywords) if expected["keywords"] else 0
    return {
        "plain abstract": [each for each in plain if each in document.text],
        "abstract parts": len(own) - by_others,
        "types": header.publication_types,
        "mesh": [heading.name for heading in header.mesh],
        "qualifiers": sum(len(heading.qualifiers) for heading in header.mesh),
        "chemicals": header.chemicals,
        "keywords": keywords,
        "authors": len(header.authors),
        "pmc": header.identifiers.pmcid,
        "doi": doi,
        "language": header.language,
        "cites": extra.get("cites", "").split(),
        "affiliations": set(extra.get("affiliations", "").split("\n")) - {""},
    }


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("name", ["pubmed21n1298.xml.gz", "pubmed20n0014.xml.gz"])
def test_every_field_is_kept(shared_data: Path, name: str) -> None:
    content = content_of(shared_data / "pubmed" / name)
    items = iter(items_of(content))
    differing = []
    for _, article in etree.iterparse(io.BytesIO(content), tag="PubmedArticle"):
        item = next(items)
        if isinstance(item, Found):
            expected = truth(article)
            actual = read(item, expected)
            for field, value in expected.items():
                if field == "keywords" and article.xpath("MedlineCitation/KeywordList/Keyword/*"):
                    continue
                if actual[field] != value:
                    differing.append((item.document.key, field, value, actual[field]))
        else:
            assert isinstance(item, Skipped)
        article.clear()
    assert all(isinstance(item, Deleted) for item in items)
    assert differing == []
