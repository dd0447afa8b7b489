"""The workspace: from draft to approved by plain forms, and what it refuses."""

from __future__ import annotations

import re

import pytest

from made_board import evidence
from made_desk import Room, fields
from osler.accounts.actor import Actor
from osler.accounts.role import Role
from osler.articles import actions, signoff
from osler.articles.workflow import State
from osler.gate.desk import EvidenceDesk
from osler.gate.work import BusyError

HOSTILE = "<script>alert(1)</script>"
PROOF = {"password": "synthetic words", "code": "123456"}


def ids(room: Room, slug: str) -> tuple[str, ...]:
    return room.board.held(slug)[1].ids


def signing(page: str) -> str:
    found = re.search(r'name="signing" value="([0-9a-f]{64})"', page)
    assert found is not None
    return found[1]


def revision(room: Room, slug: str) -> str:
    return str(room.board.held(slug)[0].revision)


def accept_all(room: Room, slug: str) -> str:
    page = room.see(f"/desk/{slug}")
    for name in ids(room, slug):
        page = room.act(slug, "accept", **fields(page, name))
    return page


def declared(room: Room, who: Actor, slug: str) -> None:
    room.actor = who
    assert "Declare your interests first" in room.see(f"/desk/{slug}")
    room.act(slug, "declare", conflicted="no")


@pytest.mark.parametrize("room", ["sqlite", "postgresql"], indirect=True)
def test_a_draft_becomes_approved_by_forms_alone(room: Room) -> None:
    board = room.board
    slug = board.save().slug
    room.act(slug, "gloss", words="Invented.", revision=revision(room, slug))
    page = room.act(slug, "submit", revision=revision(room, slug))
    assert "Handed in to the board" in page
    declared(room, board.first, slug)
    page = room.act(slug, "begin", revision=revision(room, slug))
    total = len(ids(room, slug))
    assert f"<b>{total} of {total}</b> statements left for you" in page
    page = accept_all(room, slug)
    assert f"<b>0 of {total}</b> statements left for you" in page
    page = room.act(slug, "sign", signing=signing(page), **PROOF)
    assert "1 of 2 signed by Synthetic First" in page
    declared(room, board.second, slug)
    page = accept_all(room, slug)
    page = room.act(slug, "sign", signing=signing(page), **PROOF)
    assert board.held(slug)[0].state is State.APPROVED
    assert '<span class="badge good">Approved</span>' in page


def test_words_that_the_passages_do_not_support_are_refused_and_kept(room: Room) -> None:
    slug = room.board.under_review().slug
    room.actor = room.board.first
    sent = fields(room.see(f"/desk/{slug}?s=s1"), "s1")
    words = "Syntheticine cures gamma in 90 percent."
    found = room.send(f"/desk/{slug}/edit", words=words, **sent)
    assert found.status_code == 422
    assert "Not supported by the passages cited" in found.text
    assert f">{words}</textarea>" in found.text
    assert room.board.held(slug)[0].head == 1
    checked = room.client.post(
        f"/desk/{slug}/verify", data={"csrf": "synthetic-token", "s": "s1", "words": words}
    ).json()
    assert checked["supported"] is False
    assert checked["reasons"]


def test_words_that_the_passages_support_stand_and_can_be_undone(room: Room) -> None:
    board = room.board
    slug = board.under_review().slug
    room.actor = board.first
    sent = fields(room.see(f"/desk/{slug}?s=s1"), "s1")
    old = board.held(slug)[1].statements["s1"].text
    words = old.replace("may cause", "might cause").strip()
    checked = room.client.post(
        f"/desk/{slug}/verify", data={"csrf": "synthetic-token", "s": "s1", "words": words}
    ).json()
    assert checked["supported"] is True
    page = room.act(slug, "edit", words=words, reason="plainer", **sent)
    assert "Edited: s1." in page
    assert "edited by you" in page
    assert 'data-seconds="10"' in page
    assert board.held(slug)[1].statements["s1"].text == words
    page = room.act(slug, "undo", s="s1", revision=revision(room, slug))
    assert "Taken back: s1." in page
    assert board.held(slug)[1].statements["s1"].text == old
    assert room.send(f"/desk/{slug}/undo", s="s1").status_code == 409


def test_accepting_goes_on_to_the_next_and_can_be_taken_back(room: Room) -> None:
    slug = room.board.under_review().slug
    room.actor = room.board.first
    page = room.act(slug, "accept", **fields(room.see(f"/desk/{slug}"), "s1"))
    assert "Accepted: s1." in page
    assert 'id="s2" class="statement on"' in page
    page = room.act(slug, "take-back", s="s1")
    assert 'id="s1" class="statement on"' in page
    total = len(ids(room, slug))
    assert f"<b>{total} of {total}</b>" in page


