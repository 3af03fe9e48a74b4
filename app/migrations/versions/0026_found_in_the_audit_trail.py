"""the audit trail is read by subject, by actor and by day, the newest first, without sorting what it finds

An agency's code is the subject of many thousands of rows, and an operator is the actor of as many: each range of an
index is in the order in which it is read, so that a page reads no more rows than it has.
"""

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_index("ix_audit_subject_read", "audit", ["subject", "at", "id"])
    op.create_index("ix_audit_actor_read", "audit", ["actor", "at", "id"])
    op.create_index("ix_audit_read", "audit", ["at", "id"])
    op.drop_index(op.f("ix_audit_subject"), table_name="audit")


def downgrade() -> None:
    """Go back."""
    op.create_index(op.f("ix_audit_subject"), "audit", ["subject"])
    for name in ("ix_audit_read", "ix_audit_actor_read", "ix_audit_subject_read"):
        op.drop_index(name, table_name="audit")
