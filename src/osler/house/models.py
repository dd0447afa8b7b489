"""Builds the language models that may write answers; without a setting for one, none."""

from __future__ import annotations

from pathlib import Path

from osler.answer.desk import Writer
from osler.inference.breaker import Breaker
from osler.inference.faults import ModelFault
from osler.inference.language_model import LanguageModel, Prices, Prompt
from osler.inference.local_model import LocalModel
from osler.inference.openai_model import OpenAIModel
from osler.settings import Settings


def writers(settings: Settings) -> dict[str, Writer | None]:
    """Who writes, by reader, "" for everybody else. Nothing is loaded before it is asked."""
    made = {name: _writer(name, settings) for name in named(settings)}
    return {reader: made.get(name) for reader, name in _chosen(settings).items()}


def named(settings: Settings) -> tuple[str, ...]:
    """Every model that is set, once."""
    return tuple(dict.fromkeys(each for each in _chosen(settings).values() if each != "none"))


def _chosen(settings: Settings) -> dict[str, str]:
    found = {"": settings.model or "none"}
    for each in filter(None, (settings.model_for or "").split(",")):
        reader, _, name = each.partition("=")
        found[reader.strip()] = name.strip()
    return found


def _writer(name: str, settings: Settings) -> Writer:
    return Writer(
        Breaker(model(name, settings)),
        float(settings.model_deadline),
        settings.model_tokens,
        settings.model_passages,
    )


def model(name: str, settings: Settings) -> LanguageModel:
    """The model of that name: "openai:NAME" or "local:FILE"."""
    kind, _, rest = name.partition(":")
    prices = None
    if settings.model_price_read is not None and settings.model_price_written is not None:
        prices = Prices(settings.model_price_read, settings.model_price_written)
    if kind == "local":
        return LocalModel(Path(rest).expanduser(), prices)
    return OpenAIModel(rest, settings.model_url, settings.model_key, prices)


def tried(name: str, settings: Settings) -> str | None:
    """What is wrong when the model is asked for one word; None where it answers."""
    prompt = Prompt("Reply with one word.", "Say yes.", tokens=16, seconds=settings.model_deadline)
    try:
        stream = model(name, settings).write(prompt)
        try:
            said = any(piece.strip() for piece in stream)
        finally:
            stream.close()
    except ModelFault as fault:
        return str(fault)
    return None if said else "said nothing"
