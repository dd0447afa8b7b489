"""Asking on the web: the question box, and the answer whole or as it comes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Header, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.sse import EventSourceResponse, format_sse_event

from osler.accounts.role import Right
from osler.answer.answer import Answer
from osler.answer.understand import QuestionError, normalised
from osler.articles import actions, store
from osler.articles.actions import ExistsError
from osler.articles.content import ContentError
from osler.gate import askings, threads
from osler.gate.askings import Asking
from osler.gate.passing import Requires, Visit
from osler.gate.work import BusyError, Work
from osler.index.errors import IndexFault
from osler.readers.audience import READERS
from osler.rendering import words
from osler.safety.personal import bare
from osler.storage.moment import utc_now
from osler.web.owners import account_of, owners_of
from osler.web.readers import local, reader_of, remember_reader
from osler.web.render import html, page, remember
from osler.web.shown import shown_answer
from osler.web.stream import Event, last, part_events, stage_events

router = APIRouter()
Asker = Annotated[Visit, Depends(Requires(Right.ASK))]
Reading = Annotated[Visit, Depends(Requires(Right.READ))]
Writer = Annotated[Visit, Depends(Requires(Right.WRITE))]
Text = Annotated[str, Form()]
HEARTBEAT = 15.0  # seconds of silence after which a comment keeps the connection open
# The starter evidence, which every machine has, answers each of these; a test holds that.
EXAMPLES = (
    "What is the cause of myopathic necrosis?",
    "What is the first-line treatment of uncomplicated gonorrhoea?",
    "Should adults over 60 take aspirin to prevent heart attack?",
    "How should clopidogrel be used in CYP2C19 poor metabolizers?",
)


@router.get("/", response_class=HTMLResponse)
def front(visit: Asker, request: Request, q: str = "") -> HTMLResponse:
    """The question box; `q` fills it in."""
    return _front(visit, reader_of(visit, request), words.seen(q)[:2000])


def _front(
    visit: Visit, reader: str | None, question: str = "", error: str = "", status: int = 200
) -> HTMLResponse:
    return page(
        visit,
        "ask.html",
        status,
        question=question,
        error=words.opened(error),
        reader=reader,
        examples=EXAMPLES,
    )


@router.post("/ask")
def ask(
    visit: Asker, request: Request, question: Text = "", reader: Text = "", live: Text = ""
) -> Response:
    """Keep the question and lead to its answer."""
    service = visit.service
    asked = words.seen(question)
    chosen = reader if reader in READERS else reader_of(visit, request)
    try:
        normalised(asked)
        received = service.desk.receive(asked, chosen)
        normalised(bare(received.question))
    except QuestionError as error:
        return _front(visit, chosen, asked[:2000], f"{error}.", 422)
    now, days = utc_now(), service.settings.asked_days
    kept = received.question
    name = askings.keep(service.board.database, visit.visitor, kept, chosen, now, days)
    response = RedirectResponse(f"/ask/{name}{'?live=1' if live == '1' else ''}", 303)
    remember(visit, response)
    if reader in READERS:
        remember_reader(visit, response, reader)
    return response


@router.post("/reader")
def choose(visit: Reading, reader: Text = "", to: Text = "/") -> Response:
    """Remember who reads, and lead back."""
    back = local(to)
    response = RedirectResponse(f"{back}?done=reader" if back == "/account" else back, 303)
    remember_reader(visit, response, reader)
    return response


@router.get("/ask/{name}", response_class=HTMLResponse)
def answer(visit: Asker, request: Request, name: str, live: str = "") -> Response:
    """The answer: whole, or with `live=1` the page on which it comes."""
    asked = own_asking(visit, name)
    return answer_page(visit, request, asked, live, "answered.html", f"/ask/{asked.id}")


def answer_page(
    visit: Visit,
    request: Request,
    asked: Asking,
    live: str,
    template: str,
    whole: str,
    **more: Any,
) -> Response:
    """The page of a question in one of its templates; `whole` is the address of the whole page."""
    values: dict[str, Any] = {
        "name": asked.id,
        "question": asked.question,
        "reader": reader_of(visit, request) or asked.reader,
        "whole": whole,
        **more,
    }
    if live == "1" and asked.answer is None:
        received = visit.service.desk.receive(asked.question, asked.reader)
        if not received.withheld:  # else there is nothing to wait for
            return page(visit, template, answer=None, told=received.notices, **values)
    try:
        found = asked.answer or _begin(visit, asked).answer()
    except QuestionError as error:
        return _front(visit, values["reader"], asked.question, f"{error}.", 422)
    except (IndexFault, BusyError) as error:
        return _not_now(visit, asked, error)
    shown = shown_answer(found, _documents(visit, found), values["reader"])
    values |= {"answer": found, "shown": shown, "told": found.notices}
    return page(visit, template, **values, **_after(visit, asked, found))


def _not_now(visit: Visit, asked: Asking, error: Exception) -> Response:
    """What is said where no answer can be given just now, with the status for it."""
    busy = isinstance(error, BusyError)
    said = "The evidence cannot be read just now; whoever runs this service must look at it."
    if busy:
        said = str(error)
    title = "Busy" if busy else "No evidence"
    next_ = (f"/ask/{asked.id}", "Try again")
    shown = page(visit, "message.html", 503, title=title, said=said, next=next_)
    shown.headers["Retry-After"] = "5" if busy else "300"
    return shown


def own_asking(visit: Visit, name: str) -> Asking:
    """A question of this visitor's own. Raises `MissingError`."""
    database, now = visit.service.board.database, utc_now()
    return askings.asking(database, visit.visitor, words.seen(name), now, account_of(visit))


