"""`osler chat`: piped and typed, as text and as JSON, and how it ends."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from made_command import osler

FIRST = "What are the side effects of isoniazid?"


@pytest.fixture(scope="module")
def home(starter_home: Path) -> Path:
    """The starter evidence; nothing is written to it."""
    return starter_home


def test_five_turns_through_a_pipe(home: Path) -> None:
    said = [FIRST, "who should not take it?", "what about rifampicin?", "side effects?"]
    done = osler(home, "chat", given="\n".join([*said, "which dose?"]) + "\n")
    assert done.returncode == 0, done.stderr
    for line in (
        "Asked: Who should not take isoniazid?",
        "(Completed from the questions before. Kept: isoniazid.)",
        "Asked: Who should not take rifampicin?",
        "Asked: What are the side effects of rifampicin?",
        "Asked: What is the dose of rifampicin?",
    ):
        assert line in done.stdout
    assert done.stdout.count("In brief") == 5
    assert "Ask next:\n  1  " in done.stdout


def test_a_number_asks_what_was_offered_or_what_is_meant(home: Path) -> None:
    given = "Is isoniazid safe with warfarin?\nwhich dose?\n1\n"
    done = osler(home, "chat", given=given)
    assert "Which do you mean: isoniazid or warfarin?" in done.stdout
    assert "  1  What is the dose of isoniazid?" in done.stdout
    assert "\n> What is the dose of isoniazid?" in done.stdout
    assert done.returncode == 3, "one turn was not clear"


def test_json_is_one_object_a_turn(home: Path) -> None:
    given = f"{FIRST}\n\nwhich dose?\n:new\nand in pregnancy?\n?!\n:quit\nnever asked\n"
    done = osler(home, "chat", "--format", "json", given=given)
    turns = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["turn"] for each in turns] == [1, 2, 3, 4]
    first, second, third, fourth = turns
    assert first["answer"]["question"] == first["question"] == FIRST
    assert first["followups"]
    assert second["question"] == "What is the dose of isoniazid?"
    assert (second["outcome"], second["kept"]) == (
        "completed from the questions before",
        ["isoniazid"],
    )
    assert third["unclear"]["readings"] == []
    assert third["answer"] is None
    assert fourth["error"].startswith("there is no question")
    assert done.returncode == 3


def test_a_question_is_changed_and_asked_again(home: Path) -> None:
    given = f"{FIRST}\nwhich dose?\n:edit What are the contraindications of isoniazid?\n"
    done = osler(home, "chat", given=given)
    assert "\n> What are the contraindications of isoniazid?" in done.stdout
    assert done.returncode == 0


def test_hostile_words_are_words(home: Path) -> None:
    done = osler(home, "chat", given="\x1b]0;x\x07 gout {0} %s\nand \u202eit?\n")
    assert "\x1b]" not in done.stdout
    assert "Traceback" not in done.stderr


class _Typed:
    """A chat at a terminal."""

    def __init__(self, home: Path) -> None:
        self._mine, theirs = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "osler", "chat"],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "OSLER_HOME": str(home), "TERM": "dumb"},
            start_new_session=True,
        )
        os.close(theirs)
        self.seen = ""

    def until(self, words: str) -> None:
        """Read until these words were printed."""
        end = time.monotonic() + 15
        while words not in self.seen:
            assert time.monotonic() < end, self.seen
            if select.select([self._mine], [], [], 0.2)[0]:
                self.seen += os.read(self._mine, 65536).decode("utf-8", "replace")

    def type(self, keys: str) -> None:
        """Press keys."""
        self.seen = ""
        os.write(self._mine, keys.encode())

    def ended(self, press: Callable[[], None]) -> int:
        """The exit code once it has ended. What ends it is pressed again where it was not heard: a
        signal between a prompt's printing and its waiting for a key is heard with the next one.
        """
        try:
            for _ in range(10):
                press()
                try:
                    return self.process.wait(3)
                except subprocess.TimeoutExpired:
                    continue
            raise AssertionError(f"still running: {self.seen}")
        finally:
            self.process.kill()
            self.process.wait()
            os.close(self._mine)


@pytest.mark.parametrize("how", ["ctrl-d", "ctrl-c", ":quit"])
def test_a_typed_chat_ends_cleanly(home: Path, how: str) -> None:
    chat = _Typed(home)
    chat.until("osler> ")
    assert ":quit" in chat.seen
    chat.type("why?\n")
    chat.until("ask it as a whole question")
    chat.until("osler> ")

    def press() -> None:
        if how == "ctrl-c":
            chat.process.send_signal(signal.SIGINT)
        else:
            chat.type("\x04" if how == "ctrl-d" else ":quit\n")

    assert chat.ended(press) == 0
    assert "Traceback" not in chat.seen


def test_a_reader_may_be_named(home: Path) -> None:
    done = osler(home, "chat", "--reader", "patient", given=f"{FIRST}\n")
    assert done.returncode == 0, done.stderr
    assert "talk to" in done.stdout
    wrong = osler(home, "chat", "--reader", "king", given="")
    assert wrong.returncode == 2
