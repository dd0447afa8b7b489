"""Sentences that must never be shown, and why."""

from __future__ import annotations

import re
from collections.abc import Callable

from osler.answer import renal
from osler.answer.bare import opened
from osler.answer.candidate import Candidate
from osler.answer.question import Question
from osler.evidence.document import Family
from osler.evidence.standing import StudyDesign

SHORTEST = 5  # words
LONGEST = 90  # words: beyond that it is a table or a splitting accident

_ELSEWHERE = "points elsewhere"
_RULES: tuple[tuple[str, str], ...] = (
    ("an aim, not a finding",
     r"\b(?:we|this (?:study|review|article|paper|work|trial|research|analysis|chapter|report)|the "
     r"(?:authors?|present (?:study|review|work|article|paper)|current (?:study|review))|our (?:aim|"  # noqa: E501
     r"objective|goal|purpose|study|review)) (?:\w+ )?(?:aim(?:s|ed)?|sought|seeks?|hypothesi[sz]ed"
     r"?|set out|intend(?:s|ed)?|plan(?:s|ned)?|discuss(?:es)?|reviews?|summari[sz]es?|highlights?|"
     r"focus(?:es)?|explores?|provides? an? (?:overview|update|review|summary)|presents? an? "
     r"(?:overview|update|review)|will |describes?)\b"),
    ("an aim, not a finding",
     r"\b(?:the|our|primary|main) (?:aims?|purposes?|objectives?|goals?) (?:of|was|were|is)\b.{0,80}\b(?:was|were|"  # noqa: E501
     r"is|are|to)\b|^(?:to|in order to) (?:determine|evaluate|assess|investigate|examine|compare|"
     r"describe|explore|analy[sz]e|review|study|identify|test|estimate|characteri[sz]e|present|"
     r"report|summari[sz]e|develop|establish|understand|quantify|clarify|elucidate)\b"),
    ("an aim, not a finding",
     r"\b(?:herein|here),? we (?:aim|review|discuss|describe|summari[sz]e|evaluate|investigate|"
     r"examine|assess|explore|outline|compare|present an? (?:overview|update|review|case))|\bin this (?:review|article|paper|chapter|commentary|report),? "  # noqa: E501
     r"(?:we|the authors?)\b|\bwe (?:review|discuss|summari[sz]e|describe|outline|report on|"
     r"searched|aimed|investigated (?:whether|if)|examined whether|evaluated whether|assessed "
     r"whether|conducted|performed|undertook|propose to)\b"
     r"|\b(?:is|are|were|was) (?:also )?(?:reviewed|discussed|summari[sz]ed|highlighted|outlined|"
     r"considered) (?:here|herein|in this|in detail)\b|\b(?:is|are) (?:also )?(?:reviewed|discussed)\.?$"),  # noqa: E501
    ("methods, not a finding",
     r"\b(?:pubmed|medline|embase|cochrane (?:library|central|database)|web of science|scopus|"
     r"google scholar)\b.{0,120}\b(?:search\w*|databases?|inception|from|until|through)\b|"
     r"\b(?:search\w*|databases?|retrieved)\b.{0,120}\b(?:pubmed|medline|embase|scopus|cochrane)\b|"
     r"\b(?:were|was) (?:enrolled|recruited|randomi[sz]ed|randomly (?:assigned|allocated)|searched|"
     r"retrospectively (?:reviewed|analy[sz]ed|collected)|"
     r"(?:calculated|analy[sz]ed|performed|estimated|assessed|compared|conducted|measured|"
     r"evaluated|determined|collected|extracted|pooled) (?:using|with|by|via|through|at|from))\b|"
     r"\b(?:primary|secondary|main) (?:outcomes?|end-?points?) (?:measures? )?(?:was|were|is|are|"
     r"included?)\b|\b(?:inclusion|exclusion|eligibility) criteria\b|\b(?:logistic|cox|linear) "
     r"regression (?:models?|analys[ei]s) (?:was|were)\b|\bfollow-?up was\b"),
    ("calls for research, not a finding",
     r"\b(?:further|more|additional|future|larger|large-scale|prospective|long(?:er)?-term|"
     r"randomi[sz]ed|well-designed|high-quality)\b[^.;]{0,60}\b(?:stud(?:y|ies)|research|trials?|"
     r"investigations?|work|evidence|data|efforts|validation|evaluation|analyses)\b[^.;]{0,60}\b"
     r"(?:need|needed|required?|warranted|necessary|should|must|essential|merits?|clarify|confirm|"
     r"elucidate|establish|determine|awaited|called for|desirable|recommended)\b|"
     r"\b(?:need|needs|needed|warrants?|warranted|requires?|required|merits?|deserves?)\b[^.;]{0,30}"
     r"\b(?:further|more|additional|future|larger)\b[^.;]{0,40}\b(?:stud\w+|research|trials?|"
     r"investigat\w+|evaluat\w+|validat\w+|exploration|confirmation|attention)\b|"
     r"\bremains? to be (?:determined|elucidated|established|seen|clarified|investigated|defined)\b"
     r"|\b(?:need|needs) to be (?:further )?(?:determined|elucidated|investigated|studied)\b|"
     r"\bresearch (?:is|are) (?:needed|warranted|required)\b"),
    ("a registration, not a finding",
     r"\b(?:clinical ?trials?\.gov|prospero|isrctn\d*|eudract|trial registration|registered (?:at|"
     r"with|in|under|on|as))\b|\bNCT\d{8}\b.{0,5}$|\bcrd42\d+"),
    ("copyright or funding, not a finding",
     r"©|\bcopyright\b|\ball rights reserved\b|\b(?:funded|supported) by (?:the|a|grants?|an)\b"
     r"[^.]{0,80}\b(?:grants?|institutes?|foundation|ministry|council|fund|pharma\w*|inc)\b|"
     r"^funding\b|\bconflicts? of interests?\b|\bcompeting interests?\b|\bpublished by\b|"
     r"\bcreative commons\b|\b(?:corresponding author|e-?mail|this article is protected)\b|"
     r"\bsupplementary (?:data|material|information)\b|\(http|https?://|www\."),
    ("a heading or reference, not a sentence",
     r"^(?:key ?words?|abbreviations?|table|figure|fig\.|box|appendix|references?|contents|chapter|"
     r"see also|see full|see (?:section|table|figure))\b|\.{4,}|^\W*\d+(?:\.\d+)*\s*$|"
     r"\bet al\.?,? \(?\d{4}\)?[.;]?$|\[see [^\]]*$"),
    (_ELSEWHERE,
     r"\b(?:as (?:described|discussed|mentioned|shown|noted|outlined) (?:above|below|earlier|"
     r"previously|elsewhere)|(?:see|refer to) (?:the )?(?:table|figure|section|appendix|above|"
     r"below)|the following (?:sections?|table|figure)|(?:listed|shown|presented|summari[sz]ed|"
     r"described) in (?:the )?(?:table|figure|appendix|section|box))\b"),
    ("tells of one patient",
     r"\b(?:\d{1,3}|\w+)[- ]year[- ]old\b|\bwe (?:report|present|describe|encountered|treated) "
     r"(?:here )?(?:a|an|the|two|three|our|one) |\b(?:this|our|present) case\b|\bour patients?\b|"
     r"\b(?:a )?case (?:report|series) of\b|\ba case of\b|\bcase reports?[.:]?$"),
    ("methods, not a finding",
     r"\bwe tested the hypothesis\b|\b(?:was|were) used to (?:compute|estimate|calculate|assess|"
     r"evaluate|determine|identify|compare|analy[sz]e)\b|\bregression (?:estimated|models? estimated)\b|"  # noqa: E501
     r"\b(?:patients|participants|subjects|they|rats|mice|all)(?: \w+){0,2} (?:were|was) (?:then )?(?:given|instructed|asked|advised|"  # noqa: E501
     r"administered|assigned|divided|told|allocated|followed)\b|"
     r"\bwe (?:decided|sought|set out) to\b|\bwill be linked to\b|^adverse (?:reactions|events) have been (?:identified|reported) during post-?\s?(?:approval|marketing) use(?: of [\w -]+)?\.$|"  # noqa: E501
     r"\bshould (?:be familiar|be aware|familiari[sz]e)\b|\b(?:has|have) been evaluated (?:for safety )?in (?:more|over|approximately)\b|^(?:the )?(?:eligible|included) (?:studies|trials|articles) \b|\b(?:were|was) (?:de-?registered|excluded|withdrawn) from (?:the )?(?:study|trial|analys[ei]s)\b|\b(?:on|receiving) study "  # noqa: E501
     r"(?:regimens?|follow-up|treatment|drugs?)\b|"
     r"\bstudy (?:in depth )?is needed\b|\bgroup [ivx]+ was (?:given|administered)\b"),
    ("says why it was studied, not what was found",
     r"\b(?:urgent|unmet|pressing|critical) (?:clinical |medical )?need\b|\bhas (?:drawn|attracted|gained|"  # noqa: E501
     r"received) (?:\w+ )?(?:attention|interest)\b|\b(?:little|less|not much) is known\b|\brevolutioni[sz]ed\b|"  # noqa: E501
     r"\b(?:data|evidence|studies|information|guidance) (?:is|are|remains?) (?:\w+ )?(?:limited|scarce|sparse|"  # noqa: E501
     r"lacking|insufficient)\b|\b(?:remains?|is|are|were|was) (?:largely |still |currently |poorly )?(?:unknown|unclear|"  # noqa: E501
     r"uncertain|understudied|underexplored|poorly understood|not (?:fully|well|completely) understood)\b|"  # noqa: E501
     r"\b(?:is|are) threatening\b|\b(?:is|are) imperative\b|\bpos(?:e|es|ing) an? (?:\w+ ){0,3}threat\b|\bmajor (?:public|global) health\b|\bwas classified (?:based|according)\b|\bwe identified (?:pregnant )?"  # noqa: E501
     r"patients\b|\bwere followed from\b|\bweb-based study\b|\bletter (?:regarding|to the editor)\b"),  # noqa: E501
    ("speaks of its authors' expectations",
     r"\b(?:in our (?:opinion|view)|to (?:the best of )?our knowledge|we (?:believe|think|hope|"
     r"suggest that future)|it is hoped)\b"),
)  # fmt: skip

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(pattern, re.IGNORECASE)) for reason, pattern in _RULES
)

