"""The packaged digests: complete, honest about what they are, one sentence at a time."""

from __future__ import annotations

import gzip
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from osler.evidence.document import Document, Family
from osler.evidence.split import passages, sentences
from osler.evidence.standing import NoticeKind
from osler.sources.digests import SOURCES
from osler.sources.source import Found
from osler.starter import folder

SOURCE = SOURCES[0]
TOPICS = {
    "aspirin for prevention",
    "asthma",
    "atrial fibrillation anticoagulation",
    "breast cancer screening",
    "clopidogrel pharmacogenetics",
    "colorectal cancer screening",
    "community-acquired pneumonia",
    "gonorrhoea",
    "hepatitis B",
    "hepatitis C",
    "hypertension",
    "malaria",
    "myopathic necrosis",
    "statin muscle symptoms",
    "syphilis",
    "tuberculosis",
    "type 2 diabetes",
    "warfarin pharmacogenetics",
}
DANGLING = re.compile(
    r"(?:This|These|Those|That|It|Its|They|Their|He|She|Such|Both|However|Therefore|Thus|Also"
    r"|Moreover|Furthermore|In contrast|In addition|Conversely|The (?:latter|former))\b"
)
EXPECTED_STRENGTHS = {
    "USPSTF": {"A", "B", "C", "D", "I"},
    "GRADE": {"Strong", "Conditional"},
    "CPIC": {"Strong", "Moderate", "Optional"},
    "ACC/AHA": {"Class 1", "Class 2a", "Class 2b", "Class 3"},
}
# Known to any reader, or names of trials and genes rather than abbreviations.
KNOWN_SHORT = {
    "DNA", "RNA", "QT", "UK", "ARISTOTLE", "ASPREE", "ARRIVE", "SAMSON", "COAG", "EU-PACT",
    "TAILOR-PCI", "P2Y12",
}  # fmt: skip


def files() -> list[Path]:
    return sorted(folder().rglob("*.md"))


def documents() -> list[Document]:
    found: list[Document] = []
    for path in files():
        (item,) = SOURCE.parse(path.read_bytes(), path.name)
        assert isinstance(item, Found), item
        found.append(item.document)
    return found


ALL = documents()
each_digest = pytest.mark.parametrize("document", ALL, ids=[each.key for each in ALL])


def prose(document: Document) -> Iterator[str]:
    for section in document.sections:
        text = document.text[section.start : section.end]
        yield from (text[start:end] for start, end in sentences(text))


def test_there_are_enough_and_they_are_told_apart() -> None:
    assert len(ALL) >= 60
    assert len({each.key for each in ALL}) == len(ALL)
    for path, document in zip(files(), ALL, strict=True):
        assert document.key == f"digest:{path.stem}"
        assert document.header.family == path.parent.name
        assert SOURCE.recognises(path.read_bytes())


def test_every_topic_has_all_three_families() -> None:
    families: dict[str | None, set[Family]] = defaultdict(set)
    for each in ALL:
        families[each.header.topic].add(each.header.family)
    assert set(families) == TOPICS
    assert {
        topic: set(Family) - found for topic, found in families.items() if found != set(Family)
    } == {}


@each_digest
def test_it_says_what_it_is(document: Document) -> None:
    assert document.header.standing.digest
    assert dict(document.header.extra)["note"] == (
        "Starter digest written for Osler in our own words; not the source's text. "
        "Check the source itself before acting."
    )
    assert document.text.startswith(document.header.title + "\n\n")
    if document.header.family is not Family.LABELS:
        assert document.header.container or document.header.publisher
        assert document.header.year is not None


@each_digest
def test_sentences_stand_alone(document: Document) -> None:
    assert len(list(prose(document))) >= 2
    for sentence in prose(document):
        assert not DANGLING.match(sentence), sentence
        assert sentence[0].isupper(), sentence
        assert sentence[-1] == ".", sentence
        assert 5 <= len(sentence.split()) <= 60, sentence
        assert "\n" not in sentence


@each_digest
def test_abbreviations_are_spelled_out_at_first_use(document: Document) -> None:
    body = " ".join(prose(document))
    for short in set(re.findall(r"\b[A-Z][A-Z0-9]+(?:[-/][A-Z0-9]+)*\b", body)):
        if short in {"I", "A", "B", "C", "D", "E"} or re.fullmatch(r"[A-Z]\d+", short):
            continue
        assert short in KNOWN_SHORT or f"({short})" in body, short


