"""Drug names: salts off where obvious, combinations apart, titles readable."""

from __future__ import annotations

import pytest

from osler.sources.labels.drug_name import base_name, brand_name, drug_names, product_name


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("atorvastatin calcium", "atorvastatin"),
        ("atorvastatin calcium trihydrate", "atorvastatin"),
        ("metformin hydrochloride", "metformin"),
        ("fluticasone propionate", "fluticasone"),
        ("adalimumab-aaty", "adalimumab"),
        ("insulin aspart-szjj", "insulin aspart"),
        ("potassium chloride", "potassium chloride"),
        ("sodium phosphate", "sodium phosphate"),
        ("lithium carbonate", "lithium carbonate"),
        ("warfarin", "warfarin"),
        ("calcium", "calcium"),
        ("insulin glargine", "insulin glargine"),
    ],
)
def test_base_name(name: str, base: str) -> None:
    assert base_name(name) == base


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        (
            ["LISINOPRIL AND HYDROCHLOROTHIAZIDE TABLETS"],
            ("lisinopril", "hydrochlorothiazide"),
        ),
        (["Atorvastatin Calcium"], ("atorvastatin calcium", "atorvastatin")),
        (["metoprolol succinate ER tablets"], ("metoprolol succinate", "metoprolol")),
        (["A, B and C"], ()),
        ([""], ()),
    ],
)
def test_drug_names(printed: list[str], names: tuple[str, ...]) -> None:
    assert drug_names(printed) == names


@pytest.mark.parametrize(
    ("printed", "brand"),
    [
        ("LIPITOR", "Lipitor"),
        ("SYNJARDY XR", "Synjardy XR"),
        ("Mens rogaine", "Mens rogaine"),
        ("hydrocortisone", "Hydrocortisone"),
    ],
)
def test_brand_name(printed: str, brand: str) -> None:
    assert brand_name(printed) == brand


@pytest.mark.parametrize(
    ("brands", "generics", "form", "title"),
    [
        (
            ("Lipitor",),
            ("atorvastatin calcium",),
            "tablet",
            "Lipitor (atorvastatin calcium) tablet",
        ),
        (
            ("Metformin Hydrochloride",),
            ("metformin hydrochloride",),
            None,
            "Metformin Hydrochloride",
        ),
        ((), ("a", "b"), None, "A and b"),
        (("X",), ("a", "b", "c", "d"), "gel", "X (a, b and others) gel"),
        ((), (), None, "Printed"),
    ],
)
def test_product_name(
    brands: tuple[str, ...], generics: tuple[str, ...], form: str | None, title: str
) -> None:
    assert product_name(brands, generics, form, "Printed") == title
