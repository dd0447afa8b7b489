"""An article as a work to be cited, and the works it cites. Pure."""

from __future__ import annotations

from osler.articles.public import Public
from osler.articles.records import Signature
from osler.articles.workflow import State
from osler.rendering.citing import Kind, Name, Work, work
from osler.rendering.unseen import line

PUBLISHER = "Osler"


def own(shown: Public, base_url: str, today: str) -> Work:
    """The article itself, this version of it; the note says what may truly be said of it.
    `today`: the day it was read, ISO.
    """
    article, number = shown.article, shown.version.number
    address = f"{base_url}/a/{article.slug}"
    return Work(
        key=f"osler-{article.slug}-v{number}",
        kind=Kind.PAGE,
        title=line(shown.content.title),
        authors=(Name(line(shown.author)),) if line(shown.author) else (),
        container=PUBLISHER,
        publisher=PUBLISHER,
        date=dated(shown)[:10],
        read=today,
        url=address if shown.newest else f"{address}/v/{number}",
        version=str(number),
        language="en",
        note=_note(shown),
    )


def references(shown: Public) -> list[Work]:
    """Every work the version cites, in order."""
    return [work(each) for each in shown.content.answer.references]


def dated(shown: Public) -> str:
    """When this version was approved, or else made: a moment."""
    article = shown.article
    if shown.approved and article.approved_at and shown.version.number == article.published:
        return article.approved_at
    if shown.approved and shown.signatures:
        return shown.signatures[-1].at
    return shown.version.made_at


def reviewers(shown: Public) -> tuple[Signature, ...]:
    """Signatures of the review that approved this version; none where none did. One begun since
    and not ended does not count.
    """
    if not shown.approved:
        return ()
    until = dated(shown)
    held = [each for each in shown.signatures if each.at <= until]
    return tuple(each for each in held if each.round == held[-1].round)


def _note(shown: Public) -> str:
    if shown.state is State.APPROVED:
        names = "; ".join(line(each.name) for each in reviewers(shown))
        return f"Approved by {names} on {dated(shown)[:10]}"
    if shown.state is State.STALE:
        return line("Stale, under review again: " + " ".join(each.said for each in shown.causes))
    if shown.state in {State.WITHDRAWN, State.RETIRED}:
        return line(f"{shown.state.words}. {shown.article.reason or ''}")
    return f"{shown.state.words}: not approved by the medical board"
