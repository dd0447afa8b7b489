"""How well the opening statements match what experts wrote, on questions never tuned on."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

from osler.answer.answer import Corpus
from osler.answer.ask import ask
from osler.answer.desk import Evidence, Wish
from osler.answer.opening import opening
from osler.answer.pool import candidates
from osler.answer.rank import rank
from osler.answer.retrieve import retrieve
from osler.answer.understand import understand
from osler.evaluation.bioasq import Asked, documents, questions
from osler.evaluation.rouge_su4 import Rouge, average, best, profile
from osler.evaluation.row import Row
from osler.evidence.document import Family
from osler.index.analyse import tokens
from osler.index.embedded import open_index
from osler.index.entry import prepare
from osler.index.index import Clause, EvidenceIndex, Filter, Query, Term
from osler.vocabulary.concept import Vocabulary

YEAR = 2026  # of the reader; the snippets carry no dates, so nothing depends on it
MEASURES = ("ROUGE-2, best ideal", "ROUGE-SU4, best ideal", "ROUGE-2, mean of ideals",
            "ROUGE-SU4, mean of ideals")  # fmt: skip


def rows(data: Path, vocabulary: Vocabulary, limit: int | None = None) -> list[Row]:
    """ROUGE-2 and ROUGE-SU4 F1 of what opens an answer, beside the top BM25 snippet and the first
    gold one.

    Over the held-out half (odd SHA-256 of the question id), against a pooled corpus of every gold
    snippet of every question; then over its summary questions alone. "shown": the first two
    statements of the answer, after every rule on what may be shown; a refusal scores 0. "ranked":
    the one or two sentences the ranker puts first, before those rules. `limit`: at most so many
    questions.
    """
    everything = questions(data)
    asked = [each for each in everything if not each.tuning and each.ideals][:limit]
    with tempfile.TemporaryDirectory() as folder:
        index = open_index(Path(folder) / "index", create=True)
        index.upsert(prepare(document) for document in documents(everything))
        index.commit()
        shown = [shown_opening(each.body, index, vocabulary) for each in asked]
        ranked = [ranked_opening(each.body, index, vocabulary) for each in asked]
        tops = [top_snippet(each.body, index) for each in asked]
        snippets = index.stats().documents
        index.close()
    golds = [each.snippets[0].text if each.snippets else "" for each in asked]
    found: list[Row] = []
    summaries = [place for place, each in enumerate(asked) if each.type == "summary"]
    for which, places in (("", list(range(len(asked)))), ("summary ", summaries)):
        if not places:
            continue
        sizes = f"{len(places):,} held-out {which}questions, {snippets:,} snippets"
        for name, texts in (("shown", shown), ("ranked", ranked)):
            for peer, theirs in (("top BM25 snippet", tops), ("first gold snippet", golds)):
                found += _compared(
                    f"answers, {which}{name}",
                    peer,
                    [asked[place] for place in places],
                    [texts[place] for place in places],
                    [theirs[place] for place in places],
                    sizes,
                )
    refused = 100 * sum(not text for text in shown) / max(1, len(asked))
    sizes = f"{len(asked):,} held-out questions, {snippets:,} snippets"
    return [*found, Row("answers: nothing fit to show", refused, "%", sizes)]


def shown_opening(body: str, index: EvidenceIndex, vocabulary: Vocabulary) -> str:
    """The first two research statements of the whole answer, as shown; "" when it is refused."""
    evidence = Evidence(index, vocabulary, Corpus(1, {}, None, False, False))
    answer = ask(body, evidence, Wish(YEAR, (Family.RESEARCH,)))
    statements = [
        statement.text
        for section in answer.sections
        for group in section.groups
        for statement in group.statements
    ]
    return " ".join(statements[:2])


def ranked_opening(body: str, index: EvidenceIndex, vocabulary: Vocabulary) -> str:
    """The one or two sentences ranked first, whether or not they may be shown."""
    question = understand(body, vocabulary, (Family.RESEARCH,))
    hits = [hit for each in retrieve(question, index) for hit in each.hits]
    first = opening(question, rank(question, candidates(question, hits)))
    return " ".join(each.candidate.text for each in first)


def top_snippet(body: str, index: EvidenceIndex) -> str:
    """The best passage for the question's plain words: BM25 and nothing else."""
    terms = dict.fromkeys(tokens(body))
    if not terms:
        return ""
    query = Query(tuple(Clause((Term((token,)),)) for token in terms))
    found = index.search(query, Filter(families=(Family.RESEARCH,)), 1)
    return found[0].passage.text if found else ""


def _compared(
    name: str,
    peer: str,
    asked: Sequence[Asked],
    ours: Sequence[str],
    theirs: Sequence[str],
    sizes: str,
) -> list[Row]:
    mine, other = _scored(asked, ours), _scored(asked, theirs)
    return [
        Row(f"{name}: {measure}", mine[measure], "F1", sizes, peer, other[measure])
        for measure in MEASURES
    ]


def _scored(asked: Sequence[Asked], texts: Sequence[str]) -> dict[str, float]:
    closest: list[Rouge] = []
    mean: list[Rouge] = []
    for each, text in zip(asked, texts, strict=True):
        ideals = [profile(ideal) for ideal in each.ideals]
        closest.append(best(profile(text), ideals))
        mean.append(average(profile(text), ideals))
    values = (
        fmean(each.two for each in closest),
        fmean(each.su4 for each in closest),
        fmean(each.two for each in mean),
        fmean(each.su4 for each in mean),
    )
    return dict(zip(MEASURES, values, strict=True))
