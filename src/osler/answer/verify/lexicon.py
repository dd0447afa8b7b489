"""Words that count little, words that mean nearly the same, and how rare a word is.

`rarity.txt` holds stems seen in recent biomedical abstracts with ln(N / documents with it); it was
counted, not copied. A stem that is not there is as rare as can be.
"""

from __future__ import annotations

from importlib.resources import files

from osler.answer.verify.spelling import spelled, stem_of
from osler.answer.verify.tables import lines_of, words_of

RAREST = 7.0

STOP = words_of("stop")

# Each line: words that may stand for one another in a rewritten sentence. The first is the key.
_SYNONYMS = lines_of("synonyms")

# Phrases read as one word; both sides are read alike.
SHORT_FORMS: tuple[tuple[str, str], ...] = (
    ("heart attack", "myocardial infarction"),
    ("high blood pressure", "hypertension"),
    ("blood sugar", "blood glucose"),
    ("side effect", "adverse effect"),
    ("adverse event", "adverse effect"),
    ("unwanted effect", "adverse effect"),
    ("adverse reaction", "adverse effect"),
    ("in vitro", "invitro"),
    ("in vivo", "invivo"),
    ("prior to", "before"),
    ("cell line", "invitro cell line"),
    ("breast feeding", "breastfeeding"),
    ("breast-feeding", "breastfeeding"),
    ("up to date", "current"),
    ("up-to-date", "current"),
    ("non-inferior", "noninferior"),
    ("not inferior", "noninferior"),
    ("non inferior", "noninferior"),
    ("up-regulat", "upregulat"),
    ("down-regulat", "downregulat"),
    ("up regulat", "upregulat"),
    ("down regulat", "downregulat"),
    ("failed to ", "did not "),
    ("fails to ", "does not "),
    ("fail to ", "do not "),
    ("unable to ", "not able to "),
    ("b.i.d.", "twice daily"),
    ("t.i.d.", "three times daily"),
    ("q.i.d.", "four times daily"),
)


def _families() -> dict[str, str]:
    keyed: dict[str, str] = {}
    for line in _SYNONYMS:
        words = [spelled(word) for word in line.split()]
        for word in words:
            keyed.setdefault(word, words[0])
            keyed.setdefault(stem_of(word), words[0])
    return keyed


def _rarity() -> dict[str, float]:
    lines = files("osler.answer.verify").joinpath("rarity.txt").read_text("utf-8").split("\n")
    pairs = (line.split() for line in lines if line and not line.startswith("#"))
    return {stem: float(weight) for stem, weight in pairs}


FAMILIES = _families()
RARITY = _rarity()
