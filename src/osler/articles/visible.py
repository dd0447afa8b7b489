"""Which version of an article someone may see. Pure."""

from __future__ import annotations

from osler.accounts.actor import Actor
from osler.accounts.role import Right
from osler.articles.policy import Policy
from osler.articles.records import Article
from osler.articles.workflow import State

OPEN_TO_READERS = (State.SUBMITTED, State.UNDER_REVIEW, State.CHANGES_REQUESTED)


def shown(policy: Policy, actor: Actor, article: Article) -> int | None:
    """The version that the article's address shows: the published one, else the newest where
    policy or rights let them see that; None where there is none for them.
    """
    if article.published is not None:
        return article.published
    return article.head if actor.may(Right.DRAFTS) or _open(policy, article) else None


def visible(policy: Policy, actor: Actor, article: Article, number: int) -> bool:
    """Whether someone may see a version: readers those up to the published one; of an article
    never published the one its address shows; who sees drafts sees all.
    """
    if not 1 <= number <= article.head:
        return False
    if actor.may(Right.DRAFTS):
        return True
    if article.published is not None:
        return number <= article.published
    return number == shown(policy, actor, article)


def _open(policy: Policy, article: Article) -> bool:
    """Whether readers see an article that was never approved. One that was withdrawn keeps its
    page if it had one.
    """
    if policy.show != "submitted":
        return False
    handed_in = article.state is State.WITHDRAWN and article.submitted_at is not None
    return handed_in or article.state in OPEN_TO_READERS
