"""accounts"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
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
        "remembered_phones",
        sa.Column("phone", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_remembered_phones_account_id_accounts")),
        sa.PrimaryKeyConstraint("phone", name=op.f("pk_remembered_phones")),
    )
    op.create_index(op.f("ix_remembered_phones_account_id"), "remembered_phones", ["account_id"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_index(op.f("ix_remembered_phones_account_id"), table_name="remembered_phones")
    op.drop_table("remembered_phones")
    op.drop_index(op.f("ix_sign_in_tries_at"), table_name="sign_in_tries")
    op.drop_index(op.f("ix_sign_in_tries_account_id"), table_name="sign_in_tries")
    op.drop_table("sign_in_tries")
    op.drop_index(op.f("ix_codes_asker"), table_name="codes")
    op.drop_table("codes")
    op.drop_index(op.f("ix_accounts_phone"), table_name="accounts")
    op.drop_index(op.f("ix_accounts_email"), table_name="accounts")
    op.drop_table("accounts")
