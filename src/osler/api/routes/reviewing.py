"""Articles, reviewed: what reviewers decide and sign, and what is said on the way.

A change heeds If-Match; what only adds (comments, declarations, reports) needs none.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Response

from osler.accounts.role import Right
from osler.api import shapes
from osler.api.acting import Drafter, Revision, done, routes
from osler.api.bodies import (
    Because,
    Commented,
    Decided,
    Declared,
    Edited,
    Id,
    Reported,
    Signing,
    Struck,
)
from osler.api.passing import ApiRequires, Call
from osler.api.responses import additions, writes
from osler.api.revision import reply
from osler.api.routes.articles import Slug
from osler.articles import actions
from osler.articles.public import public
from osler.gate.confirming import confirm_caller

router = routes()
Reviewer = Annotated[Call, Depends(ApiRequires(Right.REVIEW))]
Commenter = Annotated[Call, Depends(ApiRequires(Right.COMMENT))]
Reporter = Annotated[Call, Depends(ApiRequires(Right.REPORT))]
LINE = shapes.ArticleLine


@router.post(
    "/{slug}/declare",
    operation_id="declareInterests",
    summary="Declare one's interests in this article",
    response_model=LINE,
    responses=additions(),
)
def declare(call: Reviewer, slug: Slug, declared: Declared) -> Response:
    """A conflict keeps one from reviewing it; the newest declaration counts."""
    board = call.service.board
    return done(call, actions.declare(board, call.actor, slug, declared.conflict, declared.text))


@router.post(
    "/{slug}/begin",
    operation_id="beginReview",
    summary="Take a submission up for review",
    response_model=LINE,
    responses=writes(),
)
def begin(call: Reviewer, slug: Slug, revision: Revision) -> Response:
    """Takes a declaration of interest without a conflict."""
    return done(call, actions.begin(call.service.board, call.actor, slug, revision))


@router.post(
    "/{slug}/decisions",
    operation_id="decideStatement",
    summary="Accept one statement, or take a decision on it back",
    response_model=LINE,
    responses=writes(),
)
def decide(call: Reviewer, slug: Slug, revision: Revision, decided: Decided) -> Response:
    """Bound to the statement's words and the spans it cites."""
    return done(
        call,
        actions.decide(
            call.service.board,
            call.actor,
            slug,
            decided.statement,
            decided.verb,
            decided.reason,
            revision,
        ),
    )


@router.post(
    "/{slug}/edits",
    operation_id="editStatement",
    summary="Put one statement in other words",
    response_model=LINE,
    responses=writes(),
)
def edit(call: Drafter, slug: Slug, revision: Revision, edited: Edited) -> Response:
    """They stand only if the passages cited support them. Editors edit drafts, reviewers what is
    under review.
    """
    return done(
        call,
        actions.edit(
            call.service.board,
            call.actor,
            slug,
            edited.statement,
            edited.words,
            call.service.desk.verifier(),
            edited.reason,
            revision,
        ),
    )


@router.post(
    "/{slug}/strikes",
    operation_id="strikeStatement",
    summary="Take one statement out",
    response_model=LINE,
    responses=writes(),
)
def strike(call: Drafter, slug: Slug, revision: Revision, struck: Struck) -> Response:
    """References that nothing cites any more go with it."""
    board = call.service.board
    return done(
        call, actions.strike(board, call.actor, slug, struck.statement, struck.reason, revision)
    )


@router.post(
    "/{slug}/request-changes",
    operation_id="requestChanges",
    summary="Send an article back to its editor",
    response_model=LINE,
    responses=writes(),
)
def request_changes(call: Reviewer, slug: Slug, revision: Revision, because: Because) -> Response:
    """Says what should change."""
    board = call.service.board
    return done(call, actions.request_changes(board, call.actor, slug, because.reason, revision))


@router.post(
    "/{slug}/signatures",
    operation_id="signArticle",
    summary="Sign the newest version",
    response_model=LINE,
    responses=writes(),
)
def sign(call: Reviewer, slug: Slug, revision: Revision, signing: Signing) -> Response:
    """A key alone never signs: password and one-time code are asked again (403 where they are
    wrong). The signature that reaches the number asked for approves.
    """
    confirm_caller(call.service, call.actor, call.address, signing.password, signing.code)
    board = call.service.board
    return done(call, actions.sign(board, call.actor, slug, signing.signs, True, revision))


@router.post(
    "/{slug}/comments",
    operation_id="comment",
    summary="Open a thread, or answer in one",
    status_code=201,
    response_model=shapes.Made,
    responses=additions(),
)
def comment(call: Commenter, slug: Slug, said: Commented) -> Response:
    """Every thread is resolved before an article is signed."""
    made = actions.comment(
        call.service.board, call.actor, slug, said.body, said.statement, said.parent
    )
    return reply(shapes.Made(made), 201)


@router.post(
    "/{slug}/comments/{thread}/resolve",
    operation_id="resolveThread",
    summary="Close a thread",
    response_model=LINE,
    responses=additions(),
)
def resolve(call: Commenter, slug: Slug, thread: Id) -> Response:
    """It stays readable."""
    return done(call, actions.resolve(call.service.board, call.actor, slug, thread))


@router.post(
    "/{slug}/reports",
    operation_id="reportError",
    summary="Report an error to the board",
    status_code=201,
    response_model=shapes.Made,
    responses=additions(),
)
def report(call: Reporter, slug: Slug, said: Reported) -> Response:
    """Of a version that the caller may read."""
    board = call.service.board
    seen = public(board, call.actor, slug)
    if seen.version.number != said.version:
        seen = public(board, call.actor, slug, said.version)
    number = seen.version.number
    made = actions.report(board, call.actor, slug, number, said.body, said.statement)
    return reply(shapes.Made(made), 201)
