"""a step for many applications, and what became of each"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "bulk_moves",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("agency_code", sa.String(), nullable=False),
        sa.Column("staff_id", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("status", sa.String(24), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("place_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("note_sw_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("released_by", sa.String(), nullable=True),
        sa.Column("approval_id", sa.String(), nullable=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_members.id"], name=op.f("fk_bulk_moves_staff_id_staff_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk_moves")),
    )
    for column in ("agency_code", "staff_id", "created_at"):
        op.create_index(op.f(f"ix_bulk_moves_{column}"), "bulk_moves", [column])
    op.create_table(
        "bulk_move_items",
        sa.Column("bulk_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("why", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["bulk_id"], ["bulk_moves.id"], name=op.f("fk_bulk_move_items_bulk_id_bulk_moves")),
        sa.PrimaryKeyConstraint("bulk_id", "position", name=op.f("pk_bulk_move_items")),
    )
    which = sa.text("state = 'waiting'")
    op.create_index(
        "ix_bulk_move_items_waiting",
        "bulk_move_items",
        ["bulk_id", "position"],
        sqlite_where=which,
        postgresql_where=which,
    )


def downgrade() -> None:
    """Go back."""
    for table in ("bulk_move_items", "bulk_moves"):
        op.drop_table(table)
