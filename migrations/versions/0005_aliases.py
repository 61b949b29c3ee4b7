"""Short and former names of organisations, for the search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("aliases", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.alter_column(
            "aliases", existing_type=sa.Text(), existing_nullable=False, server_default=None
        )


def downgrade() -> None:
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_column("aliases")