def _begin(visit: Visit, asked: Asking) -> Work:
    database = visit.service.board.database

    def keep(found: Answer) -> None:
        askings.answered(database, asked.id, found)

    return visit.service.desk.begin(asked.id, asked.question, keep, asked.reader)


def _documents(visit: Visit, found: Answer) -> Any:
    """The documents cited, for context; none where the evidence cannot be read now."""
    try:
        return visit.service.desk.documents(found) if found.references else {}
    except IndexFault:
        return {}


def _after(visit: Visit, asked: Asking, found: Answer) -> dict[str, Any]:
    saved = None
    if asked.article_id is not None:
        with visit.service.board.database.reading() as connection:
            saved = store.article(connection, asked.article_id).slug
    thread = threads.of(visit.service.board.database, owners_of(visit), asked, utc_now())
    settings = visit.service.settings
    kept = settings.asked_days if thread is None else settings.thread_days
    return {"stages": last(found.trace), "saved_as": saved, "kept": kept}


@router.get("/ask/{name}/stream")
def stream(
    visit: Asker,
    request: Request,
    name: str,
    last_event_id: Annotated[str, Header()] = "",
) -> Response:
    """The answer as server-sent events. A client that was cut off says what it has, and gets the
    rest.
    """
    asked = own_asking(visit, name)
    reader = reader_of(visit, request) or asked.reader
    seen = int(last_event_id[:9]) if last_event_id.isascii() and last_event_id.isdigit() else 0
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return EventSourceResponse(_sent(visit, asked, reader, seen), headers=headers)


def _sent(visit: Visit, asked: Asking, reader: str | None, seen: int) -> Iterator[bytes]:
    """Every event after the first `seen`, as bytes; ids count from 1."""
    number = 0
    try:
        for event in _events(visit, asked, reader):
            if event is None:
                yield format_sse_event(comment="still here")
                continue
            number += 1
            if number > seen:
                yield format_sse_event(event=event.kind, data_str=event.data, id=str(number))
    except (QuestionError, IndexFault, BusyError):
        yield format_sse_event(event="failed", data_str="{}")  # the whole page says why


def _events(visit: Visit, asked: Asking, reader: str | None) -> Iterator[Event | None]:
    """Stages as they end, then the parts; None when nothing happened for a while."""
    found, told = asked.answer, 0
    work = _begin(visit, asked) if found is None else None
    steps = found.trace if found is not None else ()
    while work is not None and found is None:
        before = len(steps)
        steps, found = work.after(before, HEARTBEAT)
        if len(steps) == before and found is None:
            yield None
        events = stage_events(steps)
        yield from events[told:]
        told = len(events)
    if found is None:
        return
    yield from stage_events(found.trace)[told:]
    shown = shown_answer(found, _documents(visit, found), reader)
    values = {"name": asked.id, "answer": found, **_after(visit, asked, found), "stages": ()}
    yield from part_events(found, shown, html(visit, "parts/after.html", **values))


@router.post("/ask/{name}/save")
def save(visit: Writer, name: str, again: Text = "") -> Response:
    """Keep an answer as a draft article; `again`: although there is one on the question."""
    service = visit.service
    asked = own_asking(visit, name)
    back = (f"/ask/{asked.id}", "Back to the answer")
    if asked.answer is None:
        said = "There is no answer to save yet."
        return page(visit, "message.html", 409, title="Not saved", said=said, next=back)
    if asked.article_id is not None:
        with service.board.database.reading() as connection:
            article = store.article(connection, asked.article_id)
        return RedirectResponse(f"/desk/{article.slug}", 303)
    try:
        documents = service.desk.documents(asked.answer)
        article = actions.save(
            service.board, visit.actor, asked.answer, documents, again=again == "1"
        )
    except ExistsError as error:
        about = {"slug": error.slug, "question": asked.question}
        return page(visit, "saved_already.html", 409, name=asked.id, **about)
    except (ContentError, IndexFault) as error:
        said = f"{words.opened(str(error))}."
        return page(visit, "message.html", 409, title="Not saved", said=said, next=back)
    askings.saved(service.board.database, asked.id, article.id)
    return RedirectResponse(f"/desk/{article.slug}", 303)
