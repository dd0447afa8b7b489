"""The benchmark of answers measures what it says, on synthetic questions."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from osler.evaluation.bench_answers import rows
from osler.evaluation.bioasq import ARCHIVE, questions
from osler.vocabulary.small import SmallVocabulary

SAID = "Syntheticine is caused by nothing that anyone has ever measured in this synthetic record."
ASKED = [
    {"id": str(number), "body": "What causes syntheticine?", "type": "summary",
     "ideal_answer": [SAID, "Something else altogether."],
     "snippets": [{"document": f"http://example.org/{99000000 + number}", "text": SAID}]}
    for number in range(4)
]  # fmt: skip


def test_what_is_held_out_is_measured_beside_its_peers(tmp_path: Path) -> None:
    archive = tmp_path / ARCHIVE
    archive.parent.mkdir()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("synthetic.json", json.dumps({"questions": ASKED}))
    held = sum(not each.tuning for each in questions(tmp_path))
    assert held > 0
    found = {(row.name, row.peer): row for row in rows(tmp_path, SmallVocabulary())}
    row = found["answers, ranked: ROUGE-2, best ideal", "first gold snippet"]
    assert row.value == row.peer_value == 1
    assert row.sizes == f"{held} held-out questions, 1 snippets"
    mean = found["answers, summary ranked: ROUGE-2, mean of ideals", "top BM25 snippet"]
    assert 0 < mean.value < 1
    assert ("answers: nothing fit to show", None) in found
