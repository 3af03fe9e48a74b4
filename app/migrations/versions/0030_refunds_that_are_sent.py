"""refunds that are sent: where to, who agreed, and what became of it"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

TABLE = "payment_refunds"


def upgrade() -> None:
    """Go forward."""
    due, is_open = sa.text("next_at IS NOT NULL"), sa.text("state <> 'done'")
    added = (
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("approved_by", sa.String(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("proof", sa.String(), nullable=True),
        sa.Column("epoch", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
    )
    for column in added:
        op.add_column(TABLE, column)
    op.create_index("ix_payment_refunds_due", TABLE, ["next_at"], sqlite_where=due, postgresql_where=due)
    op.create_index("ix_payment_refunds_open", TABLE, ["queued_at"], sqlite_where=is_open, postgresql_where=is_open)
    op.create_index("ix_payment_receipts_paid", "payment_receipts", ["paid_at", "id"])


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_payment_receipts_paid", table_name="payment_receipts")
    op.drop_index("ix_payment_refunds_open", table_name=TABLE)
    op.drop_index("ix_payment_refunds_due", table_name=TABLE)
    columns = ("phone_sealed", "approved_by", "approved_at", "sent_at", "closed_at", "code", "proof", "epoch")
    with op.batch_alter_table(TABLE) as table:
        for column in (*columns, "next_at"):
            table.drop_column(column)
