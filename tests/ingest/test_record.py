"""Files in, every record accounted for."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from made_source import MadeSource, lines
from osler.evidence.standing import NoticeKind
from osler.index.memory import MemoryIndex
from osler.ingest.catalog import Catalog
from osler.ingest.files import gather
from osler.ingest.record import Problem, record
from osler.ingest.tally import Tally


class Bench:
    """An index, a catalog and a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index = MemoryIndex()
        self.catalog = Catalog(None)
        self.aside = folder / "aside" / "q.jsonl"

    def put(self, name: str, data: bytes) -> Path:
        path = self.folder / "in" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        return path

    def run(self, *paths: Path) -> tuple[Tally, list[Problem]]:
        found = gather(paths or (self.folder / "in",))
        tally, problems = record(found, self.index, self.catalog, [MadeSource()], self.aside)
        assert tally.reconciles
        return tally, problems

    def text(self, key: str) -> str | None:
        held = self.index.fetch([key]).get(key)
        return held.text if held else None


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path)
    yield made
    made.catalog.close()


def test_every_record_is_counted_once(bench: Bench) -> None:
    bench.put(
        "a",
        lines(
            {"key": "m:1"},
            {"key": "m:2"},
            {"key": "m:1", "text": "Synthetic, again."},
            {"key": "m:1", "text": "Synthetic, again."},
            {"delete": "m:2"},
            {"delete": "m:9"},
            {"skip": "m:3"},
            "BAD 7",
        ),
    )
    tally, problems = bench.run()
    assert (tally.read, tally.added, tally.replaced, tally.unchanged) == (8, 2, 1, 1)
    assert (tally.deleted, tally.quarantined, tally.skipped.total()) == (1, 1, 2)
    assert not problems
    assert bench.text("m:1") == "Synthetic, again."
    assert bench.text("m:2") is None
    assert json.loads(bench.aside.read_text()) == {"record": "BAD 7", "reason": "Synthetic fault"}


def test_a_second_run_changes_nothing(bench: Bench) -> None:
    bench.put("a", lines({"key": "m:1"}, {"key": "m:2"}, {"delete": "m:2"}))
    bench.run()
    version = bench.index.stats().version
    tally, _ = bench.run()
    assert (tally.read, tally.unchanged, tally.files_unchanged) == (3, 3, 1)
    assert not tally.changed
    assert bench.index.stats().version == version


def test_a_higher_version_wins_in_either_order(bench: Bench) -> None:
    bench.put("a", lines({"key": "m:1", "text": "Second.", "version": 2}))
    bench.put("b", lines({"key": "m:1", "text": "First.", "version": 1}))
    tally, _ = bench.run()
    assert bench.text("m:1") == "Second."
    assert tally.skipped["older than the version held"] == 1


def test_a_poorer_form_does_not_replace_a_fuller_one(bench: Bench) -> None:
    bench.put("a", lines({"key": "m:1", "text": "Full."}))
    bench.put("b", lines({"key": "m:1", "text": "Poor.", "rank": 0}))
    bench.run()
    assert bench.text("m:1") == "Full."


def test_delete_then_add_again_is_legal(bench: Bench) -> None:
    bench.put("a", lines({"key": "m:1", "text": "One."}))
    bench.put("b", lines({"delete": "m:1"}, {"key": "m:1", "text": "Two."}))
    bench.run()
    assert bench.text("m:1") == "Two."


def test_a_parser_fault_sets_its_chunk_aside(bench: Bench) -> None:
    bench.put("a", lines({"key": "m:1"}, "RAISE", {"key": "m:2"}))
    tally, _ = bench.run()
    assert (tally.added, tally.quarantined) == (2, 1)
    assert "Synthetic parser fault" in bench.aside.read_text()


