"""the first tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "accounts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column(
            "account_type",
            sa.Enum(
                "citizen",
                "resident",
                "refugee",
                "diplomat",
                "foreigner",
                name="accounttype",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("applicant", sa.LargeBinary(length=32), nullable=False),
        sa.Column("number_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("said_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("phone", sa.LargeBinary(length=32), nullable=False),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("new_phone_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("new_phone_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("email", sa.LargeBinary(length=32), nullable=True),
        sa.Column("email_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("photo", sa.Enum("pending", "taken", name="photo", native_enum=False, length=24), nullable=False),
        sa.Column("consent", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("applicant", name=op.f("uq_accounts_applicant")),
    )
    op.create_index(op.f("ix_accounts_email"), "accounts", ["email"], unique=False)
    op.create_index(op.f("ix_accounts_phone"), "accounts", ["phone"], unique=False)
    op.create_table(
        "agencies",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column("name_sw", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_agencies")),
    )
    op.create_table(
        "api_calls",
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("request", sa.LargeBinary(length=32), nullable=False),
        sa.Column("answer_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_api_calls")),
    )
    op.create_index(op.f("ix_api_calls_at"), "api_calls", ["at"], unique=False)
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_table(
        "codes",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column(
            "purpose", sa.Enum("reset", "email", "phone", name="purpose", native_enum=False, length=24), nullable=False
        ),
        sa.Column("asker", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account_id", sa.String(), nullable=True),
        sa.Column("code_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("target_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("sends", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codes")),
    )
    op.create_index(op.f("ix_codes_asker"), "codes", ["asker"], unique=False)
    op.create_table(
        "delivery_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("failure", sa.String(), nullable=False),
        sa.Column("phone", sa.LargeBinary(length=32), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_reports")),
        sa.UniqueConstraint("provider_id", "status", name=op.f("uq_delivery_reports_provider_id_status")),
    )
    op.create_index(op.f("ix_delivery_reports_phone"), "delivery_reports", ["phone"], unique=False)
    op.create_table(
        "effects",
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("result_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_effects")),
    )
    op.create_table(
        "inbound",
        sa.Column("provider_id", sa.String(), nullable=False),
        sa.Column("sender", sa.LargeBinary(length=32), nullable=True),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("provider_id", name=op.f("pk_inbound")),
    )
    op.create_index(op.f("ix_inbound_sender"), "inbound", ["sender"], unique=False)
    op.create_table(
        "messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("channel", sa.Enum("sms", "email", name="channel", native_enum=False, length=24), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("otp", "reply", "receipt", "notice", "alert", name="kind", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.LargeBinary(length=32), nullable=False),
        sa.Column("address_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("subject_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "pending",
                "leased",
                "attempting",
                "unknown",
                "accepted",
                "delivered",
                "failed",
                "expired",
                name="state",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("unknowns", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("not_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("provider_id", sa.String(), nullable=True),
        sa.Column("cost", sa.String(), nullable=True),
        sa.Column("parts", sa.Integer(), nullable=True),
        sa.Column("report", sa.String(), nullable=True),
        sa.Column("last_error", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("final_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
        sa.UniqueConstraint("key", name=op.f("uq_messages_key")),
        sa.UniqueConstraint("provider_id", name=op.f("uq_messages_provider_id")),
    )
    op.create_index("ix_messages_claim", "messages", ["state", "channel", "priority", "next_at", "id"], unique=False)
    op.create_index("ix_messages_recipient", "messages", ["recipient", "id"], unique=False)
    op.create_index("ix_messages_sweep", "messages", ["state", "next_at"], unique=False)
    op.create_index(
        "ix_messages_unsettled",
        "messages",
        ["recipient", "id"],
        unique=False,
        sqlite_where=sa.text("accepted_at IS NULL AND final_at IS NULL"),
        postgresql_where=sa.text("accepted_at IS NULL AND final_at IS NULL"),
    )
    op.create_index(
        "one_alert_in_flight",
        "messages",
        ["recipient"],
        unique=True,
        sqlite_where=sa.text("kind = 'alert' AND channel = 'sms' AND state IN ('attempting', 'unknown')"),
        postgresql_where=sa.text("kind = 'alert' AND channel = 'sms' AND state IN ('attempting', 'unknown')"),
    )
    op.create_table(
        "notices",
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("language", name=op.f("pk_notices")),
    )
    op.create_table(
        "phones",
        sa.Column("index", sa.LargeBinary(length=32), nullable=False),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("alerts", sa.Boolean(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("index", name=op.f("pk_phones")),
    )
    op.create_table(
        "sign_in_tries",
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account_id", sa.String(), nullable=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sign_in_tries")),
    )
    op.create_index(op.f("ix_sign_in_tries_account_id"), "sign_in_tries", ["account_id"], unique=False)
    op.create_index(op.f("ix_sign_in_tries_at"), "sign_in_tries", ["at"], unique=False)
    op.create_table(
        "stages",
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "awaiting_payment",
                "submitted",
                "processing",
                "needs_action",
                "ready_for_collection",
                "completed",
                "collected",
                "rejected",
                "cancelled",
                name="status",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("label_sw", sa.String(), nullable=False),
        sa.Column("next", sa.String(), nullable=False),
        sa.Column("next_sw", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("family", "code", name=op.f("pk_stages")),
    )
    op.create_table(
        "tallies",
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_tallies")),
    )
    op.create_index(op.f("ix_tallies_until"), "tallies", ["until"], unique=False)
    op.create_table(
        "api_keys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_code", sa.String(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["agency_code"], ["agencies.code"], name=op.f("fk_api_keys_agency_code_agencies")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_keys")),
        sa.UniqueConstraint("digest", name=op.f("uq_api_keys_digest")),
    )
    op.create_table(
        "remembered_phones",
        sa.Column("phone", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_remembered_phones_account_id_accounts")),
        sa.PrimaryKeyConstraint("phone", name=op.f("pk_remembered_phones")),
    )
    op.create_index(op.f("ix_remembered_phones_account_id"), "remembered_phones", ["account_id"], unique=False)
    op.create_table(
        "services",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("agency_code", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_sw", sa.String(), nullable=True),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("label_sw", sa.String(), nullable=False),
        sa.Column("fee_kes", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("processing_days", sa.Integer(), nullable=True),
        sa.Column("documents", sa.String(), nullable=True),
        sa.Column("keywords", sa.String(), nullable=True),
        sa.Column("fee_note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("portal_url", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["agency_code"], ["agencies.code"], name=op.f("fk_services_agency_code_agencies")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_services")),
    )
    op.create_index(op.f("ix_services_agency_code"), "services", ["agency_code"], unique=False)
    op.create_table(
        "applications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("lookup", sa.String(), nullable=False),
        sa.Column("service_code", sa.String(), nullable=False),
        sa.Column("agency_code", sa.String(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "awaiting_payment",
                "submitted",
                "processing",
                "needs_action",
                "ready_for_collection",
                "completed",
                "collected",
                "rejected",
                "cancelled",
                name="status",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column(
            "account_type",
            sa.Enum(
                "citizen",
                "resident",
                "refugee",
                "diplomat",
                "foreigner",
                name="accounttype",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("applicant", sa.LargeBinary(length=32), nullable=False),
        sa.Column("id_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("phone_index", sa.LargeBinary(length=32), nullable=False),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("email_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("answers_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_code"], ["services.code"], name=op.f("fk_applications_service_code_services")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_applications")),
        sa.UniqueConstraint("lookup", name=op.f("uq_applications_lookup")),
        sa.UniqueConstraint("reference", name=op.f("uq_applications_reference")),
    )
    op.create_index(op.f("ix_applications_agency_code"), "applications", ["agency_code"], unique=False)
    op.create_index(op.f("ix_applications_applicant"), "applications", ["applicant"], unique=False)
    op.create_index(op.f("ix_applications_phone_index"), "applications", ["phone_index"], unique=False)
    op.create_table(
        "application_changes",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "awaiting_payment",
                "submitted",
                "processing",
                "needs_action",
                "ready_for_collection",
                "completed",
                "collected",
                "rejected",
                "cancelled",
                name="status",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_application_changes_application_id_applications")
        ),
        sa.PrimaryKeyConstraint("application_id", "version", name=op.f("pk_application_changes")),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("application_changes")
    op.drop_index(op.f("ix_applications_phone_index"), table_name="applications")
    op.drop_index(op.f("ix_applications_applicant"), table_name="applications")
    op.drop_index(op.f("ix_applications_agency_code"), table_name="applications")
    op.drop_table("applications")
    op.drop_index(op.f("ix_services_agency_code"), table_name="services")
    op.drop_table("services")
    op.drop_index(op.f("ix_remembered_phones_account_id"), table_name="remembered_phones")
    op.drop_table("remembered_phones")
    op.drop_table("api_keys")
    op.drop_index(op.f("ix_tallies_until"), table_name="tallies")
    op.drop_table("tallies")
    op.drop_table("stages")
    op.drop_index(op.f("ix_sign_in_tries_at"), table_name="sign_in_tries")
    op.drop_index(op.f("ix_sign_in_tries_account_id"), table_name="sign_in_tries")
    op.drop_table("sign_in_tries")
    op.drop_table("phones")
    op.drop_table("notices")
    op.drop_index(
        "one_alert_in_flight",
        table_name="messages",
        sqlite_where=sa.text("kind = 'alert' AND channel = 'sms' AND state IN ('attempting', 'unknown')"),
        postgresql_where=sa.text("kind = 'alert' AND channel = 'sms' AND state IN ('attempting', 'unknown')"),
    )
    op.drop_index(
        "ix_messages_unsettled",
        table_name="messages",
        sqlite_where=sa.text("accepted_at IS NULL AND final_at IS NULL"),
        postgresql_where=sa.text("accepted_at IS NULL AND final_at IS NULL"),
    )
    op.drop_index("ix_messages_sweep", table_name="messages")
    op.drop_index("ix_messages_recipient", table_name="messages")
    op.drop_index("ix_messages_claim", table_name="messages")
    op.drop_table("messages")
    op.drop_index(op.f("ix_inbound_sender"), table_name="inbound")
    op.drop_table("inbound")
    op.drop_table("effects")
    op.drop_index(op.f("ix_delivery_reports_phone"), table_name="delivery_reports")
    op.drop_table("delivery_reports")
    op.drop_index(op.f("ix_codes_asker"), table_name="codes")
    op.drop_table("codes")
    op.drop_table("audit")
    op.drop_index(op.f("ix_api_calls_at"), table_name="api_calls")
    op.drop_table("api_calls")
    op.drop_table("agencies")
    op.drop_index(op.f("ix_accounts_phone"), table_name="accounts")
    op.drop_index(op.f("ix_accounts_email"), table_name="accounts")
    op.drop_table("accounts")
