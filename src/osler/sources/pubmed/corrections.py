"""CommentsCorrections: what has happened to a record, and what a record does to another.

Source: NLM DTD pubmed_250101 (`CommentsCorrections@RefType`) and MEDLINE display tags
(https://www.nlm.nih.gov/bsd/mms/medlineelements.html).
"""

from __future__ import annotations

from osler.evidence.standing import Notice, NoticeKind

_NOTICES = {
    "RetractionIn": NoticeKind.RETRACTED,
    "RetractedandRepublishedIn": NoticeKind.RETRACTED,
    "PartialRetractionIn": NoticeKind.PARTLY_RETRACTED,
    "ExpressionOfConcernIn": NoticeKind.CONCERN,
    "ErratumIn": NoticeKind.CORRECTED,
    "UpdateIn": NoticeKind.SUPERSEDED,
    "RepublishedIn": NoticeKind.REPUBLISHED,
    "CorrectedandRepublishedIn": NoticeKind.REPUBLISHED,
}
_LINKS = {
    "RetractionOf": "retracts",
    "RetractedandRepublishedFrom": "retracts",
    "PartialRetractionOf": "partly retracts",
    "ErratumFor": "corrects",
    "ExpressionOfConcernFor": "concerns",
    "UpdateOf": "updates",
    "RepublishedFrom": "republishes",
    "CorrectedandRepublishedFrom": "republishes",
    "CommentOn": "comments on",
    "CommentIn": "commented in",
    "SummaryForPatientsIn": "summary for patients",
    "OriginalReportIn": "original report",
    "ReprintOf": "reprints",
    "ReprintIn": "reprinted in",
    "AssociatedDataset": "dataset",
    "AssociatedPublication": "associated publication",
}
_NOTICE_MAKERS = frozenset(
    {"RetractionOf", "PartialRetractionOf", "ErratumFor", "ExpressionOfConcernFor"}
)
MEDLINE_TAGS = {
    "RIN": "RetractionIn",
    "ROF": "RetractionOf",
    "RRI": "RetractedandRepublishedIn",
    "RRF": "RetractedandRepublishedFrom",
    "PRIN": "PartialRetractionIn",
    "PROF": "PartialRetractionOf",
    "ECI": "ExpressionOfConcernIn",
    "ECF": "ExpressionOfConcernFor",
    "EIN": "ErratumIn",
    "EFR": "ErratumFor",
    "UIN": "UpdateIn",
    "UOF": "UpdateOf",
    "RPI": "RepublishedIn",
    "RPF": "RepublishedFrom",
    "CRI": "CorrectedandRepublishedIn",
    "CRF": "CorrectedandRepublishedFrom",
    "CON": "CommentOn",
    "CIN": "CommentIn",
    "SPIN": "SummaryForPatientsIn",
    "ORI": "OriginalReportIn",
}


def notice(kind: str, pmid: str | None, citation: str | None) -> Notice | None:
    """The notice a RefType sets on its own record; None for any other RefType."""
    found = _NOTICES.get(kind)
    return Notice(found, f"pubmed:{pmid}" if pmid else None, citation) if found else None


def link(kind: str, pmid: str | None) -> tuple[str, str] | None:
    """What the record says about another: `("retracts", "pubmed:PMID")`; None without a PMID."""
    name = _LINKS.get(kind)
    return (name, f"pubmed:{pmid}") if name and pmid else None


def makes_notice(kind: str) -> bool:
    """Whether a record with this RefType exists only to say something of another."""
    return kind in _NOTICE_MAKERS
