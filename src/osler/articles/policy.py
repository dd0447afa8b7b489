"""The editorial policy as settings: what the policy page says is read off this."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """`reviewers`: distinct signatures that approve, 1..5. `review_months`: age at which a review
    is due again; `review_months_drugs` where labels are cited. `show`: from which state on readers
    see an article that has never been approved: "submitted" or "approved".
    """

    reviewers: int = 2
    review_months: int = 12
    review_months_drugs: int = 6
    show: str = "submitted"

    def due(self, approved: datetime.datetime, *, drugs: bool) -> datetime.datetime:
        """When a review done at `approved` is due again; the last day of a shorter month."""
        months = self.review_months_drugs if drugs else self.review_months
        year, month = divmod(approved.year * 12 + approved.month - 1 + months, 12)
        first = datetime.date(year, month + 1, 1)
        after = datetime.date(year + month // 11, (month + 1) % 12 + 1, 1)
        day = min(approved.day, (after - first).days)
        return approved.replace(year=year, month=month + 1, day=day)
