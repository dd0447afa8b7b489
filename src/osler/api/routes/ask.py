"""Asking: the answer as JSON, or as it comes, over server-sent events."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Iterator
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import StreamingResponse

from osler.accounts.role import Right
from osler.answer.answer import Answer, Step
from osler.api.bodies import AskedFor
from osler.api.passing import ApiRequires, Call
from osler.api.problems import response, told
from osler.api.responses import STREAM, problems
from osler.readers.adapt import adapt
from osler.readers.audience import audience
from osler.rendering.json_form import encode
from osler.safety.notice import Notice

router = APIRouter(tags=["ask"])
Asker = Annotated[Call, Depends(ApiRequires(Right.ASK))]
Heard = Step | Answer | Exception


@router.post(
    "/ask",
    operation_id="ask",
    summary="Ask a clinical question",
    response_model=Answer,
    responses={200: STREAM, **problems(400, 401, 403, 413, 415, 422, 429, 503)},
)
def ask(call: Asker, asked: AskedFor, request: Request) -> Response:
    """Answer from the evidence held, every sentence checked against the passage it cites.

    A refusal is an answer too: `refusal` says why. With `Accept: text/event-stream` the stages
    arrive as they end (`event: stage`), then the answer (`event: answer`), then `event: done`;
    what the asker must be told first comes before all (`event: notices`).

    Personal data in the question is masked before anything is kept or searched; `question` of the
    answer is what was asked. Where it tells of danger to somebody now, `notices` say whom to call.
    """
    if "text/event-stream" not in request.headers.get("accept", ""):
        found = call.service.desk.ask(
            asked.question, tuple(asked.families), asked.since, reader=asked.reader
        )
        return Response(_encoded(found, asked.reader), media_type="application/json")
    heard = _hearing(call, asked)
    first = heard.get()
    if isinstance(first, Exception):
        raise first
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    notices = call.service.desk.receive(asked.question, asked.reader).notices
    sent = _events(notices, first, heard, asked.reader)
    return StreamingResponse(sent, 200, headers, "text/event-stream")


def _encoded(found: Answer, reader: str | None) -> bytes:
    return encode(found, adapt(found, audience(reader)) if reader else None)


def _hearing(call: Call, asked: AskedFor) -> queue.SimpleQueue[Heard]:
    """Ask in a thread of its own; each stage is heard as it ends, then the answer or the error."""
    heard: queue.SimpleQueue[Heard] = queue.SimpleQueue()

    def asking() -> None:
        try:
            heard.put(
                call.service.desk.ask(
                    asked.question,
                    tuple(asked.families),
                    asked.since,
                    hear=heard.put,
                    reader=asked.reader,
                )
            )
        except Exception as error:  # raised, or told, by whoever listens
            heard.put(error)

    threading.Thread(target=asking, name="asking", daemon=True).start()
    return heard


def _events(
    notices: tuple[Notice, ...],
    first: Heard,
    heard: queue.SimpleQueue[Heard],
    reader: str | None,
) -> Iterator[bytes]:
    if notices:
        yield _event("notices", json.dumps(msgspec.to_builtins(notices)))
    each = first
    while isinstance(each, Step):
        value = {"stage": each.stage, "detail": each.detail, "milliseconds": each.milliseconds}
        yield _event("stage", json.dumps(value))
        each = heard.get()
    if isinstance(each, Answer):
        yield _event("answer", json.dumps(json.loads(_encoded(each, reader))))
    else:
        problem = told(each) or response("fault", "this is a fault in Osler")
        yield _event("problem", bytes(problem.body).decode())
    yield _event("done", "{}")


def _event(name: str, data: str) -> bytes:
    return f"event: {name}\ndata: {data}\n\n".encode()
