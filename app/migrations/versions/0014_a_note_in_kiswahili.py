"""an agency's note in Kiswahili, beside the note"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("application_changes", sa.Column("note_sw_sealed", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """Go back."""
    op.drop_column("application_changes", "note_sw_sealed")
