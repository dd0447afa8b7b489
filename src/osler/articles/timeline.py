"""What happened to an article, in words, from the ledger."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from osler.articles.records import Article
from osler.ledger import book
from osler.ledger.chain import Entry

# Told without a new revision of the article: nobody's decision rests on them.
_ASIDE = frozenset({"article.report", "article.close_report", "article.close_cause"})


@dataclass(frozen=True, slots=True)
class Happening:
    """One row of the ledger. `revision` is the article's after it; `version` the newest then."""

    sequence: int
    at: str
    name: str
    act: str
    words: str
    revision: int
    version: int
    hash: str


def timeline(connection: Connection, article: Article) -> list[Happening]:
    """All that happened, oldest first."""
    found: list[Happening] = []
    revision, version = 0, 0
    for entry in book.entries(connection, f"article:{article.id}"):
        detail = json.loads(entry.event.detail)
        revision += entry.event.act not in _ASIDE
        version = detail.get("version", version)
        found.append(_happening(entry, detail, revision, version))
    return found


def since(happened: list[Happening], revision: int) -> list[Happening]:
    """What happened after whoever read this revision had read it."""
    return [each for each in happened if each.revision > revision]


def version_at(happened: list[Happening], revision: int) -> int:
    """The newest version at a revision; 1 for one that never was."""
    return max((each.version for each in happened if each.revision <= revision), default=1)


def _happening(entry: Entry, detail: dict[str, Any], revision: int, version: int) -> Happening:
    event = entry.event
    act = event.act.partition(".")[2]
    words = _DONE.get(act, act.replace("_", " "))
    if act == "sign" and detail.get("approved"):
        words = "signed; this approved it"
    if statement := detail.get("statement"):
        words += f" on {statement}" if act == "comment" else f" {statement}"
    why = detail.get("reason") or detail.get("why") or detail.get("closing") or detail.get("body")
    if act == "age":
        why = " ".join(each["said"] for each in detail.get("causes", ()))
    return Happening(
        sequence=event.sequence,
        at=event.at,
        name=detail.get("name", event.actor),
        act=act,
        words=f"{words}: {why}" if why else words,
        revision=revision,
        version=version,
        hash=entry.hash,
    )


_DONE = {
    "save": "saved the draft",
    "gloss": "changed the line in plain language",
    "submit": "handed it in to the board",
    "recall": "took it back to a draft",
    "declare": "declared their interests",
    "begin": "took it up for review",
    "accept": "accepted",
    "withdraw": "withdrew",
    "edit": "edited",
    "strike": "struck",
    "undo": "took back their last change",
    "restore": "restored an older version",
    "refresh": "asked the question again",
    "comment": "commented",
    "resolve": "resolved a thread",
    "request_changes": "asked for changes",
    "sign": "signed",
    "age": "found that the evidence or the date of review had moved on",
    "close_cause": "closed what made it stale",
    "report": "reported an error",
    "close_report": "closed a report",
    "reaffirm": "sent it to the board again",
    "retire": "retired it",
    "void": "returned it to a draft, because it was not what had been signed",
}
