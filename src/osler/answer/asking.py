# ruff: noqa: E501 - a pattern is easier to check on one line
"""What a text asks, apart from the talk before it and the story around it.

"Ok, one last question: I am 32 and have gout. Can I take aspirin?" asks in its last sentence; its
kind is told by that sentence, while what the story names still counts where a medicine is asked of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from osler.vocabulary.concept import ConceptKind, Mention

_TALK = re.compile(
    r"(?i)(?:(?:alright|all right|ok|okay|so|and|but|also|or|well|yes|oh|hi|hello|hey|then|thanks"
    r"|thank you|um|just|sorry|please|question|actually|alternatively|i see|no(?= (?:i|what|is|are)\b)"
    r"|(?:i have )?(?:an?|one|another|one last|one more|one quick|a quick|quick|last) (?:other )?question"
    r"|for instance|in any case|in that case|i(?: am|'?m) confused|i was wondering(?: if)?"
    r"|(?:can|could|would) you (?:please )?(?:tell me|explain)(?= (?:what|how|if|why|which|when)\b)"
    r"|do you know(?= (?:what|how|if|why|which|when)\b))(?:[\s,.:;!?–-]+|$))+(?=\w)"
)
_FEWEST, _FEWEST_TOLD = 2, 5  # words that must be left of what asks, and of what does not
_SENTENCE = re.compile(r"[^.?!]+(?:[.?!](?=\w)[^.?!]*)*[.?!]*")
_ASKS = re.compile(
    r"(?i)\s*(?:(?:if|since|because|when|as) [^,]{3,80}, )?(?:what|which|who|whom|when|where|why|how"
    r"|is|are|was|were|do|does|did|can|could|should|would|will|may|might|must|has|have|had)(?:n't)?\b"
)
_MEDICINES = frozenset({ConceptKind.DRUG, ConceptKind.DRUG_CLASS})


def plain(text: str) -> str:
    """`text` without the talk it opens with ("Alright so", "Also", "One last question,")."""
    opened = _TALK.match(text)
    rest = text[opened.end() :] if opened else text
    fewest = _FEWEST if _ASKS.match(rest) else _FEWEST_TOLD  # "and in pregnancy?" is no question
    return rest if len(rest.split()) >= fewest else text


def asking(text: str) -> tuple[int, int]:
    """The span of the sentence that asks, the last that ends with a question mark and opens as
    questions do; all of a text of one sentence, or of which no sentence or several ask.
    """
    spans = [(each.start(), each.end()) for each in _SENTENCE.finditer(text)]
    ask = [
        (start, end)
        for start, end in spans
        if text[start:end].rstrip().endswith("?") and _ASKS.match(text[start:end])
    ]
    if len(spans) < 2 or len(ask) != 1:
        return 0, len(text)
    start, end = ask[0]
    return start + len(text[start:end]) - len(text[start:end].lstrip()), end


def asked_of(mentions: Sequence[Mention], span: tuple[int, int]) -> tuple[Mention, ...]:
    """Mentions of which something is asked. What only the story names is left out where the asking
    sentence has a subject of its own and no medicine is named: whom a medicine is for always counts.
    """
    inside = tuple(each for each in mentions if span[0] <= each.start and each.end <= span[1])
    medicine = any(each.concept.kind in _MEDICINES for each in mentions)
    return tuple(mentions) if medicine or not inside else inside


def shifted(mentions: Sequence[Mention], span: tuple[int, int]) -> tuple[Mention, ...]:
    """Mentions with places counted within `span`; those outside it stand behind its end."""
    start, end = span
    return tuple(
        replace(each, start=each.start - start, end=each.end - start)
        if start <= each.start and each.end <= end
        else replace(each, start=end - start, end=end - start)
        for each in mentions
    )
