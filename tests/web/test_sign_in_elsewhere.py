"""Signing in with an OpenID Connect provider: what it says is believed only as asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from httpx2 import Response

from made_issuer import CLIENT, SECRET, Issuer, issuer
from made_visitor import Browser, Place, place
from osler.accounts import people
from osler.accounts.actor import SYSTEM, NotAllowedError
from osler.accounts.people import Person
from osler.accounts.role import Role
from osler.gate.confirming import ElsewhereError, confirm
from osler.gate.passing import Visit, visiting
from osler.storage.moment import text


@pytest.fixture(scope="module")
def running() -> Iterator[Issuer]:
    """One provider for all tests here."""
    with issuer() as made:
        yield made


@pytest.fixture
def provider(running: Issuer) -> Issuer:
    """The provider, well-behaved."""
    running.claims, running.said, running.asked = {}, {}, []
    running.unsigned = running.other_key = running.shared = False
    return running


@pytest.fixture
def here(tmp_path: Path, provider: Issuer) -> Iterator[Place]:
    """A site that knows the provider."""
    with place(tmp_path, issuer=provider.address, client_id=CLIENT, client_secret=SECRET) as made:
        yield made


def depart(here: Place, provider: Issuer, browser: Browser, **fields: str) -> str:
    """Set off to the provider; returns the address the browser is sent to."""
    answer = browser.post("/sign-in/provider", **fields)
    assert answer.status_code == 303, answer.text
    provider.now = here.clock.now.timestamp()
    return answer.headers["location"]


def back(browser: Browser, answer: dict[str, str]) -> Response:
    """Come back with the provider's answer."""
    return browser.get(f"/sign-in/callback?{urlencode(answer)}")


def round_trip(here: Place, provider: Issuer, browser: Browser, **fields: str) -> Response:
    """There and back."""
    return back(browser, provider.authorize(depart(here, provider, browser, **fields)))


def held(here: Place, login: str = "elsewhere@example.org") -> Person:
    """An account as it stands."""
    with here.service.board.database.reading() as connection:
        return people.person(connection, login)


def test_someone_new_becomes_a_reader(here: Place, provider: Issuer) -> None:
    browser = here.browser()
    assert "Sign in with your organisation" in browser.get("/sign-in").text
    provider.claims = {"roles": ["admin"], "groups": ["admin"], "board": True}
    answer = round_trip(here, provider, browser, to="/library")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/library"
    assert browser.signed_in
    person = held(here)
    assert person.roles == {Role.READER}
    assert person.elsewhere
    assert person.name == "Synthetic Elsewhere"
    again = here.browser()
    round_trip(here, provider, again)
    assert again.signed_in
    assert held(here) == person


def test_what_is_asked_of_the_provider(here: Place, provider: Issuer) -> None:
    url = depart(here, provider, here.browser())
    query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    assert url.startswith(f"{provider.address}/authorize?")
    assert query["response_type"] == "code"
    assert query["client_id"] == CLIENT
    assert query["redirect_uri"] == "http://127.0.0.1:8000/sign-in/callback"
    assert query["code_challenge_method"] == "S256"
    assert "openid" in query["scope"].split()
    assert len(query["state"]) >= 32
    assert len(query["nonce"]) >= 32
    assert "max_age" not in query


WRONG: dict[str, dict[str, Any]] = {
    "nonce": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "audience": {"aud": "somebody-else"},
    "audiences without us": {"aud": ["a", "b"]},
    "more audiences without azp": {"aud": [CLIENT, "b"]},
    "authorized party": {"azp": "somebody-else"},
    "issuer": {"iss": "https://evil.example.org"},
    "no issuer": {"iss": None},
    "no subject": {"sub": None},
    "empty subject": {"sub": ""},
    "long subject": {"sub": "x" * 256},
    "unseen subject": {"sub": "subject-1\x00"},
    "subject of another kind": {"sub": ["subject-1"]},
    "no expiry": {"exp": None},
    "expired": {"exp": 1000},
    "issued in the future": {"iat": 9_999_999_999},
    "not yet": {"nbf": 9_999_999_999},
    "access token": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
}


@pytest.mark.parametrize("wrong", WRONG)
def test_claims_that_are_not_as_asked(here: Place, provider: Issuer, wrong: str) -> None:
    browser = here.browser()
    provider.claims = WRONG[wrong]
    assert round_trip(here, provider, browser).status_code == 401
    assert not browser.signed_in


