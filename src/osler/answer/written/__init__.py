"""Statements written by a language model, each checked before anybody sees it."""
