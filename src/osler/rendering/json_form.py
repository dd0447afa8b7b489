"""An answer as JSON: the public format, with its schema."""

from __future__ import annotations

from typing import Any

import msgspec

from osler.answer.answer import SCHEMA, Answer
from osler.readers.adapted import Adapted
from osler.readers.fidelity import Outcome
from osler.rendering.unseen import escaped

_encoder = msgspec.json.Encoder(order="deterministic")


def encode(answer: Answer, adapted: Adapted | None = None) -> bytes:
    """UTF-8 JSON, indented, the same bytes for the same answer; characters that act unseen are
    escaped. `adapted` adds two fields to it, `reader` and `adapted`, and changes none.
    """
    return _written(told(answer, adapted))


def told(answer: Answer, adapted: Adapted | None = None) -> Any:
    """The same as a value that can be part of another."""
    if adapted is None:
        return answer
    return {**msgspec.to_builtins(answer), **_for_reader(adapted)}


def report(adapted: Adapted) -> bytes:
    """The fidelity report of one version as UTF-8 JSON: every statement both ways."""
    return _written(_for_reader(adapted))


def _written(value: Any) -> bytes:
    return escaped(msgspec.json.format(_encoder.encode(value).decode(), indent=2)).encode()


def _for_reader(adapted: Adapted) -> dict[str, Any]:
    """Each statement as it is shown beside its original, in the order shown, with what was found
    against a wording that is then not used; and the terms explained.
    """
    return {
        "reader": adapted.audience.name or None,
        "adapted": {
            "sections": [each.family.value for each in adapted.sections],
            "statements": [_outcome(each) for each in adapted.report.outcomes],
            "lines": [_outcome(each) for each in adapted.report.lines],
            "words": [
                {"term": each.name, "plain": each.plain, "meaning": each.definition}
                for each in adapted.words
            ],
        },
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "in_brief": outcome.brief,
        "original": outcome.original,
        "shown": outcome.shown,
        "same_claims": outcome.kept,
        "faults": [f"{each.kind}: {each.said}" for each in outcome.faults],
    }


def decode(data: bytes) -> Answer:
    """An answer read back for replay or audit; raises `msgspec.ValidationError`."""
    return msgspec.json.decode(data, type=Answer)


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the format."""
    found = msgspec.json.schema(Answer)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Osler answer {SCHEMA}",
        **found,
    }
