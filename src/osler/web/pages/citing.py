"""Cite this: an article, or all that it cites, as reference managers read it."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from osler.accounts.role import Right
from osler.articles import citing as article_citing
from osler.articles.public import public
from osler.articles.store import MissingError
from osler.gate.passing import Requires, Visit
from osler.rendering import citing
from osler.storage.moment import text, utc_now

router = APIRouter()
Reader = Annotated[Visit, Depends(Requires(Right.READ))]

_FORMS = {
    "ris": (citing.ris, "application/x-research-info-systems"),
    "bib": (citing.bibtex, "application/x-bibtex"),
    "json": (citing.csl, "application/vnd.citationstyles.csl+json"),
}


@router.get("/a/{slug}/cite.{form}")
def cite(
    visit: Reader,
    slug: str,
    form: str,
    references: str = "",
    version: str = "",
) -> Response:
    """The article as one work; with `references=1`, all the works it cites."""
    if form not in _FORMS:
        raise MissingError("an article is cited as cite.ris, cite.bib or cite.json")
    write, kind = _FORMS[form]
    service = visit.service
    if not re.fullmatch(r"[0-9]{0,6}", version):
        raise MissingError("there is no such version of this article")
    shown = public(service.board, visit.actor, slug, int(version) if version else None)
    if references == "1":
        works = article_citing.references(shown)
    else:
        works = [article_citing.own(shown, service.settings.base_url, text(utc_now())[:10])]
    name = f"{shown.article.slug}{'-references' if references == '1' else ''}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    body = write(works).encode("utf-8", "replace")
    return Response(body, media_type=f"{kind}; charset=utf-8", headers=headers)
