"""How much easier the patients' version reads than the physicians', and whether it says the same.

Twenty questions of the journeys that the bundled digests answer. The grade (Flesch-Kincaid) is over
the statements as displayed: what is in brackets counts, what stands behind a fold does not.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence

from osler.answer.answer import Answer
from osler.answer.ask import ask
from osler.answer.desk import Evidence, Wish
from osler.evaluation.row import Row
from osler.readers.adapt import adapt
from osler.readers.audience import audience
from osler.readers.readability import Reading, reading

QUESTIONS = (
    "What is the cause of myopathic necrosis?",
    "What is the first-line treatment of uncomplicated gonorrhoea?",
    "Should adults over 60 take aspirin to prevent heart attack?",
    "How should clopidogrel be used in CYP2C19 poor metabolizers?",
    "Do statins cause myopathy?",
    "What are the adverse effects of prednisone?",
    "Which drugs interact with simvastatin?",
    "Should adults aged 45 be screened for colorectal cancer?",
    "Should women aged 40 have screening mammography?",
    "What is the treatment of primary syphilis?",
    "Does warfarin dosing depend on CYP2C9?",
    "Should adults aged 60 take aspirin to prevent cardiovascular disease?",
    "How is malaria prevented in travellers?",
    "Who should be screened for hepatitis C?",
    "What is the boxed warning of warfarin?",
    "SLCO1B1 and simvastatin",
    "statin for primary prevention over 75",
    "breast cancer screening age 40",
    "syphilis screening pregnancy",
    "colorectal cancer screening age",
)
ENOUGH = 3.0  # grades


def answers(evidence: Evidence, year: int, questions: Sequence[str] = QUESTIONS) -> list[Answer]:
    """The answers; refusals have no statements and are left out."""
    found = (ask(each, evidence, Wish(year)) for each in questions)
    return [each for each in found if each.refusal is None]


def rows(found: Sequence[Answer]) -> list[Row]:
    """Grades before and after, faults, and the time that one answer takes in other words."""
    took: list[float] = []
    made: list[Reading] = []
    adapt(found[0], audience("patient"))  # reads the glossary
    for each in found:
        started = time.perf_counter()
        adapted = adapt(each, audience("patient"))
        took.append((time.perf_counter() - started) * 1000)
        made.append(reading(adapted))
    sizes = f"{len(made)} answers, {sum(each.of for each in made)} statements"
    easier = [each.easier for each in made]
    bare = [each.before - each.bare for each in made]
    changed = sum(each.changed for each in made) / sum(each.of for each in made)
    enough = sum(each >= ENOUGH for each in easier)
    return [
        Row("readers, grade for physicians", statistics.mean(e.before for e in made), "", sizes),
        Row("readers, grade for patients", statistics.mean(e.grade for e in made), "", sizes),
        Row("readers, grades lower, mean", statistics.mean(easier), "", sizes),
        Row("readers, grades lower, median", statistics.median(easier), "", sizes),
        Row("readers, grades lower without meanings", statistics.mean(bare), "", sizes),
        Row(f"readers, answers at least {ENOUGH:g} lower", enough, "", sizes),
        Row("readers, statements in other words", 100 * changed, "%", sizes),
        Row("readers, statements that failed fidelity", sum(e.failed for e in made), "", sizes),
        Row("readers, time for an answer, p50", statistics.median(took), "ms", sizes),
    ]
