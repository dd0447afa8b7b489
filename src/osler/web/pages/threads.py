"""Conversations on the web: follow-ups, the page of a thread, one's own threads, what to ask next.

Each turn is a question asked as any other (`ask.py`), so streaming, saving and citing are the same.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from osler.accounts.role import Right
from osler.answer.understand import QuestionError, normalised
from osler.conversation.completed import Completed, Outcome, Unclear
from osler.gate import threads
from osler.gate.askings import Asking
from osler.gate.passing import Requires, Visit
from osler.gate.threads import FullError, Said
from osler.gate.work import BusyError
from osler.index.errors import IndexFault
from osler.rendering import words
from osler.storage.moment import utc_now
from osler.web.owners import owners_of
from osler.web.pages.ask import answer_page, own_asking
from osler.web.render import page, remember

router = APIRouter()
Asker = Annotated[Visit, Depends(Requires(Right.ASK))]
Text = Annotated[str, Form()]


@router.post("/ask/{name}/follow")
def follow(
    visit: Asker, name: str, question: Text = "", whole: Text = "", look: Text = "", live: Text = ""
) -> Response:
    """Ask what follows a question. `whole`: it is asked as it stands; `look`: it is made whole and
    shown first, to be changed, as what a model reworded always is.
    """
    asked = own_asking(visit, name)
    received = threads.received(visit.service.desk, question, asked.reader)
    said, alone = received.question, whole == "1" or received.grave
    try:
        found = Completed(said.strip()) if alone else _whole(visit, asked, said)
        if isinstance(found, Completed):
            normalised(found.text)
    except QuestionError as error:
        return _looked_at(visit, asked, said, None, f"{error}.", 422)
    except IndexFault:
        return _without_evidence(visit, asked)
    shown = look == "1" or (isinstance(found, Completed) and found.outcome is Outcome.REWRITTEN)
    if isinstance(found, Unclear) or shown:
        return _looked_at(visit, asked, said, found)
    return _added(visit, asked, Said(said, found.text, found.note), live)


def _whole(visit: Visit, asked: Asking, said: str) -> Completed | Unclear:
    held = threads.of(visit.service.board.database, owners_of(visit), asked, utc_now())
    return visit.service.desk.complete(said, threads.before(held, asked), asked.reader)


def _added(visit: Visit, asked: Asking, said: Said, live: str) -> Response:
    service = visit.service
    database, days = service.board.database, service.settings.thread_days
    try:
        held = threads.follow(database, owners_of(visit), asked, said, utc_now(), days)
    except FullError as error:
        back = ("/", "Begin a new one")
        return page(visit, "message.html", 409, title="Not asked", said=str(error), next=back)
    response = RedirectResponse(f"/t/{held.id}{'?live=1' if live == '1' else ''}", 303)
    remember(visit, response)
    return response


def _looked_at(
    visit: Visit,
    asked: Asking,
    said: str,
    found: Completed | Unclear | None,
    error: str = "",
    status: int = 200,
) -> HTMLResponse:
    """The page on which a follow-up is made clear or changed before it is asked."""
    return page(
        visit,
        "follow.html",
        status,
        name=asked.id,
        before=asked.question,
        said=said[:2000],
        whole=found if isinstance(found, Completed) else None,
        unclear=found if isinstance(found, Unclear) else None,
        error=words.opened(error),
    )


def _without_evidence(visit: Visit, asked: Asking) -> Response:
    said = "The evidence cannot be read just now; whoever runs this service must look at it."
    back = (f"/ask/{asked.id}", "Back to the answer")
    return page(visit, "message.html", 503, title="No evidence", said=said, next=back)


@router.get("/t/{name}", response_class=HTMLResponse)
def thread(visit: Asker, request: Request, name: str, live: str = "") -> Response:
    """A conversation: the turns before folded, the newest whole, or with `live=1` as it comes."""
    database, now = visit.service.board.database, utc_now()
    held = threads.thread(database, owners_of(visit), words.seen(name), now)
    *before, turn = held.turns
    more = {"before": before, "turn": turn, "id": held.id}
    return answer_page(visit, request, turn.asking, live, "thread.html", f"/t/{held.id}", **more)


@router.post("/t/{name}/delete")
def forget(visit: Asker, name: str) -> Response:
    """Delete a conversation with its questions and answers."""
    database = visit.service.board.database
    threads.forget(database, owners_of(visit), words.seen(name), utc_now())
    return RedirectResponse("/threads", 303)


@router.get("/threads", response_class=HTMLResponse)
def listed(visit: Asker) -> HTMLResponse:
    """One's own conversations, newest first."""
    found = threads.listed(visit.service.board.database, owners_of(visit), utc_now())
    return page(visit, "threads.html", threads=found, days=visit.service.settings.thread_days)


@router.get("/ask/{name}/next", response_class=HTMLResponse)
def next_(visit: Asker, name: str, part: str = "") -> HTMLResponse:
    """What may be asked next: a page of its own, or with `part=1` what a page puts in."""
    asked = own_asking(visit, name)
    database = visit.service.board.database

    def find() -> tuple[str, ...]:
        if asked.answer is None:
            return ()
        held = threads.of(database, owners_of(visit), asked, utc_now())
        return visit.service.desk.offered(asked.answer, threads.before(held, asked))

    try:
        offers = threads.offers(database, asked, find) if asked.answer is not None else ()
    except (BusyError, IndexFault):
        offers = ()
    template = "parts/next.html" if part == "1" else "next.html"
    return page(visit, template, name=asked.id, question=asked.question, offers=offers)
