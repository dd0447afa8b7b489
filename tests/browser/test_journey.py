"""From a question to an approved article, and on to its retraction, as four people live it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from made_browsing import Member, context, enrol, member, sign_in
from made_papers import CITED, FIRST, NOTICE, QUESTION, SHORTER, UNFOUNDED, update
from made_served import Site
from playwright.sync_api import Browser, Page, expect

from made_visitor import PASSWORD
from osler.accounts.role import Role

REASON = "Synthetic: it should not have been published."


@dataclass
class People:
    """Whose tabs are open, and who they are."""

    reader: Page
    editor: Page
    first: Page
    second: Page
    admin: Page
    members: dict[str, Member]


@pytest.fixture(scope="module")
def people(site: Site, browser: Browser) -> Iterator[People]:
    """Tabs of separate browsers; nobody is signed in yet."""
    home, titled = site.home, {"credentials": "MD", "specialty": "Synthetic medicine"}
    members = {
        "editor": member(home, "editor@example.org", "Synthetic Editor", Role.EDITOR),
        "first": member(home, "first@example.org", "Synthetic First", Role.REVIEWER, **titled),
        "second": member(
            home, "second@example.org", "Synthetic Second", Role.REVIEWER, enrolled=True, **titled
        ),
        "admin": member(home, "admin@example.org", "Synthetic Admin", Role.ADMIN, enrolled=True),
    }
    tabs = {
        name: context(browser, site.address).new_page()
        for name in ("reader", "editor", "first", "second", "admin")
    }
    yield People(**tabs, members=members)
    for tab in tabs.values():
        tab.context.close()


def _linked(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.locator("[type='application/ld+json']").inner_text())
    return found


def _ask(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Your question").fill(QUESTION)
    page.get_by_role("button", name="Ask", exact=True).click()
    page.wait_for_url("**/ask/*?live=1")
    page.locator("#answer:not([aria-busy])").wait_for()
    expect(page.locator(".stages .done")).to_have_count(4)
    assert not page.url.endswith("live=1"), "the address is that of the whole answer at the end"


def _declare(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("radio", name="No").check()
    page.get_by_role("button", name="Declare").click()


def _left(page: Page, number: int) -> None:
    expect(page.locator(".remains")).to_contain_text(f"{number} of 2 statements left for you")


def _sign(page: Page, who: Member, code: str | None = None) -> None:
    assert who.codes is not None
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_label("One-time code").fill(code or who.codes.next())
    page.get_by_role("button", name=re.compile("Sign version")).click()


def test_from_question_to_retraction(site: Site, people: People) -> None:
    editor, first, second, reader = people.editor, people.first, people.second, people.reader

    # An editor asks, saves and hands in.
    sign_in(editor, people.members["editor"])
    _ask(editor)
    expect(editor.locator("#brief-list")).to_contain_text("Causes of trichophagia")
    editor.get_by_role("button", name="Save as article").click()
    editor.wait_for_url("**/desk/*")
    desk = "/desk/" + editor.url.rsplit("/", 1)[1].split("?")[0]
    public = desk.replace("/desk/", "/a/")
    assert reader.goto(public).status == 404, "a draft is not for readers"  # type: ignore[union-attr]
    editor.get_by_role("button", name="Hand in to the board").click()
    expect(editor.locator(".badge").first).to_have_text("Submitted")

    # A reader sees that nobody has looked at it.
    reader.goto(public)
    expect(reader.locator(".banner.caution")).to_contain_text("Not yet reviewed")
    expect(reader.locator(".track .now")).to_contain_text("Submitted")
    assert "lastReviewed" not in _linked(reader)

    # The first reviewer sets codes up, declares, begins, tries words, and decides by keys.
    sign_in(first, people.members["first"])
    enrol(first, people.members["first"])
    _declare(first, desk)
    first.get_by_role("button", name="Begin review").click()
    _left(first, 2)
    _edit(first)
    sign_in(second, people.members["second"])
    _declare(second, desk)
    _left(second, 2)
    second.keyboard.press("?")
    expect(second.get_by_role("dialog", name="Keys")).to_be_visible()
    second.keyboard.press("Escape")
    second.keyboard.press("j")
    second.keyboard.press("a")
    _left(second, 1)
    second.keyboard.press("u")
    _left(second, 2)
    second.keyboard.press("a")
    _left(second, 1)
    second.keyboard.press("k")
    second.keyboard.press("a")
    _left(second, 0)

    # Both sign; a code is good once.
    _sign(first, people.members["first"])
    expect(first.locator("#sign")).to_contain_text("1 more signature is needed")
    reader.reload()
    expect(reader.locator(".track .now")).to_contain_text("Under review")
    second.reload()
    codes = people.members["second"].codes
    assert codes is not None
    _sign(second, people.members["second"], codes.given())
    expect(second.get_by_role("alert")).to_contain_text("Not done")
    _sign(second, people.members["second"])
    expect(second.locator(".badge").first).to_have_text("Approved")
    _approved(reader)

    # A cited paper is retracted.
    file = site.home / "update.xml"
    file.write_bytes(update())
    said = site.osler("ingest", str(file))
    assert "stale" in said.lower(), said
    reader.reload()
    expect(reader.locator(".banner.caution")).to_contain_text("retracted")
    expect(reader.locator(".track .now")).to_contain_text("Stale")
    linked = _linked(reader)
    assert "lastReviewed" not in linked
    assert "reviewedBy" not in linked
    assert str(CITED) in json.dumps(linked["citation"])
    second.goto("/desk")
    task = second.locator("[aria-labelledby=stale] li")
    expect(task).to_contain_text("Retracted")
    task.get_by_role("link").click()
    expect(second.locator(".cause")).to_contain_text("This cannot be closed")
    expect(second.locator(".cause .sides")).to_contain_text(FIRST)
    expect(second.locator(".cause .sides")).to_contain_text("was retracted, and supports nothing")
    assert f"(PMID {NOTICE})" in site.osler("stale")


def _edit(page: Page) -> None:
    """The first statement shortened: first unsupported, then supported; the second accepted."""
    page.keyboard.press("k")
    line = page.locator(".statement.on")
    page.keyboard.press("e")
    words = line.locator("textarea[data-verify]")
    expect(words).to_be_focused()
    words.fill(UNFOUNDED)
    expect(line.locator(".verdict")).to_have_class(re.compile("bad"))
    expect(line.locator(".verdict")).to_contain_text("80")
    line.get_by_role("button", name="Save these words").click()
    expect(page.get_by_role("alert")).to_contain_text("Not done")
    line = page.locator(".statement.on")
    line.locator("textarea[data-verify]").fill(SHORTER)
    expect(line.locator(".verdict")).to_have_text("Supported by the passages cited.")
    line.get_by_role("button", name="Save these words").click()
    _left(page, 1)
    page.keyboard.press("j")
    page.keyboard.press("a")
    _left(page, 0)


def _approved(page: Page) -> None:
    """What readers see of an approved article."""
    page.reload()
    now = page.locator(".track .now")
    for words in ("Approved", "Synthetic First, MD", "Synthetic Second, MD"):
        expect(now).to_contain_text(words)
    expect(page.locator(".banner")).to_have_count(0)
    expect(page.locator("article")).to_contain_text(SHORTER)
    linked = _linked(page)
    assert linked["lastReviewed"]
    assert {each["name"] for each in linked["reviewedBy"]} == {
        "Synthetic First",
        "Synthetic Second",
    }
    cite = page.locator("a.cite").last
    cite.click()
    passage = page.get_by_role("dialog", name="Passage quoted")
    expect(passage.locator("mark")).to_be_visible()
    number, beside = cite.bounding_box(), passage.bounding_box()
    assert number is not None
    assert beside is not None
    assert beside["x"] > number["x"] + number["width"], "in the margin"
    assert beside["y"] - 30 <= number["y"] <= beside["y"] + beside["height"], "at its citation"
    page.keyboard.press("Escape")
    expect(passage).to_be_hidden()
    page.keyboard.press("[")
    expect(passage).to_contain_text(f"citation {page.locator('a.cite').count() - 1} of")
    page.keyboard.press("Escape")


def test_a_report_reaches_the_desk_and_a_withdrawn_article_says_so(
    site: Site, people: People
) -> None:
    reader, admin = people.reader, people.admin
    reader.get_by_role("link", name="report an error").first.click()
    reader.get_by_label("What is wrong?").fill("Synthetic: that is not what it says.")
    reader.get_by_role("button", name="Send to the board").click()
    public = reader.url.removesuffix("/report").split("?")[0]
    sign_in(admin, people.members["admin"])
    admin.goto("/desk")
    reported = admin.locator("[aria-labelledby=reports] li")
    expect(reported).to_contain_text("that is not what it says")
    reported.get_by_role("link").click()
    admin.get_by_text("Withdraw", exact=True).first.click()
    admin.get_by_label("Why it should not have been published").fill(REASON)
    admin.get_by_role("button", name="Withdraw", exact=True).click()
    expect(admin.locator(".badge").first).to_have_text("Withdrawn")
    reader.goto(public)
    expect(reader.locator(".banner.bad")).to_contain_text(REASON)
    expect(reader.locator("main")).not_to_contain_text(SHORTER)
    assert "whole" in site.osler("audit", "verify")