def test_a_strike_needs_a_reason_and_can_be_undone(room: Room) -> None:
    slug = room.board.under_review().slug
    room.actor = room.board.first
    sent = fields(room.see(f"/desk/{slug}"), "s1")
    assert room.send(f"/desk/{slug}/strike", **sent).status_code == 422
    page = room.act(slug, "strike", reason="not to the point", **sent)
    assert "1 struck" in page
    assert "s1" not in ids(room, slug)
    assert 'id="s2" class="statement on"' in page
    room.act(slug, "undo", s="s1", revision=revision(room, slug))
    assert "s1" in ids(room, slug)


def test_a_conflict_keeps_what_was_typed_and_shows_what_changed(room: Room) -> None:
    board = room.board
    slug = board.under_review().slug
    room.actor = board.second
    sent = fields(room.see(f"/desk/{slug}?s=s1"), "s1")
    room.actor = board.first
    old = board.held(slug)[1].statements["s1"].text
    theirs = old.replace("may cause", "might cause").strip()
    room.act(slug, "edit", words=theirs, **fields(room.see(f"/desk/{slug}"), "s1"))
    room.actor = board.second
    mine = "My own careful words."
    found = room.send(f"/desk/{slug}/edit", words=mine, **sent)
    assert found.status_code == 409
    assert "Changed since you read it" in found.text
    assert f">{mine}</textarea>" in found.text
    assert "<del>may</del> <ins>might</ins>" in found.text
    assert "Synthetic First edited s1" in found.text
    assert board.held(slug)[1].statements["s1"].text == theirs


def test_reviewers_on_other_statements_do_not_disturb_each_other(room: Room) -> None:
    board = room.board
    slug = board.under_review().slug
    room.actor = board.second
    sent = fields(room.see(f"/desk/{slug}"), "s2")
    actions.decide(board.board, board.first, slug, "s1", "accept")
    assert "Accepted: s2." in room.act(slug, "accept", **sent)


def test_a_whole_article_act_over_a_changed_article_is_a_conflict(room: Room) -> None:
    board = room.board
    slug = board.under_review().slug
    room.actor = board.second
    read = revision(room, slug)
    actions.decide(board.board, board.first, slug, "s1", "accept")
    found = room.send(f"/desk/{slug}/request-changes", reason="Say more.", revision=read)
    assert found.status_code == 409
    assert ">Say more.</textarea>" in found.text
    assert "Synthetic First accepted s1" in found.text
    assert board.held(slug)[0].state is State.UNDER_REVIEW


def test_nobody_signs_what_they_did_not_read(room: Room) -> None:
    board = room.board
    slug = board.under_review().slug
    board.accept_all(slug, board.first)
    room.actor = board.first
    read = signing(room.see(f"/desk/{slug}"))
    actions.strike(board.board, board.second, slug, "s1", "not to the point")
    found = room.send(f"/desk/{slug}/sign", signing=read, **PROOF)
    assert found.status_code == 409
    assert "no longer what you read" in found.text


def test_signing_takes_proof(room: Room) -> None:
    board = room.board
    slug = board.under_review().slug
    board.accept_all(slug, board.first)
    room.actor, room.confirmed = board.first, False
    read = signing(room.see(f"/desk/{slug}"))
    found = room.send(f"/desk/{slug}/sign", signing=read, **PROOF)
    assert found.status_code == 403
    assert "password or code is wrong" in found.text
    assert PROOF["password"] not in re.findall(r'type="password"[^>]*', found.text)[0]


def test_what_remains_keeps_one_from_signing(room: Room) -> None:
    board = room.board
    slug = board.under_review().slug
    room.actor = board.first
    page = room.see(f"/desk/{slug}")
    assert "Before you can sign" in page
    assert 'name="signing"' not in page
    read = signoff.signed(board.held(slug)[1])
    found = room.send(f"/desk/{slug}/sign", signing=read, **PROOF)
    assert found.status_code == 409
    assert "yet to be decided by you" in found.text


def test_a_conflict_of_interest_blocks(room: Room) -> None:
    board = room.board
    slug = board.save().slug
    actions.submit(board.board, board.editor, slug)
    room.actor = board.first
    found = room.send(f"/desk/{slug}/declare", conflicted="yes")
    assert found.status_code == 422
    page = room.act(slug, "declare", conflicted="yes", interests="Owns shares.")
    assert "Not for you to review" in page
    assert "/begin" not in page
    found = room.send(f"/desk/{slug}/begin", revision=revision(room, slug))
    assert found.status_code == 409
    assert board.held(slug)[0].state is State.SUBMITTED


def test_whoever_wrote_it_does_not_review_it(room: Room) -> None:
    board = room.board
    slug = board.under_review().slug
    both = frozenset({Role.EDITOR, Role.REVIEWER})
    room.actor = Actor(board.editor.id, board.editor.name, both)
    page = room.see(f"/desk/{slug}")
    assert "whoever wrote an article does not review it" in page
    assert f"/desk/{slug}/accept" not in page
    assert room.send(f"/desk/{slug}/accept", s="s1").status_code == 409


