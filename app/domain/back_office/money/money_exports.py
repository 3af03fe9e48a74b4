"""Exports of receipts, and of refunds that people pay out by hand, as rows for a spreadsheet.

A row names no person. The account that applied is given by its id; the phone that paid by a keyed digest, equal for
equal phones, and masked: the country code, one digit, and the last two digits.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, lazyload

from app.domain.applications.applications import Application, within
from app.domain.audit import audit_log
from app.domain.payments.models import Payment, PaymentReceipt, PaymentRefund, readable_phone
from app.domain.payments.refunding.refund_states import RefundState
from app.domain.shared import references
from app.domain.shared.change_lists import between
from app.domain.shared.errors import Invalid
from app.domain.staff.staff_members import Staff
from app.platform.db import keys
from app.platform.i18n import NAIROBI
from app.platform.phone_numbers import masked

MOST_DAYS: Final = 92
AT_ONCE: Final = 500
"""Rows of one page."""
DIGEST: Final = "phone in an export of money"
Place = tuple[datetime, str]
Line = list[str]
OF_MONEY: Final = ("application", "agency", "service", "status", "applied_by", "payer_digest", "payer_masked")
RECEIPTS: Final = (
    *("receipt", "provider", "amount_kes", "state", "reason", "paid_at_utc", "paid_at_nairobi", "confirmed_at_utc"),
    *OF_MONEY,
    *("request", "invoice", "refunded_kes", "refunds"),
)
REFUNDS: Final = (
    *("refund", "receipt", "provider", "invoice", "amount_kes", "reason", "state"),
    *("approved_at_utc", "approved_at_nairobi", "approved_by", "proof"),
    *OF_MONEY,
)
"""The column headers of the two exports."""


@dataclass(frozen=True)
class DayRange:
    """A range of whole days, both inclusive, in Nairobi time."""

    first: date
    last: date

    @property
    def since(self) -> datetime:
        """The start of the first day."""
        return datetime.combine(self.first, clock_time.min, NAIROBI)

    @property
    def until(self) -> datetime:
        """The end of the last day, exclusive."""
        return datetime.combine(self.last + timedelta(days=1), clock_time.min, NAIROBI)


@dataclass(frozen=True)
class ExportPage:
    """A page of an export. `after`: the cursor for the next page; None on the last page."""

    lines: Sequence[Line]
    after: Place | None


def read_days(first: str, last: str) -> DayRange:
    """Parse two days such as 2026-11-23. Raises Invalid for anything else, and for more than `MOST_DAYS` days."""
    try:
        days = DayRange(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        raise Invalid("two days are wanted, such as 2026-11-23") from None
    if not 0 <= (days.last - days.first).days < MOST_DAYS or not date(2000, 1, 1) <= days.first < date(2100, 1, 1):
        raise Invalid(f"from the first day to the last, at most {MOST_DAYS} days are wanted")
    return days


def record_export(session: Session, what: str, days: DayRange, *, staff: Staff) -> None:
    """Record an export in the audit trail. Call it before anything is read."""
    told = {"first": days.first.isoformat(), "last": days.last.isoformat()}
    audit_log.record(session, actor=staff.actor, action=f"money.exported_{what}", subject=_whose(staff), **told)


def receipts_page(session: Session, days: DayRange, staff: Staff, after: Place | None) -> ExportPage:
    """A page of the receipts that were paid in a range of days, in that order."""
    place = PaymentReceipt.paid_at, PaymentReceipt.id
    query = select(PaymentReceipt, Application, Payment).outerjoin(
        Application, Application.id == PaymentReceipt.application_id
    )
    query = query.outerjoin(Payment, Payment.id == PaymentReceipt.payment_id).where(_reached(staff))
    query = query.where(*between(*place, since=days.since, until=days.until, after=after)).order_by(*place)
    rows = session.execute(query.options(lazyload("*")).limit(AT_ONCE)).unique().all()
    mine = PaymentRefund.receipt_id.in_([row.id for row, _, _ in rows])
    refunds = session.scalars(select(PaymentRefund).where(mine).order_by(PaymentRefund.queued_at)).all()
    lines = [
        _receipt_line(session, row, application, payment, [each for each in refunds if each.receipt_id == row.id])
        for row, application, payment in rows
    ]
    last = rows[-1][0] if len(rows) == AT_ONCE else None
    return ExportPage(lines, (last.paid_at, last.id) if last else None)


def refunds_page(session: Session, days: DayRange, staff: Staff, after: Place | None) -> ExportPage:
    """A page of the refunds paid out by hand that were approved in a range of days, in that order."""
    place = PaymentRefund.approved_at, PaymentRefund.id
    query = select(PaymentRefund, PaymentReceipt, Application, Payment)
    query = query.join(PaymentReceipt, PaymentReceipt.id == PaymentRefund.receipt_id)
    query = query.outerjoin(Application, Application.id == PaymentReceipt.application_id)
    query = query.outerjoin(Payment, Payment.id == PaymentReceipt.payment_id)
    ended = PaymentRefund.state.in_((RefundState.DONE, RefundState.FAILED)) & PaymentRefund.sent_at.is_(None)
    query = query.where(_reached(staff), (PaymentRefund.state == RefundState.RECORDED) | ended)
    query = query.where(*between(*place, since=days.since, until=days.until, after=after)).order_by(*place)
    rows = session.execute(query.options(lazyload("*")).limit(AT_ONCE)).unique().all()
    lines = [_refund_line(session, *each) for each in rows]
    last = rows[-1][0] if len(rows) == AT_ONCE else None
    return ExportPage(lines, (last.approved_at, last.id) if last and last.approved_at else None)


def _whose(staff: Staff) -> str:
    return staff.agency or "national"


def _reached(staff: Staff) -> ColumnElement[bool]:
    if staff.reach is not None:
        return within(staff.reach)
    return Application.id.is_(None) | Application.is_test.is_(False)


def _receipt_line(
    session: Session,
    row: PaymentReceipt,
    application: Application | None,
    payment: Payment | None,
    refunds: Iterable[PaymentRefund],
) -> Line:
    given = list(refunds)
    told = [f"{each.id} {each.amount_kes} {each.state} {each.proof or ''}".strip() for each in given]
    done = sum((each.amount_kes for each in given if each.state == RefundState.DONE), Decimal(0))
    return _written(
        *(row.receipt if row.named else "", row.provider, row.amount_kes, row.state, row.reason),
        *(_utc(row.paid_at), _nairobi(row.paid_at), _utc(row.confirmed_at)),
        *_of_money(session, application, payment),
        *(payment.id if payment else "", _invoice(payment), done, "; ".join(told)),
    )


def _refund_line(
    session: Session,
    refund: PaymentRefund,
    row: PaymentReceipt,
    application: Application | None,
    payment: Payment | None,
) -> Line:
    return _written(
        *(refund.id, row.receipt if row.named else "", row.provider, _invoice(payment)),
        *(refund.amount_kes, refund.reason, refund.state),
        *(_utc(refund.approved_at), _nairobi(refund.approved_at), refund.approved_by, refund.proof),
        *_of_money(session, application, payment),
    )


def _of_money(session: Session, application: Application | None, payment: Payment | None) -> Sequence[object]:
    """The values of the columns `OF_MONEY`: the application, who applied, and the phone that paid."""
    phone = readable_phone(payment) if payment else None
    payer = (keys(session).digest(DIGEST, phone).hex()[:16], masked(phone).lstrip("+")) if phone else ("", "")
    if application is None:
        return ("",) * 5 + payer
    applied = f"account {application.account_id}" if application.account_id else "recorded by the agency"
    reference = references.shown(application.reference)  # one number would lose the zeros before it in a spreadsheet
    return (reference, application.agency_code, application.service_code, application.status, applied, *payer)


def _invoice(payment: Payment | None) -> str:
    """Pesaflow's invoice number. Daraja's request id is left out: it contains the payer's phone number."""
    return (payment.request_id or "") if payment and payment.request_sealed is None else ""


def _utc(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}" if moment else ""


def _nairobi(moment: datetime | None) -> str:
    return f"{moment.astimezone(NAIROBI):%Y-%m-%d %H:%M:%S}" if moment else ""


def _written(*values: Any) -> Line:
    """The values as text on one line, stripped: the CSV writer detects a formula by the first character of a cell."""
    return [" ".join(str(value).split()) if value is not None else "" for value in values]
