"""Sentences end where a reader says they end; passages lose nothing and overlap nowhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osler.evidence.document import Document, Family, Header, Section, text_hash
from osler.evidence.recommendation import Recommendation, Scheme
from osler.evidence.split import TARGET, WHOLE, passages, sentences

# One entry is one text, given as its sentences: joined by spaces, it must come apart again.
PROSE = [
    ["Drug was given i.v. every 6 h for 3 days.", "Pain fell."],
    ["Metformin 500 mg b.i.d. was continued.", "None withdrew."],
    ["Given p.o. t.i.d. for 5 d.", "It worked."],
    ["Given orally q.i.d.", "It worked."],
    ["Outcomes were compared (treatment vs. placebo).", "No difference was seen."],
    ["Mortality fell, 5.1% vs. 7.2%.", "Bleeding rose."],
    ["Patients had type 1 vs. Type 2 disease.", "Both responded."],
    ["It lasted approx. 3 months.", "Then it resolved."],
    ["The dose was 0.5 mg.", "Then it was doubled."],
    ["Weight was 3 kg.", "Height was 60 cm.", "Age was 3."],
    ["The half-life was 1.5 h.", "Clearance was unchanged."],
    ["Serum level was 3 ng/ml.", "The ratio was 1.2."],
    ["Blood pressure was 150/90\u00a0mmHg.", "Computed tomography was normal."],
    ["Infection was due to E. coli in most cases.", "S. aureus was rare."],
    ["Extracts had anti-H. pylori activity.", "Others had none."],
    ["Habitats of Ae. aegypti and Ae. albopictus will grow.", "Risk follows."],
    ["Caused by P. falciparum or P. vivax.", "Both respond."],
    ["Infection with Salmonella spp. was common.", "Treatment failed."],
    ["Cultures of strain ST11 S. Enteritidis grew.", "None died."],
    ["The difference was significant (p < 0.05).", "No deaths occurred."],
    ["The difference was significant at p < 0.05.", "No deaths occurred."],
    ["Risk was lower (HR 0.80, 95% CI 0.70-0.90; P = .003).", "Harms were similar."],
    ["Readmission fell (before: 28.6% vs. BPCI: 6.6%).", "Cost did not."],
    ["Dr. Smith reported a case.", "It resolved."],
    ["St. John's wort lowers levels.", "Avoid it."],
    ["J. Smith and A. B. Jones wrote it.", "It held."],
    ["Findings agree with Smith et al. and others.", "More work exists."],
    ["As shown by Smith et al.", "We disagree."],
    ["Some drugs, e.g. Statins, cause myopathy.", "Others, i.e. Fibrates, may."],
    ["Use of statins (e.g., atorvastatin) is advised.", "See sec. 5.1 for more."],
    ["See Fig. 2 for details.", "Table 3 shows more."],
    ["Patient No. 3 died.", "Patient No. 4 lived."],
    ["Screen adults for hepatitis B.", "The panel agreed."],
    ["Tested for hepatitis C.", "Patients with HIV were excluded."],
    ["Levels of vitamin D.", "Calcium was normal."],
    ["He received penicillin G.", "He recovered."],
    ["Group A received drug A.", "Group B received drug B.", "All recovered."],
    ["Logistic regression was done in R.", "We adjusted for age."],
    ["It was sent to the U.S. Preventive Services Task Force.", "It agreed."],
    ["The study was done in the U.S.", "Patients were adults."],
    ["Blood was drawn at 8 a.m. and 6 p.m.", "It clotted."],
    ["Children aged 2 mo. to 5 yr. were enrolled.", "All lived."],
    ["Variants c.521T>C and p.Val174Ala were typed.", "Both matter."],
    ["Temperature was 38.5 °C.", "Cultures grew S. pneumoniae."],
    ["Is it safe?", "Yes."],
    ["CONCLUSIONS: Drug works.", "METHODS: We did it."],
    ["See ClinicalTrials. gov for the protocol.", "It was followed."],
]


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize("expected", PROSE, ids=[" ".join(each)[:40] for each in PROSE])
def test_prose(expected: list[str]) -> None:
    assert cut(" ".join(expected)) == expected


def test_lines_of_lists_and_tables_are_apart() -> None:
    text = (
        "Causes include:\n- statins\n  - simvastatin\n- viral infection\n\n"
        "Drug | Dose\nPrednisone | 1.5 mg\n\nWarnings\nStop it. Then call."
    )
    assert cut(text) == [
        "Causes include:",
        "- statins",
        "- simvastatin",
        "- viral infection",
        "Drug | Dose",
        "Prednisone | 1.5 mg",
        "Warnings",
        "Stop it.",
        "Then call.",
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\t \n"])
def test_nothing_has_no_sentences(text: str) -> None:
    assert sentences(text) == ()


WORDS = st.sampled_from(
    [
        "Pain",
        "fell",
        "vs.",
        "p",
        "<",
        "0.05.",
        "E.",
        "coli",
        "b.i.d.",
        "mg.",
        "The",
        "\n",
        "5",
        "h.",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join))


@given(TEXTS)
def test_sentences_are_trimmed_in_order_and_cover_all_that_is_not_space(text: str) -> None:
    position = 0
    for start, end in sentences(text):
        assert not text[position:start].strip()
        assert start < end
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


def document(
    text: str,
    sections: tuple[Section, ...] = (),
    recommendations: tuple[Recommendation, ...] = (),
    source: str = "guideline",
    family: Family = Family.GUIDELINES,
) -> Document:
    header = Header("synthetic:1", family, source, "Synthetic", "synthetic:1")
    return Document(header, text, sections, recommendations)


PIECES = st.lists(
    st.one_of(
        TEXTS,
        st.integers(1, 120).map(lambda count: "Synthetic drug is not real. " * count),
        st.integers(1, 2000).map(lambda count: "x" * count),
    ),
    max_size=6,
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A text cut into sections at random places, with gaps of headings between them."""
    text, sections = "Synthetic title", []
    for number, piece in enumerate(draw(PIECES)):
        text += f"\n\nHeading {number}\n"
        sections.append(Section(len(text), len(text) + len(piece), (f"Heading {number}",), "1-1"))
        text += piece
    if draw(st.booleans()):
        sections = []
    return document(
        text, tuple(sections), source=draw(st.sampled_from(["guideline", "pubmed", "digest"]))
    )


