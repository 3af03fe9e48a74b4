"""The outbox (transactional outbox): every SMS, e-mail and webhook is a row, written in the transaction of its cause.

The table is the queue; `app/domain/messaging/outbox.py` says how it is processed.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import ColumnElement, Index, LargeBinary, func, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.messaging import sms_budget
from app.domain.messaging.sms_budget import KeyBudget, Purse
from app.domain.shared.blind_indexes import blind_index, of
from app.domain.subscribers.phones import phone_index
from app.platform import gsm0338
from app.platform.database.sealed_value import sealed_text, sealed_text_or_none, sealed_values
from app.platform.db import Base, ensure, now


class Channel(StrEnum):
    """How a message is sent."""

    SMS = "sms"
    EMAIL = "email"
    WEBHOOK = "webhook"
    """To an endpoint of an agency's own system (`app/domain/webhooks`)."""


class MessageKind(StrEnum):
    """What a message is for. It decides the priority, the lifetime, and what happens after an unknown outcome."""

    OTP = "otp"
    REPLY = "reply"
    RECEIPT = "receipt"
    NOTICE = "notice"
    ALERT = "alert"
    SECURITY = "security"
    """About the safety of an account: neither STOP nor quiet hours hold it."""
    WEBHOOK = "webhook"
    """An event for an agency's system."""


class MessageState(StrEnum):
    """The state of a message in the outbox. ATTEMPTING is committed before the first byte is sent (source 29)."""

    PENDING = "pending"
    LEASED = "leased"
    ATTEMPTING = "attempting"
    UNKNOWN = "unknown"
    ACCEPTED = "accepted"
    DELIVERED = "delivered"
    FAILED = "failed"
    EXPIRED = "expired"


OF_A_TEST: Final = "test:"
"""The prefix of the key of a message about a test application: it is in no figure."""
TO_PEOPLE: Final = (Channel.SMS, Channel.EMAIL)
"""The channels to citizens, each with one provider."""
KNOWN: Final = list(MessageKind)
"""The kinds that this release can send. One that only a newer release knows is left to it: neither sent nor settled."""
PRIORITY: Final = {
    MessageKind.OTP: 0,
    MessageKind.REPLY: 0,
    MessageKind.SECURITY: 0,
    MessageKind.RECEIPT: 1,
    MessageKind.NOTICE: 1,
    MessageKind.ALERT: 2,
    MessageKind.WEBHOOK: 2,
}
LIFETIME: Final = {
    MessageKind.OTP: timedelta(minutes=10),
    MessageKind.REPLY: timedelta(hours=1),
    MessageKind.RECEIPT: timedelta(hours=72),
    MessageKind.NOTICE: timedelta(hours=72),
    MessageKind.ALERT: timedelta(hours=72),
    MessageKind.SECURITY: timedelta(hours=72),
    MessageKind.WEBHOOK: timedelta(hours=72),
}
"""For how long a message is worth sending."""
PURSE: Final = {
    MessageKind.OTP: Purse.CODE,
    MessageKind.REPLY: Purse.REPLY,
    MessageKind.RECEIPT: Purse.REPLY,
    MessageKind.ALERT: Purse.AGENCY,
}
"""Which purse an SMS of a kind uses up by default; of any other kind: SAFETY."""
WAIT_FOR_REPORT: Final = timedelta(seconds=120)
"""For how long a message whose response was lost waits for a delivery report."""
REPORTS_COME: Final = timedelta(hours=72)
"""For how long after an SMS was sent a delivery report may come; some networks never send one."""

ONE_IN_FLIGHT = text("kind = 'alert' AND channel = 'sms' AND state IN ('attempting', 'unknown')")
UNSETTLED = text("accepted_at IS NULL AND final_at IS NULL")
TO_ENDPOINTS = text("endpoint_id IS NOT NULL")
READABLE, ERASED = text("erased_at IS NULL"), text("erased_at IS NOT NULL")


