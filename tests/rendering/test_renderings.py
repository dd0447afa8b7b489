"""Every rendering shows every statement, every reference, and hostile words as words."""

from __future__ import annotations

import dataclasses
import io
import json
import re
from pathlib import Path

import jsonschema
import pytest
from rich.console import Console

import made_answer
from made_answer import answer, header
from osler.answer.answer import StatementKind
from osler.answer.cite import statements
from osler.evidence.document import Document, Family
from osler.readers.adapt import adapt
from osler.readers.audience import audience
from osler.rendering import json_form, words
from osler.rendering.markdown import markdown
from osler.rendering.page import contexts, page
from osler.rendering.terminal import plain, terminal

HOSTILE = "<script>alert(1)</script> [x](javascript:alert(2)) `code` \x1b[31mred \u202eback"
PUBLISHED = Path(json_form.__file__).with_name("answer.schema.json")


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_terminal_says_everything_in_order() -> None:
    made = answer()
    shown = squeezed(plain(made, 72))
    parts = [made.question, "In brief", *(section.title for section in made.sections), "References"]
    places = [shown.index(part) for part in parts]
    assert places == sorted(places)
    for each in statements(made.sections):
        assert each.text.strip() in shown
    for reference in made.references:
        assert all(squeezed(line) in shown for line in words.reference_lines(reference))


@pytest.mark.parametrize("width", [30, 60, 88, 200])
def test_terminal_wraps_to_the_width(width: int) -> None:
    longest = max(len(line) for line in plain(answer(), width).splitlines())
    unbreakable = max(len(word) for word in plain(answer(), 200).split()) + 12
    assert longest <= max(min(width, 88), unbreakable)


def test_terminal_colours_only_a_terminal() -> None:
    out = io.StringIO()
    terminal(answer(), Console(file=out, width=80))
    assert "\x1b" not in out.getvalue()


def test_no_rendering_lets_control_characters_of_a_source_through() -> None:
    for shown in (plain(answer(HOSTILE)), markdown(answer(HOSTILE)), page(answer(HOSTILE), {})):
        assert "\x1b" not in shown
        assert "\u202e" not in shown


UNSEEN = "".join(
    map(
        chr,
        (
            *(0x07, 0x1B, 0x7F, 0x85, 0x9B, 0xAD, 0x61C, *range(0x200B, 0x2010), 0x2028),
            *(*range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0xE0001, 0xE007F, 0xD800),
        ),
    )
)


def test_what_acts_unseen_is_not_shown() -> None:
    assert words.seen(f"a{UNSEEN}b\tc\nd").replace("\ufffd", "").replace(" ", "") == "ab\tc\nd"
    assert words.seen("α–β ≥ 5 µg, 10⁹, naïve") == "α–β ≥ 5 µg, 10⁹, naïve"
    shown = (UNSEEN[:-1] + HOSTILE).join("ab")
    for each in (plain(answer(shown)), markdown(answer(shown)), page(answer(shown), {})):
        assert not set(UNSEEN) & set(each)


def test_json_escapes_what_acts_unseen() -> None:
    made = answer(f"a{UNSEEN[:-1]}b")
    data = json_form.encode(made)
    assert not set(UNSEEN) & set(data.decode())
    assert b"\\u202e" in data
    assert b"\\udb40\\udc01" in data
    assert json_form.decode(data) == made


BAD_ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "https://",
    "https://example.org/a b",
    "https://example.org/><script>",
    "https://example.org/\nx",
    "https://example.org/\u202ex",
    "https://good.org@evil.org/",
    'https://example.org/" onclick="x',
    "//example.org",
    " https://example.org/",
]


@pytest.mark.parametrize("url", BAD_ADDRESSES)
def test_what_is_no_address_is_no_link(url: str) -> None:
    made = answer()
    first = dataclasses.replace(made.references[0], url=url)
    made = dataclasses.replace(made, references=(first, *made.references[1:]))
    links = re.findall(r'href="([^"]*)"', page(made, {}))
    good = [each.url for each in made.references[1:]]
    assert {each for each in links if not each.startswith("#")} <= set(good)
    assert set(re.findall(r"<([a-z]+:[^>]*)>", markdown(made), re.IGNORECASE)) <= set(good)
    assert words.href(url) is None


def test_addresses_and_dois_are_links() -> None:
    for good in ("https://example.org", "http://example.org:80/a(b)?c=d&e#f", "https://x.org/ü"):
        assert words.href(good) == good
    assert words.href("doi:10.5555/Syn(99)<1>") is None
    assert words.href("doi:10.5555/Syn(99)") == "https://doi.org/10.5555/Syn(99)"
    assert words.href(None) is None


