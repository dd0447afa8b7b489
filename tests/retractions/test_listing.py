"""Lists of retractions, recognised by content; bare PMIDs need a name that says what they are."""

from __future__ import annotations

from osler.sources.retractions import SOURCES
from osler.sources.source import Noted, Skipped

(LIST,) = SOURCES
BARE = b"".join(b"%d\n" % (99_000_001 + n) for n in range(30))
TABLE = (
    b"Record ID,OriginalPaperPubMedID,RetractionNature\n"
    b"1,99000001,Retraction\n2,99000002,Expression of concern\n3,0,Retraction\n"
    b"4,99000004,Reinstatement\n"
)


def test_both_forms_are_recognised_and_nothing_else() -> None:
    assert LIST.recognises(BARE)
    assert LIST.recognises(TABLE)
    assert not LIST.recognises(b"99000001\n99000002\n")
    assert not LIST.recognises(b'{"pmid": 99000001}\n' * 30)
    assert not LIST.recognises(BARE + b"and words\n")


def test_bare_pmids_count_only_under_a_name_that_says_so() -> None:
    named = list(LIST.parse(BARE, "retractions.tsv"))
    assert len(named) == 30
    assert named[0] == Noted("list:retractions.tsv", "retracts", "pubmed:99000001")
    assert all(isinstance(item, Skipped) for item in LIST.parse(BARE, "reading-list.txt"))


def test_the_table_says_what_happened_to_each() -> None:
    kinds = [
        item.kind if isinstance(item, Noted) else "skipped"
        for item in LIST.parse(TABLE, "watch.csv")
    ]
    assert kinds == ["retracts", "concerns", "skipped", "reinstates"]


def test_a_paper_is_named_by_pmid_and_doi_however_they_are_written() -> None:
    head = b"RetractionDate,OriginalPaperPubMedID,OriginalPaperDOI,RetractionNature\n"
    rows = b"1/2/2020 0:00,99000001.0,https://doi.org/10.99999/ABC,Retraction\n"
    rows += b"1/2/2020 0:00,0,10.99999/Def,Retraction\n3/1/2019,0,10.99999/DEF,Reinstatement\n"
    rows += b"1/2/2021,99000001,unavailable,Reinstatement\n"
    found = list(LIST.parse(head + rows, "watch.csv"))
    assert found[0] == Noted("list:watch.csv", "retracts", "pubmed:99000001", ("doi:10.99999/abc",))
    assert found[1] == Noted("list:watch.csv", "retracts", "doi:10.99999/def")
    assert isinstance(found[2], Skipped)  # reinstated, and retracted again since
    assert found[3] == Noted("list:watch.csv", "reinstates", "pubmed:99000001")
