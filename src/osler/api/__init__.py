"""The API under /api/v1: the same actions as the pages, as JSON."""
