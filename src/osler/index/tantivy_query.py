"""Queries and filters in tantivy's terms. Filters never score."""

from __future__ import annotations

from collections.abc import Sequence

import tantivy
from tantivy import Occur
from tantivy import Query as Parts

from osler.index.index import Clause, Filter, Query, Term
from osler.index.tags import demands
from osler.index.tantivy_record import SCHEMA

_EARLIEST, _LATEST = 0, 9999


def tagged(tags: Sequence[str]) -> tantivy.Query:
    """Records that carry one of the tags."""
    if len(tags) == 1:
        return Parts.term_query(SCHEMA, "tag", tags[0], index_option="basic")
    return Parts.term_set_query(SCHEMA, "tag", list(tags))


def carrying(*tags: str) -> tantivy.Query:
    """Records that carry all of the tags."""
    return Parts.boolean_query([(Occur.Must, tagged([tag])) for tag in tags])


def in_slice(tag: str, low: int, high: int) -> tantivy.Query:
    """Records that carry a tag and whose hash lies within bounds, both included."""
    hashes = Parts.range_query(SCHEMA, "hash", tantivy.FieldType.Unsigned, low, high)
    return Parts.boolean_query([(Occur.Must, tagged([tag])), (Occur.Must, hashes)])


def translated(query: Query, where: Filter) -> tantivy.Query | None:
    """The query under its filter; None when nothing could match."""
    clauses = [
        (Occur.Must if clause.required else Occur.Should, part)
        for clause in query.clauses
        if (part := _clause(clause)) is not None or clause.required
    ]
    if not clauses or any(part is None for _, part in clauses):
        return None
    wanted = Parts.boolean_query([(occur, part) for occur, part in clauses if part is not None])
    limits = _limits(where)
    return Parts.boolean_query([(Occur.Must, wanted), *limits]) if limits else wanted


def _clause(clause: Clause) -> tantivy.Query | None:
    """The best of the alternatives; None without any token."""
    parts = [_term(term) for term in clause.alternatives if term.tokens]
    if len(parts) < 2:
        return parts[0] if parts else None
    return Parts.disjunction_max_query(parts)


def _term(term: Term) -> tantivy.Query:
    field = term.field.value
    if len(term.tokens) == 1:
        part = Parts.term_query(SCHEMA, field, term.tokens[0], index_option="freq")
    else:
        part = Parts.phrase_query(SCHEMA, field, list(term.tokens))
    return part if term.weight == 1.0 else Parts.boost_query(part, term.weight)


def _limits(where: Filter) -> list[tuple[Occur, tantivy.Query]]:
    wanted = demands(where)
    limits = [(Occur.Must, Parts.const_score_query(tagged(group), 0.0)) for group in wanted.groups]
    if where.since is not None or where.until is not None:
        years = Parts.range_query(
            SCHEMA,
            "year",
            tantivy.FieldType.Integer,
            _EARLIEST if where.since is None else where.since,
            _LATEST if where.until is None else where.until,
        )
        limits.append((Occur.Must, Parts.const_score_query(years, 0.0)))
    limits += [(Occur.MustNot, tagged([tag])) for tag in wanted.excluded]
    return limits
