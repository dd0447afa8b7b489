"""The article on an MMWR web page that was turned into Markdown: title, date and text."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEAD = 3000  # code points of an article in which a note to the reader stands
_LAYOUT = re.compile(r"subject line of e-mail\.\s*", re.I)
_OLD_END = re.compile(r"__Disclaimer__|All MMWR HTML (?:versions|documents)|Return to top|\|\s*\n")
_NEW_TITLE = re.compile(r"^# (?P<title>.+?)(?: #)?[ \t]*$", re.M)
_DATE_LINE = re.compile(r"^_(?:[A-Z][\w ]+)_ / (?P<date>[A-Z][a-z]+ \d{1,2}, \d{4}) /", re.M)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_ANY_DATE = re.compile(rf"\b{_MONTH} (?:\d{{1,2}}, )?(?:19|20)\d\d\b")
_CITED_YEAR = re.compile(r"\bMMWR,? ?((?:19|20)\d\d)[;:]? ?\d")
_REVIEWED = re.compile(rf"Page last (?:reviewed|updated): ({_MONTH} \d{{1,2}}, \d{{4}})")
_NEW_END = re.compile(
    r"^(?:#+ _*(?:References?|Acknowledge?ments?)\b|_?Use of trade names|__Disclaimer|"
    r"All _?MMWR_? HTML|\*\*Questions or messages|\*  ?\*  ?\*|Top\s*$)",
    re.M,
)
_LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\((?:[^()\s]|\([^()]*\))*(?: \"[^\"]*\")?\)")
_CITATION = re.compile(r"\s*\((?:_\d[\d,–\- ]*_[,;]?\s*)+\)")
_RAISED = re.compile(r"\^([^\s^]{1,12})\^")
_TITLE_END = re.compile(
    r"\s{2,}|\s(?=INTRODUCTION\b|Introduction\b|SUGGESTED CITATION|SUMMARY\b|Summary\b|OUTLINE\b|"
    r"__Please|Prepared by|U\.S\. Department|Persons using|Purpose\b|Preface\b|PREFACE\b)"
)
_NOISE = re.compile(
    r"^(?:\s*(?:\[?Top\]?|Print|_Supplements_ / .*|Related Pages|Article Metrics|"
    r"Altmetric:?|Metric Details|"
    r"On This Page|View (?:author affiliations|suggested citation)|\(?View author.*|[{}].*|"
    r"\.altmetric.*|display: flex;|Please note:.*)\s*)$",
    re.M,
)


@dataclass(frozen=True, slots=True)
class Page:
    """An article: `title` in one line, `date` as printed or `None`, `body` as Markdown."""

    title: str
    date: str | None
    body: str
    head: str  # how the article begins, notes to the reader included


def read_page(text: str) -> Page | None:
    """The article on a page, its navigation and references left out; `None` where there is none."""
    date = _date(text)
    title = _NEW_TITLE.search(text)
    if title is not None:
        rest = text[title.end() :]
        return Page(_plain(title["title"]), date, _cleaned(_until_end(rest)), rest[:_HEAD])
    layout = _LAYOUT.search(text)
    if layout is None:
        return None
    return _old(text[layout.end() :], date)


def _old(text: str, date: str | None) -> Page | None:
    """Pages before 2009: the article is one line in a table cell, two spaces between paragraphs."""
    end = _OLD_END.search(text)
    text = text[: end.start()] if end else text
    cut = _TITLE_END.search(text, 20)
    title = _plain(text[: cut.start()] if cut else text[:160])
    if not 8 <= len(title) <= 300:
        title = _plain(text[:160].rpartition(" ")[0])
    if not title:
        return None
    body = re.sub(r" {2,}", "\n\n", text[cut.end() :] if cut else text)
    return Page(title, date, _cleaned(body), text[:_HEAD])


def _until_end(text: str) -> str:
    """Up to the references; what follows them is notes and the site's footer."""
    ends = (match.start() for match in _NEW_END.finditer(text) if match.start() > 1500)
    return text[: next(ends, len(text))]


def _cleaned(text: str) -> str:
    text = _CITATION.sub("", _LINK.sub(r"\1", text))
    text = _RAISED.sub(r"<sup>\1</sup>", text)
    return _NOISE.sub("", text)


def _plain(text: str) -> str:
    text = re.sub(r"[*_\\|#]+", "", _LINK.sub(r"\1", text))
    return re.sub(r"\s+", " ", text).strip(" .")


def _date(text: str) -> str | None:
    """The issue's date; failing that the article's first, then the year of its own citation."""
    for pattern in (_DATE_LINE, _REVIEWED):
        if found := pattern.search(text):
            return found[1]
    layout = _LAYOUT.search(text)
    start = layout.end() if layout else 0
    if found := _ANY_DATE.search(text, start, start + 400):
        return found[0]
    if found := _CITED_YEAR.search(text, start, start + 3000):
        return found[1]
    return None
