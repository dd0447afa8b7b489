"""What "why?" asks after a question on safety: of the risk, whatever the answer was."""

from __future__ import annotations

import re

from osler.conversation.frame import Frame
from osler.conversation.swapping import name_of

_MAY = re.compile(
    r"(?i)\b(?:safe(?:ly)?|ok|okay|dangerous|harmful|allowed)\b"
    r"|^(?:can|may|could|should)\b.*\b(?:take|taken|use|used|have|get|given?|mix|mixed|drink|combine[ds]?)\b"
)
_TREATED = re.compile(r"(?i)\b(?:to treat|to prevent|for)\b")


def risk(last: Frame) -> str | None:
    """The question after the risks of what was asked whether it may be; None where that was not
    asked. It takes neither yes nor no for granted.
    """
    if not last.drugs or not _MAY.search(last.text) or _TREATED.search(last.text):
        return None
    first, *others = [name_of(each) for each in last.mentions]
    tail = f" {last.people.phrase}" if last.people is not None else ""
    if not others:
        return f"what are the risks of {name_of(last.drugs[0])}{tail}"
    if not last.conditions:
        return f"what happens when {first} is taken with {' and '.join(others)}{tail}"
    if len(last.conditions) > 1 or len(last.drugs) > 1:
        return None
    return f"what are the risks of {name_of(last.drugs[0])} in {name_of(last.conditions[0])}{tail}"
