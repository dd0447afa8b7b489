"""One writer at a time, and no parser outlives who started it."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from test_interrupted import start, write

from osler.ingest.lock import BusyError, writing_alone


def test_a_second_writer_is_turned_away_at_once(tmp_path: Path) -> None:
    busy = pytest.raises(BusyError, match="another osler")
    with writing_alone(tmp_path), busy, writing_alone(tmp_path):
        pass
    with writing_alone(tmp_path):
        pass


def test_the_command_says_so_in_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    write(folder)
    with writing_alone(tmp_path / "home"):
        out, error = start(tmp_path / "home", folder).communicate(timeout=60)
    assert not out
    assert error.decode().startswith("osler: another osler is laying evidence into")
    assert len(error.decode().strip().splitlines()) == 1


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc to see processes")
def test_parsers_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    script = (
        "import os, time\n"
        "from concurrent.futures import ProcessPoolExecutor\n"
        "from multiprocessing import get_context\n"
        "from osler.ingest.parsers import serve\n"
        "if __name__ == '__main__':\n"
        "    pool = ProcessPoolExecutor(1, mp_context=get_context('spawn'), initializer=serve,\n"
        "                               initargs=(os.getpid(), None))\n"
        "    print(pool.submit(os.getpid).result(), flush=True)\n"
        "    time.sleep(60)\n"
    )
    file = tmp_path / "serve.py"
    file.write_text(script, encoding="utf-8")
    main = subprocess.Popen([sys.executable, str(file)], stdout=subprocess.PIPE)
    assert main.stdout is not None
    worker = int(main.stdout.readline())
    main.send_signal(signal.SIGKILL)
    main.wait()
    end = time.monotonic() + 10
    while Path(f"/proc/{worker}").exists() and time.monotonic() < end:
        time.sleep(0.1)
    assert not Path(f"/proc/{worker}").exists()
    main.stdout.close()
