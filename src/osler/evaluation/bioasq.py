"""BioASQ questions with their gold snippets, as a corpus of small documents."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from osler.evidence.document import Document, Family, Header, Identifiers, Section

ARCHIVE = Path("questions") / "bioasq_7b_10b.zip"
SOURCE = "bioasq"


class _Snippet(msgspec.Struct):
    document: str
    text: str


class _Question(msgspec.Struct):
    id: str
    body: str
    type: str
    ideal_answer: list[str] | str = ""
    snippets: list[_Snippet] = []


class _File(msgspec.Struct):
    questions: list[_Question]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A gold stretch of an abstract, with the PMID it comes from."""

    pmid: str
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its ideal answers and gold snippets, in the assessors' order."""

    id: str
    body: str
    type: str
    ideals: tuple[str, ...]
    snippets: tuple[Snippet, ...]

    @property
    def tuning(self) -> bool:
        """In the half that weights may be fitted on: even SHA-256 of the id."""
        return int(hashlib.sha256(self.id.encode()).hexdigest(), 16) % 2 == 0


def questions(data: Path) -> list[Asked]:
    """All questions of `data/questions/bioasq_7b_10b.zip`, each id once, in file order."""
    found: dict[str, Asked] = {}
    with zipfile.ZipFile(data / ARCHIVE) as archive:
        for name in sorted(each for each in archive.namelist() if each.endswith(".json")):
            for each in msgspec.json.decode(archive.read(name), type=_File).questions:
                found.setdefault(each.id, _asked(each))
    return list(found.values())


def _asked(raw: _Question) -> Asked:
    ideals = [raw.ideal_answer] if isinstance(raw.ideal_answer, str) else raw.ideal_answer
    return Asked(
        raw.id,
        raw.body,
        raw.type,
        tuple(each for each in ideals if each.strip()),
        tuple(Snippet(each.document.rsplit("/", 1)[-1], each.text) for each in raw.snippets),
    )


def documents(asked: Iterable[Asked]) -> list[Document]:
    """Every distinct snippet as one research document: its text, no title, its PMID."""
    texts: dict[str, Snippet] = {}
    for question in asked:
        for snippet in question.snippets:
            texts.setdefault(snippet.text, snippet)
    return [_document(number, each) for number, each in enumerate(texts.values())]


def _document(number: int, snippet: Snippet) -> Document:
    key = f"bioasq:{snippet.pmid}-{number}"
    header = Header(
        key, Family.RESEARCH, SOURCE, "", key, identifiers=Identifiers(pmid=snippet.pmid)
    )
    return Document(header, snippet.text, (Section(0, len(snippet.text)),))
