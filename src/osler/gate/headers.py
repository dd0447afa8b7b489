"""Headers that every response carries: what a browser may do with it, and who may keep it."""

from __future__ import annotations

from urllib.parse import urlsplit

from osler.gate.refusals import Headers
from osler.settings import Settings

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action {forms}; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types osler"
)
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",  # for browsers that do not know frame-ancestors
}
_YEAR = 365 * 24 * 3600
KEEP_NOTHING = b"no-store"
_FOR_EVER = b"immutable"  # only files whose address changes with their bytes say so


def standing(settings: Settings) -> Headers:
    """The headers that are the same for every response of a service."""
    forms = "'self'"
    if settings.issuer:  # the sign-in form is led on to the provider
        parts = urlsplit(settings.issuer)
        forms += f" {parts.scheme}://{parts.netloc}"
    made = {"content-security-policy": _POLICY.format(forms=forms), **_ALWAYS}
    if settings.base_url.startswith("https://"):
        made["strict-transport-security"] = f"max-age={_YEAR}; includeSubDomains"
    return [(name.encode(), value.encode()) for name, value in made.items()]


def laid(found: Headers, always: Headers, *, private: bool) -> Headers:
    """A response's headers with ours, which win; what names the server's software goes.

    `private`: for one visitor alone, so that nobody may keep it, whatever the page says.
    """
    ours = {name for name, _ in always}
    kept = [each for each in found if each[0].lower() not in ours and each[0].lower() != b"server"]
    said = next((value for name, value in kept if name.lower() == b"cache-control"), None)
    if said is None or (private and _FOR_EVER not in said):
        kept = [each for each in kept if each[0].lower() != b"cache-control"]
        kept.append((b"cache-control", KEEP_NOTHING))
    return kept + always
