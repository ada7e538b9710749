"""Which versions of a source were taken, for sources that come in several."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "captures",
        sa.Column("origin", sa.Text, primary_key=True),
        sa.Column("as_of", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("stamp", sa.Text, nullable=False),
    )
    op.create_index("captures_name", "captures", ["name"])


def downgrade() -> None:
    """Take it away."""
    op.drop_table("captures")
