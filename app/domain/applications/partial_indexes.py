"""Which applications are looked for by themselves: each condition has an index that holds no others."""

from typing import Final

from sqlalchemy import text

UNPAID: Final = text("status = 'awaiting_payment' AND (form_digest IS NOT NULL OR base_fee_kes IS NOT NULL)")
"""What waits for a payment and was filed through Lango, or whose fee was set through it."""
UNREMINDED: Final = text(f"{UNPAID.text} AND reminded_at IS NULL")
"""The same, as long as its applicant was not reminded."""
SLOT_KEPT: Final = text("slot_code IS NOT NULL AND status IN ('rejected', 'cancelled')")
"""What code of a release before 0016 has ended, without giving its date back."""
TEST_ON_SQLITE: Final = text("is_test IS 1")
TEST_ON_POSTGRESQL: Final = text("is_test IS true")
"""The applications of test keys, as each database has the condition: among an agency's millions these are few."""
