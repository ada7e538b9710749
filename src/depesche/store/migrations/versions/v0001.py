"""The first schema: reports, their records, sources, failures, and the decisions that nobody can take back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

RECORDS = {
    "statements": ("actor", "mode", "act"),
    "times": ("type", "value", "day"),
    "actors": ("name", "kind", "role", "acts_for"),
    "talks": ("name", "status", "date"),
    "positions": ("actor", "act", "issue", "stance"),
    "figures": ("unit", "actor"),
}
INDEXED = {"statements": "actor", "times": "day", "actors": "name", "talks": "date", "positions": "actor"}


def _words(*names: str, needed: bool = True) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=not needed) for name in names]


def _of_report() -> sa.Column[str]:
    return sa.Column("report_id", sa.Text, sa.ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.Text, primary_key=True),
        *_words("name"),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("current", sa.Boolean, nullable=False),
        *_words("digest", "text"),
        *_words("language", "unread", "published", "outlet", "title", needed=False),
        *_words("header", "facts", "blocks", "counts", "basis", "content", "reader", "read_at"),
    )
    op.create_index(
        "reports_current",
        "reports",
        ["name"],
        unique=True,
        sqlite_where=sa.text("current = 1"),
        postgresql_where=sa.text("current"),
    )
    op.create_index("reports_name", "reports", ["name", "number"])
    if op.get_bind().dialect.name == "postgresql":  # what SQLite has as rowid: a number that grows
        op.execute('ALTER TABLE reports ADD COLUMN "row" bigint GENERATED ALWAYS AS IDENTITY UNIQUE')
    op.create_index("reports_digest", "reports", ["digest"])
    op.create_index("reports_published", "reports", ["published"])


def _beside_reports() -> None:
    op.create_table(
        "sources", _of_report(), *_words("bytes_digest", "extractor", "data"), sa.Column("bytes", sa.LargeBinary)
    )
    op.create_table(
        "origins",
        sa.Column("origin", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        *_words("stamp"),
    )
    op.create_table(
        "failures",
        sa.Column("origin", sa.Text, primary_key=True),
        *_words("name", "kind", "what"),
        *_words("where", "hint", "bytes_digest", needed=False),
    )


def _decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer, primary_key=True),
        *_words("target", "verdict", "fields", "who", "when", "anchor"),
    )
    op.create_index("decisions_target", "decisions", ["target"])
    if op.get_bind().dialect.name == "postgresql":
        _never_changed()
        return
    for deed in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER decisions_no_{deed.lower()} BEFORE {deed} ON decisions "
            "BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END"
        )


def _never_changed() -> None:
    """The same on PostgreSQL, where a trigger calls a function."""
    op.execute(
        "CREATE FUNCTION decisions_stay() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'a decision is never changed'; END $$"
    )
    op.execute(
        "CREATE TRIGGER decisions_stay BEFORE UPDATE OR DELETE ON decisions "
        "FOR EACH ROW EXECUTE FUNCTION decisions_stay()"
    )


def _records() -> None:
    for name, columns in RECORDS.items():
        op.create_table(
            name,
            _of_report(),
            sa.Column("place", sa.Integer, primary_key=True),
            *_words("id"),
            sa.Column("start", sa.Integer),
            sa.Column("end", sa.Integer),
            *_words(*columns, needed=False),
            sa.Column("confidence", sa.Float, nullable=False),
            *_words("rest"),
        )
        index = INDEXED.get(name, "actor")
        op.create_index(f"{name}_id", name, ["id"])
        op.create_index(f"{name}_{index}", name, [index])


def upgrade() -> None:
    """Make the tables."""
    _reports()
    _beside_reports()
    _decisions()
    _records()


def downgrade() -> None:
    """Drop the tables, records first."""
    for name in (*RECORDS, "decisions", "failures", "origins", "sources", "reports"):
        op.drop_table(name)
