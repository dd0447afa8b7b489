"""A model that failed several times in a row is left alone for a while."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

from osler.inference.faults import ModelFault, ModelResting
from osler.inference.language_model import LanguageModel, Prompt, Stream, Usage

FAILURES = 3  # in a row, after which it rests
REST = 60.0  # seconds; then one question tries it again


class Breaker:
    """`LanguageModel` around another: while it rests, nobody waits for it."""

    def __init__(
        self,
        model: LanguageModel,
        failures: int = FAILURES,
        rest: float = REST,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`clock`: seconds, monotonic."""
        self.name = model.name
        self._model = model
        self._most = failures
        self._rest = rest
        self._clock = clock
        self._lock = threading.Lock()
        self._failed = 0
        self._until = 0.0

    def write(self, prompt: Prompt) -> Stream:
        """See `LanguageModel`. Raises `ModelResting`."""
        with self._lock:
            if self._failed >= self._most:
                if self._clock() < self._until:
                    raise ModelResting(f"is left alone after {self._failed} failures in a row")
                self._until = self._clock() + self._rest  # this one tries; the others wait
        return _Watched(self._model.write(prompt), self._ended)

    def _ended(self, *, well: bool) -> None:
        with self._lock:
            self._failed = 0 if well else self._failed + 1
            if self._failed >= self._most:
                self._until = self._clock() + self._rest


class _Watched:
    """`Stream` that tells how it ended."""

    def __init__(self, stream: Stream, ended: Callable[..., None]) -> None:
        self._stream = stream
        self._ended = ended

    def __iter__(self) -> Iterator[str]:
        try:
            yield from self._stream
        except ModelFault:
            self._ended(well=False)
            raise
        self._ended(well=True)

    def close(self) -> None:
        self._stream.close()

    @property
    def usage(self) -> Usage:
        return self._stream.usage
