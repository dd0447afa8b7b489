"""Where forms lead on to: pages of ours and nothing else."""

from __future__ import annotations

import pytest

from osler.web.onward import by_way_of, own

FOREIGN = [
    "https://example.com/",
    "//example.com",
    "///example.com",
    "/\\example.com",
    "\\/example.com",
    "\\\\example.com",
    "/\t/example.com",
    "/\n/example.com",
    "\t//example.com",
    " //example.com",
    "javascript:alert(1)",
    "data:text/html,x",
    "example.com",
    "http:example.com",
    "/a\r\nSet-Cookie: x=y",
    "/" + "a" * 1100,
    "/\u2028/example.com",
    "/ä",
    "",
    "/sign-in?next=/sign-in",
]


@pytest.mark.parametrize("to", FOREIGN)
def test_what_may_lead_elsewhere_leads_to_the_front_page(to: str) -> None:
    assert own(to) == "/"
    assert own(to, "/account") == "/account"


@pytest.mark.parametrize(
    "to", ["/", "/desk", "/a/some-article?v=2#s1", "/library?q=a%20b", "/%2F%2Fx"]
)
def test_ways_on_the_site_are_kept(to: str) -> None:
    assert own(to) == to


def test_by_way_of_another_page() -> None:
    assert by_way_of("/sign-in", "/") == "/sign-in"
    assert by_way_of("/sign-in", "/a?b=c&d#e") == "/sign-in?next=/a%3Fb%3Dc%26d%23e"
