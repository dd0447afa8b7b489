"""Ranking signals: each gives every candidate a value, and any one value a reason in words."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from osler.answer.agreement import bigram_agreement, stem_agreement
from osler.answer.form import (
    CAPITALS,
    CASE,
    CONCLUDES,
    HEDGE,
    MARKS,
    OWN,
    SCENE,
    STUDIES,
    TITLE_END,
    defines,
    defines_wanted,
    found,
    found_low,
    length,
    listing,
    listing_wanted,
    number_reason,
    number_wanted,
    numbers,
    says,
    size,
    yes_no,
)
from osler.answer.question import QuestionKind
from osler.answer.relations import relation_words
from osler.answer.scene import RARE, Column, Scene, column, share
from osler.evidence.standing import StudyDesign


@dataclass(frozen=True, slots=True)
class Signal:
    """One feature. `values` gives one number per candidate; `reason` says one value in words."""

    name: str
    values: Callable[[Scene], Column]
    reason: Callable[[Scene, int, float], str]


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


# What is asked about


def _concepts(scene: Scene) -> Column:
    if not scene.named:
        return np.full(len(scene.words), 0.5)
    return column(
        [
            sum(any(name in words.joined for name in each.phrases) for each in scene.named)
            / len(scene.named)
            for words in scene.words
        ]
    )


def _concepts_reason(scene: Scene, row: int, _value: float) -> str:
    if not scene.named:
        return "the question names no known concept"
    joined = scene.words[row].joined
    found = [each.preferred for each in scene.named if any(n in joined for n in each.phrases)]
    return f"names {', '.join(found)}" if found else "names none of the concepts asked about"


def _relation(scene: Scene) -> Column:
    weights = [(kind, 1.0 if place == 0 else 0.4) for place, kind in enumerate(scene.kinds[:2])]
    return column(
        [
            sum(w * min(2, len(relation_words(kind, each.text))) for kind, w in weights)
            for each in scene.candidates
        ]
    )


def _relation_reason(scene: Scene, row: int, _value: float) -> str:
    found = relation_words(scene.kinds[0], scene.candidates[row].text)[:3]
    kind = scene.kinds[0].value
    return f"says the {kind}: {', '.join(found)}" if found else f"no word for {kind}"


def _coverage(scene: Scene) -> Column:
    return scene.share


def _coverage_reason(scene: Scene, row: int, value: float) -> str:
    found = [stem for stem in scene.sought if stem in scene.words[row].content]
    return f"shares {value:.0%} of the question's content ({', '.join(found) or 'none'})"


def _rarest(scene: Scene) -> Column:
    ordered = sorted(scene.sought, key=lambda stem: -scene.sought[stem])[:2]
    return column(
        [_share(sum(s in words.content for s in ordered), len(ordered)) for words in scene.words]
    )


def _adjacent(scene: Scene) -> Column:
    pairs = {pair for pair in pairwise(scene.asked.stems) if pair[1] in scene.sought}
    asked = [f" {first} {second} " for first, second in pairs]
    return column(
        [_share(sum(pair in words.joined for pair in asked), len(asked)) for words in scene.words]
    )


def _title(scene: Scene) -> Column:
    from_title: dict[str, float] = {}
    for each in scene.candidates:
        title = each.hit.header.title
        if title not in from_title:
            from_title[title] = share(scene.sought, scene.title_content(title))
    return column([from_title[each.hit.header.title] for each in scene.candidates])


def _around(scene: Scene) -> Column:
    """Question content found in the passage's candidates, the sentence itself included."""
    held: list[set[str]] = [set() for _ in range(scene.passages)]
    for row, words in zip(scene.passage, scene.words, strict=True):
        held[row] |= words.content
    shares = [share(scene.sought, each) for each in held]
    return np.array(shares)[scene.passage]


def _opens(scene: Scene) -> Column:
    """How early the question's rarest stem comes: what a sentence opens with it is about."""
    if not scene.sought:
        return np.zeros(len(scene.words))
    rarest = max(scene.sought, key=lambda stem: scene.sought[stem])
    places = [words.stems.index(rarest) if rarest in words.content else 60 for words in scene.words]
    return 1.0 / (1.0 + np.array(places, np.float64) / 4.0)


