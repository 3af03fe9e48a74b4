"""forms, the dates that can be taken, and what is kept of applying on the phone"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

UNPAID = "status = 'awaiting_payment' AND (form_digest IS NOT NULL OR base_fee_kes IS NOT NULL)"
INDEXES = (
    ("ix_applications_unpaid", "since", UNPAID),
    ("ix_applications_unreminded", "since", f"{UNPAID} AND reminded_at IS NULL"),
    ("ix_applications_slot_kept", "id", "slot_code IS NOT NULL AND status IN ('rejected', 'cancelled')"),
)


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "form_versions",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_form_versions")),
    )
    op.create_index(op.f("ix_form_versions_name"), "form_versions", ["name"])
    op.create_table(
        "slots",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("calendar", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("taken >= 0", name=op.f("ck_slots_taken")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_slots")),
    )
    op.create_index("ix_slots_calendar_place_starts_at", "slots", ["calendar", "place", "starts_at"])
    op.create_table(
        "application_drafts",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("service_code", sa.String(), nullable=False),
        sa.Column("phone", sa.LargeBinary(length=32), nullable=False),
        sa.Column("form_digest", sa.String(), nullable=False),
        sa.Column("auth_epoch", sa.Integer(), nullable=False),
        sa.Column("answers_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_application_drafts_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_application_drafts")),
    )
    op.create_index(op.f("ix_application_drafts_account_id"), "application_drafts", ["account_id"])
    op.create_index(op.f("ix_application_drafts_saved_at"), "application_drafts", ["saved_at"])
    op.create_table(
        "citizen_replies",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reply_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_citizen_replies_application_id_applications")
        ),
        sa.PrimaryKeyConstraint("application_id", "version", "number", name=op.f("pk_citizen_replies")),
    )
    op.add_column("applications", sa.Column("form_digest", sa.String(), nullable=True))
    op.add_column("applications", sa.Column("subject_sealed", sa.LargeBinary(), nullable=True))
    op.add_column("applications", sa.Column("slot_code", sa.String(), nullable=True))
    op.add_column("applications", sa.Column("base_fee_kes", sa.Numeric(precision=12, scale=2), nullable=True))
    op.add_column("applications", sa.Column("access_fee_kes", sa.Numeric(precision=12, scale=2), nullable=True))
    op.add_column("applications", sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True))
    for name, column, which in INDEXES:
        where = sa.text(which)
        op.create_index(name, "applications", [column], sqlite_where=where, postgresql_where=where)
    op.add_column("services", sa.Column("form", sa.String(), nullable=True))


def downgrade() -> None:
    """Go back."""
    op.drop_column("services", "form")
    for name, _column, _which in INDEXES:
        op.drop_index(name, table_name="applications")
    op.drop_column("applications", "reminded_at")
    op.drop_column("applications", "access_fee_kes")
    op.drop_column("applications", "base_fee_kes")
    op.drop_column("applications", "slot_code")
    op.drop_column("applications", "subject_sealed")
    op.drop_column("applications", "form_digest")
    op.drop_table("citizen_replies")
    op.drop_index(op.f("ix_application_drafts_saved_at"), table_name="application_drafts")
    op.drop_index(op.f("ix_application_drafts_account_id"), table_name="application_drafts")
    op.drop_table("application_drafts")
    op.drop_index("ix_slots_calendar_place_starts_at", table_name="slots")
    op.drop_table("slots")
    op.drop_index(op.f("ix_form_versions_name"), table_name="form_versions")
    op.drop_table("form_versions")
