"""What an application costs, what its provider asks for, and what has come in: columns of its row."""

from decimal import Decimal

from sqlalchemy import Numeric
from sqlalchemy.orm import Mapped, mapped_column


class Fees:
    """The columns of money of an application, in shillings."""

    base_fee_kes: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    access_fee_kes: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    """What it costs, fixed when it was filed or when its agency set it: a fee that is raised later changes nothing."""
    invoice_number: Mapped[str | None]
    """What a paybill payment names as its account, where a provider has made an invoice (Pesaflow)."""
    invoice_kes: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    """What the provider asks for in all, where that is known: it may add a commission."""
    paid_kes: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    """What has come in for it and counts (`app/domain/payments`)."""

    @property
    def total_kes(self) -> Decimal | None:
        """What its applicant pays in all; None where nobody has said so yet."""
        if self.base_fee_kes is None:
            return None
        return self.base_fee_kes + (self.access_fee_kes or Decimal(0))

    @property
    def due_kes(self) -> Decimal | None:
        """What is still to be paid, by what the provider asks for where that is known; None as for `total_kes`."""
        total = self.total_kes
        return max(Decimal(0), (self.invoice_kes or total) - (self.paid_kes or Decimal(0))) if total else total

    @property
    def is_paid(self) -> bool:
        """Whether all that it costs has come in."""
        return bool(self.paid_kes) and not self.due_kes
