"""An OpenID Connect provider on loopback that does what tests tell it to, right or wrong."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLIENT, SECRET = "osler-tests", "synthetic-client-secret"


@dataclass
class Issuer:
    """`claims`: laid over the right ones, None leaves one out. `now`: the moment in claims.
    `unsigned`: tokens say "alg": "none". `other_key`: they are signed by a key not published.
    """

    address: str = ""
    now: float = 0.0
    claims: dict[str, Any] = field(default_factory=dict)
    unsigned: bool = False
    other_key: bool = False
    shared: bool = False
    said: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    stranger: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)

    def authorize(self, url: str) -> dict[str, str]:
        """What a person's browser does there: signs in, and comes back with a code."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        self.asked.append(query)
        code = secrets.token_urlsafe(16)
        self.codes[code] = query
        return {"code": code, "state": query["state"], "iss": self.address}

    def token(self, form: dict[str, str], authorization: str) -> dict[str, Any] | None:
        """The token endpoint: the code is good once, for its client and its verifier."""
        query = self.codes.pop(form.get("code", ""), None)
        wanted = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if query is None or authorization != wanted:
            return None
        challenge = base64.urlsafe_b64encode(
            hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        )
        if challenge.rstrip(b"=").decode() != query["code_challenge"]:
            return None
        if form.get("redirect_uri") != query["redirect_uri"]:
            return None
        return {"access_token": "a", "token_type": "Bearer", "id_token": self._signed(query)}

    def _signed(self, query: dict[str, str]) -> str:
        claims = {
            "iss": self.address,
            "sub": "subject-1",
            "aud": CLIENT,
            "iat": int(self.now),
            "exp": int(self.now) + 300,
            "auth_time": int(self.now),
            "nonce": query["nonce"],
            "name": "Synthetic Elsewhere",
            "email": "elsewhere@example.org",
            "email_verified": True,
        }
        claims = {k: v for k, v in {**claims, **self.claims}.items() if v is not None}
        if self.unsigned:
            parts = [json.dumps({"alg": "none"}), json.dumps(claims)]
            return ".".join(_base64(part.encode()) for part in parts) + "."
        if self.shared:  # the published key's text as a shared secret
            text = json.dumps(self.key.as_dict(private=False)).encode()
            head = _base64(json.dumps({"alg": "HS256", "kid": "one"}).encode())
            body = _base64(json.dumps(claims).encode())
            mark = hmac.new(text, f"{head}.{body}".encode(), hashlib.sha256).digest()
            return f"{head}.{body}.{_base64(mark)}"
        key = self.stranger if self.other_key else self.key
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, key)

    def discovery(self) -> dict[str, Any]:
        """What it says of itself."""
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            **self.said,
        }


def _base64(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()


@contextmanager
def issuer() -> Iterator[Issuer]:
    """A provider that listens on loopback until the end."""
    made = Issuer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/keys":
                self._send(KeySet([made.key]).as_dict(private=False))
            else:
                self._send(made.discovery())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            tokens = made.token(form, self.headers.get("authorization", ""))
            self._send(tokens or {"error": "invalid_grant"}, 200 if tokens else 400)

        def _send(self, value: object, status: int = 200) -> None:
            body = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is said."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
