"""events for agencies' systems in the outbox, and endpoints that are left in peace"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

TO_ENDPOINTS = sa.text("endpoint_id IS NOT NULL")


def upgrade() -> None:
    """Go forward."""
    op.add_column("messages", sa.Column("endpoint_id", sa.String(), nullable=True))
    op.create_index(
        "ix_messages_endpoint",
        "messages",
        ["endpoint_id", "state", "next_at", "id"],
        sqlite_where=TO_ENDPOINTS,
        postgresql_where=TO_ENDPOINTS,
    )
    op.create_table(
        "webhook_pauses",
        sa.Column("endpoint_id", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("probe", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("endpoint_id", name=op.f("pk_webhook_pauses")),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("webhook_pauses")
    op.drop_index("ix_messages_endpoint", table_name="messages")
    op.drop_column("messages", "endpoint_id")
