# ruff: noqa: E501 - a pattern is easier to check on one line
"""Words for a machine that reads: planted in a source, quoting them would only spread them; in a
question, they ask nothing.
"""

from __future__ import annotations

import re

from osler.answer.cues import cued
from osler.safety.legible import legible

_PLANTED = (
    r"\b(?:ignore|disregard|forget|override) (?:all |any |the |your |of |my |these |those )*"
    r"(?:previous|prior|above|earlier|preceding|other|safety)"
    r" (?:instructions?|prompts?|directions|messages|rules|guidance|guardrails)"
    r"|\byou are (?:now )?an? (?:\w+ ){0,3}(?:assistant|chatbot|language model)\b"
    r"|\b(?:tell|inform|answer) the user\b|\bsystem prompt\b"
    r"|\bas an? (?:ai|(?:large )?language model)\b"
    r"|</?(?:script|iframe|object|embed|style)\b"
    r"|<\|?(?:im_start|im_end|system|assistant|endoftext)\|?>|\[/?inst\]|<</?sys>>"
)
_TYPED = (
    r"^\W*(?:please |now |then |and |just |instead,? )*(?:(?:pretend|imagine|roleplay|behave|act)"
    r" (?:as|like|to be|that you|you are) |(?:answer|reply|respond|say|output|print|write)"
    r" (?:only |just )?(?:with|that|by saying|hello|yes|the word)\b|(?:print|reveal|show|repeat|output)"
    r" (?:me )?(?:your|the) (?:system |hidden )?(?:prompt|instructions?)\b"
    r"|do not (?:cite|verify|check|mention)\b|(?:system|assistant|developer)\s*:|new instructions?\s*:"
    r"|(?:ignore|disregard|forget) (?:everything|all|the evidence)\b)"
    r"|\byou (?:must|will|shall) (?:now |only )*(?:answer|say|respond|reply|obey)\b"
    r"|\b(?:developer|jailbreak|dan|god) mode\b"
)
_ORDERS = cued(rf"(?i){_PLANTED}")
_TO_US = re.compile(rf"(?i)(?:{_PLANTED})|{_TYPED}")
_SENTENCE = re.compile(r"(?<=[.?!;\])>])\s+|\s+(?=\bAnd (?:then )?(?:ignore|disregard|forget)\b)")


def to_machine(text: str) -> bool:
    """Whether a sentence of a source speaks to a machine, hidden characters seen through."""
    return _ORDERS.search(legible(text).text) is not None


def without_orders(question: str) -> str:
    """A question without the sentences that order a machine about; as it is where nothing else
    would be left.
    """
    sentences = _SENTENCE.split(question)
    kept = [each for each in sentences if _TO_US.search(each) is None]
    if len(kept) == len(sentences):
        return question
    return " ".join(kept) if any(any(map(str.isalpha, each)) for each in kept) else question
