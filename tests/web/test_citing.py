"""Cite this: what is written is read back by the same libraries as what it was."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import rispy
from pybtex.database import parse_string
from pybtex.richtext import Text

from made_answer import answer
from made_shelf import Site, change, site
from osler.articles import actions
from osler.rendering.citing import Kind, Name, Work, bibtex, csl, ris, work

HOSTILE = (
    'Braces } and { and \\input{/etc/passwd} % $x$ & # _ ~ ^ "quoted"\nER  - \r\nTY  - BOOK'
    " @article{x, β ≥ 5 µg/mL – 日本\u202e\u2028"
)
SEEN = (
    'Braces } and { and \\input{/etc/passwd} % $x$ & # _ ~ ^ "quoted" ER - TY - BOOK'
    " @article{x, β ≥ 5 µg/mL – 日本"
)
# csl-data.json of citationstyles.org, v1.0.2: the names used here, and no other is allowed there.
FIELDS = {
    "id", "type", "title", "author", "container-title", "publisher", "issued", "accessed", "URL",
    "DOI", "PMID", "PMCID", "version", "language", "note",
}  # fmt: skip


def _work(**values: Any) -> Work:
    return Work(**{"key": "k1", "kind": Kind.ARTICLE, "title": "A title", **values})


def _ris(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = rispy.loads(text)
    return found


def _tex(text: str) -> str:
    """What TeX prints: pybtex knows all commands but three."""
    found = str(Text.from_latex(text)).replace("\\$", "$")
    for command, letter in (
        ("\\textbraceleft ", "{"),
        ("\\textbraceright ", "}"),
        ("\\textasciicircum ", "^"),
        ("\\textbraceleft", "{"),
        ("\\textbraceright", "}"),
        ("\\textasciicircum", "^"),
    ):
        found = found.replace(command, letter)
    return found


def _hostile() -> Work:
    reference = answer().references[0]
    return work(
        replace(
            reference, title=HOSTILE, container=HOSTILE, authors=(HOSTILE, "Müller-O’Hara J Jr")
        )
    )


def test_ris_is_read_back() -> None:
    one = _work(
        authors=(Name("Alpha", "A"), Name("Synthetic Consortium")),
        container="Synthetic Journal",
        date="2021-03",
        url="https://example.org/a;b",
        doi="10.9999/x",
        pmid="99000001",
        note="systematic review; retracted",
    )
    text = ris([one, _work(key="k2")])
    assert text.startswith("TY  - JOUR\r\n")
    first, second = _ris(text)
    assert first["authors"] == ["Alpha, A", "Synthetic Consortium"]
    assert (first["title"], first["secondary_title"]) == ("A title", "Synthetic Journal")
    assert (first["year"], first["date"]) == ("2021", "2021/03//")
    assert first["urls"] == ["https://example.org/a%3Bb"]
    assert (first["doi"], first["accession_number"]) == ("10.9999/x", "99000001")
    assert first["notes"] == ["PMID: 99000001", "systematic review; retracted"]
    assert second["id"] == "k2"


def test_hostile_words_end_no_record_of_ris() -> None:
    found = _ris(ris([_hostile(), _work()]))
    assert len(found) == 2
    assert found[0]["title"] == SEEN
    assert found[0]["authors"] == [SEEN, "Müller-O’Hara, J Jr"]


def test_bibtex_is_read_back() -> None:
    one = _work(
        authors=(Name("Alpha", "A"), Name("Smith and Jones, Inc")),
        container="Journal & Co",
        date="2021-03-04",
        pmid="99000001",
        doi="10.9999/a_b",
    )
    found = parse_string(bibtex([one]), "bibtex").entries["k1"]
    assert found.type == "article"
    assert _tex(found.fields["title"]) == "A title"
    assert _tex(found.fields["journal"]) == "Journal & Co"
    assert (found.fields["year"], found.fields["month"]) == ("2021", "3")
    assert _tex(found.fields["doi"]) == "10.9999/a_b"
    alpha, body = found.persons["author"]
    assert (alpha.last_names, alpha.first_names) == (["Alpha"], ["A"])
    assert _tex(" ".join(body.last_names)) == "Smith and Jones, Inc"


def test_hostile_words_are_no_tex() -> None:
    text = bibtex([_hostile(), _work(key="other")])
    found = parse_string(text, "bibtex")
    assert list(found.entries) == ["ref1-m-1", "other"]
    entry = found.entries["ref1-m-1"]
    assert _tex(entry.fields["title"]) == SEEN
    assert _tex(entry.fields["journal"]) == SEEN
    assert _tex(" ".join(entry.persons["author"][0].last_names)) == SEEN
    assert "\\input" not in text
    for field in (entry.fields["title"], entry.fields["journal"]):
        assert field.count("{") == field.count("}")


def test_csl_is_read_back() -> None:
    items = json.loads(csl([_hostile(), _work(kind=Kind.PAGE, date="2021", read="2026-03-02")]))
    assert items[0]["title"] == SEEN
    assert items[0]["author"] == [{"literal": SEEN}, {"family": "Müller-O’Hara", "given": "J Jr"}]
    assert items[0]["issued"] == {"date-parts": [[2021, 3, 4]]}
    assert items[1]["issued"] == {"date-parts": [[2021]]}
    assert items[1]["accessed"] == {"date-parts": [[2026, 3, 2]]}
    for each in items:
        assert set(each) <= FIELDS
        assert each["type"] in {"article-journal", "report", "webpage"}


def test_an_address_that_is_none_is_not_cited() -> None:
    reference = replace(answer().references[0], url="javascript:alert(1)")
    assert work(reference).url is None


def test_standing_is_cited() -> None:
    reference = replace(answer().references[0], standing=("retracted",))
    assert "retracted" in (work(reference).note or "")


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Site]:
    """A site that anyone may read."""
    with site(tmp_path, base_url="https://osler.example.org") as found:
        yield found


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("ris", "application/x-research-info-systems"),
        ("bib", "application/x-bibtex"),
        ("json", "application/vnd.citationstyles.csl+json"),
    ],
)
def test_files(here: Site, form: str, kind: str) -> None:
    slug = here.people.approve(here.people.under_review("<b> } {").slug).slug
    for query, name in (("", slug), ("?references=1", f"{slug}-references")):
        found = here.client.get(f"/a/{slug}/cite.{form}{query}")
        assert found.headers["content-type"] == f"{kind}; charset=utf-8"
        assert found.headers["content-disposition"] == f'attachment; filename="{name}.{form}"'
    assert here.client.get(f"/a/{slug}/cite.{form}?version=1").status_code == 200
    for query in ("cite.exe", "cite.ris?version=2", "cite.ris?version=x", "cite.bib?version=0"):
        assert here.client.get(f"/a/{slug}/{query}").status_code == 404
    assert here.client.get(f"/a/nothing/cite.{form}").status_code == 404


def test_the_article_itself(here: Site) -> None:
    article = here.people.approved()
    (own,) = here.client.get(f"/a/{article.slug}/cite.json").json()
    assert own["URL"] == f"https://osler.example.org/a/{article.slug}"
    assert own["author"] == [{"literal": "Synthetic Editor"}]
    assert own["note"] == "Approved by Synthetic First; Synthetic Second on 2026-03-02"
    assert own["issued"] == {"date-parts": [[2026, 3, 2]]}
    actions.notice(here.people.board, article.id, [change()])
    (own,) = here.client.get(f"/a/{article.slug}/cite.json").json()
    assert own["note"].startswith("Stale, under review again: “Synthetic m:1” was retracted.")
    waiting = here.people.under_review()
    (own,) = here.client.get(f"/a/{waiting.slug}/cite.json").json()
    assert own["note"] == "Under review: not approved by the medical board"


def test_all_references(here: Site) -> None:
    slug = here.people.approved().slug
    _, content = here.people.held(slug)
    titles = [each.title.strip() for each in content.answer.references]
    items = here.client.get(f"/a/{slug}/cite.json?references=1").json()
    assert [each["title"] for each in items] == titles
    assert {each["type"] for each in items} == {"article-journal", "webpage"}
    text = here.client.get(f"/a/{slug}/cite.bib?references=1").text
    assert len(parse_string(text, "bibtex").entries) == len(titles)
    records = _ris(here.client.get(f"/a/{slug}/cite.ris?references=1").text)
    assert [each["title"] for each in records] == titles
    assert len(set(re.findall(r"ID  - (\S+)", ris([work(e) for e in content.answer.references]))))
