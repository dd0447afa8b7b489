"""What changes an article's words or ends it: by editors, under review by reviewers too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Response

from osler.accounts.role import Right
from osler.articles import actions, store
from osler.articles.content import ContentError
from osler.articles.records import Article
from osler.gate.passing import Requires, Visit
from osler.safety.reception import EDITOR
from osler.web.pages.deciding import Words
from osler.web.workspace import Attempt, address, attempted, following

router = APIRouter()
# Editors change drafts and reviewers what is under review: the workflow's table says which.
Member = Annotated[Visit, Depends(Requires(Right.COMMENT))]
Editor = Annotated[Visit, Depends(Requires(Right.WRITE))]
Admin = Annotated[Visit, Depends(Requires(Right.WITHDRAW))]


@router.post("/desk/{slug}/edit")
def edit(visit: Member, slug: str, sent: Words) -> Response:
    """Other words for a statement, if its passages support them."""
    attempt = sent.attempt(visit, slug, "edit", "words", "reason")
    words, reason = attempt.typed["words"], attempt.typed["reason"]
    service, actor = visit.service, visit.actor

    def do() -> Article:
        verifier = service.desk.verifier()
        return actions.edit(
            service.board, actor, slug, sent.s, words, verifier, reason, read=sent.read or None
        )

    return attempted(attempt, do, lambda: address(slug, sent.s, "edit", sent.s))


@router.post("/desk/{slug}/strike")
def strike(visit: Member, slug: str, sent: Words) -> Response:
    """Take a statement out, saying why."""
    attempt = sent.attempt(visit, slug, "strike", "reason")
    board, actor, why = visit.service.board, visit.actor, attempt.typed["reason"]

    def do() -> Article:
        if not why.strip():
            raise ContentError("say why this is struck")
        return actions.strike(board, actor, slug, sent.s, why, read=sent.read or None)

    return attempted(
        attempt, do, lambda: address(slug, following(visit, slug, sent.s), "strike", sent.s)
    )


@router.post("/desk/{slug}/undo")
def undo(visit: Member, slug: str, sent: Words) -> Response:
    """Take back one's last edit or strike."""
    board, actor = visit.service.board, visit.actor
    return attempted(
        sent.attempt(visit, slug, "undo"),
        lambda: actions.undo(board, actor, slug, sent.revision),
        lambda: address(slug, sent.s, "undo", sent.s),
    )


@router.post("/desk/{slug}/gloss")
def gloss(visit: Editor, slug: str, sent: Words) -> Response:
    """The line in plain language under the title."""
    attempt = sent.attempt(visit, slug, "gloss", "words")
    board, actor, words = visit.service.board, visit.actor, attempt.typed["words"]
    return attempted(attempt, lambda: actions.gloss(board, actor, slug, words, sent.revision))


@router.post("/desk/{slug}/submit")
def submit(visit: Editor, slug: str, sent: Words) -> Response:
    """Hand a draft in."""
    board, actor = visit.service.board, visit.actor
    return attempted(
        sent.attempt(visit, slug, "submit"),
        lambda: actions.submit(board, actor, slug, sent.revision),
    )


@router.post("/desk/{slug}/refresh")
def refresh(visit: Editor, slug: str, sent: Words) -> Response:
    """Ask the question again over the evidence held now, and show what is different."""
    service, actor = visit.service, visit.actor
    versions: list[int] = []

    def do() -> None:
        with service.board.database.reading() as connection:
            before = store.article(connection, slug)
        answer = service.desk.ask(before.question, reader=EDITOR)
        documents = service.desk.documents(answer)
        after = actions.refresh(service.board, actor, slug, answer, documents, sent.revision)
        versions.extend((before.head, after.head))

    return attempted(
        sent.attempt(visit, slug, "refresh"),
        do,
        lambda: f"{address(slug)}/difference?old={versions[0]}&new={versions[1]}",
    )


@router.post("/desk/{slug}/restore")
def restore(
    visit: Editor,
    slug: str,
    sent: Words,
    number: Annotated[int, Form(ge=1, le=1_000_000)],
) -> Response:
    """An older version becomes the newest."""
    board, actor = visit.service.board, visit.actor
    return attempted(
        sent.attempt(visit, slug, "restore"),
        lambda: actions.restore(board, actor, slug, number, sent.revision),
    )


@router.post("/desk/{slug}/recall")
def recall(visit: Editor, slug: str, sent: Words) -> Response:
    """Take a submission back."""
    return _because(sent.attempt(visit, slug, "recall", "reason"), actions.recall)


@router.post("/desk/{slug}/reaffirm")
def reaffirm(visit: Member, slug: str, sent: Words) -> Response:
    """Send a stale article to the board as it is."""
    return _because(sent.attempt(visit, slug, "reaffirm", "reason"), actions.reaffirm)


@router.post("/desk/{slug}/retire")
def retire(visit: Editor, slug: str, sent: Words) -> Response:
    """Keep an article up no longer."""
    return _because(sent.attempt(visit, slug, "retire", "reason"), actions.retire)


@router.post("/desk/{slug}/withdraw")
def withdraw(visit: Admin, slug: str, sent: Words) -> Response:
    """Take an article from readers, saying why."""
    return _because(sent.attempt(visit, slug, "withdraw-article", "reason"), actions.withdraw)


def _because(attempt: Attempt, act: Callable[..., Article]) -> Response:
    board, actor = attempt.visit.service.board, attempt.visit.actor
    why = attempt.typed["reason"]
    return attempted(attempt, lambda: act(board, actor, attempt.slug, why, attempt.revision))
