# ruff: noqa: E501 - a pattern is easier to check on one line
"""Places smaller than a state that tell where somebody lives or was treated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from osler.safety.identifier import Finding, Identifier
from osler.safety.sought import Sought

_STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming|"
    "Ontario|Quebec|Alberta|Manitoba|Saskatchewan|Nova Scotia|British Columbia|New Brunswick|Newfoundland|New South Wales|Queensland|Victoria|Tasmania|South Australia|Western Australia|Puerto Rico"
)
_ABBREVIATIONS = "AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|IA|ID|IL|IN|KS|KY|LA|MA|MD|ME|MI|MN|MO|MS|MT|NC|ND|NE|NH|NJ|NM|NV|NY|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VA|VT|WA|WI|WV|WY|DC|ON|QC|AB|MB|BC|NSW|QLD"
_COUNTRIES = (
    "Afghanistan|Albania|Algeria|Angola|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahrain|Bangladesh|Belarus|Belgium|Belize|Benin|Bhutan|Bolivia|Bosnia|Botswana|Brazil|Bulgaria|Burkina|Burundi|Cambodia|Cameroon|Canada|Chad|Chile|China|Colombia|Congo|Croatia|Cuba|Cyprus|Czechia|Denmark|Dominica|Dominican|Ecuador|Egypt|England|Eritrea|Estonia|Eswatini|Ethiopia|Fiji|Finland|France|Gabon|Gambia|Germany|Ghana|Greece|Grenada|Guatemala|Guinea|Guyana|Haiti|Honduras|Hungary|Iceland|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Jamaica|Japan|Jordan|Kazakhstan|Kenya|Korea|Kosovo|Kuwait|Kyrgyzstan|Laos|Latvia|Lebanon|Lesotho|Liberia|Libya|Lithuania|Luxembourg|Madagascar|Malawi|Malaysia|Maldives|Mali|Malta|Mauritania|Mauritius|Mexico|Moldova|Mongolia|Montenegro|Morocco|Mozambique|Myanmar|Namibia|Nepal|Netherlands|Nicaragua|Niger|Nigeria|Norway|Oman|Pakistan|Palestine|Panama|Papua|Paraguay|Peru|Philippines|Poland|Portugal|Qatar|Romania|Russia|Rwanda|Samoa|Saudi|Scotland|Senegal|Serbia|Sierra|Singapore|Slovakia|Slovenia|Somalia|Spain|Sudan|Suriname|Sweden|Switzerland|Syria|Taiwan|Tajikistan|Tanzania|Thailand|Togo|Tonga|Trinidad|Tunisia|Turkey|Turkmenistan|Uganda|Ukraine|Uruguay|USA|US|UK|Uzbekistan|Venezuela|Vietnam|Wales|Yemen|Zambia|Zimbabwe|"
    "Africa|Asia|Europe|America|Americas|Caribbean|Oceania|Antarctica|Arctic|Mediterranean|Scandinavia|Balkans|Sahara|Amazon|Himalayas|Middle|North|South|East|West|Northern|Southern|Eastern|Western|Central|Southeast|Northeast|Latin|United|Great|Medicare|Medicaid|Florence"
)
WIDE = frozenset(f"{_STATES}|{_ABBREVIATIONS}|{_COUNTRIES}".split("|"))
_CAP = r"(?:St\. )?[A-Z][a-z'’][\w'’-]*"
_CAPS = rf"{_CAP}(?: (?:of|on|upon|de|del|la|le|the) {_CAP}| {_CAP}){{0,3}}"
_STREET = r"(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Place|Pl|Way|Terrace|Circle|Cir|Highway|Hwy|Parkway|Pkwy|Square|Sq|Close|Crescent|Trail|Row|Alley|Grove|Gardens|Quay)"
_ADDRESS = Sought(
    rf"\b\d{{1,5}}[A-Za-z]?,? (?:(?:[NSEW]{{1,2}}|North|South|East|West)\.? )?(?:(?:{_CAP}|\d{{1,3}}(?:st|nd|rd|th)) ){{1,3}}{_STREET}\b\.?(?:,? (?:Apt|Apartment|Unit|Suite|Ste|Flat|#)\.? ?[\w-]+)?(?:, {_CAP}(?: {_CAP})?(?=[,.?!:;]|$))?"
    rf"|\b\d{{1,5}}[A-Za-z]?,? (?:rue|avenue|via|calle|rua|plaza|piazza|chemin|boulevard)(?: (?:de|des|du|del|della|la|le|da|do))* {_CAP}(?: {_CAP})?(?:, {_CAP})?|\b{_CAP}(?:stra(?:ß|ss)e|str\.|weg|gasse|straat|laan) \d{{1,4}}[a-z]?(?:, {_CAP})?|\b(?:Calle|Rua|Via|Avenida|Carrera) {_CAP}(?: {_CAP})? \d{{1,4}}(?:, {_CAP})?"
    rf"|\b(?:[Aa]pt|[Aa]partment|[Uu]nit|[Ss]uite|[Ff]lat) #?\d+[A-Za-z]?\b(?=,| )|(?i:\bp\.? ?o\.? box #?\d+\b)",
    "0 1 2 3 4 5 6 7 8 9",
)
_ZIP = Sought(
    rf"(?i:\b(?:zip(?: ?code)?|postal code|post ?code)\s*(?:is|:|#)?\s*)(?P<code>[A-Z0-9][A-Z0-9 -]{{2,9}}[A-Z0-9])\b(?<=[\d\w])|\b(?:{_STATES}|{_ABBREVIATIONS}),? (?P<zip>\d{{5}}(?:-\d{{4}})?)\b(?! ?(?:mg|units?|IU|patients|people|adults))",
    "zip postal post 0 1 2 3 4 5 6 7 8 9",
)
_TOWN = Sought(
    rf"\b(?P<code>{_CAP}(?: {_CAP}){{0,2}}), (?:{_STATES}|(?:{_ABBREVIATIONS})\b(?!-))", ",_"
)
_LIVES = Sought(
    rf"\b(?i:liv(?:es?|ed|ing) (?:alone )?(?:in|at|near|outside)|resid(?:es?|ent|ents|ing) (?:in|of|at)|(?:grew up|raised|born) in|moved (?:here )?(?:to|from)|based in|home(?:town)? (?:is|in|:)|work(?:s|ed|ing)? (?:at|in|for)|employed (?:at|by)|stud(?:ies|ying) at|attends|goes to school at|come from|comes from|(?:is|am|i'm|are|patient|man|woman|boy|girl|child|mother|father|farmer|student|refugee|client|colleague|friend) from)(?: the (?:town|city|village|suburb) of)?\s+(?P<code>{_CAPS})",
    "_live _living resid grew_up raised_in born_in moved based_in home work employed stud attends goes_to from",
)
_CARED = Sought(
    rf"\b(?i:admitted (?:to|at)|goes to|attends|discharged from|transferred (?:to|from)|seen (?:at|in)|treated (?:at|in)|hospitali[sz]ed (?:at|in)|was (?:at|in)|went to|delivered at|operated (?:at|in)|stay(?:ed|s|ing)? at|resident (?:at|of)|lives at|works at|teach(?:es)? at|volunteers at|in care at|enrolled at|nurse at|doctor at|from|under|by|at|at my|(?:surgery|practice|clinic|school|hospital|home|gp)(?: is|,))\s+(?:the )?(?P<code>{_CAPS} (?:Hospital|Medical Cent(?:er|re)|Medical Practice|Surgery|Family (?:Health|Practice|Medicine)|Clinic|Infirmary|Hospice|Health(?:care)?(?: Cent(?:er|re))?|Cancer Cent(?:er|re)|Nursing Home|Rest Home|Care Home|Primary|Elementary|Academy|Nursery|High|School|University|College|Shelter|Prison|Barracks|Church|Manor|House|Lodge|Foundry|Factory|Mill))\b",
    "surgery practice family cancer rest_home primary elementary academy nursery high barracks lodge foundry factory mill hospital medical infirmary hospice health home school university college shelter prison church manor house clinic",
)
_COUNTY = Sought(
    rf"\b(?P<code>{_CAP}(?: {_CAP})? (?:County|Parish|Township|Borough))\b",
    "county parish township borough",
)
# Words that stand where a town could, and are none.
_WORK = """
    I A The In On At What Which Is Are Does Can Hospital Home Medicine Surgery Cardiology
    Oncology Intensive Emergency Healthcare Nursing Construction Mining Agriculture HR IT ER
    ICU ED NHS Night Shifts Parkinson Healthy
"""
_NOT_TOWNS = frozenset(_WORK.split())


def places(text: str) -> Iterator[Finding]:
    """Places in a text; they may overlap. States, countries and wider regions are none."""
    for pattern in (_ADDRESS, _ZIP, _CARED, _COUNTY, _TOWN, _LIVES):
        for found in pattern.finditer(text):
            start, end = _place(found)
            if not _no_town(text[start:end]):
                yield Finding(Identifier.PLACE, start, end)


def _no_town(name: str) -> bool:
    words = name.removeprefix("the ").split()
    first = words[0].rstrip(".,")
    return first in WIDE or " ".join(words[:2]) in WIDE or first in _NOT_TOWNS


def _place(found: re.Match[str]) -> tuple[int, int]:
    for name in ("code", "zip"):
        if found.groupdict().get(name) is not None:
            return found.span(name)
    return found.span()
