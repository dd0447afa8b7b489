"""What answers have gained since changes no byte of what was signed before."""

from __future__ import annotations

import json
from dataclasses import replace

from made_board import evidence
from osler.articles import making
from osler.articles.content import Maker, decode, encode
from osler.safety.notice import Notice, NoticeKind


def test_an_answer_without_notices_is_encoded_as_before_there_were_any() -> None:
    answer, documents = evidence()
    made = making.content(answer, documents, Maker("extractive", None, "1", "Synthetic", "now"))
    assert "notices" not in json.loads(encode(made))["answer"]
    assert decode(encode(made)) == made


def test_notices_are_kept_with_an_article() -> None:
    answer, documents = evidence()
    told = replace(answer, notices=(Notice(NoticeKind.MASKED, "Synthetic."),))
    made = making.content(told, documents, Maker("extractive", None, "1", "Synthetic", "now"))
    assert decode(encode(made)).answer.notices == told.notices
