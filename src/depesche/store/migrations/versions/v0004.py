"""A full-text index over reports and statements; the next build or search fills it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the index, and the table that says what each of its entries is of."""
    op.create_table(
        "findable",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("report_id", sa.Text, sa.ForeignKey("reports.id", ondelete="CASCADE"), nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.create_index("findable_report", "findable", ["report_id"])
    if op.get_bind().dialect.name == "postgresql":
        _on_postgres()
    else:
        op.execute("CREATE VIRTUAL TABLE finding USING fts5(words, content='', tokenize='ascii')")
        op.execute("CREATE VIRTUAL TABLE finding_terms USING fts5vocab(finding, row)")
    op.create_table("endings", sa.Column("word", sa.Text, primary_key=True), sqlite_with_rowid=False)


def _on_postgres() -> None:
    """What fits is found by tsvector; how often each stem stands where is what hits are put in order by."""
    op.execute(
        "CREATE TABLE finding (number integer PRIMARY KEY REFERENCES findable ON DELETE CASCADE, "
        "length integer NOT NULL, stems text NOT NULL, words tsvector NOT NULL)"
    )
    op.execute("CREATE INDEX finding_words ON finding USING gin (words)")
    op.execute(
        "CREATE TABLE postings (term text, number integer REFERENCES finding ON DELETE CASCADE, "
        "times integer NOT NULL, PRIMARY KEY (term, number))"
    )
    op.execute("CREATE INDEX postings_number ON postings (number)")


def downgrade() -> None:
    """Take both away."""
    op.execute(f"DROP TABLE {'postings' if op.get_bind().dialect.name == 'postgresql' else 'finding_terms'}")
    op.execute("DROP TABLE finding")
    op.drop_table("endings")
    op.drop_table("findable")
