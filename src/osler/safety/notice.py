"""A line for whoever asks, shown above everything else."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class NoticeKind(StrEnum):
    """What a notice is about; the order is that in which they are shown."""

    EMERGENCY = "emergency"
    SELF_HARM = "self-harm"
    MASKED = "masked"
    SEE_A_CLINICIAN = "see a clinician"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Notice:
    """`text` is whole sentences, plain; `numbers` are the telephone numbers in it, as printed,
    the first to be called first.
    """

    kind: NoticeKind
    text: str
    numbers: tuple[str, ...] = ()


GRAVE = frozenset({NoticeKind.EMERGENCY, NoticeKind.SELF_HARM})
