"""kill -9 at any moment, and the next run ends where an uninterrupted one would."""

from __future__ import annotations

import gzip
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from made_pubmed import NOTICE, PAPER, deletion, jats, pubmed, retraction
from made_pubmed import article as paper
from osler.house.writing import SOURCES
from osler.index.embedded import EmbeddedIndex, open_index
from osler.ingest.catalog import Catalog
from osler.ingest.files import gather
from osler.ingest.record import record

RECORDS = 3_000
FIRST = 99_000_001


def article(pmid: int, words: str) -> str:
    """A synthetic PubMed record."""
    return (
        "<PubmedArticle><MedlineCitation Status='MEDLINE' Owner='NLM'>"
        f"<PMID Version='1'>{pmid}</PMID><Article PubModel='Print'>"
        "<Journal><JournalIssue><PubDate><Year>2020</Year></PubDate></JournalIssue>"
        "<Title>Synthetic Journal</Title></Journal>"
        f"<ArticleTitle>Synthetic record {pmid}.</ArticleTitle>"
        f"<Abstract><AbstractText>{words}</AbstractText></Abstract>"
        "<Language>eng</Language></Article></MedlineCitation></PubmedArticle>"
    )


def write(folder: Path) -> None:
    """A synthetic baseline of two files and an update that replaces and deletes."""
    folder.mkdir()
    half = RECORDS // 2
    for number, start in ((1, 0), (2, half)):
        body = "".join(
            article(FIRST + n, f"Synthetic words {n}.") for n in range(start, start + half)
        )
        _file(folder, number, body)
    changed = "".join(
        article(FIRST + n, f"Synthetic words {n}, revised.") for n in range(0, half, 3)
    )
    deleted = "".join(f"<PMID Version='1'>{FIRST + n}</PMID>" for n in range(1, half, 3))
    _file(folder, 3, f"{changed}<DeleteCitation>{deleted}</DeleteCitation>")


def _file(folder: Path, number: int, body: str) -> None:
    text = f"<?xml version='1.0' encoding='utf-8'?><PubmedArticleSet>{body}</PubmedArticleSet>"
    (folder / f"pubmed99n{number:04d}.xml.gz").write_bytes(gzip.compress(text.encode()))


def start(home: Path, folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "osler", "ingest", str(folder)],
        env={**os.environ, "OSLER_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def finish(home: Path, folder: Path) -> str:
    out, error = start(home, folder).communicate(timeout=120)
    assert b"Traceback" not in error
    return out.decode()


def held(home: Path) -> tuple[dict[str, str], list[tuple[object, ...]]]:
    """All texts in the index, and the catalog's rows."""
    index = open_index(home / "index")
    keys = [f"pubmed:{FIRST + n}" for n in range(RECORDS)]
    texts = {key: document.text for key, document in index.fetch(keys).items()}
    assert index.stats().documents == len(texts)
    index.close()
    with sqlite3.connect(home / "catalog.sqlite") as db:
        rows = db.execute(
            "SELECT key, hash, version, standing FROM records ORDER BY key"
        ).fetchall()
    return texts, rows


def interrupted(tmp_path: Path, kills: int, seed: int) -> None:
    folder = tmp_path / "files"
    write(folder)
    finish(tmp_path / "whole", folder)
    expected = held(tmp_path / "whole")
    assert len(expected[0]) == RECORDS - RECORDS // 6
    home = tmp_path / "killed"
    chance = random.Random(seed)  # noqa: S311 - moments to kill at, not secrets
    for _ in range(kills):
        process = start(home, folder)
        time.sleep(chance.uniform(0.15, 1.6))
        process.send_signal(signal.SIGKILL)
        process.communicate()
    finish(home, folder)
    assert held(home) == expected
    assert "Nothing changed." in finish(home, folder)


def test_a_few_kills(tmp_path: Path) -> None:
    interrupted(tmp_path, kills=3, seed=1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 6))
def test_many_kills(tmp_path: Path, seed: int) -> None:
    interrupted(tmp_path, kills=12, seed=seed)


class Cut(BaseException):
    """The process ends here."""


def dump(home: Path) -> tuple[object, ...]:
    """Everything index and catalog hold."""
    index = open_index(home / "index")
    documents = sorted(index.documents(), key=lambda each: each.key)
    index.close()
    with sqlite3.connect(home / "catalog.sqlite") as db:
        tables = sorted(
            row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        )
        held = {name: sorted(db.execute(f"SELECT * FROM {name}")) for name in tables}  # noqa: S608
    db.close()
    return documents, held


def ingest_until(home: Path, files: Path, cut: int | None) -> int:
    """One run, cut off before its `cut`-th commit of index or catalog; returns how many it made."""
    made = 0

    def count() -> None:
        nonlocal made
        made += 1
        if made == cut:
            raise Cut

    class CutCatalog(Catalog):
        def commit(self) -> None:
            count()
            super().commit()

    class CutIndex(EmbeddedIndex):
        def commit(self) -> int:
            count()
            return super().commit()

    open_index(home / "index", create=True).close()
    index = CutIndex(home / "index", heap=15_000_000)
    catalog = CutCatalog(home / "catalog.sqlite")
    try:
        record(gather([files]), index, catalog, SOURCES, home / "aside.jsonl")
    except Cut:
        pass
    finally:
        catalog.close()
        index.close()
    return made


@pytest.mark.parametrize("every", [1, 40_000])
def test_cut_off_at_each_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, every: int
) -> None:
    monkeypatch.setattr("osler.ingest.record.COMMIT", every)
    files = tmp_path / "files"
    files.mkdir()
    full = jats("PMC99000001", pmid=PAPER)
    third = retraction(of=PAPER + 2, pmid=NOTICE + 1)
    for name, data in {
        "1": pubmed(paper(PAPER), paper(PAPER + 1), paper(PAPER + 2)),
        "2": pubmed(retraction(), third),
        "3": pubmed(deletion(PAPER + 1, NOTICE + 1)),
        "4": full,
    }.items():
        (files / name).write_bytes(data)
    commits = ingest_until(tmp_path / "whole", files, None)
    expected = dump(tmp_path / "whole")
    for cut in range(1, commits + 1):
        home = tmp_path / f"cut{cut}"
        assert ingest_until(home, files, cut) == cut
        ingest_until(home, files, None)
        assert dump(home) == expected, cut


def test_cut_off_while_a_retracted_paper_is_replaced_and_other_files_come_next(
    tmp_path: Path,
) -> None:
    home, first, second, third = (tmp_path / name for name in ("home", "1", "2", "3"))
    first.write_bytes(pubmed(paper(PAPER), retraction()))
    second.write_bytes(pubmed(paper(PAPER, "Synthetic, revised.")))
    third.write_bytes(pubmed(paper(PAPER + 1)))
    ingest_until(home, first, None)
    ingest_until(home, second, 3)  # the index has committed, the catalog has not
    ingest_until(home, third, None)
    documents, _ = dump(home)
    assert isinstance(documents, list)
    assert documents[0].header.standing.retracted
