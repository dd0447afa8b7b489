"""An article of an answer that a model wrote: its record is kept, and old content is as it was."""

from __future__ import annotations

from dataclasses import replace

from made_board import evidence, publishers
from osler.answer.answer import Checked, VerdictKind, Written
from osler.articles import actions, store
from osler.articles.content import decode, encode
from osler.storage.database import Database

RECORD = Written(
    model="openai:synthetic",
    prompts=("0" * 64,),
    parameters={"temperature": 0.0, "tokens": 1200},
    passages=("m:1#0",),
    read=900,
    written=80,
    counted=True,
    cost=None,
    checked=(Checked("1" * 64, ("m:1#0",), "dropped", ("number",), VerdictKind.CONTRADICTED, 0.5),),
)


def test_the_record_is_kept_and_the_article_says_who_wrote(database: Database) -> None:
    board = publishers(database)
    answer, documents = evidence()
    answer = replace(answer, written=RECORD)
    article = actions.save(board.board, board.editor, answer, documents)
    with database.reading() as connection:
        stored = store.version(connection, article.id, 1).content
    content = decode(stored)
    assert content.answer.written == RECORD
    assert (content.maker.how, content.maker.model) == ("written by a model", "openai:synthetic")
    assert encode(content) == stored


def test_an_extractive_answer_is_stored_as_it_was_before_models_wrote(database: Database) -> None:
    board = publishers(database)
    plain, documents = evidence()
    article = actions.save(board.board, board.editor, plain, documents)
    fell_back = replace(plain, written=replace(RECORD, instead="did not answer in time"))
    other = actions.save(board.board, board.editor, fell_back, documents, again=True)
    with database.reading() as connection:
        stored = store.version(connection, article.id, 1).content
        second = decode(store.version(connection, other.id, 1).content)
    assert '"written":' not in stored
    assert decode(stored).answer.written is None
    assert encode(decode(stored)) == stored
    assert (second.maker.how, second.maker.model) == ("extractive", None)
