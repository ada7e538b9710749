"""What comparing reports needs and finds: keys, relations, names over the case, and the days that the case tells."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

DATED = ("dated", "own_talks")
SKETCH = ("keys", "weights", "bands", "passages", "signature")


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=True)


def _of_report() -> sa.Column[str]:
    return sa.Column("report_id", sa.Text, sa.ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)


def _unit() -> sa.Column[int]:
    return sa.Column("unit", sa.Integer, sa.ForeignKey("units.number", ondelete="CASCADE"), primary_key=True)


def _keys() -> None:
    op.create_table(
        "sketches",
        _of_report(),
        sa.Column("version", sa.Text, nullable=False),
        *(sa.Column(name, sa.LargeBinary, nullable=False) for name in SKETCH),
        sa.Column("actors", sa.Text, nullable=False),
    )
    op.create_table(
        "entries",
        _key("space"),
        _key("block"),
        _of_report(),
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("data", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("entries_report", "entries", ["report_id", "space"])


def _found() -> None:
    op.create_table(
        "units",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("kind", sa.Text, nullable=False),
    )
    op.create_index("units_kind", "units", ["kind"])
    op.create_table("unit_reports", _unit(), _of_report(), sqlite_with_rowid=False)
    op.create_index("unit_reports_report", "unit_reports", ["report_id"])
    op.create_table(
        "relations",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("unit", sa.Integer, sa.ForeignKey("units.number", ondelete="CASCADE"), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("kind", "id")),
        *(sa.Column(name, sa.Text) for name in ("actor", "day", "status")),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
    )
    op.create_index("relations_unit", "relations", ["unit"])
    op.create_index("relations_kind", "relations", ["kind", "day"])
    op.create_index("relations_id", "relations", ["id"])
    op.create_table(
        "relation_reports",
        sa.Column("relation", sa.Integer, sa.ForeignKey("relations.number", ondelete="CASCADE"), primary_key=True),
        _key("name"),
        sqlite_with_rowid=False,
    )
    op.create_index("relation_reports_name", "relation_reports", ["name"])
    op.create_table(
        "cast",
        _unit(),
        _of_report(),
        _key("name"),
        sa.Column("called", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("cast_report", "cast", ["report_id", "name"])


def upgrade() -> None:
    """Make the tables, and room for the day that the case tells, and for the talks as they were read without it."""
    for name in DATED:
        op.add_column("reports", sa.Column(name, sa.Text))
    _keys()
    _found()


def downgrade() -> None:
    """Drop them, what points first."""
    for name in ("cast", "relation_reports", "relations", "unit_reports", "units", "entries", "sketches"):
        op.drop_table(name)
    for name in DATED:
        op.drop_column("reports", name)
