"""After the evidence changed: what that did to articles, where there are any."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from osler.rendering.unseen import line
from osler.settings import Settings


@dataclass(frozen=True, slots=True)
class Aftermath:
    """Slugs of articles. `stale`: approved until now and stale by this; `more`: published and stale
    or retired already, with one more cause; `others`: never approved, with changed evidence.
    `failure`: why articles could not be held against the evidence.
    """

    stale: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    failure: str | None = None

    @property
    def lines(self) -> list[str]:
        """As a reader wants it; nothing where nothing happened."""
        shown: list[str] = []
        if self.stale:
            shown.append(f"{_counted(self.stale)} became stale: {', '.join(self.stale)}")
        if self.more:
            shown.append(f"{_counted(self.more)} gained a cause: {', '.join(self.more)}")
        if self.others:
            shown.append(f"evidence also changed under: {', '.join(self.others)}")
        if self.failure:
            shown.append(
                f"articles were not held against the new evidence: {self.failure} "
                "The evidence itself is kept; run `osler stale`."
            )
        return shown


NOTHING = Aftermath()


def aftermath(settings: Settings) -> Aftermath:
    """Hold every article against the evidence as it is now. Never fails: evidence that was laid in
    stays, whatever became of the articles.
    """
    if settings.database is None and not settings.articles.exists():
        return NOTHING
    # The database is loaded only where there is one: ingest is as fast as ever without.
    publishing = import_module("osler.house.publishing")
    try:
        found = publishing.reconsider(settings)
    except Exception as error:  # said, and the ingest stands
        return Aftermath(failure=line(str(error))[:300] or type(error).__name__)
    published = [each for each in found if each.article.published is not None]
    return Aftermath(
        tuple(each.article.slug for each in published if each.became_stale),
        tuple(each.article.slug for each in published if not each.became_stale),
        tuple(each.article.slug for each in found if each.article.published is None),
    )


def _counted(slugs: tuple[str, ...]) -> str:
    return f"{len(slugs)} {'article' if len(slugs) == 1 else 'articles'}"
