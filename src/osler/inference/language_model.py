"""A model that writes: what it is asked, what it gives, and what that took."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Prompt:
    """`system` says what to do, `user` what with. `schema` is the JSON Schema of the reply, which
    an implementation holds the model to where it can. `tokens`: the most that may be written;
    `seconds`: until when the whole reply must be there, counted from the call.
    """

    system: str
    user: str
    schema: Mapping[str, Any] = field(default_factory=dict)
    tokens: int = 1200
    seconds: float = 20.0
    temperature: float = 0.0
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Prices:
    """What a million tokens cost, in the operator's currency: `read` of the prompt, `written`."""

    read: float
    written: float


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens `read` and `written`, `seconds` from the call to the end, `cost` (None without
    prices). `counted` is false where the model did not say and tokens are estimated.
    """

    read: int = 0
    written: int = 0
    seconds: float = 0.0
    cost: float | None = None
    counted: bool = False


class Stream(Protocol):
    """A reply as it comes. Iterating raises a `ModelFault` for whatever goes wrong, at the latest
    when the prompt's seconds are over.
    """

    def __iter__(self) -> Iterator[str]:
        """Pieces of text in order, none empty."""
        ...

    def close(self) -> None:
        """Stop: nothing more is read or, where that can be told to it, written. May be repeated."""
        ...

    @property
    def usage(self) -> Usage:
        """What it took so far; final once iteration has ended or the stream was closed."""
        ...


class LanguageModel(Protocol):
    """Implementations: any OpenAI-compatible endpoint; a GGUF file on this machine; a script, for
    tests. Making one loads nothing; safe to share between threads.
    """

    name: str  # as the operator named it: "openai:NAME", "local:NAME"

    def write(self, prompt: Prompt) -> Stream:
        """Begin a reply. Raises `ModelFault` where that is refused at once."""
        ...
