# ruff: noqa: E501 - a pattern is easier to check on one line
"""From where a text speaks: of oneself or someone close, of patients, of the past, of a topic."""

from __future__ import annotations

import re

from osler.safety.sought import Sought

_KIN = (
    r"(?:husband|wife|son|daughter|mother|mom|mommy|mum|mummy|father|dad|daddy|brother|sister|aunt|uncle|cousin|friend|girlfriend|boyfriend|partner|spouse|fianc[eé]e?|"
    r"grand(?:mother|father|ma|pa|son|daughter|child|parents?)|granny|nan|baby|infant|newborn|toddler|child|kids?|children|boy|girl|twins?|niece|nephew|neighbou?r|roommate|flatmate|"
    r"co-?worker|colleague|boss|teacher|nana|nanna|gran|gramps|grandad|grampa|grampy|pops|papa|mama|mam|amma|appa|abba|ammi|abbu|baba|bloke|lad|lass|mate|bestie|bff|buddy|fella|missus|little one|roomm?ates?|housemate|ex|teen|stepdad|stepmom|step(?:son|daughter|father|mother)|in-law|family|parents?|dog sitter|sitter|nanny|classmate|student|guest|passenger)"
)
_AGE = r"(?:\d{1,2} ?(?:yo|y/o|yr old|year old|month old|mo|mth old|week old|m old)|(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)[- ](?:year|month|week|day)s?[- ]old|\d{1,2}yo|\d{1,2}mo)"
_WHO = rf"(?:my|our)(?: [\w'-]+){{0,4}}? {_KIN}|grand(?:ma|pa|dad|mom)|mom|mum|dad|(?:the|this|a) (?:baby|kid|guy|man|woman|lady|boy|girl|person|stranger|neighbou?r)(?: (?:next to|beside|near|with|at|in|here|on)\b[\w ]{{0,25}})?|baby|someone here|somebody here|someone|somebody"
# Somebody close at the beginning of a clause, though not said to be "my".
_OPENS = Sought(
    rf"^(?:(?:please|help|hi|hello|omg|urgent|emergency|quick|so|ok|and|found|think|is|think that|a|an|the|our|we found|just found)[,:! ]+)*(?:(?:old|elderly|young|little|older|pregnant|diabetic|poor|\d+[- ]?(?:yo|year old|month old|week old)) )*(?:{_KIN}|{_AGE}|friend's \w+|(?:old |elderly |young )?(?:man|woman|lady|guy|stranger|person))(?:'s|s')?(?: (?:\d+|\(.{{1,6}}\)|at (?:work|home|school)|next door|here))?,? "
    r"(?:is|has|'s|was|just|keeps?|can't|won't|isn't|hasn't|doesn't|suddenly|fell|got|took|ate|drank|swallowed|put|had|went|gone|says|said|feels|looks|started|stopped|passed|collapsed|hit|having|\w+ing\b|\w+ed\b|in|on|not|with|did|been|cut|bit|barely|really|very|so|choked|threw|woke|found|shaking|blue|face|lips|chest|tongue|throat)"
)
_SELF = Sought(r"\b(?:i|i'm|im|i've|ive|i'd|me|my|myself|we|we're|we've|our|us)\b")
_NOT_SELF = Sought(
    r"\b(?:tell|give|show|teach|remind|explain to|let) (?:me|us)\b|\b(?:my|our) (?:patients?|pts?|clients?|hospital|clinic|department|ward|practice|unit|exam|essay|thesis|textbook|residents?|students?|team|study|paper|class|lecture|trial)\b"
    r"|\b(?:i|we) (?:want|need|would like|wanted|am trying|'m trying) to (?:know|understand|learn|find out)\b|\bi(?:'m| am) (?:writing|studying|preparing|reading|teaching|dying to|curious)\b"
    r"|\b(?:i'm|i am|as) an? (?:nurse|medical student|student|doctor|physician|paramedic|pharmacist|resident|midwife|gp|clinician|researcher|teacher|emt|nurse practitioner|nursing student)\b|\bdo (?:i|we) (?:manage|treat|diagnose|approach|counsel)\b"
)
_CLOSE = Sought(
    rf"\b(?:{_WHO})\b|\b(?:he|she|they)(?:'s| is| isn't| has| won't| can't| just| was| took| drank| ate| swallowed|'re| keeps| can not| cannot| stopped| says| said)\b"
)
_CLINICAL = Sought(
    r"(?<!\bi am a )(?<!\bi'm a )\b(?:patients?|pts?|inpatients?|outpatients?|clients?)\b(?!'s (?:mom|mother|family))|\bpresent(?:s|ed|ing)? (?:to|with)\b|\bpresentation\b|\bdifferential\b|\bcase of\b|\bvignette\b|\bchief complaint\b|\bin the (?:ed|icu|er|emergency department)\b"
)
_AGED = Sought(
    r"\b(?:an? )?\d{1,3}[- ]?(?:years?|yrs?|months?|yo|y/o|y)[- ]?(?:old|o)?[- ](?:\w+ )?(?:man|woman|male|female|boy|girl|gentleman|lady|[mf])\b"
)
_ABOUT = Sought(
    r"\b(?:what (?:causes|is|are|kills|does|do you call|drugs?|tests?|treatments?)|causes? of|causes?\b|treatments?|treat(?:ed|ing|s)?|managements?|manag(?:ed?|ing)|diagnos\w+|risks?\b|prevent\w*|prevalence|incidence|"
    r"how (?:is|are|common|often|does|do you|many people|can|should|long|do clinicians|did)|warning signs?|symptoms of|signs of|mechanism|antidotes?|role of|efficacy|effective\w*|screening|dos(?:e|es|ing|age) (?:of|in|for)|side effects?|"
    r"guidelines?|recommended|adults?|adolescents|teenagers|infants|children with|people|persons|women with|men with|indicated|prophylaxis|excluded?|epidemiology|definition|define|prognosis|mortality|survival|deaths?|"
    r"meaning of|difference between|associated|association|evidence|studies|trial|meta-analysis|history of|threshold|contraindicat\w+|after (?:a|an)|in (?:pregnancy|rats|mice|copd|primary care)|why (?:do|does|is|are)|which|approach to|work-?up|therapy|versus|vs|induced|tell me about)\b"
)
_ASKS = Sought(
    r"^(?:so |hi |hello |please |ok )*(?:what|which|how|why|when|who|where|is|are|does|do|can|could|should|will|would|did|explain|describe|list|compare|define|discuss|tell|name|give|has|have|any|if)\b"
)
_ACUTE = Sought(
    r"\b(?:sudden\w*|woke|came on|since|hours?|minutes?|getting worse|won't|can't|isn't|hasn't|never had|now|really|ever|all day|all night|help|omg|scared|what do|should i|do i|just|today|tonight|yesterday|ago|found|this morning|still|keeps?|went|please|urgent\w*)\b|!"
    r"|^(?:stabbed|shot|burnt|burned|cut|bitten|stung|swallowed|drank|ate|choking|bleeding|hit|fell|collapsed|overdosed|took|mixed|inhaled|gave|passed|vomiting|coughing|throwing|lost|struggling|got|been|having|accidentally|gasping|electrocuted)\b"
)
_SCHOLARLY = Sought(
    r"\b(?:sensitivity|specificity|accuracy|yield|rates?|trends?|costs?|outcomes?|criteria|scores?|scales?|reviews?|labels?|protocols?|pathophysiology|syndromes?|predictors?|cohorts?|randomi[sz]ed|rct|pharmacology|exams?|essays?|usmle|mcq|textbooks?|guidance|models?|validity|validation|use|approach|algorithm|classification|complications?|registry|population|women|men|children|patients?|adults|nonoperative|surgical|etiology|aetiology|pathogenesis|clinical|features|presentation|differential|literature|report|odds|hazard|ratio|versus|vs|compared)\b"
)
_DISCLAIMED = Sought(
    r"\b(?:denie[sd]|denying|am not|i'm not|isn't|is not|not|never|no|without) (?:\w+ )?(?:suicid\w+|self-?harm\w*|going to (?:hurt|harm|kill))|\b(?:worried|afraid|scared|fear\w*|anxious|concerned) (?:about|of|that i (?:will|might|may|could)) (?:having |getting |another |a |an |my )|\bdying (?:to|for|out|wish)\b|\b(?:stories|news|film|movie|book|novel|documentary|podcast|read|article) (?:about|on|of)\b"
)
_NOW = Sought(
    r"\b(?:right now|now\b(?! (?:that|approved|recommended|considered))|at the moment|at this moment|currently happening|happening|help(?:\b(?=[,!. ]|$))(?! (?:with|me understand|me to understand|prevent|reduce|in|treat|for))|emergency(?! (?:contraception|department|medicine|use|room))|urgent\w*|asap|just (?:now|started|happened|began)|"
    r"started (?:an? |\d+ |this |today|just|about|\w+ )|since (?:this|an?|\d+|one|two|last|yesterday|breakfast|lunch|dinner)(?: (?:morning|afternoon|evening|hours?|minutes?|hour|night))?|(?:minutes?|hours?|mins?|hrs?) (?:ago|now)|this (?:morning|evening|afternoon)|tonight|what (?:do|should|can|shall) (?:i|we) (?:do|take|give)|getting worse|won't stop|so bad)\b|!!+"
)
_RECENT = Sought(
    r"\b(?:today|tonight|this (?:morning|evening|afternoon)|just|minutes? ago|hours? ago|an hour ago|now|still|right now|earlier today|last night|yesterday)\b"
)
_PAST = Sought(
    r"\b(?:(?:years?|months?|weeks?|decades?|yrs) (?:ago|back|before)|in (?:my|his|her) (?:teens|twenties|thirties|forties|youth|childhood|20s|30s|40s)|last (?:year|month|spring|summer|fall|autumn|winter|week)|in (?:19|20)\d\d|since (?:19|20)\d\d|histor(?:y|ies) of|had been|used to|as a (?:child|kid|teen\w*|baby)|when i was|when (?:he|she) was|in the past|previous(?:ly)?|prior|former(?:ly)?|survived|died (?:of|from)|died|dead from|recovered|recovering from|ever since|after (?:my|his|her)|post-?|in remission|long ago|back in|a few years|once had|once upon)\b"
)
_HABIT = Sought(
    r"\b(?:every (?:month|time|day|week|year|winter|spring)|for (?:\w+ )?(?:years|months)|sometimes|occasionally|often|usually|now and then|from time to time|chronic|always|a bit|slightly|slight|mild(?:ly)?|a little|stable|at times|when i (?:climb|run|walk|exercise|lie|cough|bend)|on exertion|monthly|each (?:month|time))\b"
)
_HYPOTHETICAL = Sought(
    r"\b(?:if|when|once|whenever|after|in case|suppose|what happens (?:if|when)|imagine)(?: (?:an?|any|someone|somebody|anyone|anybody|you|your|people|one|patients?|the patient|they|there is)\b|.{0,25}\b(?:ever|again|were to|would|should|could)\b)|\bin case of\b|\bcould i (?:get|have|develop)\b|\bcan i (?:get|die)\b|\bhow likely\b|\bchances?\b|\bwill i (?:get|have)\b|\bto avoid\b"
)
_FEARED = Sought(
    r"\b(?:afraid|scared|worried|anxious) (?:of|about|that|i (?:will|might|could|may))\b|\bfear of\b"
)
_NEGATED = Sought(
    r"\b(?:no|not|never|denies|denied|denying|without|isn't|is not|aren't|don't have|do not have|doesn't have|does not have|haven't had|hasn't had|have not|has not|didn't have|free of|absence of|rule out|ruled out|no longer|never had|nor|neither|am not|i'm not|don't feel|other than|stopped having|wasn't|not having|don't want to)\b(?: (?:\w+[, ]+|or |and |any |a |an |in |the |had |have |having |feel(?:ing)? |really |actively |currently |thoughts of |signs of |symptoms of )){0,4}$"
)
_HAVING = Sought(
    rf"\b(?:i|we|he|she|they|who|{_WHO})(?: \w+(?:ly)?)?(?:'m|'ve|'s| am| have| has| is| are| was just| keeps?| get(?:s|ting)?| got| gets| feel\w*| wake\w*| woke\w*| develop\w*| start\w*| say\w*| complain\w*| suddenly| just| think\w*| experienc\w*)\b|^(?:help[,! ]+)?(?:having|experiencing|i'm having|got|sudden|severe)\b"
)
_HAD = Sought(r"\b(?:had|suffered|was having)\b")
_ASIDE = Sought(
    r"\b(?:risk|history|histories|fear|chance|prevent\w*|family|because of|caused by|for|about|from|drugs?|against|cause[sd]?|after|tak(?:e|es|en|ing)|asking|read\w*|wonder\w*|know|heard|learn\w*|allergic|take[ns]?)\b"
)


