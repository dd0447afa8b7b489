"""Questions with what their answers are held to, read from the files that people have.

Four forms, told apart by what is in them: BioASQ (a JSON object with `questions`, or a zip of
such), PubMedQA (a JSON object of entries by PMID), K-QA (JSON lines with `Must_have`), and a YAML
list of our own:

    - question: What is the antidote of a synthetic poison?
      must: [statements that the answer has to say]
      must_not: [statements that it must not]
      ideal: [answers as an expert would write them]
      documents: [PMIDs that bear on it]
      refused: true    # there is no answer
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import msgspec
import yaml

LARGEST = 500_000_000  # bytes of a file of cases, unpacked


class CasesError(Exception):
    """A file that cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A stretch of a document that bears on the question."""

    pmid: str
    text: str


@dataclass(frozen=True, slots=True)
class Case:
    """A question and what is known of its answer; empty where the file says nothing.

    `must`: what the answer has to say; `nice`: what it may well say; `never`: what it must not.
    `documents` are PMIDs. `refused`: whether there is no answer, None where that is not said.
    """

    id: str
    question: str
    ideals: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    nice: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    snippets: tuple[Gold, ...] = ()
    refused: bool | None = None


@dataclass(frozen=True, slots=True)
class Cases:
    """What a file holds. `sha256` is of its bytes."""

    form: str
    sha256: str
    cases: tuple[Case, ...]


def read_cases(path: Path) -> Cases:
    """The cases of a file, in its order, each id once. Raises `CasesError`."""
    try:
        if path.stat().st_size > LARGEST:
            raise CasesError(f"{path}: larger than {LARGEST:,} bytes")
        data = path.read_bytes()
    except OSError as error:
        raise CasesError(f"{path}: {error.strerror or error}") from error
    form, found = _read(path, data)
    kept: dict[str, Case] = {}
    for each in found:
        kept.setdefault(each.id, each)
    if not kept:
        raise CasesError(f"{path}: holds no question")
    empty = [each.id for each in kept.values() if not each.question.strip()]
    if empty:
        raise CasesError(f"{path}: case {empty[0]} has no question")
    return Cases(form, hashlib.sha256(data).hexdigest(), tuple(kept.values()))


def _read(path: Path, data: bytes) -> tuple[str, Iterable[Case]]:
    try:
        if data[:4] == b"PK\x03\x04":
            return "BioASQ", _zipped(data, path)
        if path.suffix.lower() in {".yaml", ".yml"}:
            return "YAML", _ours(data)
        return _json(data)
    except (msgspec.MsgspecError, yaml.YAMLError, UnicodeDecodeError) as error:
        said = " ".join(str(error).split())
        raise CasesError(f"{path}: {said}") from error
    except (zipfile.BadZipFile, RecursionError) as error:
        raise CasesError(f"{path}: damaged or nested too deep") from error


def _json(data: bytes) -> tuple[str, Iterable[Case]]:
    first = data.lstrip().split(b"\n", 1)[0].rstrip()
    if b'"Question"' in first and first.endswith(b"}"):
        return "K-QA", _kqa(data)
    whole = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    if "questions" in whole:
        return "BioASQ", _bioasq(data)
    return "PubMedQA", _pubmedqa(whole)


# BioASQ, task B


class _Snippet(msgspec.Struct):
    document: str
    text: str


class _Question(msgspec.Struct):
    id: str
    body: str
    ideal_answer: list[str] | str = ""
    documents: list[str] = []
    snippets: list[_Snippet] = []


class _File(msgspec.Struct):
    questions: list[_Question]


def _zipped(data: bytes, path: Path) -> list[Case]:
    found: list[Case] = []
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = sorted(each for each in archive.namelist() if each.endswith(".json"))
        if sum(archive.getinfo(each).file_size for each in names) > LARGEST:
            raise CasesError(f"{path}: unpacks to more than {LARGEST:,} bytes")
        for name in names:
            found += _bioasq(archive.read(name))
    return found


def _bioasq(data: bytes) -> list[Case]:
    return [
        Case(
            each.id,
            each.body,
            ideals=_said([each.ideal_answer] if isinstance(each.ideal_answer, str)
                         else each.ideal_answer),
            documents=tuple(dict.fromkeys(_pmid(url) for url in each.documents)),
            snippets=tuple(Gold(_pmid(one.document), one.text) for one in each.snippets),
        )
        for each in msgspec.json.decode(data, type=_File).questions
    ]  # fmt: skip


def _pmid(url: str) -> str:
    return url.rstrip("/").rsplit("/", 1)[-1]


# PubMedQA


class _Abstract(msgspec.Struct):
    QUESTION: str
    LONG_ANSWER: str = ""


def _pubmedqa(whole: dict[str, msgspec.Raw]) -> list[Case]:
    """The conclusion of the abstract is the ideal answer, and the abstract what bears on it."""
    return [
        Case(pmid, entry.QUESTION, ideals=_said([entry.LONG_ANSWER]), documents=(pmid,))
        for pmid, raw in whole.items()
        for entry in (msgspec.json.decode(raw, type=_Abstract),)
    ]


# K-QA


class _Medical(msgspec.Struct):
    Question: str
    Free_form_answer: str = ""
    Must_have: list[str] = []
    Nice_to_have: list[str] = []


def _kqa(data: bytes) -> list[Case]:
    return [
        Case(
            f"kqa-{number}",
            each.Question,
            ideals=_said([each.Free_form_answer]),
            must=_said(each.Must_have),
            nice=_said(each.Nice_to_have),
        )
        for number, each in enumerate(msgspec.json.Decoder(_Medical).decode_lines(data), 1)
    ]


# Ours


class _Ours(msgspec.Struct, forbid_unknown_fields=True):
    question: str
    id: str | None = None
    ideal: list[str] = []
    must: list[str] = []
    nice: list[str] = []
    must_not: list[str] = []
    documents: list[str | int] = []
    refused: bool | None = None


def _ours(data: bytes) -> list[Case]:
    found = msgspec.convert(_plain(yaml.safe_load(data.decode())), type=list[_Ours])
    return [
        Case(
            each.id or str(number),
            each.question,
            _said(each.ideal),
            _said(each.must),
            _said(each.nice),
            _said(each.must_not),
            tuple(str(one) for one in each.documents),
            refused=each.refused,
        )
        for number, each in enumerate(found, 1)
    ]


def _plain(value: object) -> object:
    """Without what YAML has and JSON lacks (dates, sets), which no field takes."""
    return json.loads(json.dumps(value, default=str))


def _said(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(each.strip() for each in texts if each.strip())
