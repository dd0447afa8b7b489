"""Proving again who one is, before what binds: signing, roles, keys."""

from __future__ import annotations

from osler.accounts.actor import Actor, NotAllowedError
from osler.gate.passing import Visit
from osler.gate.service import Service


def confirm(visit: Visit, password: str, code: str) -> None:
    """Raises `NotAllowedError` unless the one signed in proves it again: password and one-time
    code, or, for who signs in elsewhere, a sign-in there within the last minutes.
    """
    if visit.session is None or not password or not code:
        raise NotAllowedError("give your password and a one-time code")
    raise NotAllowedError("there is no way to sign in yet")


def confirm_caller(_service: Service, actor: Actor, _password: str, _code: str) -> None:
    """The same for who calls by key: a key alone never binds. Raises `NotAllowedError`."""
    raise NotAllowedError(f"{actor.name}: there is no way to sign in yet, so a key cannot sign")