def personal(text: str) -> bool:
    """Whether somebody speaks of themselves or of someone close, not of a patient."""
    return bool(_SELF.search(_NOT_SELF.pattern.sub(" ", text)) or _CLOSE.search(text))


def lived(clause: str, cue: tuple[int, int], text: str) -> bool:
    """Whether a cue (its place in the clause) is told as somebody's own, not as a topic: of oneself
    or someone close, or as what happens now to whoever it is.
    """
    start, end = cue
    around = f"{clause[:start]} . {clause[end:]}"
    if personal(text) or _OPENS.search(clause) is not None or _OPENS.search(text) is not None:
        return having(clause, start) or not about(around)
    return not about(around) and not topical(text) and _ACUTE.search(text) is not None


def asks(text: str) -> bool:
    """Whether a text opens as a question does."""
    return _ASKS.search(text) is not None


def topical(text: str) -> bool:
    """Whether a text in which nobody is named asks in general or speaks as scholars do."""
    return asks(text) or _SCHOLARLY.search(text) is not None


def disclaimed(clause: str) -> bool:
    """Whether a clause says in so many words that it is none, or only fears it for later."""
    return _DISCLAIMED.search(clause) is not None


def clinical(text: str) -> bool:
    """Whether a professional speaks of a patient."""
    if _CLINICAL.search(text):
        return True
    aged = _AGED.search(text)
    if aged is None:
        return False
    before = text[: aged.start()]
    return re.search(r"\b(?:my|our|i'm|i am|im)\s*(?:an? )?$", before) is None


