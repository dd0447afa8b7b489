"""Opening a catalog: what is damaged, what is only out of reach, and what is older."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from osler.ingest.catalog import Catalog
from osler.ingest.catalog_file import CatalogError


def test_only_damage_is_answered_with_moving_it_away(tmp_path: Path) -> None:
    damaged = tmp_path / "catalog.sqlite"
    damaged.write_bytes(b"Synthetic damage. " * 500)
    for read_only in (True, False):
        with pytest.raises(CatalogError, match=r"move it away.*declarations\.jsonl"):
            Catalog(damaged, read_only=read_only)
    folder = tmp_path / "folder.sqlite"
    folder.mkdir()
    with pytest.raises(CatalogError) as found:
        Catalog(folder, read_only=True)
    assert "move it away" not in str(found.value)


def test_a_catalog_of_an_earlier_osler_is_read_and_brought_up(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite"
    Catalog(path).close()
    with sqlite3.connect(path) as db:
        db.execute("ALTER TABLE records DROP COLUMN issued")
        db.execute("DROP TABLE marks")
        db.execute("ALTER TABLE files DROP COLUMN at")
    db.close()
    old = Catalog(path, read_only=True)
    assert old.find("absent") == []
    assert old.rows(["absent"]) == {}
    old.close()
    new = Catalog(path)
    assert new.rows(["absent"]) == {}
    new.connection.execute("SELECT at, issued, schemes, deleted FROM files, marks")
    new.close()
