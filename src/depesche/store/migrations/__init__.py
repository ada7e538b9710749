"""The schema's history, for alembic; `store.database` runs it when a case is opened."""
