"""Opening the database, reading from it, and writing to it one writer at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    InterfaceError,
    NoSuchModuleError,
    OperationalError,
)
from sqlalchemy.pool import ConnectionPoolEntry

from osler.storage import revision

WRITER = 0x05_1E_12  # the PostgreSQL advisory lock held while writing
PATIENCE = 15  # seconds a writer waits for another


class DatabaseError(Exception):
    """The database cannot be used; the message says which, why, and what to do."""


class TextError(Exception):
    """Words that no database can hold: a NUL, half a character, or too many of them."""


class Database:
    """One database, open. Safe to share between threads; each `reading` or `writing` takes its own
    connection.

    Writers follow one another: SQLite takes its write lock at the start, PostgreSQL an advisory
    lock, so that what is read inside `writing` stays true until it commits.
    """

    def __init__(self, url: str) -> None:
        self._engine = _engine(url)

    @property
    def engine(self) -> Engine:
        """The engine, for migrations and backup."""
        return self._engine

    @property
    def dialect(self) -> str:
        """ "sqlite" or "postgresql"."""
        return self._engine.dialect.name

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one snapshot and changes nothing. Raises `DatabaseError` where
        the database cannot be reached.
        """
        with self._told(), self._engine.connect() as connection:
            if self.dialect == "postgresql":
                connection = connection.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            connection.info["reading"] = True
            try:
                yield connection
                connection.rollback()
            finally:
                connection.info.pop("reading", None)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction by itself: all of it or nothing, durable when it returns. Raises
        `DatabaseError` where the database is busy or cannot be reached, `TextError`.
        """
        with self._told(), self._engine.connect() as connection:
            connection.info["writing"] = True
            try:
                with connection.begin():
                    if self.dialect == "postgresql":
                        connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}s'"))
                        connection.execute(
                            text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITER}
                        )
                    yield connection
            finally:
                connection.info.pop("writing", None)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What a driver says, as one line of ours. Broken constraints stay what they are."""
        try:
            yield
        except (DataError, UnicodeEncodeError) as error:
            raise TextError(
                "some of these words cannot be stored: they hold a NUL or half a character, "
                "or there are too many"
            ) from error
        except (OperationalError, InterfaceError) as error:
            raise DatabaseError(f"{self.where}: {_said(error)}") from error

    def prepare(self) -> None:
        """Bring the tables up to date. Raises `DatabaseError` where that cannot be."""
        self._own()
        try:
            with self._engine.connect() as connection:
                here = revision.held(connection)
                connection.rollback()
            if here == revision.NEWEST:
                return
            migrating = import_module("osler.storage.migrating")
            if here is not None and here not in migrating.known():
                raise DatabaseError(
                    f"{self.where}: made by a newer Osler (revision {here}); upgrade this one"
                )
            with self.writing() as connection:
                migrating.upgrade(connection)
        except DBAPIError as error:
            raise DatabaseError(f"{self.where}: {_said(error)}") from error

    def _own(self) -> None:
        """A new SQLite file is its owner's only: it holds accounts. SQLite gives what it makes
        beside it the same rights.
        """
        file = self._engine.url.database
        if self.dialect != "sqlite" or not file or file == ":memory:" or file.startswith("file:"):
            return
        try:
            os.close(os.open(file, os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError:
            return
        except OSError as error:
            raise DatabaseError(f"{file}: {error.strerror}") from error

    @property
    def where(self) -> str:
        """Its file, or where its server is: as an operator knows it, without a password."""
        url = self._engine.url
        if self.dialect == "sqlite":
            return url.database or "memory"
        bare = URL.create(
            "postgresql", url.username, host=url.host, port=url.port, database=url.database
        )
        return bare.render_as_string()

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise DatabaseError(
            "database: not a database URL; give sqlite:///FILE or postgresql://USER@HOST/NAME"
        ) from error
    if parsed.drivername in {"postgresql", "postgres"}:
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() not in {"sqlite", "postgresql"}:
        raise DatabaseError(
            f"database: {parsed.get_backend_name()} is not supported; sqlite or postgresql"
        )
    try:
        if parsed.get_backend_name() == "sqlite":
            engine = create_engine(
                parsed, connect_args={"timeout": PATIENCE, "check_same_thread": False}
            )
            event.listen(engine, "connect", _sqlite_opened)
            event.listen(engine, "begin", _sqlite_begun)
            event.listen(engine, "before_cursor_execute", _sqlite_called)
            return engine
        patience = {} if "connect_timeout" in parsed.query else {"connect_timeout": PATIENCE}
        return create_engine(parsed, pool_pre_ping=True, connect_args=patience)
    except (NoSuchModuleError, ImportError) as error:
        raise DatabaseError(f"database: no driver for {parsed.drivername}: {error}") from error


def _sqlite_opened(connection: Any, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # we begin ourselves
    # SQLite's own knows ASCII only; PostgreSQL lowers every alphabet.
    connection.create_function("lower", 1, _lower, deterministic=True)
    cursor = connection.cursor()
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",  # a commit outlasts a power cut
        "foreign_keys = ON",
        "recursive_triggers = ON",  # else INSERT OR REPLACE slips past what is append-only
        f"busy_timeout = {PATIENCE * 1000}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def _sqlite_begun(connection: Connection) -> None:
    only = bool(connection.info.get("reading"))
    if connection.info.get("only", False) is not only:
        connection.exec_driver_sql(f"PRAGMA query_only = {'ON' if only else 'OFF'}")
        connection.info["only"] = only
    connection.exec_driver_sql(
        "BEGIN IMMEDIATE" if connection.info.get("writing") else "BEGIN DEFERRED"
    )


def _sqlite_called(
    _connection: Connection,
    _cursor: Any,
    _statement: str,
    parameters: Any,
    _context: Any,
    many: bool,
) -> None:
    """PostgreSQL's texts hold no NUL; what goes into one database must fit the other."""
    for row in parameters if many else (parameters,):
        for value in row.values() if isinstance(row, dict) else row or ():
            if isinstance(value, str) and "\0" in value:
                raise TextError("some of these words cannot be stored: they hold a NUL")


def _said(error: DBAPIError) -> str:
    return " ".join(str(error.orig or error).split())