def test_packed_files_are_read_where_they_are(bench: Bench) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("deep.txt", lines({"key": "m:deep"}))
        archive.writestr("picture.jpg", b"not evidence")
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("prescription/inner.zip", inner.getvalue())
        archive.writestr("plain", lines({"key": "m:plain"}))
        archive.writestr("packed.gz", gzip.compress(lines({"key": "m:packed"})))
    bench.put("outer.bin", outer.getvalue())
    bench.put("one.gz", gzip.compress(lines({"key": "m:one"})))
    tally, problems = bench.run()
    assert tally.added == 4
    assert not problems
    assert all(bench.text(f"m:{name}") for name in ("deep", "plain", "packed", "one"))


def test_a_truncated_gz_is_read_again_when_whole(bench: Bench) -> None:
    whole = gzip.compress(lines(*({"key": f"m:{n}", "text": f"Synthetic {n}"} for n in range(500))))
    path = bench.put("a.gz", whole[: len(whole) // 2])
    tally, problems = bench.run()
    assert problems
    assert tally.quarantined == 1
    assert tally.files_broken == 1
    assert bench.index.stats().documents == 0  # nothing of what cannot be checked is kept
    path.write_bytes(whole)
    tally, problems = bench.run()
    assert not problems
    assert tally.read == 500
    assert bench.index.stats().documents == 500


def test_a_stream_that_ends_inside_a_record_is_reported(bench: Bench) -> None:
    bench.put("a", lines({"key": "m:1"}) + b'{"key": "m:2"')
    tally, problems = bench.run()
    assert tally.added == 1
    assert "cut short" in problems[0].reason


def test_what_no_source_knows_is_skipped_by_name(bench: Bench) -> None:
    bench.put("readme", b"nothing Osler reads")
    tally, problems = bench.run()
    assert tally.skipped == {"not a format Osler reads": 1}
    assert not problems


def test_a_retraction_notice_marks_a_document_whichever_comes_first(bench: Bench) -> None:
    notice = {"key": "m:notice", "extra": [["retracts", "m:1"], ["retracts", "m:2"]]}
    bench.put("a", lines({"key": "m:1"}, notice))
    tally, _ = bench.run()
    assert tally.marked == 1
    bench.put("b", lines({"key": "m:2"}))
    bench.run()
    for key in ("m:1", "m:2"):
        standing = bench.index.fetch([key])[key].header.standing
        assert standing.retracted
        assert standing.notices[0].other == "m:notice"
    assert not bench.run()[0].changed


def test_the_newest_version_supersedes_by_number_not_by_text(bench: Bench) -> None:
    rows = [{"key": f"l:{n}", "lineage": "l", "number": str(n)} for n in (9, 10, 2)]
    bench.put("a", lines(*rows))
    bench.run()
    held = bench.index.fetch(["l:9", "l:10", "l:2"])
    assert held["l:10"].header.standing.current
    for key in ("l:9", "l:2"):
        notices = held[key].header.standing.notices
        assert [(each.kind, each.other) for each in notices] == [(NoticeKind.SUPERSEDED, "l:10")]
    bench.put("b", lines({"key": "l:11", "lineage": "l", "number": "11"}))
    bench.run()
    held = bench.index.fetch(["l:10", "l:11"])
    assert held["l:10"].header.standing.superseded
    assert held["l:11"].header.standing.current


def test_a_replaced_document_keeps_what_others_say_of_it(bench: Bench) -> None:
    bench.put("a", lines({"key": "m:1"}, {"key": "m:n", "extra": [["corrects", "m:1"]]}))
    bench.run()
    bench.put("b", lines({"key": "m:1", "text": "Synthetic, revised."}))
    bench.run()
    held = bench.index.fetch(["m:1"])["m:1"]
    assert held.text == "Synthetic, revised."
    assert held.header.standing.has(NoticeKind.CORRECTED)


def test_a_document_may_say_by_title_what_it_supersedes(bench: Bench) -> None:
    bench.put(
        "a", lines({"key": "m:old"}, {"key": "m:x", "extra": [["supersedes", "Synthetic m:old"]]})
    )
    bench.run()
    assert bench.index.fetch(["m:old"])["m:old"].header.standing.superseded
    assert bench.index.fetch(["m:x"])["m:x"].header.standing.current
    assert not bench.run()[0].changed
