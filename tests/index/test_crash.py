"""kill -9 at any moment: the last committed snapshot stays, and writing goes on."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from osler.index.embedded import open_index
from osler.index.index import Clause, Filter, Query, Term

# Each commit writes PER new documents, all with the number of the commit as their text, and
# replaces the PER documents before them, so that a torn commit cannot look whole.
PER = 20
WRITER = f"""
import sys
from pathlib import Path
from osler.evidence.document import Document, Family, Header
from osler.index.embedded import open_index
from osler.index.entry import prepare

def document(number, text):
    key = f"pubmed:{{99000000 + number}}"
    return Document(Header(key, Family.RESEARCH, "pubmed", "Synthetic", key), text)

index = open_index(Path(sys.argv[1]), create=True, heap=15_000_000)
turn = index.stats().version
while True:
    index.upsert(
        prepare(document(number, f"round{{turn + 1}}"))
        for number in range(max(0, turn - 1) * {PER}, (turn + 1) * {PER})
    )
    turn = index.commit()
    print(turn, flush=True)
"""


def kill_and_look(root: Path, delay: float) -> int:
    """Start a writer, kill it after its first commit and `delay` seconds; the version left."""
    command = [sys.executable, "-c", WRITER, str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline(), "the writer could not go on after a kill"
        time.sleep(delay)
        writer.send_signal(signal.SIGKILL)
        reported = [int(line) for line in writer.stdout.read().split()]
    index = open_index(root)
    stats = index.stats()
    assert stats.version >= max(reported, default=0), "a reported commit was lost"
    assert stats.documents == stats.passages == PER * stats.version
    last = Query((Clause((Term((f"round{stats.version}",)),)),))
    expected = PER * min(stats.version, 2)
    assert len(index.search(last, Filter(), 10 * PER)) == expected
    index.close()
    return stats.version


def kill_often(root: Path, times: int, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - moments to kill at
    versions = [kill_and_look(root, chance.uniform(0, 0.3)) for _ in range(times)]
    assert versions == sorted(versions)
    assert versions[-1] >= times


def test_killed_writer_leaves_whole_snapshots(tmp_path: Path) -> None:
    kill_often(tmp_path / "index", 3, seed=1)


@pytest.mark.slow
def test_writer_killed_a_hundred_times(tmp_path: Path) -> None:
    kill_often(tmp_path / "index", 100, seed=2)
