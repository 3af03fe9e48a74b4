"""the catalogue edited: services that are closed, stages without SMS, and the history of both"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    added = (
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_reason", sa.String(), nullable=True),
        sa.Column("closed_reason_sw", sa.String(), nullable=True),
        sa.Column("reopens_on", sa.Date(), nullable=True),
    )
    for column in added:
        op.add_column("services", column)
    op.create_table(
        "stage_silences",
        sa.Column("agency_code", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency_code"], ["agencies.code"], name="fk_stage_silences_agency_code_agencies"),
        sa.PrimaryKeyConstraint("agency_code", "family", "stage", name="pk_stage_silences"),
    )
    op.create_table(
        "catalogue_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("old", sa.JSON(), nullable=False),
        sa.Column("new", sa.JSON(), nullable=False),
        sa.Column("of_file", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_catalogue_changes"),
    )
    op.create_index("ix_catalogue_changes_read", "catalogue_changes", ["kind", "code", "id"])


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_catalogue_changes_read", table_name="catalogue_changes")
    op.drop_table("catalogue_changes")
    op.drop_table("stage_silences")
    with op.batch_alter_table("services") as table:
        for column in ("closed_at", "closed_reason", "closed_reason_sw", "reopens_on"):
            table.drop_column(column)
