"""One's own account on the web: what is shown, passwords, codes, keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from made_visitor import PASSWORD, Browser, Place, place
from osler.accounts import keys, people, second_factor
from osler.accounts.people import Person
from osler.accounts.role import Right, Role
from osler.ledger import book

READER, REVIEWER = "reader@example.org", "reviewer@example.org"
NEW = "five other plain unrelated words"
PATHS = [
    "/account",
    "/account/keys",
    "/account/second-factor",
    "/account/second-factor.svg",
]
POSTS = [
    "/account/profile",
    "/account/interests",
    "/account/password",
    "/account/keys",
    "/account/keys/some/end",
    "/account/second-factor",
    "/account/second-factor/code",
    "/sign-out",
    "/sign-out/everywhere",
]


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Place]:
    """A site with one reader."""
    with place(tmp_path) as made:
        made.add(READER, Role.READER, name="Synthetic Reader")
        yield made


@pytest.fixture
def browser(here: Place) -> Browser:
    """The reader's browser, signed in."""
    made = here.browser()
    made.sign_in(READER)
    return made


def held(here: Place, login: str = READER) -> Person:
    """An account as it stands."""
    with here.service.board.database.reading() as connection:
        return people.person(connection, login)


def test_nothing_of_an_account_without_signing_in(here: Place) -> None:
    stranger = here.browser()
    for path in PATHS:
        assert stranger.get(path).status_code == 401
    for path in POSTS:
        assert stranger.post(path).status_code == 401


def test_every_change_takes_the_form_s_token(here: Place, browser: Browser) -> None:
    before = held(here)
    for path in POSTS:
        assert browser.post(path, csrf="0" * 64, name="Other", interests="x").status_code == 403
    assert held(here) == before


def test_what_is_shown_of_oneself(here: Place, browser: Browser) -> None:
    revision = str(held(here).revision)
    answer = browser.post(
        "/account/profile",
        revision=revision,
        name="  New\u202e   Name ",
        credentials="MD",
        specialty="<b>Neurology</b>",
    )
    assert answer.headers["location"] == "/account?done=profile"
    person = held(here)
    assert (person.name, person.credentials) == ("New Name", "MD")
    page = browser.get("/account?done=profile").text
    assert "What is shown of you was changed." in page
    assert "&lt;b&gt;Neurology&lt;/b&gt;" in page
    late = browser.post("/account/profile", revision=revision, name="Late")
    assert late.status_code == 409
    assert 'value="Late"' in late.text
    assert held(here) == person


@pytest.mark.parametrize("name", ["", "   ", "\x00", "x" * 201])
def test_a_name_that_cannot_be(here: Place, browser: Browser, name: str) -> None:
    answer = browser.post("/account/profile", revision=str(held(here).revision), name=name)
    assert answer.status_code == 400
    assert held(here).name == "Synthetic Reader"


@pytest.mark.parametrize("revision", ["", "x", "-1", "99999999999999999999"])
def test_a_revision_that_is_none(browser: Browser, revision: str) -> None:
    answer = browser.post("/account/profile", revision=revision, name="Name")
    assert answer.status_code in {400, 409, 422}


def test_declared_interests_are_dated_and_kept(here: Place, browser: Browser) -> None:
    for said in ("Synthetic fees.", "None."):
        browser.post("/account/interests", revision=str(held(here).revision), interests=said)
    person = held(here)
    assert person.interests == "None."
    assert (person.interests_at or "").startswith("2026-03-02")
    with here.service.board.database.reading() as connection:
        details = [each.event.detail for each in book.entries(connection, f"user:{person.id}")]
    assert sum("Synthetic fees." in each for each in details) == 1
    empty = browser.post("/account/interests", revision=str(person.revision), interests=" ")
    assert empty.status_code == 400