_AUXILIARY = (
    r"is|are|was|were|be|been|has|have|had|do|does|did|can|could|may|might|must|should|will|would|"
    r"cannot|isn't|aren't"
)
VERB_STEMS = (
    "accelerat accompan account achiev act activat affect aid allow alter appear arise attenuat "
    "augment avoid bind block carr caus characteri coincid combin compar compris confer confirm "
    "consist constitut contain contribut control correlat counsel cover cross decline decreas "
    "delay deliver demonstrat depend deriv describ detect determin develop diagnos differ disrupt "
    "drive elevat enabl encod enhanc exacerbat exceed exert exhibit exist express facilitat fall "
    "follow form function generat give halt help impair impl improv includ increas indicat induc "
    "influenc inhibit initiat interact interfer involv lack last lead limit link localis lower "
    "maintain manifest mediat mimic modulat mutat need occur offer originat outweigh play potentiat "  # noqa: E501
    "precipitat predict predispos present prevent prescrib produc progress promot prolong prov "
    "protect provid rais reach reduc refer reflect regulat reliev remain remov represent requir "
    "respond restor result reveal rise sensitis serv show signal slow spread start stem stimulat "
    "stop strengthen suggest support suppress target tend terminat transmit treat trigger undergo "
    "use var worsen yield"
)
_VERB = re.compile(
    rf"\b(?:{_AUXILIARY}|recommends?|(?:{'|'.join(VERB_STEMS.split())})\w{{0,3}}(?:s|ed|es)"
    r"|(?:we|they|it|that|which|who|patients|that) [a-z]+|[a-z]{3,}ed|[a-z]+(?:izes|ises|ates|ifies)|"  # noqa: E501
    r"comprise|constitute|belong|respond|consist|exist|form|forms|remodel|hijacks|explores|relies|rely|affords|collects|blocks|drives|links|builds|"
    r"works|comes|goes|holds|means|lies|stands|grows|spreads|causes|leads|helps|seems|calls|led|arose|rose|fell|found|gave|began|became|becomes|underwent|kept|made|makes?|take|takes|"
    r"took|avoid|consider|do not|discontinue|monitor|administer|initiate|use|give|offer|start|"
    r"contain|include|increase|reduce|cause|remain|occur|require|inhibit|lead|prevent|appear|"
    r"show|suggest|provide|improve|play|induce|bind|affect|develop|represent|involve|act|result|"
    r"treat|target|encode|promote|mediate|activate|decrease)\b",
    re.IGNORECASE,
)

