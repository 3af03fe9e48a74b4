"""files of references and stages, and a step for each item of a move"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "move_imports",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("staff_id", sa.String(), nullable=False),
        sa.Column("file_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_members.id"], name=op.f("fk_move_imports_staff_id_staff_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_move_imports")),
    )
    for column in ("staff_id", "created_at"):
        op.create_index(op.f(f"ix_move_imports_{column}"), "move_imports", [column])
    op.add_column("bulk_move_items", sa.Column("step_sealed", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """Go back."""
    op.drop_column("bulk_move_items", "step_sealed")
    op.drop_table("move_imports")
