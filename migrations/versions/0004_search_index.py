"""The search index in tables, for installations that keep it in PostgreSQL."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import marketplace.store.columns

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "search_index",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.Column("commits", sa.Integer(), nullable=False),
        sa.Column("segments", sa.Integer(), nullable=False),
        sa.Column("xid", sa.BigInteger(), nullable=False),
        sa.Column("outbox_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=200), nullable=False),
        sa.Column("damaged", sa.Boolean(), nullable=False),
        sa.Column("written_at", marketplace.store.columns.UtcDateTime(), nullable=True),
        sa.Column("replaced_at", marketplace.store.columns.UtcDateTime(), nullable=True),
        sa.Column("beside", sa.Text(), nullable=False),
        sa.CheckConstraint("state IN ('building', 'in_use', 'replaced')", name=op.f("ck_search_index_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_index")),
        sa.UniqueConstraint("name", name=op.f("uq_search_index_name")),
    )
    op.create_table(
        "search_segment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("index_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.LargeBinary(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("replaced_at", marketplace.store.columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["index_id"],
            ["search_index.id"],
            name=op.f("fk_search_segment_index_id_search_index"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_segment")),
    )
    with op.batch_alter_table("search_segment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_search_segment_index_id"), ["index_id"], unique=False)
    if op.get_bind().dialect.name == "postgresql":  # uncompressed: a few bytes are read without the rest
        op.execute("ALTER TABLE search_segment ALTER COLUMN data SET STORAGE EXTERNAL")


def downgrade() -> None:
    with op.batch_alter_table("search_segment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_search_segment_index_id"))

    op.drop_table("search_segment")
    op.drop_table("search_index")
