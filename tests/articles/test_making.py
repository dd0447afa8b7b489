"""Content after edits and strikes: references, summary, disagreements. Difference and policy."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_board import evidence
from osler.answer.answer import Refusal, StatementKind, Verdict, VerdictKind
from osler.answer.cite import statements
from osler.articles import alteration, making, signoff
from osler.articles.content import Content, ContentError, Maker, decode, encode
from osler.articles.difference import difference, words_apart
from osler.articles.policy import Policy
from osler.storage.canonical import digest

WHO = ("0" * 26, "Synthetic First")
AT = "2026-03-02T09:00:00.000000Z"
YES = Verdict(VerdictKind.SUPPORTED, 1.0)


def made() -> Content:
    """A first version."""
    answer, documents = evidence()
    return making.content(answer, documents, Maker("extractive", None, "1", "Synthetic", AT))


def _holds(content: Content) -> None:
    """What is true of every content."""
    answer = content.answer
    shown = [*answer.summary, *statements(answer.sections)]
    cited = [each for statement in shown for each in statement.citations]
    cited += [e for d in answer.disagreements for side in d.sides for e in side.citations]
    numbers = {each.number: each.document for each in answer.references}
    assert {each.reference for each in cited} == set(numbers)
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert all(numbers[each.reference] == each.document for each in cited)
    assert len(content.brief) == len(answer.summary)
    held = content.statements
    assert len(held) == len(content.ids)
    for name, brief in zip(content.brief, answer.summary, strict=True):
        assert held[name].text == brief.text
    texts = {each.text for each in held.values()}
    assert all(side.text in texts for d in answer.disagreements for side in d.sides)
    assert bool(content.ids) == bool(content.brief)
    passages = {each.passage for each in cited}
    assert {each.key for each in content.passages} == passages
    assert {each.document for each in content.sections} <= set(numbers.values())
    assert {each.document for each in content.notices} <= set(numbers.values())
    assert signoff.intact(content, digest(encode(content)), encode(content))
    assert decode(encode(content)) == content


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5)), max_size=8))
def test_numbers_fit_after_any_edits(steps: list[tuple[bool, int]]) -> None:
    content = made()
    _holds(content)
    for strike, place in steps:
        if not content.ids:
            break
        name = content.ids[place % len(content.ids)]
        if strike:
            content = alteration.struck(content, name, WHO, AT)
        else:
            content = alteration.edited(content, name, f"Words {place}", YES, WHO, AT)
        _holds(content)
    assert len(content.edits) <= len(steps)


def test_striking_everything_leaves_nothing_cited() -> None:
    content = made()
    for name in content.ids:
        content = alteration.struck(content, name, WHO, AT)
    assert (content.ids, content.brief, content.answer.references) == ((), (), ())
    assert (content.passages, content.sections, content.notices) == ((), (), ())
    assert {each.note for each in content.answer.sections} >= {"What stood here was struck."}


def test_a_struck_summary_is_not_left_empty() -> None:
    content = made()
    for name in list(content.brief):
        if len(content.ids) > 1:
            content = alteration.struck(content, name, WHO, AT)
    assert content.brief == (content.ids[0],)


def test_disagreements_follow_their_sides() -> None:
    content = made()
    (opposed,) = content.answer.disagreements
    name = next(n for n, e in content.statements.items() if e.text == opposed.sides[0].text)
    changed = alteration.edited(content, name, "Other words", YES, WHO, AT)
    assert changed.answer.disagreements[0].sides[0].text == "Other words"
    assert changed.statements[name].kind is StatementKind.REWRITTEN
    assert alteration.struck(content, name, WHO, AT).answer.disagreements == ()


def test_what_is_not_in_the_content_is_not_changed() -> None:
    with pytest.raises(ContentError, match="no statement 's9'"):
        alteration.struck(made(), "s9", WHO, AT)


def test_refusals_and_lost_documents_make_no_article() -> None:
    answer, documents = evidence()
    maker = Maker("extractive", None, "1", "Synthetic", AT)
    refused = replace(answer, refusal=Refusal("unknown", "Nothing", (), ()))
    with pytest.raises(ContentError, match="refusal"):
        making.content(refused, documents, maker)
    with pytest.raises(ContentError, match="no longer held"):
        making.content(answer, {}, maker)
    moved = {key: replace(each, text="X" * len(each.text)) for key, each in documents.items()}
    with pytest.raises(ContentError, match="not in the document held now"):
        making.content(answer, moved, maker)


@pytest.mark.parametrize(
    "stored", ["", "{", "[]", "null", '{"schema":"osler-article/1"}', "\ud800"]
)
def test_stored_nonsense_is_a_named_error(stored: str) -> None:
    with pytest.raises(ContentError, match="cannot be read"):
        decode(stored)


def test_other_schemas_are_refused() -> None:
    with pytest.raises(ContentError, match="osler-article/9"):
        decode(encode(replace(made(), schema="osler-article/9")))
    with pytest.raises(ContentError, match="other statements"):
        decode(encode(replace(made(), ids=("s1",))))
    with pytest.raises(ContentError, match="other statements"):
        decode(encode(replace(made(), ids=("s1", "s1", "s1"))))
    with pytest.raises(ContentError, match="another summary"):
        decode(encode(replace(made(), brief=("s9",))))


def test_the_difference_statement_by_statement() -> None:
    one = made()
    assert difference(one, one).empty
    two = alteration.edited(one, "s1", "Syntheticine may well cause beta.", YES, WHO, AT)
    two = alteration.struck(two, "s3", WHO, AT)
    found = difference(one, two)
    assert [(e.statement, e.kind) for e in found.statements] == [
        ("s1", "changed"),
        ("s2", "same"),
        ("s3", "removed"),
    ]
    runs = [(run.kind, run.words) for run in found.statements[0].runs]
    assert runs == [("same", "Syntheticine may"), ("new", "well"), ("same", "cause beta.")]
    assert found.references_removed == ("Synthetic m:3 ",)
    back = difference(two, one)
    assert [e.kind for e in back.statements] == ["changed", "same", "added"]


def test_a_refreshed_version_is_compared_by_words() -> None:
    one = made()
    answer, documents = evidence()
    two = making.content(answer, documents, replace(one.maker, at="2027"))
    two = replace(two, ids=("s3", "s1", "s2"))
    assert all(each.kind == "same" for each in difference(one, replace(two, brief=())).statements)


@given(st.text("ab ", max_size=30), st.text("ab ", max_size=30))
def test_runs_give_both_texts_back(old: str, new: str) -> None:
    runs = words_apart(old, new)
    for kind, words in (("gone", old), ("new", new)):
        said = " ".join(run.words for run in runs if run.kind in {"same", kind})
        assert said == " ".join(words.split())


@pytest.mark.parametrize(
    ("approved", "months", "due"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2027-12-31", 2, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-11-30", 1, "2026-12-30"),
        ("2026-12-15", 12, "2027-12-15"),
        ("2026-01-01", 60, "2031-01-01"),
    ],
)
def test_reviews_are_due_on_a_day_there_is(approved: str, months: int, due: str) -> None:
    moment = datetime.datetime.fromisoformat(f"{approved}T09:00:00+00:00")
    policy = Policy(review_months=months, review_months_drugs=months)
    for drugs in (True, False):
        assert policy.due(moment, drugs=drugs).date().isoformat() == due


@given(
    st.datetimes(datetime.datetime(2000, 1, 1), datetime.datetime(2100, 1, 1)), st.integers(1, 60)
)
def test_reviews_are_due_in_the_month_asked_for(moment: datetime.datetime, months: int) -> None:
    due = Policy(review_months=months).due(moment, drugs=False)
    assert (due.year - moment.year) * 12 + due.month - moment.month == months
    assert due.day <= moment.day
    assert due.time() == moment.time()
