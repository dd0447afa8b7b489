"""`osler`: the commands, loaded one at a time so that asking starts fast."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from types import FrameType

import click

from osler.cli.failure import FAILED, PIPED, report, say
from osler.settings import unknown

# Loading only the command that was called keeps a cold `osler ask` well under a second.
_COMMANDS = {
    "ask": "Answer a clinical question from the evidence held here.",
    "ingest": "Lay in evidence: PubMed, drug labels, guidelines, full texts.",
    "evidence": "Show what evidence is held, and its standing.",
    "setup": "Prepare this machine: vocabulary and starter evidence.",
    "doctor": "Check the installation, the data folder and the index.",
    "index": "Rebuild the index, or add vectors to it.",
    "model": "Install an encoder for vectors.",
    "evaluate": "Ask a file of questions, and score the answers.",
    "bench": "Measure speed and quality beside named peers.",
    "article": "List, show, save, submit and export articles.",
    "stale": "List articles whose evidence has changed.",
    "audit": "Check, export and anchor the ledger.",
    "user": "Make and change accounts: who may write, review and manage.",
    "serve": "Serve the pages and the API over HTTP.",
    "backup": "Write articles, people and the ledger to one file.",
    "restore": "Put a backup in the place of what is there.",
    "completion": "Print the completion script for your shell.",
}
_EPILOG = """\b
Exit codes: 0 answered or done, 1 failed, 2 wrong usage,
3 refused (no evidence supports an answer), 4 done, but some files could not be read.
"""


class Ended(KeyboardInterrupt):
    """Told to end by a signal other than Ctrl-C; ends the same way."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.code = 128 + number


class _Commands(click.Group):
    def list_commands(self, _context: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        command = import_module(f"osler.cli.{name}").command
        if not isinstance(command, click.Command):
            raise TypeError(f"osler.cli.{name} has no command")
        return command

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


INTERRUPTED = "Interrupted. What was committed is kept; run the same command again."
_HELP = {"help_option_names": ["-h", "--help"]}


@click.group(cls=_Commands, epilog=_EPILOG, context_settings=_HELP)
@click.version_option(package_name="osler", prog_name="osler")
def osler() -> None:
    """Clinical questions answered from evidence, every sentence checked against its source.

    \b
    Start:   osler setup
             osler ask "What is the cause of myopathic necrosis?"
    Then:    osler ingest FOLDER      your PubMed files, labels and guidelines
    """
    for each in unknown():
        say(f"osler: {each}", err=True)


def run(arguments: Sequence[str] | None = None) -> None:
    """Entry point: runs a command and exits with its code. No failure shows a traceback."""
    _speak_any_encoding()
    _heed_signals()
    try:
        code = _called(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        code = _piped()
    sys.exit(code)


def _called(arguments: Sequence[str] | None) -> int:
    try:
        code = osler.main(args=arguments, prog_name="osler", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(shown)
        say(shown.getvalue().rstrip(), err=True)
        return error.exit_code
    except click.exceptions.Exit as error:
        return error.exit_code
    except (click.Abort, KeyboardInterrupt) as error:
        with suppress(OSError):  # the terminal may be gone
            click.echo(INTERRUPTED, err=True)
        cause = error if isinstance(error, Ended) else error.__cause__
        return cause.code if isinstance(cause, Ended) else 130
    except BrokenPipeError:
        return _piped()
    except SystemExit as error:  # click's completion, with its own code, or a pipe that closed
        return _piped() if error.code == FAILED else int(error.code or 0)
    except Exception as error:  # the outermost door: one line instead of a traceback
        return report(error)


def _speak_any_encoding() -> None:
    """Write what the terminal's encoding lacks as an escape rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _piped() -> int:
    """Whoever read us has enough; what is still to be written goes nowhere."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return PIPED


def _heed_signals() -> None:
    """Let go of files and processes when told to end. What is ignored (nohup) stays so."""
    if threading.current_thread() is not threading.main_thread():
        return
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, _frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)  # once is enough
    raise Ended(number)
