"""Passwords: which may be chosen, and how they are checked."""

from __future__ import annotations

import unicodedata

import pytest

from osler.accounts.passwords import LONGEST, SHORTEST, PasswordError, Passwords, allow

QUICK = Passwords(time=1, memory=64)


def test_what_is_stored_is_argon2id_with_the_parameters_set() -> None:
    stored = Passwords().hashed("four plain unrelated words")
    assert stored.startswith("$argon2id$v=19$m=47104,t=2,p=1$")
    assert "plain" not in stored
    assert len(stored) <= 200  # what its column holds


def test_the_password_fits_and_no_other_does() -> None:
    stored = QUICK.hashed("four plain unrelated words")
    assert QUICK.fits(stored, "four plain unrelated words")
    for wrong in ("", "Four plain unrelated words", "four plain unrelated words ", "x" * 100_000):
        assert not QUICK.fits(stored, wrong)
    assert QUICK.hashed("four plain unrelated words") != stored


def test_nothing_fits_where_nothing_is_stored() -> None:
    assert not QUICK.fits(None, "")
    assert not QUICK.fits(None, "as much work as for a known login")
    for broken in ("", "plain", "$argon2id$v=19$m=1"):
        assert not QUICK.fits(broken, "plain")


def test_the_same_letters_from_another_keyboard_fit() -> None:
    words = "süße Gründe täglich"
    stored = QUICK.hashed(unicodedata.normalize("NFD", words))
    assert QUICK.fits(stored, unicodedata.normalize("NFC", words))


@pytest.mark.parametrize("words", ["\ud800" * 12, "a\x00b" * 5, "🔑" * 3 + "schlüssel"])
def test_any_characters_can_be_hashed(words: str) -> None:
    assert QUICK.fits(QUICK.hashed(words), words)


def test_a_nul_ends_nothing() -> None:
    assert not QUICK.fits(QUICK.hashed("twelve letters\x00one"), "twelve letters\x00two")


def test_outgrown_when_more_work_is_asked() -> None:
    stored = QUICK.hashed("four plain unrelated words")
    assert not QUICK.outgrown(stored)
    assert Passwords(time=2, memory=64).outgrown(stored)
    assert Passwords().outgrown(stored)


OWN = ("synthetic.person@example.org", "Synthetic Person")


@pytest.mark.parametrize(
    "password",
    [
        "four plain unrelated words",
        "x7#Qm2!vLp9z",
        "ωραία μέρα σήμερα",
        "🦊 runs over 12 hills",
        "a" * 5 + "b" * 7 + "ccdd",
        "Synthetic Person likes green tea",
        "the doctor eats 7 plums",
    ],
)
def test_passwords_that_may_be_chosen(password: str) -> None:
    allow(password, *OWN)


@pytest.mark.parametrize(
    "password",
    [
        "",
        "x" * (SHORTEST - 1),
        "elevenchars",
        "e\u0301" * 11,  # eleven letters, twenty-two code points before NFC
        "x9" * LONGEST,
        "aaaaaaaaaaaa",
        "abababababab",
        "123412341234",
        "password1234",
        "Password!!2026",
        "P@ssw0rdP@ssw0rd",
        "passwordpassword",
        "qwertyuiop12",
        "qwertyuiopas",
        "abcdefghijkl",
        "lkjihgfedcba",
        "123456789012",
        "1qaz2wsx3edc",
        "iloveyou2026!",
        "welcome12345",
        "Administrator1",
        "letmeinletmein",
        "synthetic.person@example.org",
        "SYNTHETIC PERSON",
        "syntheticperson",
        "synthetic.person",
        "Synthetic Person1!",
        "gro.elpmaxe@nosrep.citehtnys",
    ],
)
def test_passwords_that_may_not(password: str) -> None:
    with pytest.raises(PasswordError) as refused:
        allow(password, *OWN)
    assert not password or password not in str(refused.value)


@pytest.mark.parametrize("length", [SHORTEST, LONGEST])
def test_the_limits_themselves_are_allowed(length: int) -> None:
    allow("".join(chr(0x4E00 + 7 * each) for each in range(length)))
