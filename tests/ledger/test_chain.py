"""The ledger: append-only in the database, a chain that names the first bad row, anchors."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from made_board import Hours, Publishers, publishers
from osler.ledger import anchor, book, chain
from osler.storage.canonical import canonical
from osler.storage.copying import unlock
from osler.storage.database import Database

AT = "2026-03-02T09:00:00.000000Z"


@pytest.fixture
def full(database: Database) -> Database:
    """Ten entries."""
    with database.writing() as connection:
        for number in range(1, 11):
            book.append(connection, AT, "system", "made", f"thing:{number}", {"n": number})
    return database


def _fault(database: Database) -> chain.Fault | None:
    with database.reading() as connection:
        return chain.first_fault(book.entries(connection))


def _tamper(database: Database, *statements: str) -> None:
    """Change rows as someone would who owns the database."""
    with database.writing() as connection:
        back = unlock(connection)
        for each in (*statements, *back):
            connection.exec_driver_sql(each)


@pytest.mark.parametrize("table", ["ledger", "versions", "citations", "decisions", "signatures"])
@pytest.mark.parametrize("act", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_what_is_only_added_to_cannot_be_changed(database: Database, table: str, act: str) -> None:
    board = publishers(database)
    board.approved()
    column = {"ledger": "at", "versions": "note", "citations": "version"}.get(table, "at")
    with pytest.raises(DBAPIError, match="append-only"), database.writing() as connection:
        connection.execute(text(act.format(table, column, column)))
    assert _fault(database) is None


def test_a_whole_ledger_has_no_fault(full: Database) -> None:
    assert _fault(full) is None
    with full.reading() as connection:
        assert book.count(connection) == 10
        assert [e.event.sequence for e in book.entries(connection, after=7)] == [8, 9, 10]
        assert [e.event.sequence for e in book.entries(connection, "thing:4")] == [4]


@pytest.mark.parametrize(
    ("statement", "row", "reason"),
    [
        ("UPDATE ledger SET detail = '{\"n\":99}' WHERE sequence = 4", 4, "was changed"),
        ("UPDATE ledger SET actor = 'someone' WHERE sequence = 1", 1, "was changed"),
        ("UPDATE ledger SET at = '2020-01-01' WHERE sequence = 10", 10, "was changed"),
        ("UPDATE ledger SET hash = 'x' WHERE sequence = 5", 5, "was changed"),
        ("UPDATE ledger SET previous = 'x' WHERE sequence = 6", 6, "does not follow"),
        ("DELETE FROM ledger WHERE sequence = 3", 3, "missing"),
        ("DELETE FROM ledger WHERE sequence = 1", 1, "missing"),
        ("UPDATE ledger SET sequence = 11 WHERE sequence = 2", 2, "missing"),
    ],
)
def test_the_first_bad_row_is_named(full: Database, statement: str, row: int, reason: str) -> None:
    _tamper(full, statement)
    fault = _fault(full)
    assert fault is not None
    assert (fault.sequence, reason in fault.reason) == (row, True)


def test_rows_that_change_places_are_found(full: Database) -> None:
    _tamper(
        full,
        "UPDATE ledger SET sequence = 0 WHERE sequence = 4",
        "UPDATE ledger SET sequence = 4 WHERE sequence = 5",
        "UPDATE ledger SET sequence = 5 WHERE sequence = 0",
    )
    fault = _fault(full)
    assert fault is not None
    assert fault.sequence == 4


def test_an_inserted_row_is_found(full: Database) -> None:
    with full.reading() as connection:
        head = book.head(connection)
    assert head is not None
    event = chain.Event(11, AT, "system", "made", "thing:11", "{}")
    forged = chain.chained(event, "0" * 64)  # does not know the head
    values = f"11, '{AT}', 'system', 'made', 'thing:11', '{{}}', '{forged.previous}'"
    _tamper(full, f"INSERT INTO ledger VALUES ({values}, '{forged.hash}')")  # noqa: S608
    fault = _fault(full)
    assert fault is not None
    assert fault.sequence == 11


def test_truncation_and_rewriting_are_found_by_the_anchor(full: Database, tmp_path: Path) -> None:
    file = tmp_path / "deep" / "anchors"
    with full.reading() as connection:
        anchor.drop(file, book.head(connection))
    with full.reading() as connection:
        assert anchor.first_fault(connection, anchor.read(file)) is None
    _tamper(full, "DELETE FROM ledger WHERE sequence >= 9")
    assert _fault(full) is None  # the chain alone cannot know
    with full.reading() as connection:
        found = anchor.first_fault(connection, anchor.read(file))
    assert found is not None
    assert "gone" in found.reason
    _tamper(full, "DELETE FROM ledger")
    with full.writing() as connection:
        for number in range(1, 13):
            book.append(connection, AT, "system", "made", f"other:{number}")
    assert _fault(full) is None
    with full.reading() as connection:
        found = anchor.first_fault(connection, anchor.read(file))
    assert found == chain.Fault(10, "is not the row that was anchored")


def test_an_edited_anchor_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "anchors"
    file.write_text('{"hash": "0", "sequence": 1}\nsynthetic\n')
    with pytest.raises(anchor.AnchorError, match=r"anchors:2: not an anchor"):
        anchor.read(file)
    with pytest.raises(anchor.AnchorError, match="cannot be read"):
        anchor.read(tmp_path / "none")
    with pytest.raises(anchor.AnchorError, match="not anchored"):
        anchor.drop(file / "beneath", chain.chained(chain.Event(1, AT, "", "", "", "{}"), "0"))


def test_anchors_of_many_processes_do_not_mix(tmp_path: Path) -> None:
    file = tmp_path / "anchors"
    code = (
        "import sys; from pathlib import Path; from osler.ledger import anchor, chain\n"
        "for n in range(1, 101):\n"
        f"  e = chain.chained(chain.Event(n, '{AT}', 'a', 'b', 'c', '{{}}'), '0')\n"
        "  anchor.drop(Path(sys.argv[1]), e)\n"
    )
    started = [subprocess.Popen([sys.executable, "-c", code, str(file)]) for _ in range(3)]
    assert [each.wait() for each in started] == [0, 0, 0]
    found = anchor.read(file)
    assert len(found) == 300
    assert {each.sequence for each in found} == set(range(1, 101))


def test_a_clock_that_runs_backwards_keeps_the_order(database: Database) -> None:
    clock = Hours()
    moments: list[str] = []
    for step in (0, -3600, 7200, -86400, 0):
        clock.now += datetime.timedelta(seconds=step)
        with database.writing() as connection:
            at = book.moment(connection, clock)
            moments.append(at)
            book.append(connection, at, "system", "made", "thing")
    assert moments == sorted(set(moments))
    with database.writing() as connection:
        assert book.append(connection, "1999", "system", "made", "thing").event.at == moments[-1]
    assert _fault(database) is None


def test_an_export_line_says_all_and_survives_tampering(full: Database) -> None:
    _tamper(full, "UPDATE ledger SET detail = '{not json' WHERE sequence = 2")
    with full.reading() as connection:
        lines = [json.loads(chain.line(each)) for each in book.entries(connection)]
    assert lines[0]["detail"] == {"n": 1}
    assert lines[1]["detail"] == "{not json"
    entry = lines[2]
    said = {k: entry[k] for k in ("sequence", "at", "actor", "act", "subject")}
    event = chain.Event(**said, detail=canonical(entry["detail"]))
    assert chain.chained(event, entry["previous"]).hash == entry["hash"]  # a reader can check it


def test_every_change_is_told(database: Database) -> None:
    board: Publishers = publishers(database)
    article = board.approved()

    def told(connection: Connection) -> Iterator[str]:
        for each in book.entries(connection, f"article:{article.id}"):
            yield each.event.act

    with database.reading() as connection:
        acts = list(told(connection))
    assert acts[:4] == ["article.save", "article.submit", "article.declare", "article.declare"]
    assert acts[-1] == "article.sign"
    assert acts.count("article.sign") == 2
    assert len(acts) == article.revision
