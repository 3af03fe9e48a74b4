"""test applications are found by their age"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    which = sa.text("is_test")
    op.create_index("ix_applications_tests", "applications", ["created_at"], sqlite_where=which, postgresql_where=which)


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_applications_tests", table_name="applications")
