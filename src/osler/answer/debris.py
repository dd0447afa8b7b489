# ruff: noqa: E501 - a pattern is easier to check on one line
"""What stands between sentences in print: titles, references, names, headings, cells of tables."""

from __future__ import annotations

import re

from osler.answer.candidate import Candidate
from osler.answer.fitness import VERB_STEMS
from osler.answer.regimen import regimen
from osler.evidence.document import Family

_AUXILIARY = (
    r"is|are|was|were|be|been|has|have|had|do|does|did|can|could|may|might|must|should|will|would|"
    r"cannot|shall"
)
# Words for a study that a title puts after its colon.
_KIND = (
    r"trial|study|studies|review|reviews|meta-analys[ie]s|analysis|comparison|cohort|survey|report"
    r"|protocol|update|perspective|consensus|statement|guidelines?|implications|treatment|overview"
    r"|evaluation|assessment|experience|audit|registry"
)
_SUBTITLE = re.compile(
    rf"^[^:]{{15,}}: (?:an?|the|results?|findings|evidence|[a-z-]+) [^:]{{0,120}}\b(?:{_KIND})\b[^:.]{{0,60}}\.?$"
)
_CLAUSE = re.compile(rf"(?i)\b(?:{_AUXILIARY})\b")
_INTRANSITIVE = (
    r"occur|result|respond|decreas|increas|declin|improv|di|remain|recover|progress|relaps|rang"
    r"|differ|depend|last|persist|fail|vari|belong|contribut|agree|conclud"
)
_FOLLOWS = (  # after one of these a form in -ed describes, and a sentence has its verb elsewhere
    r"with|by|for|in|on|at|to|from|as|using|after|during|of|and|or|versus|through|under|within|among"
    r"|between|against|patients|persons|people|adults|children|wom[ae]n|men|infants|individuals"
    r"|trials?|stud(?:y|ies)|subjects|participants|controlled|comparison|evaluation|review|analysis"
    r"|blood|care|disease|infections?|therapy|treatments?"
)
_MORE_STEMS = (
    "adjust classif concur expand experienc favor favour outline pose"
    " address advis affirm agree appl assess becom believ bring clarif come conclud conduct consider"
    " convey defin emphasis emphasiz encourag endors estimat evaluat examin find give grow hold know"
    " make mean measur note permit propos publish recogni rel relat reaffirm recommend say seem speak"
    " stat tak tell urge vary view warn work"
)
_STEMS = "|".join((*VERB_STEMS.split(), *_MORE_STEMS.split()))
_FINITE = re.compile(
    rf"\b(?:{_AUXILIARY}|(?:{_STEMS})(?:s|es|ies|ses|zes|e)?|[a-z]{{3,}}s (?:that|the|an?|no|not|all|any|against)|(?:{_INTRANSITIVE})(?:ed|d)|(?-i:[a-z]{{3,}}ed)(?! (?:{_FOLLOWS})\b)"
    r"|reported on|adjusted for|detected in|referred|found|gave|led|rose|fell|became|began|took|made|kept|saw|got|held|came|went|underwent|arose"
    r"|(?:we|they|it|(?-i:who)|that|which|you) [a-z]+|avoid|do not|give|use(?! of)|start|monitor"
    r"|administer|stop|discontinue|initiate|test|refer|screen|continue|advise"
    r"|ensure|check|measure|repeat|add|switch|encourage|rule out|withhold|apply|swallow|inject)\b",
    re.IGNORECASE,
)  # fmt: skip
_AMOUNT = re.compile(r"\d ?(?:mg|mcg|µg|μg|g|mL|units?|IU)\b")  # what to give needs no verb
_LETTERED = r"(?!Hepatitis|Vitamin|Factor|Type|Grade|Class|Phase|Group|Stage|Category|Influenza|Immunoglobulin)"
_AUTHOR = rf"{_LETTERED}\b[A-Z][a-zà-ÿ'’-]+(?:[ -][A-Z][a-zà-ÿ'’-]+)* [A-Z]{{1,3}}"
_REFERENCE = re.compile(
    rf"{_AUTHOR}, {_AUTHOR}\b|^{_AUTHOR}(?:,| et al| and )|\b(?:19|20)\d\d[;,] ?\d+ ?(?:\(\d+\))?[:;,] ?\d"
    r"|\bGeneva[:,;] (?:WHO|World Health Organization)\b|\bISBN\b|\bet al\.?[,:;] [A-Z]|^All references\b"
)
_THANKS = re.compile(
    r"(?i)\bthanks? (?:the|to all)\b|\bgrateful(?:ly)?\b|\bwould like to (?:thank|acknowledge|credit)\b"
    r"|\backnowledges? (?:the|with)\b|\bunspecified financial\b|\bfinancial support (?:has|was|for|from)\b"
)
_PLACE = re.compile(
    r"^\W*\d{0,2}\W*(?:Division|Department|National Center|School|Faculty|Institute|Office|Center"
    r"|Centre|College|University|Ministry|Hospital) (?:of|for) [A-Z]|\bCDC;|; CDC\b"
)
_BULLETS = re.compile(
    r"^[•▪●■◦] ?\S.* [оo] [A-Z]|\S ?[•▪●■◦] ?\S.*[•▪●■◦]|(?:^|[;:.] )[no] [A-Za-z]{2,}"
)
# A heading that ends at its reference mark or its number: "… at parturition (5,11) Severe bleeding".
_HEADED = re.compile(r"[a-z] \(\d{1,3}(?:[,–-]\d{1,3})*\) (?!Table|Figure)[A-Z][a-z]+ [a-z]")
_CODED = re.compile(r"^\d+\.[A-Z]|^\d[\d.,]* ?(?:\(\d|\(p\b|\(n\b|\(95|%? ?\| )")
_SECTION = re.compile(
    r"\b\d{1,2}\.\d{1,2} [A-Z][a-z]+ (?:[A-Z][a-z]+|of|in|with|and|the|for) (?![^(\[]*[)\]])"
)
_SEE = re.compile(
    r"^(?:See|Please (?:refer|see|consult)|Refer to|(?:For )?(?:[Mm]ore|[Ff]urther|[Aa]dditional) (?:information|details?))\b"
)
# A list announced, and not there.
_LISTLESS = re.compile(
    r"(?i)\bas follows\b(?![^.]*:)[^:]*$|\bthe following\b(?![^.]*:)(?! (?:day|week|month|year|morning|dose)\b)"
    r"|\b(?:the )?(?:above|aforementioned|foregoing|previous) (?:regimens?|recommendations?|criteria|doses?|drugs"
    r"|measures|guidelines?|treatments?|table|list)\b|(?<!\()\bTABLE \d+\W*$|\bthese (?:regimens|doses)\b"
    r"|\b(?:previous|preceding|next|following) (?:sections?|chapters?)\b|\b(?:later|earlier|elsewhere) in (?:this|the) (?:report|document|section|guideline)"
    r"|\b(?:listed|described|given|outlined|shown|provided) "
    r"(?:above|below|here)\b|^\(?see\b|\bof this (?:handbook|chapter)\b|\badditional files?\b"
)  # fmt: skip
_UNIT = r"(?:mL/min(?:/1\.73 m ?2)?|mg|mcg|µg|μg|kg|mg/kg|mL|g|units|%)"
_CELLS = re.compile(  # a value with its unit, and at once another value
    rf"\d ?{_UNIT} (?:[<>≤≥=] ?\d|\d[\d.,]*(?! ?(?:times?|x|hours?|days?|weeks?|months?|tablets?|capsules?|doses?"
    rf"|minutes?|mL\b|or|to|in|divided|[-–]))|(?:CrCl|eGFR|Child-Pugh)\b)"
)
# A body weight or clearance, and at once the dose for it; a dose, and at once whom the next is for.
_BESIDE = re.compile(
    rf"\d ?(?:kg|mL/min|years)(?: weight| of age)? \d[\d.]* ?(?:mg|mcg|mL|g)\b"
    rf"|\d ?{_UNIT} (?:per kg|daily|once daily|twice daily) (?:Patients|Adults|Children|Pediatric) "
)
_RANGE = re.compile(r"(?:[<>≤≥]|\bto [<≤]|[-–]) ?\d[\d.,]* ?(?:mL/min|kg|years?|mg/dL|%)")
_NEW_CELL = re.compile(
    rf"(?:\d ?{_UNIT}|daily|hours|mL/min|day|week|meal|food|\d) [A-Z][a-z]{{2,}} "
)
_RATES = re.compile(r"(?:\S+ \d+(?:\.\d+)?(?: \(\d+(?:\.\d+)?%?\))? ){3,}\d")
_LONGEST_ROW = 3
_COLUMNS, _HEADINGS = (
    4,
    24,
)  # words of columns' headings: so many at least, looked for among so many
_JOINS = frozenset({"of", "and", "or", "for", "in", "the", "per", "with", "by", "to"})


