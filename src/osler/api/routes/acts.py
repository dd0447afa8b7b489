"""Articles, changed by those who write them: saved, handed in, refreshed, ended.

Each calls one action and answers with the article's line and its new ETag. A change heeds If-Match.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Response

from osler.accounts.role import Right
from osler.api import shapes
from osler.api.acting import Drafter, Revision, Writer, done, routes
from osler.api.bodies import Because, Saved
from osler.api.passing import ApiRequires, Call
from osler.api.responses import additions, writes
from osler.api.routes.articles import Slug
from osler.articles import actions
from osler.articles.public import public
from osler.safety.reception import EDITOR

router = routes()
Withdrawer = Annotated[Call, Depends(ApiRequires(Right.WITHDRAW))]
LINE = shapes.ArticleLine


@router.post(
    "",
    operation_id="saveArticle",
    summary="Ask, and save the answer as a draft",
    status_code=201,
    response_model=LINE,
    responses=additions(),
)
def save(call: Writer, asked: Saved) -> Response:
    """A refusal makes no article (422). Where an article on this question exists, none is made
    (409, `Link` leads to it), unless `again` is true.
    """
    board, desk = call.service.board, call.service.desk
    if not asked.again:
        actions.refuse_double(board, asked.question)
    answer = desk.ask(asked.question, tuple(asked.families), asked.since, reader=EDITOR)
    documents = desk.documents(answer)
    made = actions.save(board, call.actor, answer, documents, again=asked.again)
    return done(call, made, 201)


@router.post(
    "/{slug}/submit",
    operation_id="submitArticle",
    summary="Hand a draft in to the board",
    response_model=LINE,
    responses=writes(),
)
def submit(call: Writer, slug: Slug, revision: Revision) -> Response:
    """A new round of review begins."""
    return done(call, actions.submit(call.service.board, call.actor, slug, revision))


@router.post(
    "/{slug}/recall",
    operation_id="recallArticle",
    summary="Take a submission back to a draft",
    response_model=LINE,
    responses=writes(),
)
def recall(call: Writer, slug: Slug, revision: Revision, because: Because) -> Response:
    """Says why."""
    return done(
        call, actions.recall(call.service.board, call.actor, slug, because.reason, revision)
    )


@router.post(
    "/{slug}/refresh",
    operation_id="refreshArticle",
    summary="Ask again over the evidence held now",
    response_model=LINE,
    responses=writes(),
)
def refresh(call: Writer, slug: Slug, revision: Revision) -> Response:
    """The new answer becomes the newest version."""
    board, desk = call.service.board, call.service.desk
    question = public(board, call.actor, slug).article.question
    answer = desk.ask(question, reader=EDITOR)
    documents = desk.documents(answer)
    return done(call, actions.refresh(board, call.actor, slug, answer, documents, revision))


@router.post(
    "/{slug}/reaffirm",
    operation_id="reaffirmArticle",
    summary="Send a stale article to the board again as it is",
    response_model=LINE,
    responses=writes(),
)
def reaffirm(call: Drafter, slug: Slug, revision: Revision, because: Because) -> Response:
    """A new round of review begins."""
    board = call.service.board
    return done(call, actions.reaffirm(board, call.actor, slug, because.reason, revision))


@router.post(
    "/{slug}/retire",
    operation_id="retireArticle",
    summary="Keep an article up no longer",
    response_model=LINE,
    responses=writes(),
)
def retire(call: Writer, slug: Slug, revision: Revision, because: Because) -> Response:
    """What was published stays readable, and says so."""
    board = call.service.board
    return done(call, actions.retire(board, call.actor, slug, because.reason, revision))


@router.post(
    "/{slug}/withdraw",
    operation_id="withdrawArticle",
    summary="Withdraw an article",
    response_model=LINE,
    responses=writes(),
)
def withdraw(call: Withdrawer, slug: Slug, revision: Revision, because: Because) -> Response:
    """Its page says so and why; versions stay for the record."""
    board = call.service.board
    return done(call, actions.withdraw(board, call.actor, slug, because.reason, revision))
