"""One-time codes: right ones, once each, and a picture of the secret."""

from __future__ import annotations

import datetime
from pathlib import Path

import pyotp
import pytest
from lxml import etree
from sqlalchemy import select

from osler.accounts import people, second_factor
from osler.accounts.actor import SYSTEM
from osler.accounts.people import AccountError, Person
from osler.accounts.role import Role
from osler.accounts.sealing import Seal, SecretKeyError, secret_key
from osler.storage import tables as t
from osler.storage.database import Database
from osler.storage.moment import text

SEAL = Seal(b"synthetic" * 4)
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
STEP = datetime.timedelta(seconds=second_factor.STEP)


@pytest.fixture
def person(database: Database, now: datetime.datetime) -> Person:
    """A reviewer without codes."""
    with database.writing() as connection:
        return people.add(
            connection, text(now), SYSTEM, "r@example.org", "R", frozenset({Role.REVIEWER})
        )


@pytest.fixture
def secret(database: Database, now: datetime.datetime, person: Person) -> str:
    """The reviewer's secret, settled two steps ago."""
    with database.writing() as connection:
        begun = second_factor.begin(connection, SEAL, text(now), person.actor(), person)
        made = second_factor.pending(connection, SEAL, person.id)
        assert made is not None
        then = now - 2 * STEP
        second_factor.settle(
            connection, SEAL, then, person.actor(), begun, pyotp.TOTP(made).at(then)
        )
    return made


def test_the_codes_of_rfc_6238() -> None:
    """Appendix B, SHA-1, the last six of eight digits."""
    for seconds, code in ((59, "287082"), (1111111109, "081804"), (20000000000, "353130")):
        moment = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
        assert second_factor._step(SECRET, code, moment) == seconds // 30


def test_a_secret_counts_only_once_a_code_from_it_is_given(
    database: Database, now: datetime.datetime, person: Person
) -> None:
    with database.writing() as connection:
        begun = second_factor.begin(connection, SEAL, text(now), person.actor(), person)
        made = second_factor.pending(connection, SEAL, person.id)
        assert made is not None
        code = pyotp.TOTP(made).at(now)
        assert not begun.second_factor
        assert not second_factor.spend(connection, SEAL, person.id, code, now)
        with pytest.raises(AccountError):
            second_factor.settle(connection, SEAL, now, person.actor(), begun, "abcdef")
        done = second_factor.settle(connection, SEAL, now, person.actor(), begun, code)
        assert done.second_factor
        assert second_factor.pending(connection, SEAL, person.id) is None
        assert not second_factor.spend(connection, SEAL, person.id, code, now)  # used to settle


def test_a_code_is_good_once_and_no_older_one_after_it(
    database: Database, now: datetime.datetime, person: Person, secret: str
) -> None:
    totp = pyotp.TOTP(secret)
    before, here, after = totp.at(now - STEP), totp.at(now), totp.at(now + STEP)
    with database.writing() as connection:
        assert second_factor.spend(connection, SEAL, person.id, before, now)
        assert not second_factor.spend(connection, SEAL, person.id, before, now)
        assert second_factor.spend(connection, SEAL, person.id, f" {after[:3]} {after[3:]} ", now)
        assert not second_factor.spend(connection, SEAL, person.id, here, now)


@pytest.mark.parametrize("steps", [-3, -2, 2, 3])
def test_a_code_of_another_time_is_wrong(
    database: Database, now: datetime.datetime, person: Person, secret: str, steps: int
) -> None:
    with database.writing() as connection:
        code = pyotp.TOTP(secret).at(now + steps * STEP)
        assert not second_factor.spend(connection, SEAL, person.id, code, now)


def test_no_old_code_comes_back_with_another_secret(
    database: Database, now: datetime.datetime, person: Person, secret: str
) -> None:
    code = pyotp.TOTP(secret).at(now)
    with database.writing() as connection:
        assert second_factor.spend(connection, SEAL, person.id, code, now)
        cleared = second_factor.reset(connection, text(now), SYSTEM, person.id)
        assert not cleared.second_factor
        assert not second_factor.spend(connection, SEAL, person.id, code, now)


def test_nobody_sets_up_somebody_else_s(
    database: Database, now: datetime.datetime, person: Person
) -> None:
    with database.writing() as connection:
        other = people.add(
            connection, text(now), SYSTEM, "a@example.org", "A", frozenset({Role.ADMIN})
        )
        with pytest.raises(AccountError):
            second_factor.begin(connection, SEAL, text(now), other.actor(), person)


def test_the_picture_is_plain_svg() -> None:
    drawn = second_factor.picture(SECRET, "r@example.org")
    root = etree.fromstring(drawn)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    names = {etree.QName(each).localname for each in root.iter()}
    assert names <= {"svg", "path", "g"}
    assert not any("style" in each.attrib for each in root.iter())


def test_the_address_that_an_app_reads() -> None:
    found = second_factor.address(SECRET, "r@example.org")
    assert found == f"otpauth://totp/Osler:r%40example.org?secret={SECRET}&issuer=Osler"


def test_the_database_alone_tells_no_secret(
    database: Database, now: datetime.datetime, person: Person, secret: str
) -> None:
    with database.writing() as connection:
        stored = connection.execute(select(t.users.c.totp)).scalar_one()
        assert stored.startswith("1.")
        assert secret not in stored
        assert second_factor.unreadable(connection, SEAL) == 0
        other = Seal(b"another.." * 4)
        code = pyotp.TOTP(secret).at(now)
        assert not second_factor.spend(connection, other, person.id, code, now)
        assert second_factor.unreadable(connection, other) == 1
        assert second_factor.unreadable(connection, None) == 1
        assert people.person(connection, person.id).second_factor  # a password alone does not do
        assert second_factor.spend(connection, SEAL, person.id, code, now)


def test_a_sealed_secret_opens_for_its_owner_only() -> None:
    sealed = SEAL.close(SECRET, "one")
    assert SEAL.open(sealed, "one") == SECRET
    assert SEAL.close(SECRET, "one") != sealed
    for wrong in (sealed[:-1], sealed[:-4] + "AAA=", "1.", "1.é", "2." + sealed[2:], SECRET, None):
        assert SEAL.open(wrong, "one") is None
    assert SEAL.open(sealed, "another") is None


def test_the_key_is_made_once_and_for_its_owner(tmp_path: Path) -> None:
    file = tmp_path / "secret.key"
    made = secret_key(file)
    assert secret_key(file) == made
    assert file.stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == [file]
    file.write_bytes(b"short")
    with pytest.raises(SecretKeyError, match="not a key of 32 bytes"):
        secret_key(file)
