"""Drug names as labels print them: salts off, combinations apart, titles readable."""

from __future__ import annotations

import re
from collections.abc import Iterable

from osler.sources.labels.words import NOT_ALONE, SALTS

_FORMS = re.compile(
    r"\b(?:tablets?|capsules?|injection|oral|solution|suspension|extended[- ]release|er|xr|usp|"
    r"delayed[- ]release|film[- ]coated|for|chewable|orally disintegrating|cream|ointment|gel)\b"
    r"[\s,]*$"
)
_LETTERED = frozenset({"ER", "IR", "EC", "LA", "ODT", "HFA", "AQ"})
_AND = re.compile(r"\s*(?:;|,\s+and\s+|\s+and\s+|\s+&\s+|\s*/\s*|\s+-\s+|,\s+)\s*")
_BIOLOGIC = re.compile(r"(.{3,}(?:mab|cept|stim|ase|alfa|beta|lispro|aspart|glargine))-[a-z]{4}")


def drug_names(printed: Iterable[str]) -> tuple[str, ...]:
    """Generic names in lower case: each as printed, then its base name where that is obvious.

    Combinations are taken apart ("lisinopril and hydrochlorothiazide"); order is kept, nothing
    twice. A mineral salt ("potassium chloride") has no base name.
    """
    found: dict[str, None] = {}
    for name in printed:
        for part in _AND.split(_formless(name.lower().strip())):
            whole = _formless(part.strip(" .,*-"))
            if len(whole) > 2:
                found[whole] = None
                found[base_name(whole)] = None
    return tuple(found)


def base_name(name: str) -> str:
    """`atorvastatin calcium trihydrate` → `atorvastatin`; a name without a salt is returned as is.

    Lower case in and out. Suffixes of US biologics ("adalimumab-aaty") are taken off too.
    """
    if found := _BIOLOGIC.fullmatch(name):
        return found[1]
    words = name.split()
    while len(words) > 1 and words[-1] in SALTS:
        words.pop()
    base = " ".join(words)
    return name if len(words) == 1 and base in NOT_ALONE else base


def brand_name(printed: str) -> str:
    """A brand with readable capitals: `LIPITOR` → `Lipitor`; mixed case is left alone."""
    text = " ".join(printed.split())
    if not (text.isupper() or text.islower()):
        return text
    return " ".join(word if _initials(word) else _capital(word.lower()) for word in text.split())


def product_name(
    brands: tuple[str, ...], generics: tuple[str, ...], form: str | None, printed: str | None
) -> str:
    """How a product is named in a list: `Lipitor (atorvastatin calcium) tablet`.

    `generics` and `form` in lower case; a brand equal to the generic is named once; more than
    three ingredients are cut to "and others". `printed` stands in when no name is known.
    """
    generic = _listed(generics if len(generics) > 1 else _apart(generics))
    brand = brands[0] if brands else None
    if brand and generic and _letters(brand) not in (_letters(generic), _letters(generics[0])):
        name = f"{brand} ({generic})"
    else:
        name = brand or (generic[:1].upper() + generic[1:] if generic else "") or printed or ""
    return f"{name or 'Unnamed product'} {form}" if form else name or "Unnamed product"


def _apart(names: tuple[str, ...]) -> tuple[str, ...]:
    """One long printed combination as its parts; shorter ones read better as printed."""
    return tuple(_AND.split(names[0])) if names and len(names[0]) > 80 else names


def _listed(names: tuple[str, ...]) -> str:
    if len(names) > 3:
        return f"{', '.join(names[:2])} and others"
    if len(names) > 1:
        return f"{', '.join(names[:-1])} and {names[-1]}"
    return names[0] if names else ""


def _formless(name: str) -> str:
    previous = None
    while previous != name:
        previous, name = name, _FORMS.sub("", name).strip(" ,")
    return name


def _initials(word: str) -> bool:
    """Whether a word in capitals is letters, not a name: XR, HFA, ODT."""
    short = word.isupper() and len(word) <= 4
    return short and (word in _LETTERED or not re.search(r"[AEIOUY]", word))


def _capital(word: str) -> str:
    return word if word in ("and", "with", "of", "for") else word[:1].upper() + word[1:]


def _letters(name: str) -> str:
    return re.sub(r"\W", "", name.lower())
