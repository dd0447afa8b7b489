"""The evidence, open for many questions: read anew when an ingest has changed it."""

from __future__ import annotations

import datetime
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace

from osler.answer.answer import Answer, Step
from osler.answer.desk import Evidence, Wish
from osler.answer.received import answer
from osler.answer.understand import QuestionError
from osler.articles.actions.reviewing import Verifier
from osler.articles.verifying import verifier
from osler.conversation.completed import Completed, Unclear
from osler.conversation.completion import complete
from osler.conversation.followups import offered
from osler.conversation.rewriting import rewriter
from osler.evidence.document import Document, Family
from osler.gate import logs
from osler.gate.metrics import Measures
from osler.gate.work import PATIENCE, Bench, BusyError, Work
from osler.house.names import names
from osler.house.reading import corpus, reading
from osler.safety.reception import Reception, receive
from osler.settings import Settings
from osler.vocabulary.concept import Vocabulary

AT_ONCE = max(2, os.cpu_count() or 2)  # questions worked on at the same time
AWAY = 4  # times as many where a model writes: most of the time they wait for it
TURN = 20.0  # seconds that a question waits for its turn
WAITING = 16  # questions that may wait: more would keep the threads that pages are read with


class EvidenceDesk:
    """Opened at the first question and kept. Safe to share between threads."""

    def __init__(self, settings: Settings, measures: Measures | None = None) -> None:
        self._settings = settings
        self._measures = measures or Measures()
        self._stack = ExitStack()
        self._lock = threading.Lock()
        writes = settings.model is not None or settings.model_for is not None
        at_once = AT_ONCE * (AWAY if writes else 1)
        self._turns = threading.BoundedSemaphore(at_once)
        self._places = threading.BoundedSemaphore(at_once + WAITING)
        self._bench = Bench(
            lambda question, hear, reader: self.ask(question, hear=hear, reader=reader),
            at_once,
            PATIENCE + (settings.model_deadline if writes else 0),
        )
        self._evidence: Evidence | None = None
        self._vocabulary: Vocabulary | None = None
        self._stamp: tuple[int, int] | None = None

    def ask(
        self,
        question: str,
        families: tuple[Family, ...] = tuple(Family),
        since: int | None = None,
        hear: Callable[[Step], None] | None = None,
        reader: str | None = None,
    ) -> Answer:
        """Answer over the evidence held now, what was asked being received first (`receive`).
        `hear` is told of each stage as it ends; `reader` is whom the answer is for.

        Raises `QuestionError`, `BusyError`, and the index's errors where there is none.
        """
        now = datetime.datetime.now(datetime.UTC)
        wish = Wish(
            year=now.year,
            families=families,
            since=since,
            at=now.isoformat(timespec="seconds"),
            reader=reader,
        )
        with self._turn(), self._measured() as made:
            received = self.receive(question, reader)
            made.append(answer(received, self.evidence(), wish, time.perf_counter, hear))
        return made[0]

    def receive(self, question: str, reader: str | None = None) -> Reception:
        """A question as it may be kept and answered; `reader` says who asks, None where nobody
        said.
        """
        return receive(question, reader, self._settings.locale, self._known())

    def _known(self) -> Vocabulary:
        with self._lock:
            if self._vocabulary is None:
                self._vocabulary = names(self._settings).vocabulary
            return self._vocabulary

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._places.acquire(blocking=False):
            raise BusyError
        try:
            if not self._turns.acquire(timeout=TURN):
                raise BusyError
            try:
                yield
            finally:
                self._turns.release()
        finally:
            self._places.release()

    def complete(
        self, said: str, before: Sequence[str], reader: str | None = None
    ) -> Completed | Unclear:
        """The whole question that `said` asks after these. Where rules are at a loss the model
        that writes for this reader is asked, if a turn is free. Raises `QuestionError`, and the
        index's errors.
        """
        evidence = self.evidence()
        asked = rewriter(evidence.writer(reader))

        def rewrite(said: str, before: tuple[str, ...]) -> str | None:
            if asked is None or not self._turns.acquire(blocking=False):
                return None
            try:
                return asked(said, before)
            finally:
                self._turns.release()

        return complete(said, before, evidence.vocabulary, rewrite)

    def offered(self, answer: Answer, before: Sequence[str]) -> tuple[str, ...]:
        """Questions that may be asked next, each really answered. Nobody's question waits for
        this: raises `BusyError` at once where no turn is free, and the index's errors.
        """
        if not self._turns.acquire(blocking=False):
            raise BusyError
        try:
            wish = Wish(year=datetime.datetime.now(datetime.UTC).year)
            return offered(answer, before, self.evidence(), wish)
        finally:
            self._turns.release()

    def begin(
        self,
        name: str,
        question: str,
        keep: Callable[[Answer], None],
        reader: str | None = None,
    ) -> Work:
        """Answer in a thread of its own, or join the work under way under that name; see
        `Bench.begin`.
        """
        return self._bench.begin(name, question, keep, reader)

    @contextmanager
    def _measured(self) -> Iterator[list[Answer]]:
        made: list[Answer] = []
        try:
            yield made
        except QuestionError:
            raise  # the reader's fault
        except Exception:
            self._measures.failed()
            raise
        self._measures.asked(made[0])
        self._log(made[0])

    def _log(self, answer: Answer) -> None:
        said: dict[str, object] = {
            "outcome": answer.refusal.reason if answer.refusal else "answered",
            "ms": round(sum(step.milliseconds or 0 for step in answer.trace), 2),
        }
        if answer.written is not None:
            said["model"] = answer.written.model
            said["instead"] = answer.written.instead
        if self._settings.log_questions:
            said["question"] = answer.question
        logs.log.info("asked", **said)

    def documents(self, answer: Answer) -> dict[str, Document]:
        """Every document an answer cites, by key."""
        return self.evidence().index.fetch([each.document for each in answer.references])

    def verifier(self) -> Verifier:
        """Judges words that a person wrote."""
        held = self.evidence()
        return verifier(held.vocabulary, held.entailment)

    def evidence(self) -> Evidence:
        """The evidence as last committed."""
        stamp = self._now()
        with self._lock:
            if self._evidence is None:
                self._evidence = self._stack.enter_context(reading(self._settings))
            elif stamp != self._stamp:
                self._evidence.index.refresh()
                self._evidence = replace(self._evidence, corpus=corpus(self._settings))
            self._stamp = stamp
            return self._evidence

    def _now(self) -> tuple[int, int] | None:
        """Changes when an ingest has ended: it writes down what the index holds."""
        try:
            found = self._settings.corpus.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_ino

    def close(self) -> None:
        """Finish what is under way and let go of the index."""
        self._bench.close()
        self._stack.close()
