"""`osler evaluate`: a run over synthetic evidence, kept, gone on with, compared and read."""

from __future__ import annotations

import json
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from made_command import osler
from made_pubmed import article, pubmed
from osler.evaluation.comparison import compare
from osler.evaluation.run import Run, encode, read_run

QUESTION = "What is the cause of trichophagia?"
SAID = "The main cause of trichophagia was synthetic alpha exposure."
CASES = f"""
- id: told
  question: {QUESTION}
  ideal: [Synthetic alpha exposure is the main cause of trichophagia.]
  must: [{SAID}, Trichophagia is caused by a synthetic moon.]
  must_not: [The main cause of trichophagia was synthetic alpha exposure.]
  documents: [99010001]
- id: nothing
  question: What causes flumphic zorbulitis?
  refused: true
- id: "<script>"
  question: "42?"
  must: [It is.]
  refused: true
- id: wanted
  question: What causes <b>snorbulosis</b>?
  refused: false
"""


@pytest.fixture(scope="module")
def home(starter_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = shutil.copytree(starter_home, tmp_path_factory.mktemp("evaluate") / "home")
    papers = made / "papers.xml"
    text = f"Synthetic record. {SAID} Nothing else was looked at."
    papers.write_bytes(pubmed(article(99_010_001, text)))
    assert osler(made, "ingest", str(papers)).returncode == 0
    return made


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    (tmp_path / "cases.yaml").write_text(CASES, encoding="utf-8")
    return tmp_path / "cases.yaml"


def test_a_run_is_scored_kept_and_shown(home: Path, cases: Path, tmp_path: Path) -> None:
    run, page = tmp_path / "run.json", tmp_path / "run.html"
    done = osler(home, "evaluate", str(cases), "--json", str(run), "--page", str(page))
    assert done.returncode == 0, done.stderr
    told, nothing, none, wanted = read_run(run).outcomes
    assert told.refused is None
    assert told.scores["must-have said"] == 0.5
    assert told.must.held == (SAID,)
    assert told.must.missing == ("Trichophagia is caused by a synthetic moon.",)
    assert told.scores["must-not said"] == 1.0
    assert told.never == (SAID,)
    assert told.scores["citation recall"] == told.scores["citation precision"] == 1.0
    assert told.scores["documents, average precision"] == 1.0
    assert (told.gold, told.held) == (1, 1)
    assert 0 < told.scores["ROUGE-2, best ideal"] < 1
    assert nothing.scores == {"answered or refused rightly": 1.0}
    assert none.refused == "no question"
    assert none.scores == {"answered or refused rightly": 1.0, "must-have said": 0.0}
    assert wanted.scores == {"answered or refused rightly": 0.0}
    assert "| answered or refused rightly | 66.7 % |" in done.stdout
    assert not (tmp_path / "run.json.part").exists()
    text = page.read_text(encoding="utf-8")
    assert "<b>snorbulosis" not in text
    assert "What causes &lt;b&gt;snorbulosis&lt;/b&gt;?" in text
    balanced(text)


def balanced(text: str) -> None:
    """Every element that is opened is closed."""
    open_: list[str] = []

    class Parser(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            if tag not in {"meta", "link", "br"}:
                open_.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert open_.pop() == tag

    Parser().feed(text)
    assert not open_


def test_it_goes_on_where_it_stopped(home: Path, cases: Path, tmp_path: Path) -> None:
    run, part = tmp_path / "run.json", tmp_path / "run.json.part"
    assert osler(home, "evaluate", str(cases), "--json", str(run)).returncode == 0
    whole = read_run(run)
    first, second = json.loads(encode(whole))["outcomes"][:2]
    first["milliseconds"] = 12345.0
    held = [json.loads(encode(whole))["setting"], first]
    lines = "".join(json.dumps(each) + "\n" for each in held)
    part.write_text(lines + json.dumps(second)[:40], encoding="utf-8")
    assert osler(home, "evaluate", str(cases), "--json", str(run)).returncode == 0
    found = read_run(run)
    assert [each.id for each in found.outcomes] == [each.id for each in whole.outcomes]
    assert found.outcomes[0].milliseconds == 12345.0  # not asked again
    assert found.outcomes[1].scores == whole.outcomes[1].scores  # cut off, so asked again
    part.write_text(lines.replace(whole.setting.sha256, "0" * 64), encoding="utf-8")
    assert osler(home, "evaluate", str(cases), "--json", str(run)).returncode == 0
    assert read_run(run).outcomes[0].milliseconds != 12345.0  # of other cases


def test_two_runs_are_compared_case_by_case(home: Path, cases: Path, tmp_path: Path) -> None:
    run, old, page = tmp_path / "run.json", tmp_path / "old.json", tmp_path / "page.html"
    assert osler(home, "evaluate", str(cases), "--json", str(run)).returncode == 0
    earlier = json.loads(run.read_text(encoding="utf-8"))
    told, nothing, *rest = earlier["outcomes"]
    told["scores"]["must-have said"] = 1.0
    told["scores"]["must-not said"] = 1.0
    nothing["scores"]["answered or refused rightly"] = 0.0
    earlier["outcomes"] = [told, nothing, rest[0]]
    old.write_text(json.dumps(earlier), encoding="utf-8")
    found = compare(read_run(run), read_run(old))
    assert [each.id for each in found.changed] == ["told", "nothing"]  # what got worse first
    assert found.changed[0].worse == ("must-have said 100% → 50%",)
    assert found.changed[1].better == ("answered or refused rightly 0% → 100%",)
    assert (found.same, found.alone) == (1, 1)
    done = osler(home, "evaluate", str(cases), "--against", str(old), "--page", str(page))
    assert done.returncode == 0, done.stderr
    assert "2 cases came out otherwise, 1 as before; 1 in one run only" in done.stdout
    assert f"- {QUESTION} (worse: must-have said 100% → 50%)" in done.stdout
    balanced(page.read_text(encoding="utf-8"))


def test_less_of_what_must_not_be_is_better(home: Path, cases: Path, tmp_path: Path) -> None:
    run = tmp_path / "run.json"
    assert osler(home, "evaluate", str(cases), "--json", str(run)).returncode == 0
    now = read_run(run)
    told = json.loads(encode(now))
    told["outcomes"][0]["scores"]["must-not said"] = 0.0
    (tmp_path / "clean.json").write_text(json.dumps(told), encoding="utf-8")
    clean: Run = read_run(tmp_path / "clean.json")
    assert compare(clean, now).changed[0].better == ("must-not said 100% → 0%",)
    assert compare(now, clean).changed[0].worse == ("must-not said 0% → 100%",)


@pytest.mark.parametrize("text", ["{", "{}", '{"setting": {}, "outcomes": []}'])
def test_what_is_no_run_is_refused_in_one_line(
    home: Path, cases: Path, tmp_path: Path, text: str
) -> None:
    (tmp_path / "old.json").write_text(text, encoding="utf-8")
    done = osler(home, "evaluate", str(cases), "--against", str(tmp_path / "old.json"))
    assert done.returncode == 2
    assert "old.json: not a run of `osler evaluate`" in done.stderr
    assert "Traceback" not in done.stderr


def test_cases_that_cannot_be_read_are_wrong_usage(home: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    done = osler(home, "evaluate", str(tmp_path / "bad.json"))
    assert done.returncode == 2
    assert "bad.json" in done.stderr
