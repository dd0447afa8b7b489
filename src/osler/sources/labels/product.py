"""Product data of an SPL document: names, ingredients, codes, labeler.

Source: FDA SPL implementation guide, product data elements; OIDs below.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from osler.sources.labels.label import distinct, given

V3 = "{urn:hl7-org:v3}"
NDC = "2.16.840.1.113883.6.69"
_ACCESSORIES = frozenset({"isopropyl alcohol", "water"})
UNII = "2.16.840.1.113883.4.9"


@dataclass(frozen=True, slots=True)
class Product:
    """Product facts over all products of a document, in document order, each once."""

    brands: tuple[str, ...]
    generics: tuple[str, ...]
    moieties: tuple[str, ...]
    unii: tuple[str, ...]
    ndc: tuple[str, ...]
    forms: tuple[str, ...]
    routes: tuple[str, ...]
    categories: tuple[str, ...]
    applications: tuple[str, ...]


def product(document: etree._Element) -> Product:
    """Gather what the document's `manufacturedProduct` elements say. Kits give their parts too."""
    items = list(document.iter(f"{V3}manufacturedProduct", f"{V3}manufacturedMedicine"))
    parts = list(document.iter(f"{V3}partProduct", f"{V3}partMedicine"))
    actives = [
        substance
        for ingredient in document.iter(f"{V3}ingredient", f"{V3}activeIngredient")
        if ingredient.tag == f"{V3}activeIngredient"
        or (ingredient.get("classCode") or "").startswith("ACTI")
        for substance in ingredient
        if substance.tag in (f"{V3}ingredientSubstance", f"{V3}activeIngredientSubstance")
    ]
    return Product(
        brands=distinct(map(_name, items)) or distinct(map(_name, parts)),
        generics=_medicines(map(_name, document.iter(f"{V3}genericMedicine")))
        or _medicines(map(_name, actives)),
        moieties=_medicines(
            _name(moiety)
            for substance in actives
            for moiety in (substance, *substance.iter(f"{V3}activeMoiety"))
        ),
        unii=_codes((code for each in actives for code in each.findall(f"{V3}code")), UNII),
        ndc=_codes(document.iter(f"{V3}code"), NDC),
        forms=distinct(
            _shown(form) for each in (*items, *parts) for form in each.findall(f"{V3}formCode")
        ),
        routes=distinct(_shown(each) for each in document.iter(f"{V3}routeCode")),
        categories=distinct(
            _shown(code)
            for each in document.iter(f"{V3}approval")
            for code in each.findall(f"{V3}code")
        ),
        applications=distinct(
            given(identifier.get("extension"))
            for each in document.iter(f"{V3}approval")
            for identifier in each.findall(f"{V3}id")
        ),
    )


def labelers(document: etree._Element) -> tuple[str, ...]:
    """The organisation in whose name the label is filed; usually one."""
    path = f"{V3}author/{V3}assignedEntity/{V3}representedOrganization"
    return distinct(_name(each) for each in document.findall(path))


def _medicines(names: Iterable[str | None]) -> tuple[str, ...]:
    """Names each once, without the swab or diluent of a kit unless it is the product itself."""
    found = distinct(names)
    return tuple(name for name in found if name.lower() not in _ACCESSORIES) or found


def _name(element: etree._Element) -> str | None:
    name = element.find(f"{V3}name")
    if name is None:
        return None
    return given(" ".join(str(piece).strip() for piece in name.itertext()))


def _shown(element: etree._Element) -> str | None:
    return given(element.get("displayName"))


def _codes(elements: Iterable[etree._Element], system: str) -> tuple[str, ...]:
    return distinct(given(e.get("code")) for e in elements if e.get("codeSystem") == system)
