"""What searches narrow by: term, trial and territory of each way to pay, further industries; titles of classes."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OPTION = sa.table(
    "listing_option",
    sa.column("id", sa.Integer),
    sa.column("sheet", sa.Text),
    sa.column("term_months", sa.Integer),
    sa.column("trial_months", sa.Integer),
    sa.column("territory", sa.Text),
)
AT_ONCE = 500


def upgrade() -> None:
    with op.batch_alter_table("listing_option", schema=None) as batch_op:
        batch_op.add_column(sa.Column("term_months", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("trial_months", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("territory", sa.Text(), nullable=False, server_default="CN"))
    tell_of_sheets()
    with op.batch_alter_table("listing_option", schema=None) as batch_op:
        for name, kind in (
            ("term_months", sa.Integer()),
            ("trial_months", sa.Integer()),
            ("territory", sa.Text()),
        ):
            batch_op.alter_column(name, existing_type=kind, existing_nullable=False, server_default=None)

    op.create_table(
        "patent_industry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("patent_id", sa.Integer(), nullable=False),
        sa.Column("scheme", sa.String(length=8), nullable=False),
        sa.Column("code", sa.String(length=4), nullable=False),
        sa.CheckConstraint("scheme IN ('division', 'emerging')", name=op.f("ck_patent_industry_scheme")),
        sa.ForeignKeyConstraint(
            ["patent_id"],
            ["patent.id"],
            name=op.f("fk_patent_industry_patent_id_patent"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patent_industry")),
        sa.UniqueConstraint(
            "patent_id", "scheme", "code", name=op.f("uq_patent_industry_patent_id_scheme_code")
        ),
    )
    op.create_table(
        "class_title",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scheme", sa.String(length=8), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("parent", sa.String(length=20), nullable=False),
        sa.Column("title_zh", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("edition", sa.String(length=20), nullable=False),
        sa.CheckConstraint("scheme IN ('ipc', 'cpc')", name=op.f("ck_class_title_scheme")),
        sa.CheckConstraint("title_zh <> '' OR title_en <> ''", name=op.f("ck_class_title_titled")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_title")),
        sa.UniqueConstraint("scheme", "code", name=op.f("uq_class_title_scheme_code")),
    )
    with op.batch_alter_table("class_title", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_class_title_code"), ["code"], unique=False)
        batch_op.create_index(batch_op.f("ix_class_title_parent"), ["parent"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("class_title", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_class_title_parent"))
        batch_op.drop_index(batch_op.f("ix_class_title_code"))

    op.drop_table("class_title")
    op.drop_table("patent_industry")
    with op.batch_alter_table("listing_option", schema=None) as batch_op:
        batch_op.drop_column("territory")
        batch_op.drop_column("trial_months")
        batch_op.drop_column("term_months")


def tell_of_sheets() -> None:
    """Fill the new columns of every way to pay from its sheet."""
    connection = op.get_bind()
    last = 0
    query = sa.select(OPTION.c.id, OPTION.c.sheet).order_by(OPTION.c.id).limit(AT_ONCE)
    change = sa.update(OPTION).where(OPTION.c.id == sa.bindparam("option_id"))
    while rows := connection.execute(query.where(OPTION.c.id > last)).all():
        connection.execute(change, [{"option_id": row.id, **told_by(json.loads(row.sheet))} for row in rows])
        last = rows[-1].id


def told_by(sheet: dict[str, Any]) -> dict[str, Any]:
    trials = [part["months"] for part in sheet.get("components", []) if part.get("type") == "trial"]
    territory = sheet.get("licence", {}).get("territory", ["CN"])
    return {
        "term_months": sheet.get("term_months", 0),
        "trial_months": next(iter(trials), 0),
        "territory": "\n".join(" ".join(place.split()) for place in territory),
    }