class Message(Base):
    """One message to one recipient. Its unique `key` names its cause, so that nothing is sent twice.

    `next_at` is when something is due: the sending (PENDING), the end of a lease (LEASED, ATTEMPTING), the end of
    waiting for a report (UNKNOWN, ACCEPTED). `unknowns` counts the attempts with an unknown outcome. `erased_at` is
    when its text was erased (`app/domain/privacy/retention.py`): `body_sealed` is empty then.
    """

    __tablename__ = "messages"
    __table_args__ = (
        Index(
            "one_alert_in_flight",
            "recipient",
            unique=True,
            sqlite_where=ONE_IN_FLIGHT,
            postgresql_where=ONE_IN_FLIGHT,
        ),
        Index("ix_messages_claim", "state", "channel", "priority", "next_at", "id"),
        Index("ix_messages_sweep", "state", "next_at"),
        Index("ix_messages_recipient", "recipient", "id"),
        Index("ix_messages_unsettled", "recipient", "id", sqlite_where=UNSETTLED, postgresql_where=UNSETTLED),
        Index("ix_messages_readable", "created_at", sqlite_where=READABLE, postgresql_where=READABLE),
        Index("ix_messages_erased", "created_at", sqlite_where=ERASED, postgresql_where=ERASED),
        Index(
            "ix_messages_endpoint",
            "endpoint_id",
            "state",
            "next_at",
            "id",
            sqlite_where=TO_ENDPOINTS,
            postgresql_where=TO_ENDPOINTS,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    channel: Mapped[Channel]
    kind: Mapped[MessageKind]
    priority: Mapped[int]
    recipient: Mapped[bytes] = mapped_column(LargeBinary(32), info=of("phone", "email", "webhook"))
    address_sealed: Mapped[bytes]
    address = sealed_text("address")
    subject_sealed: Mapped[bytes | None]
    subject = sealed_text_or_none("subject")
    body_sealed: Mapped[bytes]
    body = sealed_text("body")
    state: Mapped[MessageState]
    epoch: Mapped[int] = mapped_column(default=0)
    attempt: Mapped[int] = mapped_column(default=0)
    unknowns: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime | None]
    not_after: Mapped[datetime]
    attempted_at: Mapped[datetime | None]
    provider_id: Mapped[str | None] = mapped_column(unique=True)
    cost: Mapped[str | None]
    parts: Mapped[int | None]
    report: Mapped[str | None]
    last_error: Mapped[str | None]
    created_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    final_at: Mapped[datetime | None]
    endpoint_id: Mapped[str | None]
    """The endpoint of an agency that it is posted to; None for a message to a citizen."""
    service_code: Mapped[str | None]
    """The service of the application that an SMS is about; None where it is about none."""
    network: Mapped[str | None]
    """The network of the number that an SMS goes to; None until it is about to be sent."""

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to."""
        return f"messages.{column}:{self.key}"

    def wait(self, until: datetime, reason: str | None) -> None:
        """Put it back into the queue, to be sent at `until`."""
        self.state, self.next_at, self.last_error = MessageState.PENDING, until, reason

    def doubt(self, reason: str, moment: datetime) -> None:
        """Mark it as UNKNOWN: it may have been sent."""
        self.state, self.last_error, self.unknowns = MessageState.UNKNOWN, reason, self.unknowns + 1
        self.next_at = moment + WAIT_FOR_REPORT

    def accept(self, provider_id: str | None, moment: datetime) -> None:
        """Mark it as accepted by the provider; an SMS then waits for delivery reports, an e-mail has none."""
        self.provider_id, self.state, self.accepted_at = provider_id, MessageState.ACCEPTED, moment
        self.next_at = moment + REPORTS_COME if self.channel == Channel.SMS else None
        self.last_error = self.final_at = None

    def begin_anew(self, moment: datetime) -> None:
        """Put it into the queue as if it were new, whatever its outcome was before."""
        self.wait(moment, None)
        self.not_after = moment + LIFETIME[self.kind]
        self.attempt = self.unknowns = 0
        self.provider_id = self.report = self.cost = self.parts = None
        self.accepted_at = self.final_at = None

    def settle(self, state: MessageState, reason: str | None, moment: datetime) -> None:
        """Set a final state; only a delivery report can still change it."""
        self.state, self.last_error, self.final_at, self.next_at = state, reason, moment, None


def is_real() -> ColumnElement[bool]:
    """The SQL condition that a message is about no test application."""
    return Message.key.not_like(f"{OF_A_TEST}%")


def indexed(channel: Channel, address: str) -> tuple[str, str]:
    """The input of a recipient's blind index: the purpose, and the address in one spelling."""
    if channel == Channel.WEBHOOK:
        return ("webhook", address)
    return ("phone", address) if channel == Channel.SMS else ("email", address.strip().lower())


def queue_sms(
    session: Session,
    *,
    key: str,
    kind: MessageKind,
    phone: str,
    body: str,
    nowhere: bool = False,
    purse: Purse | None = None,
    paid_by: KeyBudget | None = None,
    service_code: str | None = None,
) -> bool:
    """Put an SMS into the outbox, once for each `key`; False when it was there already, or the budget refuses it.

    The body is folded to GSM 03.38; a caller who promises one segment keeps to 160 septets. `nowhere` writes the same
    row and never sends it, so that outsiders cannot tell the two cases apart. `sms_budget` decides what may be sent,
    and which `purse` it uses up (by default, by its kind); an agency's alert is `paid_by` its key. `service_code`: of
    the application that it is about. Raises sms_budget.BudgetSpent.
    """
    if not sms_budget.admits(session, phone, purse or PURSE.get(kind, Purse.SAFETY), paid_by=paid_by, real=not nowhere):
        return False
    state, body = MessageState.EXPIRED if nowhere else MessageState.PENDING, gsm0338.fold(body)
    return _queue(
        session,
        key=key,
        kind=kind,
        channel=Channel.SMS,
        address=phone,
        body=body,
        subject=None,
        state=state,
        service_code=service_code,
    )


def queue_email(
    session: Session, *, key: str, kind: MessageKind, address: str, subject: str, body: str, nowhere: bool = False
) -> bool:
    """Put an e-mail into the outbox, once for each `key`; False when it was there already. `nowhere`: as for SMS."""
    state = MessageState.EXPIRED if nowhere else MessageState.PENDING
    return _queue(
        session, key=key, kind=kind, channel=Channel.EMAIL, address=address, body=body, subject=subject, state=state
    )


def queue_webhook(session: Session, *, key: str, endpoint_id: str, about: str, body: str) -> bool:
    """Put an event into the outbox for an endpoint, once for each `key`; False when it was there already.

    Events about one thing (`about`: an application's reference) are sent to an endpoint in the order of queuing: the
    two together are the recipient.
    """
    return _queue(
        session,
        key=key,
        kind=MessageKind.WEBHOOK,
        channel=Channel.WEBHOOK,
        address=f"{endpoint_id}:{about}",
        body=body,
        subject=None,
        state=MessageState.PENDING,
        endpoint_id=endpoint_id,
    )


def withdraw_alerts(session: Session, phone: str) -> None:
    """Expire the alerts to this phone that are not sent yet: it said STOP."""
    unsent = Message.state.in_((MessageState.PENDING, MessageState.LEASED))
    session.execute(
        update(Message)
        .where(Message.recipient == phone_index(session, phone), unsent, Message.kind == MessageKind.ALERT)
        .values(state=MessageState.EXPIRED, final_at=now(session), next_at=None, last_error="the phone said STOP")
    )


def to_phone(session: Session, phone: str, *, after: int = 0) -> list[tuple[Message, str]]:
    """The SMS to this phone that the provider accepted, decrypted, oldest first: what a handset would show."""
    taken = (MessageState.ACCEPTED, MessageState.DELIVERED)
    found = session.scalars(
        select(Message)
        .where(Message.recipient == phone_index(session, phone), Message.channel == Channel.SMS)
        .where(Message.state.in_(taken), Message.id > after, Message.erased_at.is_(None))
        .order_by(Message.id)
    )
    return [(each, each.body) for each in found]


def of_agencies(session: Session) -> dict[MessageState, int]:
    """The messages that agencies cause, by state. Counts of other kinds could show who has an account (threat T12)."""
    rows = session.execute(
        select(Message.state, func.count())
        .where(Message.kind.in_((MessageKind.ALERT, MessageKind.RECEIPT)), is_real())
        .group_by(Message.state)
    )
    found: dict[MessageState, int] = {row[0]: row[1] for row in rows}
    return {state: found.get(state, 0) for state in MessageState}


def _queue(
    session: Session,
    *,
    key: str,
    kind: MessageKind,
    channel: Channel,
    address: str,
    body: str,
    subject: str | None,
    state: MessageState,
    endpoint_id: str | None = None,
    service_code: str | None = None,
) -> bool:
    moment = now(session)
    purpose, name = indexed(channel, address)
    return ensure(
        session,
        Message,
        key=key,
        channel=channel,
        kind=kind,
        priority=PRIORITY[kind],
        recipient=blind_index(session, purpose, name),
        state=state,
        epoch=0,
        attempt=0,
        unknowns=0,
        next_at=moment,
        not_after=moment + LIFETIME[kind],
        created_at=moment,
        endpoint_id=endpoint_id,
        service_code=service_code,
        **sealed_values(session, Message(key=key), address=address, subject=subject or None, body=body),
    )