@pytest.mark.parametrize("path", ["", "/ledger", "/difference?old=1&new=1"])
def test_a_reader_sees_none_of_it(room: Room, path: str) -> None:
    slug = room.board.under_review().slug
    room.actor = Actor("someone", "A reader", frozenset({Role.READER}))
    assert room.client.get(f"/desk/{slug}{path}").status_code == 403
    assert room.send(f"/desk/{slug}/accept", s="s1").status_code == 403


def test_threads_open_answer_and_resolve_and_hold_hostile_words(room: Room) -> None:
    board = room.board
    slug = board.under_review(HOSTILE).slug
    room.actor = board.first
    sent = fields(room.see(f"/desk/{slug}"), "s1")
    page = room.act(slug, "comment", comment=f"Is this so? {HOSTILE}", **sent)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "1 open thread" in page
    thread = re.search(r'name="parent" value="(\w+)"', page)
    assert thread is not None
    room.actor = board.editor
    page = room.act(slug, "comment", comment="It is.", parent=thread[1], s="s1")
    assert page.index("Is this so?") < page.index("It is.")
    page = room.act(slug, "resolve", thread=thread[1], s="s1")
    assert "0 open threads" in page
    assert room.send(f"/desk/{slug}/comment", comment=" ", s="s1").status_code == 422


def test_forms_of_others_are_refused(room: Room) -> None:
    slug = room.board.under_review().slug
    room.actor = room.board.first
    found = room.client.post(f"/desk/{slug}/accept", data={"s": "s1", "csrf": "guessed"})
    assert found.status_code == 403
    assert room.client.get("/desk/no-such-article").status_code == 404


def test_changes_requested_go_back_to_the_editor(room: Room) -> None:
    board = room.board
    slug = board.under_review().slug
    room.actor = board.first
    assert room.send(f"/desk/{slug}/request-changes", reason=" ").status_code == 422
    page = room.act(slug, "request-changes", reason="Say for whom.", revision=revision(room, slug))
    assert "Say for whom." in page
    room.actor = board.editor
    page = room.see(f"/desk/{slug}")
    assert "Changes requested:" in page
    page = room.act(slug, "strike", reason="as asked", **fields(page, "s1"))
    page = room.act(slug, "submit", revision=revision(room, slug))
    assert board.held(slug)[0].state is State.SUBMITTED
    page = room.act(slug, "recall", reason="one more thing", revision=revision(room, slug))
    assert board.held(slug)[0].state is State.DRAFT
    room.act(slug, "restore", number="1", revision=revision(room, slug))
    assert "s1" in ids(room, slug)
    page = room.see(f"/desk/{slug}/difference?old=2&new=3")
    assert "<ins>" in page
    page = room.see(f"/desk/{slug}/ledger")
    assert "Synthetic Editor</b> took it back to a draft: one more thing" in page


def test_a_refresh_while_many_ask_is_put_off(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    slug = room.board.save().slug

    def busy(*_: object, **__: object) -> None:
        raise BusyError

    monkeypatch.setattr(EvidenceDesk, "ask", busy)
    found = room.send(f"/desk/{slug}/refresh", revision=revision(room, slug))
    assert (found.status_code, found.headers["retry-after"]) == (503, "5")


def test_a_refresh_shows_what_is_different(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    slug = room.board.save().slug
    found = room.send(f"/desk/{slug}/refresh", revision=revision(room, slug))
    assert found.status_code == 503
    assert "osler ingest" in found.text
    answer, documents = evidence()
    monkeypatch.setattr(EvidenceDesk, "ask", lambda _self, _question, **_: answer)
    monkeypatch.setattr(EvidenceDesk, "documents", lambda _self, _answer: documents)
    room.act(slug, "strike", reason="too soon", **fields(room.see(f"/desk/{slug}"), "s1"))
    page = room.act(slug, "refresh", revision=revision(room, slug))
    assert "Version 2 and version 3" in page
    assert "<ins>Syntheticine may cause beta." in page


def test_an_article_is_retired_by_an_editor_and_withdrawn_by_an_admin(room: Room) -> None:
    board = room.board
    slug = board.approved().slug
    assert room.send(f"/desk/{slug}/withdraw", reason="wrong").status_code == 403
    page = room.act(slug, "retire", reason="no longer asked", revision=revision(room, slug))
    assert "Retired:" in page
    room.actor = board.admin
    page = room.act(slug, "withdraw", reason="It was wrong.", revision=revision(room, slug))
    assert "Withdrawn:</b> It was wrong." in page
    assert board.held(slug)[0].state is State.WITHDRAWN


@pytest.mark.parametrize(
    "act", ["accept", "edit", "strike", "undo", "comment", "resolve", "sign", "begin", "submit"]
)
def test_hostile_forms_are_refused_in_words(room: Room, act: str) -> None:
    slug = room.board.under_review().slug
    room.actor = room.board.first
    sent = {"s": "s99\x00'", "read": "zz", "revision": "1", "words": "\ud7ff\u202e", "signing": "x"}
    found = room.send(f"/desk/{slug}/{act}", **sent)
    assert found.status_code in {403, 404, 409, 422}
    assert "Traceback" not in found.text
