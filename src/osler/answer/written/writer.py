"""An answer as a model writes it: asked, read as it comes, checked, asked once more, put together.

Whatever fails, the extractive answer stands, and the record says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from osler.answer.answer import Checked, Statement, Written
from osler.answer.compose import Composed
from osler.answer.desk import Evidence, Wish, Writer
from osler.answer.question import Question
from osler.answer.retrieve import Retrieved
from osler.answer.trace import Trace
from osler.answer.written import prompt as prompts
from osler.answer.written.checking import Checker, Found
from osler.answer.written.drafts import Drafts, GarbageError
from osler.answer.written.placing import missed, placed
from osler.answer.written.supplied import Supplied, supplied
from osler.evidence.document import text_hash
from osler.inference.faults import ModelFault
from osler.inference.language_model import Prompt, Usage

ENOUGH = 4  # statements from which nothing is asked for again
LEAST_SECONDS = 2.0  # left, for a second turn to be worth it
LEAST_TOKENS = 100


@dataclass(slots=True)
class _Run:
    """What a model's part has come to so far."""

    writer: Writer
    passages: tuple[Supplied, ...]
    trace: Trace
    prompts: list[str] = field(default_factory=list)
    checked: list[Checked] = field(default_factory=list)
    failed: list[Found] = field(default_factory=list)
    spent: Usage = field(default_factory=lambda: Usage(counted=True))

    @property
    def seconds(self) -> float:
        """Left."""
        return self.writer.seconds - self.spent.seconds

    @property
    def tokens(self) -> int:
        """Left."""
        return self.writer.tokens - self.spent.written


def written(
    question: Question,
    found: Sequence[Retrieved],
    composed: Composed,
    evidence: Evidence,
    wish: Wish,
    trace: Trace,
) -> tuple[Composed, Written | None]:
    """What the writer makes of an extractive answer, and the record of it; the extractive answer
    where there is no writer, nothing to write about, or nothing that passes.
    """
    writer = evidence.writer(wish.reader)
    if writer is None or not any(section.groups for section in composed.sections):
        return composed, None
    digests = evidence.starter == "always"
    passages = supplied(question, found, composed.sections, writer.passages, digests=digests)
    run = _Run(writer, passages, trace)
    if any(section.groups and section.note for section in composed.sections):
        return composed, _record(run, "was not asked: no passage says this in so many words")
    if not passages:
        return composed, _record(run, "was not asked: there is no passage it could write from")
    checker = Checker(question, passages, evidence, wish)
    judges = f", then {evidence.entailment.name}" if evidence.entailment else ""
    trace.note("model", f"what it writes is judged by the rules{judges}")
    trace.step("model", f"{writer.model.name} is given {len(passages)} passages")
    instead = _written(question, run, checker)
    made = None
    if instead is None:
        made = placed(question, checker.kept, composed, evidence, wish)
        instead = missed(question, checker.kept, composed, len(run.checked))
    record = _record(run, instead)
    trace.step("model", _words(record))
    return (composed if instead is not None or made is None else made), record


def _written(question: Question, run: _Run, checker: Checker) -> str | None:
    """Both turns; why nothing of them can be used, or None. A second turn that fails costs nothing
    that the first one gave.
    """
    writer = run.writer
    first = prompts.first(question, run.passages, writer.tokens, writer.seconds)
    fault = _turn(first, run, checker)
    if fault is not None:
        return fault
    failed = [(each.text, each.reasons) for each in run.failed]
    rushed = run.seconds < LEAST_SECONDS or run.tokens < LEAST_TOKENS
    if not failed or len(checker.kept) >= ENOUGH or rushed:
        return None
    again = prompts.again(question, run.passages, failed, run.tokens, run.seconds)
    fault = _turn(again, run, checker)
    if fault is not None:
        run.trace.note("model", f"the second turn gave no more: it {fault}")
    return None


