"""Proving again who one is, before what binds: signing, roles, keys."""

from __future__ import annotations

from osler.accounts.actor import NotAllowedError
from osler.gate.passing import Visit


def confirm(visit: Visit, password: str, code: str) -> None:
    """Raises `NotAllowedError` unless the one signed in proves it again: password and one-time
    code, or, for who signs in elsewhere, a sign-in there within the last minutes.
    """
    if visit.session is None or not password or not code:
        raise NotAllowedError("give your password and a one-time code")
    raise NotAllowedError("there is no way to sign in yet")
