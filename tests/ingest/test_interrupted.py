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

from osler.index.embedded import open_index

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