def urgent(text: str) -> bool:
    """Whether a text says that something happens now."""
    return _NOW.search(text) is not None


def about(text: str) -> bool:
    """Whether a text asks of a topic: its causes, treatment, risks and so on."""
    return _ABOUT.search(text) is not None


def over(clause: str) -> bool:
    """Whether a clause tells of something past, and not of today."""
    return _PAST.search(clause) is not None and _RECENT.search(clause) is None


def usual(clause: str) -> bool:
    """Whether a clause tells of something slight or long known."""
    return _HABIT.search(clause) is not None


def supposed(before: str) -> bool:
    """Whether what follows these words is only supposed: "if someone has"."""
    return _HYPOTHETICAL.search(before) is not None


def feared(before: str) -> bool:
    """Whether what follows these words is only feared: "worried about"."""
    return _FEARED.search(before) is not None


def negated(before: str) -> bool:
    """Whether what follows these words is denied: "denies", "no fever or"."""
    return _NEGATED.search(before.rstrip()) is not None


def having(clause: str, start: int) -> bool:
    """Whether someone has, now, what stands at `start` of a clause: "my dad has", "having"."""
    before = clause[:start]
    for found in _HAVING.finditer(clause[: start + 1]):
        if _ASIDE.search(before[found.end() :]) is None:
            return True
    told = _HAD.search(before)
    return told is not None and _RECENT.search(clause) is not None and personal(clause)
