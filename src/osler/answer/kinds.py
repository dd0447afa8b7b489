# ruff: noqa: E501 - a pattern is easier to check on one line
"""The words by which a question shows its kind, its shape and whom it is about: tables only.

Patterns see the question in lower case with straight quotes, and `{drug}` or `{condition}` tells
which concepts stand in it. Weights add up per kind; the strongest kind comes first.
"""

from __future__ import annotations

import re

from osler.answer.question import AnswerShape, QuestionKind

_K = QuestionKind
STRONG, FAIR, WEAK = 3.0, 2.0, 1.0
LEAST = FAIR  # a kind with less is not held

_KIND_TABLE: tuple[tuple[QuestionKind, float, tuple[str, ...]], ...] = (
    (
        _K.CAUSE,
        STRONG,
        (
            r"\bwhat (?:are |is |were |was )?(?:\w+ ){0,3}(?:cause|causes|reasons?)\b",
            r"\b(?:what|which \w+(?: \w+)?)(?: can| may| could| might)? (?:causes?|triggers?|"
            r"leads? to|provokes?|precipitates?|brings? on)\b",
            r"\b(?:causes?|a?etiolog\w+|triggers?|risk factors?|reasons?) (?:of|for)\b",
            r"\bwhy (?:do|does|did|is|are|has|have|would|might)\b",
            r"\b(?:responsible for|due to|result of|origin of|caused by|secondary to)\b",
            r"\bhow (?:do|does) (?:people|you|one|someone|we|a person) (?:get|catch|contract|"
            r"develop)\b",
        ),
    ),
    (
        _K.CAUSE,
        FAIR,
        (
            r"\b(?:caus(?:e|es|ed|ing)|a?etiolog\w+|underl(?:ies?|ying)|trigger(?:s|ed)?|"
            r"risk factors?|predispos\w+|induced?)\b",
            r"\b(?:mutat(?:ion|ions|ed)|genes?|genetic \w+|inheritance)\b.*\b(?:associated|"
            r"involved|implicated|linked|responsible|mutated)\b",
            r"\b(?:does|do|can|could|is|are|may)\b.*\b(?:increase the risk|raise the risk|"
            r"risk of|lead to|linked to|link between|transmitted|contribute to)\b",
        ),
    ),
    (
        _K.MECHANISM,
        STRONG,
        (
            r"\bmechanisms?\b|\bmode of action\b|\bpathophysiolog\w+\b|\bpathogenesis\b",
            r"\bhow (?:do|does|did|is|are)\b.*\b(?:work|works|act|acts|affect|affects|inhibit|"
            r"inhibits|regulate\w*|function|functions|lower|lowers|reduce|reduces|kill|kills|"
            r"damage|cause|causes|bind|binds|protect\w*|activated|regulated|interfere\w*|"
            r"relieve\w*|thin)\b",
            r"\b(?:what|which)\b.*\b(?:targets?(?! (?:inr|blood|bp|range|levels?|hba1c|a1c|ldl|glucose|"
            r"dose|heart|weight|systolic|oxygen|spo2|value|concentration|pressure|urate|ferritin|hb))|"
            r"targeted|targeting|inhibited|blocked)\b",
        ),
    ),
    (
        _K.MECHANISM,
        FAIR,
        (
            r"\bwhat (?:do|does)\b.*\b(?:do|inhibit|block|bind|activate|regulate|encode|target)\b",
            r"\b(?:function|role|target|action) of\b|\b(?:inhibitor|agonist|antagonist) of\b",
            r"\bpathways?\b",
        ),
    ),
    (
        _K.DIAGNOSIS,
        STRONG,
        (
            r"\bdiagnos(?:e|ed|is|tic|ing)\b|\bdifferential\b|\bcriteria\b|\bwork-?up\b",
            r"\bruled? out\b|\btell (?:if|whether|apart)\b",
            r"\b(?:symptoms?|signs?|clinical (?:features|presentation|manifestations|"
            r"characteristics)|hallmarks?|features|manifestations) (?:of|in|for|suggest\w*|"
            r"that)\b",
            r"\bpresent with\b|\bred flags?\b",
            r"\b(?:test|tests|imaging|biopsy|scan|investigations?|antibod(?:y|ies)|biomarkers?|"
            r"x-?ray|ultrasound|mri|ct)\b.*\b(?:for|in|confirms?|detects?|suspected|needed|"
            r"distinguish\w*|order(?:ed)?|help|helpful|useful)\b",
        ),
    ),
    (
        _K.DIAGNOSIS,
        FAIR,
        (
            r"\b(?:distinguish|differentiat(?:e|es|ed|ing) (?:\w+ ){0,4}(?:from|between)|"
            r"sensitivity|specificity|biomarkers?|symptoms?|"
            r"detect(?:ed|ion)?|identif(?:y|ied)|accura(?:te|cy)|recogni[sz]ed?|suspect(?:ed)?|"
            r"interpret\w*|mean when|features|characteristics)\b",
        ),
    ),
    (
        _K.TREATMENT,
        STRONG,
        (
            r"\bwhat (?:should|can) (?:i|we|you|one) do\b",
            r"\b(?:should|can|could|to) (?:i |we |you |one )?do (?:if|when|for|about|against)\b",
            r"\b(?:anything|something|what) (?:i|we|you|one) (?:can|could) (?:do|take|use)\b",
            r"\b(?:can|could|can't|would|do) you (?:\w+ )?(?:recommend|suggest|prescribe)\b",
            r"\bgood for\b",
            r"\btreat(?:s|ed|ing|ment|ments|able)?\b|\btherap(?:y|ies|eutic|eutics)\b",
            r"\bmanage(?:d|ment)?\b|\bmanaging\b|\b(?:first|second|third)[- ]line\b",
            r"\bdrugs? of choice\b|\bcure[ds]?\b|\bindicat(?:ed|ion|ions)\b",
            r"\bget rid of\b|\bremed(?:y|ies)\b|\bantidotes?\b",
            r"^(?:what|who) (?:is|are|was) (?:the )?[^?,]{2,40}? (?:for|prescribed for|given for|"
            r"taken for)\s*\?*$",
            r"\b(?:anything|something|medicines?|medications?|meds?|creams?|ointments?|pills?) "
            r"(?:(?:i|we|you|one|that|which|to|can|could|should|would|you'd|youd|i'd|be) ){0,4}"
            r"(?:take|taken|use|try|prescribe[ds]?|recommend|do|help|for)\b(?! (?:with|together)\b)",
            r"\b(?:what|which|be) (?:\w+ ){0,5}prescribed\b",
        ),
    ),
    (
        _K.TREATMENT,
        FAIR,
        (
            r"\b(?:effective|efficacy|beneficial|benefits?|approved|help|helps|improve|improves|"
            r"relieve|relief|works? for|useful|indicated|responds?|regimen|surgery|superior|"
            r"better|safer than|target (?:inr|blood|bp|range|levels?|hba1c|a1c|ldl|glucose|systolic)|"
            r"should (?:i|we|"
            r"you|one|patients?) (?:use|give|take|start|stop|switch))\b",
            r"\b(?:which|what|best)\b.*\b(?:drugs?|medications?|medicines?|antibiotics?|"
            r"anticoagulants?|antidepressants?|antihypertensives?|inhibitors?|vaccines?|"
            r"options)\b",
        ),
    ),
    (
        _K.DOSE,
        STRONG + 1.0,
        (
            r"(?<!high )(?<!low )(?<!high-)(?<!low-)\bdos(?:e|es|age|ages|ing)\b",
            r"\bhow (?:much|many (?:mg|milligrams|tablets|pills|puffs|units))\b|\bmg\b",
            r"\btitrat\w+\b|\bloading\b",
            r"\bhow often (?:should|do|can|to)\b.*\b(?:take|give|given|taken|use)\b",
            r"\bhow long (?:should|do|to)\b.*\b(?:take|taken|give|given|continue\w*|course|"
            r"be on)\b",
            r"\bhow (?:should|do|can|to|must)\b.*\b(?:stop\w*|discontinued?|withdrawn?)\b",
            r"\btaper\w*\b|\bwean\w*\b|\b(?:stop|quit|discontinue)\w* (?:\w+ ){0,3}(?:suddenly|abruptly|"
            r"immediately|cold turkey|at once)\b|\bcome off\b",
            r"\bdosed\b|\bhow (?:should|do|does|must) (?:i|we|one|you) (?:take|use|inject|give) "
            r"(?:it|this|the|my)?\b(?!.*\b(?:together|same time)\b)",
            r"\b(?:when|what) (?:\w+ ){0,3}(?:best )?time (?:of day )?(?:to|should)\b.*\btak(?:e|en)\b",
        ),
    ),
    (
        _K.ADVERSE_EFFECT,
        STRONG,
        (
            r"\bsafe(?:ly)?\b",
            r"\b(?:side|adverse|undesirable|unwanted|untoward) (?:[ea]ffects?|events?|reactions?|"
            r"outcomes?)\b",
            r"\btoxicit(?:y|ies)\b|\btoxic\b|\bharms?\b|\bharmful\b|\bcomplications? of\b",
            r"\bdangers?\b|\bblack box\b|\bboxed warnings?\b|\bside affects?\b",
            r"\b(?:look(?:ing)? out|watch(?:ing)? (?:out )?) ?for (?:\w+ ){0,3}(?:with|while|when|on)\b",
        ),
    ),
    (
        _K.ADVERSE_EFFECT,
        FAIR,
        (
            r"\b(?:safety|tolerab\w+|tolerated|warnings?|risks? of|dangerous|withdrawal|"
            r"hepatotoxic|nephrotoxic|cardiotoxic\w*|overdose)\b|\bbad for (?:you|me|him|her|them|us|my)\b",
        ),
    ),
    (
        _K.INTERACTION,
        STRONG + 1.0,
        (
            r"\binteract(?:s|ed|ing|ion|ions)?\b",
            r"\b(?:take|taken|taking|given|give|combine[ds]?|combining|co-?administ\w+|use[ds]?|"
            r"mix(?:ed|ing)?|drink|eat)\b.*\b(?:together|along with|at the same time|alongside|"
            r"concurrently|concomitantly)\b",
            r"\bcombine[ds]?\b|\bco-?administ\w+\b|\bconcomitant\b|\bon top of\b",
            r"\b(?:which|what) (?:\w+ ){0,2}(?:drugs?|medicines?|medications?|antibiotics?|foods?)\b.*"
            r"\b(?:raise|increase|lower|reduce|decrease|affect|alter)\w* (?:the )?(?:\w+ ){1,3}"
            r"(?:levels?|concentrations?|inr)\b",
        ),
    ),
    (
        _K.CONTRAINDICATION,
        STRONG + 1.0,
        (
            r"\bcontra-?indicat\w+\b|\bwho should(?:n't| not) (?:take|use|have|receive|get)\b",
            r"\b(?:should|must) not (?:be )?(?:take|taken|use|used|given|prescribed|receive)\b",
            r"\bwhen (?:should|to)\b.*\bavoid(?:ed)?\b|\bnot be (?:given|used|prescribed)\b",
            r"\bwho (?:(?:should|must)(?:n't| not)|can't|cannot)\b|\bshould\b.*\bbe avoided\b",
        ),
    ),
    (
        _K.CONTRAINDICATION,
        FAIR,
        (r"\bsafe (?:in|for|with|to use in|when|if)\b",),
    ),
    (
        _K.PREGNANCY,
        STRONG + 1.5,
        (
            r"\bpregnan(?:t|cy|cies)\b|\bbreast-?feed\w*\b|\blactat(?:ing|ion)\b",
            r"\bnursing (?:mothers?|women|woman)\b|\bteratogen\w*\b|\btrimesters?\b",
            r"\bexpecting a baby\b|\bunborn\b|\bf(?:o)?etus\b|\bf(?:o)?etal\b",
        ),
    ),
    (
        _K.PROGNOSIS,
        STRONG,
        (
            r"\bprognos(?:is|tic|es)\b|\bsurviv(?:al|e|ed|es)\b|\bmortality\b",
            r"\blife expectancy\b|\boutlook\b|\brecurrence\b|\brelapse\b",
            r"\blong[- ]term (?:outcomes?|outlook)\b|\bnatural history\b",
            r"\bhow long (?:does|do|will|can|is|until)\b|\bfatal\b|\bcomplications\b|\bgo away\b",
            r"\brecover(?:y|ed)?\b",
        ),
    ),
    (
        _K.PREVENTION,
        STRONG,
        (
            r"\bprevent(?:s|ed|ing|ion|ive|able|ative)?\b|\bprophyla(?:xis|ctic|ctically)\b",
            r"\bvaccin(?:e|es|ation|ate|ated)\b.*\b(?:against|recommended|effective|need(?:ed)?|"
            r"get|for)\b",
            r"\bavoid getting\b",
            r"\b(?:reduce|lower|decrease|cut)\w* (?:the |my |your )?(?:risk|chance|incidence)\b",
            r"\bprotect(?:s|ed|ion|ive)? (?:against|from)\b",
        ),
    ),
    (
        _K.SCREENING,
        STRONG + 2.0,
        (
            r"\bscreen(?:ed|ing|s)?\b",
            r"\bhow often should\b.*\b(?:test|checked|mammogra\w+|colonoscop\w+|smears?|pap|"
            r"scan)\w*\b",
            r"\bat what age\b.*\b(?:mammogra\w+|colonoscop\w+|tests?|checked|start|begin|smear)\b",
            r"\broutine(?:ly)? (?:test|check)\w*\b",
            r"\bmammogra\w+\b.*\b(?:start|every|interval|age)\b",
        ),
    ),
    (
        _K.DEFINITION,
        FAIR,
        (
            r"^(?:so |please |can you )?(?:what (?:exactly )?(?:is|are)|what's|what(?= \w+\??$)|define|describe|"
            r"explain) (?!should|can|do|does|did|could|would|will|about|if|to|dose|causes?|test)"
            r"(?:an? |the )?(?!.*\b(?:of|in|for|that|which|on|to|by|with|from|between|"
            r"\w+ing|\w+ed|does|do|known|cause|effects?)\b)[^?]{2,70}\??$",
            r"^(?:please )?(?:tell me about|explain|describe) (?:an? |the )?[^?]{2,40}\??$",
        ),
    ),
    (
        _K.DEFINITION,
        STRONG,
        (
            r"\bdefin(?:e|ed|ition)\b|\bmeant by\b|\bwhat does\b.*\b(?:mean|stand for)\b",
            r"\bwhat (?:type|kind|class) of\b|\bmeaning of\b",
            r"\b(?:tell me|know|explain) (?:\w+ ){0,2}(?:more )?about (?:it|this|an?|the)?\b",
            r"\b(?:same|different) (?:thing |drug |medicine )?(?:as|from)\b",
        ),
    ),
    (
        _K.DEFINITION,
        WEAK,
        (r"^(?:describe|explain|tell me about)\b",),
    ),
)
KINDS = tuple(
    (kind, weight, re.compile("|".join(patterns))) for kind, weight, patterns in _KIND_TABLE
)

