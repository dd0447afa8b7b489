"""Synthetic PubMed and JATS files for the ingest tests; PMIDs from 99000000 up belong to nobody."""

from __future__ import annotations

PAPER = 99_000_100
NOTICE = 99_000_200
DOI = "10.99999/Synthetic.100"


def article(
    pmid: int,
    words: str = "Synthetic words about nothing.",
    *,
    related: tuple[str, int] | None = None,
    doi: str | None = None,
    pmcid: str | None = None,
) -> str:
    """One PubMed record; `related` is what it says of another: (RefType, PMID)."""
    said = ""
    if related:
        said = (
            f"<CommentsCorrectionsList><CommentsCorrections RefType='{related[0]}'>"
            "<RefSource>Synthetic J. 2021</RefSource>"
            f"<PMID Version='1'>{related[1]}</PMID></CommentsCorrections></CommentsCorrectionsList>"
        )
    ids = f"<ArticleId IdType='pubmed'>{pmid}</ArticleId>"
    ids += f"<ArticleId IdType='doi'>{doi}</ArticleId>" if doi else ""
    ids += f"<ArticleId IdType='pmc'>{pmcid}</ArticleId>" if pmcid else ""
    return (
        "<PubmedArticle><MedlineCitation Status='MEDLINE' Owner='NLM'>"
        f"<PMID Version='1'>{pmid}</PMID><Article PubModel='Print'>"
        "<Journal><JournalIssue><PubDate><Year>2020</Year></PubDate></JournalIssue>"
        "<Title>Synthetic Journal</Title></Journal>"
        f"<ArticleTitle>Synthetic record {pmid}.</ArticleTitle>"
        f"<Abstract><AbstractText>{words}</AbstractText></Abstract>"
        f"<Language>eng</Language></Article>{said}</MedlineCitation>"
        f"<PubmedData><ArticleIdList>{ids}</ArticleIdList></PubmedData></PubmedArticle>"
    )


def deletion(*pmids: int) -> str:
    """What comes last in a file that withdraws records."""
    gone = "".join(f"<PMID Version='1'>{pmid}</PMID>" for pmid in pmids)
    return f"<DeleteCitation>{gone}</DeleteCitation>"


def pubmed(*parts: str) -> bytes:
    """A PubMed file."""
    body = "\n".join(parts)
    return (
        f"<?xml version='1.0' encoding='utf-8'?>\n<PubmedArticleSet>{body}</PubmedArticleSet>"
    ).encode()


def retraction(of: int = PAPER, pmid: int = NOTICE) -> str:
    """A PubMed retraction notice."""
    return article(pmid, "Synthetic notice.", related=("RetractionOf", of))


def jats(
    pmcid: str | None,
    *,
    pmid: int | None = None,
    doi: str | None = None,
    related: tuple[str, str, str] | None = None,
) -> bytes:
    """One full text; `related` is (related-article-type, ext-link-type, target)."""
    ids = f"<article-id pub-id-type='pmcid'>{pmcid}</article-id>" if pmcid else ""
    ids += f"<article-id pub-id-type='pmid'>{pmid}</article-id>" if pmid else ""
    ids += f"<article-id pub-id-type='doi'>{doi}</article-id>" if doi else ""
    said = ""
    if related:
        said = (
            f"<related-article related-article-type='{related[0]}' ext-link-type='{related[1]}' "
            f"xlink:href='{related[2]}'/>"
        )
    return (
        "<article xmlns:xlink='http://www.w3.org/1999/xlink' article-type='research-article'>"
        "<front><journal-meta><journal-title-group><journal-title>Synthetic Journal"
        f"</journal-title></journal-title-group></journal-meta><article-meta>{ids}"
        f"<title-group><article-title>Synthetic full text {pmcid}</article-title></title-group>"
        f"<pub-date pub-type='epub'><year>2020</year></pub-date>{said}"
        "<abstract><p>Synthetic words about nothing.</p></abstract></article-meta></front>"
        "<body><sec><title>Results</title><p>Synthetic results of nothing.</p></sec></body>"
        "</article>"
    ).encode()
