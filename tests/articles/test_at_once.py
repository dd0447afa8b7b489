"""Two at once, and none at the end: no lost update, and nothing half approved after a kill."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import select

from made_board import Publishers
from osler.accounts.actor import ANONYMOUS
from osler.articles import actions, signoff, store
from osler.articles.actions import ConflictError
from osler.articles.audit import audit
from osler.articles.public import public
from osler.articles.workflow import State
from osler.ledger import book, chain
from osler.storage import tables as t
from osler.storage.database import Database

TESTS = Path(__file__).parents[1]


def _whole(database: Database) -> None:
    with database.reading() as connection:
        assert chain.first_fault(book.entries(connection)) is None
        assert audit(connection, None).fault is None


def _yes(_content: object, statement: object, _words: str) -> object:
    return statement.verdict  # type: ignore[attr-defined]


def test_of_two_writers_with_one_revision_one_wins(board: Publishers) -> None:
    slug = board.under_review().slug
    for turn in range(3):
        article, _ = board.held(slug)
        ready = threading.Barrier(2)
        said: list[str] = []

        def write(
            words: str,
            ready: threading.Barrier = ready,
            said: list[str] = said,
            seen: int = article.revision,
        ) -> None:
            ready.wait()
            try:
                actions.edit(
                    board.board,
                    board.first,
                    slug,
                    "s1",
                    words,
                    _yes,  # type: ignore[arg-type]
                    revision=seen,
                )
                said.append(words)
            except ConflictError as error:
                said.append(str(error))

        threads = [threading.Thread(target=write, args=(f"Words {turn} {n}",)) for n in (1, 2)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        lost = [each for each in said if "was changed since you read it" in each]
        (won,) = [each for each in said if each not in lost]
        assert len(lost) == 1
        after, content = board.held(slug)
        assert content.statements["s1"].text == won
        assert (after.revision, after.head) == (article.revision + 1, article.head + 1)
    _whole(board.board.database)


WRITER = """
import sys
from made_board import Hours
from osler.accounts.people import person
from osler.articles import actions
from osler.articles.actions import Board
from osler.storage.database import Database
url, slug, login, count = sys.argv[1:]
board = Board(Database(url))
with board.database.reading() as connection:
    who = person(connection, login).actor()
for number in range(int(count)):
    actions.comment(board, who, slug, f"Synthetic {number}")
"""


def _started(code: str, *arguments: str) -> subprocess.Popen[bytes]:
    path = os.pathsep.join([str(TESTS), *sys.path])
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], env={**os.environ, "PYTHONPATH": path}
    )


def test_processes_that_write_at_once_lose_nothing(board: Publishers, database_url: str) -> None:
    slug = board.save().slug
    before, _ = board.held(slug)
    logins = ("first@example.org", "second@example.org", "editor@example.org")
    started = [_started(WRITER, database_url, slug, login, "8") for login in logins]
    assert [each.wait() for each in started] == [0, 0, 0]
    after, _ = board.held(slug)
    assert after.revision == before.revision + 24
    with board.board.database.reading() as connection:
        assert len(store.comments(connection, after.id)) == 24
        moments = [each.event.at for each in book.entries(connection)]
    assert moments == sorted(set(moments))
    _whole(board.board.database)


SIGNER = """
import os, signal, sys
from sqlalchemy import event
from osler.accounts.people import person
from osler.articles import actions
from osler.articles.actions import Board
from osler.storage.database import Database
url, slug, sha256, point = sys.argv[1:]
board = Board(Database(url))
with board.database.reading() as connection:
    who = person(connection, "second@example.org").actor()
left = [int(point)]
def stop(*_):
    left[0] -= 1
    if left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
event.listen(board.database.engine, "before_cursor_execute", stop)
event.listen(board.database.engine, "after_cursor_execute", stop)
event.listen(board.database.engine, "commit", stop)
print(board.database.dialect)
actions.sign(board, who, slug, sha256, True)
"""


@pytest.fixture
def almost(board: Publishers) -> str:
    """An article that lacks one signature."""
    slug = board.under_review().slug
    board.accept_all(slug, board.first)
    board.sign(slug, board.first)
    board.accept_all(slug, board.second)
    return slug


def _all_or_nothing(board: Publishers, slug: str) -> bool:
    """Whether it is approved: wholly, or not at all."""
    database = board.board.database
    _whole(database)
    with database.reading() as connection:
        article = store.article(connection, slug)
        signatures = store.signatures(connection, article.id)
        acts = [e.event.act for e in book.entries(connection, f"article:{article.id}")]
    approved = article.state is State.APPROVED
    number = 2 if approved else 1
    assert (len(signatures), acts.count("article.sign")) == (number, number)
    assert (article.published is not None, article.due_at is not None) == (approved, approved)
    assert public(board.board, ANONYMOUS, slug).approved == approved
    return approved


def test_killed_at_any_point_of_signing_it_is_whole(
    board: Publishers, almost: str, database_url: str
) -> None:
    _, content = board.held(almost)
    sha256 = signoff.signed(content)
    killed, point, step = 0, 1, 11
    while True:
        ended = _started(SIGNER, database_url, almost, sha256, str(point)).wait()
        if ended == 0:
            break
        assert ended == -signal.SIGKILL
        assert not _all_or_nothing(board, almost)  # every point is before the commit
        killed, point = killed + 1, point + step
        assert killed < 40
    assert killed > 3
    assert _all_or_nothing(board, almost)


MANY = """
import sys
from made_board import publishers, evidence, Publishers, Hours
from osler.accounts.people import person
from osler.articles import actions
from osler.articles.actions import Board
from osler.storage.database import Database
class Again(Publishers):
    def _person(self, login, name, role):
        with self.board.database.reading() as connection:
            return person(connection, login).actor()
board = Again(Board(Database(sys.argv[1])))
print("ready", flush=True)
while True:
    board.approved()
"""


def test_killed_at_any_moment_everything_is_whole(board: Publishers, database_url: str) -> None:
    path = os.pathsep.join([str(TESTS), *sys.path])
    chance = random.Random(7)  # noqa: S311 - nothing secret
    for _ in range(2):
        with subprocess.Popen(
            [sys.executable, "-c", MANY, database_url],
            env={**os.environ, "PYTHONPATH": path},
            stdout=subprocess.PIPE,
        ) as started:
            assert started.stdout is not None
            assert started.stdout.readline() == b"ready\n"
            time.sleep(0.1 + chance.random() * 0.6)
            started.kill()
        _whole(board.board.database)
    assert board.approved().state is State.APPROVED
    with board.board.database.reading() as connection:
        assert len(connection.execute(select(t.articles.c.id)).all()) > 1
