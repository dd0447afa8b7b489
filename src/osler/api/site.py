"""The API as an application of its own, mounted beside the pages: its errors are never pages."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache, partial
from typing import Any

from fastapi import Depends, FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.routing import APIRoute
from pydantic import TypeAdapter
from starlette.routing import Mount

from osler.accounts.role import Right, rights
from osler.api.door import JsonOnly
from osler.api.passing import ApiRequires
from osler.api.problems import TITLES, URN, Problem, add_problems, response
from osler.api.revision import TAG
from osler.api.routes import acts, articles, ask, evidence, reviewing, status
from osler.gate.passing import Requires

ROOT, PREFIX = "/api", "/v1"
ROUTERS = (
    ask.router,
    articles.router,
    acts.router,
    reviewing.router,
    evidence.router,
    status.router,
)
VERSION = "1.0.0"
_SAID = """\
Ask clinical questions and get answers whose every sentence is checked against the passage it
cites; read articles that a medical board reviewed; write and review them.

Keys: `Authorization: Bearer osler_…`. Reading and asking may need none. Errors are problem details
(RFC 9457) whose `type` stays the same. Lists are paged by `cursor`. Writes heed `Idempotency-Key`
for a day; changes take `If-Match` with the ETag that was read.
"""
_SCHEME = {"type": "http", "scheme": "bearer", "description": "A key of one's account: osler_…"}


def add_api(app: FastAPI, stylesheet: str = "") -> None:
    """Mount the API under `/api`, sharing the application's state. `stylesheet`: address of the one
    that its page links to.
    """
    api = api_application(stylesheet)
    api.state = app.state
    mount = Mount(ROOT, app=api)
    # Whatever the address holds, line breaks too, it is the API that answers.
    mount.path_regex = re.compile(mount.path_regex.pattern, re.DOTALL)
    app.router.routes.append(mount)

    @app.get(ROOT, include_in_schema=False, dependencies=[Depends(Requires(Right.OPERATE))])
    def there() -> Response:
        """Lead to the page; the address names no scheme, which a proxy may have changed."""
        return RedirectResponse(f"{ROOT}/", 308)


def api_application(stylesheet: str = "") -> FastAPI:
    """All routes under `/v1`, their errors, and their OpenAPI document."""
    api = FastAPI(
        title="Osler",
        version=VERSION,
        description=_SAID,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    for router in ROUTERS:
        api.include_router(router, prefix=PREFIX)
    described = cache(partial(document, api))  # made when it is first asked for
    anyone = [Depends(ApiRequires(Right.OPERATE))]

    @api.get("/v1/openapi.json", include_in_schema=False, dependencies=anyone)
    def openapi() -> dict[str, Any]:
        """This API, described."""
        return described()

    @api.get("/", include_in_schema=False, dependencies=anyone)
    def page() -> HTMLResponse:
        """The same for people."""
        return HTMLResponse(_page(described(), stylesheet))

    add_problems(api)
    api.add_exception_handler(405, _elsewhere)
    api.add_middleware(JsonOnly)
    return api


def document(api: FastAPI) -> dict[str, Any]:
    """The OpenAPI document: who may call what without a key, and which headers a write takes."""
    found = get_openapi(
        title=api.title,
        version=api.version,
        description=api.description,
        routes=api.routes,
        servers=[{"url": ROOT}],
    )
    found["components"]["securitySchemes"] = {"bearer": _SCHEME}
    found["components"]["schemas"].update(_schemas())
    free = _free()
    for path, methods in found["paths"].items():
        for method, operation in methods.items():
            needed: list[dict[str, list[str]]] = [{"bearer": []}]
            operation["security"] = [{}, *needed] if (path, method) in free else needed
            for each in operation.get("parameters", []):
                if each["name"] == "if-match":
                    each["required"] = True
                    each["schema"] = {"type": "string", "pattern": TAG, "examples": ['"3"']}
    return found


def _schemas() -> dict[str, Any]:
    """The schema of problems, which no route returns."""
    made = TypeAdapter(Problem).json_schema(
        mode="serialization", ref_template="#/components/schemas/{model}"
    )
    parts: dict[str, Any] = made.pop("$defs", {})
    made["examples"] = [
        {
            "type": f"{URN}stale-revision",
            "title": TITLES["stale-revision"][1],
            "status": 412,
            "detail": "it was changed since you read it; read it again",
            "errors": [],
        }
    ]
    return {**parts, "Problem": made}


def routes() -> Iterator[tuple[str, APIRoute, frozenset[Right]]]:
    """Every described route with its path under `/api` and the rights it needs."""
    for router in ROUTERS:
        for route in router.routes:
            if isinstance(route, APIRoute):
                needed = frozenset(
                    each.call.right
                    for each in route.dependant.dependencies
                    if isinstance(each.call, ApiRequires)
                )
                yield PREFIX + route.path_format, route, needed


def _free() -> set[tuple[str, str]]:
    """Path and method of what takes no key where reading is public."""
    anyone = rights(None)
    return {
        (path, method.lower())
        for path, route, needed in routes()
        if needed <= anyone
        for method in route.methods or ()
    }


def _elsewhere(request: Request, error: Exception) -> Response:
    """405, with every method that the address does know."""
    path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    wanted = path.removeprefix(PREFIX)
    known = {
        method
        for router in ROUTERS
        for route in router.routes
        if isinstance(route, APIRoute) and route.path_regex.match(wanted)
        for method in route.methods or ()
    }
    allowed = ", ".join(sorted(known)) or "GET"
    said = f"{request.method} is not done here; {allowed} is"
    _ = error
    return response("method", said, headers={"Allow": allowed})


def _page(described: dict[str, Any], stylesheet: str) -> str:
    """One plain page without a script: lists, which fit a narrow screen as tables do not."""
    calls = "".join(
        f"<li><code>{method.upper()} {html.escape(ROOT + path)}</code><br>"
        f"{html.escape(operation['summary'])}"
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    )
    named = "".join(
        f"<li><code>{URN}{name}</code><br>{number}: {html.escape(title)}"
        for name, (number, title) in TITLES.items()
    )
    said = "".join(
        f"<p>{html.escape(part)}</p>" for part in described["info"]["description"].split("\n\n")
    )
    style = f'<link rel="stylesheet" href="{html.escape(stylesheet)}">' if stylesheet else ""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><title>The API · Osler</title>{style}'
        f'</head><body><main id="main"><h1>The API</h1>{said}'
        f'<p><a href="{ROOT}/v1/openapi.json">OpenAPI document</a> · <a href="/">Ask</a></p>'
        f'<h2>What can be called</h2><ul class="entries">{calls}</ul>'
        f'<h2>Problems</h2><ul class="entries">{named}</ul></main></body></html>'
    )
