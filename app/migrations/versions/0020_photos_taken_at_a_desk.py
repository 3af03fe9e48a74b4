"""photos taken at a desk"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "account_photos",
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("image_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_account_photos_account_id_accounts")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_account_photos")),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("account_photos")
