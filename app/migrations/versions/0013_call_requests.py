"""who wants to be called by staff"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TOPIC = sa.Enum("application", "payment", "account", "other", name="topic", native_enum=False, length=24)
MOMENT = sa.DateTime(timezone=True)
OPEN = sa.text("done_at IS NULL")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "call_requests",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("phone", sa.LargeBinary(length=32), nullable=False),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("topic", TOPIC, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_requests")),
    )
    op.create_index(op.f("ix_call_requests_phone"), "call_requests", ["phone"], unique=False)
    op.create_index(op.f("ix_call_requests_asked_at"), "call_requests", ["asked_at"], unique=False)
    op.create_index(
        "uq_call_requests_open", "call_requests", ["phone"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("call_requests")
