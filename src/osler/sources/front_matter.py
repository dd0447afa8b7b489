"""Front matter: the `---` YAML block at the head of a Markdown or text file."""

from __future__ import annotations

import re

import yaml

LIMIT = 16_384  # code points: real front matter is under 2,000; YAML scanning is worse than linear
DEPTH = 8  # nested collections

_BLOCK = re.compile(
    rf"\ufeff?---[ \t]*\r?\n(.{{0,{LIMIT}}}?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M
)

_OPENED = re.compile(r"\ufeff?---[ \t]*\r?\n[A-Za-z_][\w -]{0,40}:[ \t\r\n]")


def split(text: str) -> tuple[dict[str, object], str] | None:
    """Split a leading YAML block from the text after it: (fields, rest).

    `rest` is everything after the closing `---` (or `...`) line, unchanged. Values are what
    `yaml.safe_load` makes of them (a bare `2021-03-01` is a `datetime.date`, `2021` an `int`); keys
    are their text. Returns `None` where there is no closed block within `LIMIT`, or it is not a
    mapping, not YAML, nested beyond `DEPTH`, or uses anchors or aliases (a few lines of those can
    expand to gigabytes). Never raises.
    """
    found = _BLOCK.match(text)
    if found is None:
        return None
    fields = _mapping(found[1])
    return None if fields is None else (fields, text[found.end() :])


def fault(text: str) -> str | None:
    """What is wrong, and in which line, with a front matter that is there and cannot be read; None
    where it can, or where there is none. Never raises.
    """
    found = _BLOCK.match(text)
    if found is None:
        return "it opens in line 1 and is not closed by ---" if _OPENED.match(text) else None
    try:
        if not _plain(found[1]):
            return f"anchors, aliases and more than {DEPTH} levels are not read"
        loaded = yaml.safe_load(found[1])
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        return f"line {line}: {error.problem or 'not YAML'}"
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        return f"line {_bad_line(found[1])}: {' '.join(str(error).split())[:160]}"
    fields = loaded is None or isinstance(loaded, dict | str)  # a text between rules is no fields
    return None if fields else "it is not a list of fields, `name: value` on each line"


def _bad_line(block: str) -> int:
    """The first line whose value cannot be made (a 30 February, say), counted from the file's."""
    for number, line in enumerate(block.splitlines(), 2):
        try:
            yaml.safe_load(line)
        except (yaml.YAMLError, ValueError, OverflowError, RecursionError):
            return number
    return 2


def _mapping(block: str) -> dict[str, object] | None:
    try:
        if not _plain(block):
            return None
        loaded = yaml.safe_load(block)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError):
        return None
    if not isinstance(loaded, dict):
        return None
    return {str(key): value for key, value in loaded.items()}


def _plain(block: str) -> bool:
    """No anchors, aliases or deep nesting; read no further than needed."""
    depth = 0
    for event in yaml.parse(block, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            return False
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEPTH:
            return False
    return True
