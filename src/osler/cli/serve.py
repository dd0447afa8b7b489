"""`osler serve`: the pages and the API, over HTTP."""

from __future__ import annotations

import os
import signal
import socket
from importlib import import_module

import click
import uvicorn
from uvicorn.supervisors import Multiprocess

from osler.cli.failure import say
from osler.gate.logs import SERVER_LOGS
from osler.gate.service import serving
from osler.ledger import anchor
from osler.settings import Settings, hand_down, is_set, read_settings

GRACE = 20  # seconds that requests under way are given to finish
WAITING = 1024  # connections that may wait to be taken
# Listening everywhere is no address to send readers to.
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104 - binds nothing


class ServingError(Exception):
    """The service cannot be served; the message says why and what to do."""


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True)
def command(host: str, port: int, workers: int) -> None:
    """Serve pages and API until told to end; requests under way are finished first.

    Logs go to standard error, one JSON line an event.
    """
    settings = read_settings()
    listening = _listen(host, port)
    with listening:
        number = listening.getsockname()[1]
        if not is_set("base_url"):
            # Workers read settings of their own.
            hand_down("base_url", _address(ANYWHERE.get(host, host), number))
            settings = read_settings()
        _writable(settings)
        _prepare(settings)
        say(f"Osler serves {_address(host, number)} (readers: {settings.base_url}).", err=True)
        _serve(listening, workers)


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, *_, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(where[:2], family=family, backlog=WAITING)
    except OSError as error:
        said = error.strerror or str(error)
        raise ServingError(f"cannot listen at {host} port {port}: {said}") from error


def _writable(settings: Settings) -> None:
    """Serving writes sign-ins, what was asked and the ledger. Raises `ServingError` naming what
    cannot be written, `AnchorError`.
    """
    if settings.anchor is not None:
        anchor.ready(settings.anchor)
    held = [settings.home]
    if settings.database is None:
        held.append(settings.articles)
    elif settings.secret.exists() and settings.catalog.exists():
        return  # what is written lies elsewhere
    for each in held:
        if each.exists() and not os.access(each, os.W_OK):
            raise ServingError(
                f"{each} cannot be written: serving keeps sign-ins, questions and the ledger "
                "there. Make it writable, or set home or database to a place that is"
            )


def _prepare(settings: Settings) -> None:
    """What must be there once, before any worker: the evidence, the database and the key. A
    failure here is one line, not one a worker.
    """
    if not settings.catalog.exists():
        # Parsers are loaded only where there is nothing to ask yet.
        import_module("osler.house.writing").first_time(settings, _say)
    with serving(settings) as service:
        if settings.index.exists():
            service.desk.evidence()


def _serve(listening: socket.socket, workers: int) -> None:
    config = uvicorn.Config(
        "osler.server:application",
        factory=True,
        workers=workers,
        http="osler.gate.connection:Connection",
        ws="none",
        log_config=SERVER_LOGS,
        access_log=False,
        server_header=False,
        date_header=True,
        proxy_headers=False,  # the gate believes only proxies named in settings
        timeout_keep_alive=15,
        timeout_graceful_shutdown=GRACE,
        backlog=WAITING,
    )
    # The server sends itself the signal again once it has ended well: by then it is heard.
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, signal.SIG_IGN)
    if workers > 1:
        Multiprocess(config, sockets=[listening]).run()
    else:
        uvicorn.Server(config).run(sockets=[listening])


def _say(line: str) -> None:
    say(line, err=True)
