"""Queries built from questions."""

from __future__ import annotations

from osler.answer.queries import (
    ASKED,
    MEMBER,
    PREFERRED,
    RELATION,
    RELATION_ASKED,
    SYNONYM,
    UNKNOWN,
    build,
    focus,
    label_codes,
)
from osler.answer.question import Question
from osler.answer.understand import understand
from osler.index.analyse import tokens
from osler.index.index import Clause, Field, Query, Term
from osler.vocabulary.small import SmallVocabulary

VOCABULARY = SmallVocabulary()


def asked(text: str) -> Question:
    return understand(text, VOCABULARY)


def weights(query: Query | tuple[Clause, ...], field: Field = Field.BODY) -> dict[str, float]:
    clauses = query.clauses if isinstance(query, Query) else query
    found: dict[str, float] = {}
    for clause in clauses:
        for term in clause.alternatives:
            if term.field is field:
                words = " ".join(term.tokens)
                found[words] = max(term.weight, found.get(words, 0.0))
    return found


def test_a_concept_is_searched_by_all_its_names() -> None:
    found = weights(build(asked("What causes a heart attack?"), tokens))
    assert found["heart attack"] == ASKED
    assert found["myocardi infarct"] == PREFERRED
    assert found["acut myocardi infarct"] == SYNONYM
    assert 0 < found["heart"] < SYNONYM  # the words apart, for near misses


def test_names_match_in_the_head_for_less() -> None:
    query = build(asked("Tylenol"), tokens)
    body, head = weights(query), weights(query, Field.HEAD)
    assert body["acetaminophen"] == PREFERRED
    assert 0 < head["acetaminophen"] < body["acetaminophen"]


def test_one_concept_named_twice_is_one_clause() -> None:
    once = build(asked("Tylenol dose"), tokens)
    twice = build(asked("Tylenol (acetaminophen) dose"), tokens)
    assert len(once.clauses) == len(twice.clauses)


def test_a_class_brings_its_members_for_less() -> None:
    found = weights(build(asked("Do statins cause diabetes?"), tokens))
    assert found["atorvastatin"] == MEMBER
    assert found["statin"] == ASKED


def test_a_condition_brings_its_narrower_forms_and_they_satisfy_the_focus() -> None:
    narrow = focus(asked("What is the cause of myopathic necrosis?"), tokens)
    assert len(narrow) == 1
    assert weights(narrow)["acut myopathi"] == MEMBER


def test_relation_words_count_little_and_less_where_they_were_not_asked() -> None:
    found = weights(build(asked("What is the cause of gout?"), tokens))
    assert found["caus"] == RELATION_ASKED
    assert found["etiolog"] == RELATION
    assert found["gout"] == ASKED


def test_an_unknown_name_counts_most_among_words() -> None:
    found = weights(build(asked("Does Zorbulimab improve walking in gout?"), tokens))
    assert found[" ".join(tokens("zorbulimab"))] == UNKNOWN
    assert found["walk"] == 1.0


def test_nothing_is_required_of_the_wide_query_and_all_of_the_focus() -> None:
    question = asked("Can warfarin cause skin necrosis in heart failure with Zorbulimab?")
    assert not any(clause.required for clause in build(question, tokens).clauses)
    narrow = focus(question, tokens)
    assert all(clause.required for clause in narrow)
    assert [clause.alternatives[0] for clause in narrow] == [
        Term(("warfarin",), ASKED),
        Term(("heart", "failur"), ASKED),
        Term(tuple(tokens("zorbulimab")), UNKNOWN),
    ]


def test_a_question_that_names_nothing_still_has_a_query() -> None:
    question = asked("why is this so?")
    assert focus(question, tokens) == ()
    assert all(clause.alternatives for clause in build(question, tokens).clauses)
    assert build(asked("walking"), tokens).clauses[0].alternatives[0] == Term(("walk",), 1.0)


def test_no_clause_is_empty_and_no_token_is() -> None:
    for text in ("the of", "statins", "IMNM?", "a 5 b", "ß § gout", "What is it for?"):
        for clause in build(asked(text), tokens).clauses:
            assert clause.alternatives
            assert all(token for term in clause.alternatives for token in term.tokens)


def test_label_sections_follow_the_kind_and_the_population() -> None:
    assert label_codes(asked("side effects of amiodarone"))[0] == "34084-4"
    assert label_codes(asked("dose of digoxin"))[0] == "34068-7"
    assert label_codes(asked("how does digoxin work"))[0] == "43679-0"
    assert label_codes(asked("interactions of digoxin"))[0] == "34073-7"
    assert label_codes(asked("contraindications of digoxin"))[0] == "34070-3"
    assert label_codes(asked("Is digoxin safe in pregnancy?"))[0] == "42228-7"
    assert label_codes(asked("amoxicillin dose in children"))[:2] == ("34081-0", "34068-7")
    assert label_codes(asked("digoxin")) == ()


def test_building_is_pure() -> None:
    question = asked("Do statins cause necrotizing myopathy?")
    assert build(question, tokens) == build(question, tokens)


def test_a_name_with_a_hyphen_is_searched_without_it_as_well() -> None:
    for typed in ("pre-eclampsia", "preeclampsia"):
        found = weights(build(asked(f"prevention of {typed}"), tokens))
        assert "preeclampsia" in found
        assert " ".join(tokens("pre-eclampsia")) in found
