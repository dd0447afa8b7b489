"""What every rendering says of words that are partly ours, so that they cannot drift apart."""

from __future__ import annotations

from collections.abc import Iterator

from osler.answer.answer import Statement
from osler.evidence.document import Family
from osler.readers.adapted import Adapted, Told
from osler.readers.term import Term
from osler.rendering import words

ORIGINAL = "In the source's words"
CHECKED = "Each was checked by code to say the same."
PLAIN = (
    "Words with a dotted line are ours, in place of the source's; all others are quoted. Each "
    "sentence was checked by code to say the same as the source's own, which stands under it."
)
OURS = (
    "Words in [square brackets] are ours: plain words in place of a source's, or what a term "
    "means. Nothing else was changed; each sentence stands beside the source's own, and was "
    "checked to say the same."
)


def quoted(here: Told, statement: Statement, family: Family) -> str:
    """The words shown; a label's are visibly quoted, with what is ours in brackets."""
    return f"“{here.text}”" if words.in_quotes(statement, family) else here.text


def explained(term: Term) -> str:
    """A term with what it means, in one line."""
    names = ", ".join(dict.fromkeys(each for each in (term.plain, term.name) if each))
    return f"{words.opened(names)}: {term.definition}."


def failures(adapted: Adapted) -> Iterator[str]:
    """One line for each statement whose plain wording was not used, and one that says how many."""
    told = adapted.report.outcomes
    if told:
        failed = adapted.report.failures
        yield f"{len(told)} statements, {len(failed)} shown as they were"
        for each in failed:
            why = "; ".join(f"{fault.kind}: {fault.said}" for fault in each.faults)
            yield f"“{each.original}” ({why})"
