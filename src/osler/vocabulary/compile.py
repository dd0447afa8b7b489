"""Compiling every source of names into one file that opens at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from osler.vocabulary import own, wheels
from osler.vocabulary.container import ABBREVIATION, write
from osler.vocabulary.names import key
from osler.vocabulary.registry import Group, Registry
from osler.vocabulary.small import own_groups

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class CompileReport:
    """What was compiled. `bytes` on disk, `seconds` taken; `sources`: groups read from each."""

    path: Path
    generation: str
    concepts: int
    names: int
    bytes: int
    seconds: float
    sources: tuple[tuple[str, int], ...]


def _quiet(_step: str) -> None:
    return None


def compile_vocabulary(target: Path, progress: Progress = _quiet) -> CompileReport:
    """Read all sources and write `target` whole or not at all.

    `progress(step)` is called before each step with its name. Raises VocabularyError where a
    source package is missing. Takes some 10 s and 300 MB.
    """
    began = time.monotonic()
    ordinary = wheels.ordinary_words()
    registry = Registry()
    registry.add(own_groups())
    sources: tuple[tuple[str, Callable[[], Iterable[Group]]], ...] = (
        ("drug dictionary", lambda: wheels.drugs(ordinary)),
        ("diseases", wheels.conditions),
        ("phenotypes", wheels.findings),
        ("ICD-10-CM", wheels.diagnoses),
        ("FDA substances", lambda: wheels.substances(ordinary)),
    )
    groups: list[Group] = []
    counts = [("own tables", len(registry.entries))]
    for name, read in sources:
        progress(name)
        held = list(read())
        counts.append((name, len(held)))
        groups += held
    progress("merging")
    registry.add(groups)
    generation, names = _write(target, registry)
    return CompileReport(
        path=target,
        generation=generation,
        concepts=len(registry.entries),
        names=names,
        bytes=target.stat().st_size,
        seconds=time.monotonic() - began,
        sources=tuple(counts),
    )


def _write(target: Path, registry: Registry) -> tuple[str, int]:
    names = {normal: number for normal, number in registry.by_key.items() if _sound(normal)}
    names |= {ABBREVIATION + short: at for short, at in registry.by_abbreviation.items()}
    concepts = [registry.concept(number) for number in range(len(registry.entries))]
    return write(target, names, concepts, own.expansions(), own.edition()), len(names)


def _sound(normal: str) -> bool:
    """Stop words stay out whatever their source; our own tables may still name them."""
    return normal not in own.stop_keys() or normal in _own_keys()


@lru_cache(maxsize=1)
def _own_keys() -> frozenset[str]:
    return frozenset(
        key(name) for entry in own.entries() for name in (entry.preferred, *entry.names)
    )
