"""what the catalogue says in languages that have no columns of their own"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "catalogue_texts",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "code", "field", "language", name=op.f("pk_catalogue_texts")),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("catalogue_texts")
