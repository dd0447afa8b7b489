"""The API says what the pages say."""

from __future__ import annotations

from made_api import QUESTION, Callers

from made_board import evidence
from osler.accounts.role import Role
from osler.articles import actions
from osler.articles.staleness import CauseKind, Change


def _stale(api: Callers) -> str:
    """An approved article whose first source was retracted since, and which has a newer draft."""
    made = api.made
    article = made.approved()
    _, content = made.held(article.slug)
    document = content.answer.references[0].document
    said = "“A synthetic title” was retracted (list:eye-ret.txt)."
    change = Change(
        CauseKind.RETRACTED, document, "list:eye-ret.txt", None, said, "Old.", "New.", "a" * 64
    )
    actions.notice(made.board, article.id, [change])
    answer, documents = evidence()
    actions.refresh(made.board, made.editor, article.slug, answer, documents)
    return article.slug


def test_the_state_is_the_pages_and_the_heads_besides_for_staff(api: Callers) -> None:
    slug = _stale(api)
    (line,) = api.call("GET", "/articles").json()["articles"]
    assert (line["state"], line["head_state"]) == ("stale", None)
    (line,) = api.call("GET", "/articles?state=stale").json()["articles"]
    assert api.call("GET", "/articles?state=draft").json()["articles"] == []
    for state in ("stale", "draft"):
        (line,) = api.call("GET", f"/articles?state={state}", Role.EDITOR).json()["articles"]
        assert (line["state"], line["head_state"]) == ("stale", "draft")
    one = api.call("GET", f"/articles/{slug}").json()
    assert (one["state"], one["article"]["state"], one["article"]["head_state"]) == (
        "stale",
        "stale",
        None,
    )
    (held,) = api.call("GET", "/articles/stale", Role.REVIEWER).json()["articles"]
    assert held["article"]["slug"] == slug
    assert held["article"]["state"] == "stale"


def test_what_rests_on_a_retracted_source_is_named(api: Callers) -> None:
    value = api.call("GET", f"/articles/{_stale(api)}").json()
    assert value["unsupported"]
    assert {each["said"] for each in value["unsupported"]} == {"Rests on a retracted source"}
    (cause,) = value["causes"]
    assert (cause["old"], cause["new"], cause["other"]) == ("Old.", "New.", None)
    assert cause["said"].endswith("was retracted (by a list of retractions).")
    assert {each["interests"] for each in value["signatures"]} == {
        "declares no conflict of interest (“None to declare”)"
    }


def test_a_second_article_on_a_question_is_made_only_when_asked(api: Callers) -> None:
    first = api.call("POST", "/articles", Role.EDITOR, {"question": QUESTION})
    assert first.status_code == 201
    there = f"/api/v1/articles/{first.json()['slug']}"
    again = api.call("POST", "/articles", Role.EDITOR, {"question": QUESTION.lower()})
    assert again.status_code == 409
    assert again.json()["type"] == "urn:osler:problem:exists"
    assert there in again.json()["detail"]
    assert again.headers["link"] == f'<{there}>; rel="related"'
    sent = {"question": QUESTION, "again": True}
    assert api.call("POST", "/articles", Role.EDITOR, sent).json()["slug"].endswith("-2")


def test_what_is_wrong_with_one_value_is_said(api: Callers) -> None:
    found = api.call("GET", "/articles?limit=0")
    assert found.json()["detail"].startswith("query limit: ")
