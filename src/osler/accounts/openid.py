"""Signing in with an OpenID Connect provider: authorization code with PKCE, nonce and state.

OpenID Connect Core 1.0, Discovery 1.0, RFC 7636 (PKCE), RFC 9207 (`iss` of the response). Claims
say who somebody is and never what they may do.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

PATIENCE = 10.0  # seconds to wait for the provider
KEPT = 3600.0  # seconds for which what the provider says of itself is kept
LEEWAY = 60  # seconds by which two clocks may differ
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
_SUBJECT = re.compile(r"[ -~]{1,255}")  # ASCII, as Core 1.0 section 2 has it
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class OpenIdError(Exception):
    """A sign-in elsewhere that cannot be believed, or a provider that cannot be used."""


@dataclass(frozen=True, slots=True)
class Errand:
    """A sign-in elsewhere under way: the address to send the browser to, and what is kept here
    until it comes back.
    """

    url: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom the provider vouches for. `email` only where it was verified. `proven_at`: seconds since
    1970 when the person proved it there, None where it does not say. `several`: whether more than
    one factor was asked for (RFC 8176 "mfa").
    """

    issuer: str
    subject: str
    name: str | None
    email: str | None
    proven_at: float | None
    several: bool


@dataclass(slots=True)
class Provider:
    """One provider, by its issuer. Safe to share between threads. `here`: our callback address."""

    issuer: str
    client_id: str
    client_secret: str | None
    here: str
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _said: dict[str, Any] | None = field(default=None, repr=False)
    _keys: KeySet | None = field(default=None, repr=False)
    _asked: float = field(default=0.0, repr=False)

    def start(self, *, anew: bool = False) -> Errand:
        """Begin a sign-in. `anew`: the person must prove who they are now, whatever the provider
        remembers. Raises `OpenIdError`.
        """
        said, _ = self._known()
        state, nonce, verifier = generate_token(43), generate_token(43), generate_token(64)
        more = {"max_age": "0", "prompt": "login"} if anew else {}
        with self._client(said) as client:
            url, _ = client.create_authorization_url(
                said["authorization_endpoint"],
                state=state,
                nonce=nonce,
                code_verifier=verifier,
                **more,
            )
        return Errand(str(url), state, nonce, verifier)

    def finish(
        self, answer: Mapping[str, str], nonce: str, verifier: str, now: float, *, anew: bool
    ) -> Identity:
        """Who came back. `answer`: the callback's query. Raises `OpenIdError` for anything that is
        not wholly as asked.
        """
        said, keys = self._known()
        named = answer.get("iss")
        if named is None and said.get("authorization_response_iss_parameter_supported") is True:
            raise OpenIdError("the provider's answer does not say who it is from")
        if named is not None and named != self.issuer:
            raise OpenIdError("the answer came from another provider")
        if "error" in answer:
            raise OpenIdError("the provider did not sign you in")
        code = answer.get("code", "")
        if not 1 <= len(code) <= 4000:
            raise OpenIdError("the provider's answer has no code")
        tokens = self._exchanged(said, code, verifier)
        claims = self._claims(tokens, keys, nonce, now, anew=anew)
        return self._identity(claims, now, anew=anew)

    def _exchanged(self, said: dict[str, Any], code: str, verifier: str) -> dict[str, Any]:
        try:
            with self._client(said) as client:
                tokens = client.fetch_token(
                    said["token_endpoint"], code=code, code_verifier=verifier
                )
        except (AuthlibBaseError, httpx2.HTTPError, ValueError) as error:
            raise OpenIdError("the provider did not take the code it gave") from error
        if not isinstance(tokens, dict) or not isinstance(tokens.get("id_token"), str):
            raise OpenIdError("the provider gave no ID token")
        return tokens

    def _claims(
        self, tokens: dict[str, Any], keys: KeySet, nonce: str, now: float, *, anew: bool
    ) -> CodeIDToken:
        params = {
            "nonce": nonce,
            "client_id": self.client_id,
            "access_token": tokens.get("access_token"),
        }
        options = {
            "iss": {"essential": True, "value": self.issuer},
            "aud": {"essential": True, "value": self.client_id},
            "sub": {"essential": True},
            "exp": {"essential": True},
            "iat": {"essential": True},
            "nonce": {"essential": True},
            "auth_time": {"essential": anew},
        }
        try:
            read = self._decoded(tokens["id_token"], keys)
            claims = CodeIDToken(read.claims, read.header, options, params)
            claims.validate(now=int(now), leeway=LEEWAY)
        except (JoseError, AuthlibBaseError, ValueError, TypeError, KeyError) as error:
            raise OpenIdError(f"the provider's word cannot be believed: {_short(error)}") from error
        return claims

    def _decoded(self, token: str, keys: KeySet) -> jwt.Token:
        try:
            return jwt.decode(token, keys, algorithms=ALGORITHMS)
        except (JoseError, ValueError):
            fresh = self._refreshed()  # the provider may have changed its keys since
            if fresh is None:
                raise
            return jwt.decode(token, fresh, algorithms=ALGORITHMS)

    def _identity(self, claims: CodeIDToken, now: float, *, anew: bool) -> Identity:
        subject, email, name = claims.get("sub"), claims.get("email"), claims.get("name")
        if not isinstance(subject, str) or not _SUBJECT.fullmatch(subject):
            raise OpenIdError("the provider does not say who signed in")
        at = claims.get("auth_time")
        proven = float(at) if isinstance(at, int | float) and not isinstance(at, bool) else None
        if anew and (proven is None or proven < now - 2 * LEEWAY):
            raise OpenIdError("the provider did not ask who you are again")
        amr = claims.get("amr")
        return Identity(
            issuer=self.issuer,
            subject=subject,
            name=name if isinstance(name, str) else None,
            email=email
            if isinstance(email, str) and claims.get("email_verified") is True
            else None,
            proven_at=min(proven, now) if proven is not None else None,
            several=isinstance(amr, list) and "mfa" in amr,
        )

    def _known(self) -> tuple[dict[str, Any], KeySet]:
        """What the provider says of itself, and its keys; asked anew every hour."""
        with self._lock:
            if self._said is None or self._keys is None or time.monotonic() - self._asked > KEPT:
                self._ask()
            if self._said is None or self._keys is None:
                raise OpenIdError(f"{self.issuer} cannot be used to sign in")
            return self._said, self._keys

    def _refreshed(self) -> KeySet | None:
        """The keys asked for again, None where that was done within the last half minute."""
        with self._lock:
            if time.monotonic() - self._asked < 30:
                return None
            self._ask()
            return self._keys

    def _ask(self) -> None:
        _safe(self.issuer)
        said = _fetched(self.issuer.rstrip("/") + "/.well-known/openid-configuration")
        if said.get("issuer") != self.issuer:
            raise OpenIdError(f"{self.issuer} says that it is {str(said.get('issuer'))[:200]!r}")
        for name in _NEEDED:
            if not isinstance(said.get(name), str):
                raise OpenIdError(f"{self.issuer} does not say its {name}")
            _safe(said[name])
        try:
            keys = KeySet.import_key_set(_fetched(said["jwks_uri"]))  # type: ignore[arg-type]
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise OpenIdError(f"{self.issuer} has no keys that can be read") from error
        self._said, self._keys, self._asked = said, keys, time.monotonic()

    def _client(self, said: dict[str, Any]) -> OAuth2Client:
        offered = said.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        method = "client_secret_basic" if "client_secret_basic" in offered else "client_secret_post"
        return OAuth2Client(
            self.client_id,
            self.client_secret,
            token_endpoint_auth_method=method if self.client_secret else "none",
            scope="openid profile email",
            redirect_uri=self.here,
            code_challenge_method="S256",
            timeout=PATIENCE,
            follow_redirects=False,
        )


def _fetched(url: str) -> dict[str, Any]:
    try:
        answer = httpx2.get(url, timeout=PATIENCE, follow_redirects=False)
        answer.raise_for_status()
        value = answer.json()
    except (httpx2.HTTPError, ValueError) as error:
        raise OpenIdError(f"{url} cannot be read; try again later") from error
    if not isinstance(value, dict):
        raise OpenIdError(f"{url} is not what was expected")
    return value


def _safe(url: str) -> None:
    """Raises `OpenIdError` for an address that others could listen to."""
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        raise OpenIdError(f"{url} is not https")


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
