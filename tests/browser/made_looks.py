"""Every page of the site: whose it is, where it lies, and how one gets there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from made_browsing import Member, board, member
from made_papers import QUESTION
from playwright.sync_api import Page, expect

from made_evidence import WARNED
from made_visitor import PASSWORD
from osler.accounts import people
from osler.accounts.actor import ANONYMOUS
from osler.accounts.role import Role
from osler.articles import actions
from osler.articles.staleness import CauseKind, Change

Act = Callable[[Page], object]
HOSTILE = (
    '<script>alert(1)</script> "quoted" & a_very_long_synthetic_word_that_does_not_break_anywhere'
)


@dataclass(frozen=True)
class Look:
    """One page as one visitor sees it. `address` names articles of the shelf in braces, "" where
    `act` goes there by itself; else `act` goes on from there; `status` is what the page then shown
    was answered with.
    """

    name: str
    who: str
    address: str
    status: int = 200
    act: Act | None = None


def shelf(home: Path) -> dict[str, str]:
    """Articles in every state, by state; what else addresses name."""
    with board(home) as made:
        found = {
            "draft": made.save().slug,
            "submitted": actions.submit(made.board, made.editor, made.save().slug).slug,
            "review": made.under_review().slug,
            "hostile": made.under_review(HOSTILE).slug,
            "approved": made.approved().slug,
            "stale": made.approved().slug,
        }
        for state, end in (("retired", actions.retire), ("withdrawn", actions.withdraw)):
            slug = made.approved().slug
            who = made.editor if state == "retired" else made.admin
            found[state] = end(made.board, who, slug, "A synthetic reason.").slug
        asked = made.under_review().slug
        actions.request_changes(made.board, made.first, asked, "Say more of nothing.")
        found["changes"] = asked
        again = made.approved().slug
        actions.gloss(made.board, made.editor, again, "a synthetic line in plain words")
        actions.submit(made.board, made.editor, again)
        actions.declare(made.board, made.first, again, False, "None to declare.")
        actions.declare(made.board, made.second, again, False, "None to declare.")
        actions.begin(made.board, made.first, again)
        found["twice"] = made.approve(again).slug
        article, content = made.held(found["stale"])
        cited = content.answer.references[0]
        change = Change(
            CauseKind.CORRECTED, cited.document, "pubmed:99000900", None,
            f"Reference {cited.number} was corrected.", WARNED, f"{WARNED} Not in synthetic mice.",
            "synthetic",
        )  # fmt: skip
        actions.notice(made.board, article.id, [change], article.head)
        names = list(content.statements)
        said = "This is a synthetic report."
        actions.report(made.board, ANONYMOUS, found["stale"], 1, said, names[0])
        actions.comment(made.board, made.first, found["review"], "Is this so?", names[0])
        found["statement"] = names[0]
        with made.board.database.reading() as connection:
            found["person"] = people.person(connection, "first@example.org").id
    return found


def members(home: Path) -> dict[str, Member]:
    """Whose eyes the pages are seen with."""
    titled = {"credentials": "MD", "specialty": "Synthetic medicine"}
    return {
        "editor": member(home, "ed@example.org", "Synthetic Ed", Role.EDITOR),
        "reviewer": member(
            home, "rev@example.org", "Synthetic Rev", Role.REVIEWER, enrolled=True, **titled
        ),
        "admin": member(home, "boss@example.org", "Synthetic Boss", Role.ADMIN, enrolled=True),
        "fresh": member(home, "new@example.org", "Synthetic New", Role.REVIEWER),
    }


def ask(question: str) -> Act:
    """Ask, and wait for the whole answer."""

    def act(page: Page) -> None:
        page.get_by_label("Your question").fill(question)
        page.get_by_role("button", name="Ask", exact=True).click()
        page.locator("#answer:not([aria-busy])").wait_for()
        expect(page.get_by_role("heading", name="How this was made")).to_be_visible()

    return act


@cache
def answered(page: Page, question: str) -> str:
    """The address of the answer to a question, asked once in a tab."""
    page.goto("/")
    ask(question)(page)
    return page.url


def again(page: Page) -> None:
    """An answer that is there already, whole."""
    page.goto(answered(page, QUESTION))


ASKED = "What are the side effects of isoniazid?"  # which the starter evidence answers
SEVERAL = "Is isoniazid safe with warfarin?"


def follow(said: str, first: str = ASKED, button: str = "Ask") -> Act:
    """Ask on from an answer."""

    def act(page: Page) -> None:
        page.goto(answered(page, first))
        page.get_by_label("Your follow-up").fill(said)
        page.get_by_role("button", name=button, exact=True).click()

    return act


def look_first(page: Page) -> None:
    """A follow-up made whole, and shown before it is asked."""
    follow("and the dose?", button="Show it completed first")(page)


def followed(page: Page) -> None:
    """Two turns, the second as it comes."""
    follow("how should it be monitored?")(page)
    page.locator("#answer:not([aria-busy])").wait_for()
    page.locator(".next button").first.wait_for()


def anew(page: Page) -> None:
    """The same answer, asked for once more."""
    page.goto("/")
    ask(QUESTION)(page)


@cache
def thread(page: Page) -> str:
    """The address of two turns, taken once in a tab."""
    followed(page)
    return page.url


def conversation(page: Page) -> None:
    """The same, whole."""
    page.goto(thread(page))
    page.locator(".next button").first.wait_for()


def conversations(page: Page) -> None:
    """The list of them."""
    page.get_by_role("link", name="Your conversations").first.click()


def listed(page: Page) -> None:
    """The list with a conversation in it."""
    conversation(page)
    conversations(page)


def offered(page: Page) -> None:
    """What may be asked next, as a page of its own."""
    page.goto(f"{answered(page, ASKED)}/next")


def for_patient(page: Page) -> None:
    """An answer in a patient's words, with one of them explained; the choice is then forgotten."""
    page.get_by_label("Which best describes you?").select_option("patient")
    ask("What is the cause of myopathic necrosis?")(page)
    page.reload()
    expect(page.get_by_role("heading", name="Words explained")).to_be_visible()
    page.locator("a.term").first.click()
    expect(page.locator(".shown.word")).to_be_visible()
    page.keyboard.press("Escape")
    page.context.clear_cookies(name=re.compile("reader"))


