"""audit rows that vouch for themselves from the moment they are written, and the trail's mark outside of them"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ADDED = (
    sa.Column("token", sa.LargeBinary(length=16), nullable=True),
    sa.Column("row_key", sa.LargeBinary(length=4), nullable=True),
    sa.Column("row_mac", sa.LargeBinary(length=32), nullable=True),
)
REFUSAL = "rows of the audit trail are only added"
TRIGGER = "audit_keeps_its_token"


def upgrade() -> None:
    """Go forward."""
    for column in ADDED:
        op.add_column("audit", column)
    op.create_index(op.f("ix_audit_token"), "audit", ["token"], unique=True)
    op.create_table(
        "audit_marks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("earlier_seq", sa.Integer(), nullable=False),
        sa.Column("earlier_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ring_key", sa.LargeBinary(length=4), nullable=False),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_marks")),
    )
    if op.get_bind().dialect.name == "sqlite":
        refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        op.execute(f"CREATE TRIGGER {TRIGGER} BEFORE UPDATE ON audit WHEN OLD.token IS NOT NEW.token {refuse}")
    else:
        changed = "FOR EACH ROW WHEN (OLD.token IS DISTINCT FROM NEW.token) EXECUTE FUNCTION audit_refuses()"
        op.execute(f"CREATE TRIGGER {TRIGGER} BEFORE UPDATE ON audit {changed}")


def downgrade() -> None:
    """Go back."""
    op.execute(f"DROP TRIGGER {TRIGGER}" + ("" if op.get_bind().dialect.name == "sqlite" else " ON audit"))
    op.drop_table("audit_marks")
    op.drop_index(op.f("ix_audit_token"), "audit")
    for column in ADDED:
        op.drop_column("audit", column.name)
