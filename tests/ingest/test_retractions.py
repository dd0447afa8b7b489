"""Lists of retractions from outside."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from osler.ingest.catalog import Link
from osler.ingest.retractions import RetractionListError, read_retractions


def test_pmids_one_a_line(tmp_path: Path) -> None:
    file = tmp_path / "list.tsv.gz"
    file.write_bytes(gzip.compress(b"99000001\n99000002\n"))
    links = [
        Link("retracts", "list:list.tsv.gz", "pubmed:99000001"),
        Link("retracts", "list:list.tsv.gz", "pubmed:99000002"),
    ]
    assert read_retractions(file) == (links, 2)


def test_retraction_watch_columns(tmp_path: Path) -> None:
    file = tmp_path / "watch.csv"
    file.write_text(
        "Record ID,OriginalPaperPubMedID,RetractionNature\n"
        "1,99000001,Retraction\n2,99000002,Expression of concern\n3,99000003,Correction\n"
        "4,99000004,Reinstatement\n5,0,Retraction\n6,unavailable,Retraction\n"
    )
    links, listed = read_retractions(file)
    assert listed == 4
    found = [(link.kind, link.target) for link in links]
    assert found == [
        ("retracts", "pubmed:99000001"),
        ("concerns", "pubmed:99000002"),
        ("corrects", "pubmed:99000003"),
        ("reinstates", "pubmed:99000004"),
    ]


def test_anything_else_is_refused_with_what_was_expected(tmp_path: Path) -> None:
    file = tmp_path / "other.txt"
    file.write_text("A Synthetic text about nothing.")
    with pytest.raises(RetractionListError, match="one PMID a line"):
        read_retractions(file)
