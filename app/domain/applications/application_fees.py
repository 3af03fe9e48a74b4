"""The money columns of an application: its fees, the invoice of the payment provider, and the amount paid."""

from decimal import Decimal

from sqlalchemy import Numeric
from sqlalchemy.orm import Mapped, mapped_column


class Fees:
    """Mixin with the money columns of an application. Amounts are in Kenyan shillings."""

    base_fee_kes: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    access_fee_kes: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    """The two parts of the fee, fixed when the application is filed or when its agency sets the fee. A later change of
    the catalogue does not change them."""
    invoice_number: Mapped[str | None]
    """The account number of a paybill payment, where the provider has issued an invoice (Pesaflow)."""
    invoice_kes: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    """The total that the provider charges, if known. It may include a commission of the provider."""
    paid_kes: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    """The sum of the payments that are credited to the application (`app/domain/payments`)."""

    @property
    def total_kes(self) -> Decimal | None:
        """The total fee; None while no fee is set."""
        if self.base_fee_kes is None:
            return None
        return self.base_fee_kes + (self.access_fee_kes or Decimal(0))

    @property
    def due_kes(self) -> Decimal | None:
        """The amount still to be paid. The invoice amount, where known, takes precedence over `total_kes`.

        None where `total_kes` is None, and 0 where it is 0.
        """
        total = self.total_kes
        return max(Decimal(0), (self.invoice_kes or total) - (self.paid_kes or Decimal(0))) if total else total

    @property
    def is_paid(self) -> bool:
        """Whether something was paid and nothing is due any more."""
        return bool(self.paid_kes) and not self.due_kes