_OPENERS = re.compile(
    r"(?:However|But|Nevertheless|Nonetheless|Conversely|Instead|Otherwise|"
    r"As a result,|As such|In contrast,|By contrast|On the (?:other hand|contrary)|Likewise|For (?:example|instance|this|these|those|such)|"  # noqa: E501
    r"Yet|Still|Or|Nor|And|Because of this|Due to (?:this|these)|Despite (?:this|these)|"
    r"In (?:this|these|such|that|those) (?!study|trial|meta|systematic|cohort|review|analysis)"
    r"|At (?:this|that) (?:time|point)|After (?:this|that)|Among (?:them|these|those)|Of (?:these|"
    r"those|them|note)|Some of (?:these|them)|All of (?:these|them)|Most of (?:these|them)|"
    r"One of (?:these|them)|In (?:the )?(?:former|latter)|In (?:both|either|neither) )\b"
)
_POINTERS = re.compile(
    r"(?:This|That|These|Those|Such|It|They|He|She|Its|Their|His|Her|Them|Both|Neither|Either|"
    r"The (?:former|latter|above|other|same|remaining|second|third|former|aforementioned|following)|"  # noqa: E501
    r"Another|Others?|Which|Who|Whose|Here|There(?:after|in|of)|The (?:patient|case|child|boy|girl|"
    r"man|woman|infant|authors?|drug|agent|disease|condition|disorder|results?|findings?|data|"
    r"groups?|differences?|effects?|mutations?|gene|protein|treatment|study|trial|score|model)"
    r"(?= (?:is|was|were|are|had|has|may|can|did|also|showed|suggest)))\b"
)
_KEPT_POINTERS = re.compile(
    r"(?:This|These|The) (?:study|trial|meta-analysis|systematic review|cohort|analysis|guideline|"
    r"recommendation)\b|(?:It is|There (?:is|are|was|were)|It has been|"
    r"It (?:was|has|had) (?:been )?(?:\w+ )?(?:\w+ed|found|shown|known|thought) that|It appears)\b|Both [\w-]+ and |Either [\w-]+ or |Neither [\w-]+ nor |Such as\b",  # noqa: E501
)
_INSIDE = re.compile(
    r"(?i)\b(?:the latter|the former|these (?:findings|results|data|observations|patients|agents|"
    r"drugs|two|three|cases|studies|conditions|diseases|mutations|genes|proteins|cells|effects|"
    r"symptoms)|this (?:finding|result|observation|association|effect|case|patient|(?:age )?group|"
    r"phenomenon|approach|condition|disease|disorder|syndrome|drug|agent|gene|protein|"
    r"population|combination|mutation|variant|regimen)|such (?:a|an)? ?(?:agents?|drugs?|products?|"
    r"findings?|results?|patients?|cases?)|respectively)\b"
)


