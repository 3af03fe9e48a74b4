"""the codes of a day ago are found by an index"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_index(op.f("ix_codes_sent_at"), "codes", ["sent_at"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_index(op.f("ix_codes_sent_at"), "codes")
