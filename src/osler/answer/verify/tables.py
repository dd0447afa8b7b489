"""The word tables beside this module (`words.txt`), by section."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


def lines_of(section: str) -> tuple[str, ...]:
    """The entries of a section, one a line, wrapped lines joined; KeyError if there is none."""
    return _sections()[section]


def words_of(section: str) -> frozenset[str]:
    """The words of a section."""
    return frozenset(word for line in lines_of(section) for word in line.split())


@lru_cache(maxsize=1)
def _sections() -> dict[str, tuple[str, ...]]:
    text = files("osler.answer.verify").joinpath("words.txt").read_text("utf-8")
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for line in text.split("\n"):
        if line.startswith("["):
            current = sections.setdefault(line.strip("[]"), [])
        elif line.startswith(" ") and current:
            current[-1] += f" {line.strip()}"
        elif line and not line.startswith("#"):
            current.append(line)
    return {name: tuple(lines) for name, lines in sections.items()}
