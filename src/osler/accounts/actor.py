"""Who acts: a person, or the service itself."""

from __future__ import annotations

from dataclasses import dataclass

from osler.accounts.role import Right, Role, rights


class NotAllowedError(Exception):
    """Someone may not do this; the message says what is needed."""


@dataclass(frozen=True, slots=True)
class Actor:
    """`id` is a user id, "system" or "anonymous". `scopes` narrow what an API key may do (None: no
    key, nothing narrowed). `public`: whether reading needs no account.
    """

    id: str
    name: str
    roles: frozenset[Role] | None = None
    scopes: frozenset[Right] | None = None
    public: bool = True

    @property
    def rights(self) -> frozenset[Right]:
        """All that this actor may do."""
        held = frozenset(Right) if self.id == "system" else rights(self.roles, public=self.public)
        return held if self.scopes is None else held & self.scopes

    def may(self, right: Right) -> bool:
        """Whether this actor has a right."""
        return right in self.rights

    def require(self, right: Right) -> None:
        """Raises `NotAllowedError` where this actor lacks a right."""
        if not self.may(right):
            raise NotAllowedError(f"{self.name} may not {_DOING[right]}")


_DOING = {
    Right.READ: "read here without signing in",
    Right.ASK: "ask here without signing in",
    Right.REPORT: "report an error without signing in",
    Right.SIGN_IN: "sign in",
    Right.ACCOUNT: "see an account without signing in",
    Right.DRAFTS: "see what is not published",
    Right.DESK: "see the desk",
    Right.WRITE: "write articles: the role editor is needed",
    Right.COMMENT: "comment",
    Right.REVIEW: "review: the role reviewer is needed",
    Right.WITHDRAW: "withdraw articles: the role admin is needed",
    Right.PEOPLE: "manage people: the role admin is needed",
    Right.AUDIT: "see the ledger: the role admin is needed",
    Right.OPERATE: "see the state of the service",
}

ANONYMOUS = Actor("anonymous", "A reader", None)
SYSTEM = Actor("system", "Osler", None)  # what the service does of itself
