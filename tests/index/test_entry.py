"""Documents made ready for an engine."""

from __future__ import annotations

import pickle

from osler.evidence import codec
from osler.evidence.document import Document, Family, Header, MeshHeading, Section
from osler.evidence.split import passages
from osler.index.entry import passage_hash, passage_of, prepare

HEADER = Header(
    key="pubmed:99000001",
    family=Family.RESEARCH,
    source="pubmed",
    title="Synthetic trial of tumours",
    lineage="pubmed:99000001",
    drugs=("prednisone",),
    brands=("Synthetica",),
    mesh=(MeshHeading(None, "Myositis"),),
    keywords=("autoimmunity",),
    topic="screening",
)
LONE = Document(HEADER, "Synthetic.\n\nStatins cause myalgia – 10⁹.")


def test_head_says_what_the_document_is_about() -> None:
    head = prepare(LONE).head[0].split()
    assert {"tumor", "prednison", "synthetica", "autoimmun", "screen"} <= set(head)


def test_lone_passage_is_stored_without_its_text() -> None:
    entry = prepare(LONE)
    (whole,) = passages(LONE)
    slim = codec.decode_passage(entry.passage_json[0])
    assert slim.text == ""
    assert passage_of(slim, codec.decode_document(entry.document_json)) == whole
    assert entry.hashes == (passage_hash(whole),)


def test_section_headings_belong_to_the_head() -> None:
    made = Document(
        Header("label:x:1", Family.LABELS, "spl", "Synthetic label", "label:x", drugs=("aspirin",)),
        "Bleeding.\n\nNausea.",
        (Section(0, 9, ("Warnings",), "34071-1"), Section(11, 18, ("Adverse Reactions",), None)),
    )
    entry = prepare(made)
    assert entry.codes == ("34071-1", None)
    assert ["warn" in head.split() for head in entry.head] == [True, False]
    assert [codec.decode_passage(each) for each in entry.passage_json] == list(passages(made))


def test_drug_filters_are_lower_case_without_repeats() -> None:
    assert prepare(LONE).drugs == ("prednisone", "synthetica")


def test_entries_travel_between_processes() -> None:
    entry = prepare(LONE)
    assert pickle.loads(pickle.dumps(entry)) == entry  # noqa: S301 - our own bytes
