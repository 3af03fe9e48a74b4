"""lists of test applications, and who wrote down what a citizen answered"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("citizen_replies", sa.Column("actor", sa.String(), nullable=True))
    op.create_index(
        "ix_applications_test_listed",
        "applications",
        ["agency_code", "status", "since", "id"],
        sqlite_where=sa.text("is_test IS 1"),
        postgresql_where=sa.text("is_test IS true"),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_applications_test_listed", table_name="applications")
    op.drop_column("citizen_replies", "actor")
