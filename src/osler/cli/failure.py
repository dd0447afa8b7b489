"""Failures as one clear line: what, where, and what to do."""

from __future__ import annotations

import os
import traceback

import click

from osler.rendering.unseen import line, seen

ANSWERED, FAILED, USAGE, REFUSED, INCOMPLETE = 0, 1, 2, 3, 4
PIPED = 141  # what a shell says of a program whose reader has gone


def say(text: str, *, err: bool = False) -> None:
    """Print words that may hold a source's own: what acts unseen on a terminal is left out."""
    click.echo(seen(text), err=err)


def report(error: Exception) -> int:
    """Print one line for a failure and return the exit code.

    Errors that Osler raises on purpose, and the operating system's, speak for themselves. Anything
    else is a fault of ours and says so; `OSLER_DEBUG=1` shows its traceback.
    """
    text = line(str(error)) or type(error).__name__
    module = type(error).__module__ or ""
    if os.environ.get("OSLER_DEBUG"):
        traceback.print_exception(error)
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        say(f"osler: {where}{error.strerror or text}", err=True)
    elif module.startswith("osler."):
        say(f"osler: {text}", err=True)
    else:
        say(
            f"osler: unexpected {type(error).__name__}: {text[:300]}. This is a fault in Osler; "
            "run again with OSLER_DEBUG=1 and report what it prints.",
            err=True,
        )
    return FAILED
