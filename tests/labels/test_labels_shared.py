"""Real labels: counts, codes, exact offsets, and nothing said twice."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from osler.evidence.document import Document, Section
from osler.sources.labels import SOURCES
from osler.sources.source import Found, Item

pytestmark = pytest.mark.shared
SPL, OPENFDA, FLAT, _ = SOURCES


def items(data: bytes, name: str) -> list[Item]:
    (source,) = [each for each in SOURCES if each.recognises(data[:65536])]
    return [item for chunk in source.chunks(io.BytesIO(data)) for item in source.parse(chunk, name)]


@cache
def spl(folder: Path) -> dict[str, Document]:
    files = {path.name: path.read_bytes() for path in sorted(folder.glob("*.xml"))}
    with zipfile.ZipFile(folder / "dailymed_single_label.zip") as inner:
        files["inner.xml"] = next(inner.read(n) for n in inner.namelist() if n.endswith(".xml"))
    found = {name: items(data, name) for name, data in files.items()}
    assert all(len(each) == 1 for each in found.values())
    return {n: each[0].document for n, each in found.items() if isinstance(each[0], Found)}


@cache
def answers(folder: Path, every: int) -> list[Document]:
    with zipfile.ZipFile(folder / "openfda_labels_2024-01.zip") as outer:
        names = sorted(n for n in outer.namelist() if n.endswith(".json"))
        assert len(names) == 363
        found = [item for name in names[::every] for item in items(outer.read(name), name)]
    return [item.document for item in found if isinstance(item, Found)]


@cache
def flat(path: Path) -> list[Document]:
    with gzip.open(path) as stream:
        found = items(stream.read(), "flat")
    assert len(found) == 640
    return [item.document for item in found if isinstance(item, Found)]


def texts(document: Document, code: str) -> list[str]:
    return [document.text[s.start : s.end] for s in document.sections if s.code == code]


def assert_sound(document: Document) -> None:
    end = 0
    for section in document.sections:
        stretch = document.text[section.start : section.end]
        assert end <= section.start < section.end <= len(document.text)
        assert stretch == stretch.strip()
        assert section.path
        end = section.end


def repeated(document: Document) -> float:
    """Share of the text in sentences over 120 characters that occur more than once."""
    sentences = Counter(
        sentence
        for section in document.sections
        for sentence in re.split(r"(?<=[.!?]) +|\n", document.text[section.start : section.end])
        if len(sentence) > 120
    )
    twice = sum(len(sentence) * (count - 1) for sentence, count in sentences.items())
    return twice / len(document.text)


def test_spl_files(shared_data: Path) -> None:
    found = spl(shared_data / "labels" / "spl")
    assert len(found) == 7
    for document in found.values():
        assert_sound(document)
        assert repeated(document) < 0.05  # one fact sheet says much twice


def test_spl_codes(shared_data: Path) -> None:
    found = spl(shared_data / "labels" / "spl")
    lipitor, humira = found["lipitor-orig.xml"], found["humira.xml"]
    assert "34066-1" not in {s.code for s in lipitor.sections}  # statins carry no boxed warning
    assert "boxed" not in dict(lipitor.header.extra)
    assert any("immune-mediated necrotizing myopathy" in t for t in texts(lipitor, "43685-7"))
    muscle = [s for s in lipitor.sections if s.path[-1] == "5.1 Skeletal Muscle"]
    assert [s.path for s in muscle] == [("Warnings and Precautions", "5.1 Skeletal Muscle")]
    boxed = [s for s in humira.sections if s.code == "34066-1"]
    assert [s.path[0] for s in boxed] == ["Boxed Warning", "Highlights"]
    assert lipitor.header.drugs[:2] == ("atorvastatin calcium", "atorvastatin")
    assert humira.header.drugs == ("adalimumab",)
    haloperidol = found["no-title.xml"]
    assert [s.path for s in haloperidol.sections if s.code == "34066-1"] == [("Boxed Warning",)]
    assert haloperidol.header.title == "Haloperidol tablet — FDA drug label"
    cough = {s.code for s in found["cough.xml"].sections}
    assert {"55106-9", "55105-1", "50570-1", "50569-3", "50567-7", "50566-9", "50565-1"} <= cough


def test_openfda_answers(shared_data: Path) -> None:
    found = answers(shared_data / "labels" / "openfda", 6)
    assert len(found) == 61
    for document in found:
        assert_sound(document)
    shares = sorted(map(repeated, found))
    assert shares[len(shares) // 2] < 0.01
    assert sum(shares) / len(shares) < 0.02
    codes = Counter(code for document in found for code in {s.code for s in document.sections})
    for code in ("43685-7", "34084-4", "42228-7", "43679-0", "34067-9"):
        assert codes[code] > 40


def test_subsections_are_found(shared_data: Path) -> None:
    def numbered(section: Section) -> bool:
        return bool(re.match(r"\d+\.\d+", section.path[-1]))

    sections = [
        section
        for document in answers(shared_data / "labels" / "openfda", 6)
        for section in document.sections
        if numbered(section)
    ]
    titled = [section for section in sections if " " in section.path[-1]]
    assert len(sections) > 1000
    assert len(titled) / len(sections) > 0.85


@pytest.mark.slow
def test_every_openfda_answer(shared_data: Path) -> None:
    found = answers(shared_data / "labels" / "openfda", 1)
    assert len({document.key for document in found}) == 363


@pytest.mark.slow
def test_versions(shared_data: Path) -> None:
    path = shared_data / "labels" / "versions" / "openfda_label_versions.jsonl.gz"
    with gzip.open(path) as stream:
        found = [
            item.document
            for chunk in OPENFDA.chunks(stream)
            for item in OPENFDA.parse(chunk, "versions")
            if isinstance(item, Found)
        ]
    assert len({document.key for document in found}) == 276
    assert len({document.header.lineage for document in found}) == 50


def test_flat_records(shared_data: Path) -> None:
    found = flat(shared_data / "labels" / "openfda" / "openfda_sections_flat.jsonl.gz")
    assert len(found) == 640
    by_key: dict[str, Document] = {}
    for document in found:
        assert by_key.setdefault(document.key, document) == document
        assert document.header.date is None
    assert len(by_key) == 476
    myopathy = [d for d in by_key.values() if "acute myopathy has been observed" in d.text]
    assert len(myopathy) == 2
    for document in by_key.values():
        assert_sound(document)


def test_no_other_shared_file_is_claimed(shared_data: Path) -> None:
    for path in sorted(shared_data.rglob("*")):
        if "labels" in path.parts or not path.is_file() or path.suffix == ".zip":
            continue
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rb") as stream:
            head = stream.read(65536)
        assert [source.name for source in SOURCES if source.recognises(head)] == [], path.name
