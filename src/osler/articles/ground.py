"""Which statements lost the ground they stood on: a source of theirs was retracted since. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from osler.articles.content import Content
from osler.articles.records import Cause
from osler.articles.staleness import CauseKind
from osler.rendering import words

_NOW = {
    CauseKind.RETRACTED: "a retracted source",
    CauseKind.PARTLY_RETRACTED: "a source retracted in part",
    CauseKind.GONE: "a source that was withdrawn",
}


def bears_nothing(cause: Cause) -> bool:
    """Whether a cause takes the ground from what it is about: a retraction for good, whoever
    closed it; the others until somebody closes them.
    """
    return cause.kind in _NOW and (cause.closed_at is None or cause.kind == CauseKind.RETRACTED)


def fallen(causes: Iterable[Cause]) -> Mapping[str, str]:
    """What became of each document that bears nothing any more, by its key: "a retracted source".
    The gravest counts.
    """
    kinds: dict[str, list[str]] = {}
    for each in causes:
        if each.document is not None and each.kind in _NOW:
            kinds.setdefault(each.document, []).append(each.kind)
    return {
        document: next(said for kind, said in _NOW.items() if kind in found)
        for document, found in kinds.items()
    }


def unsupported(content: Content, causes: Iterable[Cause]) -> Mapping[str, str]:
    """What is said of each statement that rests on such a document, by its id: its verdict and
    its certainty were those of a source that stood.
    """
    held = fallen(causes)
    said = {name: words.rests(each, held) for name, each in content.statements.items()}
    return {name: line for name, line in said.items() if line is not None}
