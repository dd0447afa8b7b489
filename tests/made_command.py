"""`osler` as a user calls it: in this process, or in its own where that is what is tested."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from osler.cli.main import run

_HEEDED = (signal.SIGTERM, signal.SIGHUP)
_PLAIN = {"NO_COLOR": "1", "COLUMNS": "80"}


def osler(
    home: Path, *arguments: str, given: str = "", **environment: str
) -> CompletedProcess[str]:
    """The command over a data folder, through its outermost door, in this process; `given` comes
    through its standard input.
    """
    out = io.TextIOWrapper(io.BytesIO(), "utf-8")
    err = io.TextIOWrapper(io.BytesIO(), "utf-8")
    heeded = {number: signal.getsignal(number) for number in _HEEDED}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**_PLAIN, "OSLER_HOME": str(home), **environment}.items():
            patch.setenv(name, value)
        for name, stream in {
            "stdin": io.TextIOWrapper(io.BytesIO(given.encode()), "utf-8"),
            "stdout": out,
            "stderr": err,
        }.items():
            patch.setattr(sys, name, stream)
        try:
            run(arguments)
        except SystemExit as ended:
            code = int(ended.code or 0)
        finally:
            for number, handler in heeded.items():
                signal.signal(number, handler)
    return CompletedProcess(arguments, code, _written(out), _written(err))


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    held = stream.buffer
    assert isinstance(held, io.BytesIO)
    return held.getvalue().decode()


def process(home: Path, *arguments: str, **environment: str) -> CompletedProcess[str]:
    """The same in its own process: start, imports, encoding, pools, hash seed in earnest."""
    return subprocess.run(
        [sys.executable, "-m", "osler", *arguments],
        env={**os.environ, **_PLAIN, "OSLER_HOME": str(home), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
