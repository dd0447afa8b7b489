"""The digest format: what is read, and what is refused with which words."""

from __future__ import annotations

import io
from typing import Any

import pytest
import yaml

from osler.evidence.document import Document, Family
from osler.evidence.recommendation import Scheme
from osler.evidence.standing import Notice, NoticeKind, StudyDesign
from osler.sources.digests import SOURCES
from osler.sources.digests.digest import LIMIT
from osler.sources.source import Found, Quarantined

SOURCE = SOURCES[0]
FIELDS: dict[str, Any] = {
    "format": "osler-digest/1",
    "slug": "synthetic-label",
    "family": "labels",
    "title": "Synthetic drug: prescribing information",
    "design": "drug label",
}
BODY = "## Warnings {#34071-1}\n\nSynthetic drug may cause harm.\nSynthetic drug is not real.\n"


def digest(body: str = BODY, **fields: Any) -> bytes:
    merged = {key: value for key, value in (FIELDS | fields).items() if value is not None}
    return f"---\n{yaml.safe_dump(merged, sort_keys=False)}---\n\n{body}".encode()


def read(chunk: bytes) -> Document:
    (item,) = SOURCE.parse(chunk, "synthetic.md")
    assert isinstance(item, Found), item
    return item.document


def refused(chunk: bytes) -> Quarantined:
    (item,) = SOURCE.parse(chunk, "synthetic.md")
    assert isinstance(item, Quarantined)
    return item


def test_every_field_reaches_the_header() -> None:
    header = read(
        digest(
            container="Synthetic Journal",
            publisher="Synthetic Society",
            date=2021,
            authors=["A. Synthetic"],
            language="eng",
            url="https://example.org/",
            licence="CC0",
            pmid=99000001,
            doi="10.5555/synthetic",
            set_id="00000000-0000-4000-8000-000000000001",
            drugs=["Syntheticin"],
            brands=["SYN"],
            topic="synthetic topic",
            note="A synthetic note.",
            supersedes="older-one",
            superseded_by="newer-one",
        )
    ).header
    assert (header.key, header.lineage) == ("digest:synthetic-label", "digest:synthetic-label")
    assert (header.family, header.source) == (Family.LABELS, "digest")
    assert (header.container, header.publisher) == ("Synthetic Journal", "Synthetic Society")
    assert (header.year, header.authors, header.language) == (2021, ("A. Synthetic",), "eng")
    assert (header.url, header.licence) == ("https://example.org/", "CC0")
    assert (header.identifiers.pmid, header.identifiers.doi) == ("99000001", "10.5555/synthetic")
    assert header.identifiers.set_id == "00000000-0000-4000-8000-000000000001"
    assert (header.drugs, header.brands) == (("syntheticin",), ("SYN",))
    assert header.topic == "synthetic topic"
    assert header.extra == (("note", "A synthetic note."), ("supersedes", "digest:older-one"))
    assert header.standing.digest
    assert header.standing.design is StudyDesign.DRUG_LABEL
    assert header.standing.notices == (Notice(NoticeKind.SUPERSEDED, "digest:newer-one"),)


def test_what_is_left_out_stays_unknown() -> None:
    header = read(digest()).header
    assert header.date is None
    assert header.publisher is None
    assert header.extra == ()
    assert header.standing.notices == ()
    assert header.standing.words == ("starter digest, not the source's text",)


def test_a_recommendation_is_the_sentence_it_grades() -> None:
    sentence = "Synthetic drug is not real."
    document = read(
        digest(
            recommendations=[
                {
                    "scheme": "GRADE",
                    "strength": "Strong",
                    "certainty": "High",
                    "population": "Nobody",
                    "topic": "Nothing",
                    "sentence": sentence,
                }
            ]
        )
    )
    (found,) = document.recommendations
    assert document.text[found.start : found.end] == sentence
    assert (found.scheme, found.strength, found.normalised) == (Scheme.GRADE, "Strong", "Strong")
    assert (found.certainty, found.population, found.topic) == ("High", "Nobody", "Nothing")


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"title": None}, "title is missing"),
        ({"slug": "Not a slug"}, "slug is not lower-case words"),
        ({"family": "opinions"}, "family is not one of its values: 'opinions'"),
        ({"design": "guess"}, "design is not one of its values: 'guess'"),
        ({"format": "osler-digest/9"}, "format is not osler-digest/1"),
        ({"drugs": "warfarin"}, "drugs is not a list of texts"),
        ({"drugs": [1]}, "drugs is not a list of texts"),
        ({"title": ["a"]}, "title is not a text"),
        ({"yaer": 2021}, "unknown field: yaer"),
        ({"superseded_by": "../x"}, "slug is not lower-case words"),
        ({"recommendations": "none"}, "recommendations is not a list"),
        ({"recommendations": ["none"]}, "recommendations holds something"),
        ({"recommendations": [{"scheme": "GRADE"}]}, "sentence is missing"),
        (
            {"recommendations": [{"scheme": "GRADE", "sentence": "Not there."}]},
            "recommendation is not in the text: 'Not there.'",
        ),
        (
            {"recommendations": [{"scheme": "GRADE", "sentence": "Synthetic drug"}]},
            "recommendation is in the text twice",
        ),
        (
            {"recommendations": [{"scheme": "Ours", "sentence": "Synthetic drug is not real."}]},
            "scheme is not one of its values",
        ),
        (
            {
                "recommendations": [
                    {"scheme": "GRADE", "sentence": "Synthetic drug is not real.", "grade": "A"}
                ]
            },
            "unknown field: grade",
        ),
    ],
)
def test_a_wrong_field_is_named(fields: dict[str, Any], reason: str) -> None:
    assert refused(digest(**fields)).reason.startswith(reason)


def test_a_refused_digest_is_named_by_its_slug_or_else_its_file() -> None:
    assert refused(digest(title=None)).record == "digest:synthetic-label"
    assert refused(digest(slug="NO")).record == "synthetic.md"
    assert refused(b"---\nformat: osler-digest/1\n").record == "synthetic.md"


@pytest.mark.parametrize(
    ("chunk", "reason"),
    [
        (b"", "front matter cannot be read"),
        (b"---\na: [\n---\n", "front matter cannot be read"),
        (b"---\nformat: osler-digest/1\n---\n\xff", "digest is not UTF-8"),
        (b"x" * (LIMIT + 1), f"digest is longer than {LIMIT} bytes"),
        (digest(body=""), "no text under the front matter"),
        (digest(body="## Only a heading\n"), "no text under the front matter"),
    ],
)
def test_what_cannot_be_read_is_quarantined(chunk: bytes, reason: str) -> None:
    assert refused(chunk).reason.startswith(reason)


def test_it_is_recognised_by_content() -> None:
    assert SOURCE.recognises(digest())
    assert SOURCE.recognises(b"\xef\xbb\xbf" + digest().replace(b"\n", b"\r\n"))
    for head in (
        b"",
        b"osler-digest/1",
        b"---\ntitle: A hospital guideline\n---\nformat: osler-digest/1\n",
        b"---\nformat: osler-digest/12\n---\n",
        b"\x1f\x8b---\n",
    ):
        assert not SOURCE.recognises(head)


def test_a_file_is_one_chunk_and_an_endless_one_is_cut() -> None:
    chunk = digest()
    assert list(SOURCE.chunks(io.BytesIO(chunk))) == [chunk]
    (cut,) = SOURCE.chunks(io.BytesIO(b"x" * (2 * LIMIT)))
    assert len(cut) == LIMIT + 1
