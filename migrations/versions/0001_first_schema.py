"""The first schema, with the triggers that keep the event logs append-only."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import marketplace.store.columns

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = ("event", "agreement_event")


def refuse_changes(table: str) -> None:
    """Have the database itself refuse UPDATE and DELETE on a table."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
    )


def upgrade() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("unique_key", sa.String(length=120), nullable=True),
        sa.Column("run_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(length=40), nullable=False),
        sa.Column("lease_until", marketplace.store.columns.UtcDateTime(), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("created_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'running', 'done', 'dead')", name=op.f("ck_job_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("unique_key", name=op.f("uq_job_unique_key")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index("ix_job_state_run_at", ["state", "run_at"], unique=False)

    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=True),
        sa.Column("kind", sa.String(length=11), nullable=False),
        sa.Column("name_zh", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("uscc", sa.String(length=18), nullable=True),
        sa.Column("uscc_override_reason", sa.String(length=500), nullable=False),
        sa.Column("registry_number", sa.String(length=60), nullable=False),
        sa.Column("region", sa.String(length=6), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("contact_name", sa.String(length=100), nullable=False),
        sa.Column("contact_phone", sa.String(length=40), nullable=False),
        sa.Column("contact_email", sa.String(length=200), nullable=False),
        sa.Column("about_zh", sa.Text(), nullable=False),
        sa.Column("about_en", sa.Text(), nullable=False),
        sa.Column("verification", sa.String(length=8), nullable=False),
        sa.Column("verification_note", sa.String(length=500), nullable=False),
        sa.Column("verification_asked_at", marketplace.store.columns.UtcDateTime(), nullable=True),
        sa.Column("verified_at", marketplace.store.columns.UtcDateTime(), nullable=True),
        sa.Column("two_person_rule", sa.Boolean(), nullable=False),
        sa.Column("vat_rate", sa.String(length=10), nullable=False),
        sa.Column("created_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("country = 'CN' OR uscc IS NULL", name=op.f("ck_organisation_uscc_is_chinese")),
        sa.CheckConstraint(
            "kind IN ('university', 'institute', 'enterprise', 'agency', 'office', 'public_body', 'individual')",
            name=op.f("ck_organisation_kind"),
        ),
        sa.CheckConstraint("name_zh <> '' OR name_en <> ''", name=op.f("ck_organisation_named")),
        sa.CheckConstraint(
            "verification <> 'verified' OR verified_at IS NOT NULL",
            name=op.f("ck_organisation_verified_dated"),
        ),
        sa.CheckConstraint(
            "verification IN ('none', 'pending', 'verified', 'rejected')",
            name=op.f("ck_organisation_verification"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("code", name=op.f("uq_organisation_code")),
        sa.UniqueConstraint("public_id", name=op.f("uq_organisation_public_id")),
        sa.UniqueConstraint("uscc", name=op.f("uq_organisation_uscc")),
    )
    op.create_table(
        "parameter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("scope", sa.String(length=60), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parameter")),
        sa.UniqueConstraint("key", "scope", "valid_from", name=op.f("uq_parameter_key_scope_valid_from")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=True),
        sa.Column("mobile", sa.String(length=20), nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("terms_version", sa.String(length=20), nullable=False),
        sa.Column("terms_accepted_at", marketplace.store.columns.UtcDateTime(), nullable=True),
        sa.Column("disabled_at", marketplace.store.columns.UtcDateTime(), nullable=True),
        sa.Column("created_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.CheckConstraint("language IN ('zh', 'en')", name=op.f("ck_person_language")),
        sa.CheckConstraint("email IS NOT NULL OR mobile IS NOT NULL", name=op.f("ck_person_reachable")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
        sa.UniqueConstraint("mobile", name=op.f("uq_person_mobile")),
        sa.UniqueConstraint("public_id", name=op.f("uq_person_public_id")),
    )
    op.create_table(
        "reference_statistic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(length=8), nullable=False),
        sa.Column("field", sa.String(length=4), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sample_size", sa.Integer(), nullable=False),
        sa.Column("lower", sa.String(length=24), nullable=False),
        sa.Column("median", sa.String(length=24), nullable=False),
        sa.Column("upper", sa.String(length=24), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.CheckConstraint("measure IN ('rate', 'fixed')", name=op.f("ck_reference_statistic_measure")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference_statistic")),
        sa.UniqueConstraint(
            "measure",
            "field",
            "year",
            "source",
            name=op.f("uq_reference_statistic_measure_field_year_source"),
        ),
    )
    op.create_table(
        "search_outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("xid", sa.BigInteger(), nullable=False),
        sa.Column("created_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_outbox")),
    )
    op.create_table(
        "try_count",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("ends_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_try_count")),
    )
    with op.batch_alter_table("try_count", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_try_count_ends_at"), ["ends_at"], unique=False)

    op.create_table(
        "bank_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(length=200), nullable=False),
        sa.Column("bank", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("created_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.Column("replaced_at", marketplace.store.columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_bank_account_organisation_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_account")),
    )
    with op.batch_alter_table("bank_account", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_bank_account_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "channel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("verified_at", marketplace.store.columns.UtcDateTime(), nullable=True),
        sa.CheckConstraint("kind IN ('mail')", name=op.f("ck_channel_kind")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_channel_person_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel")),
    )
    with op.batch_alter_table("channel", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_channel_person_id"), ["person_id"], unique=False)

    op.create_table(
        "counter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_counter_organisation_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counter")),
        sa.UniqueConstraint(
            "organisation_id", "kind", "year", name=op.f("uq_counter_organisation_id_kind_year")
        ),
    )
    with op.batch_alter_table("counter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_counter_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "listing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("licensor_id", sa.Integer(), nullable=False),
        sa.Column("title_zh", sa.String(length=300), nullable=False),
        sa.Column("title_en", sa.String(length=300), nullable=False),
        sa.Column("summary_zh", sa.Text(), nullable=False),
        sa.Column("summary_en", sa.Text(), nullable=False),
        sa.Column("fee_basis_zh", sa.Text(), nullable=False),
        sa.Column("fee_basis_en", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=9), nullable=False),
        sa.Column("limit_sizes", sa.Text(), nullable=False),
        sa.Column("limit_regions", sa.Text(), nullable=False),
        sa.Column("programme_zh", sa.String(length=200), nullable=False),
        sa.Column("programme_en", sa.String(length=200), nullable=False),
        sa.Column("announcement_number", sa.String(length=60), nullable=False),
        sa.Column("announced_on", sa.Date(), nullable=True),
        sa.Column("drafted_by_id", sa.Integer(), nullable=True),
        sa.Column("state_reason", sa.String(length=500), nullable=False),
        sa.Column("published_at", marketplace.store.columns.UtcDateTime(), nullable=True),
        sa.Column("confirmed_at", marketplace.store.columns.UtcDateTime(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("created_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.Column("updated_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind <> 'statutory' OR (limit_sizes = '[]' AND limit_regions = '[]')",
            name=op.f("ck_listing_open_to_all"),
        ),
        sa.CheckConstraint(
            "kind <> 'statutory' OR state <> 'published' OR (announcement_number <> '' AND announced_on IS NOT NULL)",
            name=op.f("ck_listing_announced"),
        ),
        sa.CheckConstraint("kind IN ('statutory', 'platform', 'negotiated')", name=op.f("ck_listing_kind")),
        sa.CheckConstraint(
            "state <> 'published' OR published_at IS NOT NULL", name=op.f("ck_listing_published_dated")
        ),
        sa.CheckConstraint(
            "state <> 'withdrawn' OR withdrawn_on IS NOT NULL", name=op.f("ck_listing_withdrawn_dated")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'review', 'filed', 'published', 'suspended', 'withdrawn')",
            name=op.f("ck_listing_state"),
        ),
        sa.CheckConstraint("title_zh <> '' OR title_en <> ''", name=op.f("ck_listing_titled")),
        sa.ForeignKeyConstraint(
            ["drafted_by_id"],
            ["person.id"],
            name=op.f("fk_listing_drafted_by_id_person"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["licensor_id"],
            ["organisation.id"],
            name=op.f("fk_listing_licensor_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing")),
        sa.UniqueConstraint("public_id", name=op.f("uq_listing_public_id")),
    )
    with op.batch_alter_table("listing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_listing_drafted_by_id"), ["drafted_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_listing_licensor_id"), ["licensor_id"], unique=False)
        batch_op.create_index("ix_listing_state_kind", ["state", "kind"], unique=False)
        batch_op.create_index("ix_listing_state_licensor", ["state", "licensor_id"], unique=False)
        batch_op.create_index("ix_listing_state_published_at", ["state", "published_at"], unique=False)

    op.create_table(
        "mandate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("licensor_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("created_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_mandate_ordered")),
        sa.ForeignKeyConstraint(
            ["licensor_id"],
            ["organisation.id"],
            name=op.f("fk_mandate_licensor_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["organisation.id"],
            name=op.f("fk_mandate_office_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mandate")),
    )
    with op.batch_alter_table("mandate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mandate_licensor_id"), ["licensor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mandate_office_id"), ["office_id"], unique=False)

    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=13), nullable=False),
        sa.Column("created_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "role IN ('administrator', 'editor', 'approver', 'signatory', 'finance', 'reader')",
            name=op.f("ck_membership_role"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_membership_organisation_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_membership_person_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint(
            "person_id", "organisation_id", "role", name=op.f("uq_membership_person_id_organisation_id_role")
        ),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_membership_person_id"), ["person_id"], unique=False)

    op.create_table(
        "patent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("publication_number", sa.String(length=40), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("kind", sa.String(length=13), nullable=False),
        sa.Column("licensor_id", sa.Integer(), nullable=False),
        sa.Column("title_zh", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("abstract_zh", sa.Text(), nullable=False),
        sa.Column("abstract_en", sa.Text(), nullable=False),
        sa.Column("filing_date", sa.Date(), nullable=True),
        sa.Column("publication_date", sa.Date(), nullable=True),
        sa.Column("grant_date", sa.Date(), nullable=True),
        sa.Column("term_end", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("status_source", sa.String(length=100), nullable=False),
        sa.Column("status_as_of", sa.Date(), nullable=True),
        sa.Column("fee_paid_until", sa.Date(), nullable=True),
        sa.Column("encumbrances_as_of", sa.Date(), nullable=True),
        sa.Column("secret", sa.Boolean(), nullable=False),
        sa.Column("export_restricted", sa.Boolean(), nullable=False),
        sa.Column("industry", sa.String(length=4), nullable=False),
        sa.Column("trl", sa.Integer(), nullable=True),
        sa.Column("created_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.Column("updated_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('invention', 'utility_model', 'design')", name=op.f("ck_patent_kind")),
        sa.CheckConstraint("title_zh <> '' OR title_en <> ''", name=op.f("ck_patent_titled")),
        sa.CheckConstraint(
            "grant_date IS NULL OR filing_date IS NULL OR grant_date >= filing_date",
            name=op.f("ck_patent_granted_after"),
        ),
        sa.CheckConstraint("trl BETWEEN 1 AND 9", name=op.f("ck_patent_trl")),
        sa.ForeignKeyConstraint(
            ["licensor_id"],
            ["organisation.id"],
            name=op.f("fk_patent_licensor_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patent")),
        sa.UniqueConstraint("number", name=op.f("uq_patent_number")),
        sa.UniqueConstraint("public_id", name=op.f("uq_patent_public_id")),
    )
    with op.batch_alter_table("patent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_patent_licensor_id"), ["licensor_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_patent_publication_number"), ["publication_number"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_patent_status"), ["status"], unique=False)

    op.create_table(
        "site",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("host", sa.String(length=200), nullable=False),
        sa.Column("path_prefix", sa.String(length=60), nullable=False),
        sa.Column("name_zh", sa.String(length=100), nullable=False),
        sa.Column("name_en", sa.String(length=100), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        sa.Column("contact", sa.String(length=300), nullable=False),
        sa.Column("icp_number", sa.String(length=60), nullable=False),
        sa.Column("psb_number", sa.String(length=60), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["operator_id"],
            ["organisation.id"],
            name=op.f("fk_site_operator_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
        sa.UniqueConstraint("public_id", name=op.f("uq_site_public_id")),
    )
    with op.batch_alter_table("site", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_site_operator_id"), ["operator_id"], unique=False)

    op.create_table(
        "size_declaration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("sector", sa.String(length=30), nullable=False),
        sa.Column("staff", sa.Integer(), nullable=True),
        sa.Column("revenue", sa.BigInteger(), nullable=True),
        sa.Column("assets", sa.BigInteger(), nullable=True),
        sa.Column("basis_year", sa.Integer(), nullable=False),
        sa.Column("size_class", sa.String(length=8), nullable=False),
        sa.Column("declared_by_id", sa.Integer(), nullable=False),
        sa.Column("declared_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "size_class IN ('LARGE', 'MEDIUM', 'SMALL', 'MICRO', 'UNKNOWN')",
            name=op.f("ck_size_declaration_size_class"),
        ),
        sa.ForeignKeyConstraint(
            ["declared_by_id"],
            ["person.id"],
            name=op.f("fk_size_declaration_declared_by_id_person"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_size_declaration_organisation_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_size_declaration")),
    )
    with op.batch_alter_table("size_declaration", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_size_declaration_declared_by_id"), ["declared_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_size_declaration_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "stored_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_stored_file_organisation_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"],
            ["person.id"],
            name=op.f("fk_stored_file_uploaded_by_id_person"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_file")),
        sa.UniqueConstraint("public_id", name=op.f("uq_stored_file_public_id")),
    )
    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stored_file_digest"), ["digest"], unique=False)
        batch_op.create_index(batch_op.f("ix_stored_file_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stored_file_uploaded_by_id"), ["uploaded_by_id"], unique=False)

    op.create_table(
        "token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=13), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("roles", sa.String(length=100), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.Column("expires_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.Column("used_at", marketplace.store.columns.UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('email', 'reset', 'invitation', 'administrator', 'office_code')",
            name=op.f("ck_token_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["issued_by_id"], ["person.id"], name=op.f("fk_token_issued_by_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_token_organisation_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_token_person_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_token_token_hash")),
    )
    with op.batch_alter_table("token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_token_issued_by_id"), ["issued_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_token_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_token_person_id"), ["person_id"], unique=False)

    op.create_table(
        "user_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("device", sa.String(length=60), nullable=False),
        sa.Column("created_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.Column("seen_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.Column("revoked_at", marketplace.store.columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_user_session_organisation_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_user_session_person_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_user_session_token_hash")),
    )
    with op.batch_alter_table("user_session", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_user_session_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_user_session_person_id"), ["person_id"], unique=False)

    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("patent_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("title_zh", sa.String(length=200), nullable=False),
        sa.Column("title_en", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["stored_file.id"],
            name=op.f("fk_attachment_file_id_stored_file"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["patent_id"], ["patent.id"], name=op.f("fk_attachment_patent_id_patent"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attachment_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attachment_patent_id"), ["patent_id"], unique=False)

    op.create_table(
        "deal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("listing_edition", sa.Integer(), nullable=False),
        sa.Column("option_position", sa.Integer(), nullable=True),
        sa.Column("licensor_id", sa.Integer(), nullable=False),
        sa.Column("licensee_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("volume", sa.String(length=300), nullable=False),
        sa.Column("wished_start", sa.Date(), nullable=True),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("frozen", sa.Text(), nullable=False),
        sa.Column("started_by_id", sa.Integer(), nullable=True),
        sa.Column("assignee_id", sa.Integer(), nullable=True),
        sa.Column("remind_on", sa.Date(), nullable=True),
        sa.Column("next_step", sa.String(length=30), nullable=False),
        sa.Column("next_side", sa.String(length=8), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("sent_at", marketplace.store.columns.UtcDateTime(), nullable=True),
        sa.Column("arrived_at", marketplace.store.columns.UtcDateTime(), nullable=True),
        sa.Column("answered_at", marketplace.store.columns.UtcDateTime(), nullable=True),
        sa.Column("closed_at", marketplace.store.columns.UtcDateTime(), nullable=True),
        sa.Column("closed_reason", sa.String(length=500), nullable=False),
        sa.Column("created_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('notice', 'request')", name=op.f("ck_deal_kind")),
        sa.CheckConstraint("next_side IN ('licensee', 'office', 'site', '')", name=op.f("ck_deal_next_side")),
        sa.CheckConstraint(
            "state <> 'closed' OR closed_reason <> ''", name=op.f("ck_deal_closed_with_reason")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'closed') OR sent_at IS NOT NULL", name=op.f("ck_deal_sent_dated")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'held', 'awaiting_payment', 'requested', 'offered', 'active', 'ended', 'closed')",
            name=op.f("ck_deal_state"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'held', 'closed') OR arrived_at IS NOT NULL",
            name=op.f("ck_deal_arrived_dated"),
        ),
        sa.CheckConstraint("licensor_id <> licensee_id", name=op.f("ck_deal_two_parties")),
        sa.ForeignKeyConstraint(
            ["assignee_id"], ["person.id"], name=op.f("fk_deal_assignee_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["licensee_id"],
            ["organisation.id"],
            name=op.f("fk_deal_licensee_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["licensor_id"],
            ["organisation.id"],
            name=op.f("fk_deal_licensor_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_deal_listing_id_listing"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["started_by_id"], ["person.id"], name=op.f("fk_deal_started_by_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deal")),
        sa.UniqueConstraint("public_id", name=op.f("uq_deal_public_id")),
    )
    with op.batch_alter_table("deal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deal_assignee_id"), ["assignee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deal_due_on"), ["due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_deal_licensee_id"), ["licensee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deal_licensor_id"), ["licensor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deal_listing_id"), ["listing_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deal_next_side"), ["next_side"], unique=False)
        batch_op.create_index(batch_op.f("ix_deal_started_by_id"), ["started_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deal_state"), ["state"], unique=False)
        batch_op.create_index(
            "uq_deal_open_notice",
            ["listing_id", "licensee_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('draft', 'held', 'awaiting_payment', 'requested', 'offered')"),
            postgresql_where=sa.text(
                "state IN ('draft', 'held', 'awaiting_payment', 'requested', 'offered')"
            ),
        )

    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("prev_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["person.id"], name=op.f("fk_event_actor_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_event_organisation_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk_event_site_id_site"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_kind"), ["kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index("ix_event_subject_id", ["subject", "id"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("patent_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("positive", sa.Boolean(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("added_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["person.id"], name=op.f("fk_evidence_added_by_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_evidence_file_id_stored_file"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["patent_id"], ["patent.id"], name=op.f("fk_evidence_patent_id_patent"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_added_by_id"), ["added_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_patent_id"), ["patent_id"], unique=False)

    op.create_table(
        "gate_override",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_gate_override_by_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
            name=op.f("fk_gate_override_listing_id_listing"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gate_override")),
        sa.UniqueConstraint("listing_id", "code", name=op.f("uq_gate_override_listing_id_code")),
    )
    with op.batch_alter_table("gate_override", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gate_override_by_id"), ["by_id"], unique=False)

    op.create_table(
        "listing_option",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label_zh", sa.String(length=100), nullable=False),
        sa.Column("label_en", sa.String(length=100), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("sheet_hash", sa.String(length=64), nullable=False),
        sa.Column("model", sa.String(length=40), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("price_sure", sa.BigInteger(), nullable=False),
        sa.Column("price_fixed", sa.BigInteger(), nullable=False),
        sa.Column("price_rate", sa.String(length=12), nullable=False),
        sa.Column("asks_on_day_one", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
            name=op.f("fk_listing_option_listing_id_listing"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_option")),
        sa.UniqueConstraint("listing_id", "position", name=op.f("uq_listing_option_listing_id_position")),
    )
    with op.batch_alter_table("listing_option", schema=None) as batch_op:
        batch_op.create_index("ix_listing_option_model", ["listing_id", "model"], unique=False)
        batch_op.create_index(batch_op.f("ix_listing_option_sheet_hash"), ["sheet_hash"], unique=False)

    op.create_table(
        "listing_patent",
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("patent_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_listing_patent_listing_id_listing")
        ),
        sa.ForeignKeyConstraint(
            ["patent_id"], ["patent.id"], name=op.f("fk_listing_patent_patent_id_patent")
        ),
        sa.PrimaryKeyConstraint("listing_id", "patent_id", name=op.f("pk_listing_patent")),
    )
    with op.batch_alter_table("listing_patent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_listing_patent_patent_id"), ["patent_id"], unique=False)

    op.create_table(
        "listing_site",
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_listing_site_listing_id_listing")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_listing_site_site_id_site")),
        sa.PrimaryKeyConstraint("listing_id", "site_id", name=op.f("pk_listing_site")),
    )
    with op.batch_alter_table("listing_site", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_listing_site_site_id"), ["site_id"], unique=False)

    op.create_table(
        "listing_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("published_by_id", sa.Integer(), nullable=True),
        sa.Column("published_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
            name=op.f("fk_listing_version_listing_id_listing"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["published_by_id"],
            ["person.id"],
            name=op.f("fk_listing_version_published_by_id_person"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_version")),
        sa.UniqueConstraint("listing_id", "edition", name=op.f("uq_listing_version_listing_id_edition")),
    )
    with op.batch_alter_table("listing_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_listing_version_published_by_id"), ["published_by_id"], unique=False
        )

    op.create_table(
        "listing_watch",
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("codes", sa.String(length=200), nullable=False),
        sa.Column("checked_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
            name=op.f("fk_listing_watch_listing_id_listing"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("listing_id", name=op.f("pk_listing_watch")),
    )
    op.create_table(
        "patent_card",
        sa.Column("patent_id", sa.Integer(), nullable=False),
        sa.Column("benefit_zh", sa.String(length=200), nullable=False),
        sa.Column("benefit_en", sa.String(length=200), nullable=False),
        sa.Column("problem_zh", sa.Text(), nullable=False),
        sa.Column("problem_en", sa.Text(), nullable=False),
        sa.Column("users_zh", sa.Text(), nullable=False),
        sa.Column("users_en", sa.Text(), nullable=False),
        sa.Column("replaces_zh", sa.Text(), nullable=False),
        sa.Column("replaces_en", sa.Text(), nullable=False),
        sa.Column("gain_zh", sa.Text(), nullable=False),
        sa.Column("gain_en", sa.Text(), nullable=False),
        sa.Column("needs_zh", sa.Text(), nullable=False),
        sa.Column("needs_en", sa.Text(), nullable=False),
        sa.Column("first_product_zh", sa.Text(), nullable=False),
        sa.Column("first_product_en", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["patent_id"], ["patent.id"], name=op.f("fk_patent_card_patent_id_patent")),
        sa.PrimaryKeyConstraint("patent_id", name=op.f("pk_patent_card")),
    )
    op.create_table(
        "patent_class",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("patent_id", sa.Integer(), nullable=False),
        sa.Column("scheme", sa.String(length=8), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=30), nullable=False),
        sa.CheckConstraint("scheme IN ('ipc', 'cpc', 'locarno')", name=op.f("ck_patent_class_scheme")),
        sa.ForeignKeyConstraint(
            ["patent_id"], ["patent.id"], name=op.f("fk_patent_class_patent_id_patent"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patent_class")),
        sa.UniqueConstraint(
            "patent_id", "scheme", "position", name=op.f("uq_patent_class_patent_id_scheme_position")
        ),
    )
    with op.batch_alter_table("patent_class", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_patent_class_code"), ["code"], unique=False)

    op.create_table(
        "patent_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=100), nullable=False),
        sa.Column("format", sa.String(length=20), nullable=False),
        sa.Column("encoding", sa.String(length=20), nullable=False),
        sa.Column("delimiter", sa.String(length=4), nullable=False),
        sa.Column("sheet", sa.String(length=100), nullable=False),
        sa.Column("other_sheets", sa.Text(), nullable=False),
        sa.Column("skipped_lines", sa.Integer(), nullable=False),
        sa.Column("headers", sa.Text(), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.Column("rows_total", sa.Integer(), nullable=False),
        sa.Column("rows_done", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.Column("finished_at", marketplace.store.columns.UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('reading', 'ready', 'queued', 'running', 'done', 'failed')",
            name=op.f("ck_patent_import_state"),
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["person.id"],
            name=op.f("fk_patent_import_created_by_id_person"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["stored_file.id"],
            name=op.f("fk_patent_import_file_id_stored_file"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_patent_import_organisation_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patent_import")),
        sa.UniqueConstraint("public_id", name=op.f("uq_patent_import_public_id")),
    )
    with op.batch_alter_table("patent_import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_patent_import_created_by_id"), ["created_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_patent_import_file_id"), ["file_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_patent_import_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "patent_inventor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("patent_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["patent_id"],
            ["patent.id"],
            name=op.f("fk_patent_inventor_patent_id_patent"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_patent_inventor_person_id_person"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patent_inventor")),
        sa.UniqueConstraint("patent_id", "position", name=op.f("uq_patent_inventor_patent_id_position")),
    )
    with op.batch_alter_table("patent_inventor", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_patent_inventor_name"), ["name"], unique=False)
        batch_op.create_index(batch_op.f("ix_patent_inventor_person_id"), ["person_id"], unique=False)

    op.create_table(
        "patent_key",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("patent_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["patent_id"], ["patent.id"], name=op.f("fk_patent_key_patent_id_patent"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_patent_key")),
    )
    with op.batch_alter_table("patent_key", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_patent_key_patent_id"), ["patent_id"], unique=False)

    op.create_table(
        "patent_overlay",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("patent_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("source", sa.String(length=100), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["patent_id"], ["patent.id"], name=op.f("fk_patent_overlay_patent_id_patent"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patent_overlay")),
    )
    with op.batch_alter_table("patent_overlay", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_patent_overlay_patent_id"), ["patent_id"], unique=False)

    op.create_table(
        "patent_owner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("patent_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("share", sa.Integer(), nullable=True),
        sa.CheckConstraint("share BETWEEN 1 AND 10000", name=op.f("ck_patent_owner_share")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_patent_owner_organisation_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["patent_id"], ["patent.id"], name=op.f("fk_patent_owner_patent_id_patent"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patent_owner")),
        sa.UniqueConstraint("patent_id", "position", name=op.f("uq_patent_owner_patent_id_position")),
    )
    with op.batch_alter_table("patent_owner", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_patent_owner_name"), ["name"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_patent_owner_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "site_body",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_site_body_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_site_body_site_id_site")),
        sa.PrimaryKeyConstraint("site_id", "organisation_id", name=op.f("pk_site_body")),
    )
    op.create_table(
        "site_office",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_site_office_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_site_office_site_id_site")),
        sa.PrimaryKeyConstraint("site_id", "organisation_id", name=op.f("pk_site_office")),
    )
    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deal_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("verification_code", sa.String(length=10), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("sheet_hash", sa.String(length=64), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("facts_hash", sa.String(length=64), nullable=False),
        sa.Column("engine", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("model", sa.String(length=40), nullable=False),
        sa.Column("vat_rate", sa.String(length=10), nullable=False),
        sa.Column("payee", sa.Text(), nullable=False),
        sa.Column("asks_on_day_one", sa.BigInteger(), nullable=False),
        sa.Column("first_payment_due_on", sa.Date(), nullable=True),
        sa.Column("concluded_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("evaluated_on", sa.Date(), nullable=True),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(state = 'pending') = (effective_on IS NULL)", name=op.f("ck_agreement_effective_dated")
        ),
        sa.CheckConstraint(
            "state IN ('pending', 'trial', 'active', 'lapsed', 'terminated', 'expired', 'bought_out')",
            name=op.f("ck_agreement_state"),
        ),
        sa.ForeignKeyConstraint(
            ["deal_id"], ["deal.id"], name=op.f("fk_agreement_deal_id_deal"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sa.UniqueConstraint("deal_id", name=op.f("uq_agreement_deal_id")),
        sa.UniqueConstraint("number", name=op.f("uq_agreement_number")),
        sa.UniqueConstraint("verification_code", name=op.f("uq_agreement_verification_code")),
    )
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreement_effective_on"), ["effective_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_agreement_model"), ["model"], unique=False)
        batch_op.create_index(batch_op.f("ix_agreement_sheet_hash"), ["sheet_hash"], unique=False)
        batch_op.create_index(batch_op.f("ix_agreement_state"), ["state"], unique=False)

    op.create_table(
        "deal_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deal_id", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.CheckConstraint("audience IN ('both', 'office', 'licensee')", name=op.f("ck_deal_note_audience")),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_deal_note_by_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["deal_id"], ["deal.id"], name=op.f("fk_deal_note_deal_id_deal"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["stored_file.id"],
            name=op.f("fk_deal_note_file_id_stored_file"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_deal_note_organisation_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deal_note")),
    )
    with op.batch_alter_table("deal_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deal_note_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deal_note_deal_id"), ["deal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deal_note_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deal_note_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "import_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=9), nullable=False),
        sa.Column("patent_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("problems", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('added', 'updated', 'unchanged', 'refused', 'skipped')",
            name=op.f("ck_import_row_outcome"),
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["patent_import.id"],
            name=op.f("fk_import_row_import_id_patent_import"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["patent_id"], ["patent.id"], name=op.f("fk_import_row_patent_id_patent"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_row")),
        sa.UniqueConstraint("import_id", "row_number", name=op.f("uq_import_row_import_id_row_number")),
    )
    with op.batch_alter_table("import_row", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_row_patent_id"), ["patent_id"], unique=False)

    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("created_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.Column("read_at", marketplace.store.columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_notice_event_id_event"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_notice_organisation_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_notice_person_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("person_id", "event_id", name=op.f("uq_notice_person_id_event_id")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_event_id"), ["event_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_notice_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_notice_person_id"), ["person_id"], unique=False)

    op.create_table(
        "offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deal_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("sheet_hash", sa.String(length=64), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.CheckConstraint("side IN ('licensee', 'office')", name=op.f("ck_offer_side")),
        sa.CheckConstraint(
            "state IN ('open', 'replaced', 'accepted', 'declined', 'expired')", name=op.f("ck_offer_state")
        ),
        sa.ForeignKeyConstraint(
            ["deal_id"], ["deal.id"], name=op.f("fk_offer_deal_id_deal"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_offer_made_by_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer")),
        sa.UniqueConstraint("deal_id", "number", name=op.f("uq_offer_deal_id_number")),
    )
    with op.batch_alter_table("offer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_offer_made_by_id"), ["made_by_id"], unique=False)
        batch_op.create_index(
            "uq_offer_open",
            ["deal_id"],
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )

    op.create_table(
        "patent_fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("patent_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=30), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=100), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["patent_import.id"],
            name=op.f("fk_patent_fact_import_id_patent_import"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["patent_id"], ["patent.id"], name=op.f("fk_patent_fact_patent_id_patent")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patent_fact")),
    )
    with op.batch_alter_table("patent_fact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_patent_fact_import_id"), ["import_id"], unique=False)
        batch_op.create_index("ix_patent_fact_patent_field", ["patent_id", "field"], unique=False)

    op.create_table(
        "agreement_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("entered_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_agreement_event_agreement_id_agreement"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"],
            ["person.id"],
            name=op.f("fk_agreement_event_entered_by_id_person"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_event")),
        sa.UniqueConstraint(
            "agreement_id", "position", name=op.f("uq_agreement_event_agreement_id_position")
        ),
    )
    with op.batch_alter_table("agreement_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreement_event_entered_by_id"), ["entered_by_id"], unique=False)

    op.create_table(
        "charge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("line", sa.String(length=120), nullable=False),
        sa.Column("component", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("arose_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("interest", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.Column("waived", sa.BigInteger(), nullable=False),
        sa.Column("outstanding", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_charge_agreement_id_agreement"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charge")),
        sa.UniqueConstraint("agreement_id", "line", name=op.f("uq_charge_agreement_id_line")),
    )
    with op.batch_alter_table("charge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_charge_due_on"), ["due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_charge_status"), ["status"], unique=False)

    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("sent_at", marketplace.store.columns.UtcDateTime(), nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'sent', 'failed')", name=op.f("ck_delivery_state")),
        sa.ForeignKeyConstraint(
            ["channel_id"], ["channel.id"], name=op.f("fk_delivery_channel_id_channel"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_delivery_notice_id_notice"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint("notice_id", "channel_id", name=op.f("uq_delivery_notice_id_channel_id")),
    )
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_delivery_channel_id"), ["channel_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_delivery_notice_id"), ["notice_id"], unique=False)

    op.create_table(
        "patent_end",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("patent", sa.String(length=40), nullable=False),
        sa.Column("cause", sa.String(length=11), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.CheckConstraint("cause IN ('expired', 'lapsed', 'invalidated')", name=op.f("ck_patent_end_cause")),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_patent_end_agreement_id_agreement"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["person.id"],
            name=op.f("fk_patent_end_recorded_by_id_person"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patent_end")),
        sa.UniqueConstraint("agreement_id", "patent", name=op.f("uq_patent_end_agreement_id_patent")),
    )
    with op.batch_alter_table("patent_end", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_patent_end_recorded_by_id"), ["recorded_by_id"], unique=False)

    op.create_table(
        "receipt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("gross", sa.BigInteger(), nullable=False),
        sa.Column("vat", sa.BigInteger(), nullable=False),
        sa.Column("net", sa.BigInteger(), nullable=False),
        sa.Column("bank_reference", sa.String(length=100), nullable=False),
        sa.Column("line", sa.String(length=120), nullable=False),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("gross = net + vat AND gross > 0", name=op.f("ck_receipt_adds_up")),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_receipt_agreement_id_agreement"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"],
            ["person.id"],
            name=op.f("fk_receipt_confirmed_by_id_person"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["agreement_event.id"],
            name=op.f("fk_receipt_event_id_agreement_event"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt")),
    )
    with op.batch_alter_table("receipt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_receipt_agreement_id"), ["agreement_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_receipt_confirmed_by_id"), ["confirmed_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_receipt_event_id"), ["event_id"], unique=False)

    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=18), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=9), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("submitted_by_id", sa.Integer(), nullable=True),
        sa.Column("submitted_at", marketplace.store.columns.UtcDateTime(), nullable=False),
        sa.Column("judged_by_id", sa.Integer(), nullable=True),
        sa.Column("judged_at", marketplace.store.columns.UtcDateTime(), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('first_revenue', 'milestone_accepted', 'product_registered', 'financing', 'sales', 'choose', 'settle_early', 'buyout', 'terminate')",
            name=op.f("ck_report_kind"),
        ),
        sa.CheckConstraint("state IN ('submitted', 'accepted', 'rejected')", name=op.f("ck_report_state")),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_report_agreement_id_agreement"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["agreement_event.id"],
            name=op.f("fk_report_event_id_agreement_event"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_report_file_id_stored_file"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["judged_by_id"], ["person.id"], name=op.f("fk_report_judged_by_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["submitted_by_id"],
            ["person.id"],
            name=op.f("fk_report_submitted_by_id_person"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("public_id", name=op.f("uq_report_public_id")),
    )
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_agreement_id"), ["agreement_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_event_id"), ["event_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_judged_by_id"), ["judged_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_submitted_by_id"), ["submitted_by_id"], unique=False)

    for table in APPEND_ONLY:
        refuse_changes(table)


def downgrade() -> None:
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_submitted_by_id"))
        batch_op.drop_index(batch_op.f("ix_report_state"))
        batch_op.drop_index(batch_op.f("ix_report_judged_by_id"))
        batch_op.drop_index(batch_op.f("ix_report_file_id"))
        batch_op.drop_index(batch_op.f("ix_report_event_id"))
        batch_op.drop_index(batch_op.f("ix_report_agreement_id"))

    op.drop_table("report")
    with op.batch_alter_table("receipt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_receipt_event_id"))
        batch_op.drop_index(batch_op.f("ix_receipt_confirmed_by_id"))
        batch_op.drop_index(batch_op.f("ix_receipt_agreement_id"))

    op.drop_table("receipt")
    with op.batch_alter_table("patent_end", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_patent_end_recorded_by_id"))

    op.drop_table("patent_end")
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_delivery_notice_id"))
        batch_op.drop_index(batch_op.f("ix_delivery_channel_id"))

    op.drop_table("delivery")
    with op.batch_alter_table("charge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_charge_status"))
        batch_op.drop_index(batch_op.f("ix_charge_due_on"))

    op.drop_table("charge")
    with op.batch_alter_table("agreement_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreement_event_entered_by_id"))

    op.drop_table("agreement_event")
    with op.batch_alter_table("patent_fact", schema=None) as batch_op:
        batch_op.drop_index("ix_patent_fact_patent_field")
        batch_op.drop_index(batch_op.f("ix_patent_fact_import_id"))

    op.drop_table("patent_fact")
    with op.batch_alter_table("offer", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_offer_open",
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )
        batch_op.drop_index(batch_op.f("ix_offer_made_by_id"))

    op.drop_table("offer")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notice_person_id"))
        batch_op.drop_index(batch_op.f("ix_notice_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_notice_event_id"))

    op.drop_table("notice")
    with op.batch_alter_table("import_row", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_row_patent_id"))

    op.drop_table("import_row")
    with op.batch_alter_table("deal_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deal_note_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_deal_note_file_id"))
        batch_op.drop_index(batch_op.f("ix_deal_note_deal_id"))
        batch_op.drop_index(batch_op.f("ix_deal_note_by_id"))

    op.drop_table("deal_note")
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreement_state"))
        batch_op.drop_index(batch_op.f("ix_agreement_sheet_hash"))
        batch_op.drop_index(batch_op.f("ix_agreement_model"))
        batch_op.drop_index(batch_op.f("ix_agreement_effective_on"))

    op.drop_table("agreement")
    op.drop_table("site_office")
    op.drop_table("site_body")
    with op.batch_alter_table("patent_owner", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_patent_owner_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_patent_owner_name"))

    op.drop_table("patent_owner")
    with op.batch_alter_table("patent_overlay", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_patent_overlay_patent_id"))

    op.drop_table("patent_overlay")
    with op.batch_alter_table("patent_key", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_patent_key_patent_id"))

    op.drop_table("patent_key")
    with op.batch_alter_table("patent_inventor", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_patent_inventor_person_id"))
        batch_op.drop_index(batch_op.f("ix_patent_inventor_name"))

    op.drop_table("patent_inventor")
    with op.batch_alter_table("patent_import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_patent_import_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_patent_import_file_id"))
        batch_op.drop_index(batch_op.f("ix_patent_import_created_by_id"))

    op.drop_table("patent_import")
    with op.batch_alter_table("patent_class", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_patent_class_code"))

    op.drop_table("patent_class")
    op.drop_table("patent_card")
    op.drop_table("listing_watch")
    with op.batch_alter_table("listing_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_listing_version_published_by_id"))

    op.drop_table("listing_version")
    with op.batch_alter_table("listing_site", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_listing_site_site_id"))

    op.drop_table("listing_site")
    with op.batch_alter_table("listing_patent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_listing_patent_patent_id"))

    op.drop_table("listing_patent")
    with op.batch_alter_table("listing_option", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_listing_option_sheet_hash"))
        batch_op.drop_index("ix_listing_option_model")

    op.drop_table("listing_option")
    with op.batch_alter_table("gate_override", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_gate_override_by_id"))

    op.drop_table("gate_override")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_patent_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_file_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_added_by_id"))

    op.drop_table("evidence")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index("ix_event_subject_id")
        batch_op.drop_index(batch_op.f("ix_event_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_event_kind"))
        batch_op.drop_index(batch_op.f("ix_event_actor_id"))

    op.drop_table("event")
    with op.batch_alter_table("deal", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_deal_open_notice",
            sqlite_where=sa.text("state IN ('draft', 'held', 'awaiting_payment', 'requested', 'offered')"),
            postgresql_where=sa.text(
                "state IN ('draft', 'held', 'awaiting_payment', 'requested', 'offered')"
            ),
        )
        batch_op.drop_index(batch_op.f("ix_deal_state"))
        batch_op.drop_index(batch_op.f("ix_deal_started_by_id"))
        batch_op.drop_index(batch_op.f("ix_deal_next_side"))
        batch_op.drop_index(batch_op.f("ix_deal_listing_id"))
        batch_op.drop_index(batch_op.f("ix_deal_licensor_id"))
        batch_op.drop_index(batch_op.f("ix_deal_licensee_id"))
        batch_op.drop_index(batch_op.f("ix_deal_due_on"))
        batch_op.drop_index(batch_op.f("ix_deal_assignee_id"))

    op.drop_table("deal")
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attachment_patent_id"))
        batch_op.drop_index(batch_op.f("ix_attachment_file_id"))

    op.drop_table("attachment")
    with op.batch_alter_table("user_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_user_session_person_id"))
        batch_op.drop_index(batch_op.f("ix_user_session_organisation_id"))

    op.drop_table("user_session")
    with op.batch_alter_table("token", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_token_person_id"))
        batch_op.drop_index(batch_op.f("ix_token_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_token_issued_by_id"))

    op.drop_table("token")
    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stored_file_uploaded_by_id"))
        batch_op.drop_index(batch_op.f("ix_stored_file_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_stored_file_digest"))

    op.drop_table("stored_file")
    with op.batch_alter_table("size_declaration", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_size_declaration_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_size_declaration_declared_by_id"))

    op.drop_table("size_declaration")
    with op.batch_alter_table("site", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_site_operator_id"))

    op.drop_table("site")
    with op.batch_alter_table("patent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_patent_status"))
        batch_op.drop_index(batch_op.f("ix_patent_publication_number"))
        batch_op.drop_index(batch_op.f("ix_patent_licensor_id"))

    op.drop_table("patent")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_membership_person_id"))
        batch_op.drop_index(batch_op.f("ix_membership_organisation_id"))

    op.drop_table("membership")
    with op.batch_alter_table("mandate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mandate_office_id"))
        batch_op.drop_index(batch_op.f("ix_mandate_licensor_id"))

    op.drop_table("mandate")
    with op.batch_alter_table("listing", schema=None) as batch_op:
        batch_op.drop_index("ix_listing_state_published_at")
        batch_op.drop_index("ix_listing_state_licensor")
        batch_op.drop_index("ix_listing_state_kind")
        batch_op.drop_index(batch_op.f("ix_listing_licensor_id"))
        batch_op.drop_index(batch_op.f("ix_listing_drafted_by_id"))

    op.drop_table("listing")
    with op.batch_alter_table("counter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_counter_organisation_id"))

    op.drop_table("counter")
    with op.batch_alter_table("channel", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_channel_person_id"))

    op.drop_table("channel")
    with op.batch_alter_table("bank_account", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bank_account_organisation_id"))

    op.drop_table("bank_account")
    with op.batch_alter_table("try_count", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_try_count_ends_at"))

    op.drop_table("try_count")
    op.drop_table("search_outbox")
    op.drop_table("reference_statistic")
    op.drop_table("person")
    op.drop_table("parameter")
    op.drop_table("organisation")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index("ix_job_state_run_at")

    op.drop_table("job")
    if op.get_bind().dialect.name == "postgresql":
        for table in APPEND_ONLY:
            op.execute(f"DROP FUNCTION {table}_refuse()")
