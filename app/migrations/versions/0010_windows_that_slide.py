"""when what is counted happened, for windows that slide"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("tallies", sa.Column("recent", sa.String(), nullable=True))


def downgrade() -> None:
    """Go back."""
    op.drop_column("tallies", "recent")
