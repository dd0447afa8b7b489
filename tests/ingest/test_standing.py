"""A retraction reaches what it retracts: in any order, in any form, and after a deletion."""

from __future__ import annotations

from pathlib import Path

import pytest
from held import Held

from made_pubmed import DOI, NOTICE, PAPER, article, deletion, jats, pubmed, retraction
from osler.ingest import notices
from osler.ingest.catalog import Link

KEY = f"pubmed:{PAPER}"
PMC = "pmc:PMC99000001"
FULL = "PMC99000001"


@pytest.fixture
def held(tmp_path: Path) -> Held:
    return Held(tmp_path)


def test_deleted_and_added_again_it_is_still_retracted(held: Held) -> None:
    held.read(pubmed(article(PAPER)), pubmed(retraction()), pubmed(deletion(PAPER)))
    held.read(pubmed(article(PAPER, "Synthetic, revised.")))
    assert held.retracted(KEY)


def test_deleted_and_added_again_in_one_file(held: Held) -> None:
    held.read(pubmed(article(PAPER)), pubmed(retraction()))
    held.read(pubmed(deletion(PAPER), article(PAPER, "Synthetic, revised.")))
    assert held.retracted(KEY)


def test_what_the_operator_declared_outlasts_deletion_and_replacement(held: Held) -> None:
    other = f"pubmed:{PAPER + 1}"
    held.read(pubmed(article(PAPER), article(PAPER + 1), article(PAPER + 2)))
    held.catalog.link([Link("retracts", "list:mine", KEY)], declared=True)
    held.catalog.link([Link("supersedes", f"pubmed:{PAPER + 2}", other)], declared=True)
    held.read(pubmed(deletion(PAPER, PAPER + 1, PAPER + 2)))
    held.read(pubmed(*(article(PAPER + n, "Synthetic, again.") for n in range(3))))
    held.read(pubmed(article(PAPER + 2, "Synthetic, replaced.")))
    assert held.retracted(KEY)
    assert held.words(other) == ("superseded",)


@pytest.mark.parametrize("full_first", [True, False])
@pytest.mark.parametrize(
    ("paper", "full"),
    [
        (article(PAPER), jats(FULL, pmid=PAPER)),
        (article(PAPER, doi=DOI), jats(FULL, doi=DOI.upper())),
        (article(PAPER, pmcid=FULL), jats(FULL)),
    ],
    ids=["pmid", "doi", "pmcid"],
)
def test_a_retraction_reaches_every_form_of_the_work(
    held: Held, paper: str, full: bytes, full_first: bool
) -> None:
    files = [full, pubmed(paper)] if full_first else [pubmed(paper), full]
    held.read(*files, pubmed(retraction()))
    assert held.retracted(KEY)
    assert held.retracted(PMC)
    held.read(pubmed(deletion(NOTICE)))
    assert not held.retracted(KEY)
    assert not held.retracted(PMC)


@pytest.mark.parametrize("full_first", [True, False])
def test_a_full_text_that_says_it_is_retracted_marks_the_record(
    held: Held, full_first: bool
) -> None:
    gone = jats(FULL, pmid=PAPER, related=("retraction-forward", "pmid", "99000200"))
    files = [gone, pubmed(article(PAPER))]
    held.read(*(files if full_first else files[::-1]))
    assert held.retracted(PMC)
    assert held.retracted(KEY)


def test_a_record_that_says_it_is_retracted_marks_the_full_text(held: Held) -> None:
    held.read(jats(FULL, doi=f"https://doi.org/{DOI}"))
    held.read(pubmed(article(PAPER, doi=DOI, related=("RetractionIn", NOTICE))))
    assert held.retracted(PMC)


@pytest.mark.parametrize(
    ("scheme", "target"),
    [
        ("doi", DOI),
        ("doi", DOI.lower()),
        ("doi", f"https://doi.org/{DOI.upper()}"),
        ("uri", f"http://dx.doi.org/{DOI}"),
        ("doi", f"doi:{DOI}"),
    ],
)
def test_a_notice_may_name_a_doi_in_any_spelling(held: Held, scheme: str, target: str) -> None:
    notice = jats("PMC99000002", related=("retracted-article", scheme, target))
    held.read(notice, pubmed(article(PAPER, doi=DOI)))
    assert held.retracted(KEY)


def test_a_shared_doi_says_nothing_between_two_pubmed_records(held: Held) -> None:
    held.read(pubmed(article(PAPER, doi=DOI), article(PAPER + 1, doi=DOI)), pubmed(retraction()))
    assert not held.retracted(f"pubmed:{PAPER + 1}")


def test_a_partial_retraction_is_not_carried_as_a_whole_one(held: Held) -> None:
    held.read(
        jats(FULL, pmid=PAPER, related=("partial-retraction-forward", "pmid", "99000200")),
        pubmed(article(PAPER)),
    )
    assert held.words(KEY) == ()


def test_a_listed_paper_is_known_by_doi_and_by_a_number_from_a_spreadsheet(held: Held) -> None:
    head = "Record ID,OriginalPaperPubMedID,OriginalPaperDOI,RetractionNature\n"
    rows = f"1,0,{DOI.upper()},Retraction\n2,{PAPER + 1}.0,,Retraction\n"
    held.read(pubmed(article(PAPER, doi=DOI), article(PAPER + 1)), head + rows)
    assert held.retracted(KEY)
    assert held.retracted(f"pubmed:{PAPER + 1}")
    held.read(head + f"3,0,{DOI},Reinstatement\n")
    assert not held.retracted(KEY)
    assert held.retracted(f"pubmed:{PAPER + 1}")


def test_a_reinstatement_does_not_speak_for_the_journal(held: Held) -> None:
    head = "Record ID,OriginalPaperPubMedID,OriginalPaperDOI,RetractionNature\n"
    held.read(pubmed(article(PAPER)), pubmed(retraction()))
    held.read(head + f"1,{PAPER},,Retraction\n2,{PAPER},,Reinstatement\n")
    assert held.retracted(KEY)


def test_a_deleted_notice_lets_go_unless_another_names_the_paper(held: Held) -> None:
    second = NOTICE + 1
    held.read(pubmed(article(PAPER)), pubmed(retraction(), retraction(pmid=second)))
    held.read(pubmed(deletion(NOTICE)))
    assert held.retracted(KEY)
    held.read(pubmed(deletion(second)))
    assert held.words(KEY) == ()


def test_what_a_record_says_of_itself_outlasts_the_notice(held: Held) -> None:
    held.read(pubmed(article(PAPER, related=("RetractionIn", NOTICE))), pubmed(retraction()))
    held.read(pubmed(deletion(NOTICE)))
    assert held.retracted(KEY)


def test_applying_twice_changes_nothing(held: Held) -> None:
    held.read(jats(FULL, pmid=PAPER), pubmed(article(PAPER)), pubmed(retraction()))
    assert notices.apply(held.index, held.catalog) == []
