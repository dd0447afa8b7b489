"""A data folder with real, embedded evidence of synthetic records, and an article that rests on it.

The paper is `made_pubmed.PAPER`; the label has two sections.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

from made_answer import answer as made_answer
from made_answer import citation as made_citation
from made_answer import statement as made_statement
from made_label import SET_ID
from made_pubmed import PAPER
from osler.answer.answer import Answer, Group, Section
from osler.answer.cite import number
from osler.evidence.document import Document, Family
from osler.evidence.split import passages
from osler.house import writing
from osler.index.embedded import open_index
from osler.settings import Settings

PAPER_KEY = f"pubmed:{PAPER}"
SAID = "Synthetic disease is associated with alpha."
WARNED = "Syntheticine may cause beta."
_FILES = itertools.count(1)


def lay(home: Path, data: bytes | str, name: str = "made.xml") -> None:
    """Lay one synthetic file into the evidence of a data folder."""
    folder = home / "in"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{next(_FILES):04d}-{name}"
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    tally, problems, _ = writing.ingest(Settings(home=home, starter="never"), [file])
    assert not problems
    assert tally.reconciles


def documents(home: Path, *keys: str) -> dict[str, Document]:
    """Documents held."""
    index = open_index(home / "index")
    try:
        return index.fetch(list(keys))
    finally:
        index.close()


def label(version: int, warned: str = WARNED, used: str = "Syntheticine is for nothing.") -> str:
    """One synthetic structured product label."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<document xmlns="urn:hl7-org:v3">
<id root="00000000-0000-4000-8000-{version:012d}"/>
<code code="34391-3" codeSystem="2.16.840.1.113883.6.1"
 displayName="HUMAN PRESCRIPTION DRUG LABEL"/>
<title>Syntheticine tablets</title><effectiveTime value="2026010{version}"/>
<setId root="{SET_ID}"/><versionNumber value="{version}"/>
<component><structuredBody>
<component><section><code code="34067-9" codeSystem="2.16.840.1.113883.6.1"/>
<title>INDICATIONS AND USAGE</title><text><paragraph>{used}</paragraph></text></section></component>
<component><section><code code="34071-1" codeSystem="2.16.840.1.113883.6.1"/>
<title>WARNINGS</title><text><paragraph>{warned}</paragraph></text></section></component>
</structuredBody></component></document>"""


def answer(held: dict[str, Document]) -> Answer:
    """An answer that quotes a sentence of each document held."""
    sections: list[Section] = []
    headers = {}
    for document in held.values():
        words = WARNED if document.header.family is Family.LABELS else SAID
        statement = made_statement(words)
        for passage in passages(document):
            if words not in passage.text:
                continue
            start = passage.start + passage.text.index(words)
            cited = replace(
                made_citation(document.key, words, start),
                passage=passage.key,
                section=passage.path,
                code=passage.code,
            )
            statement = replace(statement, citations=(cited,))
        assert statement.citations
        headers[document.key] = document.header
        family = document.header.family
        sections.append(Section(family, family.heading, (Group(None, (statement,)),)))
    brief = tuple(section.groups[0].statements[0] for section in sections)
    summary, shown, references = number(brief, tuple(sections), headers)
    return replace(
        made_answer(),
        summary=summary,
        sections=shown,
        references=references,
        disagreements=(),
    )
