"""However an ingest ends, it says so in one line: told to end, out of room, or not alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from made_pubmed import PAPER, article, pubmed
from osler.ingest.lock import writing_alone

POOLED = """
import sys
from osler.ingest import record
from osler.cli.main import run
if __name__ == "__main__":
    record.POOL_FROM = 0
    run(sys.argv[1:])
"""


def start(home: Path, *arguments: str, script: Path | None = None) -> subprocess.Popen[str]:
    """The command, with parsing processes however little there is to read."""
    if script is None:
        script = home.parent / "pooled.py"
        script.write_text(POOLED, encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, str(script), *arguments],
        env={**os.environ, "OSLER_HOME": str(home), "OSLER_STARTER": "never"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def finished(process: subprocess.Popen[str]) -> tuple[int, str, list[str]]:
    out, error = process.communicate(timeout=120)
    return process.returncode, out, [line for line in error.splitlines() if line.strip()]


def write(path: Path, records: int) -> Path:
    words = " ".join(f"synthetic{number}" for number in range(60))
    path.write_bytes(
        pubmed(*(article(PAPER + n, f"{words} {n * n} {n * 7919}.") for n in range(records)))
    )
    return path


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More than can be laid in before it is told to end, or than a small disk holds."""
    return write(tmp_path_factory.mktemp("many") / "many.xml", 60_000)


def children(group: int) -> list[str]:
    found = []
    for each in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = each.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if fields[2] == str(group) and fields[0] != "Z":
            found.append(each.parent.name)
    return found


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc to see processes")
@pytest.mark.parametrize(
    ("number", "everybody"),
    [(signal.SIGTERM, False), (signal.SIGHUP, True), (signal.SIGINT, True)],
)
def test_told_to_end_it_ends_quietly(
    tmp_path: Path, many: Path, number: signal.Signals, everybody: bool
) -> None:
    home = tmp_path / "home"
    process = start(home, "ingest", str(many))
    end = time.monotonic() + 60
    while time.monotonic() < end and len(children(process.pid)) < 3:
        time.sleep(0.05)
    time.sleep(0.5)
    assert process.poll() is None
    if everybody:
        os.killpg(process.pid, number)
    else:
        process.send_signal(number)
    code, out, error = finished(process)
    assert code == 128 + number
    assert error == ["Interrupted. What was committed is kept; run the same command again."]
    assert not out
    end = time.monotonic() + 10
    while time.monotonic() < end and children(process.pid):
        time.sleep(0.05)
    assert not children(process.pid)


@pytest.mark.parametrize("arguments", [("reset", "--yes"), ("rebuild",)])
def test_the_index_is_left_alone_while_another_writes(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    home = tmp_path / "home"
    assert finished(start(home, "ingest", str(write(tmp_path / "a.xml", 10))))[0] == 0
    with writing_alone(home):
        code, out, error = finished(start(home, "index", *arguments))
    assert code == 1
    assert not out
    assert len(error) == 1
    assert "another osler is laying evidence into" in error[0]
    assert (home / "index").is_dir()
    assert finished(start(home, "index", *arguments))[0] == 0


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of few megabytes."""
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "osler-test", str(place)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs leave to mount a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_told_for_what_it_is(tmp_path: Path, small: Path, many: Path) -> None:
    home = small / "home"
    few = write(tmp_path / "few.xml", 10)
    assert finished(start(home, "ingest", str(few)))[0] == 0
    code, out, error = finished(start(home, "ingest", str(many)))
    assert code == 1
    assert not out
    assert len(error) == 1
    assert error[0].startswith(f"osler: no space left on the disk of {home}; what was committed")
    code, out, _ = finished(start(home, "evidence"))
    assert code == 0
    assert "10 documents" in out


def test_a_home_that_may_only_be_read_is_read(tmp_path: Path, small: Path) -> None:
    home = small / "home"
    assert finished(start(home, "ingest", str(write(tmp_path / "few.xml", 10))))[0] == 0
    (tmp_path / "pooled.py").write_text(POOLED)
    assert not list(home.glob("catalog.sqlite-*"))
    subprocess.run(["mount", "-o", "remount,ro", str(small)], check=True)
    for arguments in (("evidence",), ("evidence", "show", str(PAPER)), ("doctor",)):
        code, out, error = finished(start(home, *arguments, script=tmp_path / "pooled.py"))
        assert not error
        assert code == 0 or [line for line in out.splitlines() if line.startswith("FIX")] == [
            line for line in out.splitlines() if "free disk" in line
        ]
        assert "10 documents" in out or "Synthetic record" in out
