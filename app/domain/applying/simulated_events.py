"""What a citizen would do to a test application, or time: brought about by its agency, to try its own system whole.

Each goes the way that the real thing goes, so that the same texts and the same news of it come. Of money there is
a receipt, marked as simulated, and nothing behind it: no provider is asked, and nobody is to give anything back.
"""

import secrets
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from app.domain.applications import transitions
from app.domain.applications.applications import Application
from app.domain.applying import citizen_replies, payment_deadlines, withdrawal
from app.domain.audit import audit_log
from app.domain.catalogue.models import Status
from app.domain.messaging import sms_budget
from app.domain.payments.models import PaymentReceipt
from app.domain.payments.payment_states import ReceiptState
from app.domain.payments.provider_port import MoneyChannel
from app.domain.payments.receipts import crediting
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import NotAllowed
from app.domain.shared.payment_ways import Provider
from app.domain.staff.api_keys import Key
from app.platform.db import now

RECEIPT: Final = "TEST-"
"""What the code of a simulated receipt begins with: no provider's has a hyphen."""


class SimulatedEvent(StrEnum):
    """What can be brought about."""

    PAID = "paid"
    """Money comes in: all that is due, or so much."""
    REPLIED = "replied"
    """The citizen answers where something is wanted."""
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    """It was not paid in time."""


@dataclass(frozen=True)
class Simulation:
    """What is to happen. `amount_kes`: of what is paid, None for all that is due. `text`: of an answer, None for
    *done*."""

    event: SimulatedEvent
    amount_kes: Decimal | None = None
    text: str | None = field(default=None, repr=False)


def simulate(session: Session, reference: str, wanted: Simulation, *, key: Key, contacts: Contacts) -> Application:
    """Bring it about, with the SMS that it sends among those of the key.

    Raises NotFound (also for a real application: no test key reaches one), NotAllowed where it cannot happen now,
    Invalid, SecretTold and TooManyReplies as the citizen's own answer does, and BudgetSpent.
    """
    application = transitions.find_application_of(session, reference, reach=key.reach, lock=True)
    if not application.is_test:
        raise NotAllowed("this application is real: nothing is simulated for it")
    told = {"event": str(wanted.event)}
    audit_log.record(session, actor=key.actor, action="application.simulated", subject=application.reference, **told)
    if wanted.event is SimulatedEvent.REPLIED:
        citizen_replies.keep_reply(session, application, wanted.text)
        return application
    sms_budget.reserve_for_key(session, key.sms_budget)
    if wanted.event is SimulatedEvent.PAID:
        _pay(session, application, wanted.amount_kes, contacts)
    elif wanted.event is SimulatedEvent.WITHDRAWN:
        withdrawal.end_withdrawn(session, application, phone=None, contacts=contacts)
    else:
        _expire(session, application, contacts)
    return application


def _pay(session: Session, application: Application, amount_kes: Decimal | None, contacts: Contacts) -> None:
    """Money of which a part, or too much, or what nobody asked for, may come too."""
    is_due = application.status == Status.AWAITING_PAYMENT and bool(application.due_kes)
    amount = amount_kes or (application.due_kes if is_due else None)
    if amount is None:
        raise NotAllowed("nothing is to be paid for it: only an amount that is named comes all the same")
    moment = now(session)
    row = PaymentReceipt(
        id=secrets.token_hex(10),
        provider=contacts.payment_ways.find_provider(application.service.pesaflow_service_id) or Provider.PESAFLOW,
        receipt=f"{RECEIPT}{secrets.token_hex(4).upper()}",
        named=True,
        state=ReceiptState.HEARD,
        amount_kes=amount,
        channels=MoneyChannel.SIMULATED,
        application_id=application.id,
        paid_at=moment,
        heard_at=moment,
    )
    session.add(row)
    crediting.credit_receipt(session, row, application, contacts)


def _expire(session: Session, application: Application, contacts: Contacts) -> None:
    if application.status != Status.AWAITING_PAYMENT or application.base_fee_kes is None:
        raise NotAllowed("it does not wait for a payment whose time could be over")
    payment_deadlines.end_unpaid(session, application, contacts)
