"""What the operator declared outlasts the catalog."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from made_pubmed import PAPER, article, pubmed
from osler.house import writing
from osler.ingest.catalog import Catalog, Link
from osler.ingest.declarations import declare, recall
from osler.settings import Settings

LINKS = [Link("retracts", "list:mine", f"pubmed:{PAPER}"), Link("supersedes", "local:b", "local:a")]


def held(catalog: Catalog) -> list[tuple[object, ...]]:
    return list(catalog.connection.execute("SELECT * FROM links ORDER BY 1"))


def test_another_catalog_takes_them_in_again_once(tmp_path: Path) -> None:
    file = tmp_path / "declarations.jsonl"
    first = Catalog(None)
    declare(first, file, LINKS)
    declare(first, file, LINKS)
    assert len(file.read_text().splitlines()) == 2
    second = Catalog(None)
    recall(second, file)
    assert held(second) == held(first)
    second.reset()
    recall(second, file)
    assert held(second) == held(first)
    first.close()
    second.close()


def test_a_line_cut_off_costs_no_other(tmp_path: Path) -> None:
    file = tmp_path / "declarations.jsonl"
    catalog = Catalog(None)
    declare(catalog, file, LINKS[:1])
    with file.open("ab") as out:
        out.write(b'{"kind": "retr')
    declare(catalog, file, LINKS[1:])
    other = Catalog(None)
    recall(other, file)
    assert held(other) == held(catalog)
    catalog.close()
    other.close()


@pytest.mark.parametrize("lost", ["catalog", "index", "both"])
def test_a_listed_paper_is_retracted_though_the_catalog_was_lost(tmp_path: Path, lost: str) -> None:
    settings = Settings(tmp_path / "home")
    paper, listing = tmp_path / "paper.xml", tmp_path / "list.csv"
    paper.write_bytes(pubmed(article(PAPER), article(PAPER + 1)))
    listing.write_text(f"{PAPER}\n")
    writing.ingest(settings, [paper])
    with writing.writing(settings) as library:
        assert writing.retract(settings, library, listing) == (1, 1)
    if lost in ("catalog", "both"):
        settings.catalog.unlink()
    if lost in ("index", "both"):
        shutil.rmtree(settings.index)
    writing.ingest(settings, [paper])
    with writing.writing(settings) as library:
        found = library.index.fetch([f"pubmed:{PAPER}"])[f"pubmed:{PAPER}"]
        row = library.catalog.rows([found.key])[found.key]
    assert found.header.standing.retracted
    assert row.standing == "retracted"