def debris(candidate: Candidate) -> str | None:
    """Why a stretch is no sentence of the text, or None."""
    if regimen(candidate):
        return "a box of regimens, shown as such where it answers"
    text = candidate.text
    if _REFERENCE.search(text) or _THANKS.search(text) or _SEE.match(text):
        return "a reference or an acknowledgement"
    if _PLACE.search(text) and _CLAUSE.search(text) is None:
        return "an address"
    if _BULLETS.search(text) or _CODED.search(text):
        return "a row of a table or a list"
    if _LISTLESS.search(text):
        return "speaks of what stands elsewhere"
    label = candidate.hit.header.family is Family.LABELS
    if label:
        headed = _SECTION.search(text) or _under_columns(candidate)
        return _cells(text) or ("a heading runs into it" if headed else None)
    if _HEADED.search(text):
        return "a heading runs into it"
    guideline = candidate.hit.header.family is Family.GUIDELINES
    return _title(text, printed=guideline) or _cells(text)


def _under_columns(candidate: Candidate) -> bool:
    """Whether the columns' headings of a table run into a label's sentence: "Function Days of
    Treatment Dose and Frequency SYNTHA should be given once daily."
    """
    header, text = candidate.hit.header, candidate.text
    names = {name.lower() for each in (*header.brands, *header.drugs) for name in each.split()}
    words = text.split()
    for place, word in enumerate(words[:_HEADINGS]):
        if word.lower().strip(",.;:()") in names:
            before = words[:place]
            return len(before) >= _COLUMNS and all(
                each[0].isupper() or each in _JOINS for each in before
            )
    return False


def _title(text: str, *, printed: bool) -> str | None:
    """A title by its subtitle; on `printed` pages, where lists and headings stand between
    sentences, by its want of a verb too.
    """
    named = _SUBTITLE.match(text) and _CLAUSE.search(text) is None
    verbless = printed and not _AMOUNT.search(text) and _FINITE.search(text) is None
    if named or verbless:
        return "a title, not a statement"
    return None


def _cells(text: str) -> str | None:
    """Cells of a table that lost their columns: a value beside one it may not belong to."""
    cut = len(_NEW_CELL.findall(text))
    ranges = len(_RANGE.findall(text))
    if (
        _CELLS.search(text)
        or _BESIDE.search(text)
        or _RATES.search(text)
        or (ranges and cut + ranges >= _LONGEST_ROW and cut)
    ):
        return "cells of a table run into one another"
    return None