@each_digest
def test_no_dose_is_given(document: Document) -> None:
    assert not re.search(r"\d\s*(?:mg|g|mcg|µg|units|IU|ml)\b", document.text)


@each_digest
def test_label_sections_carry_their_code(document: Document) -> None:
    if document.header.family is Family.LABELS:
        assert document.header.drugs
        for section in document.sections:
            assert section.code is not None
            assert re.fullmatch(r"\d{5}-\d", section.code)


@each_digest
def test_a_section_is_a_passage_and_the_title_is_in_none(document: Document) -> None:
    assert [(each.start, each.end, each.code) for each in passages(document)] == [
        (section.start, section.end, section.code) for section in document.sections
    ]


@each_digest
def test_a_label_speaks_for_its_drug_by_name(document: Document) -> None:
    if document.header.family is Family.LABELS:
        names = [each.lower() for each in (*document.header.drugs, *document.header.brands)]
        for sentence in prose(document):
            assert any(name in sentence.lower() for name in names), sentence


@each_digest
def test_recommendations_are_whole_sentences_with_a_grade_of_their_scheme(
    document: Document,
) -> None:
    spans = set(prose(document))
    for each in document.recommendations:
        assert document.text[each.start : each.end] in spans
        assert each.strength in EXPECTED_STRENGTHS[each.scheme.value]
        assert each.population


def test_superseding_is_said_on_both_sides() -> None:
    by_key = {each.key: each.header for each in ALL}
    newer = {
        dict(header.extra)["supersedes"]: key
        for key, header in by_key.items()
        if "supersedes" in dict(header.extra)
    }
    older = {
        key: notice.other
        for key, header in by_key.items()
        for notice in header.standing.notices
        if notice.kind is NoticeKind.SUPERSEDED
    }
    assert newer == older
    assert len(newer) >= 2
    for old, new in newer.items():
        assert (by_key[old].year or 0) < (by_key[new].year or 0)
        assert (by_key[old].topic, by_key[old].publisher is None) == (
            by_key[new].topic,
            by_key[new].publisher is None,
        )


def test_causes_of_myopathic_necrosis_are_there_in_words_that_answer() -> None:
    body = " ".join(
        text for each in ALL if each.header.topic == "myopathic necrosis" for text in prose(each)
    )
    for cause in (
        "anti-signal recognition particle",
        "3-hydroxy-3-methylglutaryl-coenzyme A reductase",
        "statin",
        "cancer",
        "connective tissue diseases",
        "hepatitis C",
        "human immunodeficiency virus",
        "severe acute respiratory syndrome coronavirus 2",
        "hypothyroidism",
        "graft-versus-host disease",
        "immune checkpoint inhibitor",
        "Muscular dystrophies",
        "glycogen storage diseases",
        "ischaemia",
        "trauma",
        "high doses of corticosteroids",
    ):
        assert cause in body, cause
    assert "has been associated with" in body
    assert "caused by" in body


@pytest.mark.slow
@pytest.mark.shared
def test_identifiers_are_found_in_the_real_data(shared_data: Path) -> None:
    missing = {
        value
        for each in ALL
        for value in (
            each.header.identifiers.pmid,
            each.header.identifiers.doi,
            each.header.identifiers.set_id,
        )
        if value
    }
    assert len(missing) >= 25
    for text in real_texts(shared_data):
        missing = {
            value
            for value in missing
            if not re.search(rb"(?<![\w.])%b(?![\w])" % re.escape(value.encode()), text)
        }
        if not missing:
            break
    assert missing == set()


def real_texts(shared_data: Path) -> Iterator[bytes]:
    for path in sorted((shared_data / "guidelines" / "cpic").glob("*.json")):
        yield path.read_bytes()
    for archive in ("labels/openfda/openfda_labels_2024-01.zip", "fulltext/pmc_jats_ccby.zip"):
        with zipfile.ZipFile(shared_data / archive) as opened:
            for name in opened.namelist():
                yield opened.read(name)
    with gzip.open(shared_data / "pubmed" / "pubmed21n1298.xml.gz") as stream:
        while block := stream.read(1 << 24):
            yield block
