"""Every response says what a browser may do with it, errors too."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from made_house import House, opened
from osler.gate import headers
from osler.settings import Settings
from osler.web.assets import asset

ALWAYS = (
    "content-security-policy",
    "x-content-type-options",
    "referrer-policy",
    "permissions-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "cache-control",
)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/healthz", 200),
        ("GET", "/nowhere", 404),
        ("DELETE", "/", 405),
        ("POST", "/ask", 403),
        ("GET", "/ask/none", 404),
        ("GET", "/api/v1/nowhere", 404),
        ("GET", "/" + "x" * 5000, 414),
    ],
)
def test_on_every_response(house: House, method: str, path: str, status: int) -> None:
    got = house.client.request(method, path)
    assert got.status_code == status
    for name in ALWAYS:
        assert len(got.headers.get_list(name)) == 1, name
    assert "server" not in got.headers
    policy = got.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "trusted-types osler" in policy


def test_only_files_named_by_their_bytes_may_be_kept(house: House) -> None:
    assert house.client.get("/").headers["cache-control"] == "no-store"
    assert "immutable" in house.client.get(asset("osler.css")).headers["cache-control"]


def test_https_and_a_provider_are_told_of(tmp_path: Path) -> None:
    plain = Settings(home=tmp_path)
    found = dict(headers.standing(plain))
    assert b"strict-transport-security" not in found
    secure = replace(
        plain, base_url="https://osler.example.org", issuer="https://id.example.org/realm"
    )
    found = dict(headers.standing(secure))
    assert found[b"strict-transport-security"].startswith(b"max-age=31536000")
    assert b"form-action 'self' https://id.example.org;" in found[b"content-security-policy"]


def test_what_one_visitor_sees_is_kept_by_nobody() -> None:
    given = [(b"cache-control", b"private, no-cache"), (b"Server", b"made")]
    found = headers.laid(given, [(b"x-made", b"1")], private=True)
    assert found == [(b"cache-control", b"no-store"), (b"x-made", b"1")]
    shared = headers.laid(given, [], private=False)
    assert shared == [(b"cache-control", b"private, no-cache")]


def test_an_unexpected_error_is_a_plain_page(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = " ".join(("a", "secret"))

    def broken(*_given: object) -> None:
        raise RuntimeError(words)

    monkeypatch.setattr("osler.gate.askings.keep", broken)
    sent = {"question": "a synthetic question", "csrf": house.token()}
    got = house.client.post("/ask", data=sent)
    assert got.status_code == 500
    for name in ALWAYS:
        assert name in got.headers
    assert "Something went wrong" in got.text
    assert "RuntimeError" not in got.text
    assert "secret" not in got.text
    said = capsys.readouterr().err
    request = got.text.split("<p>Request ")[1].split("<")[0]
    lines = [line for line in said.splitlines() if f'"{request}"' in line]
    assert len(lines) == 2  # the error with where it happened, and the request
    assert "test_gate_headers.py" in lines[0]
    assert "secret" not in said


def test_a_private_service_lets_nobody_keep_a_page(tmp_path: Path) -> None:
    with opened(tmp_path, public=False) as house:
        got = house.client.get("/")
        assert got.status_code in {303, 401}
        assert got.headers["cache-control"] == "no-store"
