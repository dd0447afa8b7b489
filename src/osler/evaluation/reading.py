"""A run as one self-contained page, each case open to reading."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from osler.evaluation.comparison import compare
from osler.evaluation.run import Run, rows
from osler.rendering import words

_pages = Environment(
    loader=PackageLoader("osler.evaluation"),
    autoescape=select_autoescape(default=True, default_for_string=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(run: Run, against: Run | None = None) -> str:
    """No script, no request to anywhere; what sources and cases say is escaped."""
    shown = _pages.get_template("evaluation.html").render(
        run=run,
        rows=rows(run, against),
        comparison=compare(run, against) if against else None,
        places={each.id: place for place, each in enumerate(run.outcomes, 1)},
    )
    return words.seen(shown) + "\n"
