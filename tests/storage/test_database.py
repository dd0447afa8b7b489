"""Opening, reading, writing one at a time, and migrations, over both databases."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import select, text

from made_board import publishers
from osler.articles import store
from osler.storage import tables as t
from osler.storage.database import Database, DatabaseError, TextError
from osler.storage.identity import is_id, new_id
from osler.storage.migrating import known
from osler.storage.revision import NEWEST, held


def test_migrations_make_what_the_code_expects(empty_url: str) -> None:
    database = Database(empty_url)
    database.prepare()
    database.prepare()  # a second time changes nothing
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, t.metadata) == []
        assert context.get_current_revision() == held(connection) == NEWEST
    assert NEWEST in known()


def test_two_processes_prepare_one_database(empty_url: str) -> None:
    code = (
        "import sys; from osler.storage.database import Database; Database(sys.argv[1]).prepare()"
    )
    started = [subprocess.Popen([sys.executable, "-c", code, empty_url]) for _ in range(3)]
    assert [each.wait() for each in started] == [0, 0, 0]


def test_a_database_of_a_newer_osler_is_refused(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseError, match="made by a newer Osler"):
        database.prepare()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("nonsense", "not a database URL"),
        ("mysql://example.org/osler", "not supported"),
        ("sqlite:////nowhere/at/all.sqlite", "No such file"),
        ("postgresql://osler@127.0.0.1:1/none", "127.0.0.1"),
    ],
)
def test_what_cannot_be_opened_says_so_in_one_line(url: str, words: str) -> None:
    with pytest.raises(DatabaseError, match=words) as said:
        Database(url).prepare()
    assert "\n" not in str(said.value)


def test_passwords_are_never_shown() -> None:
    database = Database("postgresql://osler:synthetic@127.0.0.1:1/none")
    with pytest.raises(DatabaseError) as said:
        database.prepare()
    assert "synthetic" not in str(said.value) + database.where


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "osler.sqlite"
    file.write_bytes(b"A synthetic text about nothing." * 200)
    with pytest.raises(DatabaseError, match="not a database"):
        Database(f"sqlite:///{file}").prepare()


def test_a_sqlite_file_is_its_owners_only(tmp_path: Path) -> None:
    file = tmp_path / "osler.sqlite"
    database = Database(f"sqlite:///{file}")
    database.prepare()
    publishers(database)
    for each in tmp_path.glob("osler.sqlite*"):
        assert each.stat().st_mode & 0o077 == 0, each


def test_a_failed_write_leaves_nothing(database: Database) -> None:
    board = publishers(database)

    def fail() -> None:
        with database.writing() as connection:
            connection.execute(t.users.update().values(name="Other"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with database.reading() as connection:
        assert "Other" not in connection.execute(select(t.users.c.name)).scalars().all()
    assert board.save().slug


def test_readers_see_one_snapshot(database: Database) -> None:
    board = publishers(database)
    board.save()
    with database.reading() as connection:
        before = len(store.articles(connection))
        board.save()
        assert len(store.articles(connection)) == before
    with database.reading() as connection:
        assert len(store.articles(connection)) == before + 1


def test_readers_write_nothing(database: Database) -> None:
    publishers(database)
    for _ in range(3):  # connections are used again
        with pytest.raises(Exception, match=r"read-?only"), database.reading() as connection:
            connection.execute(t.users.update().values(name="Other"))
        with database.writing() as connection:
            connection.execute(t.users.update().values(name="Another"))
    with database.reading() as connection:
        assert set(connection.execute(select(t.users.c.name)).scalars()) == {"Another"}


def test_writers_follow_one_another(database: Database) -> None:
    publishers(database)

    def grow() -> None:
        for _ in range(10):
            with database.writing() as connection:
                user = connection.execute(select(t.users).limit(1)).one()
                connection.execute(
                    t.users.update()
                    .where(t.users.c.id == user.id)
                    .values(revision=user.revision + 1)
                )

    with database.reading() as connection:
        before = sum(connection.execute(select(t.users.c.revision)).scalars())
    threads = [threading.Thread(target=grow) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    with database.reading() as connection:
        assert sum(connection.execute(select(t.users.c.revision)).scalars()) == before + 40


@pytest.mark.parametrize("words", ["a\0b", "a\ud800b"])
def test_words_no_database_can_hold_are_refused_alike(database: Database, words: str) -> None:
    publishers(database)
    with pytest.raises(TextError), database.writing() as connection:
        connection.execute(t.users.update().values(name=words))


@pytest.mark.parametrize("words", ["\U0001f600", "Ünïcödé", "'; DROP TABLE users; --", "%_\\"])
def test_other_words_come_back_as_they_went(database: Database, words: str) -> None:
    publishers(database)
    with database.writing() as connection:
        connection.execute(t.users.update().values(name=words))
    with database.reading() as connection:
        assert set(connection.execute(select(t.users.c.name)).scalars()) == {words}


def test_identifiers_sort_by_time_and_are_recognised() -> None:
    made = [new_id() for _ in range(1000)]
    assert len(set(made)) == 1000
    assert [each[:10] for each in made] == sorted(each[:10] for each in made)
    assert all(is_id(each) for each in made)
    assert not is_id("what-causes-synthetic-disease")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("sqlite:////data/osler.sqlite", "/data/osler.sqlite"),
        ("postgresql://o:synthetic@db.example.org/osler", "postgresql://o@db.example.org/osler"),
        (
            "postgresql+psycopg://o@db.example.org:5433/osler?password=synthetic",
            "postgresql://o@db.example.org:5433/osler",
        ),
    ],
)
def test_where_it_is_is_said_as_an_operator_knows_it(url: str, shown: str) -> None:
    assert Database(url).where == shown


def test_tables_before_conversations_keep_what_they_hold(empty_url: str) -> None:
    database = Database(empty_url)
    database.prepare()
    board = publishers(database)
    slug = board.save().slug
    with database.writing() as connection:
        for table in (t.preferences, t.offers, t.turns, t.threads):
            connection.execute(text(f"DROP TABLE {table.name}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    database.prepare()
    with database.reading() as connection:
        assert held(connection) == NEWEST
        assert [each.slug for each in store.articles(connection)] == [slug]
        assert connection.execute(select(t.turns)).all() == []
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, t.metadata) == []
