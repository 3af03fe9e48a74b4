"""Simulated events of a test application: what a citizen or a deadline would cause, triggered by its agency, which can
so test its own system end to end.

Each event runs the code of the real one, so that the same SMS and webhooks are sent. A payment is only a receipt marked
as simulated: no provider is called, and no money is refunded.
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
"""The prefix of a simulated receipt's code. No provider's code has a hyphen."""


class SimulatedEvent(StrEnum):
    """What can be simulated."""

    PAID = "paid"
    """A payment of the amount due, or of a given amount."""
    REPLIED = "replied"
    """The citizen answers the agency's request."""
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    """The payment deadline has passed."""


@dataclass(frozen=True)
class Simulation:
    """What to simulate. `amount_kes`: the amount of a payment, None for all that is due. `text`: the text of an answer,
    None for *done*."""

    event: SimulatedEvent
    amount_kes: Decimal | None = None
    text: str | None = field(default=None, repr=False)


def simulate(session: Session, reference: str, wanted: Simulation, *, key: Key, contacts: Contacts) -> Application:
    """Simulate an event. The SMS that it causes counts against the key's budget.

    Raises NotFound (also for a real application: no test key reaches one), NotAllowed where the event is not possible
    in the present state, Invalid, SecretTold and TooManyReplies as the citizen's own answer does, and BudgetSpent.
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
    """Credit a simulated receipt. The amount may be a part, too much, or paid when nothing is due."""
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