# Kinds that a more particular one swallows: a dose question is not also asked about treatment.
SWALLOWS: dict[QuestionKind, tuple[QuestionKind, ...]] = {
    _K.DOSE: (_K.TREATMENT, _K.DEFINITION),
    _K.INTERACTION: (_K.TREATMENT, _K.DEFINITION, _K.CAUSE, _K.ADVERSE_EFFECT),
    _K.CONTRAINDICATION: (_K.TREATMENT, _K.DEFINITION, _K.ADVERSE_EFFECT),
    _K.SCREENING: (_K.DIAGNOSIS, _K.DEFINITION, _K.PREVENTION),
    _K.MECHANISM: (_K.CAUSE, _K.DEFINITION, _K.TREATMENT),
    _K.CAUSE: (_K.DEFINITION,),
    _K.DIAGNOSIS: (_K.DEFINITION,),
    _K.TREATMENT: (_K.DEFINITION,),
    _K.ADVERSE_EFFECT: (_K.DEFINITION, _K.CAUSE),
    _K.PREGNANCY: (_K.DEFINITION, _K.ADVERSE_EFFECT, _K.CAUSE),
    _K.PROGNOSIS: (_K.DEFINITION,),
    _K.PREVENTION: (_K.DEFINITION, _K.TREATMENT),
}

