"""The evidence itself: documents, passages in context, standing."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from osler.accounts.role import Right
from osler.api import shapes
from osler.api.passing import ApiRequires, Call
from osler.api.responses import reads
from osler.api.revision import reply
from osler.articles.store import MissingError
from osler.evidence.document import Document, Passage
from osler.evidence.split import passages

router = APIRouter(prefix="/evidence", tags=["evidence"])
Reader = Annotated[Call, Depends(ApiRequires(Right.READ))]
AROUND = 600  # code points of context on each side of a passage
Key = Annotated[
    str,
    Path(
        min_length=1,
        max_length=300,
        pattern=r"^[^\x00]+$",
        description="A document's key, as references name it.",
        examples=["pubmed:12345678"],
    ),
]
Ordinal = Annotated[
    str,
    Path(
        max_length=320,
        pattern=r"^[^\x00]+$",
        description="A passage's place in its document from 0 on, or its whole key.",
        examples=["0"],
    ),
]


@router.get(
    "/{key:path}/standing",
    operation_id="getStanding",
    summary="Get what became of a document",
    response_model=shapes.EvidenceStanding,
    responses=reads(),
)
def standing(call: Reader, key: Key) -> Response:
    """Retractions, corrections, concerns, newer editions."""
    return reply(_standing(_document(call, key)))


@router.get(
    "/{key:path}/passages/{ordinal}",
    operation_id="getPassage",
    summary="Get a passage in its context",
    response_model=shapes.EvidencePassage,
    responses=reads(),
)
def passage(call: Reader, key: Key, ordinal: Ordinal) -> Response:
    """The passage's exact words, and those around it."""
    document = _document(call, key)
    number, each = _passage(document, ordinal)
    found = shapes.EvidencePassage(
        document=document.key,
        title=document.header.title,
        passage=_line(number, each),
        before=document.text[max(0, each.start - AROUND) : each.start],
        text=each.text,
        after=document.text[each.end : each.end + AROUND],
        standing=_standing(document),
    )
    return reply(found)


@router.get(
    "/{key:path}",
    operation_id="getDocument",
    summary="Get a document's header",
    response_model=shapes.EvidenceDocument,
    responses=reads(),
)
def document(call: Reader, key: Key) -> Response:
    """Everything known about a document, its standing, and its passages without their words."""
    held = _document(call, key)
    header = held.header
    found = shapes.EvidenceDocument(
        key=held.key,
        lineage=header.lineage,
        family=header.family,
        source=header.source,
        title=header.title,
        container=header.container,
        publisher=header.publisher,
        authors=header.authors,
        date=header.date.iso if header.date else None,
        version=header.version,
        url=header.url,
        licence=header.licence,
        language=header.language,
        standing=_standing(held),
        passages=tuple(_line(number, each) for number, each in enumerate(passages(held))),
    )
    return reply(found)


def _document(call: Call, key: str) -> Document:
    found = call.service.desk.evidence().index.fetch([key]).get(key)
    if found is None:
        raise MissingError(f"no document held here is named {key!r}")
    return found


def _passage(document: Document, name: str) -> tuple[int, Passage]:
    for number, each in enumerate(passages(document)):
        if name in {str(number), each.key}:
            return number, each
    raise MissingError(f"{document.key} has no passage {name!r}")


def _line(number: int, each: Passage) -> shapes.PassageLine:
    return shapes.PassageLine(
        number, each.key, each.start, each.end, each.path, each.code, each.sha256
    )


def _standing(document: Document) -> shapes.EvidenceStanding:
    held = document.header.standing
    return shapes.EvidenceStanding(
        document.key, held.design.value, held.current, held.words, held.notices
    )
