"""`osler chat`: questions one after another, each made whole from those before it."""

from __future__ import annotations

import datetime
import io
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from importlib import import_module

import click
from rich.console import Console

from osler.answer.answer import Answer
from osler.answer.desk import Evidence, Wish
from osler.answer.received import answer as answered
from osler.answer.understand import QuestionError
from osler.cli.failure import ANSWERED, REFUSED, say
from osler.conversation.completed import Completed, Outcome, Unclear
from osler.conversation.completion import complete
from osler.conversation.followups import offered
from osler.conversation.rewriting import rewriter
from osler.house.reading import reading
from osler.readers.adapt import adapt
from osler.readers.audience import READERS, audience
from osler.rendering.json_form import encode
from osler.rendering.terminal import terminal
from osler.safety.reception import Reception, receive
from osler.settings import Settings, is_set, read_settings

PROMPT = "\nosler> "
HELP = """\
Type a question, or what follows the one before: "and in pregnancy?", "which dose?".
1, 2, 3       ask a question that was offered
:edit         change the question just asked and ask it again (:edit WORDS asks those)
:new          begin a new conversation
:quit         end; so do Ctrl-D and Ctrl-C at the prompt"""


@dataclass(slots=True)
class _Turn:
    """What became of one line."""

    said: str
    whole: Completed | None = None
    unclear: Unclear | None = None
    answer: Answer | None = None
    wrong: str | None = None
    followups: tuple[str, ...] = ()


@dataclass(slots=True)
class _Chat:
    """A conversation: the whole questions asked, and what a number stands for now."""

    evidence: Evidence
    locale: str
    reader: str | None = None
    before: list[str] = field(default_factory=list)
    numbered: tuple[str, ...] = ()
    refused: bool = False

    def turn(self, said: str, *, whole: bool = False) -> _Turn:
        """Make a line whole; nothing is asked yet."""
        picked = self._picked(said)
        received = self._received(picked or said)
        said = received.question
        made = _Turn(said)
        try:
            if whole or picked is not None or received.grave:
                made.whole = Completed(said)
            else:
                model = rewriter(self.evidence.writer(self.reader))
                found = complete(said, self.before, self.evidence.vocabulary, model)
                made.whole = found if isinstance(found, Completed) else None
                made.unclear = found if isinstance(found, Unclear) else None
        except QuestionError as error:
            made.wrong = str(error)
        if made.unclear is not None:
            self.numbered = tuple(each.text for each in made.unclear.readings)
        return made

    def _received(self, said: str) -> Reception:
        return receive(said, self.reader, self.locale, self.evidence.vocabulary)

    def _picked(self, said: str) -> str | None:
        number = int(said) if said.isascii() and said.isdigit() and len(said) < 3 else 0
        return self.numbered[number - 1] if 0 < number <= len(self.numbered) else None

    def answered(self, made: _Turn) -> None:
        """Ask what a turn came to."""
        if made.whole is None:
            self.refused = True
            return
        try:
            received = self._received(made.whole.text)
            made.answer = answered(received, self.evidence, _wish(), time.perf_counter)
        except QuestionError as error:
            made.wrong, self.refused = str(error), True
            return
        if made.whole.outcome is Outcome.NEW_TOPIC:
            self.before.clear()
        self.before.append(made.whole.text)
        self.refused = self.refused or made.answer.refusal is not None

    def offer(self, made: _Turn) -> None:
        """Find what to ask next."""
        if made.answer is not None:
            made.followups = offered(made.answer, self.before[:-1], self.evidence, _wish())
            self.numbered = made.followups


@click.command("chat")
@click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "json"]),
    default="terminal",
    show_default=True,
    help="How turns are printed; json is one object a line.",
)
@click.option(
    "--reader",
    type=click.Choice(READERS),
    help="Who reads, as in `osler ask`; by default the setting `reader`.",
)
@click.pass_context
def command(context: click.Context, form: str, reader: str | None) -> None:
    """Ask questions one after another: "and in pregnancy?" is completed from those before.

    Each line typed, or read from a pipe, is one turn. Piped: exits 0 when every turn was answered
    and 3 when one was not (no evidence supports an answer, or it was not clear what was asked).
    Typed: exits 0.
    """
    settings = read_settings()
    if not settings.catalog.exists():
        # Parsers are loaded only where there is nothing to ask yet.
        import_module("osler.house.writing").first_time(settings, _say)
    typed = sys.stdin.isatty()
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # a byte that is no letter ends nothing
    with reading(settings) as evidence:
        asking = reader or (settings.reader if is_set("reader") else None)
        settings = replace(settings, reader=reader or settings.reader)
        chat = _Chat(evidence, settings.locale, asking)
        shown = _Shown(settings, form, typed=typed)
        if typed and form == "terminal":
            click.echo(HELP)
        try:
            _talk(chat, shown, typed=typed)
        except KeyboardInterrupt as error:
            if type(error) is not KeyboardInterrupt or not typed:  # a signal told us to end
                raise
            click.echo()
    context.exit(REFUSED if chat.refused and not typed else ANSWERED)


