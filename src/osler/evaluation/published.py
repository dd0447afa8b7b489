"""An approved article by synthetic people, and their keys, for benchmarks."""

from __future__ import annotations

from collections.abc import Mapping

import pyotp

from osler.accounts import keys, people, second_factor
from osler.accounts.actor import SYSTEM, Actor
from osler.accounts.role import Right, Role
from osler.accounts.sealing import Seal
from osler.answer.answer import Answer
from osler.articles import actions, signoff, store
from osler.articles.actions import Board
from osler.articles.content import decode
from osler.articles.records import Article
from osler.evidence.document import Document
from osler.storage.moment import text


def publish(board: Board, answer: Answer, documents: Mapping[str, Document]) -> str:
    """Save, submit, review and approve an answer; returns its slug."""
    editor = _person(board, "bench-editor", Role.EDITOR)
    reviewers = [
        _person(board, f"bench-reviewer-{number}", Role.REVIEWER)
        for number in range(board.policy.reviewers)
    ]
    slug = actions.save(board, editor, answer, documents).slug
    actions.submit(board, editor, slug)
    for each in reviewers:
        actions.declare(board, each, slug, False, "None: a synthetic reviewer.")
    actions.begin(board, reviewers[0], slug)
    for each in reviewers:
        _sign(board, each, slug)
    return slug


def key(board: Board, seal: Seal, role: Role) -> str:
    """A key of a new synthetic person's, for writing or reviewing, with what that role needs."""
    who = _person(board, f"soak-{role.value}", role)
    now = board.clock()
    scopes = who.rights & {Right.READ, Right.DRAFTS, Right.WRITE, Right.REVIEW}
    with board.database.writing() as connection:
        held = people.person(connection, who.id)
        held = second_factor.begin(connection, seal, text(now), who, held)
        secret = second_factor.pending(connection, seal, who.id)
        code = pyotp.TOTP(secret or "").at(now)
        second_factor.settle(connection, seal, now, who, held, code)
        return keys.make(connection, now, who, "soak", scopes, 1)[1]


def _person(board: Board, login: str, role: Role) -> Actor:
    with board.database.writing() as connection:
        at = text(board.clock())
        named = f"Synthetic {login}"
        return people.add(connection, at, SYSTEM, login, named, frozenset({role})).actor()


def _sign(board: Board, reviewer: Actor, slug: str) -> Article:
    with board.database.reading() as connection:
        article = store.article(connection, slug)
        content = decode(store.version(connection, article.id, article.head).content)
        made = store.decisions(connection, article.id, article.round)
    for name in signoff.undecided(made, content, reviewer.id):
        actions.decide(board, reviewer, slug, name, "accept")
    return actions.sign(board, reviewer, slug, signoff.signed(content), True)
