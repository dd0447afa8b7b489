"""Processes that parse chunks ahead of the one that lays in what comes of them.

Chunks and outcomes are bulky, and pipes copy them piecemeal: they are handed over in shared memory
where there is some, one slot a chunk, and the outcomes come back in the slot their chunk went in.
"""

from __future__ import annotations

import atexit
import gc
import os
import pickle
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, resource_tracker
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path

from osler.ingest.prepare import Outcome, outcomes
from osler.sources.source import Source

WORKERS = 2
AHEAD = 48  # chunks handed out beyond those laid in: parsers never wait, memory stays bounded
SLOT = 576 << 10  # bytes: most chunks; what is larger goes through a pipe
_SIZE = (AHEAD + 1) * SLOT
_MOUNTED = Path("/dev/shm")  # noqa: S108 - where Linux keeps shared memory; nothing is named here


@dataclass(frozen=True, slots=True)
class Handed:
    """A chunk handed out. `made` becomes its outcomes, or how many bytes of its slot they take."""

    made: Future[list[Outcome] | int]
    slot: int | None


class Parsers:
    """Two parsing processes; see `parsing`."""

    def __init__(self, pool: ProcessPoolExecutor, board: SharedMemory | None) -> None:
        """`board`: the shared memory that the processes of `pool` look at too."""
        self._pool = pool
        self._board = board
        self._free = list(range(AHEAD + 1)) if board else []

    def hand(self, source: Source, chunk: bytes, origin: str) -> Handed:
        """Have a chunk parsed. What was handed out must be taken, in whatever order."""
        if self._board is None or len(chunk) > SLOT or not self._free:
            return Handed(self._pool.submit(outcomes, source, chunk, origin), None)
        slot = self._free.pop()
        start = slot * SLOT
        _bytes(self._board)[start : start + len(chunk)] = chunk
        return Handed(self._pool.submit(_read, source, start, len(chunk), origin), slot)

    def take(self, handed: Handed) -> list[Outcome]:
        """The outcomes of a chunk, once they are there. Raises `BrokenProcessPool`."""
        made = handed.made.result()
        if handed.slot is None:
            return made if isinstance(made, list) else []
        start = handed.slot * SLOT
        if isinstance(made, int):
            made = pickle.loads(_bytes(self._board)[start : start + made])  # noqa: S301 - our own
        self._free.append(handed.slot)
        return made


@contextmanager
def parsing() -> Iterator[Parsers]:
    """Start the processes; they end with the block, or when this process does."""
    _start_tracker()
    board = _shared()
    try:
        # Not forked from here: the index's own threads must not be copied into a child.
        with ProcessPoolExecutor(
            WORKERS,
            mp_context=get_context("spawn"),
            initializer=serve,
            initargs=(os.getpid(), board.name if board else None),
        ) as pool:
            try:
                with _undisturbed():
                    for _ in range(WORKERS):
                        pool.submit(os.getpid)  # starts a process, which imports while files open
                yield Parsers(pool, board)
            except BaseException:
                # Waits for the chunks in work: threads left behind speak when Python ends.
                pool.shutdown(wait=True, cancel_futures=True)
                raise
    finally:
        if board is not None:
            board.close()
            board.unlink()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Processes started meanwhile do not hear what is sent to all of a terminal's processes, from
    their first moment on: they ignore it only once `serve` runs.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start_tracker() -> None:
    """The process that cleans up shared memory after all others must not end with the terminal."""
    if not hasattr(signal, "SIGHUP") or threading.current_thread() is not threading.main_thread():
        return
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        resource_tracker.ensure_running()
    finally:
        signal.signal(signal.SIGHUP, before)


def _shared() -> SharedMemory | None:
    """None where there is too little: a container's default may be, and writing would kill us."""
    try:
        if _MOUNTED.exists() and shutil.disk_usage(_MOUNTED).free < 2 * _SIZE:
            return None
        return SharedMemory(create=True, size=_SIZE)
    except OSError:
        return None


_board: SharedMemory | None = None  # in a parsing process: what `serve` opened


def serve(parent: int, board: str | None) -> None:
    """Make this process a parser that ends when the one that started it has."""
    global _board
    for name in ("SIGINT", "SIGHUP"):  # sent to all of a terminal's processes: ours to answer
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    gc.disable()  # parsing makes no reference cycles
    atexit.register(os._exit, 0)  # all is sent by then; memory need not be taken apart
    threading.Thread(target=_follow, args=(parent,), daemon=True).start()
    if board is None:
        return
    try:
        _board = SharedMemory(board)
    except FileNotFoundError:
        os._exit(1)  # the run ended before this process began


def _bytes(board: SharedMemory | None) -> memoryview:
    if board is None or board.buf is None:
        raise RuntimeError("the shared memory is closed")
    return board.buf


def _follow(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)  # killed from outside: nobody waits for what was being parsed


def _read(source: Source, start: int, size: int, origin: str) -> list[Outcome] | int:
    """Parse the chunk in a slot and leave its outcomes there, if they fit."""
    board = _bytes(_board)
    found = outcomes(source, bytes(board[start : start + size]), origin)
    written = pickle.dumps(found, pickle.HIGHEST_PROTOCOL)
    if len(written) > SLOT:
        return found
    board[start : start + len(written)] = written
    return len(written)
