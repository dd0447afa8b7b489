"""From a question to passages of each family, best first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache

from osler.answer.cautions import CODES, about
from osler.answer.naming import joined, names_of
from osler.answer.queries import build, focus, label_codes, whom
from osler.answer.question import Question, QuestionKind, poisoning
from osler.answer.regimen import REGIMEN, REGIMENS
from osler.evidence.document import Family
from osler.index.analyse import tokens
from osler.index.entry import RECOMMENDATION
from osler.index.fusion import search_fused
from osler.index.index import Clause, EvidenceIndex, Filter, Hit, Query
from osler.index.vectors import Vectors
from osler.inference.encoder import Encoder
from osler.vocabulary import own
from osler.vocabulary.concept import ConceptKind

PASSAGES = 60  # ranked per family
BOXED, BOXES = "34066-1", 4  # LOINC code of boxed warnings, and how many are read
REGIMEN_BOXES = 12  # boxes of regimens read: each stage of a disease has its own
CAUTIONS = 40  # passages on those to be careful with
OF_WHOM = 20  # passages of a guideline on the people asked about
SAME_TEXT = 3  # passages with one and the same text looked at: generics repeat one another


_MEDICINES = frozenset({ConceptKind.DRUG, ConceptKind.DRUG_CLASS})
Search = Callable[[Query, Filter, int], list[Hit]]


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What was found in one family. `strict` counts the passages that name every concept asked
    about; `searched` says in words how the search was made.
    """

    family: Family
    hits: tuple[Hit, ...]
    strict: int
    searched: str


def retrieve(
    question: Question,
    index: EvidenceIndex,
    passages: int = PASSAGES,
    vectors: Vectors | None = None,
    encoder: Encoder | None = None,
) -> tuple[Retrieved, ...]:
    """Search each family the question allows, in order of the answer's sections.

    Passages that name all concepts asked about come first; where they are few, passages that name
    some follow. Retracted, superseded and notice documents are never returned; preprints and
    corrected ones are, with their standing.
    """
    query = build(question, tokens)
    strict = focus(question, tokens)

    def search(wanted: Query, where: Filter, k: int) -> list[Hit]:
        return search_fused(index, vectors, encoder, wanted, question.text, where, k)

    def one(family: Family) -> Retrieved:
        return _family(question, search, family, query, strict, passages)

    if encoder is not None or len(question.families) < 2:
        return tuple(one(family) for family in question.families)
    return tuple(_beside().map(one, question.families))


@lru_cache(maxsize=1)
def _beside() -> ThreadPoolExecutor:
    """Families are searched beside one another: the engine lets other threads run meanwhile."""
    return ThreadPoolExecutor(len(Family), "search")


