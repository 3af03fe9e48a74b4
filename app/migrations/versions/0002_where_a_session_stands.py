"""where a session stands"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "checkpoints",
        sa.Column("phone", sa.LargeBinary(length=32), nullable=False),
        sa.Column("session", sa.String(), nullable=False),
        sa.Column("hop", sa.String(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("kept_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("phone", name=op.f("pk_checkpoints")),
    )
    op.create_index(op.f("ix_checkpoints_at"), "checkpoints", ["at"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_index(op.f("ix_checkpoints_at"), table_name="checkpoints")
    op.drop_table("checkpoints")
