"""The second factor: time-based one-time codes (RFC 6238, six digits, thirty seconds).

A code of the step before or after counts too, for clocks that differ. Each code is good once: the
last step accepted is kept, and only later ones are taken. Secrets are stored sealed
(`accounts.sealing`).
"""

from __future__ import annotations

import datetime
import hmac
import io
import re

import pyotp
import segno
from sqlalchemy import Connection, select, update

from osler.accounts import people, sessions
from osler.accounts.actor import Actor
from osler.accounts.people import AccountError, Person
from osler.accounts.role import Right
from osler.accounts.sealing import Seal
from osler.storage import tables as t
from osler.storage.moment import text

STEP = 30  # seconds
DRIFT = 1  # steps to either side
_CODE = re.compile(r"[0-9]{6}")


def begin(connection: Connection, seal: Seal, at: str, by: Actor, held: Person) -> Person:
    """A new secret for one's own account, which counts once a code from it is given. One that
    counts already goes on counting until then.
    """
    _own(by, held)
    values = {"totp_pending": seal.close(pyotp.random_base32(), held.id)}
    return people.change(connection, at, by, held, "second-factor.begin", values, {})


def pending(connection: Connection, seal: Seal, user_id: str) -> str | None:
    """The base32 secret that waits for its first code, None where none does."""
    query = select(t.users.c.totp_pending).where(t.users.c.id == user_id)
    return seal.open(connection.execute(query).scalar_one_or_none(), user_id)


def settle(
    connection: Connection,
    seal: Seal,
    now: datetime.datetime,
    by: Actor,
    held: Person,
    code: str,
    keep: str | None = None,
) -> Person:
    """Make the secret that waits the one that counts; ends the person's sessions but the one named
    `keep`. Raises `AccountError` for a code that is not of it.
    """
    _own(by, held)
    secret = pending(connection, seal, held.id)
    step = _step(secret, code, now) if secret is not None else None
    if secret is None or step is None:
        raise AccountError("that is not the code shown now; look again and type all six digits")
    sessions.end_all(connection, held.id, text(now), keep)
    values = {"totp": seal.close(secret, held.id), "totp_pending": None, "totp_step": step}
    return people.change(connection, text(now), by, held, "second-factor.settle", values, {})


def reset(connection: Connection, at: str, by: Actor, name: str) -> Person:
    """Take the second factor away, for who lost it; ends the person's sessions."""
    by.require(Right.PEOPLE)
    held = people.person(connection, name)
    sessions.end_all(connection, held.id, at)
    values = {"totp": None, "totp_pending": None}  # the step stays: no old code comes back
    return people.change(connection, at, by, held, "second-factor.reset", values, {})


def spend(
    connection: Connection, seal: Seal, user_id: str, code: str, now: datetime.datetime
) -> bool:
    """Whether a code is right and was not used before; it is used up now. To be called inside
    `Database.writing`.
    """
    query = select(t.users.c.totp).where(t.users.c.id == user_id)
    secret = seal.open(connection.execute(query).scalar_one_or_none(), user_id)
    step = _step(secret, code, now) if secret else None
    if step is None:
        return False
    fresh = (t.users.c.totp_step.is_(None)) | (t.users.c.totp_step < step)
    written = connection.execute(
        update(t.users).where(t.users.c.id == user_id, fresh).values(totp_step=step)
    )
    return written.rowcount == 1


def unreadable(connection: Connection, seal: Seal | None) -> int:
    """How many members' codes this key does not open (None: none does)."""
    query = select(t.users.c.id, t.users.c.totp).where(t.users.c.totp.is_not(None))
    rows = connection.execute(query).all()
    return sum(seal is None or seal.open(row.totp, row.id) is None for row in rows)


def address(secret: str, login: str) -> str:
    """The otpauth address that an authenticator app reads."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name="Osler")


def picture(secret: str, login: str) -> bytes:
    """That address as a QR code, in SVG."""
    out = io.BytesIO()
    segno.make(address(secret, login), micro=False).save(
        out, kind="svg", scale=5, dark="#000", light="#fff", xmldecl=False, nl=False
    )
    return out.getvalue()


def _own(by: Actor, held: Person) -> None:
    by.require(Right.ACCOUNT)
    if by.id != held.id:
        raise AccountError("a second factor is set up by its owner only")


def _step(secret: str, code: str, now: datetime.datetime) -> int | None:
    """The time step that a code belongs to, None for a wrong one."""
    typed = "".join(code.split())
    if not _CODE.fullmatch(typed):
        return None
    here = int(now.timestamp()) // STEP
    totp = pyotp.TOTP(secret)
    found = None
    for step in range(here - DRIFT, here + DRIFT + 1):
        if hmac.compare_digest(totp.generate_otp(step), typed):
            found = step
    return found
