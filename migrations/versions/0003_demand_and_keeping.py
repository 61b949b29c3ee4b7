"""Demand and what people keep: needs with their answers, saved searches, favourites, collections."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from alembic import op

import marketplace.store.columns

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "collection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("about", sa.String(length=500), nullable=False),
        sa.Column("share_key", sa.String(length=40), nullable=True),
        sa.Column("shared_at", marketplace.store.columns.UtcDateTime(), nullable=True),
        sa.Column("made_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.Column("deleted_at", marketplace.store.columns.UtcDateTime(), nullable=True),
        sa.CheckConstraint("name <> '' OR deleted_at IS NOT NULL", name=op.f("ck_collection_named")),
        sa.CheckConstraint(
            "deleted_at IS NULL OR share_key IS NULL", name=op.f("ck_collection_deleted_unshared")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_collection_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk_collection_site_id_site"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collection")),
        sa.UniqueConstraint("public_id", name=op.f("uq_collection_public_id")),
        sa.UniqueConstraint("share_key", name=op.f("uq_collection_share_key")),
    )
    with op.batch_alter_table("collection", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_collection_person_id"), ["person_id"], unique=False)

    op.create_table(
        "favourite",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("marked_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_favourite_listing_id_listing"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_favourite_person_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("person_id", "listing_id", name=op.f("pk_favourite")),
    )
    with op.batch_alter_table("favourite", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_favourite_listing_id"), ["listing_id"], unique=False)

    op.create_table(
        "need",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=11), nullable=False),
        sa.Column("sentence", sa.String(length=200), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("sector", sa.String(length=2), nullable=False),
        sa.Column("budget", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.Column("closing_note", sa.String(length=500), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("assignee_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("watch", sa.Boolean(), nullable=False),
        sa.Column("watched_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.Column("left_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.Column("answered_at", marketplace.store.columns.UtcDateTime(), nullable=True),
        sa.Column("closed_at", marketplace.store.columns.UtcDateTime(), nullable=True),
        sa.Column("erased_at", marketplace.store.columns.UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_need_closed_dated")),
        sa.CheckConstraint(
            "(state = 'closed') = (outcome IS NOT NULL)", name=op.f("ck_need_closed_with_outcome")
        ),
        sa.CheckConstraint(
            "kind IN ('problem', 'licence', 'transfer', 'development')", name=op.f("ck_need_kind")
        ),
        sa.CheckConstraint("language IN ('zh', 'en')", name=op.f("ck_need_language")),
        sa.CheckConstraint(
            "outcome IN ('licensed', 'solved_elsewhere', 'nothing_found', 'not_ours', 'duplicate', 'no_longer')",
            name=op.f("ck_need_outcome"),
        ),
        sa.CheckConstraint("sentence <> '' OR erased_at IS NOT NULL", name=op.f("ck_need_said")),
        sa.CheckConstraint("state <> 'in_work' OR office_id IS NOT NULL", name=op.f("ck_need_worked_by")),
        sa.CheckConstraint(
            "state IN ('new', 'in_work', 'answered', 'matched', 'closed')", name=op.f("ck_need_state")
        ),
        sa.CheckConstraint("person_id IS NOT NULL OR erased_at IS NOT NULL", name=op.f("ck_need_left_by")),
        sa.ForeignKeyConstraint(
            ["assignee_id"], ["person.id"], name=op.f("fk_need_assignee_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["organisation.id"],
            name=op.f("fk_need_office_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_need_organisation_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_need_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk_need_site_id_site"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need")),
        sa.UniqueConstraint("public_id", name=op.f("uq_need_public_id")),
    )
    with op.batch_alter_table("need", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_need_assignee_id"), ["assignee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_need_office_id"), ["office_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_need_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_need_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_need_site_id_state", ["site_id", "state"], unique=False)

    op.create_table(
        "saved_search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("digest", sa.String(length=8), nullable=False),
        sa.Column("looked_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.Column("told_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.Column("saved_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.Column("deleted_at", marketplace.store.columns.UtcDateTime(), nullable=True),
        sa.CheckConstraint("digest IN ('off', 'daily', 'weekly')", name=op.f("ck_saved_search_digest")),
        sa.CheckConstraint("language IN ('zh', 'en')", name=op.f("ck_saved_search_language")),
        sa.CheckConstraint("name <> '' OR deleted_at IS NOT NULL", name=op.f("ck_saved_search_named")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_saved_search_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk_saved_search_site_id_site"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_search")),
        sa.UniqueConstraint("public_id", name=op.f("uq_saved_search_public_id")),
    )
    with op.batch_alter_table("saved_search", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_saved_search_person_id"), ["person_id"], unique=False)

    op.create_table(
        "collection_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collection_id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("added_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collection_id"],
            ["collection.id"],
            name=op.f("fk_collection_item_collection_id_collection"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
            name=op.f("fk_collection_item_listing_id_listing"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collection_item")),
        sa.UniqueConstraint(
            "collection_id", "listing_id", name=op.f("uq_collection_item_collection_id_listing_id")
        ),
    )
    with op.batch_alter_table("collection_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_collection_item_listing_id"), ["listing_id"], unique=False)

    op.create_table(
        "need_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("answered_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_need_answer_by_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["need_id"], ["need.id"], name=op.f("fk_need_answer_need_id_need"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["organisation.id"],
            name=op.f("fk_need_answer_office_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_answer")),
        sa.UniqueConstraint("need_id", "number", name=op.f("uq_need_answer_need_id_number")),
    )
    with op.batch_alter_table("need_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_need_answer_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_need_answer_office_id"), ["office_id"], unique=False)

    op.create_table(
        "need_listing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=11), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("found_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.Column("verdict", sa.String(length=8), nullable=True),
        sa.CheckConstraint("source IN ('office', 'publication')", name=op.f("ck_need_listing_source")),
        sa.CheckConstraint(
            "verdict IN ('fits', 'too_dear', 'known', 'unfit')", name=op.f("ck_need_listing_verdict")
        ),
        sa.ForeignKeyConstraint(
            ["answer_id"],
            ["need_answer.id"],
            name=op.f("fk_need_listing_answer_id_need_answer"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
            name=op.f("fk_need_listing_listing_id_listing"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["need_id"], ["need.id"], name=op.f("fk_need_listing_need_id_need"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_listing")),
        sa.UniqueConstraint("need_id", "listing_id", name=op.f("uq_need_listing_need_id_listing_id")),
    )
    with op.batch_alter_table("need_listing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_need_listing_answer_id"), ["answer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_need_listing_listing_id"), ["listing_id"], unique=False)

    add_parameter()


def add_parameter() -> None:
    """The day count that a new installation begins with; where there is no site yet it comes with the site."""
    parameter = sa.table(
        "parameter",
        *(sa.column(name) for name in ("key", "scope", "value", "source")),
        sa.column("valid_from", sa.Date),
    )
    connection = op.get_bind()
    if connection.scalar(sa.select(sa.func.count()).select_from(parameter)):
        row = {"key": "need_answer_days", "scope": "", "value": "10", "source": "default of this product"}
        op.execute(sa.insert(parameter).values(**row, valid_from=date(2000, 1, 1)))


def downgrade() -> None:
    op.execute("DELETE FROM parameter WHERE key = 'need_answer_days'")
    with op.batch_alter_table("need_listing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_need_listing_listing_id"))
        batch_op.drop_index(batch_op.f("ix_need_listing_answer_id"))

    op.drop_table("need_listing")
    with op.batch_alter_table("need_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_need_answer_office_id"))
        batch_op.drop_index(batch_op.f("ix_need_answer_by_id"))

    op.drop_table("need_answer")
    with op.batch_alter_table("collection_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_collection_item_listing_id"))

    op.drop_table("collection_item")
    with op.batch_alter_table("saved_search", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_saved_search_person_id"))

    op.drop_table("saved_search")
    with op.batch_alter_table("need", schema=None) as batch_op:
        batch_op.drop_index("ix_need_site_id_state")
        batch_op.drop_index(batch_op.f("ix_need_person_id"))
        batch_op.drop_index(batch_op.f("ix_need_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_need_office_id"))
        batch_op.drop_index(batch_op.f("ix_need_assignee_id"))

    op.drop_table("need")
    with op.batch_alter_table("favourite", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_favourite_listing_id"))

    op.drop_table("favourite")
    with op.batch_alter_table("collection", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_collection_person_id"))

    op.drop_table("collection")
