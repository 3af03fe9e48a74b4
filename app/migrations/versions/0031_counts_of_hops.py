"""counts of hops: where sessions end, and how long hops take"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "session_stands",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("screen", sa.String(), nullable=False),
        sa.Column("network", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("ending", sa.String(), nullable=False),
        sa.Column("sessions", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("day", "screen", "network", "language", "ending", name="pk_session_stands"),
    )
    op.create_table(
        "hop_times",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("up_to_ms", sa.Integer(), nullable=False),
        sa.Column("hops", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("at", "up_to_ms", name="pk_hop_times"),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("hop_times")
    op.drop_table("session_stands")
