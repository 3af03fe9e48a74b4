"""an epoch of sign-ins, from when an address or a number gets codes, changes that can be stopped, proven accounts"""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

HOLD = timedelta(hours=72)
WHAT = sa.Enum("email", "phone", "password", name="what", native_enum=False, length=24)
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Go forward.

    An address that two accounts have vouches for neither: both lose it. One that was taken before may have been bound
    without the password, so it gets no code for 72 hours. Accounts with a photo were seen at a desk: they are proven.
    """
    op.add_column("accounts", sa.Column("auth_epoch", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("accounts", sa.Column("changes_stopped", sa.Integer(), nullable=False, server_default="0"))
    for name in ("phone_codes_from", "email_codes_from", "proven_at"):
        op.add_column("accounts", sa.Column(name, MOMENT, nullable=True))
    op.add_column("codes", sa.Column("auth_epoch", sa.Integer(), nullable=True))
    op.add_column("applications", sa.Column("account_id", sa.String(), nullable=True))
    op.create_index(op.f("ix_applications_account_id"), "applications", ["account_id"], unique=False)
    op.create_table(
        "pending_changes",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("what", WHAT, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=True),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("previous_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("previous_codes_from", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_pending_changes")),
    )
    op.create_index(op.f("ix_pending_changes_account_id"), "pending_changes", ["account_id"], unique=False)
    op.create_index(op.f("ix_pending_changes_until"), "pending_changes", ["until"], unique=False)

    accounts = sa.table(
        "accounts",
        sa.column("id"),
        sa.column("email"),
        sa.column("email_sealed"),
        sa.column("email_codes_from", MOMENT),
        sa.column("photo"),
        sa.column("created_at", MOMENT),
        sa.column("proven_at", MOMENT),
    )
    twice = (sa.select(accounts.c.email).where(accounts.c.email.is_not(None)).group_by(accounts.c.email)).having(
        sa.func.count() > 1
    )
    addressed = accounts.c.email.is_not(None)
    op.execute(sa.update(accounts).where(accounts.c.email.in_(twice)).values(email=None, email_sealed=None))
    op.execute(sa.update(accounts).where(addressed).values(email_codes_from=datetime.now(UTC) + HOLD))
    op.execute(sa.update(accounts).where(accounts.c.photo == "taken").values(proven_at=accounts.c.created_at))
    op.drop_index(op.f("ix_accounts_email"), table_name="accounts")
    op.create_index(op.f("ix_accounts_email"), "accounts", ["email"], unique=True)


def downgrade() -> None:
    """Go back."""
    op.drop_index(op.f("ix_accounts_email"), table_name="accounts")
    op.create_index(op.f("ix_accounts_email"), "accounts", ["email"], unique=False)
    op.drop_table("pending_changes")
    op.drop_index(op.f("ix_applications_account_id"), table_name="applications")
    op.drop_column("applications", "account_id")
    op.drop_column("codes", "auth_epoch")
    for name in ("proven_at", "email_codes_from", "phone_codes_from", "changes_stopped", "auth_epoch"):
        op.drop_column("accounts", name)
