"""What the status tracker and the banners of an article say. Pure; never more than is so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from osler.articles.public import Public, interests
from osler.articles.records import Declaration, Signature
from osler.articles.round import Round
from osler.articles.staleness import CauseKind
from osler.articles.workflow import State
from osler.rendering.dates import day, days


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the tracker: `place` is done, now or todo; `tone` "", good, caution or bad."""

    title: str
    place: str
    lines: tuple[str, ...] = ()
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Caution:
    """A banner, shown only while it is true."""

    tone: str
    title: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Status:
    """`reviewed`: the moment of the last signature under an approved version, None otherwise."""

    steps: tuple[Step, ...]
    cautions: tuple[Caution, ...]
    reviewed: str | None


def status(public: Public, round_: Round) -> Status:
    """The status of the version shown. `round_` is the one in which it was, or is, reviewed."""
    reviewed = max((each.at for each in public.signatures), default=None)
    return Status(_steps(public, round_), _cautions(public), reviewed if public.approved else None)


def _steps(public: Public, round_: Round) -> tuple[Step, ...]:
    state = public.state
    sent = round_.submitted_at
    submitted = (f"by {public.author}", *_on(sent))
    looking = _reviewing(public, round_)
    signed = tuple(_signer(each, public.declared) for each in public.signatures)
    if public.approved:
        done = (Step("Submitted", "done", submitted), Step("Under review", "done", looking))
        if state is State.APPROVED:
            return (*done, Step("Approved", "now", signed, "good"))
        return (*done, Step("Approved", "done", signed), _last(public))
    if state in {State.RETIRED, State.WITHDRAWN}:
        first = (Step("Submitted", "done", submitted),) if sent else ()
        return (*first, _last(public))
    to_come = Step("Approved", "todo")
    if state is State.SUBMITTED:
        return (Step("Submitted", "now", submitted), Step("Under review", "todo"), to_come)
    if state is State.UNDER_REVIEW:
        return (
            Step("Submitted", "done", submitted),
            Step("Under review", "now", looking),
            to_come,
        )
    if state is State.CHANGES_REQUESTED:
        asked = Step("Changes requested", "now", looking, "caution")
        return (Step("Submitted", "done", submitted), asked, to_come)
    return (
        Step("Draft", "now", (f"by {public.author}",), "caution"),
        Step("Submitted", "todo"),
        Step("Under review", "todo"),
        to_come,
    )


def _last(public: Public) -> Step:
    """The step after approval that is the present one."""
    state = public.state
    if state is State.STALE:
        since = min((each.at for each in public.causes), default=None)
        return Step("Stale", "now", (f"since {day(since)}",) if since else (), "caution")
    tone = "bad" if state is State.WITHDRAWN else "caution"
    return Step(state.words, "now", (f"on {day(public.article.updated_at)}",), tone)


def _reviewing(public: Public, round_: Round) -> tuple[str, ...]:
    given = () if public.approved else public.signatures
    signed = tuple(_signer(each, public.declared) for each in given)
    reviewer = round_.reviewer
    if reviewer is None:
        return signed
    who = ", ".join(filter(None, (reviewer.name, reviewer.credentials, reviewer.specialty)))
    since = f"{who}, since {day(round_.began_at)}"
    return (since, *(f"signed: {each}" for each in signed))


def _signer(signature: Signature, declared: Mapping[str, Declaration]) -> str:
    who = (signature.name, signature.credentials, signature.specialty, day(signature.at))
    said = interests(declared.get(signature.declaration_id))
    return f"{', '.join(filter(None, who))}; {said}"


def _on(moment: str | None) -> tuple[str, ...]:
    return (f"on {day(moment)}",) if moment else ()


def _cautions(public: Public) -> tuple[Caution, ...]:
    state = public.state
    reason = (public.article.reason,) if public.article.reason else ()
    changed = tuple(f"{days(each.said)} Noticed on {day(each.at)}." for each in public.causes)
    found: list[Caution] = []
    if state is State.WITHDRAWN:
        found.append(Caution("bad", "Withdrawn: do not rely on this article.", reason))
    elif state is State.RETIRED:
        found.append(Caution("caution", "Retired: kept for the record, no longer kept up.", reason))
    elif state is State.STALE:
        title = "The evidence changed since this was approved; the board will look at it again."
        if {each.kind for each in public.causes} == {CauseKind.AGE}:
            title = "Its review is due again."
        found.append(Caution("caution", title, changed))
    elif state is not State.APPROVED:
        title = _UNREVIEWED.get(state, "Not yet reviewed: use with caution.")
        found.append(Caution("caution", title, changed))
    return tuple(found)


_UNREVIEWED = {State.DRAFT: "A draft, not yet reviewed: readers do not see this."}
