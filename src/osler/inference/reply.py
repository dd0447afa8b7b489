"""A reply made in a thread of its own, so that no model can hold up whoever waits for it."""

from __future__ import annotations

import math
import queue
import threading
import time
from collections.abc import Callable, Iterator

from osler.inference.faults import ModelDown, ModelEndless, ModelFault, ModelSlow
from osler.inference.language_model import Prices, Prompt, Usage

PER_TOKEN = 16  # code points that one token may hold at most, budget permitting
USUAL = 4  # code points that one token holds, where nobody counts

Produce = Callable[["Sink"], None]


class Sink:
    """Where a model says its pieces. `open` turns false when nobody listens any more, `begun` true
    at the first piece.
    """

    def __init__(self, most: int) -> None:
        """`most`: code points accepted altogether."""
        self.heard: queue.SimpleQueue[str | ModelFault | None] = queue.SimpleQueue()
        self.open = True
        self.begun = False
        self.read: int | None = None
        self.written: int | None = None
        self._left = most

    def say(self, piece: str) -> bool:
        """Hand on a piece; false when the model should stop."""
        if not self.open:
            return False
        self._left -= len(piece)
        if self._left < 0:
            self.heard.put(ModelEndless("went on beyond what it may write"))
            self.open = False
        elif piece:
            self.begun = True
            self.heard.put(piece)
        return self.open

    def count(self, read: int | None, written: int | None) -> None:
        """Take down what the model says that it read and wrote, in tokens."""
        self.read = read if read is not None else self.read
        self.written = written if written is not None else self.written


class Reply:
    """`Stream` over a `produce` that says pieces to a `Sink` and returns at the end."""

    def __init__(self, produce: Produce, prompt: Prompt, prices: Prices | None = None) -> None:
        """Nothing runs before iteration begins."""
        self._produce = produce
        self._prompt = prompt
        self._prices = prices
        self._sink = Sink(prompt.tokens * PER_TOKEN)
        self._began: float | None = None
        self._ended: float | None = None
        self._said = 0

    def __iter__(self) -> Iterator[str]:
        """See `Stream`."""
        self._began = time.monotonic()
        threading.Thread(target=self._run, name="osler-model", daemon=True).start()
        try:
            yield from self._pieces(self._began + self._prompt.seconds)
        finally:
            self.close()

    def _pieces(self, until: float) -> Iterator[str]:
        while True:
            left = until - time.monotonic()
            try:
                heard = self._sink.heard.get(timeout=max(0.0, left)) if left > 0 else None
            except queue.Empty:
                heard = None
                left = 0.0
            if left <= 0:
                raise ModelSlow(f"did not end within {self._prompt.seconds:.3g} s")
            if heard is None:
                return
            if isinstance(heard, ModelFault):
                raise heard
            self._said += len(heard)
            yield heard

    def _run(self) -> None:
        try:
            self._produce(self._sink)
        except ModelFault as fault:
            self._sink.heard.put(fault)
        except Exception as error:  # whatever a model's library raises ends here, told by its kind
            self._sink.heard.put(ModelDown(f"failed ({type(error).__name__})"))
        else:
            self._sink.heard.put(None)

    def close(self) -> None:
        """See `Stream`."""
        self._sink.open = False
        if self._ended is None and self._began is not None:
            self._ended = time.monotonic()

    @property
    def usage(self) -> Usage:
        """See `Stream`."""
        counted = self._sink.read is not None and self._sink.written is not None
        asked = len(self._prompt.system) + len(self._prompt.user) if self._began else 0
        read = self._sink.read if self._sink.read is not None else math.ceil(asked / USUAL)
        said = self._sink.written
        written = said if said is not None else math.ceil(self._said / USUAL)
        ended = self._ended if self._ended is not None else time.monotonic()
        seconds = ended - self._began if self._began is not None else 0.0
        return Usage(read, written, seconds, cost(self._prices, read, written), counted)


def cost(prices: Prices | None, read: int, written: int) -> float | None:
    """What so many tokens cost; None without prices."""
    if prices is None:
        return None
    return (read * prices.read + written * prices.written) / 1_000_000
