"""A data folder for a while: the evidence held now, and an article of its own."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

from osler.accounts.role import Role
from osler.accounts.sealing import Seal, secret_key
from osler.answer.ask import ask
from osler.answer.desk import Wish
from osler.evaluation.published import key, publish
from osler.house import writing
from osler.house.publishing import publishing
from osler.house.reading import reading
from osler.settings import Settings

QUESTION = "What is the cause of myopathic necrosis?"


def lent(settings: Settings, folder: Path) -> Settings:
    """Settings over `folder`, which holds links to the evidence and nothing that is published: what
    is done there leaves the real articles alone. Where no evidence is held: the starter. Reading
    only; an ingest there would reach through.
    """
    held = (settings.index, settings.catalog, settings.corpus, settings.vocabulary, settings.models)
    if not settings.catalog.exists():
        own = replace(settings, home=folder, database=None, anchor=None)
        writing.lay_starter(own)
        return own
    for each in held:
        if each.exists():
            (folder / each.name).symlink_to(each.resolve())
    return replace(settings, home=folder, database=None, anchor=None)


def published(settings: Settings, question: str = QUESTION) -> str:
    """Ask a question and approve its answer as an article; returns its slug."""
    now = datetime.datetime.now(datetime.UTC)
    wish = Wish(year=now.year, at=now.isoformat(timespec="seconds"))
    with reading(settings) as evidence, publishing(settings) as board:
        answer = ask(question, evidence, wish)
        held = evidence.index.fetch([each.document for each in answer.references])
        return publish(board, answer, held)


def keys(settings: Settings) -> tuple[str, str]:
    """Keys of an editor and of a reviewer."""
    with publishing(settings) as board:
        seal = Seal(secret_key(settings.secret))
        return key(board, seal, Role.EDITOR), key(board, seal, Role.REVIEWER)
