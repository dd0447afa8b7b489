"""The real files: counts that reconcile, and what a clinician would look for first."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from osler.evidence.document import Document, Family
from osler.sources.guidelines import SOURCES
from osler.sources.source import Found, Item

pytestmark = pytest.mark.shared


def read(data: bytes, origin: str) -> list[Item]:
    """Parse with the first source that claims the file, as ingest does."""
    source = next(each for each in SOURCES if each.recognises(data[:65536]))
    chunks = source.chunks(io.BytesIO(data))
    return [item for chunk in chunks for item in source.parse(chunk, origin)]


def kinds(items: list[Item]) -> dict[str, int]:
    return dict(Counter(type(item).__name__ for item in items))


def documents(items: list[Item]) -> dict[str, Document]:
    return {item.document.key: item.document for item in items if isinstance(item, Found)}


def test_uspstf_editions_reconcile(shared_data: Path) -> None:
    folder = shared_data / "guidelines"
    new = read((folder / "uspstf_prevention_taskforce_api_2024-05-02.json").read_bytes(), "2024")
    old = read((folder / "uspstf_working-guidelines_2021.json").read_bytes(), "2021")
    assert (kinds(new), kinds(old)) == ({"Found": 90}, {"Found": 85})
    newer, older = documents(new), documents(old)
    grades = Counter(
        each.strength for document in newer.values() for each in document.recommendations
    )
    assert grades == {"I": 58, "B": 40, "D": 23, "A": 14, "C": 8}
    assert sum(len(document.recommendations) for document in older.values()) == 137
    lineages = {document.header.lineage for document in newer.values()}
    assert [key for key, each in older.items() if each.header.lineage not in lineages] == [
        "uspstf:407:undated"  # elevated blood lead: not in the newer file
    ]
    breast = newer["uspstf:734:2024-04-30"]
    first = breast.recommendations[0]
    assert first.label == "USPSTF grade B"
    assert "biennial screening mammography" in breast.text[first.start : first.end]
    assert older["uspstf:333:undated"].header.lineage == breast.header.lineage


def test_every_pharmgkb_annotation(shared_data: Path) -> None:
    items = [
        item
        for file in sorted((shared_data / "guidelines" / "cpic").glob("*.json"))
        for item in read(file.read_bytes(), file.name)
    ]
    assert kinds(items) == {"Found": 116, "Skipped": 2}
    simvastatin = documents(items)["cpic:PA166105005"]
    assert simvastatin.header.drugs == ("simvastatin",)
    poor = next(
        each for each in simvastatin.recommendations if each.population == "SLCO1B1 Poor Function"
    )
    assert poor.label == "CPIC Strong"
    assert simvastatin.text[poor.start :].startswith("Prescribe an alternative statin")


def test_cdc_std_pages(shared_data: Path) -> None:
    items: list[Item] = []
    with zipfile.ZipFile(shared_data / "guidelines" / "cdc_std_2010_xhtml.zip") as archive:
        for name in archive.namelist():
            items += read(archive.read(name), name)
    assert kinds(items) == {"Found": 45, "Skipped": 4}
    page = documents(items)["cdc:std-2010/gonococcal-infections-adol-adult"]
    assert page.header.title == "Gonococcal Infections in Adolescents and Adults"
    assert any(section.path[-1] == "Pregnancy" for section in page.sections)
    box = documents(items)["cdc:std-2010/table"]
    assert [each.strength for each in box.recommendations] == ["Recommended Regimens"]


def test_mmwr_supplements(shared_data: Path) -> None:
    file = shared_data / "guidelines" / "cdc_mmwr_supplements_markdown.json.gz"
    items = read(gzip.decompress(file.read_bytes()), file.name)
    assert kinds(items) == {"Found": 254, "Skipped": 2}
    found = documents(items)
    std = found["mmwr:00001459"].header
    assert (std.year, std.topic, std.family) == (
        1989,
        "std treatment guidelines",
        Family.GUIDELINES,
    )
    assert found["mmwr:00001431"].header.standing.superseded


@pytest.mark.slow
def test_who_full_texts(shared_data: Path) -> None:
    file = shared_data / "guidelines" / "who" / "who_guidelines.jsonl.gz"
    items = read(gzip.decompress(file.read_bytes()), file.name)
    assert kinds(items) == {"Found": 18}
    by_title = {document.header.title: document for document in documents(items).values()}
    malaria = by_title["WHO guidelines for malaria"]
    graded = {
        malaria.text[each.start : each.end][:60]: each.label for each in malaria.recommendations
    }
    assert (
        "certainty high" in graded["Adults and children with severe malaria (including infants, "]
    )
    pressure = by_title["Guideline for the pharmacological treatment of hypertension in adults"]
    assert "≥140 mmHg or diastolic blood pressure of ≥90 mmHg" in pressure.text


@pytest.mark.slow
def test_pmc_articles(shared_data: Path) -> None:
    items: list[Item] = []
    with zipfile.ZipFile(shared_data / "fulltext" / "pmc_jats_ccby.zip") as archive:
        for name in archive.namelist():
            items += read(archive.read(name), name)
    assert kinds(items) == {"Found": 600}
    assert len(documents(items)) == 600
    text = "".join(document.text for document in documents(items).values())
    assert "\ue000" not in text
    assert text.count("[]") < 10  # a few are the authors' own
