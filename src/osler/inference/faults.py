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
