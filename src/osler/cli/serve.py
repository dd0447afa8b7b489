"""`osler serve`: the pages and the API, over HTTP."""

from __future__ import annotations

import click


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True)
def command(host: str, port: int, workers: int) -> None:
    """Serve pages and API until told to end; requests under way are finished first."""
    import uvicorn

    uvicorn.run(
        "osler.server:application",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        access_log=False,
        server_header=False,
    )
