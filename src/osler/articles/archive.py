"""An article as files: everything held of it, to be kept or checked elsewhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection

from osler.articles import store
from osler.ledger import book
from osler.ledger.chain import line
from osler.storage.canonical import canonical, digest


def archive(connection: Connection, name: str) -> dict[str, Any]:
    """One article by slug or id with its versions, signatures, causes and its part of the ledger,
    as plain values. Raises `MissingError`.
    """
    found = _beside(connection, name)
    found["versions"] = []
    for number in range(1, found["article"]["head"] + 1):
        held = store.version(connection, found["article"]["id"], number)
        value = msgspec.to_builtins(held)
        value["content"] = json.loads(held.content)
        found["versions"].append(value)
    return found


def folder(connection: Connection, name: str, out: Path) -> int:
    """The same as a folder: `v1.json`… are exactly the bytes hashed, `article.json` the rest,
    `ledger.jsonl` the events, `SHA256SUMS` the hashes as `sha256sum` reads them. Returns how many
    files were written. Raises `MissingError`, `OSError`.
    """
    found = _beside(connection, name)
    events = found.pop("ledger")
    files = {
        "article.json": json.dumps(found, indent=2, sort_keys=True),
        "ledger.jsonl": "".join(f"{canonical(each)}\n" for each in events),
    }
    for number in range(1, found["article"]["head"] + 1):
        held = store.version(connection, found["article"]["id"], number)
        files[f"v{number}.json"] = held.content
    sums = "".join(f"{digest(text)}  {file}\n" for file, text in sorted(files.items()))
    out.mkdir(parents=True, exist_ok=True)
    for file, text in {**files, "SHA256SUMS": sums}.items():
        (out / file).write_bytes(text.encode("utf-8", "surrogatepass"))
    return len(files) + 1


def _beside(connection: Connection, name: str) -> dict[str, Any]:
    """All but the versions' content."""
    article = store.article(connection, name)
    return {
        "article": msgspec.to_builtins(article),
        "history": msgspec.to_builtins(store.history(connection, article.id)),
        "signatures": msgspec.to_builtins(store.signatures(connection, article.id)),
        "causes": msgspec.to_builtins(store.causes(connection, article.id, open_only=False)),
        "ledger": [
            json.loads(line(each))
            for each in book.entries(connection, subject=f"article:{article.id}")
        ],
    }
