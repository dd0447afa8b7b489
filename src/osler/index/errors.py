"""What can be wrong with an index on disk; every message says what to do."""

from __future__ import annotations

REBUILD = "Run `osler index rebuild` to build it anew from the stored documents."
INGEST = "Run `osler index reset`, then `osler ingest` with your files."


LONGEST = 200  # characters of what went wrong; a decoder may quote all it could not read


def brief(why: str) -> str:
    """What went wrong, in one line that leaves room for what to do about it."""
    line = " ".join(why.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


class IndexFault(Exception):  # noqa: N818 - the names below say what is wrong, not that it is
    """An index cannot be used as asked. The message is fit for a user."""


class IndexMissing(IndexFault):
    """There is no index at this place yet."""

    def __init__(self, place: str) -> None:
        super().__init__(f"There is no index in {place} yet. Run `osler ingest PATH` first.")


class IndexUnreadable(IndexFault):
    """Files of the index are damaged or gone."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(f"The index in {place} cannot be read: {brief(why)}. {INGEST}")


class IndexMismatch(IndexFault):
    """The index was made by another version of Osler: its tokens would not fit the questions."""

    def __init__(self, place: str, what: str, found: object, expected: object, remedy: str) -> None:
        self.what = what
        super().__init__(
            f"The index in {place} has {what} {found!r} where this Osler needs {expected!r}. "
            f"{remedy}"
        )


class IndexLocked(IndexFault):
    """Another process is writing."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"Another process is writing to the index in {place}. Try again when it has ended; "
            "reading goes on meanwhile."
        )


class IndexReadOnly(IndexFault):
    """The folder does not allow writing."""

    def __init__(self, place: str) -> None:
        super().__init__(f"The index in {place} is read-only here, so nothing can be added to it.")
