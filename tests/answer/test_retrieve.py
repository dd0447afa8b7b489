"""From a question to passages: who comes first, and who never comes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from made_candidate import question
from osler.answer.desk import Evidence
from osler.answer.question import Question
from osler.answer.retrieve import SAME_TEXT, Retrieved, retracted_matches, retrieve
from osler.evidence.document import Family
from osler.evidence.standing import StudyDesign
from universe import in_memory, on_disk
from universe_records import label, paper

HARMS = "What are the adverse effects of syntheticine?"


@pytest.fixture(scope="module", params=["memory", "embedded"])
def evidence(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Evidence]:
    made = (
        in_memory()
        if request.param == "memory"
        else on_disk(tmp_path_factory.mktemp("universe") / "index")
    )
    yield made
    made.index.close()


def family(found: tuple[Retrieved, ...], wanted: Family) -> Retrieved:
    (only,) = [each for each in found if each.family is wanted]
    return only


def limited(asked: Question, **fields: object) -> Question:
    values = {name: getattr(asked, name) for name in Question.__dataclass_fields__}
    return Question(**(values | fields))


@pytest.mark.parametrize(
    "asked",
    [
        "What causes madeupitis?",
        HARMS,
        "Is nonesuchine effective for fictional palsy?",
        "What is the treatment of madeupitis?",
        "Tell me about hats and hiccups",
    ],
)
def test_what_may_not_be_cited_never_comes(asked: str, evidence: Evidence) -> None:
    for each in retrieve(question(asked), evidence.index):
        for hit in each.hits:
            assert hit.header.standing.current
            assert hit.header.standing.design is not StudyDesign.NOTICE
            assert hit.header.family is each.family


def test_families_come_in_the_order_of_the_sections(evidence: Evidence) -> None:
    found = retrieve(question(HARMS), evidence.index)
    assert [each.family for each in found] == list(Family)
    some = limited(question(HARMS), families=(Family.RESEARCH,))
    assert [each.family for each in retrieve(some, evidence.index)] == [Family.RESEARCH]


def test_passages_that_name_it_come_first_and_are_counted(evidence: Evidence) -> None:
    found = family(retrieve(question("What causes madeupitis?"), evidence.index), Family.RESEARCH)
    named = ["madeupitis" in f"{hit.passage.text} {hit.header.title}".lower() for hit in found.hits]
    assert found.strict == sum(named) > 3
    assert all(named[: found.strict])
    assert found.searched.startswith(f"{found.strict} passages name madeupitis")


def test_labels_are_those_of_the_drug_asked_about(evidence: Evidence) -> None:
    found = family(retrieve(question(HARMS), evidence.index), Family.LABELS)
    assert found.hits
    assert {hit.header.drugs for hit in found.hits} == {("syntheticine",)}
    assert found.hits[0].passage.code in {"34084-4", "34066-1"}


def test_an_interaction_is_looked_for_in_every_label(evidence: Evidence) -> None:
    asked = question("What interacts with fabricatol?")
    found = family(retrieve(asked, evidence.index), Family.LABELS)
    assert ("syntheticine",) in {hit.header.drugs for hit in found.hits}
    assert found.hits[0].passage.code == "34073-7"


def test_since_is_held(evidence: Evidence) -> None:
    asked = limited(question("What causes madeupitis?"), since=2022)
    for each in retrieve(asked, evidence.index):
        assert all(hit.header.year is not None and hit.header.year >= 2022 for hit in each.hits)


def test_no_passage_comes_twice_and_few_come_with_the_same_text() -> None:
    said = {"34084-4": "Syntheticine may cause hiccups."}
    copies = in_memory(label(number, "syntheticine", said) for number in range(1, 9))
    found = family(retrieve(question(HARMS), copies.index), Family.LABELS)
    keys = [hit.passage.key for hit in found.hits]
    assert len(keys) == len(set(keys))
    assert Counter(hit.passage.text for hit in found.hits) == {said["34084-4"]: SAME_TEXT}


def test_at_most_as_many_as_asked_for(evidence: Evidence) -> None:
    for each in retrieve(question("What causes madeupitis?"), evidence.index, passages=2):
        assert len(each.hits) <= 2


def test_words_are_searched_where_nothing_is_named(evidence: Evidence) -> None:
    found = family(retrieve(question("bicycles with bells"), evidence.index), Family.RESEARCH)
    assert found.strict == 0
    assert "bicycles" in found.hits[0].header.title
    assert "name" not in found.searched


def test_retracted_matches_are_counted(evidence: Evidence) -> None:
    def count(asked: str) -> int:
        return retracted_matches(question(asked), evidence.index)

    assert count("Is nonesuchine effective for fictional palsy?") == 1
    assert count("What causes madeupitis?") == 1
    assert count("What causes mockpox?") == 0
    assert count("bicycles with bells") == 0


def test_a_synonym_finds_what_the_other_name_says() -> None:
    only = in_memory([paper(71, "hats", "Made-up disease is caused by hats.")])
    found = family(retrieve(question("What causes madeupitis?"), only.index), Family.RESEARCH)
    assert found.strict == 1
