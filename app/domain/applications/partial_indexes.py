"""The conditions of the partial indexes on applications; each index holds only the rows of its condition."""

from typing import Final

from sqlalchemy import text

UNPAID: Final = text("status = 'awaiting_payment' AND (form_digest IS NOT NULL OR base_fee_kes IS NOT NULL)")
"""Applications that await payment and were filed through Lango, or whose fee was set through Lango."""
UNREMINDED: Final = text(f"{UNPAID.text} AND reminded_at IS NULL")
"""The same, as long as the applicant was not reminded."""
TEST: Final = text("is_test")
"""Applications recorded with a test key: few rows among very many."""
SLOT_KEPT: Final = text("slot_code IS NOT NULL AND status IN ('rejected', 'cancelled')")
"""Applications that a release before 0016 ended without giving their appointment slot back."""
TEST_ON_SQLITE: Final = text("is_test IS 1")
TEST_ON_POSTGRESQL: Final = text("is_test IS true")
"""The applications of test keys, with the condition as SQLAlchemy writes it in queries for each database."""
