"""Logs: one JSON line an event, to standard error. Never a question, a cookie or a token."""

from __future__ import annotations

import logging
import sys
import traceback
from typing import Any, cast

import structlog
from msgspec import json

from osler.ledger.anchor import AnchorError
from osler.storage.database import DatabaseError

LONGEST = 200  # characters of a path
_TELLING = (DatabaseError, AnchorError, OSError)  # their words are a driver's or the system's


class _Lines:
    """Writes where standard error is now."""

    def msg(self, text: str) -> None:
        sys.stderr.write(text + "\n")

    debug = info = warning = error = critical = msg


def _encode(value: Any, **_: Any) -> str:
    return json.encode(value, enc_hook=str).decode()


log: structlog.typing.FilteringBoundLogger = cast(
    structlog.typing.FilteringBoundLogger,
    structlog.wrap_logger(
        _Lines(),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
            structlog.processors.JSONRenderer(serializer=_encode),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    ),
)


def security(what: str, **said: Any) -> None:
    """Something that whoever watches over the service wants to know of: "sign-in failed",
    "key refused", "forbidden", "forged", "limited", "host". Names no secret.
    """
    log.warning("security", what=what, **said)


def unexpected(error: BaseException, request: str, **said: Any) -> None:
    """A fault of ours, with its traceback, as one line. The error's own words may hold a reader's,
    so only where it happened is told, and why where the machine says so ("disk is full").
    """
    if isinstance(error, _TELLING):
        said["cause"] = " ".join(str(error).split())[:500]
    where = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)))
    log.error("error", request=request, kind=type(error).__name__, traceback=where, **said)


class Relay(logging.Handler):
    """Lines of the server and of libraries, in our form."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record as a line."""
        said = {"logger": record.name}
        if record.exc_info and record.exc_info[1] is not None:
            trace = traceback.extract_tb(record.exc_info[2])
            said["kind"] = type(record.exc_info[1]).__name__
            said["traceback"] = "".join(traceback.format_list(trace))
        log.log(max(record.levelno, logging.INFO), record.getMessage()[:2000], **said)


SERVER_LOGS: dict[str, Any] = {  # for `logging.config`, in every process of the server
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"lines": {"class": "osler.gate.logs.Relay"}},
    "root": {"handlers": ["lines"], "level": "WARNING"},
    "loggers": {
        "uvicorn": {"handlers": ["lines"], "level": "INFO", "propagate": False},
        "uvicorn.error": {"level": "INFO"},
    },
}
