"""Conversations: a question, and what follows it, each with a whole answer of its own."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import APIRouter, Depends, Path, Response

from osler.accounts.role import Right
from osler.answer.answer import Answer
from osler.api.bodies import Reader
from osler.api.passing import ApiRequires, Call
from osler.api.problems import Flaw, ProblemError
from osler.api.responses import problems
from osler.api.revision import reply
from osler.api.turns import Begun, Followed, Thread, Turn
from osler.conversation.completed import Completed
from osler.gate import askings, threads
from osler.gate.threads import Owners, Said
from osler.readers.adapt import adapt
from osler.readers.audience import audience
from osler.rendering import json_form
from osler.storage.moment import utc_now

router = APIRouter(prefix="/threads", tags=["threads"])
Asker = Annotated[Call, Depends(ApiRequires(Right.ASK))]
Name = Annotated[str, Path(pattern=r"^[0-9A-Za-z_-]{43}$", description="The thread's id.")]
_REFUSED = (400, 401, 403, 413, 415, 422, 429, 503)
_PRIVATE = {"Cache-Control": "no-store"}


@router.post(
    "",
    operation_id="beginThread",
    summary="Begin a conversation with a question",
    status_code=201,
    response_model=Thread,
    responses=problems(*_REFUSED),
)
def begin(call: Asker, asked: Begun) -> Response:
    """Answered as by `ask`, and kept for whoever holds the key. Begun without a key, it is open to
    whoever knows its id, which cannot be guessed.
    """
    database, days = call.service.board.database, call.service.settings.thread_days
    said = threads.received(call.service.desk, asked.question, asked.reader).question
    answer = call.service.desk.ask(said, reader=asked.reader)
    first = Said(said, said)
    held = threads.begin(database, _owners(call).mine, first, asked.reader, utc_now(), days)
    askings.answered(database, held.turns[0].asking.id, answer)
    headers = {**_PRIVATE, "Location": f"/api/v1/threads/{held.id}"}
    return reply(_thread(call, held.id), 201, headers)


@router.get(
    "/{id}",
    operation_id="getThread",
    summary="Get a conversation",
    response_model=Thread,
    responses=problems(401, 403, 404, 422, 429, 503),
)
def read(call: Asker, id: Name) -> Response:
    """Every turn with its answer."""
    return reply(_thread(call, id), headers=_PRIVATE)


@router.post(
    "/{id}/turns",
    operation_id="addTurn",
    summary="Ask what follows",
    status_code=201,
    response_model=Turn,
    responses=problems(*_REFUSED, 404, 409),
)
def add(call: Asker, id: Name, asked: Followed) -> Response:
    """Completed from the turns before, and answered. Where two things may be meant nothing is
    asked (422, `unclear`): each of `errors` is a question that may be meant; send it as `whole`.
    """
    database, days = call.service.board.database, call.service.settings.thread_days
    owners = _owners(call)
    held = threads.thread(database, owners, id, utc_now())
    last = held.turns[-1].asking
    reader = asked.reader or last.reader
    received = threads.received(call.service.desk, asked.question, reader)
    said, alone = received.question, asked.whole or received.grave
    found = Completed(said) if alone else _completed(call, held, said, reader)
    answer = call.service.desk.ask(found.text, reader=reader)
    made = Said(said, found.text, found.note)
    held = threads.follow(database, owners, last, made, utc_now(), days, reader)
    askings.answered(database, held.turns[-1].asking.id, answer)
    return reply(_turn(held.turns[-1], answer), 201, _PRIVATE)


@router.delete(
    "/{id}",
    operation_id="deleteThread",
    summary="Delete a conversation",
    status_code=204,
    responses=problems(401, 403, 404, 422, 429, 503),
)
def forget(call: Asker, id: Name) -> Response:
    """Every question and answer in it; articles made of them stay."""
    threads.forget(call.service.board.database, _owners(call), id, utc_now())
    return Response(status_code=204)


def _completed(call: Call, held: threads.Thread, said: str, reader: str | None) -> Completed:
    """The whole question. Raises `ProblemError` where it is not clear what is meant."""
    before = [each.asking.question for each in held.turns]
    found = call.service.desk.complete(said, before, reader)
    if isinstance(found, Completed):
        return found
    meant = [Flaw("/question", each.text) for each in found.readings]
    raise ProblemError(422, "unclear", found.said, meant)


def _owners(call: Call) -> Owners:
    return Owners(threads.of_account(call.actor.id))


def _thread(call: Call, name: str) -> Thread:
    held = threads.thread(call.service.board.database, _owners(call), name, utc_now())
    turns = tuple(_turn(each, each.asking.answer) for each in held.turns)
    return Thread(held.id, f"/api/v1/threads/{held.id}", held.at, held.expires_at, turns)


def _turn(turn: threads.Turn, answer: Answer | None) -> Turn:
    asking = turn.asking
    reader = cast("Reader | None", asking.reader)
    told = None
    if answer is not None:
        told = cast(
            "Answer", json_form.told(answer, adapt(answer, audience(reader)) if reader else None)
        )
    return Turn(turn.number, turn.said, asking.question, turn.note, reader, told, asking.at)
