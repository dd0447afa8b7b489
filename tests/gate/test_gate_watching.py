"""Logs, metrics and health: enough for an operator, nothing of a reader's."""

from __future__ import annotations

import json
import logging
import logging.config
from pathlib import Path

import pytest

from made_answer import answer as made_answer
from made_house import House, opened
from osler.gate import health, logs
from osler.gate.metrics import Measures
from osler.ledger import anchor, book
from osler.ledger.chain import Entry, Event
from osler.storage import revision

WORDS = "zyxomatic quandaline"


def _asked(house: House) -> None:
    sent = {"question": f"What of {WORDS}?", "csrf": house.token()}
    got = house.client.post("/ask", data=sent, follow_redirects=False)
    house.client.get(got.headers["location"])
    house.client.get("/", params={"q": WORDS})
    house.client.get("/api/v1/nothing", headers={"Authorization": "Bearer synthetic-secret"})


def test_no_log_holds_a_question_a_cookie_or_a_token(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    _asked(house)
    said = capsys.readouterr().err
    lines = [json.loads(line) for line in said.splitlines()]
    assert [line["status"] for line in lines if line["event"] == "request"]
    assert "zyxomatic" not in said
    assert "quandaline" not in said
    assert "synthetic-secret" not in said
    for cookie in house.client.cookies.values():
        assert cookie not in said
    assert house.token() not in said


def test_questions_are_logged_only_where_set(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with opened(tmp_path, log_questions=True) as house:
        house.client.get("/", params={"q": "zyxomatic"})
    assert "q=zyxomatic" in capsys.readouterr().err


def test_a_line_says_what_was_asked_of_whom(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    house.client.get("/nowhere?secret=1", headers={"X-Request-Id": "theirs"})
    (line,) = [json.loads(each) for each in capsys.readouterr().err.splitlines()]
    assert line["path"] == "/nowhere"
    assert line["route"] == "none"
    assert line["status"] == 404
    assert line["level"] == "info"
    assert line["request"] != "theirs"
    assert line["ms"] > 0


def test_a_path_cannot_forge_a_line(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    house.client.get('/a%0A{"event":"security"}')
    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["event"] == "request"


def test_the_servers_own_lines_have_our_form(capsys: pytest.CaptureFixture[str]) -> None:
    relay = logs.Relay()
    relay.handle(logging.LogRecord("uvicorn.error", logging.INFO, "", 1, "made %s", ("so",), None))
    line = json.loads(capsys.readouterr().err)
    assert line["event"] == "made so"
    assert line["logger"] == "uvicorn.error"
    assert line["level"] == "info"


def test_metrics_count_requests_articles_and_the_ledger(house: House) -> None:
    house.board.approved()
    house.board.save()
    house.client.get("/nowhere-1")
    house.client.get("/nowhere-2")
    house.client.get("/")
    found = house.client.get("/metrics")
    assert found.headers["content-type"].startswith("text/plain; version=0.0.4")
    said = found.text.splitlines()
    assert 'osler_requests_total{method="GET",route="none",status="404"} 2.0' in said
    assert 'osler_requests_total{method="GET",route="/",status="200"} 1.0' in said
    assert 'osler_articles{state="approved"} 1.0' in said
    assert 'osler_articles{state="draft"} 1.0' in said
    assert "osler_open_causes 0.0" in said
    assert "osler_database_up 1.0" in said
    heads = [float(line.split()[1]) for line in said if line.startswith("osler_ledger_head ")]
    assert heads[0] > 10
    assert "nowhere-1" not in found.text


def test_metrics_count_asks_by_outcome_and_stage() -> None:
    measures = Measures()
    measures.asked(made_answer())
    measures.failed()
    said = measures.text().decode()
    assert 'osler_asks_total{outcome="answered"} 1.0' in said
    assert 'osler_asks_total{outcome="failed"} 1.0' in said


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("192.0.2.1", {}, 403),
        ("127.0.0.1", {"X-Forwarded-For": "192.0.2.1"}, 403),
        ("127.0.0.1", {"Forwarded": "for=192.0.2.1"}, 403),
    ],
)
def test_metrics_are_for_this_machine(
    house: House, address: str, headers: dict[str, str], status: int
) -> None:
    assert house.another(address).get("/metrics", headers=headers).status_code == status


def test_a_token_opens_metrics_from_anywhere(tmp_path: Path) -> None:
    with opened(tmp_path, metrics_token="synthetic-token") as house:
        other = house.another("192.0.2.1")
        sent = {"Authorization": "Bearer synthetic-token"}
        assert other.get("/metrics", headers=sent).status_code == 200
        for wrong in ("Bearer no", "synthetic-token", "Basic synthetic-token", "Bearer \u00e9"):
            got = other.get("/metrics", headers={"Authorization": wrong.encode()})
            assert got.status_code == 403
        assert house.client.get("/metrics").status_code == 403


def test_alive_is_not_ready(house: House) -> None:
    assert house.client.get("/healthz").json() == {"status": "alive"}
    got = house.client.get("/readyz")
    assert got.status_code == 503
    assert got.json()["lacking"] == {"evidence": "does not open"}


def test_each_part_that_lacks_is_named(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revision, "NEWEST", "another")
    monkeypatch.setattr(house.service.desk, "evidence", lambda: None, raising=False)
    assert health.lacking(house.service) == {"database": "is not at the newest revision"}
    with house.service.board.database.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE ledger RENAME TO gone")
    assert health.lacking(house.service)["ledger"] == "cannot be read"


def test_a_failed_sign_in_and_a_wrong_key_are_told(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    sent = {"login": "made-nobody", "password": "made-secret", "csrf": house.token()}
    assert house.client.post("/sign-in", data=sent).status_code == 401
    wrong = {"Authorization": "Bearer made-secret"}
    assert house.client.get("/api/v1/articles", headers=wrong).status_code == 401
    assert house.client.get("/account").status_code == 401  # nobody tried anything
    said = capsys.readouterr().err
    events = [json.loads(line) for line in said.splitlines()]
    found = [each["what"] for each in events if each["event"] == "security"]
    assert found == ["sign-in failed", "key refused"]
    assert "made-" not in said


def test_a_database_that_fell_behind_its_anchor_is_not_ready(tmp_path: Path) -> None:
    file = tmp_path / "anchors"
    with opened(tmp_path / "home", anchor=file) as house:
        assert "ledger" not in health.lacking(house.service)
        house.board.save()
        with house.service.board.database.reading() as connection:
            anchor.drop(file, book.head(connection))
        assert "ledger" not in health.lacking(house.service)
        lost = Entry(Event(99, "", "", "", "", "{}"), "0", "0")
        anchor.drop(file, lost)
        assert "row 99 is gone" in health.lacking(house.service)["ledger"]
        file.write_text("nonsense")  # an anchor that cannot be read stops no reader
        assert "ledger" not in health.lacking(house.service)
