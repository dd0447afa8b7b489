"""What can be wrong with a model; messages are fit for a user."""

from __future__ import annotations


class ModelFault(Exception):  # noqa: N818 - the names below say what is wrong, not that it is
    """A model cannot be installed or used as asked."""


class ModelUnreadable(ModelFault):
    """Files of a model are missing, damaged or of an unknown kind."""


class ModelRefused(ModelFault):
    """A model is not what was asked for: another hash, too large, or not pinned."""


class ModelUnavailable(ModelFault):
    """A model could not be fetched, or what runs it is not installed."""


class WritingFault(ModelFault):
    """A model did not write what it was asked for. The message goes on after the model's name
    ("did not answer within 20 s") and holds none of its words.
    """


class ModelDown(WritingFault):
    """It cannot be reached, broke off, or failed."""


class ModelSlow(WritingFault):
    """It did not end in time."""


class ModelEndless(WritingFault):
    """It went on beyond its budget."""


class ModelDenied(WritingFault):
    """It wants another key, name or address."""


class ModelBusy(WritingFault):
    """It has no time for this now."""


class ModelResting(WritingFault):
    """It failed several times in a row and is not asked for a while."""
