"""Empty databases of both kinds, for tests: SQLite files, and PostgreSQL where there is a server.

Migrating takes longer than most tests, so it is done once a process and copied from then on.

The server is the one that OSLER_TEST_POSTGRES names (an address whose role may create databases),
else a private one started from Debian's programs, for this run only.
"""

from __future__ import annotations

import atexit
import itertools
import os
import shutil
import socket
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.pool import ConnectionPoolEntry

from osler.storage import database
from osler.storage.database import Database

# Nothing outlasts the run, and nobody tidies up hundreds of databases behind the tests' backs.
_CARELESS = " ".join(
    f"-c {each}"
    for each in (
        "fsync=off",
        "full_page_writes=off",
        "synchronous_commit=off",
        "wal_level=minimal",
        "max_wal_senders=0",
        "autovacuum=off",
        "jit=off",
        "max_connections=200",
    )
)
_MEMORY, _ROOM = Path("/dev/shm"), 4 << 30  # noqa: S108 - a disk in memory, and bytes to be free
_NUMBERS = itertools.count(1)
_TEMPLATE = f"osler_template_{os.getpid()}"
MIGRATING, OPENED = Database.prepare, database._sqlite_opened  # as they are in earnest


def prepare(made: Database) -> None:
    """`Database.prepare`, where a SQLite file that is not there yet is copied from a template."""
    file = Path(made.engine.url.database or "")
    if made.dialect == "sqlite" and file.parent.is_dir() and not file.exists():
        file.touch(0o600)
        file.write_bytes(_migrated())
    MIGRATING(made)


def opened(connection: Any, entry: ConnectionPoolEntry) -> None:
    """A SQLite connection that waits for no disk: what tests write need not outlast a power cut."""
    OPENED(connection, entry)
    connection.execute("PRAGMA synchronous = OFF")


@cache
def _migrated() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "template.sqlite"
        made = Database(f"sqlite:///{file}")
        MIGRATING(made)
        made.close()
        return file.read_bytes()


def sqlite_url(folder: Path) -> str:
    """An address in a folder, of a database that nobody made yet."""
    return f"sqlite:///{folder / f'osler-{next(_NUMBERS)}.sqlite'}"


def postgres_url(*, prepared: bool = True) -> str:
    """The address of a new database, with our tables (copied from a template) or without any.

    Skips the test where there is no server.
    """
    server = _server()
    name = f"osler_test_{os.getpid()}_{next(_NUMBERS)}"
    source = _template() if prepared else "template0"
    _create(server, name, source)
    atexit.register(_drop, server, name)
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _create(server: str, name: str, source: str) -> None:
    """A copy of `source`, file by file: through the log, as newer servers do, it takes longer."""
    version = _connection(server).dialect.server_version_info or (0,)
    how = " STRATEGY FILE_COPY" if version >= (15,) else ""
    _execute(server, f"CREATE DATABASE {name} TEMPLATE {source}{how}")


def _execute(server: str, statement: str) -> None:
    _connection(server).execute(text(statement))


@cache
def _connection(server: str) -> Connection:
    """One connection to the server for all statements of this process."""
    engine = create_engine(
        make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
    )
    made = engine.connect()
    atexit.register(engine.dispose)
    atexit.register(made.close)
    return made


def _drop(server: str, name: str) -> None:
    if "OSLER_TEST_POSTGRES" in os.environ:  # a private server goes as a whole
        _execute(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@cache
def _template() -> str:
    server = _server()
    _create(server, _TEMPLATE, "template0")
    atexit.register(_drop, server, _TEMPLATE)
    made = Database(make_url(server).set(database=_TEMPLATE).render_as_string(hide_password=False))
    made.prepare()
    made.close()
    return _TEMPLATE


@cache
def _server() -> str:
    named = os.environ.get("OSLER_TEST_POSTGRES")
    return named if named else _private()


def _private() -> str:
    """A server of our own on loopback. Nothing it writes outlasts the run."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        pytest.skip("no PostgreSQL: OSLER_TEST_POSTGRES is not set and Debian's is not installed")
    roomy = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM
    folder = Path(tempfile.mkdtemp(prefix="osler-pg-", dir=_MEMORY if roomy else None))
    before: list[str] = []
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(folder, "postgres")
        before = ["runuser", "-u", "postgres", "--"]
    data, bin_ = folder / "data", programs[-1]
    quiet = {"cwd": "/", "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": True}
    made = [
        bin_ / "initdb",
        "-D",
        data,
        "-U",
        "osler",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
    ]
    subprocess.run([*before, *map(str, [*made, "--no-sync"])], **quiet)  # type: ignore[call-overload]
    port = free_port()
    options = f"-p {port} -h 127.0.0.1 -k {folder} {_CARELESS}"
    start = [bin_ / "pg_ctl", "-D", data, "-w", "-o", options, "-l", folder / "log", "start"]
    subprocess.run([*before, *map(str, start)], **quiet)  # type: ignore[call-overload]
    stop = [bin_ / "pg_ctl", "-D", data, "-m", "immediate", "stop"]
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(subprocess.run, [*before, *map(str, stop)], **{**quiet, "check": False})
    return f"postgresql://osler@127.0.0.1:{port}/postgres"


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
