"""questions of citizens, and what is said on them"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "tickets",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("phone", sa.LargeBinary(32), nullable=False),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=True),
        sa.Column("agency_code", sa.String(), nullable=True),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_tickets_application_id_applications")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tickets")),
    )
    for column in ("phone", "application_id", "changed_at"):
        op.create_index(op.f(f"ix_tickets_{column}"), "tickets", [column])
    which, by = sa.text("state = 'open'"), ["agency_code", "changed_at", "id"]
    op.create_index("ix_tickets_open", "tickets", by, sqlite_where=which, postgresql_where=which)
    op.create_table(
        "ticket_messages",
        sa.Column("ticket_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name=op.f("fk_ticket_messages_ticket_id_tickets")),
        sa.PrimaryKeyConstraint("ticket_id", "number", name=op.f("pk_ticket_messages")),
    )


def downgrade() -> None:
    """Go back."""
    for table in ("ticket_messages", "tickets"):
        op.drop_table(table)
