"""arrivals by the spool, channels that stand still"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "arrivals",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_arrivals")),
    )
    op.create_index(op.f("ix_arrivals_at"), "arrivals", ["at"], unique=False)
    op.create_table(
        "pauses",
        sa.Column("channel", sa.Enum("sms", "email", name="channel", native_enum=False, length=24), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("probe", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("channel", name=op.f("pk_pauses")),
    )
