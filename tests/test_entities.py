"""Entities a file declares: put in place where plain, and never dropped from the text."""

from __future__ import annotations

import pytest

from made_label import SET_ID
from osler.sources.guidelines.hypertext import plain
from osler.sources.guidelines.jats import Jats
from osler.sources.guidelines.local import Local
from osler.sources.labels.spl import SplLabels
from osler.sources.pubmed.parse import PubmedXml
from osler.sources.source import Found, Item, Quarantined


def label(doctype: str, text: str, version: str = "3") -> Item:
    chunk = (
        f'{doctype}<document xmlns="urn:hl7-org:v3"><setId root="{SET_ID}"/>'
        f'<versionNumber value="{version}"/><component><structuredBody><component><section>'
        f'<code code="34068-7"/><title>Dose</title><text><paragraph>{text}</paragraph></text>'
        "</section></component></structuredBody></component></document>"
    ).encode()
    (item,) = SplLabels().parse(chunk, "synthetic.xml")
    return item


@pytest.mark.parametrize("text", ["5 &mu;g daily", "5 <b>&mu;</b>g daily", "5 <b>x</b>&mu;g daily"])
def test_a_declared_character_stands_in_a_label(text: str) -> None:
    item = label('<!DOCTYPE document [<!ENTITY mu "&#956;">]>', text)
    assert isinstance(item, Found)
    assert "μg daily" in item.document.text


@pytest.mark.parametrize(
    ("doctype", "text"),
    [
        ('<!DOCTYPE document SYSTEM "x.dtd">', "aged &ge; 65"),
        ('<!DOCTYPE document [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "aged &x; 65"),
        ('<!DOCTYPE document [<!ENTITY x "a whole sentence">]>', "aged &x; 65"),
        ('<!DOCTYPE document [<!ENTITY x "">]>', "aged &x; 65"),
        ('<!DOCTYPE document [<!ENTITY y "ha"><!ENTITY x "&y;&y;">]>', "aged &x; 65"),
        ('<!DOCTYPE document SYSTEM "x.dtd">', 'aged <content styleCode="&ge;">65</content>'),
    ],
)
def test_an_entity_without_known_text_sets_the_label_aside(doctype: str, text: str) -> None:
    item = label(doctype, text)
    assert isinstance(item, Quarantined)
    assert item.record == SET_ID
    assert "entity &" in item.reason


def test_an_entity_in_an_attribute_is_not_dropped() -> None:
    item = label('<!DOCTYPE document SYSTEM "x.dtd">', "5 mg", version="3&dose;")
    assert isinstance(item, Quarantined)
    assert "&dose;" in item.reason


def test_an_article_with_an_unknown_entity_is_set_aside() -> None:
    for doctype in ("", '<!DOCTYPE article SYSTEM "x.dtd">'):
        chunk = (
            f'{doctype}<article><front><article-meta><article-id pub-id-type="pmid">99000031'
            "</article-id><title-group><article-title>Aged &ge; 65</article-title></title-group>"
            "</article-meta></front></article>"
        )
        (item,) = Jats().parse(chunk.encode(), "synthetic.xml")
        assert isinstance(item, Quarantined)
        assert item.record == "99000031"


def test_a_citation_with_an_unknown_entity_is_set_aside() -> None:
    record = (
        b"<PubmedArticle><MedlineCitation><PMID>99000032</PMID><Article><ArticleTitle>Aged &ge; 65"
        b"</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
    )
    (item,) = PubmedXml().parse(record, "synthetic.xml")
    assert isinstance(item, Quarantined)
    assert item.record == "pubmed:99000032"


PAGE = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "x.dtd" [<!-- don\'t ]> -->'
    '<!ENTITY mu "&#956;"><!ENTITY dose "25"><!ENTITY far SYSTEM "file:///etc/passwd">]>'
    "<html><head><title>Synthetic</title><meta name='publisher' content='Synthetic Hospital'/>"
    "</head><body><p>Give &dose; &mu;g if aged &ge; 65, &far;.</p></body></html>"
)


def test_a_page_shows_nothing_of_its_doctype() -> None:
    assert plain(PAGE) == "Give 25 μg if aged ≥ 65, &far;."
    (item,) = Local().parse(PAGE.replace(" don't ]>", "").encode(), "synthetic.html")
    assert isinstance(item, Found)
    assert item.document.text == "Synthetic\n\nGive 25 μg if aged ≥ 65, &far;."
    assert item.document.header.title == "Synthetic"


def test_a_doctype_that_never_ends_is_read_in_linear_time() -> None:
    assert plain("<!DOCTYPE html [" + "<!-- x -->" * 50_000) is not None
