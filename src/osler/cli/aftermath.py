"""After the evidence changed: what that did to articles, where there are any."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from osler.rendering.unseen import line
from osler.settings import Settings


@dataclass(frozen=True, slots=True)
class Aftermath:
    """`stale`: slugs of approved articles that are stale by this; `others`: of articles never
    approved whose evidence changed; `failure`: why articles could not be held against the evidence.
    """

    stale: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    failure: str | None = None

    @property
    def lines(self) -> list[str]:
        """As a reader wants it; nothing where nothing happened."""
        shown: list[str] = []
        if self.stale:
            number = len(self.stale)
            noun = "article" if number == 1 else "articles"
            shown.append(f"{number} {noun} became stale: {', '.join(self.stale)}")
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
    stale = tuple(each.slug for each, _ in found if each.state.value in _PUBLISHED)
    others = tuple(each.slug for each, _ in found if each.state.value not in _PUBLISHED)
    return Aftermath(stale, others)


_PUBLISHED = frozenset({"approved", "stale"})  # as the article was, or as it is now
