# ruff: noqa: E501 - a pattern is easier to check on one line
"""The form that an identifier must have, whatever its words weigh.

What is measured of a body (ages up to 89, laboratory values, doses, vital signs, scores, weeks of
pregnancy) has none of these forms, so that no weight can take it away.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from osler.safety.identifier import Identifier

_I = Identifier
LEAST = 5  # letters and digits of a code that no word leads up to
LEAST_CUED = 3  # the same after such a word
_SSN, _LAST = 9, 4  # digits of a social security number, and of its end
_PHONE, _EXTENSION = 7, 3  # digits of a telephone number, and of an extension

# What a word must be to be of a kind; where none stands here, a digit.
CODED = re.compile(r"\d")
OF_WORD = {
    _I.NAME: re.compile(r"^\D*$"),
    _I.PLACE: re.compile(r"^[^\W\d_]|\d{3}|^\d{1,2}[a-z]{2}$"),
    _I.DATE: re.compile(
        r"(?i)\d[/.-]\d|^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|^\d{1,2}(?:st|nd|rd|th)$"
    ),
    _I.AGE: re.compile(r"^(?:9\d|1[0-2]\d)(?:\D|$)"),
    _I.PHONE: re.compile(r"\d{3}"),
    _I.FAX: re.compile(r"\d{2}"),
    _I.EMAIL: re.compile(r"@|\bat\b"),
    _I.URL: re.compile(r"\w\.\w"),
    _I.IP: re.compile(r"^(?=.{7})(?:\S+[.:]){2}"),
    _I.PHOTO: re.compile(r"\.[A-Za-z]|[A-Za-z]{2}[\w-]*\d{3}|\d{6}"),
    _I.CODE: re.compile(r"\d{4}|[^\W\d]\S*\d|\d\S*[^\d]|@|_|\w\.\w"),
}

# A number with what it counts, written together: "72yo", "34w5d", "5'4", "120/80", "q12", "2x".
_UNIT = r"(?:y/?o|y\.o\.?|yrs?|years?|y|mo?|mths?|months?|wks?|w|weeks?|d|days?|h|hrs?|min|s|sec|x|k|kg|lbs?|st|oz|g|mg|mcg|µg|ug|ng|pg|iu|u|ml|mls|cc|l|dl|cm|mm|m|ft|in|mmhg|mmol|meq|bpm|bid|tid|qid|od|c|f|°c|°f|%|ppm|pack|py|st|nd|rd|th|ish|s)"
_MEASURE = re.compile(
    rf"(?i)^[<>≤≥~=+±-]*(?:q|x|t|p|g)?\d{{1,4}}(?:[.,]\d{{1,3}})?(?:[-–/:x+'’]\d{{1,4}}(?:[.,]\d{{1,2}})?)*[\"'’+]*(?:{_UNIT}(?:[-/ ]?\d{{1,3}}{_UNIT})*)?(?:-?old)?(?:/(?:{_UNIT}|m2|1\.73m2|day))*[MF]?$"
    r"|^[MF]/?\d{1,2}$|^(?i:g\d{1,2}p\d{1,4}|\d{1,2}w\d?d?|\d{1,2}\+\d)$"
)
# What is measured, and how its value is led up to.
_QUANTITY = (
    "a1c|hba1c|hb|hgb|haemoglobin|hemoglobin|hct|haematocrit|hematocrit|mcv|wbc|wcc|white (?:blood )?cells?|white count|anc|neutrophils?|lymphocytes?|eosinophils?|eos|platelets?|plts?|inr|aptt|ptt|d-?dimer|fibrinogen|esr|crp|procalcitonin|"
    "egfr|gfr|crcl|clearance|creat(?:inine)?|cr|urea|bun|potassium|k|sodium|na|chloride|bicarb(?:onate)?|calcium|ca|magnesium|mag|mg|phosphate|albumin|acr|protein|glucose|sugars?|bgl?|cgm|ketones|lactate|ph|co2|pco2|po2|osmolality|"
    "alt|ast|alp|ggt|bilirubin|lipase|amylase|ammonia|ldl|hdl|cholesterol|triglycerides?|tg|apob|lp\\(a\\)|lipoprotein|urate|uric acid|ferritin|iron|tibc|transferrin|b12|folate|vit(?:amin)? ?d|tsh|t3|t4|cortisol|prolactin|testosterone|estradiol|oestradiol|fsh|lh|amh|hcg|beta|psa|cea|afp|ca ?125|troponins?|trop|bnp|nt-?probnp|probnp|ck|cpk|ldh|"
    "digoxin|lithium|vanc\\w*|trough|tacrolimus|level|levels|titre|titer|cd4|count|counts|load|copies|particle number|index|score|scores|risk|"
    "bp|blood pressure|pressure|systolic|diastolic|map|hr|heart rate|pulse|rate|rr|resps?|temp|temperature|fever|t|spo2|sp02|sats?|saturation|oxygen|o2|fio2|peak flow|fev1|fvc|ef|lvef|fraction|ahi|qtc?|interval|"
    "bmi|weight|weighs?|weighing|wt|height|ht|waist|tall|dose|doses|calories|steps|gcs|mmse|moca|phq-?9|gad-?7|nihss|meld|frax|apgar|audit|epds|das28|cat|mrs|ecog|karnofsky|score of|grade|stage|type|class|year|years"
)
_LED = r"(?:\s|[=:~<>≤≥+-]|\b(?:is|was|are|were|of|at|to|from|now|only|about|around|over|under|above|below|up|down|back|came|comes|went|gone|rose|fell|reads?|still|just|between|and|than|has|have|been|be|a|an|count|level|score|particle|results?|today|yesterday|dropped|increased|decreased|nearly|almost|roughly|steady|stable|high|low)\b)*"
_COUNTED = re.compile(rf"(?i)(?<![\w-])(?:{_QUANTITY}){_LED}(?:[\d.,]+{_LED})?$")
_NUMBER = re.compile(r"^[<>~]?\d[\d.,]*[kK]?$")

_RANGE = re.compile(r"^(\d{3,})[-–](\d+)$")
_BED = re.compile(r"(?i)\b(?:room|bed) ?#?$")
_REST = re.compile(r"[\w+-]*")
_VALUE = re.compile(rf"(?i){_LED}[<>~]?\d")
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Master|initials?)\b\.? ?$")

# Words right before a code that tell whose or which it is.
_CUE = re.compile(
    r"(?i)(?:\b(?:ids?|no|nr|num|numbers?|ref|reference|serial|s/n|sn|lot|code|pin|mrn|urn|accounts?|acct|acc|a/c|plan|policy|member|subscriber|group|insurance|licen[cs]e|lic|plate|reg|registration|passport|badge|locker|room|bed|ward|ticket|order|claim|case|file|chart|record|study|subject|participant|card|ending|ends|transmitter|device|implant|pump|tag|wristband|barcode|template|scan|dea|npi|token|user|handle|login|sample|kit|voucher|booking)\b[\s.:#=-]*(?:(?:is|are|was|in|with)\b[\s:]*)*|[#@]\s*)$"
)
_OF_SSN = re.compile(
    r"(?i)\b(?:ssn?|socials?(?: security)?|last (?:four|4)(?: digits)?|sin|itin|(?:ending|ends)(?: in| with)?)\b[\s.:#=]*(?:(?:of|the|my|her|his|number|no|digits|ssn|social|security|is|are|was|in)\b[\s:#.]*)*$"
)
_OF_PHONE = re.compile(
    r"(?i)\b(?:tel|telephone|phone|mobile|cell|call|ring|text|whatsapp|pager|beeper|bleep|ext|extension|x|fax|faxed|landline|reach (?:me|her|him|us)|number)\b[\s.:#=]*(?:(?:me|us|him|her|is|at|on|no|number|to)\b[\s.:#]*)*$"
)
_PERSON = r"(?:i|he|she|they|who|pt|patient|client|resident|mother|father|mom|mum|mama|mam|dad|papa|nan|nana|nonna|abuela|oma|opa|gran\w*|grand\w*|gramps|pop|aunt\w*|uncle|wife|husband|lady|gentleman|man|woman|male|female|neighbou?r|friend|sister|brother|\[name\]|age|aged|turn\w*)"
_OLD = re.compile(
    rf"(?:\b(?:[A-Z][a-z]+|(?i:{_PERSON}))(?:'s|’s|'m|’m)?[\s,:(/-]*(?:(?:is|was|am|are|be|now|just|about|nearly|almost|turned|turns|turning|only|already|of|aged?|a|an|will|who|herself|himself)\b[\s,:(]*)*|\b(?:a|an|our|my|the|this)\s+|^\s*)$"
)
_YEARS = re.compile(r"(?i)^[- ]?(?:years?|yrs?|y\b|yo\b|y/o|y\.o|m\b|f\b|male|female|/ ?[mf]\b)")
_DAY = re.compile(r"^\D*(\d{1,4})[/.-](\d{1,2})(?:[/.-](\d{1,4}))?\D*$")
_OF_DATE = re.compile(
    r"(?i)\b(?:on|since|born|dob|birth\w*|admitted|seen|until|till|by|due|from|dated?|lmp|edd|before|after|started|discharged|died|surgery|visit|appointment|appt|scan|op|delivered|fell|the|last|next|to)\b[\s:(,]*$"
)
_POSTCODE = re.compile(
    r"(?i)^(?:\d{5}(?:-\d{4})?|\d{6}|[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|[a-z]\d[a-z] ?\d[a-z]\d|\d{4}|[a-z]{1,2}\d[a-z\d]?)$"
)
_OF_PLACE = re.compile(
    r"(?i)\b(?:zip|code|postcode|postal|flat|apt|apartment|unit|suite|ward|room|box|in|near|from|at|of|live[sd]?|living|town|village|area|to)\b[\s:#,]*(?:is\b\s*|code\b\s*)?$"
)
_TOWNLY = re.compile(
    r"(?i)\b(?:street|st|road|rd|lane|ln|avenue|ave|court|ct|close|drive|crescent|way|hospital|clinic|school|home|centre|center|county|city|town|village|university|college|church|house|lodge|surgery|practice|general|infirmary|hall|park|ward|farm|estate|flat|box)\b"
)
_UNITS = """
    yo yr yrs mg mcg ug kg lb lbs ml dl mmhg mmol meq iu bpm wk wks mo bid tid qid qd prn po
    iv im sc pt pts bp hr rr
