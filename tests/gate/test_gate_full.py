"""A database without room: who reads is served, who writes is told to come back."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from made_house import House

FULL = 40  # questions after which any page is full


def test_who_writes_into_a_full_database_is_told_so(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    article = house.board.approved()
    engine = house.service.board.database.engine
    engine.dispose()
    event.listen(engine, "connect", lambda held, _: held.execute("PRAGMA max_page_count = 1"))
    sent = {"csrf": house.token(), "question": "What is a synthetic question? " + "x " * 900}
    for _ in range(FULL):
        got = house.client.post("/ask", data=sent, follow_redirects=False)
        if got.status_code != 303:
            break
    assert got.status_code == 503
    assert "Try again" in got.text
    assert "full" not in got.text
    assert got.headers["retry-after"] == "30"
    assert "database or disk is full" in capsys.readouterr().err  # for the operator
    for path in ("/", "/library", f"/a/{article.slug}", f"/api/v1/articles/{article.slug}"):
        assert house.client.get(path).status_code == 200
