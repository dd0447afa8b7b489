"""The peer of the article page: FastAPI and one Jinja2 template, and nothing else.

`python -m osler.evaluation.bare_page PORT BYTES` serves a page of about that size at `/`, as the
frameworks' own documentation does it: a list of paragraphs, escaped, from a template in a file.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

PARAGRAPH = (
    "A synthetic paragraph, as long as a statement of an article is on the whole, & escaped."
)
_TEMPLATE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title></head>
<body><h1>{{ title }}</h1>
{% for each in paragraphs %}
<p id="p{{ loop.index }}">{{ each }}</p>
{% endfor %}
</body></html>
"""


def bare(folder: Path, size: int) -> FastAPI:
    """The application; its page has about `size` bytes."""
    (folder / "page.html").write_text(_TEMPLATE, encoding="utf-8")
    templates = Jinja2Templates(directory=folder)
    paragraphs = [PARAGRAPH] * max(1, size // (len(PARAGRAPH) + 24))
    app = FastAPI()

    @app.get("/", response_class=HTMLResponse)
    async def page(request: Request) -> HTMLResponse:
        values = {"title": "A synthetic page", "paragraphs": paragraphs}
        found: HTMLResponse = templates.TemplateResponse(request, "page.html", values)
        return found

    return app


def main(port: int, size: int) -> None:
    """Serve it, with the same server, parser and loop as Osler has."""
    with tempfile.TemporaryDirectory() as folder:
        uvicorn.run(
            bare(Path(folder), size), port=port, access_log=False, log_level="warning", ws="none"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
