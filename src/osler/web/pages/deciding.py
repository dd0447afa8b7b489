"""What reviewers do on an article: every act is a form, and leads back to the workspace."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Response
from pydantic import BaseModel

from osler.accounts.actor import NotAllowedError
from osler.accounts.role import Right
from osler.articles import actions, signoff
from osler.articles.actions import ConflictError
from osler.articles.work import work
from osler.articles.workflow import WorkflowError
from osler.gate import confirming
from osler.gate.passing import Requires, Visit
from osler.web.workspace import Attempt, address, attempted, clean, following, refused

router = APIRouter()
Reviewer = Annotated[Visit, Depends(Requires(Right.REVIEW))]
Member = Annotated[Visit, Depends(Requires(Right.COMMENT))]


class Sent(BaseModel):
    """What a form of the workspace carries: `s` a statement, `read` the hash of what was read of
    it, `revision` the article's then; the words typed.
    """

    s: str = ""
    read: str = ""
    revision: int | None = None
    words: str = ""
    reason: str = ""
    comment: str = ""
    interests: str = ""

    def attempt(self, visit: Visit, slug: str, act: str, *fields: str) -> Attempt:
        """What is attempted, with the words of these fields."""
        typed = {name: clean(getattr(self, name)) for name in fields}
        return Attempt(visit, slug, act, self.revision, self.s, typed)


Words = Annotated[Sent, Form()]


@router.post("/desk/{slug}/declare")
def declare(
    visit: Reviewer, slug: str, sent: Words, conflicted: Annotated[str, Form()] = ""
) -> Response:
    """A declaration of interest in this article."""
    attempt = sent.attempt(visit, slug, "declare", "interests")
    if conflicted not in {"yes", "no"}:
        return refused(attempt, "say whether you have a conflict of interest", 422)
    words = attempt.typed["interests"] or ("" if conflicted == "yes" else "None to declare.")
    board, actor = visit.service.board, visit.actor
    return attempted(
        attempt, lambda: actions.declare(board, actor, slug, conflicted == "yes", words)
    )


@router.post("/desk/{slug}/begin")
def begin(visit: Reviewer, slug: str, sent: Words) -> Response:
    """Take a submission up."""
    board, actor = visit.service.board, visit.actor
    return attempted(
        sent.attempt(visit, slug, "begin"),
        lambda: actions.begin(board, actor, slug, sent.revision),
    )


@router.post("/desk/{slug}/accept")
def accept(visit: Reviewer, slug: str, sent: Words) -> Response:
    """Accept one statement, and go on to the next."""
    board, actor = visit.service.board, visit.actor
    return attempted(
        sent.attempt(visit, slug, "accept"),
        lambda: actions.decide(board, actor, slug, sent.s, "accept", read=sent.read or None),
        lambda: address(slug, following(visit, slug, sent.s), "accept", sent.s),
    )


@router.post("/desk/{slug}/take-back")
def take_back(visit: Reviewer, slug: str, sent: Words) -> Response:
    """Take back one's decision on a statement."""
    board, actor = visit.service.board, visit.actor
    return attempted(
        sent.attempt(visit, slug, "take-back"),
        lambda: actions.decide(board, actor, slug, sent.s, "withdraw"),
        lambda: address(slug, sent.s, "withdraw", sent.s),
    )


@router.post("/desk/{slug}/request-changes")
def request_changes(visit: Reviewer, slug: str, sent: Words) -> Response:
    """Send the article back to its editor."""
    attempt = sent.attempt(visit, slug, "request-changes", "reason")
    board, actor = visit.service.board, visit.actor
    return attempted(
        attempt,
        lambda: actions.request_changes(board, actor, slug, attempt.typed["reason"], sent.revision),
    )


@router.post("/desk/{slug}/sign")
def sign(
    visit: Reviewer,
    slug: str,
    sent: Words,
    signing: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    code: Annotated[str, Form()] = "",
) -> Response:
    """Sign what was read, after proving again who one is."""
    board, actor = visit.service.board, visit.actor
    attempt = sent.attempt(visit, slug, "sign")

    def do() -> None:
        if signing != signoff.signed(work(board, actor, slug).content):
            raise ConflictError("The article is no longer what you read, so nothing was signed.")
        confirming.confirm(visit, password, code)
        actions.sign(board, actor, slug, signing, confirmed=True)

    try:
        return attempted(attempt, do)
    except NotAllowedError as error:
        return refused(attempt, str(error), 403, isinstance(error, confirming.ElsewhereError))


@router.post("/desk/{slug}/comment")
def comment(visit: Member, slug: str, sent: Words, parent: Annotated[str, Form()] = "") -> Response:
    """Open a thread on a statement or the article, or answer in one."""
    attempt = sent.attempt(visit, slug, "comment", "comment")
    board, actor, said = visit.service.board, visit.actor, attempt.typed["comment"]
    return attempted(
        attempt,
        lambda: actions.comment(board, actor, slug, said, sent.s or None, parent or None),
    )


@router.post("/desk/{slug}/resolve")
def resolve(visit: Member, slug: str, sent: Words, thread: Annotated[str, Form()] = "") -> Response:
    """Close a thread."""
    board, actor = visit.service.board, visit.actor
    return attempted(
        sent.attempt(visit, slug, "resolve"), lambda: actions.resolve(board, actor, slug, thread)
    )


@router.post("/desk/{slug}/causes/{cause}")
def close_cause(visit: Reviewer, slug: str, cause: str, sent: Words) -> Response:
    """Say why an article may stand although this changed."""
    attempt = sent.attempt(visit, slug, "close", "reason")
    board, actor, why = visit.service.board, visit.actor, attempt.typed["reason"]

    def do() -> None:
        if cause not in {each.id for each in work(board, actor, slug).causes}:
            raise WorkflowError("this was dealt with already")
        actions.close_cause(board, actor, cause, why)

    return attempted(attempt, do)


@router.post("/desk/{slug}/reports/{report}")
def close_report(visit: Member, slug: str, report: str, sent: Words) -> Response:
    """Say how a reader's report was dealt with."""
    attempt = sent.attempt(visit, slug, "close", "reason")
    board, actor, how = visit.service.board, visit.actor, attempt.typed["reason"]

    def do() -> None:
        if report not in {each.id for each in work(board, actor, slug).reports}:
            raise WorkflowError("this report is closed already")
        actions.close_report(board, actor, report, how)

    return attempted(attempt, do)
