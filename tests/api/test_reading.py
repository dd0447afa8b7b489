"""Reading: what is shown to whom, with revisions, in pages."""

from __future__ import annotations

import pytest
from made_api import QUESTION, Callers

from osler.accounts.role import Role

STAFF = (Role.EDITOR, Role.REVIEWER, Role.ADMIN)


def test_an_approved_article_is_told_with_its_signatures_and_hash(api: Callers) -> None:
    slug = api.made.approved().slug
    found = api.call("GET", f"/articles/{slug}")
    assert found.status_code == 200
    value = found.json()
    assert value["state"] == "approved"
    assert value["approved"] is True
    assert [each["name"] for each in value["signatures"]] == [
        "Synthetic First",
        "Synthetic Second",
    ]
    assert {each["signs"] for each in value["signatures"]} == {value["signs"]}
    assert value["content"]["answer"]["summary"][0]["citations"][0]["quote_sha256"]


def test_what_was_read_already_is_not_sent_again(api: Callers) -> None:
    slug = api.made.approved().slug
    tag = api.call("GET", f"/articles/{slug}").headers["etag"]
    again = api.call("GET", f"/articles/{slug}", if_none_match=tag)
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == tag
    api.made.save()
    assert api.call("GET", f"/articles/{slug}", if_none_match=tag).status_code == 304
    assert api.call("GET", f"/articles/{slug}", if_none_match='"1.0"').status_code == 200


@pytest.mark.parametrize("path", ["", "/versions", "/versions/1", "/diff?from=1&to=1"])
def test_a_draft_is_not_there_for_readers(api: Callers, path: str) -> None:
    draft = api.made.save()
    for name in (draft.slug, draft.id):
        for role in (None, Role.READER):
            found = api.call("GET", f"/articles/{name}{path}", role)
            assert found.status_code == 404, found.text
            assert found.headers["content-type"] == "application/problem+json"
        for role in STAFF:
            assert api.call("GET", f"/articles/{name}{path}", role).status_code == 200


def test_nobody_reports_an_error_in_a_draft_they_cannot_read(api: Callers) -> None:
    draft = api.made.save()
    said = {"version": 1, "body": "Synthetic report."}
    assert api.call("POST", f"/articles/{draft.slug}/reports", None, said).status_code == 404
    open_ = api.made.approved()
    assert api.call("POST", f"/articles/{open_.slug}/reports", None, said).status_code == 201


