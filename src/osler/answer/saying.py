# ruff: noqa: E501 - a pattern is easier to check on one line
"""The words by which a sentence says what a kind of question asks: of a cause, "due to"; of a dose, an
amount.
"""

from __future__ import annotations

from osler.answer import people
from osler.answer.cues import cued
from osler.answer.question import QuestionKind

_K = QuestionKind

_RELATIONS: dict[QuestionKind, str] = {
    _K.CAUSE: r"caus(?:e[sd]?|ing|ative)|due to|result(?:s|ed|ing)? (?:from|in)|attribut(?:ed|able) to"
    r"|trigger\w*|[\w-]*induc(?:e[sd]?|ing)|lead(?:s|ing)? to|led to|secondary to|a?etiolog\w+|related to"
    r"|associat(?:ed|ion)|risk factors?|linked to|mutations?|responsible|arises? from|follow(?:s|ing)"
    r"|(?:increas|rais|elevat)\w+ (?:the )?risk|risk (?:of|for)|reported (?:with|in)|contribut\w+|occur\w*"
    r"|accounts? for|predispos\w+|heredit\w+|inherited|autosomal",
    _K.TREATMENT: r"treat(?:s|ed|ing|ments?)?|therap(?:y|ies)|recommend\w*|first-line|second-line"
    r"|effective\w*|efficacy|indicated|regimens?|drugs? of choice|should (?:be|receive|start|include)"
    r"|approv(?:ed|al|es)|(?:clinical|single-agent|anti-?tumou?r) activity|efficacious|benefi(?:ts?|cial|ted)"
    r"|respon(?:ds?|ded|ses?|sive)|resistan(?:t|ce)|prescri\w+|used (?:to|for|in)|improv(?:e[sd]?|ing)|surg\w+|relie(?:f|ve[sd]?)|manag(?:e[sd]?|ing|ement)",
    _K.DOSE: r"\d[\d.,]* ?(?:mg|mcg|µg|μg|g|units?|iu|ml|mmol|meq|%)(?!\w)|dos(?:e[sd]?|ages?|ing)|titrat\w+|taper\w*|abrupt\w*|gradual\w*",
    _K.ADVERSE_EFFECT: r"adverse|contra-?indicat\w+|should not|not recommended|side effects?|toxic\w*|hepatotoxic\w*|reactions?|complicat\w+|reported"
    r"|\w*-?induced|associated with|caus(?:e[sd]?|ing)|may (?:cause|increase|result|lead|produce)"
    r"|risk (?:of|for)|warning|safety|tolerab\w+|observed|occur\w*|bleeding",
    _K.INTERACTION: r"interact\w*|use (?:of [\w-]+ )?with|(?:can|may|could) (?:increase|decrease|reduce|lead|result|cause)|potentiat\w*|concomitant\w*|co-?administ\w+|concurrent\w*|together with|taken with"
    r"|(?:inhibitors?|inducers?|substrates?) of|cyp\w+ (?:inhibitors?|inducers?)|avoid\w*|contraindicated"
    r"|(?:(?:in|de)creas\w+|elevat\w+|rais(?:es|ed|ing)) (?:\w+ ){0,4}(?:exposure|concentrations?|levels?|auc)",
    _K.CONTRAINDICATION: r"contra-?indicat\w+|should not|must not|avoid\w*|not recommended|do not (?:use|give|take)"
    r"|not be used|hypersensitiv\w+|caution|discontinue[ds]?|(?:not )?been established|no dos\w+ adjustment|unsafe|safe(?:ly)?"
    r"|(?:can|may) be (?:used|given|administered)|drugs? of (?:first )?choice|reduc\w+ (?:the )?dos\w+|dos\w+ (?:reduction|adjustment)"
    r"|indicated in (?:[\w-]+ ){0,4}(?:pa?ediatric|children|adolescent)\w*",
    _K.PREGNANCY: f"{people.PREGNANCY}|{people.LACTATION}".replace("|", r"\w*|") + r"\w*",
    _K.PREVENTION: r"prevent\w*|prophyla\w+|vaccin\w+|immuni[sz]\w+|protect\w*|reduc\w+|recommend\w*|avoid\w*"
    r"|lower(?:s|ed|ing)? (?:the )?risk",
    _K.SCREENING: r"screen\w*",
    _K.DIAGNOSIS: r"diagnos\w+|criteri\w+|detect\w*|biops\w+|tests?|testing|sensitiv\w+|specificit\w+|symptoms?"
    r"|signs?|present(?:s|ed|ing|ation)?|characteri[sz]ed|manifest\w*|distinguish\w*|suspect\w*|confirm\w*"
    r"|findings?|features?|imaging|elevated|positive|(?:bio)?markers?|triad",
    _K.PROGNOSIS: r"prognos\w+|surviv\w+|mortality|fatal\w*|deaths?|outcomes?|recurren\w+|relaps\w+|remission"
    r"|recover\w*|progress\w*|resol(?:ve[sd]?|ution)|life expectancy|course",
    _K.DEFINITION: r"(?:is|are) (?:an?|the|one|defined|characteri[sz]ed|called|known)|refers? to|defined (?:as|by)"
    r"|belongs? to|known as|consists? of|characteri[sz]ed by|disorder of|disease of|so-called|compris(?:es?|ing)"
    r"|(?:is|are|was|were) (?:[\w-]+ ){0,4}(?:proteins?|genes?|RNAs?|enzymes?|receptors?|drugs?|diseases?|disorders?"
    r"|syndromes?|conditions?|agents?|antibod(?:y|ies)|inhibitors?|methods?|tools?|techniques?|tests?|scores?"
    r"|class(?:es)?|groups?|types?|forms?|famil(?:y|ies)|cells?|cancers?|tumou?rs?|infections?|clusters?)"
    r"|[\w)]+, (?:an?|the) (?=[\w-]+ )",
    _K.MECHANISM: r"mechanisms?|mediat\w+|inhibit\w*|activat\w+|block\w*|bind\w*|regulat\w+|suppress\w*|target\w*"
    r"|pathways?|receptors?|pathogen\w+|acts? (?:by|as|on|through|via)|acting|by (?:\w+ly )?\w+ing|works? by"
    r"|(?:ant)?agonists?|stimulat\w+|modulat\w+|analog(?:ue)?s?|antibod(?:y|ies)|catalys\w+|catalyz\w+|essential for"
    r"|(?:in|de)creases? (?:\w+ ){0,3}(?:production|absorption|release|uptake|synthesis|secretion|sensitivity)",
}  # fmt: skip
SAYS = {kind: cued(rf"(?i)(?<![\w-])(?:{words})(?!\w)") for kind, words in _RELATIONS.items()}


def says(kind: QuestionKind, text: str) -> bool:
    """Whether a text says what a kind of question asks; true for kinds without words for it."""
    pattern = SAYS.get(kind)
    return pattern is None or pattern.search(text) is not None
