"""What is shown before anything else, and that nothing unmasked is kept or sent anywhere."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from made_site import Site, site
from osler.accounts.role import Right
from osler.articles import store
from osler.storage import tables as t

PRIVATE = "My patient John Smith, MRN 55302-K, john@example.org: what causes myopathic necrosis?"
SECRETS = ("Smith", "55302", "john@")
URGENT = "My dad has crushing chest pain right now, should he take aspirin?"


@pytest.fixture
def here(starter_home: Path, tmp_path: Path) -> Iterator[Site]:
    """The pages over the starter evidence and an empty board, with questions in the log."""
    home = shutil.copytree(starter_home, tmp_path / "home")
    (home / "osler.toml").write_text("log_questions = true\n", encoding="utf-8")
    with site(home) as found:
        yield found


def _ask(here: Site, question: str, **more: str) -> str:
    led = here.post("/ask", question=question, **more)
    assert led.status_code == 303
    return led.headers["location"]


def test_nothing_unmasked_is_kept_streamed_logged_or_saved(
    here: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    here.act_as(here.board.editor, Right.ASK, Right.WRITE)
    where = _ask(here, PRIVATE, live="1")
    live = here.client.get(where).text
    stream = here.client.get(f"{where.removesuffix('?live=1')}/stream").text
    whole = here.client.get(where.removesuffix("?live=1"))
    sent = here.post(f"{where.removesuffix('?live=1')}/save")
    print(sent.text[-1500:])
    slug = sent.headers["location"]
    article = here.client.get(slug).text
    with here.board.board.database.reading() as connection:
        kept = [tuple(row) for row in connection.execute(select(t.askings))]
        version = store.article(connection, slug.removeprefix("/desk/"))
        saved = store.version(connection, version.id, 1).content
    assert "My patient [name], MRN [record number], [e-mail address]" in saved
    logged = capsys.readouterr().err
    for secret in SECRETS:
        for place in (where, live, stream, whole.text, slug, article, str(kept), saved, logged):
            assert secret not in place
    assert "Personal data masked" in whole.text
    assert "Personal data masked" in live
    assert "In brief" in whole.text


def test_help_comes_first_and_evidence_only_for_those_who_treat(here: Site) -> None:
    where = _ask(here, URGENT)
    page = here.page(where)
    assert page.all("a", href="tel:911")
    assert page.all("div", role="alert")
    assert page.words.index("Get help now") < page.words.index("Help comes first")
    assert "In brief" not in page.words
    assert page.all("button", name="reader", value="physician")
    assert page.all("input", name="question", value=URGENT)
    seen = here.page(_ask(here, URGENT, reader="physician"))
    assert seen.all("a", href="tel:911")
    assert "Say who you are" not in seen.words


def test_help_is_there_before_the_answer_comes(here: Site) -> None:
    where = _ask(here, URGENT, live="1", reader="physician")
    page = here.page(where)
    assert page.all("a", href="tel:911")
    assert page.all("ol", id="stages")


def test_where_nothing_follows_nothing_is_waited_for(here: Site) -> None:
    where = _ask(here, URGENT, live="1")
    page = here.page(where)
    assert page.all("a", href="tel:911")
    assert page.all("ol", id="stages") == []
    assert page.all("button", name="reader", value="nurse")
    stream = here.client.get(f"{where.removesuffix('?live=1')}/stream").text
    assert "I am a physician" in stream


def test_a_plain_question_has_no_notice(here: Site) -> None:
    page = here.page(_ask(here, "What is the cause of myopathic necrosis?"))
    assert page.classed("section", "notices") == []
