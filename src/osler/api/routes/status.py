"""What this service is and holds."""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from osler.accounts.role import Right
from osler.answer.answer import SCHEMA as ANSWER
from osler.api.passing import ApiRequires, Call
from osler.api.responses import problems
from osler.api.revision import reply
from osler.api.shapes import Status
from osler.articles.content import SCHEMA as ARTICLE
from osler.house.reading import corpus
from osler.storage import revision

router = APIRouter(tags=["status"])
Anyone = Annotated[Call, Depends(ApiRequires(Right.READ))]


@router.get(
    "/status",
    operation_id="getStatus",
    summary="Get what is held, and by which version",
    response_model=Status,
    responses=problems(401, 403, 429, 503),
)
def status(call: Anyone) -> Response:
    """The corpus as last laid in, the formats spoken, and whether the database is up to date."""
    held = corpus(call.service.settings)
    with call.service.board.database.reading() as connection:
        here = revision.held(connection)
    return reply(
        Status(
            version=version("osler"),
            answer_schema=ANSWER,
            article_schema=ARTICLE,
            generation=held.generation,
            documents=held.documents,
            current_to=held.current_to,
            digest_only=held.digest_only,
            vectors=held.vectors,
            schema=here,
            newest=here == revision.NEWEST,
        )
    )
