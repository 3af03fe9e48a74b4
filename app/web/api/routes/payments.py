"""The agencies' API for money: what is due and what came in for an application, and all receipts, for reconciliation.

No answer tells who has paid. Test applications involve no real money: no provider is named for them.
"""

from datetime import datetime
from typing import Any, Final

from flask import g
from sqlalchemy.orm import Session

from app.domain.applications.applications import Application
from app.domain.payments.models import Payment
from app.domain.payments.receipts import receipt_lists
from app.domain.payments.receipts.application_money import application_money
from app.domain.payments.receipts.receipt_lists import ListedReceipt, ReceiptQuestion
from app.domain.staff.api_keys import Scope
from app.web import container
from app.web.api import list_parameters
from app.web.api.list_parameters import CURSOR, LIMIT, SINCE, UNTIL
from app.web.api.operations import Answer, ApiBlueprint
from app.web.api.parameters import REFERENCE
from app.web.api.routes.application_details import fee_of, read_application
from app.web.api.schemas.payments import (
    PaymentsTold,
    ReceiptListed,
    ReceiptsListed,
    ReceiptTold,
    RefundTold,
    RequestTold,
)

blueprint = ApiBlueprint("payments_api", __name__)

KINDS: Final = (datetime, str, datetime)
"""The types of a cursor's parts: when the last receipt changed, its id, and the `as_of` of the first page."""
RECEIPT: Final = {
    "id": "4f1c9d2ab07e6358c1d4",
    "provider": "pesaflow",
    "receipt": "SJK1234567",
    "state": "credited",
    "reason": None,
    "amount_kes": 7550,
    "channels": ["callback", "query"],
    "paid_at": "2026-11-23T09:01:10Z",
    "heard_at": "2026-11-23T09:01:12Z",
    "refunds": [],
}
PAYMENTS: Final = {
    "reference": "102030405060",
    "service": "passport-renew-34",
    "status": "submitted",
    "stage": "paid",
    "fee": {"base_kes": 7500, "access_kes": 50, "total_kes": 7550},
    "paid_kes": 7550,
    "due_kes": 0,
    "provider": None,
    "paybill": None,
    "account": None,
    "requests": [
        {
            "id": "9b0c1d2e3f405162738495a6",
            "provider": "pesaflow",
            "prompt": True,
            "state": "paid",
            "reason": None,
            "amount_kes": 7550,
            "asked_at": "2026-11-23T09:00:20Z",
            "sent_at": "2026-11-23T09:00:24Z",
            "closed_at": "2026-11-23T09:01:13Z",
        }
    ],
    "receipts": [RECEIPT],
}
LISTED: Final = {
    "payments": [
        RECEIPT
        | {"reference": "102030405060", "service": "passport-renew-34", "changed_at": "2026-11-23T09:01:13.250000Z"}
    ],
    "next": None,
    "as_of": "2026-11-23T09:58:00Z",
}


@blueprint.operation(
    "GET",
    "/applications/<path:reference>/payments",
    "Read what is due and what was paid for an application",
    scope=Scope.READ_PAYMENTS,
    takes=(REFERENCE,),
    answer=Answer(200, "Its fee, the requests for it, and what came in", PaymentsTold, PAYMENTS),
)
def read_payments(reference: str) -> PaymentsTold:
    """The state of payment of an application. The read is audited."""
    return read_application(reference, _payments, part="payments")


@blueprint.operation(
    "GET",
    "/payments",
    "List what was paid, and what has changed of it",
    scope=Scope.READ_PAYMENTS,
    takes=(SINCE, UNTIL, LIMIT, CURSOR),
    answer=Answer(200, "A page of receipts, the one that changed longest ago first", ReceiptsListed, LISTED),
)
def list_payments(since: datetime | None, until: datetime | None, limit: int, cursor: str | None) -> ReceiptsListed:
    """Confirmed receipts of the applications that the key reaches, by when they changed. The listing is audited."""
    question = list_parameters.digest_of("payments", since, until)
    place = list_parameters.place(cursor, question, KINDS)
    asked = ReceiptQuestion(limit, since, until, (place[0], place[1]) if place else None)
    with container().database.transaction() as session:
        page = receipt_lists.list_receipts(session, g.key, asked)
    as_of: datetime = place[2] if place else page.settled
    return ReceiptsListed(
        payments=[_listed(each) for each in page.found],
        next=list_parameters.following(question, *page.last, as_of) if page.last else None,
        as_of=as_of,
    )


def _payments(session: Session, application: Application) -> PaymentsTold:
    found = application_money(session, application, container().contacts.payment_ways)
    return PaymentsTold(
        reference=application.reference,
        service=application.service_code,
        status=application.status,
        stage=found.view.stage,
        fee=fee_of(application),
        paid_kes=float(found.view.paid_kes),
        due_kes=float(found.due_kes),
        provider=found.provider,
        paybill=found.paybill,
        account=found.account,
        requests=[_request(each) for each in found.requests],
        receipts=[ReceiptTold(**_receipt(each)) for each in found.receipts],
    )


def _request(payment: Payment) -> RequestTold:
    return RequestTold(
        id=payment.id,
        provider=payment.provider,
        prompt=payment.prompt,
        state=payment.state,
        reason=payment.failure,
        amount_kes=float(payment.amount_kes),
        asked_at=payment.asked_at,
        sent_at=payment.sent_at,
        closed_at=payment.closed_at,
    )


def _receipt(found: ListedReceipt) -> dict[str, Any]:
    row = found.row
    refunds = [
        RefundTold(amount_kes=float(each.amount_kes), reason=each.reason, state=each.state, queued_at=each.queued_at)
        for each in found.refunds
    ]
    return {
        "id": row.id,
        "provider": row.provider,
        "receipt": row.receipt if row.named else None,
        "state": row.state,
        "reason": row.reason,
        "amount_kes": float(row.amount_kes),
        "channels": row.channels.split(","),
        "paid_at": row.paid_at,
        "heard_at": row.heard_at,
        "refunds": refunds,
    }


def _listed(found: ListedReceipt) -> ReceiptListed:
    whose = {"reference": found.application.reference, "service": found.application.service_code}
    return ReceiptListed(**_receipt(found), **whose, changed_at=found.row.changed_at or found.row.heard_at)
