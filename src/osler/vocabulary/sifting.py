"""Which of a catalogue's names are worth knowing: what people write, not what registers hold."""

from __future__ import annotations

import re

from osler.vocabulary.names import key
from osler.vocabulary.own import stop_keys

_SALTS_LIST = """
    hydrochloride sodium potassium calcium sulfate phosphate acetate tartrate bitartrate maleate
    mesylate besylate fumarate citrate bromide hydrobromide chloride nitrate succinate tosylate
    monohydrate dihydrate trihydrate hemihydrate anhydrous hydrate disodium dihydrochloride
    lactate gluconate pamoate palmitate propionate valerate furoate magnesium meglumine esylate
    medoxomil trometamol tromethamine benzathine etexilate hyclate unspecified form
"""
_SALTS = frozenset(_SALTS_LIST.split())
_ELEMENTS_LIST = """
    sodium potassium calcium magnesium zinc iron lithium ammonium aluminum ferrous ferric copper
    hydrogen barium silver selenium manganese strontium bismuth cobalt nickel
"""
_ELEMENTS = frozenset(_ELEMENTS_LIST.split())
_CHEMICAL = re.compile(r"^\W*\d|[\[\]{}<>=;^%]|,\d|\d,|\.\w+\.|component|\bnos\b")
_PLAIN = re.compile(r"[a-z][a-z'’ -]*")
_CODE = re.compile(r"[a-z]{2,5}[- ]?\d{3,7}[a-z]?")
_VAGUE = re.compile(
    r"\b(other|unspecified|elsewhere|classified|without|due|following|not|nos|by|carrier|"
    r"encounter|history|status|stage|type unknown|complicating|site|sites|multiple)\b"
)
_EMPTY = re.compile(r"^(abnormal|increased|decreased|reduced|elevated|absent|abnormality)\b")


def unsalted(name: str) -> str | None:
    """A salt's base ("warfarin sodium" → "warfarin"), or None where there is nothing to take off.

    Simple salts keep their name: sodium chloride is not sodium.
    """
    parts = name.split()
    kept = list(parts)
    while len(kept) > 1 and kept[-1] in _SALTS:
        kept.pop()
    if len(kept) == len(parts) or kept[0] in _ELEMENTS or len(" ".join(kept)) < 5:
        return None
    return " ".join(kept)


def drug_name(name: str, ordinary: frozenset[str]) -> bool:
    """Whether a drug register's name can stand in running text for that drug."""
    low = name.lower()
    if len(key(low)) < 4 or len(low) > 60 or low.count(" ") > 4 or _CHEMICAL.search(low):
        return False
    if _CODE.fullmatch(low):
        return True
    if ", " in low and " and " not in low:
        return False
    return low not in ordinary and key(low) not in stop_keys()


def condition_name(name: str) -> bool:
    """Whether a disease catalogue's name can stand in running text for that condition."""
    low = name.lower()
    if low.count(" ") > 6 or ", " in low or _EMPTY.match(low):
        return False
    normal = key(low)
    return len(normal) > 3 and normal not in stop_keys()


def icd_title(title: str) -> str | None:
    """A tabular-list title as a plain disease name, or None where it is a class or a remainder."""
    low = re.sub(r"(, unspecified|\s*\[[^\]]*\]|\s*\([^)]*\)| nos)+$", "", title.strip().lower())
    if len(low) < 5 or low.count(" ") > 4 or "," in low or " and " in low or _VAGUE.search(low):
        return None
    return low


def _cost(name: str) -> int:
    cost = (
        4 * (", " in name) + 2 * (not _PLAIN.fullmatch(name.lower())) + max(0, name.count(" ") - 1)
    )
    return cost + 3 * (name.split()[-1] in _SALTS)


def ordered(names: list[str]) -> tuple[str, ...]:
    """Most useful first: plain short words before salts, codes and turned-round names."""
    return tuple(sorted(names, key=_cost))
