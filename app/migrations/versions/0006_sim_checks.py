"""checks of SIMs before a code for a new password, and what the provider found out"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

STATE = sa.Enum("to ask", "asked", "fine", "swapped", "unknown", name="state", native_enum=False, length=24)


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "sim_checks",
        sa.Column("code_id", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=False),
        sa.Column("state", STATE, nullable=False),
        sa.Column("request_id", sa.String(), nullable=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("code_id", name=op.f("pk_sim_checks")),
    )
    op.create_index(op.f("ix_sim_checks_told_at"), "sim_checks", ["told_at"], unique=False)
    op.create_table(
        "sim_answers",
        sa.Column("request_id", sa.String(), nullable=False),
        sa.Column("verdict", STATE, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_sim_answers")),
    )
    op.create_index(op.f("ix_sim_answers_at"), "sim_answers", ["at"], unique=False)


def downgrade() -> None:
    """Go back."""
    for table in ("sim_answers", "sim_checks"):
        op.drop_table(table)
