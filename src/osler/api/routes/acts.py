"""Articles, changed: what editors, reviewers, admins and readers do.

Each calls one action and answers with the article's line and its new ETag. A change heeds If-Match;
what only adds (comments, declarations, reports) needs none.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request, Response

from osler.accounts.role import Right
from osler.api import shapes, telling
from osler.api.bodies import (
    Because,
    Commented,
    Decided,
    Declared,
    Edited,
    Id,
    Reported,
    Saved,
    Signing,
    Struck,
)
from osler.api.passing import ApiRequires, Call
from osler.api.replaying import ReplayingRoute
from osler.api.responses import additions, writes
from osler.api.revision import reply, revision_read
from osler.api.routes.articles import Slug
from osler.articles import actions
from osler.articles.public import public
from osler.articles.records import Article
from osler.gate.confirming import confirm_caller
from osler.safety.reception import EDITOR


def _once(
    idempotency_key: Annotated[
        str | None,
        Header(
            max_length=200,
            pattern=r"^[!-~]+$",
            description="Sent twice, done once: the second gets the first's response.",
        ),
    ] = None,
) -> None:
    """Describes the header; `ReplayingRoute` heeds it."""
    _ = idempotency_key


def _read(
    request: Request,
    if_match: Annotated[
        str | None,
        Header(description='The ETag of the article as it was read, or its revision: `"3"`.'),
    ] = None,
) -> int:
    """The revision written over."""
    _ = if_match
    return revision_read(request)


router = APIRouter(
    prefix="/articles",
    tags=["board"],
    route_class=ReplayingRoute,
    dependencies=[Depends(_once)],
)
Writer = Annotated[Call, Depends(ApiRequires(Right.WRITE))]
Reviewer = Annotated[Call, Depends(ApiRequires(Right.REVIEW))]
Commenter = Annotated[Call, Depends(ApiRequires(Right.COMMENT))]
Reporter = Annotated[Call, Depends(ApiRequires(Right.REPORT))]
Withdrawer = Annotated[Call, Depends(ApiRequires(Right.WITHDRAW))]
Drafter = Annotated[Call, Depends(ApiRequires(Right.DRAFTS))]
Revision = Annotated[int, Depends(_read)]
LINE = shapes.ArticleLine


def _done(call: Call, article: Article, status: int = 200) -> Response:
    headers = {"ETag": f'"{article.revision}"', "Cache-Control": "no-store"}
    if status == 201:
        headers["Location"] = f"/api/v1/articles/{article.slug}"
    with call.service.board.database.reading() as connection:
        (line,) = telling.article_lines(connection, [article], call.actor)
    return reply(line, status, headers)


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
    return _done(call, made, 201)


@router.post(
    "/{slug}/submit",
    operation_id="submitArticle",
    summary="Hand a draft in to the board",
    response_model=LINE,
    responses=writes(),
)
def submit(call: Writer, slug: Slug, revision: Revision) -> Response:
    """A new round of review begins."""
    return _done(call, actions.submit(call.service.board, call.actor, slug, revision))


@router.post(
    "/{slug}/recall",
    operation_id="recallArticle",
    summary="Take a submission back to a draft",
    response_model=LINE,
    responses=writes(),
)
def recall(call: Writer, slug: Slug, revision: Revision, because: Because) -> Response:
    """Says why."""
    return _done(
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
    return _done(call, actions.refresh(board, call.actor, slug, answer, documents, revision))


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
    return _done(call, actions.declare(board, call.actor, slug, declared.conflict, declared.text))


@router.post(
    "/{slug}/begin",
    operation_id="beginReview",
    summary="Take a submission up for review",
    response_model=LINE,
    responses=writes(),
)
def begin(call: Reviewer, slug: Slug, revision: Revision) -> Response:
    """Takes a declaration of interest without a conflict."""
    return _done(call, actions.begin(call.service.board, call.actor, slug, revision))


@router.post(
    "/{slug}/decisions",
    operation_id="decideStatement",
    summary="Accept one statement, or take a decision on it back",
    response_model=LINE,
    responses=writes(),
)
def decide(call: Reviewer, slug: Slug, revision: Revision, decided: Decided) -> Response:
    """Bound to the statement's words and the spans it cites."""
    return _done(
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
    return _done(
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
    return _done(
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
    return _done(call, actions.request_changes(board, call.actor, slug, because.reason, revision))


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
    return _done(call, actions.sign(board, call.actor, slug, signing.signs, True, revision))


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
    return _done(call, actions.reaffirm(board, call.actor, slug, because.reason, revision))


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
    return _done(call, actions.retire(board, call.actor, slug, because.reason, revision))


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
    return _done(call, actions.withdraw(board, call.actor, slug, because.reason, revision))


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
    return _done(call, actions.resolve(call.service.board, call.actor, slug, thread))


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