def _family(
    question: Question,
    search: Search,
    family: Family,
    query: Query,
    strict: tuple[Clause, ...],
    passages: int,
) -> Retrieved:
    where = Filter(families=(family,), since=question.since, exclude_superseded=True)
    if family is Family.LABELS:
        where = replace(where, drugs=_drugs(question))
    found: list[Hit] = []
    if strict:
        wanted = _requiring(query, strict)
        codes = label_codes(question) if family is Family.LABELS else ()
        if codes and QuestionKind.INTERACTION in question.kinds:  # their own labels say most
            own_labels = replace(where, drugs=_medicines(question), codes=codes[:2])
            found = search(query, own_labels, passages // 2)
        if codes:  # the sections where a label says such things come first
            found = [*found, *search(wanted, replace(where, codes=codes), passages)]
        reach = passages * (2 if family is Family.LABELS else 1)  # labels repeat one another
        found = [*found, *search(wanted, where, reach)]
        if family is Family.GUIDELINES:  # what is recommended is never lost among what is said
            graded = replace(where, codes=(RECOMMENDATION,))
            found = [*search(wanted, graded, passages // 2), *found]
            of_whom = whom(question, tokens)
            if of_whom is not None:  # nor what is said of the people asked about
                theirs = Query((of_whom, *wanted.clauses))
                found = [*search(theirs, where, OF_WHOM), *found]
        if family is Family.LABELS and where.drugs:  # a boxed warning is never left unread
            found = [*search(query, replace(where, codes=(BOXED,)), BOXES), *found]
        if family is Family.GUIDELINES and REGIMENS.intersection(question.kinds):
            found = [*search(wanted, replace(where, codes=(REGIMEN,)), REGIMEN_BOXES), *found]
        found = _distinct(found, passages)
    named = len(found)
    asked = _concepts(question) or list(question.unknown)
    together, alone = " and ".join(asked), len(asked) == 1
    themselves = sum(_names_all(question, hit) for hit in found) if _wide(question) else named
    words = f"{themselves} passages name {together}{'' if alone else ' together'}" if strict else ""
    if named < passages:
        found = _distinct([*found, *search(query, where, passages)], passages)
        words = (
            f"{words}; {len(found) - named} share some of its words"
            if words
            else (f"{len(found)} passages share its words")
        )
    warned = about(question) if family is Family.LABELS else None
    if warned is not None:  # behind the rest, where only what forbids is looked for
        wanted = Query((*warned.clauses, *query.clauses))
        there = replace(where, codes=tuple(sorted(CODES)))
        found += _distinct(search(wanted, there, CAUTIONS), CAUTIONS)
        found = _distinct(found, passages + CAUTIONS)
    return Retrieved(family, tuple(found), named, words)


def _wide(question: Question) -> bool:
    """Whether passages are searched for that name a medicine only by its class."""
    return QuestionKind.INTERACTION in question.kinds


def _names_all(question: Question, hit: Hit) -> bool:
    """Whether a passage, or the label it stands in, names each thing asked about itself."""
    header = hit.header
    near = joined(" ".join((hit.passage.text, header.title, *header.drugs, *header.brands)))
    concepts = [each.concept for each in question.mentions]
    return all(any(f" {name} " in near for name in names_of(each)) for each in concepts)


def _requiring(query: Query, strict: tuple[Clause, ...]) -> Query:
    return Query((*strict, *query.clauses))


def _drugs(question: Question) -> tuple[str, ...]:
    """Names of the drugs asked about, members of classes too: a label speaks for its drug only.
    An interaction may stand in the label of the other drug, an antidote has a label of its own, so
    those are looked for everywhere.
    """
    apart = QuestionKind.INTERACTION in question.kinds or poisoning(question)
    return () if apart else _medicines(question)


def _medicines(question: Question) -> tuple[str, ...]:
    """All names of the drugs asked about, members of classes too."""
    names: dict[str, None] = {}
    for mention in question.mentions:
        if mention.concept.kind in _MEDICINES:
            names.update(dict.fromkeys(mention.concept.names))
            names.update(dict.fromkeys(own.members(mention.concept.id)))
    return tuple(names)


def _concepts(question: Question) -> list[str]:
    return list(dict.fromkeys(mention.concept.preferred for mention in question.mentions))


def _distinct(hits: Iterable[Hit], limit: int) -> list[Hit]:
    """At most `limit` hits, each passage once and the same text at most `SAME_TEXT` times."""
    seen: set[str] = set()
    texts: dict[str, int] = {}
    kept: list[Hit] = []
    for hit in hits:
        repeats = texts.get(hit.passage.sha256, 0)
        if hit.passage.key in seen or repeats >= SAME_TEXT:
            continue
        seen.add(hit.passage.key)
        texts[hit.passage.sha256] = repeats + 1
        kept.append(hit)
        if len(kept) == limit:
            break
    return kept


def retracted_matches(question: Question, index: EvidenceIndex) -> int:
    """How many retracted documents name everything asked about (at most 20 are looked at)."""
    strict = focus(question, tokens)
    if not strict:
        return 0
    where = Filter(
        families=question.families,
        since=question.since,
        exclude_retracted=False,
        exclude_notices=False,
    )
    hits = index.search(Query(strict), where, 20)
    return sum(hit.header.standing.retracted for hit in hits)
