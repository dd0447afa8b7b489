"""Files of questions: each form read as its field writes it, and bad ones refused in one line."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from osler.evaluation.cases import Case, CasesError, Gold, read_cases

BIOASQ = {
    "questions": [
        {
            "id": "q1",
            "body": "What causes synthetic disease?",
            "type": "summary",
            "documents": ["http://example.org/pubmed/99000001", "http://example.org/pubmed/99000001"],
            "ideal_answer": ["Synthetic alpha. ", " "],
            "snippets": [
                {"document": "http://example.org/pubmed/99000001", "text": "Alpha causes it.",
                 "offsetInBeginSection": 0}
            ],
        },
        {"id": "q2", "body": "Is it so?", "type": "yesno", "ideal_answer": "Synthetically."},
    ]
}  # fmt: skip
PUBMEDQA = {
    "99000002": {
        "QUESTION": "Does synthetic beta help?",
        "CONTEXTS": ["Nothing."],
        "LONG_ANSWER": "Synthetic beta helps.",
        "final_decision": "yes",
    }
}
KQA = [
    {"Question": "Is gamma synthetic?", "Free_form_answer": "It is.", "Must_have": ["Gamma is."],
     "Nice_to_have": ["So is delta.", ""]},
    {"Question": "And delta?", "Must_have": []},
]  # fmt: skip
OURS = """
- question: What is synthetic?
  must: [This is.]
  must_not: [That is.]
  documents: [99000003]
- id: second
  question: Who knows?
  refused: true
"""


def kept(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_bioasq(tmp_path: Path) -> None:
    found = read_cases(kept(tmp_path, "b.json", json.dumps(BIOASQ)))
    assert found.form == "BioASQ"
    assert found.cases == (
        Case(
            "q1",
            "What causes synthetic disease?",
            ideals=("Synthetic alpha.",),
            documents=("99000001",),
            snippets=(Gold("99000001", "Alpha causes it."),),
        ),
        Case("q2", "Is it so?", ideals=("Synthetically.",)),
    )


def test_a_zip_of_bioasq_files_counts_each_question_once(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("one.json", json.dumps(BIOASQ))
        archive.writestr("two.json", json.dumps(BIOASQ))
        archive.writestr("README", "nothing of ours")
    assert [each.id for each in read_cases(tmp_path / "b.zip").cases] == ["q1", "q2"]


def test_pubmedqa(tmp_path: Path) -> None:
    found = read_cases(kept(tmp_path, "p.json", json.dumps(PUBMEDQA)))
    assert found.form == "PubMedQA"
    (case,) = found.cases
    assert case == Case(
        "99000002",
        "Does synthetic beta help?",
        ideals=("Synthetic beta helps.",),
        documents=("99000002",),
    )


def test_kqa(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps(each) for each in KQA) + "\n"
    found = read_cases(kept(tmp_path, "k.jsonl", lines))
    assert found.form == "K-QA"
    assert found.cases[0] == Case(
        "kqa-1",
        "Is gamma synthetic?",
        ideals=("It is.",),
        must=("Gamma is.",),
        nice=("So is delta.",),
    )
    assert len(found.cases) == 2


def test_ours(tmp_path: Path) -> None:
    first, second = read_cases(kept(tmp_path, "o.yaml", OURS)).cases
    assert (first.id, first.must, first.never) == ("1", ("This is.",), ("That is.",))
    assert first.documents == ("99000003",)
    assert first.refused is None
    assert second == Case("second", "Who knows?", refused=True)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.json", "{", "a.json"),
        ("a.json", "[]", "array"),
        ("a.json", '{"questions": []}', "holds no question"),
        ("a.json", '{"questions": [{"id": "1"}]}', "body"),
        ("a.json", '{"1": {"CONTEXTS": []}}', "QUESTION"),
        ("a.jsonl", '{"Question": "Is it?"}\n{"Question": 3}\n', "Question"),
        ("a.yaml", "- ask: Is it?", "ask"),
        ("a.yaml", "- question: [", "a.yaml"),
        ("a.yaml", "question: Is it?", "array"),
        ("a.yaml", "", "a.yaml"),
        ("a.yaml", '- question: ""', "case 1 has no question"),
        ("a.zip", "PK\x03\x04", "damaged"),
        ("a.json", "[" * 100_000, "a.json"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    with pytest.raises(CasesError) as caught:
        read_cases(kept(tmp_path, name, text))
    assert said in str(caught.value)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CasesError, match="No such file"):
        read_cases(tmp_path / "none.json")
