"""whose list a receipt stands in, and since when it is as it stands

The worker fills the columns of the rows that are there (`receipt_lists.list_left_out`), and of those that the release
before writes.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

COUNTS = "state IN ('credited', 'surplus', 'refunded')"
COLUMNS: dict[str, sa.types.TypeEngine[Any]] = {
    "agency_code": sa.String(),
    "service_code": sa.String(),
    "is_test": sa.Boolean(),
    "changed_at": sa.DateTime(timezone=True),
    "listed_state": sa.String(),
}


def upgrade() -> None:
    """Go forward."""
    for name, kind in COLUMNS.items():
        op.add_column("payment_receipts", sa.Column(name, kind, nullable=True))
    order = ["is_test", "changed_at", "id"]
    op.create_index("ix_payment_receipts_agency_listed", "payment_receipts", ["agency_code", *order])
    op.create_index("ix_payment_receipts_service_listed", "payment_receipts", ["agency_code", "service_code", *order])
    op.create_index(
        "ix_payment_receipts_unlisted",
        "payment_receipts",
        ["id"],
        sqlite_where=sa.text(f"listed_state IS NOT state AND {COUNTS}"),
        postgresql_where=sa.text(f"listed_state IS DISTINCT FROM state AND {COUNTS}"),
    )


def downgrade() -> None:
    """Go back."""
    for name in ("unlisted", "service_listed", "agency_listed"):
        op.drop_index(f"ix_payment_receipts_{name}", table_name="payment_receipts")
    for name in [*COLUMNS][::-1]:
        op.drop_column("payment_receipts", name)
