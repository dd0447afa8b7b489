"""The editorial policy, read off the settings and the code that keeps to it, so it cannot drift."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse

from osler.accounts.role import STRICT, Right, Role, rights
from osler.articles.staleness import CauseKind
from osler.gate.passing import Requires, Visit
from osler.house.reading import corpus
from osler.web.render import page

router = APIRouter()
Reader = Annotated[Visit, Depends(Requires(Right.READ))]

CAUSES = {
    CauseKind.RETRACTED: "a cited work is retracted",
    CauseKind.PARTLY_RETRACTED: "a cited work is retracted in part",
    CauseKind.CONCERN: "a cited work is given an expression of concern",
    CauseKind.CORRECTED: "a cited work is corrected",
    CauseKind.SUPERSEDED: "a cited guideline is superseded by a newer edition",
    CauseKind.REPUBLISHED: "a cited work is corrected and republished",
    CauseKind.SECTION: "the section cited of a drug label says something else in a newer version",
    CauseKind.TEXT: "the words quoted are no longer what their source says",
    CauseKind.GONE: "a source withdraws a cited record",
    CauseKind.AGE: "its review is due",
}
CHECKS = {  # of `answer.verify`, by name
    "identity": "the drug, condition or gene is the one the passage names",
    "numbers": "every number stands in the passage, with its unit and its own subject",
    "direction": "what rises or falls in the statement does so in the passage",
    "negation": "what the passage denies, the statement denies",
    "joined": "what the passage gives as a choice (or) is not given as both (and)",
    "peoples": "peoples and countries it names are in the passage",
    "population": "it is about the people the passage is about",
    "alternatives": "where one thing excludes another (oral, intravenous), it is the same one",
    "roles": "who does what to whom is the same",
    "strength": "it is not said more strongly than the passage says it",
}


@router.get("/editorial-policy", response_class=HTMLResponse)
def policy(visit: Reader) -> HTMLResponse:
    """The policy as it is set now."""
    service = visit.service
    return page(
        visit,
        "policy.html",
        policy=service.board.policy,
        settings=service.settings,
        corpus=corpus(service.settings),
        causes=[CAUSES[kind] for kind in CauseKind],
        checks=list(CHECKS.values()),
        reviewing=roles_with(Right.REVIEW),
        writing=roles_with(Right.WRITE),
        withdrawing=roles_with(Right.WITHDRAW),
        strict=[role.value for role in Role if role in STRICT],
        anchored=service.board.anchor is not None,
    )


def roles_with(right: Right) -> list[str]:
    """Names of the roles that give a right nobody has without one."""
    return [role.value for role in Role if right in rights(frozenset({role}))]