@pytest.mark.parametrize("fault", ["unsigned", "other_key", "shared"])
def test_tokens_that_the_provider_did_not_sign(here: Place, provider: Issuer, fault: str) -> None:
    browser = here.browser()
    setattr(provider, fault, True)
    assert round_trip(here, provider, browser).status_code == 401
    assert not browser.signed_in


def test_an_answer_is_taken_once(here: Place, provider: Issuer) -> None:
    browser = here.browser()
    answer = provider.authorize(depart(here, provider, browser))
    visit = browser.cookie("visit") or ""
    assert back(browser, answer).status_code == 303
    browser.post("/sign-out")
    browser.client.cookies.set("osler-visit", visit, domain="127.0.0.1", path="/")
    provider.codes[answer["code"]] = provider.asked[-1]  # even where the provider takes it again
    assert back(browser, answer).status_code == 401
    assert not browser.signed_in


def test_an_answer_is_nobody_elses(here: Place, provider: Issuer) -> None:
    attacker, victim = here.browser(), here.browser("192.0.2.2")
    answer = provider.authorize(depart(here, provider, attacker))
    victim.get("/")
    assert back(victim, answer).status_code == 401
    assert not victim.signed_in


def test_an_answer_runs_out(here: Place, provider: Issuer) -> None:
    browser = here.browser()
    answer = provider.authorize(depart(here, provider, browser))
    here.wait(11 * 60)
    assert back(browser, answer).status_code == 401


@pytest.mark.parametrize(
    "change",
    [
        {"state": "guessed"},
        {"state": ""},
        {"code": "guessed"},
        {"code": ""},
        {"code": "x" * 1500},
        {"iss": "https://evil.example.org"},
        {"error": "access_denied"},
    ],
)
def test_answers_that_are_changed(here: Place, provider: Issuer, change: dict[str, str]) -> None:
    browser = here.browser()
    answer = provider.authorize(depart(here, provider, browser))
    assert back(browser, {**answer, **change}).status_code == 401
    assert not browser.signed_in


def test_a_code_is_worth_nothing_without_the_verifier(here: Place, provider: Issuer) -> None:
    browser, other = here.browser(), here.browser("192.0.2.2")
    stolen = provider.authorize(depart(here, provider, other))
    answer = provider.authorize(depart(here, provider, browser))
    assert back(browser, {**answer, "code": stolen["code"]}).status_code == 401


def test_a_provider_that_says_it_names_itself_must(here: Place, provider: Issuer) -> None:
    provider.said = {"authorization_response_iss_parameter_supported": True}
    browser = here.browser()
    answer = provider.authorize(depart(here, provider, browser))
    del answer["iss"]
    assert back(browser, answer).status_code == 401


@pytest.mark.parametrize(
    "said",
    [
        {"issuer": "https://evil.example.org"},
        {"token_endpoint": None},
        {"token_endpoint": "http://example.org/token"},
        {"jwks_uri": "http://127.0.0.1:9/keys"},
    ],
)
def test_a_provider_that_is_not_what_was_set(
    here: Place, provider: Issuer, said: dict[str, Any]
) -> None:
    provider.said = said
    browser = here.browser()
    answer = browser.post("/sign-in/provider")
    assert answer.status_code == 502
    assert "Sign in" in answer.text


def test_a_verified_address_claims_the_account_made_for_it(here: Place, provider: Issuer) -> None:
    here.add("elsewhere@example.org", Role.EDITOR, password=None)
    browser = here.browser()
    round_trip(here, provider, browser)
    assert held(here).elsewhere
    assert 'href="/desk"' in browser.get("/account").text


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_an_address_not_verified_claims_nothing(
    here: Place, provider: Issuer, verified: object
) -> None:
    here.add("elsewhere@example.org", Role.EDITOR, password=None)
    provider.claims = {"email_verified": verified}
    browser = here.browser()
    round_trip(here, provider, browser)
    assert not held(here).elsewhere
    assert browser.signed_in
    assert 'href="/desk"' not in browser.get("/account").text


def test_an_account_with_a_password_is_not_claimed(here: Place, provider: Issuer) -> None:
    here.add("elsewhere@example.org", Role.EDITOR)
    browser = here.browser()
    round_trip(here, provider, browser)
    assert not held(here).elsewhere
    assert "openid-" in browser.get("/account").text


