"""What a request may be: whose host, how large, how often, from where."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from limits import RateLimitItemPerMinute

from made_house import House, opened
from osler.gate import bodies, hosts, limits
from osler.gate.limits import Kind, LimitedError, Limits
from osler.settings import Settings, SettingsError, read_settings


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "LOCALHOST:99", "[::1]:8000"])
def test_our_own_names_are_answered(house: House, host: str) -> None:
    assert house.client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example.org",
        "127.0.0.1.evil.example.org",
        "127.0.0.1:8000@evil.example.org",
        "evil.example.org:127",
        "localhost:x",
        "localhost, evil.example.org",
        "",
    ],
)
def test_another_host_is_not_ours(house: House, host: str) -> None:
    got = house.client.get("/", headers={"Host": host})
    assert got.status_code == 421
    assert "evil" not in got.text
    assert "base_url" in got.text


def test_a_set_address_is_ours(tmp_path: Path) -> None:
    with opened(tmp_path, base_url="https://osler.example.org") as house:
        for host in ("osler.example.org", "osler.example.org:443"):
            assert house.client.get("/", headers={"Host": host}).status_code == 200


def test_machines_may_probe_by_address(house: House) -> None:
    assert house.client.get("/healthz", headers={"Host": "10.0.0.7:8000"}).status_code == 200
    assert house.client.get("/library", headers={"Host": "10.0.0.7:8000"}).status_code == 421


def test_a_body_too_large_is_refused_before_it_is_read(house: House) -> None:
    sent = {"question": "x" * (bodies.BODY + 1), "csrf": house.token()}
    got = house.client.post("/ask", data=sent)
    assert got.status_code == 413
    assert got.headers["connection"] == "close"


def test_a_body_without_a_length_is_counted(house: House) -> None:
    token = house.token().encode()

    def pieces() -> Iterator[bytes]:
        yield b"csrf=" + token + b"&question="
        for _ in range(40):
            yield b"x" * 8192

    form = {"Content-Type": "application/x-www-form-urlencoded"}
    got = house.client.post("/ask", content=pieces(), headers=form)
    assert got.status_code == 413
    assert "Too large" in got.text


def test_a_refusal_under_the_api_is_a_problem(house: House) -> None:
    got = house.client.post("/api/v1/ask", content=b"x" * (bodies.BODY + 1))
    assert got.status_code == 413
    assert got.headers["content-type"] == "application/problem+json"
    said = json.loads(got.content)
    assert said["status"] == 413
    assert said["type"] == "urn:osler:problem:too-large"
    assert said["request"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"X-Made": "x" * 20_000}, 431),
        ({f"X-Made-{number}": "x" for number in range(120)}, 431),
        ({"Content-Length": "-1"}, 400),
        ({"Content-Length": "1e3"}, 400),
        ({"Content-Length": "9" * 40}, 413),
    ],
)
def test_headers_are_held_to_limits(house: House, headers: dict[str, str], status: int) -> None:
    assert house.client.get("/", headers=headers).status_code == status


HOSTILE = (
    "/%00",
    "/..%2f..%2fetc/passwd",
    "/static/../settings.py",
    "/static/x/%2e%2e%2fosler.css",
    "/ask/%ff%fe",
    "/ask/" + "%F0%9F%A9%BA" * 20,
    "/ask/%ED%A0%80",
    "/ask/\u202egnp.",
    "//evil.example.org/",
    "/\\evil.example.org",
    "/ask/'; DROP TABLE users; --",
    "/?q=%00&q=%ff",
    "/ask/{{61*61}}",
)


@pytest.mark.parametrize("path", HOSTILE)
def test_hostile_addresses_find_nothing(house: House, path: str) -> None:
    got = house.client.get(path, follow_redirects=False)
    assert got.status_code in {200, 400, 404}, got.text
    assert "evil" not in got.headers.get("location", "")
    assert "3721" not in got.text


@pytest.mark.parametrize("words", ["\x00", "\ud800".encode("utf-8", "surrogatepass"), "\u202e", "́"])
def test_hostile_questions_are_refused_or_kept(house: House, words: str | bytes) -> None:
    sent = words if isinstance(words, bytes) else words.encode()
    body = b"csrf=" + house.token().encode() + b"&question=" + sent
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    got = house.client.post("/ask", content=body, headers=form, follow_redirects=False)
    assert got.status_code in {303, 400, 422}


def test_too_many_requests_are_told_when_to_come_back(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = {**limits.BY_ADDRESS, Kind.READS: (RateLimitItemPerMinute(3),)}
    monkeypatch.setattr(limits, "BY_ADDRESS", few)
    other = house.another("192.0.2.9")
    assert [house.client.get("/").status_code for _ in range(5)] == [200, 200, 200, 429, 429]
    got = house.client.get("/")
    assert 1 <= int(got.headers["retry-after"]) <= 60
    assert "Wait" in got.text
    assert house.client.get("/api/v1/x").headers["content-type"] == "application/problem+json"
    assert other.get("/").status_code == 200


def test_an_account_has_a_limit_of_its_own() -> None:
    counted = Limits()
    for _ in range(30):
        counted.of_account("made", Kind.ASKS)
    with pytest.raises(LimitedError) as caught:
        counted.of_account("made", Kind.ASKS)
    assert caught.value.refusal.retry
    counted.of_account("other", Kind.ASKS)
    Limits(on=False).of_account("made", Kind.ASKS)


@pytest.mark.parametrize(
    ("method", "path", "what"),
    [
        ("GET", "/ask/made", Kind.READS),
        ("POST", "/ask", Kind.ASKS),
        ("POST", "/api/v1/ask", Kind.ASKS),
        ("POST", "/sign-in", Kind.SIGN_INS),
        ("POST", "/sign-in/code", Kind.SIGN_INS),
        ("PUT", "/api/v1/articles/made", Kind.WRITES),
    ],
)
def test_what_counts_as_what(method: str, path: str, what: Kind) -> None:
    assert limits.kind(method, path) is what


PROXIES = "10.0.0.0/8, 2001:db8::1"


@pytest.mark.parametrize(
    ("peer", "said", "found"),
    [
        ("192.0.2.1", "198.51.100.7", "192.0.2.1"),  # a stranger is not believed
        ("10.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("10.0.0.1", "203.0.113.9, 198.51.100.7", "198.51.100.7"),  # the first is the client's own
        ("10.0.0.1", "198.51.100.7, 10.0.0.2", "198.51.100.7"),
        ("10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"),
        ("10.0.0.1", "nonsense", "10.0.0.1"),
        ("10.0.0.1", "nonsense, 10.0.0.2", "10.0.0.2"),
        ("2001:db8::1", "2001:db8:5::7", "2001:db8:5::7"),
        ("10.0.0.1", "", "10.0.0.1"),
    ],
)
def test_only_our_own_proxies_are_believed(peer: str, said: str, found: str) -> None:
    forwarded = [said.encode()] if said else []
    assert hosts.address(peer, forwarded, hosts.networks(PROXIES)) == found
    assert hosts.address(peer, forwarded, ()) == peer


def test_a_proxy_that_is_no_address_is_a_settings_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="trusted_proxies"):
        read_settings({"OSLER_HOME": str(tmp_path), "OSLER_TRUSTED_PROXIES": "proxy.example.org"})


def test_settings_are_off_by_default(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    assert (settings.trusted_proxies, settings.metrics_token, settings.limits) == (None, None, True)
