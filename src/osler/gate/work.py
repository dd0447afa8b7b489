"""Questions being worked on: each once, however many wait for it, in a few threads of their own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from osler.answer.answer import Answer, Step

WAITING = 32  # questions that may wait for a turn
PATIENCE = 60.0  # seconds that somebody waits for a whole answer

Ask = Callable[[str, Callable[[Step], None]], Answer]


class BusyError(Exception):
    """Too many questions are being worked on; the message says to try again."""

    def __init__(self) -> None:
        super().__init__("Many questions are being answered just now. Try again in a moment.")


class Work:
    """One question under way. Whoever goes away does not end it."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._steps: list[Step] = []
        self._ended: Answer | Exception | None = None

    def hear(self, step: Step) -> None:
        """A stage has ended."""
        with self._changed:
            self._steps.append(step)
            self._changed.notify_all()

    def end(self, ended: Answer | Exception) -> None:
        """The answer is there, or why there is none."""
        with self._changed:
            self._ended = ended
            self._changed.notify_all()

    def after(self, seen: int, seconds: float) -> tuple[tuple[Step, ...], Answer | None]:
        """All steps so far and the answer where there is one, as soon as there are more than
        `seen` steps or it has ended, at the latest after `seconds`. Raises what ended it.
        """
        with self._changed:
            self._changed.wait_for(
                lambda: len(self._steps) > seen or self._ended is not None, seconds
            )
            if isinstance(self._ended, Exception):
                raise self._ended
            return tuple(self._steps), self._ended

    def answer(self) -> Answer:
        """The whole answer. Raises what ended the work, and `BusyError` when it takes too long."""
        until = time.monotonic() + PATIENCE
        steps, answer = self.after(0, PATIENCE)
        while answer is None:
            left = until - time.monotonic()
            if left <= 0:
                raise BusyError
            steps, answer = self.after(len(steps), left)
        return answer


class Bench:
    """Where questions are worked on, `at_once` at the same time."""

    def __init__(self, ask: Ask, at_once: int) -> None:
        self._ask = ask
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="osler-ask")
        self._most = at_once + WAITING
        self._lock = threading.Lock()
        self._works: dict[str, Work] = {}

    def begin(
        self,
        name: str,
        question: str,
        keep: Callable[[Answer], None],
        ask: Ask | None = None,
    ) -> Work:
        """Begin to answer, or join the work under way under that name. `keep` is given the answer
        before those who wait; `ask` answers in the bench's place. Raises `BusyError`.
        """
        with self._lock:
            held = self._works.get(name)
            if held is not None:
                return held
            if len(self._works) >= self._most:
                raise BusyError
            work = self._works[name] = Work()
        turn = self._threads.submit(self._run, name, question, keep, work, ask or self._ask)
        turn.add_done_callback(lambda done: work.end(BusyError()) if done.cancelled() else None)
        return work

    def _run(
        self, name: str, question: str, keep: Callable[[Answer], None], work: Work, ask: Ask
    ) -> None:
        try:
            answer = ask(question, work.hear)
            keep(answer)
        except Exception as error:
            work.end(error)
        else:
            work.end(answer)
        finally:
            with self._lock:
                del self._works[name]

    def close(self) -> None:
        """Finish what is under way and begin nothing more."""
        self._threads.shutdown(cancel_futures=True)
