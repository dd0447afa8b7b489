"""What an article says of itself in print: its state, who signed it, what has changed since."""

from __future__ import annotations

from collections.abc import Iterator

from osler.articles.content import Content
from osler.articles.ground import fallen
from osler.articles.public import Public, interests
from osler.articles.workflow import State
from osler.rendering import words


def standing(seen: Public) -> words.Standing:
    """The lines of status, whether caution is due, and how the sentences came to be."""
    return words.Standing(
        status=tuple(_status(seen)),
        caution=seen.state is not State.APPROVED,
        made=_made(seen.content),
        fallen=fallen(seen.groundless),
        since=_since(seen),
    )


def _status(seen: Public) -> Iterator[str]:
    article = seen.article
    of = f"version {seen.version.number} of {article.head}"
    yield f"{seen.state.words}: {_MEANS[seen.state]} ({of})."
    if seen.approved:
        for each in seen.signatures:
            who = ", ".join(part for part in (each.name, each.credentials, each.specialty) if part)
            declared = interests(seen.declared.get(each.declaration_id))
            yield f"Signed by {who} on {each.at[:10]}."
            yield f"{each.name} {declared}."
        if article.due_at is not None and seen.newest:
            yield f"The next review is due on {article.due_at[:10]}."
    if seen.state in {State.RETIRED, State.WITHDRAWN} and article.reason:
        yield f"Why: {article.reason}"
    for cause in seen.causes:
        yield f"Changed since, noticed on {cause.at[:10]}: {cause.said}"


def _since(seen: Public) -> dict[str, tuple[str, ...]]:
    """What was noticed of each document, by key."""
    found: dict[str, tuple[str, ...]] = {}
    for each in (*seen.causes, *(one for one in seen.groundless if one not in seen.causes)):
        if each.document is not None:
            said = f"{each.kind}, noticed on {each.at[:10]}"
            found[each.document] = (*found.get(each.document, ()), said)
    return found


_MEANS = {
    State.DRAFT: "not handed in to the medical board",
    State.SUBMITTED: "not yet reviewed by the medical board",
    State.UNDER_REVIEW: "the medical board has not finished its review",
    State.CHANGES_REQUESTED: "the medical board asked for changes",
    State.APPROVED: "reviewed and approved by the medical board",
    State.STALE: "approved once; its evidence or its review has changed since",
    State.RETIRED: "no longer kept up",
    State.WITHDRAWN: "it should not have been published",
}


def _made(content: Content) -> str:
    changed = [each for each in content.edits if each.statement in content.ids]
    struck = [each for each in content.edits if each.act == "strike"]
    if content.maker.model is not None:
        return "A language model wrote this; every sentence was checked against what it cites."
    if not changed and not struck:
        return words.EXTRACTIVE
    edited = len({each.statement for each in changed})
    return (
        "No language model was used. Sentences are quoted from the passages they cite, but for "
        f"{edited} that people edited; {len(struck)} were struck. Every sentence was checked "
        "against its passages by code; words in [square brackets] are ours."
    )
