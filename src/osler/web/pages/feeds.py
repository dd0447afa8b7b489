"""What machines fetch: the Atom feed (RFC 4287), the sitemap (sitemaps.org), robots.txt (RFC 9309).

A private site serves neither feed nor sitemap to strangers and asks crawlers to leave.
"""

from __future__ import annotations

import uuid
from email.utils import format_datetime, parsedate_to_datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from lxml import etree

from osler.accounts.role import Right
from osler.articles import shelf
from osler.articles.shelf import Entry
from osler.articles.workflow import State
from osler.gate.passing import Requires, Visit
from osler.rendering.dates import day
from osler.rendering.unseen import line
from osler.storage.canonical import digest
from osler.storage.moment import parse

router = APIRouter()
Reader = Annotated[Visit, Depends(Requires(Right.READ))]
Anyone = Annotated[Visit, Depends(Requires(Right.OPERATE))]

ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEVER = "1970-01-01T00:00:00.000000Z"  # when a feed without entries was updated
LONGEST = 500  # code points of a summary
LARGEST = 49_000  # addresses in one sitemap; the protocol allows 50 000
STANDING = ("/", "/library", "/board", "/editorial-policy")
CLOSED = ("/desk", "/admin", "/account", "/ask/", "/sign-in")
_BASE32 = "0123456789abcdefghjkmnpqrstvwxyz"


@router.get("/feed.atom")
def feed(visit: Reader, request: Request) -> Response:
    """Approved articles, newest first; one that is stale or has ended says so in its entry."""
    with visit.service.board.database.reading() as connection:
        found = shelf.news(connection)
    updated = max((each.changed for each in found), default=NEVER)
    body = written(atom(found, visit.service.settings.base_url, updated))
    return _kept(request, body, "application/atom+xml", updated)


@router.get("/sitemap.xml")
def sitemap(visit: Reader, request: Request) -> Response:
    """The standing pages and every article that is approved and current."""
    with visit.service.board.database.reading() as connection:
        found = shelf.addresses(connection)
    base = visit.service.settings.base_url
    latest = max((approved for _, approved in found), default=None)
    root = etree.Element(f"{{{SITEMAP}}}urlset", nsmap=_names(SITEMAP))
    for path in STANDING:
        _address(root, f"{base}{path}", latest if path == "/library" else None)
    for slug, approved in found[:LARGEST]:
        _address(root, f"{base}/a/{slug}", approved)
    return _kept(request, written(root), "application/xml", latest or NEVER)


@router.get("/robots.txt")
def robots(visit: Anyone) -> Response:
    """What crawlers may fetch: the public pages, or nothing where the site is private."""
    settings = visit.service.settings
    lines = ["User-agent: *"]
    if settings.public:
        lines += [f"Disallow: {path}" for path in CLOSED]
        lines += ["Allow: /", "", f"Sitemap: {settings.base_url}/sitemap.xml"]
    else:
        lines += ["Disallow: /"]
    return Response("\n".join(lines) + "\n", media_type="text/plain; charset=utf-8")


def atom(found: list[Entry], base: str, updated: str) -> etree._Element:
    """The feed as a tree."""
    root = etree.Element(f"{{{ATOM}}}feed", nsmap=_names(ATOM))
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "en")
    _text(root, "id", f"{base}/feed.atom")
    _text(root, "title", "Osler: reviewed articles")
    _text(root, "subtitle", "Clinical questions answered from evidence, signed by a medical board")
    _text(root, "updated", updated)
    _link(root, "self", f"{base}/feed.atom", "application/atom+xml")
    _link(root, "alternate", f"{base}/library", "text/html")
    _text(etree.SubElement(root, f"{{{ATOM}}}author"), "name", "Osler")
    for each in found:
        _entry(root, each, base)
    return root


def _entry(root: etree._Element, each: Entry, base: str) -> None:
    entry = etree.SubElement(root, f"{{{ATOM}}}entry")
    _text(entry, "id", uuid.UUID(int=_number(each.article.id)).urn)
    known = "" if each.state is State.APPROVED else f"{each.state.words}: "
    _text(entry, "title", known + each.title)
    _text(entry, "updated", each.changed)
    _link(entry, "alternate", f"{base}/a/{each.article.slug}", "text/html")
    _text(etree.SubElement(entry, f"{{{ATOM}}}author"), "name", each.author)
    etree.SubElement(entry, f"{{{ATOM}}}category", term=each.state.value, label=each.state.words)
    if each.article.topic and _clean(each.article.topic):
        etree.SubElement(entry, f"{{{ATOM}}}category", term=_clean(each.article.topic))
    _text(entry, "summary", _summary(each))


def _summary(each: Entry) -> str:
    """What became of an article comes before what it says; a withdrawn one says nothing else."""
    happened = f"{_HAPPENED[each.state]} {day(each.changed)}." if each.state in _HAPPENED else ""
    said = "" if each.state is State.WITHDRAWN else each.gloss or each.brief
    words = " ".join(part for part in (happened, each.said, said) if part)
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"


_HAPPENED = {
    State.STALE: "Not approved as it stands; waiting for a new review since",
    State.RETIRED: "No longer kept up since",
    State.WITHDRAWN: "Withdrawn on",
}


def _number(name: str) -> int:
    """The 128 bits of an identifier: they stay when the site moves."""
    value = 0
    for letter in name:
        value = value << 5 | _BASE32.index(letter)
    return value


def _clean(text: str) -> str:
    """Text that XML can hold."""
    return "".join(
        letter for letter in line(text) if letter not in "\ufffe\uffff" and letter.isprintable()
    )


def _text(parent: etree._Element, name: str, words: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}{name}").text = _clean(words)


def _link(parent: etree._Element, rel: str, href: str, kind: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}link", rel=rel, href=href, type=kind)


def _names(space: str) -> Any:
    """A namespace without a prefix."""
    return {None: space}


def _address(root: etree._Element, place: str, changed: str | None) -> None:
    url = etree.SubElement(root, f"{{{SITEMAP}}}url")
    etree.SubElement(url, f"{{{SITEMAP}}}loc").text = place
    if changed is not None:
        etree.SubElement(url, f"{{{SITEMAP}}}lastmod").text = changed[:10]


def written(root: etree._Element) -> bytes:
    """A tree as a file."""
    found: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return found


def _kept(request: Request, body: bytes, kind: str, changed: str) -> Response:
    """The file, or 304 where the reader has it. An entity tag is asked before a date (RFC 9110)."""
    tag = f'"{digest(body.decode())[:32]}"'
    moment = parse(changed).replace(microsecond=0)
    headers = {
        "ETag": tag,
        "Last-Modified": format_datetime(moment, usegmt=True),
        "Cache-Control": "private, no-cache" if not _public(request) else "public, max-age=300",
    }
    known = request.headers.get("if-none-match")
    if known is not None:
        same = known.strip() == "*" or tag in {
            each.strip().removeprefix("W/") for each in known.split(",")
        }
    else:
        same = _since(request.headers.get("if-modified-since"), moment.timestamp())
    if same:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=kind, headers=headers)


def _since(date: str | None, moment: float) -> bool:
    if date is None:
        return False
    try:
        return parsedate_to_datetime(date).timestamp() >= moment
    except (ValueError, TypeError, OverflowError):
        return False  # a date that is none is as good as none asked


def _public(request: Request) -> bool:
    visit: Visit = request.state.visit
    return visit.service.settings.public
