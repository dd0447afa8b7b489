# ruff: noqa: E501 - a pattern is easier to check on one line
"""What a guideline tells of itself and of others: how it came about, what it replaced, what the public
said, what other bodies recommend.
"""

from __future__ import annotations

import re

from osler.answer.cues import cued

_MAKER = r"(?:the )?(?:USPSTF|US Preventive Services Task Force|Task Force|panel|committee|working group|CDC|WHO)"
_HISTORY = cued(
    rf"(?i)\bcomments? (?:\w+ )?(?:suggest|express|request|ask|stat|rais|question|note|sought|were|was|on the draft)"
    r"|\b(?:in|to) (?:response|respond) to (?:\w+ )?comments?\b|^In response, "
    r"|\bdraft (?:recommendation|version)\b|\bpublic comment"
    r"|\b(?:this|the current|the present|its|these) (?:\w+ )?(?:recommendations?|statement|guideline)s? (?:statement )?(?:updates?|replaces?|supersedes?|reaffirms?|is (?:generally )?consistent|is an update)\b"
    r"|\bto update (?:its|the|their) (?:\d{4} )?recommendation"
    r"|\b(?:updat|replac|reaffirm|supersed)\w* (?:its|the|their|a|previous|prior) (?:\d{4} |previous |prior )?(?:USPSTF )?(?:recommendation|statement)"
    r"|^In the current recommendation\b"
    rf"|^In (?:(?:the |its )?(?:\d{{4}}|current)(?: \w+)?|its \d{{4}} \w+|(?:a|the) (?:separate|previous|prior) recommendation),? (?:statement,? )?{_MAKER} "
    rf"|\b{_MAKER} (?:has|have) (?:also )?(?:made|issued|published|released|several|(?:an?|other) (?:separate|related|number))?\s?(?:\w+ ){{0,2}}recommendations?\b"
    rf"|\b{_MAKER} (?:also )?(?:reviewed|commissioned|considered (?:both|all|comments|the)|is calling for|calls for|wants to|sought|searched)\b"
    r"|\b(?:commissioned|conducted) an? (?:\w+ ){0,2}review\b"
    r"|\b(?:as|when) it issued its\b|\bclarified (?:why|that|its|language|how)\b"
)


_HEADINGS = re.compile(
    r"(?i)^(?:response to (?:public )?comments?|update of (?:the )?previous|research (?:needs|gaps)|scope of (?:the )?review)"
)
# Where a guideline tells what other bodies recommend: shown as its own, that would be false.
_OTHERS = re.compile(
    r"(?i)^(?:recommendations?|guidelines?|positions?) (?:of|from|by) (?:other|others)\b|^other (?:recommendations|guidelines)\b"
)


def of_others(path: tuple[str, ...]) -> bool:
    """Whether a sentence under the headings `path` tells what other bodies recommend."""
    return any(_OTHERS.match(part) for part in path)


def history(text: str, path: tuple[str, ...] = ()) -> bool:
    """Whether a sentence under the headings `path` is about the recommendation's making rather than
    what it says.
    """
    return _HISTORY.search(text) is not None or any(_HEADINGS.match(part) for part in path)
