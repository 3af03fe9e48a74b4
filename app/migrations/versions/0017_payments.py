"""payments: requests for money, receipts, refunds, and the shared tokens of providers"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "payment_sweeps",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("whole_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_payment_sweeps")),
    )
    op.create_table(
        "provider_tokens",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("token_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fetching_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_provider_tokens")),
    )
    op.create_table(
        "payment_claims",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("phone", sa.LargeBinary(length=32), nullable=False),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_payment_claims_application_id_applications")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_claims")),
        sa.UniqueConstraint("application_id", "code", name=op.f("uq_payment_claims_application_id_code")),
    )
    op.create_index(op.f("ix_payment_claims_made_at"), "payment_claims", ["made_at"])
    op.create_index(op.f("ix_payment_claims_next_at"), "payment_claims", ["next_at"])
    op.create_index(op.f("ix_payment_claims_phone"), "payment_claims", ["phone"])

    op.create_table(
        "payments",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("provider", sa.String(length=24), nullable=False),
        sa.Column("prompt", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("phone", sa.LargeBinary(length=32), nullable=False),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("amount_kes", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.Column("expected_kes", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("request_id", sa.String(), nullable=True),
        sa.Column("request_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("failure", sa.String(), nullable=True),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("queries", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("queried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_payments_application_id_applications")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payments")),
    )
    op.create_index(op.f("ix_payments_application_id"), "payments", ["application_id"])
    op.create_index(
        "ix_payments_due",
        "payments",
        ["next_at"],
        sqlite_where=sa.text("next_at IS NOT NULL"),
        postgresql_where=sa.text("next_at IS NOT NULL"),
    )
    op.create_index(op.f("ix_payments_phone"), "payments", ["phone"])
    op.create_index(
        "uq_payments_open",
        "payments",
        ["application_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('asked', 'sending', 'prompted', 'unknown')"),
        postgresql_where=sa.text("state IN ('asked', 'sending', 'prompted', 'unknown')"),
    )

    op.create_table(
        "payment_receipts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("provider", sa.String(length=24), nullable=False),
        sa.Column("receipt", sa.String(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("amount_kes", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.Column("account_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("channels", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("application_id", sa.Integer(), nullable=True),
        sa.Column("payment_id", sa.String(), nullable=True),
        sa.Column("paid_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_payment_receipts_application_id_applications")
        ),
        sa.ForeignKeyConstraint(["payment_id"], ["payments.id"], name=op.f("fk_payment_receipts_payment_id_payments")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_receipts")),
        sa.UniqueConstraint("provider", "receipt", name=op.f("uq_payment_receipts_provider_receipt")),
    )
    op.create_index(op.f("ix_payment_receipts_application_id"), "payment_receipts", ["application_id"])
    op.create_index(op.f("ix_payment_receipts_payment_id"), "payment_receipts", ["payment_id"])
    op.create_index(
        "ix_payment_receipts_unsettled",
        "payment_receipts",
        ["heard_at"],
        sqlite_where=sa.text("state IN ('heard', 'unmatched', 'doubtful')"),
        postgresql_where=sa.text("state IN ('heard', 'unmatched', 'doubtful')"),
    )

    op.create_table(
        "payment_refunds",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("receipt_id", sa.String(), nullable=False),
        sa.Column("amount_kes", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["receipt_id"], ["payment_receipts.id"], name=op.f("fk_payment_refunds_receipt_id_payment_receipts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_refunds")),
        sa.UniqueConstraint("receipt_id", "reason", name=op.f("uq_payment_refunds_receipt_id_reason")),
    )
    op.create_index(op.f("ix_payment_refunds_queued_at"), "payment_refunds", ["queued_at"])

    op.add_column("applications", sa.Column("invoice_number", sa.String(), nullable=True))
    op.add_column("applications", sa.Column("invoice_kes", sa.Numeric(precision=12, scale=2), nullable=True))
    op.add_column("applications", sa.Column("paid_kes", sa.Numeric(precision=12, scale=2), nullable=True))

    op.add_column("services", sa.Column("pesaflow_service_id", sa.String(), nullable=True))


def downgrade() -> None:
    """Go back."""
    op.drop_column("services", "pesaflow_service_id")

    op.drop_column("applications", "paid_kes")
    op.drop_column("applications", "invoice_kes")
    op.drop_column("applications", "invoice_number")

    op.drop_index(op.f("ix_payment_refunds_queued_at"), table_name="payment_refunds")

    op.drop_table("payment_refunds")
    op.drop_index("ix_payment_receipts_unsettled", table_name="payment_receipts")
    op.drop_index(op.f("ix_payment_receipts_payment_id"), table_name="payment_receipts")
    op.drop_index(op.f("ix_payment_receipts_application_id"), table_name="payment_receipts")

    op.drop_table("payment_receipts")
    op.drop_index("uq_payments_open", table_name="payments")
    op.drop_index(op.f("ix_payments_phone"), table_name="payments")
    op.drop_index("ix_payments_due", table_name="payments")
    op.drop_index(op.f("ix_payments_application_id"), table_name="payments")

    op.drop_table("payments")
    op.drop_index(op.f("ix_payment_claims_phone"), table_name="payment_claims")
    op.drop_index(op.f("ix_payment_claims_next_at"), table_name="payment_claims")
    op.drop_index(op.f("ix_payment_claims_made_at"), table_name="payment_claims")

    op.drop_table("payment_claims")
    op.drop_table("provider_tokens")
    op.drop_table("payment_sweeps")