def save_twice(page: Page) -> None:
    """An answer to a question on which there is an article."""
    for go in (again, anew):
        go(page)
        page.get_by_role("button", name="Save as article").click()


def empty(page: Page) -> None:
    """A question that is none."""
    page.get_by_label("Your question").fill("  ")
    page.get_by_role("button", name="Ask", exact=True).click()


def sign(password: str) -> Act:
    """Sign in as someone with one-time codes."""

    def act(page: Page) -> None:
        page.get_by_label("Login").fill("rev@example.org")
        page.get_by_label("Password").fill(password)
        page.get_by_role("button", name="Sign in", exact=True).click()

    return act


def wrong_code(page: Page) -> None:
    """A code that is none."""
    sign(PASSWORD)(page)
    page.get_by_label("Code", exact=True).fill("000000")
    page.get_by_role("button", name="Go on").click()


def report(page: Page) -> None:
    """Send a report."""
    page.get_by_label("What is wrong?").fill("Synthetic: nothing is wrong.")
    page.get_by_role("button", name="Send to the board").click()


def begin_codes(page: Page) -> None:
    """The page with the key to scan."""
    page.get_by_role("button", name="Begin").click()


def make_key(page: Page) -> None:
    """The page that shows a new key."""
    page.get_by_label("Name").fill("Synthetic program")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Make the key").click()


def wrong_password(page: Page) -> None:
    """A change of password that is refused."""
    page.get_by_label("Present password").fill("not it at all")
    page.get_by_label("New password", exact=True).fill("five plain unrelated words here")
    page.get_by_label("New password again").fill("five plain unrelated words here")
    page.get_by_role("button", name="Change password").click()


def undecided(page: Page) -> None:
    """A declaration that says neither yes nor no."""
    page.locator("[name=conflicted]").first.evaluate("each => each.required = false")
    page.get_by_role("button", name="Declare").click()


def gloss(page: Page) -> None:
    """A change to an article that was changed since it was read."""
    page.get_by_text("Line in plain language").click()
    form = page.locator("form[action$='/gloss']")
    form.locator("[name=revision]").evaluate("each => each.value = '1'")
    form.locator("textarea").fill("another synthetic line")
    form.get_by_role("button").click()


