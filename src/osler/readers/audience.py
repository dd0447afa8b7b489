"""Who reads, and what that changes: wording, order and depth. Never the claims."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from osler.evidence.document import Family


class Gloss(StrEnum):
    """Where a term's meaning stands: after it the first time, or only where one asks for it."""

    INLINE = "inline"
    ASKED = "asked"
    NONE = "none"


_USUAL = (Family.GUIDELINES, Family.LABELS, Family.RESEARCH)
_DRUG_FIRST = (Family.LABELS, Family.GUIDELINES, Family.RESEARCH)
_STUDY_FIRST = (Family.RESEARCH, Family.GUIDELINES, Family.LABELS)


@dataclass(frozen=True, slots=True)
class Audience:
    """One kind of reader.

    Wording: `plain` puts everyday words in the place of professional ones, spells abbreviations
    out and parts long sentences at safe places; `gloss` says where terms are explained.
    Order: `order` of the sections. Depth: `fold` puts figures in brackets, pointers of labels and
    the studies behind a fold; `reasons` opens why each statement is as certain as it is; `guided`
    opens how to read an answer and begins each section with a line in plain words. `talk` is the
    line that ends what a lay reader reads; it gives no advice but whom to ask.
    """

    name: str
    plain: bool = False
    gloss: Gloss = Gloss.NONE
    order: tuple[Family, ...] = _USUAL
    fold: bool = False
    reasons: bool = False
    guided: bool = False
    talk: str | None = None

    @property
    def changes(self) -> bool:
        """Whether any word is shown otherwise than the source has it."""
        return self.plain or self.fold or self.gloss is not Gloss.NONE


AUDIENCES = {
    each.name: each
    for each in (
        Audience(
            "patient",
            plain=True,
            gloss=Gloss.INLINE,
            fold=True,
            guided=True,
            talk="What this means for you depends on your own health: talk to your doctor, nurse "
            "or pharmacist about it, and bring this page.",
        ),
        Audience(
            "caregiver",
            plain=True,
            gloss=Gloss.INLINE,
            fold=True,
            guided=True,
            talk="What this means for the person you care for depends on their own health: talk to "
            "their doctor, nurse or pharmacist about it, and bring this page.",
        ),
        Audience("student", gloss=Gloss.INLINE, guided=True),
        Audience("nurse", gloss=Gloss.ASKED),
        Audience("pharmacist", order=_DRUG_FIRST),
        Audience("physician"),
        Audience("researcher", order=_STUDY_FIRST, reasons=True),
    )
}
READERS = tuple(AUDIENCES)
NOBODY = Audience("")  # who did not say reads as physicians do

_INTROS = {
    Family.GUIDELINES: "Guidelines are advice that groups of experts write for doctors after they "
    "weigh the studies.",
    Family.LABELS: "A drug label is the text about a drug that its maker prints and the FDA, the "
    "US drug agency, approves. It lists harms that were reported, even rare ones.",
    Family.RESEARCH: "These are findings of studies. One study alone rarely settles a question.",
}


def audience(name: str | None) -> Audience:
    """The audience of a name; who did not say, or said something else, reads as physicians do."""
    return AUDIENCES.get(name or "", NOBODY)


def intro(family: Family) -> str:
    """What a section is, in plain words."""
    return _INTROS[family]