def test_an_account_tied_to_another_subject_is_not_claimed(here: Place, provider: Issuer) -> None:
    round_trip(here, provider, here.browser())
    before = held(here)
    provider.claims = {"sub": "subject-2"}
    other = here.browser()
    round_trip(here, provider, other)
    assert held(here) == before
    assert "openid-" in other.get("/account").text


def test_a_shut_account_stays_shut(here: Place, provider: Issuer) -> None:
    round_trip(here, provider, here.browser())
    with here.service.board.database.writing() as connection:
        people.disable(connection, text(here.clock()), SYSTEM, "elsewhere@example.org")
    browser = here.browser()
    assert round_trip(here, provider, browser).status_code == 401
    assert not browser.signed_in


@pytest.mark.parametrize(("amr", "counts"), [(["pwd", "mfa"], True), (["pwd"], False)])
def test_strict_roles_take_a_second_factor_there_or_here(
    here: Place, provider: Issuer, amr: list[str], counts: bool
) -> None:
    here.add("elsewhere@example.org", Role.REVIEWER, password=None)
    provider.claims = {"amr": amr}
    browser = here.browser()
    answer = round_trip(here, provider, browser)
    wanted = "/" if counts else "/account/second-factor"
    assert answer.headers["location"] == wanted
    assert ('href="/desk"' in browser.get("/account").text) is counts


def arrived(here: Place, browser: Browser) -> Visit:
    """The visit that a browser's cookies make."""
    from starlette.requests import Request

    words = "; ".join(f"{name}={value}" for name, value in browser.client.cookies.items())
    scope = {"type": "http", "app": here.app, "headers": [(b"cookie", words.encode())]}
    return visiting(Request(scope | {"client": ("192.0.2.1", 1), "method": "GET", "path": "/"}))


def test_signing_takes_a_recent_sign_in_there(here: Place, provider: Issuer) -> None:
    browser = here.browser()
    round_trip(here, provider, browser)
    confirm(arrived(here, browser), "", "")
    here.wait(6 * 60)
    with pytest.raises(ElsewhereError):
        confirm(arrived(here, browser), "", "")
    session = browser.cookie("session")
    answer = round_trip(here, provider, browser, to="/desk", again="1")
    assert provider.asked[-1]["max_age"] == "0"
    assert provider.asked[-1]["prompt"] == "login"
    assert answer.headers["location"] == "/desk"
    assert browser.cookie("session") != session
    confirm(arrived(here, browser), "", "")


@pytest.mark.parametrize("hours", [None, 5])
def test_a_sign_in_remembered_there_is_not_recent(
    here: Place, provider: Issuer, hours: int | None
) -> None:
    browser = here.browser()
    url = depart(here, provider, browser)
    provider.claims = {"auth_time": int(provider.now) - hours * 3600 if hours else None}
    back(browser, provider.authorize(url))
    assert browser.signed_in
    with pytest.raises(NotAllowedError):
        confirm(arrived(here, browser), "", "")


@pytest.mark.parametrize("hours", [None, 5])
def test_proving_again_is_not_done_from_memory(
    here: Place, provider: Issuer, hours: int | None
) -> None:
    browser = here.browser()
    round_trip(here, provider, browser)
    here.wait(6 * 60)
    url = depart(here, provider, browser, again="1")
    provider.claims = {"auth_time": int(provider.now) - hours * 3600 if hours else None}
    assert back(browser, provider.authorize(url)).status_code == 401
    with pytest.raises(NotAllowedError):
        confirm(arrived(here, browser), "", "")


def test_proving_again_as_somebody_else(here: Place, provider: Issuer) -> None:
    browser = here.browser()
    round_trip(here, provider, browser)
    url = depart(here, provider, browser, again="1")
    provider.claims = {"sub": "subject-2", "email": "second@example.org"}
    assert back(browser, provider.authorize(url)).status_code == 401
    assert "Synthetic Elsewhere" in browser.get("/account").text


def test_no_provider_no_button(tmp_path: Path) -> None:
    with place(tmp_path) as here:
        browser = here.browser()
        assert "organisation" not in browser.get("/sign-in").text
        assert browser.post("/sign-in/provider").status_code == 502
        assert browser.get("/sign-in/callback?state=a&code=b").status_code == 401