LOOKS = (
    Look("front", "reader", "/"),
    Look("front-filled", "reader", "/?q=What+is+synthetic"),
    Look("answer-live", "reader", "/", act=ask(QUESTION)),
    Look("answer-whole", "reader", "", act=again),
    Look("answer-patient", "reader", "/", act=for_patient),
    Look("refusal", "reader", "/", act=ask("What is the dose of aspirin in gout?")),
    Look("question-refused", "reader", "/", 422, act=empty),
    Look("threads-none", "editor", "/threads"),
    Look("thread-live", "reader", "", act=followed),
    Look("thread-whole", "reader", "", act=conversation),
    Look("thread-refused", "reader", "", act=follow("is it safe in smokers?")),
    Look("follow-unclear", "reader", "", act=follow("which dose?", SEVERAL)),
    Look("follow-unknown", "reader", "", act=follow("why?")),
    Look("follow-looked", "reader", "", act=look_first),
    Look("follow-empty", "reader", "", 422, act=follow("?!")),
    Look("threads", "reader", "", act=listed),
    Look("next", "reader", "", act=offered),
    Look("library", "reader", "/library"),
    Look("library-none", "reader", "/library?q=nothing-of-this-kind"),
    Look("library-stale", "reader", "/library?status=stale"),
    Look("board", "reader", "/board"),
    Look("policy", "reader", "/editorial-policy"),
    Look("article-submitted", "reader", "/a/{submitted}"),
    Look("article-review", "reader", "/a/{review}"),
    Look("article-hostile", "reader", "/a/{hostile}"),
    Look("article-approved", "reader", "/a/{approved}"),
    Look("article-changes", "reader", "/a/{changes}"),
    Look("article-stale", "reader", "/a/{stale}"),
    Look("article-retired", "reader", "/a/{retired}"),
    Look("article-withdrawn", "reader", "/a/{withdrawn}"),
    Look("article-draft", "editor", "/a/{draft}"),
    Look("article-old", "reader", "/a/{twice}/v/1"),
    Look("history", "reader", "/a/{twice}/history"),
    Look("difference", "reader", "/a/{twice}/diff/1..2"),
    Look("report", "reader", "/a/{approved}/report?statement={statement}"),
    Look("reported", "reader", "/a/{approved}/report", act=report),
    Look("not-found", "reader", "/nothing-here", 404),
    Look("no-article", "reader", "/a/nothing-here", 404),
    Look("no-account", "reader", "/desk", 401),
    Look("sign-in", "reader", "/sign-in"),
    Look("sign-in-wrong", "reader", "/sign-in", 401, act=sign("not it at all")),
    Look("sign-in-code", "reader", "/sign-in", act=sign(PASSWORD)),
    Look("sign-in-code-wrong", "reader", "/sign-in", 401, act=wrong_code),
    Look("account", "editor", "/account"),
    Look("account-refused", "editor", "/account", 403, act=wrong_password),
    Look("account-keys", "editor", "/account/keys"),
    Look("account-key", "editor", "/account/keys", 201, act=make_key),
    Look("account-codes", "fresh", "/account"),
    Look("second-factor", "fresh", "/account/second-factor"),
    Look("second-factor-key", "fresh", "/account/second-factor", act=begin_codes),
    Look("codes-needed", "fresh", "/desk", 403),
    Look("not-allowed", "editor", "/admin", 403),
    Look("answer-save", "editor", "", act=again),
    Look("saved-already", "editor", "", 409, act=save_twice),
    Look("desk-editor", "editor", "/desk"),
    Look("desk", "reviewer", "/desk?by=age"),
    Look("workspace-draft", "editor", "/desk/{draft}"),
    Look("workspace-conflict", "editor", "/desk/{changes}", 409, act=gloss),
    Look("workspace-declare", "reviewer", "/desk/{submitted}"),
    Look("workspace-refused", "reviewer", "/desk/{submitted}", 422, act=undecided),
    Look("workspace-review", "reviewer", "/desk/{review}?s={statement}"),
    Look("workspace-hostile", "reviewer", "/desk/{hostile}"),
    Look("workspace-approved", "reviewer", "/desk/{approved}"),
    Look("workspace-stale", "reviewer", "/desk/{stale}"),
    Look("workspace-withdrawn", "reviewer", "/desk/{withdrawn}"),
    Look("workspace-ledger", "reviewer", "/desk/{stale}/ledger"),
    Look("workspace-readers", "reviewer", "/desk/{stale}/readers?reader=patient"),
    Look("workspace-difference", "reviewer", "/desk/{twice}/difference?old=1&new=2"),
    Look("admin", "admin", "/admin"),
    Look("admin-user", "admin", "/admin/users/{person}"),
    Look("admin-evidence", "admin", "/admin/evidence"),
    Look("admin-ledger", "admin", "/admin/ledger?check=yes"),
)  # fmt: skip
