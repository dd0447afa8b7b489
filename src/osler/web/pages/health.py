"""For machines that watch over the service: alive, ready, and what is measured."""

from __future__ import annotations

import secrets
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response

from osler.accounts.actor import NotAllowedError
from osler.accounts.role import Right
from osler.gate.health import lacking
from osler.gate.hosts import is_loopback
from osler.gate.metrics import KIND
from osler.gate.passing import Requires, Visit

router = APIRouter()
Operator = Annotated[Visit, Depends(Requires(Right.OPERATE))]


@router.get("/healthz", dependencies=[Depends(Requires(Right.OPERATE))])
async def alive() -> JSONResponse:
    """That the process answers."""
    return JSONResponse({"status": "alive"})


@router.get("/readyz")
def ready(visit: Operator) -> JSONResponse:
    """Whether every part can be used; 503 names those that cannot."""
    parts = lacking(visit.service)
    if parts:
        return JSONResponse({"status": "not ready", "lacking": parts}, 503)
    return JSONResponse({"status": "ready"})


@router.get("/metrics")
def metrics(request: Request, visit: Operator) -> Response:
    """What is measured: for this machine, or for who holds the token where one is set."""
    if not _may(request, visit.service.settings.metrics_token):
        raise NotAllowedError("metrics are for this machine, or for who holds metrics_token")
    return Response(visit.service.measures.text(), headers={"Content-Type": KIND})


def _may(request: Request, token: str | None) -> bool:
    if token is not None:
        scheme, _, sent = request.headers.get("authorization", "").partition(" ")
        same = secrets.compare_digest(sent.strip().encode("utf-8", "surrogatepass"), token.encode())
        return scheme.lower() == "bearer" and same
    if "x-forwarded-for" in request.headers or "forwarded" in request.headers:
        return False  # a proxy on this machine speaks for somebody elsewhere
    return request.client is not None and is_loopback(request.client.host)
