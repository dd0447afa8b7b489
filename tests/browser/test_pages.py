"""Every page as it is met: accessible, valid, quiet in the console, light, whole at any width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import iter_route_contexts
from made_browsing import Member, context, sign_in
from made_looks import LOOKS, Look, members, shelf
from made_papers import QUESTION
from made_served import Site, invalid, violations
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, expect

from osler.server import application
from osler.settings import Settings

# Pages that between them hold every part whose place depends on the width.
BY_DAY = {"front", "answer-whole", "article-stale", "workspace-review", "admin"}
HEAVIEST = 100_000  # bytes of a page with its style, script and pictures
# What answers a GET and is no page.
OTHER = re.compile(
    r"/static/|/healthz|/readyz|/metrics|/feed\.atom|/sitemap\.xml|/robots\.txt|/cite\.|\.svg"
    r"|/stream$|/readers\.json$|/api(?:/|$)|/sign-in/callback|/a/\{slug\}/diff$"
)
UNSEEN = """() => {
  const held = [...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')];
  const missing = [];
  for (const each of held) {
    if (!each.checkVisibility({visibilityProperty: true}) || each.disabled) continue;
    each.focus({preventScroll: true, focusVisible: true});
    const style = getComputedStyle(each);
    const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    if (document.activeElement === each && !seen)
      missing.push(each.outerHTML.slice(0, 80));
  }
  document.activeElement?.blur();
  return missing;
}"""
WEIGHT = """() => [...performance.getEntriesByType('navigation'),
  ...performance.getEntriesByType('resource')]
  .reduce((sum, each) => sum + each.decodedBodySize, 0)"""


@dataclass
class Eyes:
    """A visitor's tab, with what its console said and the last document it was sent."""

    page: Page
    said: list[str] = field(default_factory=list)
    document: Response | None = None

    def __post_init__(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.said.append(message.text)

    def _response(self, response: Response) -> None:
        if response.request.is_navigation_request() and response.status not in {302, 303}:
            self.document = response


@dataclass
class Tour:
    """The site with its articles, everyone's tab, and the pages seen."""

    shelf: dict[str, str]
    people: dict[str, Member]
    eyes: dict[str, Eyes]
    seen: dict[str, str] = field(default_factory=dict)
    paths: set[str] = field(default_factory=set)

    def to(self, look: Look) -> Eyes:
        """Go to a page."""
        eyes = self.eyes[look.who]
        eyes.said.clear()
        if look.address:
            eyes.page.goto(look.address.format(**self.shelf))
            self._passed(eyes)
        if look.act is not None:
            look.act(eyes.page)
            eyes.page.wait_for_load_state()
            self._passed(eyes)
        assert eyes.document is not None
        assert eyes.document.status == look.status, eyes.page.url
        self.seen[look.name] = eyes.document.text()
        return eyes

    def _passed(self, eyes: Eyes) -> None:
        self.paths.add(re.sub(r"^\w+://[^/]+|[?#].*$", "", eyes.page.url))


@pytest.fixture(scope="module")
def tour(site: Site, browser: Browser) -> Iterator[Tour]:
    """Everyone signed in."""
    made = shelf(site.home)
    people = members(site.home)
    opened = {}
    for who in ("reader", *people):
        held = context(browser, site.address)
        opened[who] = Eyes(held.new_page())
        if who in people:
            sign_in(opened[who].page, people[who])
    yield Tour(made, people, opened)
    for eyes in opened.values():
        eyes.page.context.close()


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_page(tour: Tour, look: Look) -> None:
    eyes = tour.to(look)
    page = eyes.page
    found: dict[str, Any] = {"axe, wide": violations(page)}
    found["weight"] = [held] if (held := page.evaluate(WEIGHT)) > HEAVIEST else []
    page.keyboard.press("Tab")
    found["focus not seen"] = page.evaluate(UNSEEN)
    page.emulate_media(color_scheme="dark")
    for width in (320, 390):
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate("document.documentElement.scrollWidth")
        found[f"sideways at {width}"] = [wide] if wide > width else []
    found["axe, narrow and dark"] = violations(page, "color-contrast", "target-size")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(color_scheme="light")
    refused = "Failed to load resource: the server responded with a status of "
    found["console"] = [
        each for each in eyes.said if look.status < 400 or not each.startswith(refused)
    ]
    assert not {what: said for what, said in found.items() if said}


@pytest.mark.parametrize(
    "look",
    [
        pytest.param(each, marks=() if each.name in BY_DAY else pytest.mark.slow, id=each.name)
        for each in LOOKS
    ],
)
def test_contrast_in_either_light_at_either_width(tour: Tour, look: Look) -> None:
    """What `test_page` leaves out, which sees each page wide and light, and narrow and dark."""
    page = tour.to(look).page
    page.emulate_media(color_scheme="dark")
    found = {"wide and dark": violations(page, "color-contrast")}
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 390, "height": 800})
    found["narrow and light"] = violations(page, "color-contrast")
    page.set_viewport_size({"width": 1280, "height": 800})
    assert not {what: said for what, said in found.items() if said}


def test_every_address_was_looked_at(tour: Tour, site: Site) -> None:
    """A new page is a page of this tour."""
    app = application(Settings(home=site.home))
    pages = [
        each.path
        for each in iter_route_contexts(list(app.routes))
        if each.path and "GET" in (each.methods or ()) and not OTHER.search(each.path)
    ]
    assert len(pages) > 20
    wanted = {path: re.compile(re.sub(r"\{\w+\}", "[^/]+", path) + "$") for path in pages}
    assert not [path for path, form in wanted.items() if not any(map(form.match, tour.paths))]


def test_every_page_is_valid_html(tour: Tour, tmp_path: Path) -> None:
    assert len(tour.seen) == len(LOOKS)
    assert not invalid(tour.seen, tmp_path)


def test_reading_without_script(site: Site, browser: Browser) -> None:
    """Asking gives the whole answer, and a number leads to its passage."""
    held = context(browser, site.address, script=False)
    page = held.new_page()
    page.goto("/")
    page.get_by_label("Your question").fill(QUESTION)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("heading", name="How this was made")).to_be_visible()
    expect(page.locator(".stages")).to_have_count(0)
    cite = page.locator("a.cite").last
    passage = page.locator(str(cite.get_attribute("href")))
    expect(passage).to_be_hidden()
    cite.click()
    expect(passage).to_be_in_viewport()
    expect(passage.locator("mark")).to_be_visible()
    held.close()


def test_reviewing_without_script(site: Site, browser: Browser, tour: Tour) -> None:
    """Every act of a review is a form."""
    held = context(browser, site.address, script=False)
    page = held.new_page()
    sign_in(page, tour.people["reviewer"])
    page.goto(f"/desk/{tour.shelf['submitted']}")
    page.get_by_role("radio", name="No").check()
    page.get_by_role("button", name="Declare").click()
    page.get_by_role("button", name="Begin review").click()
    for left in (3, 2, 1):
        expect(page.locator(".remains")).to_contain_text(f"{left} of 3 statements left for you")
        page.get_by_role("button", name="Accept").click()
    page.get_by_role("link", name="Work on statement s1").click()
    page.get_by_role("button", name="Take back").click()
    expect(page.locator(".remains")).to_contain_text("1 of 3 statements left for you")
    page.locator(".statement.on summary", has_text="Strike").click()
    page.get_by_label("Why s1 is struck").fill("Synthetic reason.")
    page.get_by_role("button", name="Strike s1").click()
    expect(page.locator(".remains")).to_contain_text("0 of 2 statements left for you")
    expect(page.get_by_role("button", name="Sign version")).to_be_visible()
    held.close()
