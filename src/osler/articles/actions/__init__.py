"""What changes an article: the only writer. Each act is one transaction and one ledger entry.

The pages, the API and the commands call these, and nothing else writes. Guards raise named errors:
`NotAllowedError`, `WorkflowError`, `SignoffError`, `ContentError`, `ConflictError`, `MissingError`.
"""

from osler.articles.actions.aging import age, close_cause, notice
from osler.articles.actions.change import Board, ConflictError
from osler.articles.actions.reviewing import (
    begin,
    decide,
    declare,
    edit,
    request_changes,
    strike,
    undo,
)
from osler.articles.actions.saving import (
    ExistsError,
    gloss,
    recall,
    refresh,
    refuse_double,
    restore,
    save,
    submit,
)
from osler.articles.actions.settling import reaffirm, retire, void, withdraw
from osler.articles.actions.signing import sign
from osler.articles.actions.talking import close_report, comment, report, resolve

__all__ = [
    "Board",
    "ConflictError",
    "ExistsError",
    "age",
    "begin",
    "close_cause",
    "close_report",
    "comment",
    "decide",
    "declare",
    "edit",
    "gloss",
    "notice",
    "reaffirm",
    "recall",
    "refresh",
    "refuse_double",
    "report",
    "request_changes",
    "resolve",
    "restore",
    "retire",
    "save",
    "sign",
    "strike",
    "submit",
    "undo",
    "void",
    "withdraw",
]