YES_NO = re.compile(
    r"^(?:and |so |but )?(?:is|are|was|were|do|does|did|can|could|should|has|have|had|will|would|"
    r"may|might|must|am|shall)(?:n't)?\b(?! (?:there (?:a list|any \w+ used)))"
)
LIST = re.compile(
    r"^(?:please )?(?:list|name|enumerate)\b|"
    r"\bwhat are\b|\bwhich (?:\w+ ){0,2}(?:are|were|have|can|"
    r"cause|do)\b|\bcauses of\b|\bside effects\b|\bsymptoms of\b|\brisk factors\b|\bindications\b|"
    r"\bcontraindications\b|\bwhich (?:drugs|medications|medicines|genes|diseases|tests|vaccines)\b"
)
FACT = re.compile(
    r"\bhow (?:much|many|often|long|old|soon|common)\b|\bat what age\b|\bwhat (?:dose|percentage|"
    r"proportion|age|is the (?:dose|recommended dose|maximum|incidence|prevalence|name|target|drug "
    r"of choice|half-life))\b|^(?:which|who|when|where)\b|\bdos(?:e|age)\b"
)
SHAPES = ((AnswerShape.YES_NO, YES_NO), (AnswerShape.LIST, LIST), (AnswerShape.FACT, FACT))

