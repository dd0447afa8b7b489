"""One contract for both vocabularies."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from osler.vocabulary.compiled import CompiledVocabulary, open_vocabulary
from osler.vocabulary.concept import ConceptKind, Vocabulary
from osler.vocabulary.container import ABBREVIATION, VocabularyError, write
from osler.vocabulary.own import edition, entries, expansions
from osler.vocabulary.registry import Group, Registry
from osler.vocabulary.small import SmallVocabulary, own_groups


def _written(target: Path) -> Path:
    registry = Registry()
    registry.add(own_groups())
    names = {
        **registry.by_key,
        **{ABBREVIATION + short: at for short, at in registry.by_abbreviation.items()},
    }
    concepts = [registry.concept(number) for number in range(len(registry.entries))]
    write(target, names, concepts, expansions())
    return target


@pytest.fixture(scope="module")
def compiled_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _written(tmp_path_factory.mktemp("vocabulary") / "names.osler")


@pytest.fixture(scope="module", params=["small", "compiled"])
def vocabulary(request: pytest.FixtureRequest, compiled_path: Path) -> Vocabulary:
    return SmallVocabulary() if request.param == "small" else CompiledVocabulary(compiled_path)


def found(vocabulary: Vocabulary, text: str) -> list[tuple[str, str]]:
    return [(each.text, each.concept.preferred) for each in vocabulary.mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a heart attack", [("heart attack", "myocardial infarction")]),
        ("Tylenol or paracetamol",
         [("Tylenol", "acetaminophen"), ("paracetamol", "acetaminophen")]),
        ("Crohn's disease, Crohn disease",
         [("Crohn's disease", "crohn disease"), ("Crohn disease", "crohn disease")]),
        ("OEDEMA, edemas", [("OEDEMA", "edema"), ("edemas", "edema")]),
        ("covid19 COVID-19 Covid 19", [("covid19", "covid-19"), ("COVID-19", "covid-19"),
                                       ("Covid 19", "covid-19")]),
        ("type II diabetes", [("type II diabetes", "type 2 diabetes mellitus")]),
        ("AF and MI", [("AF", "atrial fibrillation"), ("MI", "myocardial infarction")]),
        ("af and mi", []),
        ("hepatitis B, hepatitis C", [("hepatitis B", "hepatitis b"),
                                      ("hepatitis C", "hepatitis c")]),
        ("necrotising myopathy", [("necrotising myopathy", "necrotizing myopathy")]),
        ("myopathic necrosis", [("myopathic necrosis", "necrotizing myopathy")]),
        ("H. pylori and H pylori",
         [("H. pylori", "helicobacter pylori infection"),
          ("H pylori", "helicobacter pylori infection")]),
        ("on the pill", [("the pill", "hormonal contraceptives")]),
        ("What is the best treatment?", []),
        ("the cause of a rapid change", []),
        ("", []),
        ("?!", []),
    ],
)  # fmt: skip
def test_finds_names_as_people_write_them(
    vocabulary: Vocabulary, text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(vocabulary, text) == expected


def test_offsets_point_into_the_text_and_do_not_overlap(vocabulary: Vocabulary) -> None:
    text = (
        "Does Coumadin, with type 2 diabetes mellitus and chronic kidney disease, cause bleeding?"
    )
    mentions = vocabulary.mentions(text)
    assert [text[each.start : each.end] for each in mentions] == [each.text for each in mentions]
    assert all(one.end <= two.start for one, two in pairwise(mentions))
    assert [each.concept.preferred for each in mentions] == [
        "warfarin",
        "type 2 diabetes mellitus",
        "chronic kidney disease",
        "bleeding",
    ]


def test_the_longest_name_wins(vocabulary: Vocabulary) -> None:
    assert found(vocabulary, "immune-mediated necrotizing myopathy") == [
        ("immune-mediated necrotizing myopathy", "immune-mediated necrotizing myopathy")
    ]


def test_a_sentence_end_ends_a_name(vocabulary: Vocabulary) -> None:
    assert found(vocabulary, "He has a weak heart. Attack it.") == [("weak heart", "heart failure")]


@pytest.mark.parametrize("name", ["Lipitor", "atorvastatin", "  LIPITOR "])
def test_a_whole_name(vocabulary: Vocabulary, name: str) -> None:
    concept = vocabulary.named(name)
    assert concept is not None
    assert concept.preferred == "atorvastatin"
    assert concept.kind is ConceptKind.DRUG
    assert concept.names[0] == "atorvastatin"
    assert "lipitor" in concept.names


def test_an_unknown_name_is_none(vocabulary: Vocabulary) -> None:
    assert vocabulary.named("zzyzx") is None
    assert vocabulary.named("") is None
    assert vocabulary.named("lipitor and more") is None


def test_only_unambiguous_abbreviations_are_expanded(vocabulary: Vocabulary) -> None:
    assert vocabulary.expansion("COPD") == "chronic obstructive pulmonary disease"
    assert vocabulary.expansion("IMNM") == "immune-mediated necrotizing myopathy"
    assert vocabulary.expansion("MS") is None  # also mitral stenosis, morphine sulfate
    assert vocabulary.expansion("copd") is None


def test_generation_is_stable(vocabulary: Vocabulary, compiled_path: Path, tmp_path: Path) -> None:
    again = (
        SmallVocabulary()
        if isinstance(vocabulary, SmallVocabulary)
        else CompiledVocabulary(_written(tmp_path / "again"))
    )
    assert again.generation == vocabulary.generation


def test_at_most_24_names_without_duplicates(vocabulary: Vocabulary) -> None:
    for entry in entries():
        concept = vocabulary.named(entry.preferred)
        assert concept is not None, entry.preferred
        assert len(concept.names) <= 24
        assert len(set(concept.names)) == len(concept.names)
        assert all(name == name.lower() for name in concept.names)


def test_our_tables_are_as_large_as_promised_and_every_line_is_reachable() -> None:
    small = SmallVocabulary()
    assert len(entries()) >= 400
    ids = [entry.id for entry in entries()]
    assert len(set(ids)) == len(ids)
    lost = [
        (entry.preferred, name)
        for entry in entries()
        for name in (entry.preferred, *entry.names)
        if (concept := small.named(name)) is None or concept.preferred != entry.preferred
    ]
    assert lost == []


def test_a_missing_or_damaged_file_says_what_to_do(compiled_path: Path, tmp_path: Path) -> None:
    whole = compiled_path.read_bytes()
    damaged = tmp_path / "damaged"
    for data in (b"", b"not it", whole[:20], whole[: len(whole) // 2], whole[:-9]):
        damaged.write_bytes(data)
        with pytest.raises(VocabularyError, match="compile it again"):
            CompiledVocabulary(damaged)
    with pytest.raises(VocabularyError, match="compile it again"):
        CompiledVocabulary(tmp_path / "absent")
    changed = bytearray(whole)
    changed[-40] ^= 1
    damaged.write_bytes(changed)
    with pytest.raises(VocabularyError, match="not those that were written"):
        CompiledVocabulary(damaged, verify=True)


def test_every_single_flipped_byte_of_the_frame_is_safe(
    compiled_path: Path, tmp_path: Path
) -> None:
    whole = compiled_path.read_bytes()
    damaged = tmp_path / "damaged"
    for at in [*range(0, 400, 3), *range(400, len(whole), len(whole) // 60)]:
        changed = bytearray(whole)
        changed[at] ^= 0x41
        damaged.write_bytes(changed)
        with pytest.raises(VocabularyError):
            CompiledVocabulary(damaged, verify=True)


def test_falls_back_to_our_tables_and_says_so(tmp_path: Path, compiled_path: Path) -> None:
    opened = open_vocabulary(tmp_path / "absent")
    assert not opened.compiled
    assert opened.note is not None
    assert "compile it again" in opened.note
    assert opened.vocabulary.named("tylenol") is not None
    assert open_vocabulary(compiled_path).compiled


def test_names_of_two_sources_become_one_concept() -> None:
    registry = Registry()
    registry.add([Group("own:a", ConceptKind.DRUG, "alphadrug", ("betabrand",))])
    registry.add(
        [
            Group("x:1", ConceptKind.DRUG, "alphadrugs", ("gammabrand", "betabrand")),
            Group(
                "x:2", ConceptKind.DRUG, "alphadrug sodium", ("deltabrand",), joins=("alphadrug",)
            ),
            Group("x:3", ConceptKind.CONDITION, "alphadrug", ("epsilonosis",)),
            Group("x:4", ConceptKind.DRUG, "unheard of", ("zeta",), only_joins=True),
        ]
    )
    first = registry.concept(0)
    assert first.names == (
        "alphadrug",
        "betabrand",
        "alphadrug sodium",
        "gammabrand",
        "deltabrand",
    )
    assert registry.by_key["epsilonosis"] == 1  # a condition is never joined to a drug
    assert "zeta" not in registry.by_key


def test_names_of_an_earlier_osler_are_known_for_it(compiled_path: Path, tmp_path: Path) -> None:
    assert open_vocabulary(compiled_path).stale  # it does not say what went in
    write(tmp_path / "now", {}, [], {}, edition())
    assert not open_vocabulary(tmp_path / "now").stale
    assert not open_vocabulary(tmp_path / "none").stale  # our own tables, as they are
