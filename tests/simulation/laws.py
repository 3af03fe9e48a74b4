"""What must hold of a history when it has come to rest: the design's laws, as far as rows and handsets show them."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.applications.applications import Application, Change
from app.domain.applications.transitions import FIRST_VERSION
from app.domain.audit import audit_proof
from app.domain.messaging.messages import Channel, Message, MessageState
from app.domain.messaging.outbox_sweep import RESENT_ONCE
from app.domain.payments.models import Payment, PaymentReceipt
from app.domain.subscribers import phones
from tests.faults.payment_checks import COUNTED, TERMINAL
from tests.simulation.world import World

ON_ITS_WAY: Final = (MessageState.PENDING, MessageState.LEASED, MessageState.ATTEMPTING, MessageState.UNKNOWN)
GONE: Final = (MessageState.ACCEPTED, MessageState.DELIVERED)


def violations(world: World) -> list[str]:
    """Each violation of a law, in words; empty where there is none."""
    return [*_of_messages(world), *_of_money(world), *_of_applications(world), *_of_audit(world)]


def _of_messages(world: World) -> Iterator[str]:
    """Nothing waits for ever; what counts as gone has reached its phone; nothing reaches it twice, except a message
    that is sent again because two answers were lost at once: that one twice, and no third time."""
    with world.container.database.reading() as session:
        rows = list(session.scalars(select(Message).where(Message.channel == Channel.SMS)))
    for each in rows:
        reached = world.carrier.handset[each.key]
        if each.state in ON_ITS_WAY:
            yield f"message {each.key} is still {each.state}"
        in_doubt = each.kind in RESENT_ONCE and world.carrier.were_two_lost(each.key)
        if reached > (2 if in_doubt else 1):
            yield f"message {each.key} reached its phone {reached} times"
        if each.state in GONE and not reached and not each.key.startswith("test:"):
            yield f"message {each.key} is {each.state} and has reached nobody"
        if each.state == MessageState.FAILED and reached and not in_doubt:
            yield f"message {each.key} is failed and has reached its phone"
    known = {each.key for each in rows}
    yield from (f"{key} reached a phone and is no message" for key in world.carrier.handset if key not in known)


def _of_money(world: World) -> Iterator[str]:
    """Each request is sent once; as much counts for an application as was paid; no payment is left open."""
    yield from (f"payment {name} was asked for {n} times" for name, n in world.till.requests.items() if n > 1)
    with world.container.database.reading() as session:
        receipts = session.scalars(select(PaymentReceipt)).all()
        payments = session.scalars(select(Payment)).all()
        references = {row.id: row.reference for row in session.execute(select(Application.id, Application.reference))}
    ours = Counter[str]()
    for receipt in receipts:
        if receipt.state in COUNTED:
            ours[references.get(receipt.application_id or "", "")] += receipt.amount_kes  # type: ignore[assignment]
    for reference in {*references.values(), ""}:
        true = world.till.books.came_for(reference)
        if Decimal(ours[reference]) != true:
            yield f"{ours[reference]} of {true} counts for {reference or 'nobody'}"
    for payment in payments:
        if payment.state not in TERMINAL:
            yield f"payment {payment.id} ends {payment.state}"


def _of_applications(world: World) -> Iterator[str]:
    """A citizen who was shown a reference has that application, once; none of its steps is missing, and the citizen is
    told of each that an agency set, if the phone wants alerts."""
    shown = {
        told.answers[text].partition("Your reference: ")[2][:14].replace(" ", "")
        for told in world.sessions
        for text in told.answers
        if "Your reference: " in told.answers[text]
    }
    with world.container.database.reading() as session:
        there = Counter(session.scalars(select(Application.reference)))
        steps = dict[str, set[int]]()
        for each in session.scalars(select(Change)):
            steps.setdefault(each.application.reference, set()).add(each.version)
        now_at = {
            row.reference: row.version for row in session.execute(select(Application.reference, Application.version))
        }
        keys = set(session.scalars(select(Message.key)))
        untold = [key for key in _wanted_alerts(session) if key not in keys]
    yield from (f"{each} was shown and is there {there[each]} times" for each in shown if there[each] != 1)
    for reference, version in now_at.items():
        if steps.get(reference, set()) != set(range(FIRST_VERSION, version + 1)):
            yield f"{reference} is at {version}, and its steps are {steps.get(reference)}"
    yield from (f"nobody is told of {key}" for key in untold)


def _wanted_alerts(session: Session) -> Iterator[str]:
    """The keys of the SMS about steps that an agency set."""
    for each in session.scalars(select(Change).where(Change.actor.startswith("agency:"))):
        phone = each.application.phone_number
        if phone and phones.wants_alerts(session, phone):
            yield f"alert:{each.application.reference}:{each.version}:sms"


def _of_audit(world: World) -> Iterator[str]:
    """The audit trail is whole."""
    proven = audit_proof.verify(world.container.database)
    if proven.fault is not None:
        yield f"audit trail: {proven.fault}"
