"""where a service is given that is not applied for on eCitizen, and the places of a county"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("services", sa.Column("answer", sa.String(), nullable=True))
    op.add_column("services", sa.Column("answer_sw", sa.String(), nullable=True))
    op.add_column("counties", sa.Column("places", sa.String(), nullable=True))


def downgrade() -> None:
    """Go back."""
    op.drop_column("counties", "places")
    op.drop_column("services", "answer_sw")
    op.drop_column("services", "answer")