@given(documents())
def test_passages_are_exact_in_order_and_lose_no_letter(given_document: Document) -> None:
    text, position = given_document.text, 0
    found = passages(given_document)
    for ordinal, passage in enumerate(found):
        assert passage.key == f"synthetic:1#{ordinal}"
        assert passage.document == "synthetic:1"
        assert position <= passage.start < passage.end <= len(text)
        assert passage.text == text[passage.start : passage.end] == passage.text.strip()
        assert passage.sha256 == text_hash(passage.text)
        assert any(character.isalnum() for character in passage.text)
        position = passage.end
    covered = {place for each in found for place in range(each.start, each.end)}
    for section in given_document.sections or (Section(0, len(text)),):
        for place in range(section.start, section.end):
            assert place in covered or not text[place].isalnum()


@given(documents())
def test_a_passage_lies_in_one_section_and_carries_its_path(given_document: Document) -> None:
    if given_document.header.source == "pubmed" or not given_document.sections:
        return
    for passage in passages(given_document):
        (home,) = [
            section
            for section in given_document.sections
            if section.start <= passage.start and passage.end <= section.end
        ]
        assert (passage.path, passage.code) == (home.path, home.code)


def test_long_prose_is_cut_near_the_target() -> None:
    sentence = "Synthetic drug is not real. "
    found = passages(document(sentence * 400))
    assert all(len(each.text) <= TARGET for each in found)
    assert all(each.text.endswith("real.") for each in found)
    assert all(len(each.text) > TARGET - 2 * len(sentence) for each in found[:-1])


def test_an_abstract_is_read_whole_up_to_a_length() -> None:
    sections = (Section(0, 10, ("A",)), Section(12, 30, ("B",)))
    short = "Background.\n\nConclusion is here."
    assert len(passages(document(short, sections, source="pubmed"))) == 1
    assert len(passages(document(short, sections))) == 2
    long = "Synthetic drug is not real. " * (WHOLE // 20)
    assert len(passages(document(long, source="pubmed"))) > 1


def test_a_passage_carries_the_recommendations_it_touches() -> None:
    text = "First part.\n\nSecond part."
    sections = (Section(0, 11, ("A",)), Section(13, 25, ("B",)))
    graded = Recommendation(13, 25, Scheme.GRADE, "Strong")
    first, second = passages(document(text, sections, (graded,), source="pubmed"))
    assert first.recommendations == ()
    assert second.recommendations == (graded,)
