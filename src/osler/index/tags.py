"""What a passage can be filtered by, as short strings that every engine stores and compares."""

from __future__ import annotations

from dataclasses import dataclass

from osler.evidence.document import Family
from osler.evidence.standing import StudyDesign
from osler.index.index import Entry, Filter

FIRST = "first"  # one per document: its first passage, which carries the document
PASSAGE = "passage"
RETRACTED = "retracted"
SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Demands:
    """A filter as tags: one of each group must be there, none of `excluded` may be."""

    groups: tuple[tuple[str, ...], ...]
    excluded: tuple[str, ...]


def document_tag(key: str) -> str:
    """Carried by every passage of a document."""
    return f"document:{key}"


def lineage_tag(lineage: str) -> str:
    """Carried by the first passage of every version of a work."""
    return f"lineage:{lineage}"


def document_tags(entry: Entry) -> list[str]:
    """Tags that all passages of a document share."""
    found = [document_tag(entry.key), _family(entry.family), _design(entry.design)]
    if entry.retracted:
        found.append(RETRACTED)
    if entry.superseded:
        found.append(SUPERSEDED)
    if entry.language:
        found.append(f"language:{entry.language}")
    found += [f"drug:{name}" for name in entry.drugs]
    return found


def passage_tags(entry: Entry, ordinal: int) -> list[str]:
    """Tags of one passage beyond its document's."""
    found = [PASSAGE]
    code = entry.codes[ordinal]
    if code:
        found.append(f"code:{code}")
    return found


def demands(where: Filter) -> Demands:
    """A filter in tags. Years are compared by the engine."""
    excluded = []
    if where.exclude_retracted:
        excluded.append(RETRACTED)
    if where.exclude_superseded:
        excluded.append(SUPERSEDED)
    if where.exclude_notices:
        excluded.append(_design(StudyDesign.NOTICE))
    groups = (
        tuple(_design(each) for each in where.designs),
        tuple(f"drug:{each}" for each in where.drugs),
        tuple(f"code:{each}" for each in where.codes),
        tuple(f"language:{each}" for each in where.languages),
        tuple(document_tag(each) for each in where.documents),
    )
    if where.families:  # a closed set: leaving out the others is cheaper than demanding one
        excluded += [_family(each) for each in Family if each not in where.families]
    return Demands(tuple(group for group in groups if group), tuple(excluded))


def _family(family: Family) -> str:
    return f"family:{family}"


def _design(design: StudyDesign) -> str:
    return f"design:{design}"
