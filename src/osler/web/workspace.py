"""The workspace of one article: shown after every act, with what was typed where one failed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from fastapi import Response
from fastapi.responses import HTMLResponse, RedirectResponse

from osler.answer.understand import QuestionError
from osler.articles import signoff, store
from osler.articles.actions import ConflictError
from osler.articles.content import ContentError, decode
from osler.articles.difference import Run, difference, words_apart
from osler.articles.signoff import SignoffError
from osler.articles.timeline import since, timeline, version_at
from osler.articles.work import Work, work
from osler.articles.workflow import WorkflowError
from osler.gate import confirming
from osler.gate.passing import Visit
from osler.index.errors import IndexFault
from osler.rendering.words import seen
from osler.web.render import page

REFUSALS = (ContentError, SignoffError, WorkflowError, QuestionError, IndexFault)
DONE = {
    "accept": "Accepted",
    "edit": "Edited",
    "strike": "Struck",
    "undo": "Taken back",
    "withdraw": "Taken back",
    "comment": "Comment added",
    "resolve": "Thread resolved",
    "declare": "Declaration kept",
    "begin": "Taken up for review",
    "sign": "Signed",
    "submit": "Handed in to the board",
    "recall": "Back to a draft",
    "gloss": "Line in plain language kept",
    "restore": "Version restored",
    "retire": "Retired",
    "withdraw-article": "Withdrawn",
    "reaffirm": "Sent to the board again",
    "request-changes": "Sent back for changes",
    "close": "Closed",
}
COMPARED = 12_000  # code points of old and new text together
UNDOABLE = frozenset({"accept", "edit", "strike"})


@dataclass(frozen=True, slots=True)
class Attempt:
    """One act somebody sent: `act` is the last part of its address, `typed` all words typed, by
    field; `revision` the article's when they read it.
    """

    visit: Visit
    slug: str
    act: str
    revision: int | None
    statement: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Notice:
    """What is said at the top: an error, or what was done (and to which statement). `again`: who
    looks must sign in again where they have their account.
    """

    error: str | None = None
    done: str | None = None
    of: str = ""
    again: bool = False


def address(slug: str, statement: str = "", done: str = "", of: str = "") -> str:
    """The workspace, at a statement."""
    asked = {"s": statement, "done": done, "of": of}
    query = urlencode({name: value for name, value in asked.items() if value})
    place = f"/desk/{quote(slug, safe='')}" + (f"?{query}" if query else "")
    return place + (f"#{quote(statement, safe='')}" if statement else "")


def attempted(
    attempt: Attempt, do: Callable[[], object], then: Callable[[], str] | None = None
) -> Response:
    """Do it, and lead back to the workspace (or to `then`). A refusal shows the workspace with
    the reason and with what was typed; a conflict shows what changed meanwhile.
    """
    try:
        do()
    except ConflictError as error:
        return conflict(attempt, str(error))
    except REFUSALS as error:
        status = 422 if isinstance(error, ContentError | QuestionError) else 409
        status = 503 if isinstance(error, IndexFault) else status
        return refused(attempt, str(error), status)
    if then is not None:
        return RedirectResponse(then(), 303)
    return RedirectResponse(address(attempt.slug, attempt.statement, attempt.act), 303)


def refused(attempt: Attempt, said: str, status: int, again: bool = False) -> HTMLResponse:
    """The workspace with a reason, and with what was typed still there."""
    return show(
        attempt.visit,
        attempt.slug,
        selected=attempt.statement,
        notice=Notice(error=said, again=again),
        typed=attempt,
        status=status,
    )


def show(
    visit: Visit,
    slug: str,
    *,
    selected: str = "",
    notice: Notice | None = None,
    typed: Attempt | None = None,
    status: int = 200,
) -> HTMLResponse:
    """The workspace. `selected`: the statement worked on; else the first yet to be decided."""
    try:
        held = work(visit.service.board, visit.actor, slug)
    except ContentError as error:
        return page(
            visit, "message.html", 409, title="Not sound", said=str(error), next=("/desk", "Desk")
        )
    known = {each.id for each in held.lines}
    first = held.undecided if held.deciding else held.content.ids
    chosen = selected if selected in known else next(iter((*first, *held.content.ids)), "")
    return page(
        visit,
        "review.html",
        status,
        work=held,
        selected=chosen,
        notice=notice or Notice(),
        done=DONE,
        undoable=UNDOABLE,
        typed=typed,
        signing=signoff.signed(held.content),
        apart=apart,
        proves=confirming.asks(visit) if held.deciding else (False, False),
    )


def apart(old: str | None, new: str | None) -> tuple[Run, ...]:
    """Old and new words set apart, where both are short enough to be compared word by word."""
    if old is None or new is None or len(old) + len(new) > COMPARED:
        return ()
    return words_apart(old, new)


def following(visit: Visit, slug: str, statement: str) -> str:
    """The next statement to work on after one, from the top again at the end; itself if none."""
    held = work(visit.service.board, visit.actor, slug)
    ids = held.content.ids
    left = held.undecided if held.deciding else ids
    after = [each for each in left if _number(each) > _number(statement)]
    return next(iter((*after, *left)), statement if statement in ids else "")


def _number(statement: str) -> int:
    """Where a statement stood: ids are numbered in order, and keep their numbers."""
    return int(statement[1:]) if statement[1:].isdecimal() else 0


def conflict(attempt: Attempt, said: str) -> HTMLResponse:
    """What changed since whoever sent this read the article, and what they had typed."""
    visit = attempt.visit
    with visit.service.board.database.reading() as connection:
        article = store.article(connection, attempt.slug)
        happened = timeline(connection, article)
        read = version_at(happened, attempt.revision or 0)
        older = decode(store.version(connection, article.id, read).content)
        newer = decode(store.version(connection, article.id, article.head).content)
    held: Work = work(visit.service.board, visit.actor, attempt.slug)
    changed = [each for each in difference(older, newer).statements if each.kind != "same"]
    line = next((each for each in held.lines if each.id == attempt.statement), None)
    return page(
        visit,
        "review_conflict.html",
        409,
        said=said,
        work=held,
        attempt=attempt,
        line=line,
        changed=changed,
        happened=since(happened, attempt.revision or 0),
        again=address(attempt.slug, attempt.statement),
        signing=signoff.signed(held.content),
    )


def clean(words: str) -> str:
    """Words from a form: characters that cannot be seen but act, and those no database keeps, are
    taken out; lines end in one way.
    """
    return seen(words.replace("\r\n", "\n").replace("\x00", ""))
