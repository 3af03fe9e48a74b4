"""figures of the console: what stands where, SMS by day, searches in vain"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("messages", sa.Column("service_code", sa.String(), nullable=True))
    op.add_column("messages", sa.Column("network", sa.String(), nullable=True))
    op.create_table(
        "standing_counts",
        *(_key(each) for each in ("what", "agency_code", "service_code", "state", "stage")),
        sa.Column("age_days", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kes", sa.Numeric(14, 2), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint(
            *("what", "agency_code", "service_code", "state", "stage", "age_days"), name="pk_standing_counts"
        ),
    )
    op.create_table(
        "daily_messages",
        sa.Column("day", sa.Date(), nullable=False),
        *(_key(each) for each in ("agency_code", "service_code", "network", "state")),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("kes", sa.Numeric(14, 4), nullable=False),
        sa.PrimaryKeyConstraint(*("day", "agency_code", "service_code", "network", "state"), name="pk_daily_messages"),
    )
    op.create_table(
        "delivery_times",
        sa.Column("day", sa.Date(), nullable=False),
        *(_key(each) for each in ("agency_code", "service_code")),
        sa.Column("up_to_seconds", sa.Integer(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "agency_code", "service_code", "up_to_seconds", name="pk_delivery_times"),
    )
    op.create_table(
        "empty_searches",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("searches", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "words", name="pk_empty_searches"),
    )


def downgrade() -> None:
    """Go back."""
    for table in ("empty_searches", "delivery_times", "daily_messages", "standing_counts"):
        op.drop_table(table)
    with op.batch_alter_table("messages") as messages:
        messages.drop_column("network")
        messages.drop_column("service_code")


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)