"""
_NO_PLACE = frozenset(_UNITS.split())
# What is measured is written in a few letters, as a name's initials are.
_ABBREVIATED = """
    spo2 sao2 sats wbc rbc mcv ige igg iga anc cd4 cac meld peep fio2 pao2 ki-67 gcs mmse
    moca phq qtc lvef fev1 fvc pef abg vbg bnp hcg afp cea amh fsh lh pth hba1c a1c mchc rdw
    esr ggt alp ldh cpk dhea shbg gfr crcl bun map cvp icp ahi bis tibc c-peptide k k+ na na+
    ca mg mag cr hb hgb plt inr bp hr rr t temp m f bmi ef tg ck ast alt crp esr egfr gfr tsh
    ldl hdl psa af hx tx rx dx fx mi
"""
_NO_NAME = frozenset(_ABBREVIATED.split())


def may_be(kind: Identifier, text: str, start: int, end: int) -> bool:
    """Whether what stands at `start..end` has the form of a kind of identifier. Pure."""
    words, before = text[start:end], text[:start]
    if _NUMBER.match(words) and _COUNTED.search(before[-60:]):
        return kind is _I.DATE and _dated(words, before)
    test = _TESTS.get(kind)
    return test(words, before, text[end:]) if test is not None else _coded(words, before)


def measures(text: str, start: int, end: int) -> bool:
    """Whether what stands at `start..end` is in whole or in part the short name of what is
    measured, with its value after it: "Hb 7", "SpO2 is 91". Pure.
    """
    whole = _REST.match(text, end)
    if whole is None or (text[start:end] + whole[0]).lower() not in _NO_NAME:
        return False
    return _VALUE.match(text, whole.end()) is not None


def _coded(words: str, before: str) -> bool:
    size = sum(each.isalnum() for each in words)
    if _BED.search(before[-10:]):
        return True
    if _CUE.search(before[-40:]):
        return size >= LEAST_CUED
    return size >= LEAST and not _measured(words)


def _measured(words: str) -> bool:
    """Whether words are a number with its unit; what falls ("4471-09") is no range."""
    if not _MEASURE.match(words):
        return False
    ends = _RANGE.match(words)
    return ends is None or int(ends[1]) < int(ends[2])


def _secured(words: str, before: str) -> bool:
    digits = _digits(words)
    return digits == _SSN or (digits == _LAST and _OF_SSN.search(before[-48:]) is not None)


def _called(words: str, before: str) -> bool:
    digits = _digits(words)
    cued = digits >= _EXTENSION and _OF_PHONE.search(before[-40:]) is not None
    return cued or (digits >= _PHONE and not _measured(words))


def _aged(words: str, before: str, after: str) -> bool:
    rest = words.lstrip("0123456789")
    told = _YEARS.match(rest + after) is not None
    if rest and not told:
        return False
    return told or _OLD.search(before[-40:]) is not None


def _dated(words: str, before: str) -> bool:
    day = _DAY.match(words)
    if day is None:
        return re.search(r"[A-Za-z]", words) is not None
    parts = [int(each) for each in day.groups() if each is not None]
    small = [each for each in parts if each <= 31]
    possible = len(small) >= 2 and min(small) <= 12
    return possible and (len(parts) == 3 or _OF_DATE.search(before[-24:]) is not None)


def _placed(words: str, before: str) -> bool:
    if words.lower() in _NO_PLACE or _measured(words):
        return False
    if any(each.isdigit() for each in words) and _POSTCODE.match(words):
        return len(words) >= LEAST or _OF_PLACE.search(before[-24:]) is not None
    lettered = re.search(r"[^\W\d_]{2}", words) is not None
    return lettered and (any(map(str.isupper, words)) or _placing(words, before))


def _placing(words: str, before: str) -> bool:
    return _TOWNLY.search(words) is not None or _OF_PLACE.search(before[-24:]) is not None


def _named(words: str, before: str) -> bool:
    return words.lower() not in _NO_NAME or _TITLE.search(before[-10:]) is not None


def _digits(words: str) -> int:
    return sum(each.isdigit() for each in words)


_Test = Callable[[str, str, str], bool]
_TESTS: dict[Identifier, _Test] = {
    _I.SSN: lambda words, before, _: _secured(words, before),
    _I.PHONE: lambda words, before, _: _called(words, before),
    _I.FAX: lambda words, before, _: _called(words, before),
    _I.AGE: _aged,
    _I.DATE: lambda words, before, _: _dated(words, before),
    _I.PLACE: lambda words, before, _: _placed(words, before),
    _I.NAME: lambda words, before, _: _named(words, before),
    _I.EMAIL: lambda *_: True,
    _I.URL: lambda *_: True,
    _I.IP: lambda *_: True,
    _I.PHOTO: lambda *_: True,
}
