"""The database of articles, people and the ledger: SQLite by default, PostgreSQL by a URL."""