def unfit(candidate: Candidate, question: Question) -> str | None:
    """Why the sentence must not be shown, or None. Purely by its words and its document's kind.

    Whether it can be made to stand alone is asked separately (`stands_alone`).
    """
    text = candidate.text
    boxed = candidate.hit.passage.code == _BOXED  # often printed in capitals throughout
    for check in _CHECKS:
        if (reason := check(text)) is not None and not (boxed and check is _letters):
            return reason
    for reason, pattern in _PATTERNS:
        if pattern.search(text) and not (reason == _ELSEWHERE and _for_kidneys(question, text)):
            return reason
    small = candidate.position and text[0].islower() and not _NAME_LIKE.match(text)
    if small and not opened(candidate):
        return "a fragment"
    if candidate.label and re.match(r"(?:method|material|design|setting|aim|object|purpose)",
                                    candidate.label):  # fmt: skip
        return f"stands under {candidate.label}"
    return _source(candidate, question)


def _for_kidneys(question: Question, text: str) -> bool:
    """Whether a sentence holds for the very kidney function asked about: better to be sent
    to its table than to be told nothing.
    """
    value = renal.asked(question.text)
    return value is not None and bool(renal.bands(text)) and renal.includes(text, value)


def case_report(candidate: Candidate) -> bool:
    """Whether the document tells of single cases: it never carries a general claim."""
    header = candidate.hit.header
    return header.standing.design is StudyDesign.CASE_REPORT or bool(
        _CASE_TITLE.search(header.title)
    )


