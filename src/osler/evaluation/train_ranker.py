"""Fits the ranker's weights on the tuning half of BioASQ; see docs/decisions/0006-ranker.md.

Run as `python -m osler.evaluation.train_ranker DATA VOCABULARY` (with lightgbm installed): writes
`answer/weights.json`, `answer/trees.json` and `answer/commonness.json`. The recorded seed draws the
folds and the trees' samples; everything else is deterministic.
"""

from __future__ import annotations

import datetime
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

import msgspec
import numpy as np
from numpy.typing import NDArray

from osler.answer import opening
from osler.answer.candidate import Ranked
from osler.answer.features import SIGNALS
from osler.answer.rank import chances, contributions
from osler.answer.trees import Forest, Laid, worth
from osler.answer.weights import Weight, Weights
from osler.evaluation.bioasq import questions
from osler.evaluation.ranker_examples import (
    Example,
    Floats,
    abstracts,
    corpus,
    examples,
    stem_idf,
)
from osler.evaluation.rouge_su4 import best, profile
from osler.evaluation.train_trees import grow
from osler.vocabulary.compiled import open_vocabulary

Ints = NDArray[np.int64]

SEED = 20261123  # of the folds and of the trees' samples
FOLDS = 5
SHARE = 2.0  # spread of the trees' sums within a question, against that of the weighted sums
STEPS = 400
RATE = 0.05
DECAY = 1e-2
WARM = 0.2  # temperature of the first, smoother target
RIDGE = 300.0

# Signals that BioASQ's snippets say nothing about, in standard deviations of about one:
# clinical choices, argued in the decision record.
HAND: dict[str, Weight] = {
    "relation": Weight(0.8, 0.8, 0.45, "hand"),
    "title": Weight(0.4, 0.3, 0.3, "hand"),
    "dense": Weight(0.0, 1.0, 2.0, "hand"),
    "role": Weight(0.2, 0.5, 0.6, "hand"),
    "design": Weight(0.2, 0.5, 0.2, "hand"),
    "recency": Weight(0.5, 0.3, 0.1, "hand"),
    "standing": Weight(0.0, 1.0, -0.6, "hand"),
    "recommends": Weight(0.0, 1.0, 0.6, "hand"),
    "section": Weight(0.0, 1.0, 0.6, "hand"),
    "scene": Weight(0.0, 1.0, -0.5, "hand"),
    "case": Weight(0.0, 1.0, -0.8, "hand"),
    "studies": Weight(0.0, 1.0, -0.5, "hand"),
    "own": Weight(0.0, 1.0, -0.2, "hand"),
}


def fit_signals(made: Sequence[Example]) -> dict[str, Weight]:
    """Weights that make the expected worth of a sentence drawn by softmax of its sum greatest."""
    values = np.concatenate([each.values[each.fit] for each in made])
    names = [signal.name for signal in SIGNALS]
    free = [place for place, name in enumerate(names) if name not in HAND]
    means, scales = values.mean(axis=0), values.std(axis=0)
    free = [place for place in free if scales[place] > 1e-9]
    scaled = (values[:, free] - means[free]) / scales[free]
    gained = np.concatenate([each.worth[each.fit] for each in made])
    groups = np.repeat(np.arange(len(made)), [int(each.fit.sum()) for each in made])
    start = _ascend(scaled, groups, gained, np.zeros(len(free)), soft_target=True)
    weights = _ascend(scaled, groups, gained, start, soft_target=False)
    learnt = dict(HAND)
    for name in names:
        learnt.setdefault(name, Weight(0.0, 1.0, 0.0, "unused"))
    for place, weight in zip(free, weights, strict=True):
        learnt[names[place]] = Weight(
            _round(means[place]), _round(scales[place]), _round(weight), "fitted"
        )
    return learnt


