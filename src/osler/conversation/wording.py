# ruff: noqa: E501 - a pattern is easier to check on one line
"""Short ways of asking, and the whole question each stands for.

A short way asks either of a medicine or of a condition. `{object}` is what it asks of, `{noun}`
the words typed; where it applies, the condition treated and the people follow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Of(StrEnum):
    """What is asked about."""

    DRUG = "drug"
    CONDITION = "condition"
    EITHER = "either"  # the medicine where there is one


@dataclass(frozen=True, slots=True)
class Short:
    """A short way of asking. `treated`: whether the condition that a medicine is for follows."""

    pattern: re.Pattern[str]
    of: Of
    text: str
    treated: bool = False


_OPENING = r"(?:what(?:'s| is| are|s| about)? |which |tell me |and |any )?(?:the |its |their |his |her |about |usual |exact )*"
_HOW_MUCH = r"(?:usual|recommended|maximum|max|max\.|starting|start|initial|loading|maintenance|daily|right|correct|lowest|highest|best|standard|paediatric|pediatric|oral|iv|intravenous) "
_SORT = r"(?:common|main|serious|worst|long[- ]term|major|severe|best|usual|typical|early|late|first|possible|likely|known|clinical|differential|drug|warning) "


def _noun(words: str, of: Of, treated: bool = False, joint: str = "of", sort: str = _SORT) -> Short:
    pattern = re.compile(rf"{_OPENING}(?P<noun>(?:{sort})*(?:{words}))")
    return Short(pattern, of, f"what {{be}} the {{noun}} {joint} {{object}}", treated)


def _phrase(words: str, of: Of, text: str, treated: bool = False) -> Short:
    return Short(re.compile(words), of, text, treated)


_HOW_LONG = r"(?:for |and )?(?:(?:for )?how long|(?:for )?how many (?:days|weeks|months)|what duration|duration)(?: for)?(?: of (?:it|this|that|them|treatment|therapy))?"
SHORTS: tuple[Short, ...] = (
    _noun(r"dos(?:e|es|age|ages|ing)", Of.DRUG, treated=True, sort=_HOW_MUCH),
    _noun(
        r"(?:side|adverse|unwanted) (?:effects?|events?|reactions?)|toxicit(?:y|ies)|harms?"
        r"|interactions?|contra-?indications?|mechanisms?(?: of action)?|mode of action|half-life"
        r"|onset of action|indications?|warnings?|precautions?|black box warnings?|boxed warnings?"
        r"|safety|monitoring|cautions?|antidotes?",
        Of.DRUG,
    ),
    _noun(r"alternatives?", Of.DRUG, treated=True, joint="to"),
    _noun(
        r"causes?|a?etiolog(?:y|ies)|treatments?|therap(?:y|ies)|management|symptoms?|signs?|signs and symptoms"
        r"|diagnosis|work-?up|prognosis|outlook|complications?|prevention|risk factors?|prevalence"
        r"|incidence|red flags?|screening|definition|pathophysiology|differential|(?:first|second|third)[- ]line(?: treatments?| therapy)?"
        r"|mortality|stages|types|criteria|diagnostic criteria",
        Of.CONDITION,
    ),
    _noun(r"evidence|guidelines?|recommendations?|trials?", Of.EITHER, joint="for"),
    _noun(r"benefits?|risks?|risks and benefits|effects?|cost", Of.EITHER),
    _phrase(_HOW_LONG, Of.DRUG, "how long should {object} be taken", True),
    _phrase(_HOW_LONG, Of.CONDITION, "how long should {object} be treated"),
    _phrase(r"how (?:often|frequently|many times (?:a|per) day)", Of.DRUG, "how often should {object} be taken", True),
    _phrase(r"how much(?: of it)?|how many (?:mg|tablets|puffs|units)", Of.DRUG, "how much {object} should be taken", True),
    _phrase(r"how soon|when(?: to start)?", Of.DRUG, "when should {object} be started", True),
    _phrase(r"how (?:does (?:it|that) )?works?", Of.DRUG, "how does {object} work"),
    _phrase(r"(?:which|what) (?:drugs?|medicines?|medications?|one|ones)? ?(?:instead|else)|(?:and )?(?:what )?(?:else|instead)", Of.DRUG, "what are the alternatives to {object}", True),
    _phrase(r"(?:is (?:it|that|this) )?safe", Of.DRUG, "is {object} safe"),
)  # fmt: skip
COMPARING = re.compile(
    r"(?:and )?(?:which|what)(?: one| of (?:them|the two|these))?(?:'s| is| works| are)? (?P<how>better|best|safer|safest|more effective|stronger|cheaper|preferred|preferable|faster)"
)
CHOICE = re.compile(
    r"(?:and |but )?(?:which|what)(?: (?:one|ones|of (?:them|these|those)))(?:'s| is| are| works| would be)?(?: the)?(?: (?P<how>best|better|safest|safer|most effective|preferred|first|recommended|cheapest|strongest))?(?: to (?:use|take|give))?"
)
# Words of how, not of what: they are added to the question before and stand for no part of it.
MANNER = re.compile(
    r"\b(?:oral(?:ly)?|intravenous(?:ly)?|iv|im|topical(?:ly)?|inhaled|long[- ]term|short[- ]term|acute|chronic|severe|mild|moderate|daily|weekly|twice|once|night|morning|tablets?|capsules?|inject\w*|cream|slow[- ]release|urgent(?:ly)?|now|today|too|also|please|again|instead|later|early|recurren\w+|relapse\w*|prevent\w*|cost|price|same|else|outpatients?|inpatients?|hospital|home|alone|together|combin\w+|more|less|that|this|it|them|not)\b"
)
WHY = re.compile(
    r"(?:but )?(?:why|how come|what for|for what reason)(?:(?: (?:is|are|does))? (?:that|this|it|these|those)(?: ones?)?)?( not)?(?: so)?|why(n't| not)"
)
LINE = re.compile(r"(?:the |what about )?(first|second|third|fourth|1st|2nd|3rd)[- ]line")
SCREENED = re.compile(r"how (?:often|frequently)|(?:from |at )?(?:what|which) age|when|who")
# What can be said of a medicine, and of a condition, where "it" could be either.
SAID_OF_DRUG = re.compile(
    r"\b(?:safe\w*|tak(?:e|en|ing)|used?|using|give|given|interact\w*|contra-?indicat\w*|dos(?:e|es|ed|ing|age)|side effects?|"
    r"adverse|stop\w*|crush\w*|works?|help\w*|affect\w*|prescribe\w*|effective|combin\w+|cost|mix\w*|start\w*|continu\w+|swallow\w*|"
    r"inject\w*|overdos\w+|titrat\w+|taper\w*|indicated|tolerated|repeat\w*|adjust\w*|compar\w+|wean\w*|revers\w+|absorb\w*|metaboli[sz]\w*|excreted|avoid\w*|addictive|licensed|approved|causes?|lower|raise|increase|reduce)\b"
)
SAID_OF_CONDITION = re.compile(
    r"\b(?:contagious|infectious|cur(?:e|ed|able)|treat(?:ed|able|ment)?|diagnos\w+|prevent\w*|symptoms?|spread\w*|inherit\w*|hereditary|"
    r"genetic|fatal|caused|causing|recur\w*|correct(?:ed)?|screen\w*|serious|common|rare|go away|progress\w*|manage[ds]?|survive|"
    r"die|catch|monitored|tested|ruled out|look like|present)\b"
)
# "Can X cause it?", "how do you treat it?": "it" is what is caused or treated.
OBJECT_OF = re.compile(
    r"\b(?:caus(?:e|es|ing)|treat|treats|prevent|prevents|cure|cures|worsen|worsens|manage|diagnose|trigger|triggers|screen for|test for|get|catch|have|with|for) (?:it|this|that)\b"
)
JUDGED = re.compile(
    r"(?:is|are|would|could|can|does|do) .{2,60}? (?P<how>(?:be )?(?:ok|okay|better|worse|safer|(?:more |less |as |also )?effective|useful|an? (?:good |better |safe )?(?:option|alternative|choice)|good|preferred|indicated|work|help|worth trying|recommended))"
)
# What is the same for everybody; and what a thing is or does, asked of all unless people are named.
OF_ALL = re.compile(
    r"\bmechanisms?\b|\bmode of action\b|\bhalf-life\b|\bhow (?:do|does) \w+ work\b|\bhow (?:it|they) works?\b|\bpathophysiology\b|\bcosts?\b|\bcheap\w*|\bprices?\b|\bwhat (?:class|kind|type)\b"
)
OF_THINGS = re.compile(
    r"\b(?:side|adverse|unwanted) (?:effects?|events?|reactions?)\b|\binteract\w*|\bcause[sd]?\b|\bdamag\w+|\baddictive\b|\bprognosis\b|\boutlook\b|\bsymptoms?\b|\bsigns\b|\bonset\b|\btoxic\w*|\bdrowsy\b|\bcontagious\b|\binherit\w*|\bhereditary\b|\bcatching\b|\btaken? with\b|\bmix(?:ed)? with\b"
)
