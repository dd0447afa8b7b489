"""What a language model made of a follow-up, held to what was said: nothing new may be in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from osler.answer.kinds import POPULATIONS
from osler.answer.understand import QuestionError
from osler.conversation.completed import Completed, Outcome, sentence
from osler.conversation.frame import frame
from osler.vocabulary.concept import Vocabulary

Rewrite = Callable[[str, tuple[str, ...]], str | None]
"""What a language model makes of a follow-up and the whole questions before it, or None."""

LONGEST = 300  # code points of a rewrite
_STEM, _ENDING = 4, 4  # letters that two forms of a word share at least, and differ in at most
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_COUNTED = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|hundred|once|twice"
    r"|half|double|twofold|both)\b"
)
_DENIED = re.compile(
    r"\b(?:not|no|never|without|avoid\w*|cannot|\w+n't|contra-?indicat\w+|unless|except)\b"
)
_MARKUP = re.compile(r"[<>{}\[\]`|\\=#*\n\r]|https?:|www\.")
# Words that a question is asked with. They name no medicine, illness, test or people.
_ASKED_WITH = """
    a about after against alternative alternatives and another any are as at be been before benefit
    benefits best better between by can cause caused causes common commonly compared could did do
    does dose doses dosage during effect effective effects either evidence for from given happen
    happens has have how if in instead interact interaction interactions into is it its known last
    length line long made main many may mean mechanism might more most much must need needed of
    often on or other over people possible preferred prevent prevented prognosis reason reasons
    recommend recommendation recommended risk risks role safe safely safer safety should side since
    some someone sort start started stop stopped still such symptom symptoms take taken taking test
    tested than that the their them then there these they this those time to treat treated
    treatment treatments true type under use used useful uses using usual want was were what when
    where whether which while who whom whose why will with work works would
"""
_ASKING = frozenset(_ASKED_WITH.split())


def rewritten(
    said: str, before: Sequence[str], vocabulary: Vocabulary, rewrite: Rewrite
) -> Completed | None:
    """A model's wording as a whole question; None where it gave none or one that may not be."""
    text = rewrite(said, tuple(before))
    if not text or refused(text, said, before, vocabulary) is not None:
        return None
    made = frame(text, vocabulary)
    return Completed(sentence(text), Outcome.REWRITTEN, tuple(each.text for each in made.mentions))


def refused(text: str, said: str, before: Sequence[str], vocabulary: Vocabulary) -> str | None:
    """Why a rewrite is not taken, None where it is. Each concept, number, denial, kind of people
    and every other word must have been said in the conversation, or be a word to ask with.
    """
    if len(text) > LONGEST or _MARKUP.search(text) or text.strip().rstrip("?").count("?"):
        return "it is not one plain question"
    spoken = " . ".join((*before, said))
    try:
        made = frame(text, vocabulary)
        heard = [frame(each, vocabulary) for each in before]
    except QuestionError:
        return "it is no question"
    known = frozenset[str]().union(*(each.concepts for each in heard))
    known |= {each.concept.id for each in vocabulary.mentions(said)}
    own = {each.concept.id for each in vocabulary.mentions(text)}
    if own - known:
        return "it names what nobody named"
    if not made.mentions:
        return "it names nothing"
    low, all_said = text.lower(), spoken.lower()
    for name, pattern in (("number", _NUMBER), ("number", _COUNTED), ("denial", _DENIED)):
        if set(pattern.findall(low)) - set(pattern.findall(all_said)):
            return f"it has a {name} that nobody said"
    if _people(low) - _people(all_said):
        return "it is about people whom nobody named"
    heard_words = set(_WORD.findall(all_said))
    for word in set(_WORD.findall(low)) - _ASKING - heard_words:
        if not any(_forms(word, other) for other in heard_words):
            return "it says what nobody said"
    return None


def _people(low: str) -> set[str]:
    return {name for name, pattern in POPULATIONS if pattern.search(low)}


def _forms(one: str, other: str) -> bool:
    """Whether two words are forms of one: alike but for their last few letters."""
    pairs = zip(one, other, strict=False)
    alike = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
    return alike >= max(_STEM, len(one) - _ENDING, len(other) - _ENDING)
