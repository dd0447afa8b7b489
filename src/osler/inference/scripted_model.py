"""A model that says what it is told to say, for tests and demonstrations; it knows nothing."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence

from osler.inference.language_model import Prices, Prompt, Stream
from osler.inference.reply import Reply, Sink

Part = str | float | Exception  # a piece to say, seconds to wait, or what goes wrong


class ScriptedModel:
    """`LanguageModel` with one script a reply, in order; the last one is used again. `prompts` are
    those it was given.
    """

    def __init__(
        self,
        *scripts: Iterable[Part],
        name: str = "scripted:test",
        prices: Prices | None = None,
        tokens: tuple[int, int] | None = None,
    ) -> None:
        """`tokens`: read and written, as it will say."""
        self.name = name
        self.prompts: list[Prompt] = []
        self._scripts: Sequence[Iterable[Part]] = scripts or ((),)
        self._prices = prices
        self._tokens = tokens

    def write(self, prompt: Prompt) -> Stream:
        """See `LanguageModel`."""
        script = self._scripts[min(len(self.prompts), len(self._scripts) - 1)]
        self.prompts.append(prompt)

        def produce(sink: Sink) -> None:
            for part in script:
                if isinstance(part, Exception):
                    raise part
                if isinstance(part, float):
                    time.sleep(part)
                elif not sink.say(part):
                    return
            if self._tokens is not None:
                sink.count(*self._tokens)

        return Reply(produce, prompt, self._prices)