def _ascend(
    inputs: Floats, groups: Ints, worth: Floats, start: Floats, *, soft_target: bool
) -> Floats:
    """Adam on the listwise objective. `groups` are runs of 0, 0, …, 1, 1, …"""
    first = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]])
    count = len(first)
    target = _softmax(worth / WARM, groups, first)
    weights = start.copy()
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        drawn = _softmax(inputs @ weights, groups, first)
        if soft_target:
            pull = target - drawn
        else:
            expected = np.add.reduceat(drawn * worth, first)
            pull = drawn * (worth - expected[groups])
        slope = inputs.T @ pull / count - DECAY * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        pace = np.sqrt(square / (1 - 0.999**step)) + 1e-9
        weights += RATE * (mean / (1 - 0.9**step)) / pace
    return weights


def _softmax(sums: Floats, groups: Ints, first: Ints) -> Floats:
    powers = np.exp(sums - np.maximum.reduceat(sums, first)[groups])
    return np.asarray(powers / np.add.reduceat(powers, first)[groups], np.float64)


def fit_chance(sums: Floats, right: Floats) -> tuple[float, float]:
    """Slope and offset of the logistic curve from sums to `right` (0 or 1), by Newton's method."""
    inputs = np.c_[sums, np.ones(len(sums))]
    fitted = np.zeros(2)
    for _ in range(50):
        estimate = 1 / (1 + np.exp(-np.clip(inputs @ fitted, -40, 40)))
        slope = inputs.T @ (right - estimate) - 1e-3 * fitted
        bend = (inputs * (estimate * (1 - estimate))[:, None]).T @ inputs + 1e-3 * np.eye(2)
        fitted = fitted + np.linalg.solve(bend, slope)
    return _round(fitted[0]), _round(fitted[1])


def is_gold(example: Example) -> Floats:
    """1 for candidates from one of the question's own gold snippets."""
    own = {snippet.text.strip() for snippet in example.asked.snippets}
    return np.array([float(each.hit.passage.text in own) for each in example.candidates])


def fit_trees(made: Sequence[Example], sums: Sequence[Floats], about: dict[str, str]) -> Forest:
    """Trees for what a candidate is worth beyond its question's mean, scaled to go with `sums`."""
    rows = np.concatenate([each.seen for each in made])
    gain = np.concatenate([each.worth - each.worth.mean() for each in made])
    grown = grow(rows, gain, SEED, about)
    trees = Laid(grown)
    ours = fmean(float(worth(trees, each.seen).std()) for each in made)
    theirs = fmean(float(each.std()) for each in sums)
    return msgspec.structs.replace(grown, factor=_round(SHARE * theirs / ours))


def unseen_sums(made: Sequence[Example]) -> tuple[list[Floats], list[Floats]]:
    """Each example's weighted sums, and those with the trees' added, as models grown on the other
    folds give them.
    """
    fold = np.random.default_rng(SEED).integers(0, FOLDS, len(made))
    alone: list[Floats] = [np.zeros(0)] * len(made)
    both = list(alone)
    for held in range(FOLDS):
        others = [each for each, place in zip(made, fold, strict=True) if place != held]
        learnt = fit_signals(others)
        trees = Laid(fit_trees(others, weighted(others, learnt), {}))
        for row in map(int, np.flatnonzero(fold == held)):
            alone[row] = weighted([made[row]], learnt)[0]
            both[row] = alone[row] + worth(trees, made[row].seen)
    return alone, both


def weighted(made: Sequence[Example], signals: dict[str, Weight]) -> list[Floats]:
    """The weighted sums of each example's candidates."""
    draft = Weights({}, signals, 1.0, 0.0, {}, 0.0)
    return [contributions(each.values, draft).sum(axis=1) for each in made]


def ordered(example: Example, alone: Floats, both: Floats, learnt: Weights) -> list[Ranked]:
    """The example's candidates that may show, ranked as `rank` does, without reasons."""
    order = np.argsort(-both, kind="stable")
    scores = chances(alone[order], learnt)
    return [
        Ranked(example.candidates[row], score, (), float(both[row]))
        for row, score in zip(map(int, order), scores, strict=True)
        if example.fit[row]
    ]