def _turn(prompt: Prompt, run: _Run, checker: Checker) -> str | None:
    """One reply, each statement checked as it comes; what went wrong, or None."""
    run.prompts.append(prompts.hashed(prompt))
    turn, drafts = len(run.prompts), Drafts()
    run.failed.clear()
    stream = None
    try:
        stream = run.writer.model.write(prompt)
        for piece in stream:
            for draft in drafts.feed(piece):
                if drafts.found <= prompts.MOST:
                    _heard(checker.check(draft), turn, run)
            if drafts.found >= prompts.MOST:
                break
    except ModelFault as fault:
        return str(fault)
    except GarbageError as fault:
        return str(fault)
    finally:
        if stream is not None:
            stream.close()
            run.spent = _sum(run.spent, stream.usage)
    return None if drafts.found or turn > 1 else "wrote no statement in the form asked for"


def _heard(found: Found, turn: int, run: _Run) -> None:
    """Take down what came of a draft; one that passed is told of at once."""
    outcome = "shown" if found.statement else "again" if turn == 1 else "dropped"
    told = tuple(dict.fromkeys(_told(each) for each in found.reasons))
    run.checked.append(
        Checked(
            text_hash(found.text),
            found.passages,
            outcome,
            told,
            found.verdict.kind if found.verdict else None,
            found.verdict.score if found.verdict else None,
            turn,
        )
    )
    if found.statement is not None:
        title = found.statement.heading or found.statement.citations[0].document
        if found.choice is not None:
            title = found.statement.heading or found.choice.candidate.hit.header.title
        run.trace.note("written", f"{found.text}\t{title}")
    else:
        run.failed.append(found)
        run.trace.note("model", f"a statement did not pass: {', '.join(told)}")


_OWN = frozenset(
    {"quote", "passages", "length", "again", "place", "fitness", "answer", "source", "span"}
)


def _told(reason: str) -> str:
    """A reason without what may be the model's own words."""
    what, _, _ = reason.partition(":")
    return reason if what in _OWN else what


def _sum(one: Usage, other: Usage) -> Usage:
    costs = [each.cost for each in (one, other) if each.cost is not None]
    return Usage(
        one.read + other.read,
        one.written + other.written,
        one.seconds + other.seconds,
        sum(costs) if costs else None,
        one.counted and other.counted,
    )


def _record(run: _Run, instead: str | None) -> Written:
    """The record. What had no second turn, or stands in no answer, is dropped."""
    unshown = {"again"} if len(run.prompts) == 1 else set()
    unshown |= {"shown"} if instead is not None else set()
    checked = [
        replace(each, outcome="dropped") if each.outcome in unshown else each
        for each in run.checked
    ]
    asked = Prompt("", "")
    return Written(
        model=run.writer.model.name,
        prompts=tuple(run.prompts),
        parameters={
            "temperature": asked.temperature,
            "seed": asked.seed,
            "tokens": run.writer.tokens,
            "seconds": run.writer.seconds,
        },
        passages=tuple(each.hit.passage.key for each in run.passages),
        read=run.spent.read,
        written=run.spent.written,
        counted=run.spent.counted and bool(run.prompts),
        cost=run.spent.cost,
        checked=tuple(checked),
        instead=instead,
    )


def _words(record: Written) -> str:
    """What came of it, in one line."""
    if record.instead is not None:
        return f"the extractive answer is shown: {record.model} {record.instead}"
    shown = sum(each.outcome == "shown" for each in record.checked)
    dropped = len(record.checked) - shown
    spent = f"{record.read} tokens read, {record.written} written"
    return f"{record.model} wrote {shown} statements that passed, {dropped} that did not; {spent}"


def shown(statements: Sequence[Statement], record: Written | None) -> str:
    """Who made the answer, for its last line."""
    if record is None or record.instead is not None or not statements:
        return "osler, extractive"
    return f"osler, written by {record.model}, checked"
