"""Run-in headings: found where a reader would, left alone where a reader could not be sure."""

from __future__ import annotations

import pytest

from osler.sources.labels.headings import heading_end

NAMES = frozenset({"osleron", "testastatin"})


@pytest.mark.parametrize(
    ("text", "code", "heading"),
    [
        ("5 WARNINGS AND PRECAUTIONS OSLERON hurts.", "43685-7", "5 WARNINGS AND PRECAUTIONS"),
        ("Uses temporarily relieves", "34067-9", ""),
        ("INDICATIONS & USAGE Tests.", "34067-9", "INDICATIONS & USAGE"),
        ("4 CONTRAINDICATIONS None.", "34070-3", "4 CONTRAINDICATIONS"),
        ("8.1 Pregnancy Risk Summary It is.", "42228-7", "8.1 Pregnancy"),
        ("6.2 Postmarketing Experience The following", None, "6.2 Postmarketing Experience"),
        ("5.1 Skeletal Muscle Rare cases of it", None, "5.1 Skeletal Muscle"),
        ("5.4 Bradycardia Symptomatic bradycardia can occur", None, "5.4 Bradycardia"),
        ("5.6 Hemolytic Anemia Hemolytic anemia has", None, "5.6 Hemolytic Anemia"),
        ("7.2 Strong and Weak Inhibitors Patients on them", None, "7.2 Strong and Weak Inhibitors"),
        (
            "2.5 Use in Patients with Muscle Pain Testastatin is not",
            None,
            "2.5 Use in Patients with Muscle Pain",
        ),
        ("7.15 Alcohol When Osleron and ethanol were given", None, "7.15 Alcohol"),
        ("2.1 Breast Cancer • For locally advanced", None, "2.1 Breast Cancer"),
        ("5.3 Seizures Central nervous system effects have been seen", None, "5.3 Seizures"),
        ("5.1 Risk of serious infections Patients treated", None, ""),
        ("5.2 Liver Dysfunction HMG-CoA Reductase inhibitors, like some", None, ""),
        ("Pregnancy", "42228-7", "Pregnancy"),
        ("Teratogenic Effects: Category C", "34077-8", "Teratogenic Effects:"),
        ("Pregnancy tests were done", "42228-7", ""),
        ("5.1 ", None, ""),
        ("Text without a number", None, ""),
        ("", None, ""),
    ],
)
def test_heading_end(text: str, code: str | None, heading: str) -> None:
    assert text[: heading_end(text, code, NAMES)] == heading
