# ruff: noqa: E501 - a pattern is easier to check on one line
"""Identifiers told by their form, or by the words before them: addresses, numbers and codes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from osler.safety.identifier import Finding, Identifier
from osler.safety.sought import Sought

_I = Identifier
_CODE = r"(?P<code>(?:[A-Z]{1,6}[ -])?(?=[\w/-]*\d)(?!\d{1,3}(?:[.,]\d+)? ?(?:mg|mcg|g|kg|ml|mmol|units?|%|years?|days?|weeks?|hours?)\b)[A-Za-z0-9][\w/-]*\w(?:[ -](?=[A-Z0-9-]*\d)[A-Z0-9][A-Z0-9-]*)*)"
_SIGN = r"(?:\s*(?:number|numbers|no\b\.?|num\b\.?|nr\b\.?|#|id\b|ids\b|code))*\s*(?:is|was|:|=|#|-)*\s*#?\s*"
_NUMBERED = r"\s*(?:number|no\b\.?|num\b\.?|nr\b\.?|#|id\b|code)(?:\s*(?:number|no\b\.?|#))?\s*(?:is|was|:|=)?\s*#?\s*"


def _cued(words: str, needed: str, sign: str = _SIGN, code: str = _CODE) -> Sought:
    return Sought(rf"(?i:\b(?:{words}){sign}){code}", needed)


_PHONE_CUE = r"(?:tel|telephone|phone|mobile|cell|cellphone|call|ring|text|whatsapp|sms|contact|reach|pager|beeper|landline)\b\.?(?: me| us| him| her)?(?: (?:at|on|number|no|is))*\s*[:#]?\s*"
_NANP = r"(?:\+?1[ .-]?)?(?:\(\d{3}\)[ .-]?|\d{3}[ .-])\d{3}[ .-]\d{4}"
_ABROAD = r"\+\d{1,3}[ .-]?(?:\(0\))?\d(?:[ .-]?\d){6,12}"
_TRUNK = r"\(?0\d{2,5}\)?[ -]\d{3,4}[ -]?\d{3,4}|\(?0\d{2,4}\)?[ -]\d{6,7}"
_EXTENSION = r"(?:,? ?(?:x|ext\.?|extension) ?\d{1,6})?"
_ANY_PHONE = rf"(?<![\w.+/-])(?:{_ABROAD}|{_NANP}|{_TRUNK}){_EXTENSION}(?![\w/]|-\d|\.\d)"
_TOLL_FREE = re.compile(r"\D*1?\D*(?:800|833|844|855|866|877|888)\D")

# In order: what an earlier one has found, a later one leaves.
_PATTERNS: tuple[tuple[Identifier, Sought], ...] = (
    (
        _I.EMAIL,
        Sought(
            r"(?i)\b[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]+)+|\b[\w.+-]{1,64} ?[(\[]at[)\]] ?[\w-]+(?: ?[(\[]dot[)\]] ?\w+)+|\b[\w.+-]{1,64} at [\w-]{1,63} dot (?:com|org|net|edu|gov)\b",
            "@ (at [at dot",
        ),
    ),
    (
        _I.PHOTO,
        Sought(
            r"(?i)\b[\w-]+\.(?:jpe?g|png|heic|heif|gif|tiff?|bmp|webp|dcm|mp4|mov)\b",
            ".jp .png .hei .gif .tif .bmp .webp .dcm .mp4 .mov",
        ),
    ),
    (
        _I.URL,
        Sought(
            r"(?i)\bhttps?://[^\s,;)\]]*[^\s,;)\].?!:]|\bwww\.[^\s,;)\]]*[^\s,;)\].?!:]|\b(?:[\w-]+\.)+(?:com|org|net|edu|gov|io|me|info|co\.uk|ca|de|fr)/[^\s,;)\]]*[^\s,;)\].?!:]",
            "http www. /",
        ),
    ),
    (
        _I.IP,
        Sought(
            r"(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w.]\d|\w)|(?i:(?<![\w:])(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4})(?::[0-9a-f]{1,4})*(?![\w:]))(?<!:\d\d:\d\d)|(?i:(?<![\w:])[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*::[0-9a-f:]*[0-9a-f])",
            ". :",
        ),
    ),
    (
        _I.CODE,
        Sought(
            r"(?i)\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|(?<![\w.])@[a-z_][\w.]{2,30}\b",
            "@ -",
        ),
    ),
    (
        _I.DEVICE,
        Sought(
            r"(?i)\(01\)\d{14}(?:\(\d{2}\)[\w-]+)*|\b(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}\b",
            "(01) : -",
        ),
    ),
    (
        _I.SSN,
        Sought(
            r"(?<![\w-])\d{3}[- ]\d{2}[- ]\d{4}(?![\w-])|(?i:\b(?:ssn|social(?: security)?(?: number| no\.?| #)?|sin|itin)\s*(?:is|:|#|=)?\s*)(?P<code>\d{3}[ -]?\d{2}[ -]?\d{4})\b",
            "- ssn social sin itin",
        ),
    ),
    (
        _I.SSN,
        Sought(
            r"(?i:\b(?:ssn|socials?(?: security)?(?: number| no\.?| #)?)(?:'s)?(?: last four| last 4)?\s*(?:ends? (?:in|with)|ending(?: in| with)?|is|are|:|#|=)?\s*)(?P<code>\d{4})\b(?! ?(?:mg|%|people|patients|adults))",
            "ssn social",
        ),
    ),
    (
        _I.FAX,
        Sought(
            rf"(?i:\bfax(?: us| it| me| results)?(?: to)?(?: (?:number|no\.?|at|to|is))*\s*[:#]?\s*)(?P<code>{_ABROAD}|{_NANP}|{_TRUNK}|\d{{7,11}}|\d{{3}}-\d{{4}})",
            "fax",
        ),
    ),
    (
        _I.PLAN,
        Sought(
            r"\b[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y]{2}\d{2}\b"
        ),
    ),
    (
        _I.RECORD,
        _cued(
            r"mrn|medical record|med rec|chart|(?:patient|pt)\.?(?: id| no| number| #)|hosp(?:ital)?\.?(?: no| number| #| id)|encounter(?: no| number| #| id)|visit(?: no| number| #| id)|case(?: no| number| #| id)|file(?: no| number| #)|record(?: no| number| #| id)|specimen(?: no| number| #| id)|accession(?: no| number| #)(?! [NX][MPRC]_)|nhs(?: no| number| #)|chi(?: no| number)|hospital record|admission(?: no| number| #)|registration(?: no| number)|urn|hcn",
            "mrn med chart patient pt hosp encounter visit case file record specimen accession nhs chi admission registration urn hcn",
            sign=r"(?:\s*(?:number|no\b\.?|num\b\.?|#|id\b))*\s*(?:is|was|:|=|#|-)*\s*#?\s*",
        ),
    ),
    (
        _I.PLAN,
        _cued(
            r"(?:health |insurance |prescription )?plan|member(?:ship)?|subscriber|policy|group|insurance|beneficiary|medicare|medicaid|tricare|hicn|mbi|payer",
            "plan member subscriber policy group insurance beneficiary medicare medicaid tricare hicn mbi payer",
            sign=_NUMBERED,
        ),
    ),
    (
        _I.ACCOUNT,
        Sought(
            r"\b[A-Z]{2}\d{2}[ ]?(?:[A-Z0-9]{4}[ ]?){2,7}[A-Z0-9]{1,4}\b(?<=\d)|(?<![\w.-])(?:\d{4}[ -]){3}\d{1,4}(?![\w.-])"
        ),
    ),
    (
        _I.ACCOUNT,
        _cued(
            r"account|acct\.?|invoice|iban|routing|sort code|(?:credit|debit|bank) card|card ending(?: in)?|billing account|sepa",
            "account acct invoice iban routing sort card sepa",
        ),
    ),
    (
        _I.LICENCE,
        _cued(
            r"driv(?:er'?s?|ing) (?:licen[cs]e|permit)|dl(?= ?(?:#|no|number))|(?:medical |nursing |pharmacy |state |professional )?licen[cs]e(?= ?(?:no|number|#|id|:))|dea(?! (?:schedule|class))|npi|passport|(?:birth |death )?certificate(?= ?(?:no|number|#|id|:))",
            "driv dl licen dea npi passport certificate",
        ),
    ),
    (_I.VEHICLE, Sought(r"\b(?=[A-HJ-NPR-Z0-9]*\d)(?=[A-HJ-NPR-Z0-9]*[A-Z])[A-HJ-NPR-Z0-9]{17}\b")),
    (
        _I.VEHICLE,
        _cued(
            r"vin|(?:licen[cs]e|number|registration) plate|plate|(?:car|vehicle) (?:registration|reg)",
            "vin plate reg",
            code=r"(?P<code>(?=[\w -]{0,9}\d)[A-Z0-9]{2,4}[ -]?[A-Z0-9]{2,5})",
        ),
    ),
    (
        _I.DEVICE,
        _cued(
            r"serial|s/n|udi|imei|device (?:id|identifier|serial|number|no)|lot|implant (?:id|number|serial)|model and serial",
            "serial s/n udi imei device lot implant",
            code=r"(?P<code>(?=[\w/()-]*\d)[(A-Za-z0-9][\w/()-]{3,})",
        ),
    ),
    (
        _I.BIOMETRIC,
        _cued(
            r"(?:finger|palm|voice|face|thumb|gait)[ -]?prints?(?: (?:id|template|hash|file|code|scan))?|(?:retina|retinal|iris|face|facial|hand|vein)(?: scan)?(?: (?:id|template|hash|file|code))|(?:retina|retinal|iris|face|facial) scan|biometric(?: (?:id|template|hash|file|code))?|face id|dna profile",
            "print retina iris face facial hand vein biometric dna",
        ),
    ),
    (
        _I.CODE,
        _cued(
            r"study|subject|participant|enrol?lment|employee|staff|student|badge|booking|confirmation|ticket|order|claim|voucher|prescription|rx|refill|reference|ref|case|tracking|locker|room|bed|user|customer|client|citizen|national(?: identity| insurance)?|tax|voter|military|service|veteran|donor|sample|kit|barcode",
            "study subject participant enrol employee staff student badge booking confirm ticket order claim voucher prescription rx refill ref case tracking locker room bed user customer client citizen national tax voter military service veteran donor sample kit barcode",
            sign=_NUMBERED,
        ),
    ),
    (
        _I.CODE,
        _cued(
            r"barcode|pin(?: code)?|password|passcode|token|username|login|user name|wristband|handle|screen name",
            "barcode pin pass token user login wristband handle screen",
            sign=r"\s*(?:is|:|=|#)\s*",
            code=r"(?P<code>[\w!@#$%^&*.-]{3,}\w)",
        ),
    ),
    (
        _I.CODE,
        _cued(
            r"barcode|wristband|qr code|tag",
            "barcode wristband qr tag",
            sign=r"\s*#?\s*",
            code=r"(?P<code>(?=[\w-]*\d)[\w-]{5,})",
        ),
    ),
    (_I.PHONE, Sought(_ANY_PHONE)),
    (
        _I.PHONE,
        Sought(
            rf"(?i:\b{_PHONE_CUE})(?P<code>\+?\d[\d .()-]{{5,}}\d)(?![\w/])|(?<![\w.-])(?P<local>555-01\d\d)(?![\w-])",
            "tel phone mobile cell call ring text whatsapp sms contact reach pager beeper landline 555-01",
        ),
    ),
)


_LONG = 7  # digits without which no telephone or account number is told by its form
_LONG_KINDS = frozenset({_I.PHONE, _I.ACCOUNT})
# What every identifier here has, but for those with a digit.
_SIGNS = (
    "@",
    "(at",
    "[at",
    " dot ",
    "http",
    "www.",
    "/",
    ".jp",
    ".png",
    ".hei",
    ".gif",
    ".tif",
    ".bmp",
    ".webp",
    ".dcm",
    ".mp4",
    ".mov",
    "::",
    "pin",
    "pass",
    "token",
    "user",
    "login",
    "handle",
    "screen",
    "barcode",
    "wristband",
)


def numbers(text: str) -> Iterator[Finding]:
    """Identifiers in a text, an earlier kind before a later one; they may overlap."""
    low = text.lower()
    digits = sum(each.isdigit() for each in text)
    if not digits and not any(sign in low for sign in _SIGNS):
        return
    for kind, pattern in _PATTERNS:
        if digits < _LONG and kind in _LONG_KINDS and not pattern.words:
            continue
        for found in pattern.finditer(text, low):
            start, end = _place(found)
            if kind is _I.PHONE and _TOLL_FREE.match(text[start:end]):
                continue  # nobody's own
            yield Finding(kind, start, end)


def _place(found: re.Match[str]) -> tuple[int, int]:
    for name in ("code", "local"):
        if name in found.re.groupindex and found[name] is not None:
            return found.span(name)
    return found.span()
