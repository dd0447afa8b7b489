"""Synthetic people and articles laid straight into a served site's database."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyotp
from playwright.sync_api import Browser, BrowserContext, Page

from made_board import Publishers
from made_visitor import PASSWORD, QUICK
from osler.accounts import people, profile, second_factor
from osler.accounts.actor import SYSTEM
from osler.accounts.role import Role
from osler.accounts.sealing import Seal, secret_key
from osler.house.publishing import open_board
from osler.settings import Settings
from osler.storage.moment import text


@dataclass
class Codes:
    """An authenticator app that never shows a code twice; the step after the present one counts
    too, so that nobody waits.
    """

    secret: str
    last: int = 0

    def next(self) -> str:
        """A code not given before."""
        self.last = max(self.last + 1, int(time.time()) // second_factor.STEP)
        return self.given()

    def given(self) -> str:
        """The code given last."""
        return pyotp.TOTP(self.secret).generate_otp(self.last)


@dataclass
class Member:
    """An account and what its owner has."""

    login: str
    name: str
    codes: Codes | None = None


@dataclass
class Past:
    """A clock that began a day ago; every look moves it on by a minute."""

    now: datetime.datetime

    def __call__(self) -> datetime.datetime:
        self.now += datetime.timedelta(minutes=1)
        return self.now


@contextmanager
def board(home: Path) -> Iterator[Publishers]:
    """The site's board with its four people, from yesterday; they have no password."""
    held = open_board(Settings(home=home))
    clock = Past(datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1))
    try:
        yield Publishers(type(held)(held.database, held.policy, clock), clock)  # type: ignore[arg-type]
    finally:
        held.database.close()


def member(
    home: Path,
    login: str,
    name: str,
    *roles: Role,
    enrolled: bool = False,
    credentials: str | None = None,
    specialty: str | None = None,
) -> Member:
    """An account with `PASSWORD`; `enrolled`: with one-time codes, the first one used up."""
    settings = Settings(home=home)
    held, codes = open_board(settings), Seal(secret_key(settings.secret))
    before = datetime.datetime.now(datetime.UTC) - datetime.timedelta(minutes=5)
    try:
        with held.database.writing() as connection:
            at = text(before)
            made = people.add(
                connection, at, SYSTEM, login, name, frozenset(roles), QUICK.hashed(PASSWORD)
            )
            if credentials:
                profile.describe(connection, at, SYSTEM, made.id, name, credentials, specialty)
                made = people.set_board(connection, at, SYSTEM, made.id, True)
            if not enrolled:
                return Member(login, name)
            second_factor.begin(connection, codes, at, made.actor(), made)
            secret = second_factor.pending(connection, codes, made.id)
            assert secret is not None
            made = people.person(connection, made.id)
            code = pyotp.TOTP(secret).at(before)
            second_factor.settle(connection, codes, before, made.actor(), made, code)
        return Member(login, name, Codes(secret))
    finally:
        held.database.close()


def context(browser: Browser, address: str, *, script: bool = True) -> BrowserContext:
    """A browser of its own, wide and light, at a site."""
    made = browser.new_context(
        base_url=address,
        java_script_enabled=script,
        viewport={"width": 1280, "height": 800},
        color_scheme="light",
        reduced_motion="reduce",
    )
    made.set_default_timeout(10_000)
    return made


def sign_in(page: Page, who: Member) -> None:
    """Through the real pages: password, and a code where the account takes one."""
    page.goto("/sign-in")
    page.get_by_label("Login").fill(who.login)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    if who.codes is not None:
        page.get_by_label("Code", exact=True).fill(who.codes.next())
        page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name=who.name).wait_for()


def enrol(page: Page, who: Member) -> None:
    """Set one-time codes up through the real pages, reading the key as a person would type it."""
    page.goto("/account/second-factor")
    page.get_by_role("button", name="Begin").click()
    secret = page.locator("code.key").inner_text().replace(" ", "")
    who.codes = Codes(secret)
    page.get_by_label("Code", exact=True).fill(who.codes.next())
    page.get_by_role("button", name="Set up").click()
    page.wait_for_url(lambda address: not address.endswith("/code"))
