"""A form is taken only from our own pages, for the visitor it was shown to."""

from __future__ import annotations

import pytest

from made_house import HOME, House

ASKED = {"question": "What is a synthetic question?"}


def _ask(house: House, token: str | None, **headers: str) -> int:
    sent = {**ASKED, **({"csrf": token} if token is not None else {})}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return house.client.post("/ask", data=sent, headers=named, follow_redirects=False).status_code


def test_our_own_form_is_taken(house: House) -> None:
    token = house.token()
    assert _ask(house, token) == 303
    assert _ask(house, token, Origin=HOME, Sec_Fetch_Site="same-origin") == 303


@pytest.mark.parametrize("token", [None, "", "0" * 64, "x", "\u00e9" * 64])
def test_no_or_a_wrong_token_is_refused(house: House, token: str | None) -> None:
    house.token()
    assert _ask(house, token) == 403


def test_another_visitors_token_is_refused(house: House) -> None:
    theirs = house.another().get("/").text.split('name="csrf" value="')[1].split('"')[0]
    assert theirs != house.token()
    assert _ask(house, theirs) == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Origin": "https://evil.example.org"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Origin": "http://[::1"},
        {"Origin": "http://127.0.0.1:8001"},
        {"Origin": HOME + ".evil.example.org"},
    ],
)
def test_another_sites_form_is_refused(house: House, headers: dict[str, str]) -> None:
    assert _ask(house, house.token(), **headers) == 403


def test_forging_is_told_to_who_watches(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    _ask(house, "wrong")
    said = [line for line in capsys.readouterr().err.splitlines() if '"security"' in line]
    assert len(said) == 1
    assert '"what":"forged"' in said[0]
    assert '"address":"127.0.0.1"' in said[0]