def test_the_ledger_of_an_article_is_for_staff_and_comes_in_pages(api: Callers) -> None:
    slug = api.made.approved().slug
    assert api.call("GET", f"/articles/{slug}/ledger").status_code == 401
    assert api.call("GET", f"/articles/{slug}/ledger", Role.READER).status_code == 403
    seen: list[int] = []
    cursor = ""
    while True:
        page = api.call("GET", f"/articles/{slug}/ledger?limit=3{cursor}", Role.EDITOR).json()
        seen += [each["sequence"] for each in page["events"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert seen == sorted(set(seen))
    assert len(seen) > 6


def test_pages_hold_every_article_once_while_others_are_added_and_changed(api: Callers) -> None:
    wanted = [api.made.save().slug for _ in range(7)]
    seen: list[str] = []
    cursor = ""
    while True:
        page = api.call("GET", f"/articles?limit=2{cursor}", Role.EDITOR).json()
        seen += [each["slug"] for each in page["articles"]]
        api.made.save()  # newer than all that is yet to come
        done = api.call("POST", f"/articles/{wanted[0]}/submit", Role.EDITOR, None, 1)
        assert done.status_code in {200, 412}  # it changes, and keeps its place
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert seen == sorted(seen, key=wanted.index, reverse=True)
    assert set(seen) == set(wanted)


def test_readers_list_only_what_they_may_read(api: Callers) -> None:
    draft, before = api.made.save().slug, api.made.under_review().slug
    approved = api.made.approved().slug
    for role in (None, Role.READER):
        listed = [each["slug"] for each in api.call("GET", "/articles", role).json()["articles"]]
        assert set(listed) == {approved, before}
        assert api.call("GET", "/articles?state=draft", role).json()["articles"] == []
    listed = api.call("GET", "/articles?state=draft", Role.EDITOR).json()["articles"]
    assert [each["slug"] for each in listed] == [draft]
    only = api.call("GET", "/articles?published=true").json()["articles"]
    assert [each["slug"] for each in only] == [approved]


@pytest.mark.parametrize("cursor", ["x", "MTo", "MTowMA==", "%00", "é", "a" * 100])
def test_a_cursor_of_anothers_making_is_refused(shared: Callers, cursor: str) -> None:
    found = shared.call("GET", f"/articles?cursor={cursor}")
    assert found.status_code == 422
    assert found.json()["type"] == "urn:osler:problem:invalid"


def test_versions_differ_statement_by_statement(api: Callers) -> None:
    draft = api.made.save()
    struck = api.call(
        "POST",
        f"/articles/{draft.slug}/strikes",
        Role.EDITOR,
        {"statement": "s1"},
        draft.revision,
    )
    assert struck.status_code == 200, struck.text
    found = api.call("GET", f"/articles/{draft.slug}/diff?from=1&to=2", Role.EDITOR).json()
    kinds = {each["statement"]: each["kind"] for each in found["statements"]}
    assert kinds["s1"] == "removed"
    listed = api.call("GET", f"/articles/{draft.slug}/versions", Role.EDITOR).json()["versions"]
    assert [each["number"] for each in listed] == [2, 1]


def test_evidence_is_shown_with_its_passages_in_context(shared: Callers) -> None:
    answer = shared.call("POST", "/ask", None, {"question": QUESTION}).json()
    groups = [group for section in answer["sections"] for group in section["groups"]]
    citation = groups[0]["statements"][0]["citations"][0]
    key = citation["document"]
    held = shared.call("GET", f"/evidence/{key}").json()
    assert held["key"] == key
    ordinal = citation["passage"].rpartition("#")[2]
    passage = shared.call("GET", f"/evidence/{key}/passages/{ordinal}").json()
    start = citation["start"] - passage["passage"]["start"]
    assert passage["text"][start : start + len(citation["quote"])] == citation["quote"]
    assert shared.call("GET", f"/evidence/{key}/standing").json()["current"] is True
    assert shared.call("GET", "/evidence/pubmed:0").status_code == 404
    assert shared.call("GET", f"/evidence/{key}/passages/9999").status_code == 404


def test_the_status_tells_what_is_held(shared: Callers) -> None:
    found = shared.call("GET", "/status").json()
    assert found["newest"] is True
    assert sum(found["documents"].values()) > 10


def test_where_reading_takes_an_account_nothing_is_told_without(private: Callers) -> None:
    for method, path in (("GET", "/articles"), ("GET", "/status"), ("POST", "/ask")):
        found = private.call(method, path, None, {"question": "Why?"} if method == "POST" else None)
        assert found.status_code == 401
        assert found.headers["www-authenticate"].startswith("Bearer")
    assert private.call("GET", "/articles", Role.READER).status_code == 200


def test_a_cookie_is_nobody(api: Callers) -> None:
    draft = api.made.save()
    found = api.call(
        "GET", f"/articles/{draft.slug}", cookie=f"osler-session={api.keys[Role.EDITOR]}"
    )
    assert found.status_code == 404


@pytest.mark.parametrize(
    "sent", ["", "Bearer", "Bearer osler_wrong", "Basic b3NsZXI6", "Bearer " + "x" * 5000]
)
def test_a_key_that_is_none_is_refused_even_where_reading_is_public(
    shared: Callers, sent: str
) -> None:
    found = shared.call("GET", "/articles", authorization=sent)
    assert found.status_code == 401
    assert found.json()["type"] == "urn:osler:problem:key-refused"