_CASE_TITLE = re.compile(r"(?i)\b(?:case (?:report|series|study)|report of (?:a|one|two|\d) cases?|"
                         r"a case of|review of the literature)\b")  # fmt: skip


def animal(candidate: Candidate) -> bool:
    """Whether the document tells of animals or of the laboratory."""
    standing = candidate.hit.header.standing
    return standing.animal or standing.design is StudyDesign.LABORATORY


def dangling(text: str) -> str | None:
    """The opener that leans on an earlier sentence ("These", "However"), or None."""
    if found := _OPENERS.match(text):
        return found.group().strip()
    if (found := _POINTERS.match(text)) and not _KEPT_POINTERS.match(text):
        return found.group().strip()
    return None


def leans_inside(text: str) -> str | None:
    """A phrase further on that leans on another sentence ("the latter"), or None."""
    found = _INSIDE.search(text)
    return found.group() if found and found.group().lower() != "respectively" else None


# circRNAs, mTOR, p53, anti-HMGCR: names that begin small.
_NAME_LIKE = re.compile(r"[a-z]{1,5}[-A-Z\d]|anti|alpha|beta|gamma")


def _source(candidate: Candidate, question: Question) -> str | None:
    header = candidate.hit.header
    if header.standing.retracted:
        return "retracted"
    if header.standing.design is StudyDesign.NOTICE:
        return "an erratum or notice"
    if header.family is Family.LABELS and candidate.hit.passage.code in _ADMINISTRATIVE:
        return "package or handling text"
    if header.title and candidate.text.strip(" .[]") == header.title.strip(" .[]"):
        return "a title, not a statement"
    return _asked(candidate, question)


_BOXED = "34066-1"
_ADMINISTRATIVE = frozenset({"51945-4", "34069-5", "44425-7", "50565-1", "48780-1", "60559-2"})


def _asked(candidate: Candidate, question: Question) -> str | None:
    """The question itself, found as a title or heading."""
    if candidate.text.casefold().strip(" .?") == question.text.casefold().strip(" .?"):
        return "repeats the question"
    return None


def _shape(text: str) -> str | None:
    if text.endswith("?"):
        return "a question"
    if text.endswith((":", ",", ";", "(", "-", "/", "…", "...")):
        return "cut off"
    return "a fragment" if text[0] in "),;:.%]}»" else None


TOO_SHORT = "too short to state anything"


def _size(text: str) -> str | None:
    words = text.split()
    if len(words) < SHORTEST:
        return TOO_SHORT
    if len(words) > LONGEST:
        return "too long to be one statement"
    return None


def _brackets(text: str) -> str | None:
    if text.count("(") != text.count(")") or text.count("[") != text.count("]"):
        return "cut off inside brackets"
    return None


def _letters(text: str) -> str | None:
    letters = sum(character.isalpha() for character in text)
    if letters < 0.55 * len(text):
        return "figures, not a sentence"
    if letters > 12 and sum(c.isupper() for c in text) > 0.6 * letters:
        return "a heading or reference, not a sentence"
    return None


_HEADING = re.compile(r"^[^:.]{3,80}: [^.:]{3,120}$")


def _verb(text: str) -> str | None:
    if _HEADING.match(text) and not re.search(rf"\b(?:{_AUXILIARY})\b", text):
        return "a heading or reference, not a sentence"
    return None if _VERB.search(text) else "a heading or reference, not a sentence"


_CHECKS: tuple[Callable[[str], str | None], ...] = (_size, _shape, _brackets, _letters, _verb)
