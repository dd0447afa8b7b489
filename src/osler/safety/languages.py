# ruff: noqa: E501 - a list of words is easier to check on one line
"""In which language a question is asked, as far as a few small words tell."""

from __future__ import annotations

import re
import unicodedata

# Small words of each language that are neither English nor Latin, nor parts of names in medicine.
_SMALL_WORDS = {
    "Spanish": "el los las una unos qué que cuál cual cuáles cómo como para por con sin del puede puedo pueden tomar tomo tengo tiene es está son hay muy también niños niñas niño embarazo embarazada tratamiento enfermedad dosis dolor síntomas sobre cuándo dónde mi su causa causas seguro mujeres tratar sirve",
    "French": "le les une des du est sont quelle quel quels quelles comment pourquoi pour avec sans dans sur et ou où puis peut peuvent prendre j'ai mon ma mes qui que quoi enfants enfant grossesse traitement maladie combien quand chez l'enfant d'un d'une qu'est-ce causes avoir faire contre femme",
    "German": "der das den dem ein eine einen einer ist sind wie was welche welcher welches warum wann für mit ohne bei und oder nicht auf im zum zur kann können darf soll nehmen ich mein meine kinder kindern schwangerschaft behandlung krankheit gegen von wird werden hilft ursachen nebenwirkungen hoch dosierung wieviel wie",
    "Portuguese": "uma umas uns os qual quais como para por com sem da das dos não é são está posso pode tomar tenho tem meu minha crianças criança gravidez tratamento doença dose dor sintomas quando onde quanto grávida remédio também muito você causas mulheres",
    "Italian": "il gli una uno degli della delle dei nel nella qual quale quali come perché per con senza può posso prendere ho ha mio mia sono è che bambini bambino gravidanza trattamento malattia dolore sintomi quando dove quanto anche cosa cause cura donne incinta",
    "Dutch": "het een zijn hoe wat welke waarom wanneer voor met zonder bij niet naar kan kunnen mag moet nemen ik mijn kinderen kind zwangerschap behandeling ziekte tegen wordt worden helpt hoeveel bijwerkingen dosering oorzaken oorzaak bij ook als van en of",
}
_ENGLISH_WORDS = "the of and to in is are was were for with on what which how why when does do did can could should would may my i me it be been a an or not by from at as that this these those if than after before who whom there has have had will safe dose treatment cause causes take taking use used patients children pregnancy"
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_SCRIPTS = {
    "CYRILLIC": "a language in Cyrillic letters",
    "ARABIC": "a language in Arabic letters",
    "HEBREW": "Hebrew",
    "GREEK": "Greek",
    "DEVANAGARI": "a language in Devanagari letters",
    "BENGALI": "Bengali",
    "TAMIL": "Tamil",
    "TELUGU": "Telugu",
    "THAI": "Thai",
    "HANGUL": "Korean",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "CJK": "Chinese or Japanese",
}
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LEAST = 2  # small words that tell a language
_FOREIGN = 0.5  # share of letters in another script
_SHARE = 0.2  # of the words, that are small words of the language


def foreign(text: str) -> str | None:
    """The language of a text that is not English, in words, or None. A name or two in another
    language is no other language.
    """
    script = _script(text)
    if script is not None:
        return script
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    if not words:
        return None
    english = sum(word in _ENGLISH for word in words)
    counts = {name: sum(word in held for word in words) for name, held in _languages().items()}
    name = max(counts, key=lambda each: counts[each])
    count = counts[name]
    if count < _LEAST or count <= 2 * english or count < _SHARE * len(words):
        return None
    return name


def _languages() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in _SMALL_WORDS.items()}


def _script(text: str) -> str | None:
    if text.isascii():
        return None
    letters = [each for each in text if each.isalpha()]
    named = [unicodedata.name(each, "").split()[0] for each in letters if not each.isascii()]
    counts = {name: named.count(name) for name in _SCRIPTS if name in named}
    if not counts or sum(counts.values()) < _FOREIGN * len(letters):
        return None
    if "HIRAGANA" in counts or "KATAKANA" in counts:
        return _SCRIPTS["HIRAGANA"]
    return _SCRIPTS[max(counts, key=lambda each: counts[each])]
