"""What a rewording adds: words that carry meaning and that its source does not have.

The verdict weighs a statement as a whole, so that one foreign word among many borne out may pass;
of words that a model chose, none may.
"""

from __future__ import annotations

from collections.abc import Sequence

from osler.answer.naming import joined
from osler.answer.verify.reading import content, read
from osler.vocabulary.concept import Vocabulary

RARE = 3.5  # weight (0..7) from which a word says something of its own; "option" has just that


def added(text: str, said: Sequence[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Words of a statement that stand in none of the texts it rests on, neither themselves nor as
    another name of something named there.
    """
    sentences = [sentence for each in said for sentence in read(each)]
    held = set(content(sentences))
    around = joined(" ".join(said))
    for mention in vocabulary.mentions(text):
        if any(f" {name} " in around for name in mention.concept.names):
            held |= content(read(mention.text)).keys()
    return tuple(
        dict.fromkeys(
            word.word
            for sentence in read(text)
            for word in sentence.words
            if word.weight >= RARE and word.sense not in held
        )
    )
