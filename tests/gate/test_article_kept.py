"""The article page over HTTP: kept between changes, shown anew at each."""

from __future__ import annotations

from made_house import House
from osler.accounts import sessions
from osler.articles import actions


def test_a_browser_that_has_the_page_is_told_so(house: House) -> None:
    path = f"/a/{house.board.approved().slug}"
    first = house.client.get(path)  # gives the visitor their cookie
    again = house.client.get(path)
    assert again.headers["cache-control"] == "private, no-cache"
    tag = again.headers["etag"]
    assert first.headers["etag"] == tag
    for sent in (tag, f"W/{tag}", f'"other", {tag}'):
        got = house.client.get(path, headers={"If-None-Match": sent})
        assert (got.status_code, got.content) == (304, b"")
    assert house.client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_withdrawal_shows_on_the_next_request(house: House) -> None:
    article = house.board.approved()
    path = f"/a/{article.slug}"
    before = house.client.get(path)
    tag = house.client.get(path).headers["etag"]
    actions.withdraw(house.board.board, house.board.admin, article.slug, "A synthetic reason.")
    after = house.client.get(path, headers={"If-None-Match": tag})
    assert after.status_code == 200
    assert after.text != before.text
    assert "ithdrawn" in after.text


def test_each_visitor_gets_a_form_of_their_own(house: House) -> None:
    path = f"/a/{house.board.approved().slug}"
    one, two = house.client, house.another()
    for client in (one, two):
        client.get(path)
    tokens = [
        client.get(path).text.split('name="csrf" value="')[1].split('"')[0]
        for client in (one, two, one)
    ]
    assert tokens[0] == tokens[2] != tokens[1]
    sent = {"question": "What is a synthetic question?", "csrf": tokens[0]}
    assert one.post("/ask", data=sent, follow_redirects=False).status_code == 303
    assert two.post("/ask", data=sent, follow_redirects=False).status_code == 403


def test_readers_do_not_see_what_staff_see(house: House) -> None:
    article = house.board.approved()
    board = house.service.board
    with board.database.writing() as connection:
        key = sessions.begin(connection, board.clock(), house.board.first.id, 1, second_factor=True)
    staff = house.another()
    staff.cookies.set("osler-session", key)
    got = staff.get(f"/a/{article.slug}")
    assert got.headers["cache-control"] == "no-store"
    assert "etag" not in got.headers
    assert "Synthetic First</a>" in got.text
    assert "Synthetic First</a>" not in house.client.get(f"/a/{article.slug}").text


def test_what_is_missing_is_not_kept(house: House) -> None:
    assert house.client.get("/a/none").status_code == 404
    draft = house.board.save()
    assert house.client.get(f"/a/{draft.slug}").status_code == 404
    actions.submit(house.board.board, house.board.editor, draft.slug)
    assert house.client.get(f"/a/{draft.slug}").status_code == 200


def test_an_address_that_only_resembles_a_kept_one_is_none(house: House) -> None:
    path = f"/a/{house.board.approved().slug}"
    assert house.client.get(path).status_code == 200
    for other in ("%0a", "%09", "%3f", "%23x", "%20"):
        assert house.client.get(path + other).status_code == 404
