"""A model in a GGUF file on this machine, run by a process of its own.

Loading takes seconds and holds up every thread of its process, and a fault in the library ends it:
neither may happen to whoever answers questions.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import threading
import weakref
from pathlib import Path

from osler.inference.faults import ModelDown, ModelSlow, ModelUnavailable, ModelUnreadable
from osler.inference.language_model import Prices, Prompt, Stream
from osler.inference.local_server import NOT_INSTALLED, UNREADABLE
from osler.inference.openai_model import OpenAIModel
from osler.inference.reply import Reply, Sink

_MAGIC = b"GGUF"


class LocalModel:
    """`LanguageModel` over one file, loaded at the first prompt and kept. One reply at a time; the
    others wait within their own deadline.
    """

    def __init__(
        self, file: Path, prices: Prices | None = None, threads: int | None = None
    ) -> None:
        """`threads`: half the processors by default; more than are free make it slower."""
        self.name = f"local:{file.name}"
        self._file = file
        self._prices = prices
        self._threads = threads or max(1, (os.cpu_count() or 2) // 2)
        self._lock = threading.Lock()
        self._running: _Running | None = None

    def write(self, prompt: Prompt) -> Stream:
        """See `LanguageModel`."""
        return Reply(lambda sink: self._produce(prompt, sink), prompt, self._prices)

    def _produce(self, prompt: Prompt, sink: Sink) -> None:
        with self._lock:
            if self._running is None or self._running.ended:
                check(self._file)
                self._running = _Running(self._file, self._threads)
            running = self._running
        running.model(prompt.seconds).produce(prompt, sink)


class _Running:
    """The process, and the address at which it answers."""

    def __init__(self, file: Path, threads: int) -> None:
        self._key = secrets.token_urlsafe(32)
        self._ready = threading.Event()
        self._address = ""
        command = [sys.executable, "-m", "osler.inference.local_server", str(file), str(threads)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        weakref.finalize(self, _end, self._process)
        threading.Thread(target=self._listen, name="osler-model-start", daemon=True).start()

    def _listen(self) -> None:
        """Hand over the key, not in sight of other users, and wait for the address."""
        given, told = self._process.stdin, self._process.stdout
        try:
            if given is not None and told is not None:
                given.write(f"{self._key}\n".encode())
                given.flush()
                self._address = told.readline().decode().strip()
        except OSError:
            pass  # it has ended, which `model` finds
        self._ready.set()

    @property
    def ended(self) -> bool:
        """Whether the process is gone."""
        return self._process.poll() is not None

    def model(self, seconds: float) -> OpenAIModel:
        """How to speak to it, once it is loaded; it goes on loading where that takes longer."""
        if not self._ready.wait(seconds):
            raise ModelSlow("is still being loaded")
        if not self._address:
            raise _ended(self._process.wait(5.0))
        return OpenAIModel("local", f"{self._address}/v1", self._key)


def _ended(code: int) -> Exception:
    if code == NOT_INSTALLED:
        return ModelUnavailable("needs osler[local-model], which is not installed")
    if code == UNREADABLE:
        return ModelUnreadable("cannot be loaded")
    return ModelDown("ended while it was loaded")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Nothing is left running when its owner is gone."""
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()


def check(file: Path) -> None:
    """Raises `ModelUnreadable` where this is no GGUF file."""
    try:
        with file.open("rb") as opened:
            found = opened.read(len(_MAGIC))
    except OSError as error:
        raise ModelUnreadable(f"cannot be read ({error.strerror})") from error
    if found != _MAGIC:
        raise ModelUnreadable("is no GGUF file")