@pytest.mark.parametrize("ended", [False, True])
def test_another_password_ends_keys_where_that_is_wished(
    here: Place, browser: Browser, ended: bool
) -> None:
    now, owner = here.clock(), held(here).actor()
    with here.service.board.database.writing() as connection:
        keys.make(connection, now, owner, "synthetic", frozenset({Right.READ}), None)
    more = {"keys": "end"} if ended else {}
    browser.post("/account/password", password=PASSWORD, new=NEW, again=NEW, **more)
    with here.service.board.database.reading() as connection:
        (key,) = keys.keys(connection, owner.id)
    assert (key.ended_at is not None) is ended


def test_another_password_ends_all_other_sessions(here: Place, browser: Browser) -> None:
    other = here.browser()
    other.sign_in(READER)
    before = browser.cookie("session")
    answer = browser.post("/account/password", password=PASSWORD, new=NEW, again=NEW)
    assert answer.headers["location"] == "/account?done=password"
    assert browser.cookie("session") != before
    assert browser.signed_in
    assert not other.signed_in
    assert other.sign_in(READER, PASSWORD).status_code == 401
    assert other.sign_in(READER, NEW).status_code == 303


@pytest.mark.parametrize(
    ("password", "new", "again", "said"),
    [
        ("wrong words that are long", NEW, NEW, "not right"),
        ("", NEW, NEW, "give your password"),
        (PASSWORD, NEW, NEW + "x", "differ"),
        (PASSWORD, "short", "short", "at least 12"),
        (PASSWORD, "passwordpassword", "passwordpassword", "among the first"),
        (PASSWORD, READER, READER, "your own name or login"),
    ],
)
def test_passwords_that_are_not_taken(
    here: Place, browser: Browser, password: str, new: str, again: str, said: str
) -> None:
    answer = browser.post("/account/password", password=password, new=new, again=again)
    assert answer.status_code in {400, 403}
    assert said.casefold() in answer.text.casefold()
    assert new not in answer.text or len(new) < 6 or new == READER
    assert here.browser().sign_in(READER).status_code == 303


def test_confirming_is_throttled_too(here: Place, browser: Browser) -> None:
    for _ in range(20):  # the clock moves on by some seconds each time
        answer = browser.post("/account/password", password="wrong", new=NEW, again=NEW)
        if "too many failed attempts" in answer.text.casefold():
            break
    assert answer.status_code == 403
    assert "too many failed attempts" in answer.text.casefold()


def test_who_has_codes_gives_one_to_change_the_password(here: Place) -> None:
    secret = here.enrolled(REVIEWER, Role.REVIEWER)
    browser = here.browser()
    browser.sign_in(REVIEWER)
    used = here.code(secret)
    browser.give(used)
    for code in ("", used, "000000"):
        answer = browser.post("/account/password", password=PASSWORD, code=code, new=NEW, again=NEW)
        assert answer.status_code == 403
    here.wait(30)
    fields = {"password": PASSWORD, "code": here.code(secret), "new": NEW, "again": NEW}
    assert browser.post("/account/password", **fields).status_code == 303
    assert 'href="/desk"' in browser.get("/account").text  # the second factor still counts


def test_moving_codes_to_another_app_takes_the_old_one(here: Place) -> None:
    secret = here.enrolled(REVIEWER, Role.REVIEWER)
    browser = here.browser()
    browser.sign_in(REVIEWER)
    browser.give(here.code(secret))
    assert browser.post("/account/second-factor").status_code == 403
    assert browser.get("/account/second-factor.svg").status_code == 404
    here.wait(30)
    fields = {"password": PASSWORD, "code": here.code(secret)}
    assert browser.post("/account/second-factor", **fields).status_code == 303
    assert browser.get("/account/second-factor.svg").status_code == 200


def test_codes_begun_in_one_session_are_neither_seen_nor_settled_in_another(here: Place) -> None:
    secret = here.enrolled(REVIEWER, Role.REVIEWER)
    browser, other = here.browser(), here.browser()
    for each in (browser, other):
        each.sign_in(REVIEWER)
        each.give(here.code(secret))
        here.wait(30)
    fields = {"password": PASSWORD, "code": here.code(secret)}
    assert browser.post("/account/second-factor", **fields).status_code == 303
    assert other.get("/account/second-factor.svg").status_code == 404
    with here.service.board.database.reading() as connection:
        person = people.person(connection, REVIEWER)
        begun = second_factor.pending(connection, here.service.codes, person.id)
    assert begun is not None
    assert other.post("/account/second-factor/code", code=here.code(begun)).status_code == 400
    here.wait(11 * 60)
    assert browser.post("/account/second-factor/code", code=here.code(begun)).status_code == 400