def _talk(chat: _Chat, shown: _Shown, *, typed: bool) -> None:
    for line in _lines(typed=typed):
        said, whole = line, False
        word, _, rest = line.partition(" ")
        if word == ":quit":
            return
        if word == ":new":
            chat.before.clear()
            chat.numbered = ()
            shown.note("A new conversation.")
            continue
        if word == ":edit":
            said, whole = rest.strip() or _edited(chat, typed=typed), True
            if chat.before and said:
                chat.before.pop()
        elif word.startswith(":"):
            shown.note(HELP)
            continue
        if said:
            try:
                _one(chat, shown, said, whole=whole)
            except KeyboardInterrupt as error:
                if type(error) is not KeyboardInterrupt or not typed:
                    raise
                shown.note("\nStopped. Ask something else, or press Ctrl-D to end.")


def _one(chat: _Chat, shown: _Shown, said: str, *, whole: bool) -> None:
    made = chat.turn(said, whole=whole)
    shown.question(made)
    chat.answered(made)
    shown.answer(made)
    chat.offer(made)
    shown.followups(made)


def _lines(*, typed: bool) -> Iterator[str]:
    """Lines without blanks around, empty ones left out."""
    if typed:
        with_history()
    while True:
        try:
            line = input(PROMPT) if typed else sys.stdin.readline()
        except EOFError:
            click.echo()
            return
        if not typed and not line:
            return
        if line.strip():
            yield line.strip()


def with_history() -> None:
    """Arrow keys edit the line and go back, where the platform can."""
    try:
        import_module("readline")
    except ImportError:
        return


def _edited(chat: _Chat, *, typed: bool) -> str:
    """The last whole question, to be changed by hand where there is a hand."""
    if not chat.before:
        return ""
    if not typed:
        return chat.before[-1]
    try:
        lines = import_module("readline")
    except ImportError:
        click.echo(f"Type it anew; it was: {chat.before[-1]}")
        return input(PROMPT).strip()
    lines.set_startup_hook(lambda: lines.insert_text(chat.before[-1]))
    try:
        return input("edit> ").strip()
    except EOFError:
        return ""
    finally:
        lines.set_startup_hook(None)


class _Shown:
    """Prints turns as they come."""

    def __init__(self, settings: Settings, form: str, *, typed: bool) -> None:
        self._json = form == "json"
        self._typed = typed
        self._width = settings.width
        self._audience = audience(settings.reader)
        self._number = 0

    def note(self, said: str) -> None:
        """A line of the program's own."""
        if not self._json:
            say(said)

    def question(self, made: _Turn) -> None:
        """The whole question and how it came to be, before it is asked."""
        if self._json:
            return
        if not self._typed:
            say(f"\n> {made.said}")
        if made.wrong is not None:
            say(f"{made.wrong[:1].upper()}{made.wrong[1:]}.")
        if made.unclear is not None:
            say(made.unclear.said)
            self._listed(each.text for each in made.unclear.readings)
        if made.whole is not None and made.whole.note is not None:
            say(f"Asked: {made.whole.text}\n({made.whole.note})")
        say("")

    def answer(self, made: _Turn) -> None:
        """The answer, as `osler ask` prints it."""
        if not self._json and made.answer is not None:
            console = Console(file=sys.stdout, width=self._width, highlight=False)
            terminal(made.answer, console, adapted=adapt(made.answer, self._audience))
            sys.stdout.flush()

    def followups(self, made: _Turn) -> None:
        """What to ask next; as JSON, the whole turn."""
        if self._json:
            self._number += 1
            click.echo(json.dumps(_told(self._number, made), ensure_ascii=True))
        elif made.followups:
            say("\nAsk next:")
            self._listed(made.followups)

    @staticmethod
    def _listed(questions: Iterator[str] | tuple[str, ...]) -> None:
        for number, each in enumerate(questions, 1):
            say(f"  {number}  {each}")


def _told(number: int, made: _Turn) -> dict[str, object]:
    unclear = None
    if made.unclear is not None:
        readings = [{"name": each.name, "question": each.text} for each in made.unclear.readings]
        unclear = {"said": made.unclear.said, "readings": readings}
    whole = made.whole
    return {
        "turn": number,
        "said": made.said,
        "question": whole.text if whole else None,
        "outcome": whole.outcome.value if whole else None,
        "kept": list(whole.kept) if whole else [],
        "unclear": unclear,
        "error": made.wrong,
        "answer": json.loads(encode(made.answer)) if made.answer else None,
        "followups": list(made.followups),
    }


def _wish() -> Wish:
    now = datetime.datetime.now(datetime.UTC)
    return Wish(year=now.year, at=now.isoformat(timespec="seconds"))


def _say(line: str) -> None:
    click.echo(line, err=True)
