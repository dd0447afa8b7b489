"""Signing in and out: what proves who somebody is, and what does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from made_visitor import PASSWORD, Browser, Place, place
from osler.accounts import people, second_factor, sessions, throttle
from osler.accounts.actor import SYSTEM
from osler.accounts.passwords import Passwords
from osler.accounts.role import Role
from osler.articles.store import MissingError
from osler.gate import askings
from osler.ledger import book
from osler.storage.canonical import digest
from osler.storage.moment import text

READER, REVIEWER, ADMIN = "reader@example.org", "reviewer@example.org", "admin@example.org"


@pytest.fixture
def here(tmp_path: Path, database_url: str) -> Iterator[Place]:
    """A site with one reader, over either database."""
    with place(tmp_path, database=database_url) as made:
        made.add(READER, Role.READER, name="Synthetic Reader")
        yield made


def told(here: Place) -> list[str]:
    """The acts that the ledger tells of."""
    with here.service.board.database.reading() as connection:
        return [each.event.act for each in book.entries(connection)]


def test_signing_in_leads_on_and_is_told(here: Place) -> None:
    browser = here.browser()
    answer = browser.sign_in(READER.upper(), to="/library?topic=heart")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/library?topic=heart"
    assert browser.signed_in
    assert "Synthetic Reader" in browser.get("/account").text
    assert told(here)[-1] == "sign-in"


def test_unknown_login_wrong_password_and_shut_account_look_the_same(here: Place) -> None:
    shut = here.add("shut@example.org", Role.READER)
    with here.service.board.database.writing() as connection:
        people.disable(connection, text(here.clock()), SYSTEM, shut.id)
    seen = []
    for login, password in (
        (READER, "wrong words that are long"),
        ("nobody@example.org", PASSWORD),
        ("shut@example.org", PASSWORD),
        ("", ""),
    ):
        browser = here.browser()
        answer = browser.sign_in(login, password)
        assert answer.status_code == 401
        assert not browser.signed_in
        plain = re.sub(r'name="csrf" value="[^"]+"', "", answer.text)
        seen.append(re.sub(r'(id="login"[^>]*) value="[^"]*"', r"\1", plain))
    assert len(set(seen)) == 1


def test_an_unknown_login_takes_as_much_work(here: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    work: list[str | None] = []
    fits = Passwords.fits

    def counted(self: Passwords, stored: str | None, password: str) -> bool:
        work.append(stored)
        return fits(self, stored, password)

    monkeypatch.setattr(Passwords, "fits", counted)
    here.browser().sign_in("nobody@example.org")
    here.browser().sign_in(READER, "wrong words that are long")
    assert len(work) == 2
    assert work[0] is None


def test_a_planted_session_is_not_taken_up(here: Place) -> None:
    attacker = here.browser()
    attacker.sign_in(READER)
    planted = attacker.cookie("session")
    assert planted is not None
    for value in (planted, "chosen-by-somebody"):
        victim = here.browser("192.0.2.2")
        victim.client.cookies.set("osler-session", value, domain="127.0.0.1", path="/")
        before = victim.token()
        answer = victim.sign_in(READER)
        assert answer.status_code == 303
        held = re.search(r"osler-session=([^;]+)", str(answer.headers.get_list("set-cookie")))
        assert held is not None
        assert held[1] not in {planted, "chosen-by-somebody"}
        assert before != attacker.token()
    assert not attacker.signed_in  # the session that was planted ended with the sign-in


def test_signing_in_again_gives_new_tokens(here: Place) -> None:
    browser = here.browser()
    browser.get("/")
    visit = browser.cookie("visit")
    form = browser.token()
    browser.sign_in(READER)
    first = browser.cookie("session")
    assert browser.cookie("visit") != visit
    assert browser.token() != form
    browser.sign_in(READER)
    assert browser.cookie("session") != first
    stolen = here.browser()
    stolen.client.cookies.set("osler-session", first or "", domain="127.0.0.1", path="/")
    assert not stolen.signed_in


def test_questions_go_with_whoever_signs_in_and_no_planted_visit_sees_them(here: Place) -> None:
    browser, board = here.browser(), here.service.board
    browser.get("/")
    old = browser.cookie("visit") or ""
    name = browser.post("/ask", question="Synthetic question?").headers["location"]
    browser.sign_in(READER)
    new = browser.cookie("visit") or ""
    mine, theirs = (askings_visitor(mark) for mark in (new, old))
    key = name.removeprefix("/ask/")
    now = here.clock()
    assert askings.asking(board.database, mine, key, now).question == "Synthetic question?"
    with pytest.raises(MissingError, match="no such question"):
        askings.asking(board.database, theirs, key, now)


def askings_visitor(mark: str) -> str:
    """The visitor that a mark stands for."""
    return digest(f"visit:{mark}")


def test_guessing_at_a_password_has_to_wait(here: Place) -> None:
    browser = here.browser()
    for _ in range(throttle.FREE):
        assert browser.sign_in(READER, "wrong words that are long").status_code == 401
    waits = []
    for _ in range(4):
        refused = browser.sign_in(READER)  # right, but too soon
        assert refused.status_code == 429
        wait = int(refused.headers["retry-after"])
        waits.append(wait)
        here.wait(wait)
        assert browser.sign_in(READER, "wrong words that are long").status_code == 401
    assert waits == sorted(set(waits))
    assert here.browser("198.51.100.7").sign_in(READER).status_code == 303
    here.wait(throttle.LONGEST)
    assert browser.sign_in(READER).status_code == 303
    assert told(here).count("sign-in.failed") == throttle.FREE + 4


def test_guessing_at_many_logins_from_one_address_has_to_wait(here: Place) -> None:
    browser = here.browser()
    token = browser.token()
    for number in range(throttle.FREE_ADDRESS):
        answer = browser.post("/sign-in", login=f"p{number}@example.org", password="x", csrf=token)
        assert answer.status_code == 401
    answer = browser.post("/sign-in", login="other@example.org", password="x", csrf=token)
    assert answer.status_code == 429
    assert here.browser("198.51.100.7").sign_in(READER).status_code == 303


@pytest.mark.parametrize("roles", [(Role.REVIEWER,), (Role.EDITOR, Role.ADMIN)])
def test_strict_roles_set_up_codes_before_they_count(here: Place, roles: tuple[Role, ...]) -> None:
    here.add(REVIEWER, *roles)
    browser = here.browser()
    answer = browser.sign_in(REVIEWER, to="/desk")
    assert answer.headers["location"] == "/account/second-factor?next=/desk"
    page = browser.get("/account/second-factor?next=/desk").text
    assert 'href="/desk"' not in page
    before = browser.cookie("session")
    assert browser.post("/account/second-factor", to="/desk").status_code == 303
    page = browser.get("/account/second-factor?next=/desk").text
    found = re.search(r'<code class="key">([A-Z2-7 ]+)</code>', page)
    assert found is not None
    secret = found[1].replace(" ", "")
    picture = browser.get("/account/second-factor.svg")
    assert picture.headers["content-type"].startswith("image/svg+xml")
    assert picture.text.startswith("<svg")
    wrong = browser.post("/account/second-factor/code", code="000000", to="/desk")
    assert wrong.status_code == 400
    done = browser.post("/account/second-factor/code", code=here.code(secret), to="/desk")
    assert done.headers["location"] == "/desk"
    assert browser.cookie("session") != before
    assert 'href="/desk"' in browser.get("/account").text
    assert browser.get("/account/second-factor.svg").status_code == 404


def test_a_code_is_asked_for_and_good_once(here: Place) -> None:
    secret = here.enrolled(REVIEWER, Role.REVIEWER)
    browser, other = here.browser(), here.browser("192.0.2.2")
    assert browser.sign_in(REVIEWER).status_code == 200
    assert not browser.signed_in
    assert browser.give("000000" if here.code(secret) != "000000" else "111111").status_code == 401
    code = here.code(secret)
    other.sign_in(REVIEWER)
    assert browser.give(code, to="/library").headers["location"] == "/library"
    assert 'href="/desk"' in browser.get("/account").text
    replayed = other.give(code)
    assert replayed.status_code == 401
    assert not other.signed_in
    here.wait(30)
    assert other.give(here.code(secret)).status_code == 303


@pytest.mark.parametrize(
    "code", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "1\x002345", "x" * 900]
)
def test_what_is_no_code(here: Place, code: str) -> None:
    here.enrolled(REVIEWER, Role.REVIEWER)
    browser = here.browser()
    browser.sign_in(REVIEWER)
    assert browser.give(code).status_code in {400, 401, 422}
    assert not browser.signed_in


def test_codes_cannot_be_guessed_at_without_waiting(here: Place) -> None:
    secret = here.enrolled(REVIEWER, Role.REVIEWER)
    good = here.code(secret)
    wrong = [code for code in ("000001", "000002", "000003", "000004", "000005") if code != good]
    statuses = []
    for number in range(8):
        browser = here.browser(f"192.0.2.{number + 10}")  # many addresses help nothing
        browser.sign_in(REVIEWER)
        statuses.append(browser.give(wrong[number % len(wrong)]).status_code)
    assert statuses[: throttle.FREE_CODE] == [401] * throttle.FREE_CODE
    assert 429 in statuses[throttle.FREE_CODE :]


def test_half_a_sign_in_is_nobody_elses_and_runs_out(here: Place) -> None:
    secret = here.enrolled(REVIEWER, Role.REVIEWER)
    browser, thief = here.browser(), here.browser("192.0.2.2")
    browser.sign_in(REVIEWER)
    thief.last = browser.last
    assert thief.give(here.code(secret)).status_code == 401
    assert not thief.signed_in
    here.wait(11 * 60)
    assert browser.give(here.code(secret)).status_code == 401
    assert "took too long" in (browser.last.text if browser.last else "")


def test_half_a_sign_in_ends_when_the_password_changes(here: Place) -> None:
    secret = here.enrolled(REVIEWER, Role.REVIEWER)
    browser = here.browser()
    browser.sign_in(REVIEWER)
    with here.service.board.database.writing() as connection:
        people.set_password(connection, text(here.clock()), SYSTEM, REVIEWER, "other")
    assert browser.give(here.code(secret)).status_code == 401
    assert not browser.signed_in


def test_signing_out_ends_the_session_and_clears_the_browser(here: Place) -> None:
    browser = here.browser()
    browser.sign_in(READER)
    token = browser.cookie("session") or ""
    answer = browser.post("/sign-out")
    assert answer.status_code == 303
    assert browser.cookie("session") is None
    assert browser.cookie("visit") is None
    browser.client.cookies.set("osler-session", token, domain="127.0.0.1", path="/")
    assert not browser.signed_in


def test_signing_out_everywhere(here: Place) -> None:
    one, two, three = (here.browser() for _ in range(3))
    for browser in (one, two):
        browser.sign_in(READER)
    here.add("other@example.org", Role.READER)
    three.sign_in("other@example.org")
    one.post("/sign-out/everywhere")
    assert not one.signed_in
    assert not two.signed_in
    assert three.signed_in
    assert "sign-out.everywhere" in told(here)


@pytest.mark.parametrize("what", ["disable", "roles", "password", "second factor"])
def test_sessions_end_with_what_they_rest_on(here: Place, what: str) -> None:
    browser = here.browser()
    browser.sign_in(READER)
    assert browser.signed_in
    at = text(here.clock())
    with here.service.board.database.writing() as connection:
        if what == "disable":
            people.disable(connection, at, SYSTEM, READER)
        elif what == "roles":
            people.set_roles(connection, at, SYSTEM, READER, frozenset({Role.EDITOR}))
        elif what == "password":
            people.set_password(connection, at, SYSTEM, READER, "another hash")
        else:
            second_factor.reset(connection, at, SYSTEM, READER)
    assert not browser.signed_in


def test_a_shut_account_has_no_session_even_where_one_was_left(here: Place) -> None:
    browser = here.browser()
    browser.sign_in(READER)
    with here.service.board.database.writing() as connection:
        person = people.person(connection, READER)
        people.disable(connection, text(here.clock()), SYSTEM, person.id)
        token = sessions.begin(connection, here.clock(), person.id, 12)
    browser.client.cookies.set("osler-session", token, domain="127.0.0.1", path="/")
    assert not browser.signed_in


def test_sessions_end_when_nobody_visits_and_at_the_latest_after_the_hours_set(
    here: Place,
) -> None:
    browser = here.browser()
    browser.sign_in(READER)
    here.wait(31 * 60)
    assert not browser.signed_in
    browser = here.browser()
    browser.sign_in(READER)
    for _ in range(12 * 3 - 1):
        here.wait(20 * 60 - 10)
        assert browser.signed_in
    here.wait(29 * 60)  # shorter than the idle time
    assert not browser.signed_in


@pytest.mark.parametrize("to", ["https://example.com/", "//example.com", "/\\example.com"])
def test_no_way_leads_off_the_site(here: Place, to: str) -> None:
    browser = here.browser()
    shown = browser.client.get("/sign-in", params={"next": to}).text
    assert 'name="next" value="/"' in shown
    assert browser.sign_in(READER, to=to).headers["location"] == "/"


@pytest.mark.parametrize(
    "path", ["/sign-in", "/sign-in/code", "/sign-in/provider", "/sign-out", "/sign-out/everywhere"]
)
def test_every_form_takes_its_token(here: Place, path: str) -> None:
    browser, other = here.browser(), here.browser("192.0.2.2")
    before = browser.token()
    browser.sign_in(READER)
    other.sign_in(READER)
    for token in ("", "0" * 64, before, other.token()):
        assert browser.post(path, csrf=token).status_code == 403
    assert browser.signed_in


def test_a_form_from_another_site_is_refused(here: Place) -> None:
    browser = here.browser()
    fields = {"login": READER, "password": PASSWORD, "csrf": browser.token()}
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://example.com"}):
        answer = browser.client.post(
            "/sign-in", data=fields, headers=headers, follow_redirects=False
        )
        assert answer.status_code == 403


def cookies(browser: Browser) -> list[str]:
    """The cookies that the last answer set, as sent."""
    assert browser.last is not None
    return [line.lower() for line in browser.last.headers.get_list("set-cookie")]


def test_cookies_are_out_of_reach_of_scripts(here: Place) -> None:
    browser = here.browser()
    browser.sign_in(READER)
    lines = cookies(browser)
    assert {line.split("=")[0] for line in lines} == {"osler-session", "osler-visit"}
    for line in lines:
        assert "httponly" in line
        assert "samesite=lax" in line
        assert "path=/" in line
        assert "domain" not in line


def test_cookies_over_https_belong_to_this_host_alone(tmp_path: Path) -> None:
    with place(tmp_path, base_url="https://osler.example.org") as here:
        here.add(READER, Role.READER)
        browser = here.browser()
        browser.sign_in(READER)
        lines = cookies(browser)
        assert all(line.startswith("__host-osler-") for line in lines)
        assert all("secure" in line and "domain" not in line for line in lines)
        assert browser.signed_in
        browser.post("/sign-out")
        assert all("secure" in line and "httponly" in line for line in cookies(browser))


@pytest.mark.parametrize("name", ["login", "password"])
@pytest.mark.parametrize(
    "hostile",
    ["\x00", "a\x00b", "' OR 1=1 --", "<script>alert(1)</script>", "\u202e" * 50, "x" * 1999],
)
def test_hostile_words_are_wrong_words(here: Place, name: str, hostile: str) -> None:
    fields = {"login": READER, "password": PASSWORD, name: hostile}
    browser = here.browser()
    answer = browser.post("/sign-in", **fields)
    assert answer.status_code == 401
    assert "<script>alert" not in answer.text
    assert "\u202e" not in answer.text


def test_passwords_are_hashed_anew_when_more_work_is_asked(here: Place) -> None:
    here.service.passwords = Passwords(time=2, memory=64)
    with here.service.board.database.reading() as connection:
        old = people.password(connection, people.person(connection, READER).id)
    assert here.browser().sign_in(READER).status_code == 303
    with here.service.board.database.reading() as connection:
        new = people.password(connection, people.person(connection, READER).id)
    assert old is not None
    assert new is not None
    assert "t=1" in old
    assert "t=2" in new
    assert here.browser().sign_in(READER).status_code == 303
