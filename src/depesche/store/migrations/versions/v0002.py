"""What comparing reports needs and finds: keys, relations, names over the case, and the days that the case tells."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

SKETCH = ("keys", "weights", "bands", "passages", "signature")


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=True)


def _of_report() -> sa.Column[str]:
    return sa.Column("report_id", sa.Text, sa.ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)


def _unit() -> sa.Column[str]:
    return sa.Column("unit", sa.Text, sa.ForeignKey("units.id", ondelete="CASCADE"), primary_key=True)


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
        _of_report(),
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("data", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("entries_report", "entries", ["report_id"])
    op.create_table(
        "blocks",
        _key("space"),
        _key("block"),
        _of_report(),
        sa.Column("place", sa.Integer, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("blocks_report", "blocks", ["report_id", "space"])


def _found() -> None:
    op.create_table("units", _key("id"), sa.Column("kind", sa.Text, nullable=False))
    op.create_index("units_kind", "units", ["kind"])
    op.create_table("unit_reports", _unit(), _of_report(), sqlite_with_rowid=False)
    op.create_index("unit_reports_report", "unit_reports", ["report_id"])
    op.create_table(
        "relations",
        _unit(),
        _key("kind"),
        _key("id"),
        *(sa.Column(name, sa.Text) for name in ("actor", "day", "status")),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
    )
    op.create_index("relations_kind", "relations", ["kind", "day"])
    op.create_index("relations_id", "relations", ["id"])
    op.create_table(
        "relation_reports", _unit(), *(_key(name) for name in ("kind", "id", "name")), sqlite_with_rowid=False
    )
    op.create_index("relation_reports_name", "relation_reports", ["name"])
    op.create_index("relation_reports_unit", "relation_reports", ["unit"])
    op.create_table(
        "cast",
        _of_report(),
        _key("name"),
        _unit(),
        sa.Column("called", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("cast_called", "cast", ["called"])
    op.create_index("cast_unit", "cast", ["unit"])


def upgrade() -> None:
    """Make the tables, and room for the day that the case tells."""
    op.add_column("reports", sa.Column("dated", sa.Text))
    _keys()
    _found()


def downgrade() -> None:
    """Drop them, what points first."""
    for name in ("cast", "relation_reports", "relations", "unit_reports", "units", "blocks", "entries", "sketches"):
        op.drop_table(name)
    op.drop_column("reports", "dated")
