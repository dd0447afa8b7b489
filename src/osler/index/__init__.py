"""Storing and ranking passages. Analysis, query building, fusion are ours; engines store."""
