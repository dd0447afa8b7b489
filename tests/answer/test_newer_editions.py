"""A publisher's old text beside its newer: said to be older, and no brief."""

from __future__ import annotations

from dataclasses import replace

from made_answer import header, statement
from made_candidate import question
from osler.answer.answer import Group, Section, Statement
from osler.answer.editions import aged, outdated
from osler.answer.summary import Merit, summary
from osler.evidence.dates import read_date
from osler.evidence.document import Family, Header

TREATS = question("What is the treatment of madeupitis?")
OLD = statement("Syntheticine is recommended for madeupitis of hats.", "g:old")
NEW = statement("Fabricatol is recommended for madeupitis.", "g:new")
SECTION = Section(Family.GUIDELINES, "From the Guidelines", (Group(None, (OLD, NEW)),))


def made(key: str, date: str, publisher: str | None = "Made Society") -> Header:
    return replace(
        header(key, Family.GUIDELINES), date=read_date(date) if date else None, publisher=publisher
    )


def found(old: Header, new: Header, answering: frozenset[str] = frozenset({NEW.text})) -> object:
    headers = {"g:old": old, "g:new": new}
    return outdated(SECTION, answering, headers, 2026, 10, lambda _: frozenset())


def test_the_newer_text_of_the_same_publisher_makes_the_old_outdated() -> None:
    assert found(made("g:old", "2010"), made("g:new", "2021")) == {OLD.text: 2021}
    assert found(made("g:old", ""), made("g:new", "2021")) == {OLD.text: 2021}


def test_another_publisher_recent_text_or_no_answer_does_not() -> None:
    new = made("g:new", "2021")
    assert found(made("g:old", "2010", "Other Society"), new) == {}
    assert found(made("g:old", "2010", None), new) == {}
    assert found(made("g:old", "2018"), new) == {}
    assert found(made("g:old", "2010"), new, frozenset()) == {}


def test_what_the_newer_text_does_not_speak_of_it_does_not_renew() -> None:
    headers = {"g:old": made("g:old", "2010"), "g:new": made("g:new", "2021")}
    answering = frozenset({NEW.text})

    def hats(shown: Statement) -> frozenset[str]:
        return frozenset({"hats"} if "hats" in shown.text else ())

    assert outdated(SECTION, answering, headers, 2026, 10, hats) == {}
    both = outdated(SECTION, answering, headers, 2026, 10, lambda _: frozenset({"hats"}))
    assert both == {OLD.text: 2021}


def test_the_older_is_said_to_be_older_and_does_not_stand_in_brief() -> None:
    shown = aged(SECTION, {OLD.text: 2021})
    older, newer = shown.groups[0].statements
    assert older.certainty.reasons[-1] == "older than the same publisher's text of 2021"
    assert newer == NEW
    merits = {OLD.text: Merit(0.9, True, outdated=True), NEW.text: Merit(0.1, True)}
    assert [each.text for each in summary(TREATS, (shown,), merits)] == [NEW.text]
