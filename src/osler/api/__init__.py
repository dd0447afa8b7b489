"""The API: REST under `/api/v1`, the same actions as the pages, by key instead of cookie."""
