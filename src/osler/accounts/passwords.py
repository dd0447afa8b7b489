"""Passwords: which may be chosen, how they are kept, how they are checked.

Kept as argon2id (RFC 9106) of the password's UTF-8 after Unicode NFC, so that the same letters
typed on another device are the same password. Never cut, never changed otherwise.
"""

from __future__ import annotations

import os
import threading
import unicodedata
from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type

SHORTEST, LONGEST = 12, 200  # code points, after NFC
_TURNS = threading.BoundedSemaphore(os.cpu_count() or 2)  # each takes `memory` while it runs


class PasswordError(Exception):
    """A password that may not be chosen; the message says why, never the password."""


@dataclass(frozen=True, slots=True)
class Passwords:
    """How passwords are hashed: `time` passes over `memory` KiB in `lanes` lanes."""

    time: int = 2
    memory: int = 47_104
    lanes: int = 1

    def hashed(self, password: str) -> str:
        """What is stored of a password."""
        with _TURNS:
            return self._hasher().hash(_bytes(password))

    def fits(self, stored: str | None, password: str) -> bool:
        """Whether this is the password. Takes the same work where nothing is stored, so that time
        does not tell whether there is an account.
        """
        hasher = self._hasher()
        with _TURNS:
            if stored is None or len(password) > 4 * LONGEST:
                hasher.hash(b"as much work as for a known login")
                return False
            try:
                return hasher.verify(stored, _bytes(password))
            except (VerificationError, InvalidHashError):
                return False

    def outgrown(self, stored: str) -> bool:
        """Whether a password is stored with less work than is now asked for."""
        return self._hasher().check_needs_rehash(stored)

    def _hasher(self) -> PasswordHasher:
        return PasswordHasher(self.time, self.memory, self.lanes, type=Type.ID)


def allow(password: str, *own: str) -> None:
    """Raises `PasswordError` for a password that is too short or long, or among the first that
    anybody would try: the person's `own` words (login, name), common words, runs and repeats.
    """
    words = unicodedata.normalize("NFC", password)
    if len(words) < SHORTEST:
        raise PasswordError(f"a password has at least {SHORTEST} characters")
    if len(words) > LONGEST:
        raise PasswordError(f"a password has at most {LONGEST} characters")
    plain = words.casefold()
    if _period(plain) <= 4:
        raise PasswordError("this password repeats itself; choose another")
    for name in _names(own):
        if plain.replace(name, "", 1).strip(_TRIM) == "" or plain[::-1] == name:
            raise PasswordError("this password is your own name or login; choose another")
    if _common(plain):
        raise PasswordError("this password is among the first that others would try")


_TRIM = "0123456789 .,;:!?_-+*#@$&%=()[]{}<>/\\'\""
_LOOKALIKE = str.maketrans("013457@$!", "oleastasi")
_WORDS = (
    *("password", "passwort", "passwd", "passphrase", "motdepasse", "contrasena", "secret"),
    *("letmein", "welcome", "willkommen", "changeme", "iloveyou", "trustno", "default", "login"),
    *("administrator", "admin", "user", "guest", "root", "test", "master", "osler", "hospital"),
    *("doctor", "medicine", "monkey", "dragon", "sunshine", "princess", "football", "baseball"),
    *("superman", "qwerty", "qwertz", "azerty", "your", "this", "the", "new", "my", "is"),
)
_RUNS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "q1w2e3r4t5y6u7i8o9p0",
)
_ROWS = ("qwertyuiop", "qwertzuiop", "asdfghjkl", "zxcvbnm", "abcdef")


def _bytes(password: str) -> bytes:
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


def _names(own: tuple[str, ...]) -> list[str]:
    """A person's words as they might be typed: whole, without spaces, the part before the @."""
    found: list[str] = []
    for each in own:
        name = unicodedata.normalize("NFC", each).casefold().strip()
        found += [name, name.replace(" ", ""), name.partition("@")[0]]
    return [name for name in found if len(name) >= 4]


def _period(words: str) -> int:
    """Length of the shortest piece of which the whole is made by repeating it."""
    return (words + words).index(words, 1)


def _common(plain: str) -> bool:
    """Whether nothing is left but common words, or it is one run along the keyboard."""
    if any(plain in run or plain in run[::-1] for run in _RUNS):
        return True
    for text in (plain, plain.translate(_LOOKALIKE)):
        left = "".join(letter for letter in text if letter.isalpha())
        for word in sorted((*_WORDS, *_ROWS), key=len, reverse=True):
            left = left.replace(word, "")
        if not left:
            return True
    return False
