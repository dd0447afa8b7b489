"""`osler audit`: the ledger checked, exported, and anchored outside the database."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from osler.articles.audit import audit
from osler.cli.failure import FAILED, say
from osler.cli.publication import published
from osler.ledger import anchor, book
from osler.ledger.chain import line

_FILE = click.Path(dir_okay=False, path_type=Path)


class TakenError(Exception):
    """There is a file already where one is to be written."""


@click.group("audit")
def command() -> None:
    """The ledger: everything that was done to articles and accounts, in a chain of hashes."""


@command.command("verify")
@click.option("--anchor", "file", type=_FILE, help="Anchors to check too; else those of settings.")
@click.pass_context
def verify(context: click.Context, file: Path | None) -> None:
    """Check the whole ledger, the anchors, and every version against it.

    Names the first bad row and exits 1. Without an anchor outside the database, rows cut off at
    the end cannot be noticed.
    """
    with published() as board, board.database.reading() as connection:
        anchors = anchor.read(file) if file is not None else anchor.held(board.anchor)
        found = audit(connection, anchors)
    if found.fault is not None:
        say(f"osler: {found.fault}", err=True)
        context.exit(FAILED)
    held = f"and {file or board.anchor} bears it out" if anchors else "no anchor was checked"
    say(f"The ledger is whole: {_rows(found.rows)}; {held}.")


@command.command("export")
@click.option("--out", type=_FILE, help="Write here rather than to standard output.")
@click.option("--replace", is_flag=True, help="Write it anew where there is one already.")
def export(out: Path | None, replace: bool) -> None:
    """Print the ledger as JSON lines, oldest first; each line holds what its hash is over."""
    with published() as board, board.database.reading() as connection:
        if out is None:
            for each in book.entries(connection):
                sys.stdout.buffer.write(_bytes(line(each)))
            return
        if out.exists() and not replace:
            raise TakenError(f"{out}: there is such a file already; --replace puts another there")
        with out.open("wb") as file:
            written = sum(1 for each in book.entries(connection) if file.write(_bytes(line(each))))
    say(f"{out}: {_rows(written)}", err=True)


def _rows(number: int) -> str:
    return f"{number:,} row{'' if number == 1 else 's'}"


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass") + b"\n"


@command.command("anchor")
@click.argument("file", type=_FILE)
def drop(file: Path) -> None:
    """Append the ledger's head to FILE, best kept on another disk or with somebody else."""
    with published() as board, board.database.reading() as connection:
        head = book.head(connection)
    anchor.drop(file, head)
    say(f"{file}: row {head.event.sequence} anchored" if head else "The ledger is empty.")
