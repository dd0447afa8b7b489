"""Errors: always problem details, never a page, a traceback or a 500."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, NoReturn

import pytest
from made_api import QUESTION, Callers

from made_board import Hours
from osler.accounts import keys
from osler.accounts.role import Role
from osler.api.problems import NAMED, TITLES
from osler.api.site import routes
from osler.storage.database import Database, DatabaseError
from osler.storage.moment import utc_now

JSON = {"content-type": "application/json"}
OPEN = {  # what anybody may call where reading is public
    "addTurn",
    "ask",
    "beginThread",
    "deleteThread",
    "getThread",
    "compareVersions",
    "getArticle",
    "getDocument",
    "getPassage",
    "getStanding",
    "getStatus",
    "getVersion",
    "listArticles",
    "listVersions",
    "reportError",
}
HOSTILE: dict[str, bytes] = {
    "nul": b'{"question": "a\\u0000b"}',
    "lone surrogate": b'{"question": "\\ud800 what is it"}',
    "a megabyte": json.dumps({"question": "x" * 1_000_000}).encode(),
    "deep": b'{"question": ' + b"[" * 100_000,
    "deep and closed": b'{"question": ' + b"[" * 5000 + b"]" * 5000 + b"}",
    "not JSON": b"{",
    "not UTF-8": b'{"question": "\xff\xfe"}',
    "NaN": b'{"question": "why", "since": NaN}',
    "infinite": b'{"question": "why", "since": 1e999}',
    "huge number": b'{"question": "why", "since": ' + b"9" * 5000 + b"}",
    "another type": b'{"question": 7}',
    "a list": b"[]",
    "null": b"null",
    "nothing": b"",
    "more than is known": b'{"question": "why", "admin": true}',
    "no words": b'{"question": "?!"}',
    "blank": b'{"question": "   "}',
    "unseen only": '{"question": "\u200b\u202e"}'.encode(),
    "no family": b'{"question": "why", "families": []}',
    "unknown family": b'{"question": "why", "families": ["x"]}',
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("path", ["/ask", "/articles"])
def test_hostile_bodies_are_refused(shared: Callers, name: str, path: str) -> None:
    headers = {**JSON, "authorization": f"Bearer {shared.keys[Role.EDITOR]}"}
    found = shared.client.post(f"/api/v1{path}", content=HOSTILE[name], headers=headers)
    assert 400 <= found.status_code < 500, found.text
    _problem(found)


def _problem(found: Any) -> dict[str, Any]:
    assert found.headers["content-type"] == "application/problem+json"
    value: dict[str, Any] = found.json()
    assert value["status"] == found.status_code
    assert value["type"].startswith(("urn:osler:problem:", "about:blank"))
    assert value["title"]
    assert "Traceback" not in found.text
    return value


def test_what_is_not_valid_is_pointed_at(shared: Callers) -> None:
    found = shared.call("POST", "/ask", None, {"question": QUESTION, "since": 3, "a/b~c": 1})
    assert found.status_code == 422
    assert {each["pointer"] for each in _problem(found)["errors"]} == {"/since", "/a~1b~0c"}
    for given, said in (("", "/question: is empty"), (" ", "is empty"), ("a\0b", "holds a NUL")):
        empty = _problem(shared.call("POST", "/ask", None, {"question": given}))
        assert said in empty["detail"]
        assert "^" not in empty["errors"][0]["detail"]
    listed = shared.call("GET", "/articles?limit=0")
    assert _problem(listed)["errors"][0]["pointer"] == "query limit"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/nothing", 404),
        ("GET", "/api/nothing", 404),
        ("GET", "/api/v1/articles/absent", 404),
        ("GET", "/api/v1/articles/%00", 422),
        ("GET", "/api/v1/articles/x'%20OR%201=1--", 422),
        ("GET", "/api/v1/articles/a/versions/0", 422),
        ("GET", "/api/v1/articles/a/versions/99999999999999999999", 422),
        ("GET", "/api/v1/evidence/%00", 422),
        ("GET", "/api/v1/evidence/../../etc/passwd", 404),
        ("GET", "/api/v1/evidence/pubmed:1/passages/%ED%A0%80", 404),
        ("GET", "/api/v1/articles?words=%00", 422),
        ("GET", "/api/v1/articles?wrods=misspelt", 422),
        ("DELETE", "/api/v1/articles", 405),
        ("PUT", "/api/v1/ask", 405),
        ("GET", "/api/v1/ask", 405),
    ],
)
def test_addresses_that_are_none(shared: Callers, method: str, path: str, status: int) -> None:
    found = shared.client.request(method, path)
    assert found.status_code == status, found.text
    _problem(found)
    if status == 405:
        assert found.headers["allow"]


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_body_that_is_not_json_is_415(shared: Callers, kind: str) -> None:
    found = shared.client.post("/api/v1/ask", content=b"question=x", headers={"content-type": kind})
    assert found.status_code == 415
    _problem(found)


def test_what_cannot_be_reached_is_503_and_tells_no_address(private: Callers) -> None:
    asked = private.call("POST", "/ask", Role.READER, {"question": QUESTION})
    assert asked.status_code == 503
    assert asked.headers["retry-after"]
    assert str(private.made.board.database.where) not in asked.text
    _problem(asked)


def test_a_fault_of_ours_says_nothing_of_itself(
    api: Callers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object, **_named: object) -> None:
        raise ZeroDivisionError("a secret")

    monkeypatch.setattr("osler.articles.store.catalogue", broken)
    found = api.call("GET", "/articles")
    assert found.status_code == 500
    assert "secret" not in found.text
    _problem(found)


def test_every_named_error_has_a_title() -> None:
    assert set(NAMED.values()) <= set(TITLES)


def test_every_route_says_which_right_it_needs() -> None:
    for path, _, needed in routes():
        assert len(needed) == 1, path


def test_an_address_tells_all_that_is_done_with_it(shared: Callers) -> None:
    found = shared.client.request("OPTIONS", "/api/v1/articles")
    assert found.headers["allow"] == "GET, POST"


def test_line_breaks_in_an_address_do_not_lead_out_of_the_api(shared: Callers) -> None:
    _problem(shared.client.get("/api/v1/articles/%0A"))
    _problem(shared.client.get("/api/nothing%0A"))


def test_the_document_is_open_api_of_the_api_alone(shared: Callers) -> None:
    found = shared.client.get("/api/v1/openapi.json").json()
    assert found["openapi"].startswith("3.1")
    assert all(path.startswith("/v1/") for path in found["paths"])
    assert found["servers"] == [{"url": "/api"}]
    names: list[str] = []
    for methods in found["paths"].values():
        for operation in methods.values():
            names.append(operation["operationId"])
            assert operation["summary"]
            assert operation["description"]
            free = operation["operationId"] in OPEN
            assert ({} in operation["security"]) is free
            for status, described in operation["responses"].items():
                if status.startswith(("4", "5")):
                    assert list(described["content"]) == ["application/problem+json"]
                elif status not in {"204", "304"}:
                    schema = described["content"]["application/json"]["schema"]
                    assert schema["$ref"].startswith("#/components/schemas/")
    assert len(names) == len(set(names))


def test_operations_keep_their_names() -> None:
    names = {route.operation_id for _, route, _ in routes()}
    assert names == {
        "addTurn",
        "ask",
        "beginReview",
        "beginThread",
        "comment",
        "compareVersions",
        "decideStatement",
        "declareInterests",
        "deleteThread",
        "editStatement",
        "getArticle",
        "getDocument",
        "getPassage",
        "getStanding",
        "getStatus",
        "getThread",
        "getVersion",
        "listArticles",
        "listEvents",
        "listStaleArticles",
        "listVersions",
        "reaffirmArticle",
        "recallArticle",
        "refreshArticle",
        "reportError",
        "requestChanges",
        "resolveThread",
        "retireArticle",
        "saveArticle",
        "signArticle",
        "strikeStatement",
        "submitArticle",
        "withdrawArticle",
    }


def test_no_redirect_names_a_scheme_that_a_proxy_may_have_changed(shared: Callers) -> None:
    led = shared.client.get("/api", follow_redirects=False)
    assert (led.status_code, led.headers["location"]) == (308, "/api/")
    for path in ("/library/", "/sign-in/", "/api/v1/articles/"):
        assert shared.client.get(path, follow_redirects=False).status_code == 404


def test_people_find_a_page(shared: Callers) -> None:
    assert '<link rel="stylesheet" href="/static/' in shared.client.get("/api").text
    found = shared.client.get("/api/")
    assert found.status_code == 200
    assert "/api/v1/openapi.json" in found.text
    assert "<script" not in found.text


def test_the_last_use_of_a_key_is_noted_now_and_then(api: Callers) -> None:
    service, clock = api.app.state.service, Hours(utc_now())
    service.board = replace(service.board, clock=clock)

    def noted() -> str | None:
        assert api.call("GET", "/status", Role.EDITOR).status_code == 200
        with service.board.database.reading() as connection:
            (held,) = keys.keys(connection, api.made.editor.id)
        return held.used_at

    first = noted()
    assert first is not None
    clock.now += keys.NOTED / 2
    assert noted() == first
    clock.now += keys.NOTED
    assert noted() > first


def test_a_busy_database_refuses_no_reader_with_a_key(
    api: Callers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_database: Database) -> NoReturn:
        raise DatabaseError("synthetic: busy")

    monkeypatch.setattr(Database, "writing", busy)
    assert api.call("GET", "/status", Role.EDITOR).status_code == 200
