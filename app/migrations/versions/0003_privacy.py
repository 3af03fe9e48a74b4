"""a chained audit trail, indexes that a new key can make anew, and what retention looks for"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ADDED = (
    ("audit", sa.Column("seq", sa.Integer(), nullable=True)),
    ("audit", sa.Column("hash", sa.LargeBinary(length=32), nullable=True)),
    ("audit", sa.Column("ring_key", sa.LargeBinary(length=4), nullable=True)),
    ("audit", sa.Column("mac", sa.LargeBinary(length=32), nullable=True)),
    ("phones", sa.Column("number_sealed", sa.LargeBinary(), nullable=True)),
    ("remembered_phones", sa.Column("number_sealed", sa.LargeBinary(), nullable=True)),
    ("api_keys", sa.Column("fingerprint_sealed", sa.LargeBinary(), nullable=True)),
    ("messages", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True)),
)
SWEPT = (("delivery_reports", "at"), ("effects", "at"), ("inbound", "received_at"), ("remembered_phones", "until"))
PARTIAL = (
    ("ix_audit_unlinked", "audit", "id", "seq IS NULL"),
    ("ix_messages_readable", "messages", "created_at", "erased_at IS NULL"),
    ("ix_messages_erased", "messages", "created_at", "erased_at IS NOT NULL"),
)
CHANGED = " OR ".join(
    f"OLD.{column} {{differs}} NEW.{column}" for column in ("id", "at", "actor", "action", "subject", "details")
)
RELINKED = "(OLD.seq IS NOT NULL AND (OLD.seq {differs} NEW.seq OR OLD.hash {differs} NEW.hash))"
REFUSAL = "rows of the audit trail are only added"


def upgrade() -> None:
    """Go forward."""
    for table, column in ADDED:
        op.add_column(table, column)
    op.create_index(op.f("ix_audit_seq"), "audit", ["seq"], unique=True)
    op.create_index(op.f("ix_audit_subject"), "audit", ["subject"], unique=False)
    for table, column_name in SWEPT:
        op.create_index(op.f(f"ix_{table}_{column_name}"), table, [column_name], unique=False)
    for name, table, column_name, only in PARTIAL:
        op.create_index(name, table, [column_name], sqlite_where=sa.text(only), postgresql_where=sa.text(only))
    if op.get_bind().dialect.name == "sqlite":
        _guard_on_sqlite()
    else:
        _guard_on_postgresql()


def _guard_on_sqlite() -> None:
    """Against a slip of the hand; whoever may drop a trigger is found out by the chain."""
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    changed = f"{CHANGED} OR {RELINKED}".format(differs="IS NOT")
    op.execute(f"CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit WHEN {changed} {refuse}")
    op.execute(f"CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit {refuse}")


def _guard_on_postgresql() -> None:
    changed = f"{CHANGED} OR {RELINKED}".format(differs="IS DISTINCT FROM")
    for side in ("OLD", "NEW"):
        changed = changed.replace(f"{side}.details", f"CAST({side}.details AS text)")
    op.execute(
        "CREATE FUNCTION audit_refuses() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    refuse = "EXECUTE FUNCTION audit_refuses()"
    op.execute(f"CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit FOR EACH ROW WHEN ({changed}) {refuse}")
    op.execute(f"CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit FOR EACH ROW {refuse}")
    op.execute(f"CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit FOR EACH STATEMENT {refuse}")
