"""A conversation as a reader has it: five turns, each made whole, streamed, and kept."""

from __future__ import annotations

from made_browsing import context
from made_served import Site
from playwright.sync_api import Browser, Page, expect

# Each line as typed, and the whole question it makes after those before it. The starter evidence,
# which every machine has, answers them.
TURNS = (
    ("who should not take it?", "Who should not take isoniazid?"),
    ("which dose?", "What is the dose of isoniazid?"),
    ("what about rifampicin?", "What is the dose of rifampicin?"),
    ("side effects?", "What are the side effects of rifampicin?"),
)
FIRST = "What are the side effects of isoniazid?"


def _ask(page: Page, label: str, said: str) -> None:
    page.get_by_label(label, exact=True).fill(said)
    page.get_by_role("button", name="Ask", exact=True).click()


def _answered(page: Page) -> None:
    page.locator("#answer:not([aria-busy])").wait_for()
    expect(page.locator(".stages .done")).to_have_count(4)
    expect(page.locator("#brief-list li").first).to_be_visible()


def test_five_turns(site: Site, browser: Browser) -> None:
    held = context(browser, site.address)
    page = held.new_page()
    page.goto("/")
    _ask(page, "Your question", FIRST)
    _answered(page)
    for number, (said, whole) in enumerate(TURNS, 1):
        _ask(page, "Your follow-up", said)
        # The address says live=1 only until the answer is whole, which may be at once.
        expect(page.get_by_role("heading", level=1)).to_have_text(whole, timeout=20_000)
        page.wait_for_url("**/t/*")
        expect(page.locator(".completed")).to_contain_text(f"You typed: “{said}”")
        _answered(page)
        assert not page.url.endswith("live=1"), "the address is that of the whole page at the end"
        expect(page.locator(".turns > ol > li")).to_have_count(number)
    before = page.locator(".turns summary")
    asked = [FIRST, *(whole for _, whole in TURNS[:-1])]
    assert before.all_inner_texts() == asked
    before.first.click()
    expect(page.locator(".turns > ol > li").first).to_contain_text("hepatitis")
    thread = page.url
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text(TURNS[-1][1])

    # What is offered next comes by itself and is answered.
    offer = page.locator(".next button").first
    offer.wait_for()
    wanted = offer.inner_text()
    offer.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(wanted)
    _answered(page)
    assert page.url == thread

    # It is listed, and goes when its owner says so.
    page.get_by_role("link", name="Your conversations").click()
    expect(page.locator(".threads li")).to_have_count(1)
    expect(page.locator(".threads")).to_contain_text("6 questions")
    page.get_by_role("button", name=f"Delete: {FIRST}").click()
    expect(page.locator("main")).to_contain_text("There are none yet.")
    gone = page.goto(thread)
    assert gone is not None
    assert gone.status == 404
    held.close()


def test_a_follow_up_without_script(site: Site, browser: Browser) -> None:
    held = context(browser, site.address, script=False)
    page = held.new_page()
    page.goto("/")
    _ask(page, "Your question", "Is isoniazid safe with warfarin?")
    page.get_by_label("Your follow-up").fill("which dose?")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Which do you mean?")
    page.get_by_role("button", name="What is the dose of isoniazid?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What is the dose of isoniazid?")
    expect(page.get_by_role("heading", name="How this was made")).to_be_visible()
    page.get_by_role("link", name="Questions to ask next").click()
    expect(page.locator(".examples button").first).to_be_visible()
    held.close()
