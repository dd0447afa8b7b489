"""Many questions at once: some are worked on, some wait, and the rest are told so at once."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from made_answer import answer as made_answer
from osler.gate import desk
from osler.gate.desk import AT_ONCE, WAITING, EvidenceDesk
from osler.gate.work import BusyError
from osler.settings import Settings


def test_those_that_find_no_place_do_not_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = EvidenceDesk(Settings(home=tmp_path))
    opened = threading.Event()
    begun = threading.Semaphore(0)

    def slow(*_given: object) -> object:
        begun.release()
        assert opened.wait(30)
        return made_answer()

    monkeypatch.setattr(desk, "answer", slow)
    monkeypatch.setattr(EvidenceDesk, "evidence", lambda _self: None)
    made: list[object] = []
    threads = [
        threading.Thread(target=lambda: made.append(held.ask("synthetic?")))
        for _ in range(AT_ONCE + WAITING)
    ]
    for each in threads:
        each.start()
    for _ in range(AT_ONCE):
        assert begun.acquire(timeout=30)
    until = time.monotonic() + 30
    while held._places._value and time.monotonic() < until:
        time.sleep(0.01)
    started = time.monotonic()
    with pytest.raises(BusyError):
        held.ask("synthetic?")
    assert time.monotonic() - started < 5
    opened.set()
    for each in threads:
        each.join(30)
    assert len(made) == AT_ONCE + WAITING
    assert held.ask("synthetic?") == made_answer()
