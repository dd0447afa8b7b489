# ruff: noqa: E501 - a pattern is easier to check on one line
"""What a text says of itself, of its methods and its setting: true, and no answer."""

from __future__ import annotations

import re

from osler.answer.candidate import Candidate

_WORK = r"(?:article|paper|chapter|review|meta-analysis|study|trial|document|handbook|report|analysis|survey|guideline)"
_RULES: tuple[tuple[str, str], ...] = (
    ("says what was done, not what was found",
     rf"\b(?:this|the|our)(?: \w+)? {_WORK} (?:had|has) (?:\w+ ){{0,2}}(?:primary |main |secondary )?"
     r"(?:objectives?|aims?|purposes?|goals?)\b|\bcomparators? (?:was|were|included|consisted)\b"
     r"|\bwe (?:only |also |then |first |further )?(?:included|excluded|considered|enrolled|recruited|"
     r"selected|collected|extracted|screened|surveyed|interviewed|planned|restricted|limited|defined|"
     r"pooled|examined|assessed|evaluated|investigated|studied|analy[sz]ed|measured|sought|sequenced|chose|"
     r"randomi[sz]ed|assigned|applied|calculated|tested|looked)\b"
     r"|\bwe identified (?:\w+ ){0,2}(?:studies|trials|articles|records|reports|patients|publications)\b"
     r"|\b(?:were|was|are|is) (?:also )?excluded\b|\bexcluded from (?:the )?(?:stud|trial|enrol|analys)"
     r"|\b(?:were|was) (?:eligible|ineligible)\b|\bwere included(?: (?:in|if|when)\b|\W*$)|\bwhich randomly assigned\b"
     r"|\b(?:trials?|studies) (?:are|is) (?:currently |still )?(?:under ?way|ongoing|in progress)\b"
     r"|\bwe did not (?:monitor|measure|assess|collect|record|examine|include)\b|\bselected for this study\b"
     r"|\b(?:was|were) used to classify\b|\bUSPSTF (?:also )?(?:reviewed|describes|acknowledges|added|sought|looked)\b"
     r"|\b(?:was|were) (?:retrospectively |prospectively )?(?:investigated|reviewed|analy[sz]ed)\W*$"
     r"|\b(?:specific|general|overall|secondary|principal) (?:objectives?|aims?|goals?|purposes?) of\b"
     r"|\b(?:is|was|were|are) designed to (?:provide|assess|evaluate|test|determine|compare|investigate)\b"
     r"|^Participants (?:are|were)\b|\bwere (?:measured|determined|recorded) in \d+\b"
     r"|\bis (?:greatly|urgently|clearly|sorely|much) needed\b"
     r"|^When asked\b|\bwas (?:an? )?(?:\w+[ -]){0,4}(?:cross-sectional|cohort|case-control|randomi[sz]ed|"
     r"observational|retrospective|prospective)\b[^.]*\b(?:study|trial|survey)\b"
     r"|\b(?:this|our|the (?:present|current)) (?:study|trial|review|analysis) (?:investigate|evaluate|assesse|examine|"
     r"test|compare|explore)s\b|\bof great importance to (?:\w+ )?study\b|\bwe (?:further |therefore |also )?propose\b"
     r"|\b(?:help|guide|inform) (?:future|further) (?:studies|research|trials)\b|\b(?:many|most) researchers\b"
     r"|\bneeds? to await\b|\b(?:completed questionnaires?|were interviewed|gave informed consent|informed consent was)\b"),
    ("tells who was treated, not what it did",
     r"^(?:\w+ )?(?:therap(?:y|ies)|treatments?|comorbidities|medications?|co-?medications?|symptoms) "
     r"(?:\w+ )?(?:included|consisted of|comprised|were)\b[^.]*\(\d[\d.]* ?%\)|\breminder (?:one|two|three|\d)\b"
     r"|^(?:\d[\d,]*|(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Twenty|Thirty|Forty|Fifty|Sixty)\b)[\w\s-]{0,30}"
     r"\b(?:patients|women|men|children|subjects|participants|adults|persons)\b[^.;%]{0,120}\b(?:completed|received|"
     r"underwent|were (?:treated|studied|given))\b[^;%]*\.?$|^(?:Non-?responders|Controls) received\b[^;%]*$"
     r"|^(?:\w+[ -]){1,3}percent received\b|\b(?:was|were) offered to all\b"),
    ("speaks of the text itself",
     rf"\b(?:the|this|our|the present)(?: [\w-]+){{0,4}} {_WORK} (?:also )?(?:discuss(?:es|ed)?|describe[sd]?|presents?|"
     r"outlines?|covers?|address(?:es)?|summari[sz]e[sd]?|explores?|focus(?:es|ed)?|looked at|highlights?|"
     r"provides? (?:new |updated )?(?:recommendations|guidance|an? (?:overview|update))|"
     r"aims?|intends?|examine[sd]?|does not (?:address|cover|take)|did not (?:address|review|consider))\b"
     r"|\bcomments? (?:also )?(?:suggested|expressed|asked|requested|noted|said|sought)\b|^In response, (?:the )?USPSTF\b"
     r"|\b(?:not in|outside) the scope of\b|\bpreviously mentioned\b|\bcurrent recommendation does not address\b"
     r"|^(?:We|The authors) (?:end|begin|close|start|open) by\b|\bsubject of (?:a|another) separate\b"
     r"|^In response to (?:public )?comments?\b|\bwants to restate\b|\b(?:first|second|third|previous|earlier) edition\b|\bbridging the gap between\b"
     r"|\b(?:encouraged|advised|urged|should|need(?:ed)?) to consult (?:the )?(?:most |latest|current|up-to-date)"
     r"|\bconsult the (?:most (?:recent|up-to-date|current)|latest|current)\b|\bWHO (?:uses|adopted) GRADE\b"
     r"|\bwell documented in\b|\btraining materials?\b|\bthis recommendation (?:applies|is directed|is based)\b"),
    ("is a guess, not a finding",
     r"\b(?:is|are|was|were) (?:assumed|hypothesi[sz]ed|postulated|speculated) to\b"
     r"|\b(?:it (?:is|was)|we) (?:assumed?|hypothesi[sz]ed?|speculated?) that\b"),
    ("leans on another sentence",
     r"^(?:From|On|By|After) (?:day|week|month) \d+ (?:on|onwards?)\b"
     r"|\b(?:based|depending|relying) (?:up)?on (?:these|those|this|the above)\b(?! (?:guideline|study|trial))"
     r"|\b(?:according to|because of|despite|in (?:light|view) of|given) (?:these|those)\b(?! who)"
     r"|^(?:\w+,? ){1,4}of (?:them|these) (?:\w+ed|are|is|were|was|had|have|has|may|can|could|died)\b"
     r"|^(?:When|If|Where|While|Because|Once) (?:such|these|those(?! who)|they|this|it(?! (?:is|was|has|becomes|seems|appears)\b))\b"),
    ("does not say when",
     r"^(?:A |An |Further |Additional )?(?:dos(?:e|age) (?:reduction|adjustment)s?|discontinuation|"
     r"temporary (?:withdrawal|interruption))\b(?:(?! in | for | if | when | with | among |,).){0,90}"
     r" (?:may|might|should|can|could) be (?:required|necessary|needed|considered)\.?$"),
)  # fmt: skip
_PATTERNS = tuple((reason, re.compile(pattern, re.IGNORECASE)) for reason, pattern in _RULES)


def remark(candidate: Candidate) -> str | None:
    """Why a sentence tells of the text, its methods or its setting rather than the matter, or None."""
    text = candidate.text
    for reason, pattern in _PATTERNS:
        if pattern.search(text):
            return reason
    return None