def test_a_first_second_factor_is_set_up_soon_after_signing_in_or_with_the_password(
    here: Place, browser: Browser
) -> None:
    here.wait(16 * 60)
    assert browser.post("/account/second-factor").status_code == 403
    assert browser.post("/account/second-factor", password=PASSWORD).status_code == 303


def make(browser: Browser, **fields: object) -> str | None:
    """Make a key; returns its secret."""
    given = {"name": "Synthetic program", "scope": ["read", "ask"], "password": PASSWORD, **fields}
    answer = browser.post("/account/keys", **given)
    found = re.search(r'<code class="key">(osler_[\w-]+)</code>', answer.text)
    return found[1] if found else None


def test_a_key_is_shown_once_and_acts_within_its_scopes(here: Place, browser: Browser) -> None:
    secret = make(browser)
    assert secret is not None
    page = browser.get("/account/keys").text
    assert "Synthetic program" in page
    assert secret not in page
    with here.service.board.database.reading() as connection:
        actor = keys.key_actor(connection, secret, here.clock())
    assert actor.rights == {Right.READ, Right.ASK}
    assert actor.id == held(here).id


@pytest.mark.parametrize(
    "fields",
    [
        {"scope": []},
        {"scope": ["everything"]},
        {"scope": ["people"]},
        {"scope": ["account"]},
        {"scope": ["review"]},
        {"scope": ["read"] * 60},
        {"name": ""},
        {"name": "x" * 81},
        {"days": "0"},
        {"days": "367"},
        {"days": "many"},
        {"days": "٣"},
        {"password": ""},
        {"password": "wrong"},
    ],
)
def test_keys_that_are_not_made(here: Place, browser: Browser, fields: dict[str, object]) -> None:
    secret = make(browser, **fields)
    assert browser.last is not None
    if fields == {"days": "٣"}:  # a number in other digits is a number
        assert secret is not None
        return
    assert browser.last.status_code in {400, 403, 422}
    assert secret is None


def test_a_key_is_ended_by_its_owner_only(here: Place, browser: Browser) -> None:
    here.add("other@example.org", Role.READER)
    other = here.browser()
    other.sign_in("other@example.org")
    secret = make(browser)
    assert secret is not None
    found = re.search(r'action="(/account/keys/[^"]+/end)"', browser.get("/account/keys").text)
    assert found is not None
    assert other.post(found[1]).status_code == 404
    assert other.post("/account/keys/nothing/end").status_code == 404
    with here.service.board.database.reading() as connection:
        keys.key_actor(connection, secret, here.clock())
    assert browser.post(found[1]).status_code == 303
    with (
        here.service.board.database.reading() as connection,
        pytest.raises(keys.KeyRefusedError),
    ):
        keys.key_actor(connection, secret, here.clock())
    assert "Ended and expired keys (1)" in browser.get("/account/keys").text


def test_a_browser_s_own_words_are_words(here: Place) -> None:
    browser = here.browser()
    browser.client.headers["user-agent"] = "<script>alert(1)</script>"
    browser.sign_in(READER)
    page = browser.get("/account").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_pages_hold_no_script_or_style_of_their_own(here: Place, browser: Browser) -> None:
    browser.post("/account/second-factor")
    for path in ("/sign-in", "/account", "/account/keys", "/account/second-factor"):
        text = browser.get(path).text
        assert " style=" not in text
        assert "<style" not in text
        assert not re.search(r"<script(?! src=)", text)
        assert not re.search(r"\son\w+=", text)
        assert not re.search(r'(src|href|action)="(https?:)?//', text)