def fit_second(
    made: Sequence[Example],
    sums: tuple[Sequence[Floats], Sequence[Floats]],
    learnt: Weights,
) -> tuple[dict[str, Weight], float]:
    """Ridge regression of the gain in worth from a second sentence on `opening.pair_values`."""
    rows: list[dict[str, float]] = []
    gains: list[float] = []
    for example, alone, both in zip(made, *sums, strict=True):
        ranked = ordered(example, alone, both, learnt)
        one = best(profile(ranked[0].candidate.text), example.ideals).mean
        for place in opening.followers(ranked):
            pair = [ranked[0], ranked[place]]
            if opening.precedes(ranked[place], ranked[0]):
                pair.reverse()
            text = " ".join(each.candidate.text for each in pair)
            gains.append(best(profile(text), example.ideals).mean - one)
            rows.append(opening.pair_values(example.question, ranked, place))
    names = list(rows[0])
    values = np.array([[row[name] for name in names] for row in rows])
    means, scales = values.mean(axis=0), values.std(axis=0)
    kept = np.flatnonzero(scales > 1e-6)
    scaled = (values[:, kept] - means[kept]) / scales[kept]
    target = np.array(gains)
    offset = float(target.mean())
    fitted = np.linalg.solve(
        scaled.T @ scaled + RIDGE * np.eye(len(kept)), scaled.T @ (target - offset)
    )
    found = {
        names[place]: Weight(_round(means[place]), _round(scales[place]), _round(weight), "fitted")
        for place, weight in zip(kept, fitted, strict=True)
    }
    return found, _round(offset)


def fit(made: Sequence[Example], about: dict[str, str]) -> tuple[Weights, Forest]:
    """Everything from the training cases. The chance and the second sentence are fitted on sums
    that models grown on other questions give, as they will be used.
    """
    signals = fit_signals(made)
    trees = fit_trees(made, weighted(made, signals), about)
    sums = unseen_sums(made)
    gold = np.concatenate([is_gold(each) for each in made])
    slope, offset = fit_chance(np.concatenate(sums[0]), gold)
    ranked = Weights(about, signals, slope, offset, {}, 0.0)
    second, second_offset = fit_second(made, sums, ranked)
    return Weights(about, signals, slope, offset, second, second_offset), trees


def _round(value: float) -> float:
    return float(f"{value:.5g}")


def main(data: Path, vocabulary: Path, target: Path) -> None:
    """Fit on the tuning half only and write the two data files into `target`."""
    everything = questions(data)
    tuning = [each for each in everything if each.tuning]
    idf = stem_idf(abstracts(data))
    with tempfile.TemporaryDirectory() as folder:
        index = corpus(everything, Path(folder) / "index")
        made = examples(tuning, index, open_vocabulary(vocabulary).vocabulary, idf)
        index.close()
    about = {
        "data": "BioASQ 7b-10b, questions with even SHA-256 of their id; pooled gold snippets",
        "questions": str(len(made)),
        "objective": "expected mean of ROUGE-2 and ROUGE-SU4 F1 (best ideal answer), softmax",
        "seed": str(SEED),
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "script": "osler.evaluation.train_ranker",
    }
    learnt, trees = fit(made, about)
    (target / "weights.json").write_bytes(
        msgspec.json.format(msgspec.json.encode(learnt), indent=1)
    )
    (target / "trees.json").write_bytes(msgspec.json.encode(trees))
    (target / "commonness.json").write_bytes(msgspec.json.encode(idf))


if __name__ == "__main__":
    here = Path(sys.modules["osler.answer"].__file__ or "").parent
    main(Path(sys.argv[1]), Path(sys.argv[2]), here)
