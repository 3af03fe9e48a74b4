"""two persons: who gave a member of staff their access, and when; which services a request is about"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("staff_members", sa.Column("access_given_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("staff_members", sa.Column("access_given_by", sa.String(), nullable=True))
    op.add_column("approvals", sa.Column("services", sa.String(), nullable=True))


def downgrade() -> None:
    """Go back."""
    op.drop_column("approvals", "services")
    op.drop_column("staff_members", "access_given_by")
    op.drop_column("staff_members", "access_given_at")