def _beyond(scene: Scene) -> Column:
    """Distinct content stems that the question does not hold: what the sentence adds."""
    return column([float(len(words.content - scene.asked.content)) for words in scene.words])


# Where it was found


def _engine(scene: Scene) -> Column:
    return np.array([each.hit.score for each in scene.candidates]) / scene.best


def _rank(scene: Scene) -> Column:
    return 1.0 / (1.0 + np.array([each.hit_rank for each in scene.candidates], np.float64))


def _dense(scene: Scene) -> Column:
    return column([each.hit.dense or 0.0 for each in scene.candidates])


# Where it stands

_ROLE = {"conclu": 1.0, "interpret": 1.0, "result": 0.7, "finding": 0.7, "key": 0.8,
         "background": 0.0, "introduction": 0.0, "context": 0.0, "discussion": 0.6,
         "method": -1.0, "material": -1.0, "design": -1.0, "setting": -1.0, "aim": -1.0,
         "objective": -1.0, "purpose": -1.0}  # fmt: skip


def _role(scene: Scene) -> Column:
    """-1 methods or aims … 1 conclusions, from labels, else from where in the passage it stands."""
    found: list[float] = []
    for each in scene.candidates:
        name = (each.label or each.hit.passage.code or "").lower()
        if not name and each.hit.passage.path:
            name = each.hit.passage.path[-1].lower()
        known = [value for key, value in _ROLE.items() if key in name]
        if known:
            found.append(known[0])
        elif each.of >= 5:
            last, first = each.position >= each.of - 2, each.position <= 2
            found.append(1.0 if last else -0.7 if first else 0.2)
        else:
            found.append(0.0)
    return column(found)


def _role_reason(scene: Scene, row: int, _value: float) -> str:
    each = scene.candidates[row]
    where = each.label or (each.hit.passage.path[-1] if each.hit.passage.path else None)
    return f"sentence {each.position + 1} of {each.of}" + (f", under {where}" if where else "")


_DESIGN = {
    StudyDesign.PRACTICE_GUIDELINE: 1.0, StudyDesign.CONSENSUS: 0.8,
    StudyDesign.SYSTEMATIC_REVIEW: 1.0, StudyDesign.META_ANALYSIS: 1.0,
    StudyDesign.RANDOMISED_TRIAL: 0.7, StudyDesign.CLINICAL_TRIAL: 0.5,
    StudyDesign.OBSERVATIONAL: 0.4, StudyDesign.REVIEW: 0.7, StudyDesign.DRUG_LABEL: 0.7,
    StudyDesign.CASE_REPORT: -1.0, StudyDesign.EDITORIAL: -0.3, StudyDesign.LETTER: -0.3,
    StudyDesign.COMMENT: -0.5, StudyDesign.NOTICE: -2.0, StudyDesign.LABORATORY: -0.7,
    StudyDesign.ARTICLE: 0.2,
}  # fmt: skip


def _design(scene: Scene) -> Column:
    return column([_DESIGN[each.hit.header.standing.design] for each in scene.candidates])


def _recency(scene: Scene) -> Column:
    """1 for the newest year found, 0 for twenty years older or an unknown year."""
    return column(
        [
            max(0.0, 1.0 - (scene.newest - year) / 20.0)
            if (year := each.hit.header.year) is not None
            else 0.0
            for each in scene.candidates
        ]
    )


def _standing(scene: Scene) -> Column:
    """How many reservations stand against the document: preprint, animal, notices."""
    return column(
        [
            float(standing.preprint + standing.animal + len(standing.notices))
            for standing in (each.hit.header.standing for each in scene.candidates)
        ]
    )


def _recommends(scene: Scene) -> Column:
    return column(
        [
            float(
                any(
                    rec.start < each.end and each.start < rec.end
                    for rec in each.hit.passage.recommendations
                )
            )
            for each in scene.candidates
        ]
    )


_SECTIONS = {
    QuestionKind.ADVERSE_EFFECT: ("34084-4", "43685-7", "34066-1", "34071-1", "42232-9"),
    QuestionKind.CAUSE: ("34084-4", "43685-7", "34066-1", "34071-1", "42232-9"),
    QuestionKind.DOSE: ("34068-7", "34069-5", "42229-5"),
    QuestionKind.INTERACTION: ("34073-7", "34070-3", "43685-7"),
    QuestionKind.CONTRAINDICATION: ("34070-3", "34066-1", "43685-7", "34071-1"),
    QuestionKind.PREGNANCY: ("42228-7", "77290-5", "77291-3", "43684-0"),
    QuestionKind.TREATMENT: ("34067-9", "34068-7"),
    QuestionKind.PREVENTION: ("34067-9",),
    QuestionKind.MECHANISM: ("43679-0", "34090-1", "43681-6", "43682-4"),
    QuestionKind.DEFINITION: ("34089-3", "34067-9"),
}


