"""The whole service as one ASGI application: the pages and the API, behind one gate."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from osler.api.site import add_api
from osler.gate.entrance import Entrance
from osler.gate.limits import Limits
from osler.gate.metrics import Measures
from osler.gate.pages import Pages
from osler.gate.service import serving
from osler.settings import Settings, read_settings
from osler.web.assets import asset
from osler.web.site import add_pages


def application(settings: Settings | None = None) -> FastAPI:
    """The application; opened when it starts serving, closed when it ends."""
    held = settings if settings is not None else read_settings()
    measures, limits = Measures(), Limits(on=held.limits)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with serving(held, measures, limits) as service:
            app.state.service = service
            app.state.pages = Pages()
            yield

    app = FastAPI(
        title="Osler",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,  # they would name the scheme that a proxy in front took away
    )
    add_api(app, asset("osler.css"))
    add_pages(app)
    app.add_middleware(
        Entrance, settings=held, measures=measures, held=limits, stylesheet=asset("osler.css")
    )
    return app
