"""Compiling the real packages: once, then asked what a clinician would ask."""

from __future__ import annotations

import json
import time
import zipfile
from pathlib import Path

import pytest

from osler.vocabulary.compile import CompileReport, compile_vocabulary
from osler.vocabulary.compiled import CompiledVocabulary
from osler.vocabulary.concept import ConceptKind
from osler.vocabulary.names import key
from osler.vocabulary.own import stop_keys

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> CompileReport:
    said: list[str] = []
    made = compile_vocabulary(tmp_path_factory.mktemp("compiled") / "names.osler", said.append)
    assert said[-1] == "merging"
    return made


@pytest.fixture(scope="module")
def vocabulary(report: CompileReport) -> CompiledVocabulary:
    return CompiledVocabulary(report.path, verify=True)


def test_it_is_small_and_nothing_is_left_beside_it(report: CompileReport) -> None:
    assert report.concepts > 50_000
    assert report.names > 200_000
    assert report.bytes < 60_000_000
    assert [path.name for path in report.path.parent.iterdir()] == [report.path.name]
    assert all(count > 500 for _, count in report.sources)


@pytest.mark.parametrize(
    ("name", "preferred"),
    [
        ("adrenaline", "epinephrine"),
        ("frusemide", "furosemide"),
        ("warfarin sodium", "warfarin"),
        ("metformin hydrochloride", "metformin"),
        ("heart attack", "myocardial infarction"),
        ("Diabetes Mellitus, Type 2", "type 2 diabetes mellitus"),
        ("Pulmonary Disease, Chronic Obstructive", "chronic obstructive pulmonary disease"),
        ("valproic acid", "valproate"),
        ("sodium chloride", "sodium chloride"),
        ("nosebleed", "epistaxis"),
    ],
)
def test_names_of_one_thing_lead_to_one_concept(
    vocabulary: CompiledVocabulary, name: str, preferred: str
) -> None:
    concept = vocabulary.named(name)
    assert concept is not None
    assert concept.preferred == preferred


def test_useful_names_come_before_obscure_ones(vocabulary: CompiledVocabulary) -> None:
    concept = vocabulary.named("acetaminophen")
    assert concept is not None
    assert concept.names[:3] == ("acetaminophen", "paracetamol", "tylenol")
    assert concept.kind is ConceptKind.DRUG


def test_no_stop_word_is_a_concept(vocabulary: CompiledVocabulary) -> None:
    text = "lead water air cause best ease acute dose effect adult for the generic affected"
    assert vocabulary.mentions(text) == ()
    assert all(len(normal) > 0 for normal in stop_keys())
    assert key("lead") in stop_keys()


@pytest.mark.shared
def test_real_questions_name_few_wrong_things_and_take_no_time(
    vocabulary: CompiledVocabulary, shared_data: Path
) -> None:
    questions: list[str] = []
    with zipfile.ZipFile(shared_data / "questions" / "bioasq_7b_10b.zip") as files:
        for name in files.namelist():
            if name.endswith(".json"):
                questions += [each["body"] for each in json.loads(files.read(name))["questions"]]
    assert len(questions) >= 1_983
    began = time.process_time()
    found = [mention for text in questions for mention in vocabulary.mentions(text)]
    assert (time.process_time() - began) / len(questions) < 0.001
    assert len(found) > 1_400
    wrong = {"the in", "affected", "generic", "a viral", "lead", "cell", "gene", "protein", "list"}
    assert wrong.isdisjoint(mention.text.lower() for mention in found)
