"""Words by which a sentence says the relation a question asks for."""

from __future__ import annotations

from functools import lru_cache

from osler.answer.cues import cued
from osler.answer.question import QuestionKind

_CAUSE = r"""caus(?:e|es|ed|ing|ative)|due to|result(?:s|ed|ing)? (?:from|in)|
    attribut(?:ed|able) to|trigger(?:s|ed|ing)?|induc(?:e|es|ed|ing)|lead(?:s|ing)? to|led to|secondary to|
    (?:etiolog|aetiolog)\w*|associated with|risk factors?|provok\w+|mutations? in|responsible for|
    arise[sn]? from|(?:is|are) linked to|\w+-induced|precipitat\w+|pathogen\w*"""  # noqa: E501
_MECHANISM = r"""mechanisms?|mediat\w+|inhibit\w*|activat\w+|block\w*|bind\w*|through|via|
    regulat\w+|(?:in|de)creas(?:e|es|ed|ing)|modulat\w+|suppress\w*|target\w*|pathways?|
    receptors?|pathogenesis|interact\w*|acts? (?:as|by|on)|by (?:\w+ing)"""
_DIAGNOSIS = r"""diagnos\w+|detect\w*|biops\w+|criteri\w+|test(?:s|ing|ed)?|sensitiv\w+|
    specificit\w+|imaging|biomarkers?|antibod\w+|characteri[sz]ed by|symptoms?|signs?|present(?:s|ed|ing)? with|
    distinguish\w*|suspect\w*|confirm\w*|findings?|serolog\w+|elevated"""  # noqa: E501
_TREATMENT = r"""treat(?:s|ed|ing|ment|ments)?|therap\w+|recommend\w*|first[- ]line|second[- ]line|
    effective\w*|efficacy|manag(?:e|ed|ement|ing)|administ\w+|approved|indicated|receiv(?:e|ed|ing)|
    regimens?|respon(?:d|ds|se|ded)|improv\w+|reduc(?:e|es|ed|ing|tion)|drug of choice|surg\w+|
    prescri\w+|should be|combination|inhibitors?|used (?:to|for|in)"""
_DOSE = r"""dos(?:e|es|ed|age|ages|ing)|mg|mcg|µg|μg|g/day|mg/kg|units?|once daily|twice daily|
    daily|titrat\w+|administ\w+|intraven\w+|oral(?:ly)?|every \d+|weekly|start(?:ed|ing)? (?:at|with)"""  # noqa: E501
_ADVERSE = r"""adverse|side effects?|toxicit\w+|toxic|safety|tolerab\w+|tolerated|risk of|events?|
    complication\w*|induced|associated with|caus(?:e|es|ed|ing)|reactions?|warning\w*|discontinu\w+|
    hepatotoxic\w*|bleeding|\w+-induced|reported"""
_INTERACTION = r"""interact\w*|concomitant\w*|co-?administ\w+|combin\w+|concurrent\w*|potentiat\w*|
    inhibitors?|inducers?|increas(?:e|es|ed) (?:the )?(?:exposure|concentrations?|levels?|risk)|
    cyp\w+|avoid\w*|together with|contraindicated|elevations? (?:in|of) (?:\w+ ){0,3}(?:concentrations?|levels?)"""  # noqa: E501
_CONTRAINDICATION = r"""contraindicat\w+|should not|must not|avoid\w*|not recommended|do not use|
    precaution\w*|caution|unsafe|hypersensitiv\w+"""
_PREGNANCY = r"""pregnan\w+|f(?:o)?etal|f(?:o)?etus|teratogen\w*|lactat\w+|breast-?feed\w*|
    trimester\w*|birth defects?|malformations?|wom[ae]n|maternal|neonat\w+"""
_PROGNOSIS = r"""prognos\w+|surviv\w+|mortality|outcomes?|death\w*|recurren\w+|relaps\w+|remission|
    life expectancy|years?|progress\w*|recover\w*|predict\w*|risk of|fatal"""
_PREVENTION = r"""prevent\w*|prophyla\w+|vaccin\w+|reduc(?:e|es|ed|ing|tion)|risk of|protect\w*|
    recommend\w*|avoid\w*|lower(?:s|ed)?|immuni[sz]\w+|should"""
_SCREENING = r"""screen\w*|recommend\w*|detect\w*|every \d|annual\w*|aged?|years|mammogra\w+|
    colonoscop\w+|test(?:s|ing)?|intervals?"""
_DEFINITION = r"""(?:is|are|was|were) (?:an?|the|one)|defin\w+|refers? to|known as|called|
    characteri[sz]ed by|consists? of|describ\w+|disorders?|syndromes?|diseases?|class of|type of|
    group of|stands for"""

_TABLE = {
    QuestionKind.CAUSE: _CAUSE,
    QuestionKind.MECHANISM: _MECHANISM,
    QuestionKind.DIAGNOSIS: _DIAGNOSIS,
    QuestionKind.TREATMENT: _TREATMENT,
    QuestionKind.DOSE: _DOSE,
    QuestionKind.ADVERSE_EFFECT: _ADVERSE,
    QuestionKind.INTERACTION: _INTERACTION,
    QuestionKind.CONTRAINDICATION: _CONTRAINDICATION,
    QuestionKind.PREGNANCY: _PREGNANCY,
    QuestionKind.PROGNOSIS: _PROGNOSIS,
    QuestionKind.PREVENTION: _PREVENTION,
    QuestionKind.SCREENING: _SCREENING,
    QuestionKind.DEFINITION: _DEFINITION,
}
_PATTERNS = {
    kind: cued(
        rf"(?<!\w)(?:{''.join(line.strip() for line in words.splitlines())})(?!\w)", low=True
    )
    for kind, words in _TABLE.items()
}


@lru_cache(maxsize=8192)
def relation_words(kind: QuestionKind, text: str) -> tuple[str, ...]:
    """Distinct words of `text`, lower case, that say what `kind` asks for, in order of occurrence.

    Empty for kinds without a table (OTHER).
    """
    pattern = _PATTERNS.get(kind)
    if pattern is None:
        return ()
    return tuple(dict.fromkeys(pattern.findall(text)))


def says_relation(kind: QuestionKind, text: str) -> bool:
    """Whether any relation word of `kind` occurs; true for kinds without a table."""
    pattern = _PATTERNS.get(kind)
    return pattern is None or pattern.search(text) is not None
