"""What people ruled on records, as it stands: which record of which version each ruling holds for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

KINDS = ("statements", "times", "actors", "talks", "positions", "figures")


def upgrade() -> None:
    """Make the table, and let the least sure records be found without looking at all."""
    op.create_table(
        "rulings",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("record", sa.Text),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("fields", sa.Text, nullable=False),
        sa.Column("when", sa.Text, nullable=False),
        sa.Column("final", sa.Boolean, nullable=False),
        sa.Column("carried", sa.Boolean, nullable=False),
    )
    for name in ("target", "report"):
        op.create_index(f"rulings_{name}", "rulings", [name])
    op.create_index("rulings_record", "rulings", ["record", "who"])
    op.create_index("rulings_who", "rulings", ["who", "number"])
    op.create_index("relations_actor", "relations", ["kind", "actor"])
    for kind in KINDS:
        op.create_index(f"{kind}_confidence", kind, ["confidence", "id"])


def downgrade() -> None:
    """Take the table away; the decisions that it is made of stay."""
    for kind in KINDS:
        op.drop_index(f"{kind}_confidence", kind)
    op.drop_index("relations_actor", "relations")
    op.drop_table("rulings")
