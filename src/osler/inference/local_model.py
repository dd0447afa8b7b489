"""A model in a GGUF file on this machine, through xllamacpp (llama.cpp)."""

from __future__ import annotations

import importlib
import os
import secrets
import threading
from pathlib import Path
from typing import Any

from osler.inference.faults import ModelBusy, ModelUnavailable, ModelUnreadable
from osler.inference.language_model import Prices, Prompt, Stream
from osler.inference.reply import Reply, Sink

CONTEXT = 8192  # tokens of prompt and reply together
_MAGIC = b"GGUF"


class LocalModel:
    """`LanguageModel` over one file, loaded at the first prompt and kept. One reply at a time."""

    def __init__(
        self, file: Path, prices: Prices | None = None, threads: int | None = None
    ) -> None:
        """`threads`: half the processors by default; more than are free make it slower."""
        self.name = f"local:{file.name}"
        self._file = file
        self._prices = prices
        self._threads = threads or max(1, (os.cpu_count() or 2) // 2)
        self._turn = threading.Lock()
        self._server: Any = None

    def write(self, prompt: Prompt) -> Stream:
        """See `LanguageModel`."""
        return Reply(lambda sink: self._produce(prompt, sink), prompt, self._prices)

    def _produce(self, prompt: Prompt, sink: Sink) -> None:
        if not self._turn.acquire(timeout=prompt.seconds):
            raise ModelBusy("is still busy with another question")
        try:
            if sink.open:
                self._loaded().handle_chat_completions(self._request(prompt), _Hearing(sink))
        finally:
            self._turn.release()

    def _loaded(self) -> Any:
        if self._server is None:
            check(self._file)
            self._server = _server(self._file, self._threads)
        return self._server

    def _request(self, prompt: Prompt) -> dict[str, Any]:
        shape = {"name": "reply", "schema": dict(prompt.schema)}
        return {
            "messages": [
                {"role": "system", "content": prompt.system},
                {"role": "user", "content": prompt.user},
            ],
            "max_tokens": prompt.tokens,
            "temperature": prompt.temperature,
            "seed": prompt.seed,
            "stream": True,
            "stream_options": {"include_usage": True},
            **(
                {"response_format": {"type": "json_schema", "json_schema": shape}}
                if prompt.schema
                else {}
            ),
        }


class _Hearing:
    """Called with each chunk; true tells the library to stop."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    def __call__(self, chunk: dict[str, Any]) -> bool:
        usage = chunk.get("usage")
        if isinstance(usage, dict):
            self._sink.count(usage.get("prompt_tokens"), usage.get("completion_tokens"))
        for choice in chunk.get("choices") or ():
            said = (choice.get("delta") or {}).get("content")
            if isinstance(said, str) and not self._sink.say(said):
                return True
        return not self._sink.open


def check(file: Path) -> None:
    """Raises `ModelUnreadable` where this is no GGUF file."""
    try:
        with file.open("rb") as opened:
            found = opened.read(len(_MAGIC))
    except OSError as error:
        raise ModelUnreadable(f"cannot be read ({error.strerror})") from error
    if found != _MAGIC:
        raise ModelUnreadable("is no GGUF file")


def _server(file: Path, threads: int) -> Any:
    """The library opens a port on loopback, too, which nobody is told the key of. It is loaded only
    here, when a model is first asked.
    """
    try:
        library = importlib.import_module("xllamacpp")
    except ImportError as error:
        said = f"needs osler[local-model], which is not installed ({error})"
        raise ModelUnavailable(said) from error
    wanted = library.CommonParams()
    wanted.model.path = str(file)
    wanted.cpuparams.n_threads = wanted.cpuparams_batch.n_threads = threads
    wanted.n_ctx = CONTEXT
    wanted.n_parallel = 1
    wanted.n_gpu_layers = 0
    wanted.warmup = False
    wanted.verbosity = -1
    wanted.api_keys = [secrets.token_urlsafe(32)]
    try:
        return library.Server(wanted)
    except Exception as error:
        raise ModelUnreadable("cannot be loaded") from error
