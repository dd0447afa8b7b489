# ruff: noqa: E501 - a pattern is easier to check on one line
"""Words for a machine that reads: planted in a source, quoting them would only spread them; in a
question, they ask nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from osler.answer.cues import cued
from osler.answer.homoglyphs import latin
from osler.safety.legible import legible

# Each by itself, so that only those are tried of which a sentence holds a word.
_PLANTED = (
    r"\b(?:ignore|disregard|forget|override) (?:all |any |the |your |of |my |these |those )*(?:previous|prior|above|earlier|preceding|other|safety) (?:instructions?|prompts?|directions|messages|rules|guidance|guardrails)",
    r"\b(?:ignore|disregard|forget|override) (?:all |any |the |your |of |my |these |those )*(?:instructions?|prompts?|rules|guidelines given|directions) (?:above|before|you (?:were|have|had)|given)\b",
    r"\byou are (?:now )?an? (?:\w+ ){0,3}(?:assistant|chatbot|language model)\b",
    r"\b(?:tell|inform|answer) the user\b",
    r"\bsystem prompt\b",
    r"\bas an? (?:ai|(?:large )?language model)\b",
    r"\bif you are an? (?:\w+ ){0,2}(?:ai|llm|assistant|chatbot|(?:language )?model|bot)\b",
    r"\b(?:note|message|attention|instructions?|warning) (?:to|for) (?:the |all |any )?(?:ai|llms?|assistants?|chatbots?|language models?|bots?)\b",
    r"\battention,? (?:all )?(?:ai|llm|assistant|chatbot|language model)",
    r"\b(?:ai|llm) (?:assistants?|models?|agents?|systems?|readers?)\s*[:,]",
    r"\bwhen (?:summari[sz]ing|answering|reading|processing) (?:from )?this (?:document|article|text|page|abstract|record|passage),? (?:please )?(?:state|say|write|add|include|answer|ignore|conclude|report)",
    r"\byour (?:answer|response|reply|output|summary) (?:must|should|shall|will|is to) (?:only )?(?:say|state|contain|include|read|begin|end|mention|conclude)\b",
    r"\b(?:respond|reply|answer) only with\b",
    r"\bdo not (?:cite|quote|mention|use) (?:any |the )?other (?:passages?|sources?|documents?|studies)\b",
    r"\b(?:begin|end|start of|end of) (?:the )?(?:system|hidden|secret) (?:prompt|instructions?|message)\b",
    r"\bnew (?:system )?instructions?\s*:",
    r"\bsystem (?:message|instruction|note|override)s?\s*:",
    r"\bfrom now on,? (?:you|say|answer|always|only|state)\b",
    r"\boverride (?:the |all |any |your )*(?:safety |security )?(?:guardrails|rules|checks|filters)\b",
    r"^\W*(?:\[(?:system|assistant|developer|inst)\]|(?:system|assistant|developer|ai)\s*:)",
    r"#{2,} ?(?:instruction|response|system|assistant|human)s?\b",
    r"</?(?:script|iframe|object|embed|style|system|assistant|instructions?|prompt)\b",
    r"<\|?(?:im_start|im_end|system|assistant|endoftext)\|?>",
    r"\[/?inst\]",
    r"<</?sys>>",
)
# Without a word of their own, these would have the whole pattern tried on every sentence.
_SIGNS = (
    r"<!--|-->|\"(?:role|statements|passages|content|tool_calls|function)\"\s*:|\{\{.{0,80}\}\}"
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
_TAGS = re.compile("[\U000e0000-\U000e007f]")  # letters that nobody sees
_ORDERS = tuple(cued(rf"(?i){each}") for each in _PLANTED)
_SIGNED = re.compile(rf"(?i){_SIGNS}")
_TO_US = re.compile(rf"(?i)(?:{'|'.join(_PLANTED)})|{_SIGNS}|{_TYPED}")
_SENTENCE = re.compile(
    r"(?<=[.?!;\])>])\s+|(?<=[?!])(?=[A-Z])|\s+(?=\bAnd (?:then )?(?:ignore|disregard|forget)\b)"
)


@lru_cache(maxsize=8192)
def to_machine(text: str) -> bool:
    """Whether a sentence of a source speaks to a machine, hidden characters and letters that look
    alike seen through; or is disguised by characters that no source needs.
    """
    if text.isascii():
        return _spoken(text)
    plain = latin(text)
    return plain != text or _TAGS.search(text) is not None or _spoken(legible(plain).text)


def _spoken(text: str) -> bool:
    signed = any(sign in text for sign in ('"', "--", "{{")) and _SIGNED.search(text) is not None
    return signed or any(each.search(text) is not None for each in _ORDERS)


def without_orders(question: str) -> str:
    """A question without the sentences that order a machine about; as it is where nothing else
    would be left.
    """
    sentences = _SENTENCE.split(question)
    kept = [each for each in sentences if _TO_US.search(each) is None]
    if len(kept) == len(sentences):
        return question
    return " ".join(kept) if any(any(map(str.isalpha, each)) for each in kept) else question
