"""How alembic runs the migrations: on the connection it is handed, within that connection's transaction."""

from __future__ import annotations

from alembic import context


def run() -> None:
    """Run the migrations."""
    context.configure(connection=context.config.attributes["connection"])
    with context.begin_transaction():
        context.run_migrations()


if hasattr(context, "config"):  # alembic is at work, and nobody merely imports this file
    run()
