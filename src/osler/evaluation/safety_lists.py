"""The phrases and questions written by hand to see how questions are received.

They lie in `tests/safety/` of the source tree; every person in them is made up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from osler.safety.identifier import Finding, Identifier

FOLDER = Path(__file__).resolve().parents[3] / "tests" / "safety"
# What rules were mended on and weights are of; and what neither has been, to be measured on.
QUESTIONS = (
    "personal_questions.txt",
    "personal_held.txt",
    "personal_last.txt",
    "personal_rounds.txt",
    "personal_numbers.txt",
)
PHRASES = ("triage_phrases.yaml", "triage_rounds.yaml")
ODD_MEDICINE = "odd_medicine.txt"
OTHER_FIELDS = "other_fields.txt"
UNSEEN_NUMBERS = "numbers_unseen.txt"  # none of them has personal data
UNSEEN_QUESTIONS = "personal_unseen.txt"
UNSEEN_PHRASES = "triage_unseen.yaml"
_MARKED = re.compile(r"\{(\w+)\|([^}]*)\}")


@dataclass(frozen=True, slots=True)
class Marked:
    """A question, and where its identifiers stand."""

    text: str
    identifiers: tuple[Finding, ...]


def questions(file: Path) -> list[Marked]:
    """Questions of a file, a line each; lines that begin with # are remarks."""
    return [marked(line) for line in lines(file)]


def lines(file: Path) -> list[str]:
    """Lines of a file, without remarks."""
    held = file.read_text(encoding="utf-8").splitlines()
    return [line for line in held if line and not line.startswith("#")]


def marked(line: str) -> Marked:
    """A line in which an identifier stands as `{kind|words}`."""
    text, identifiers, at = "", [], 0
    for found in _MARKED.finditer(line):
        text += line[at : found.start()]
        end = len(text) + len(found[2])
        identifiers.append(Finding(Identifier[found[1].upper()], len(text), end))
        text, at = text + found[2], found.end()
    return Marked(text + line[at:], tuple(identifiers))


def phrases(file: Path) -> list[tuple[str, str]]:
    """Each phrase with the danger it tells of, or "none"."""
    written = yaml.safe_load(file.read_text(encoding="utf-8"))
    return [
        (kind, phrase)
        for part in written.values()
        for kind, held in part.items()
        for phrase in held
    ]