_POPULATION_TABLE: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "pregnancy",
        (r"\bpregnan\w+\b|\btrimesters?\b|\bexpecting a baby\b|\bgravid\w*\b",),
    ),
    (
        "breastfeeding",
        (r"\bbreast-?feed\w*\b|\blactat(?:ing|ion)\b|\bnursing (?:mothers?|wom[ae]n)\b",),
    ),
    (
        "infants",
        (r"\b(?:infants?|newborns?|neonat(?:es?|al)|bab(?:y|ies)|preterm)\b",),
    ),
    (
        "children",
        (
            r"\b(?:child(?:ren|hood)?|kids?|p(?:a)?ediatric\w*|toddlers?|boys?|girls?|"
            r"adolescents?|teen(?:s|agers?)?|year[- ]old (?:boy|girl|child))\b",
        ),
    ),
    (
        "older adults",
        (
            r"\b(?:elderly|older (?:adults?|people|patients|persons|wom[ae]n|m[ae]n)|geriatric|"
            r"seniors?|frail)\b",
            r"\b(?:over|above|aged|older than) (?:6[05]|7\d|8\d|9\d)\b",
        ),
    ),
    (
        "renal impairment",
        (
            r"\b(?:renal|kidney) (?:impairment|insufficiency|failure|disease|dysfunction)\b",
            r"\bdialysis\b|\begfr\b|\bckd\b|\besrd\b|\bcrcl\b|\bcreatinine clearance\b",
            r"\brenal(?:ly)? (?:dos\w+|adjust\w+)|\bdos\w+ (?:in|for) (?:renal|kidney)",
        ),
    ),
    (
        "hepatic impairment",
        (
            r"\b(?:hepatic|liver) (?:impairment|insufficiency|failure|disease|dysfunction)\b",
            r"\bcirrho\w+\b|\b(?:hepatic|liver) (?:dos\w+|adjust\w+)|\bchild-?pugh\b",
        ),
    ),
    (
        "women",
        (r"\b(?:wom[ae]n|females?|postmenopausal)\b",),
    ),
    (
        "men",
        (r"\b(?:m[ae]n|males?)\b",),
    ),
)
POPULATIONS = tuple((name, re.compile("|".join(parts))) for name, parts in _POPULATION_TABLE)
