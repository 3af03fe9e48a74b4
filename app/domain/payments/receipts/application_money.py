"""All about the payment of one application: what is due and where to pay, the requests, and the receipts."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.applications.applications import Application
from app.domain.payments.models import Payment
from app.domain.payments.payment_view import PaymentStage, PaymentView, payment_view
from app.domain.payments.receipts.receipt_lists import ListedReceipt, application_receipts
from app.domain.shared.payment_ways import PaymentWays, Provider
from app.platform.i18n import ENGLISH

_AWAITS = (PaymentStage.DUE, PaymentStage.CONFIRMING, PaymentStage.INVOICED, PaymentStage.CLOSED)


@dataclass(frozen=True)
class ApplicationMoney:
    """The payment of one application, the oldest request and receipt first.

    `due_kes`: what is to be paid now, in shillings. `provider`, `paybill`, `account`: where; None where nothing is due,
    or no provider takes it.
    """

    view: PaymentView
    requests: Sequence[Payment]
    receipts: Sequence[ListedReceipt]
    due_kes: Decimal
    provider: Provider | None
    paybill: str | None
    account: str | None


def application_money(session: Session, application: Application, ways: PaymentWays) -> ApplicationMoney:
    """The `ApplicationMoney` of an application. It does not show who has paid, or from which phone."""
    view = payment_view(session, application, ENGLISH, ways)
    asked = select(Payment).where(Payment.application_id == application.id).order_by(Payment.asked_at, Payment.id)
    due = view.due_kes if view.stage in _AWAITS else Decimal(0)
    provider = view.provider if due and not application.is_test else None
    return ApplicationMoney(
        view=view,
        requests=session.scalars(asked).all(),
        receipts=application_receipts(session, application),
        due_kes=due,
        provider=provider,
        paybill=(view.paybill or None) if provider else None,
        account=(view.account or None) if provider else None,
    )
