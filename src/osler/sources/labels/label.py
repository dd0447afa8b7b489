"""What every label format says about its product, and the document header made from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from osler.evidence.dates import read_date
from osler.evidence.document import Family, Header, Identifiers
from osler.evidence.standing import Standing, StudyDesign
from osler.sources.labels.drug_name import brand_name, drug_names, product_name

DAILYMED = "https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid="
MISSING = frozenset({"", "null", "none", "nan", "n/a"})


@dataclass(frozen=True, slots=True)
class Label:
    """Product facts of one label version, as printed. Missing is `None` or empty."""

    key: str
    lineage: str
    source: str
    set_id: str | None = None
    version: str | None = None
    spl_id: str | None = None
    effective: str | None = None
    printed_title: str | None = None
    brands: tuple[str, ...] = ()
    generics: tuple[str, ...] = ()
    moieties: tuple[str, ...] = ()
    unii: tuple[str, ...] = ()
    ndc: tuple[str, ...] = ()
    rxcui: tuple[str, ...] = ()
    labelers: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    applications: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    kind: str | None = None  # HUMAN PRESCRIPTION DRUG LABEL, HUMAN OTC DRUG LABEL, …
    boxed: bool = False


def header(label: Label) -> Header:
    """The header of a label's document. Names the labeler as publisher, DailyMed as container."""
    brands = distinct(brand_name(brand) for brand in label.brands)
    generics = _telling(label, brands)
    form = label.forms[0].lower() if label.forms else None
    if form is None and len(label.routes) == 1:
        form = f"for {label.routes[0].lower()} use"
    return Header(
        key=label.key,
        family=Family.LABELS,
        source=label.source,
        title=f"{product_name(brands, generics, form, label.printed_title)} — {_document(label)}",
        lineage=label.lineage,
        version=label.version,
        container="DailyMed" if label.set_id else "openFDA",
        publisher=label.labelers[0] if label.labelers else None,
        date=read_date(label.effective) if label.effective else None,
        language="eng",
        url=f"{DAILYMED}{label.set_id}" if label.set_id else None,
        identifiers=Identifiers(
            set_id=label.set_id,
            spl_id=label.spl_id,
            rxcui=label.rxcui,
            unii=label.unii,
            ndc=label.ndc,
        ),
        standing=Standing(design=StudyDesign.DRUG_LABEL),
        drugs=drug_names((*label.generics, *label.moieties)),
        brands=brands,
        extra=_extra(label),
    )


def first_words(head: Header) -> frozenset[str]:
    """First words of the product's names, lower case: what label sentences often begin with."""
    return frozenset(
        name.split()[0].lower() for name in (*head.drugs, *head.brands) if name.split()
    )


def given(value: object) -> str | None:
    """A text that says something, stripped; `None` for blanks and for "null", "None", "N/A"."""
    if not isinstance(value, str):
        return None
    text = " ".join(value.split())
    return None if text.lower() in MISSING else text


def distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    """Values in order, each once, ignoring case; `None` and blanks left out."""
    found: dict[str, str] = {}
    for value in values:
        if value:
            found.setdefault(value.casefold(), value)
    return tuple(found.values())


def _telling(label: Label, brands: tuple[str, ...]) -> tuple[str, ...]:
    """Generics for the title, lower case: the substance where a brand is printed as generic."""
    generics = distinct(name.lower() for name in label.generics)
    moieties = distinct(name.lower() for name in label.moieties)
    named = {brand.lower() for brand in brands}
    repeats = bool(generics) and set(generics) <= named
    related = any(name.split()[0] in " ".join(generics) for name in moieties)
    return moieties if repeats and moieties and not related else generics


def _document(label: Label) -> str:
    """An emergency-use fact sheet is filed as a label, but is none."""
    emergency = "EMERGENCY USE AUTHORIZATION" in (label.printed_title or "").upper()
    return "FDA emergency use fact sheet" if emergency else "FDA drug label"


def _extra(label: Label) -> tuple[tuple[str, str], ...]:
    fields = (
        ("route", label.routes),
        ("dosage form", label.forms),
        ("pharmacologic class", label.classes),
        ("marketing category", label.categories),
        ("application", label.applications),
        ("document type", (label.kind,) if label.kind else ()),
        ("boxed", ("yes",) if label.boxed else ()),
    )
    return tuple((name, "; ".join(values)) for name, values in fields if values)