def _section(scene: Scene) -> Column:
    wanted = {code for kind in scene.kinds[:2] for code in _SECTIONS.get(kind, ())}
    return column([float(each.hit.passage.code in wanted) for each in scene.candidates])


# How it agrees with the rest


def _trust(scene: Scene) -> Column:
    """Weight of each candidate as a witness: of well-found passages that name what is asked."""
    return np.square(_engine(scene)) * (0.1 + _coverage(scene)) ** 2


def _stems_agree(scene: Scene) -> Column:
    return stem_agreement(scene, _trust(scene))


def _bigrams_agree(scene: Scene) -> Column:
    return bigram_agreement(scene, _trust(scene))


def _weighty(scene: Scene) -> Column:
    """Mean idf of the content, against the rarest: specialist words rather than common ones."""
    idf = scene.idf.get
    return column(
        [
            _share(math.fsum([idf(s, RARE) for s in words.content]), len(words.content) * RARE)
            for words in scene.words
        ]
    )


SIGNALS: tuple[Signal, ...] = (
    Signal("concepts", _concepts, _concepts_reason),
    Signal("relation", _relation, _relation_reason),
    Signal("coverage", _coverage, _coverage_reason),
    Signal("rarest", _rarest, number_reason("share of the question's two rarest words")),
    Signal("adjacent", _adjacent, number_reason("share of the question's word pairs")),
    Signal("title", _title, number_reason("share of the question in the title")),
    Signal("around", _around, number_reason("share of the question in the passage")),
    Signal("opens", _opens, number_reason("how early the question's rarest word comes")),
    Signal("beyond", _beyond, number_reason("words the question does not hold")),
    Signal("engine", _engine, number_reason("passage score against the best")),
    Signal("rank", _rank, number_reason("one over the passage's rank")),
    Signal("dense", _dense, number_reason("cosine of passage and question")),
    Signal("length", length, number_reason("words")),
    Signal("size", size, number_reason("logarithm of its length")),
    Signal("numbers", numbers, number_reason("numbers")),
    Signal("number wanted", number_wanted, says("has a number, and one was asked for")),
    Signal("listing", listing, number_reason("items set off by commas")),
    Signal("listing wanted", listing_wanted, number_reason("items, and a list was asked for")),
    Signal("yes or no", yes_no, number_reason("words that settle a yes/no question")),
    Signal("defines", defines, says("says what something is")),
    Signal("defines wanted", defines_wanted, says("says what it is, which was asked")),
    Signal("concludes", found_low(CONCLUDES, 2), number_reason("words that conclude")),
    Signal("studies", found_low(STUDIES), says("tells what was done, not what was found")),
    Signal("scene", found_low(SCENE, 2), says("sets the scene")),
    Signal("own", found_low(OWN), says("speaks of its authors")),
    Signal("hedge", found_low(HEDGE, 2), number_reason("hedges")),
    Signal("marks", found(MARKS, 10), number_reason("brackets and signs")),
    Signal("capitals", found(CAPITALS, 8), number_reason("abbreviations")),
    Signal("ended", found(TITLE_END), says("ends as a sentence does")),
    Signal("case", found_low(CASE), says("tells of one case")),
    Signal("weighty", _weighty, number_reason("rarity of its words")),
    Signal("stems agree", _stems_agree, number_reason("likeness to the other sentences found")),
    Signal("bigrams agree", _bigrams_agree, number_reason("wording shared with the others")),
    Signal("role", _role, _role_reason),
    Signal("design", _design, number_reason("weight of the study's design")),
    Signal("recency", _recency, number_reason("recency among what was found")),
    Signal("standing", _standing, number_reason("reservations about the source")),
    Signal("recommends", _recommends, says("is part of a recommendation")),
    Signal("section", _section, says("comes from the label section that answers such questions")),
)  # fmt: skip