@pytest.mark.parametrize("width", ["0", "1", "-5"])
def test_an_absurd_width_is_no_width(monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    out = io.StringIO()
    terminal(answer(), Console(file=out, color_system=None))
    assert squeezed(out.getvalue()) == squeezed(plain(answer(), 80))
    assert 60 < max(len(line) for line in out.getvalue().splitlines()) <= 110


def test_markdown_escapes_what_would_be_markup() -> None:
    shown = markdown(answer(HOSTILE))
    assert "<script>" not in shown
    assert "[x](javascript:" not in shown
    assert r"\&rlm;" in markdown(answer("R&D &rlm;"))
    assert "R&D" in markdown(answer("R&D &rlm;"))
    assert "## References" in shown


def test_page_is_inert_and_self_contained() -> None:
    shown = page(answer(HOSTILE), {})
    assert "<script" not in shown
    assert not re.search(r"(?:src|href)=\"(?!#|https://example\.org/)", shown)
    assert shown.count('id="ref-') == len(answer().references)


def test_page_numbers_lead_to_references_that_are_there() -> None:
    shown = page(answer(), {})
    targets = set(re.findall(r'href="#([^"]+)"', shown))
    assert targets
    assert targets <= set(re.findall(r'id="([^"]+)"', shown))
    opened = re.findall(r'popovertarget="([^"]+)"', shown)
    assert opened
    assert sorted(opened) == sorted(re.findall(r'id="([bs][^"]*)" popover', shown))


def test_page_shows_a_quote_in_its_context() -> None:
    made = answer()
    first = statements(made.sections)[1].citations[0]
    before = "x" * (first.start - 4) + " b4 "
    held = Document(header=header(first.document), text=before + first.quote + " after it")
    around = contexts(made, {first.document: held})
    shown = page(made, around)
    assert "b4 <mark>" in shown
    assert "</mark> after it" in shown


def test_json_comes_back_the_same() -> None:
    made = answer(HOSTILE)
    data = json_form.encode(made)
    assert json_form.decode(data) == made
    assert json_form.encode(json_form.decode(data)) == data


def test_json_fits_its_published_schema() -> None:
    schema = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    assert schema == json.loads(json.dumps(json_form.schema()))
    jsonschema.validate(json.loads(json_form.encode(answer())), schema)


def test_a_digest_of_a_label_is_said_to_be_one_and_not_quoted() -> None:
    own = made_answer.statement("Syntheticine may cause madeupitis.", "label:1")
    ours = made_answer.statement("Syntheticine may cause madeupitis.", "digest:made-label")
    assert words.quoted(own, Family.LABELS) == f"“{own.text}”"
    assert words.quoted(ours, Family.LABELS) == ours.text
    assert "starter digest" in words.marks(ours)
    assert "starter digest" in words.whom(ours)
    assert "starter digest" not in words.marks(own) + words.whom(own)


def test_words_of_an_editor_are_not_set_in_quotation_marks() -> None:
    own = made_answer.statement("Syntheticine may cause madeupitis.", "label:1")
    edited = dataclasses.replace(own, kind=StatementKind.REWRITTEN)
    assert words.quoted(edited, Family.LABELS) == edited.text


def test_sides_and_gaps_are_told_in_the_readers_words_everywhere() -> None:
    side = dataclasses.replace(
        answer().disagreements[0].sides[0], text="Corticosteroids reduced mortality."
    )
    opposed = dataclasses.replace(answer().disagreements[0], point="mortality", sides=(side, side))
    gap = "No statement here speaks of “nephrolithiasis”."
    made = dataclasses.replace(answer(), disagreements=(opposed,), not_covered=(gap,))
    adapted = adapt(made, audience("patient"))
    out = io.StringIO()
    terminal(made, Console(file=out, width=200), adapted=adapted)
    written = (markdown(made, adapted=adapted), page(made, {}, adapted=adapted))
    for text in (out.getvalue(), *written):
        assert "[death rate]" in text.replace("\\", "")
        assert "[kidney stones] (nephrolithiasis)" in text.replace("\\", "")
        assert "Corticosteroids reduced mortality" in text  # the source's own, beside it
    told = json.loads(json_form.encode(made, adapted))["adapted"]["lines"]
    assert [each["same_claims"] for each in told] == [True] * len(told)
    assert told[1]["original"] == "Corticosteroids reduced mortality."
