"""The story of a question at the door: read for danger, freed of personal data, its scope told."""

from __future__ import annotations

from dataclasses import dataclass

from osler.safety.advice import advice
from osler.safety.cues import Danger
from osler.safety.identifier import Finding
from osler.safety.languages import foreign
from osler.safety.locales import LOCALES
from osler.safety.notice import GRAVE, Notice, NoticeKind
from osler.safety.personal import bare, kinds_masked, masked
from osler.safety.scope import asks_own_diagnosis, of_animal
from osler.safety.triage import triage
from osler.vocabulary.concept import Vocabulary

LONGEST = 100_000  # code points: what is longer is refused unread, so nothing of it is kept
# Who is shown evidence although a question tells of danger: they may have a patient before them.
PROFESSIONALS = frozenset({"nurse", "pharmacist", "physician"})
EDITOR = "physician"  # whoever may write articles is shown evidence as one


@dataclass(frozen=True, slots=True)
class Reception:
    """`question` is what may be kept, logged and answered: masked. `found`: what was masked, as
    places in the text as typed; empty where it came masked. `notices` are shown above all else.
    `withheld`: nothing but the notices is for this reader.
    """

    question: str
    found: tuple[Finding, ...]
    notices: tuple[Notice, ...]
    withheld: bool

    @property
    def grave(self) -> bool:
        """Whether it tells of danger to somebody now."""
        return any(each.kind in GRAVE for each in self.notices)


def receive(asked: str, reader: str | None, locale: str, vocabulary: Vocabulary) -> Reception:
    """Receive a question. Pure; what was received before is received to the same end.

    `reader` says who asks ("physician", "patient", …), None where nobody said. `locale` is a key
    of `LOCALES`.
    """
    if len(asked) > LONGEST:
        return Reception(asked, (), (), withheld=False)
    hidden = masked(asked, vocabulary)
    place = LOCALES[locale]
    notices = [advice(danger, place) for danger in _dangers(hidden.text)]
    grave = any(each.kind in GRAVE for each in notices)
    notices += _masking(hidden.text)
    notices += _scope(bare(hidden.text), grave=grave)
    withheld = grave and reader not in PROFESSIONALS
    return Reception(hidden.text, hidden.findings, tuple(notices), withheld)


def _dangers(text: str) -> tuple[Danger, ...]:
    """Dangers to people; an animal's is for a veterinarian."""
    found = triage(text)
    if found and of_animal(bare(text)):
        return tuple(each for each in found if each is Danger.SELF_HARM)
    return found


def _scope(text: str, *, grave: bool) -> list[Notice]:
    found = []
    if asks_own_diagnosis(text) and not grave:
        said = (
            "No text can tell what somebody has. Show what worries you to a doctor or a nurse, who "
            "can ask and examine. What follows is what sources say in general."
        )
        found.append(Notice(NoticeKind.SEE_A_CLINICIAN, said))
    language = foreign(text)
    if language is not None:
        said = (
            f"This reads as {language}. Only evidence in English is searched, and questions are "
            "understood in English: what follows may miss what was meant."
        )
        found.append(Notice(NoticeKind.LANGUAGE, said))
    return found


def _masking(text: str) -> list[Notice]:
    kinds = kinds_masked(text)
    if not kinds:
        return []
    listed = ", ".join(
        f"{count} {kind.value}{'s' if count > 1 else ''}" for kind, count in kinds.items()
    )
    said = (
        f"Masked before the question was kept or searched: {listed}. It was asked as shown here. "
        "This is best effort: leave out what could identify a person."
    )
    return [Notice(NoticeKind.MASKED, said)]
