"""A rewrite keeps what the original claims: bad ones are caught, good ones in lay words pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from osler.readers.fidelity import citation_faults, faults


def cases(name: str) -> list[list[str]]:
    lines = (Path(__file__).parent / name).read_text("utf-8").splitlines()
    return [
        [part.strip() for part in each.split("|")] for each in lines if each[:1] not in ("", "#")
    ]


@pytest.mark.parametrize(
    ("original", "rewrite", "kind"), cases("changed_rewrites.txt"), ids=lambda each: each[:40]
)
def test_a_rewrite_that_changes_a_claim_is_caught(original: str, rewrite: str, kind: str) -> None:
    found = faults(original, rewrite)
    assert found
    assert kind in {each.kind for each in found}, found
    assert all(each.said for each in found)


@pytest.mark.parametrize(
    ("original", "rewrite"), cases("faithful_rewrites.txt"), ids=lambda each: each[:40]
)
def test_a_good_rewrite_in_lay_words_passes(original: str, rewrite: str) -> None:
    assert faults(original, rewrite) == ()


@pytest.mark.parametrize(
    ("original", "rewrite"), cases("strict_rewrites.txt"), ids=lambda each: each[:40]
)
def test_what_cannot_be_seen_to_be_the_same_is_a_fault(original: str, rewrite: str) -> None:
    assert faults(original, rewrite)


def test_the_same_words_say_the_same() -> None:
    assert faults("Aspirin may help 3 of 10 adults.", "Aspirin may help 3 of 10 adults.") == ()


def test_a_meaning_from_the_glossary_in_brackets_claims_nothing() -> None:
    original = "Myasthenia gravis may get worse."
    meaning = "Myasthenia gravis: nerves and muscles do not link well, so muscles tire quickly."
    assert faults(original, f"{original} [{meaning}]") == ()
    assert faults(original, f"{original} [It kills one in ten people.]")


def test_a_rewrite_cites_what_the_original_cites() -> None:
    assert citation_faults(("a", "b"), ("a", "b")) == ()
    assert [each.kind for each in citation_faults(("a", "b"), ("a",))] == ["citations"]
