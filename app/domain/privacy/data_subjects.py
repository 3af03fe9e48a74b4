"""Finds the rows of one person (data subject), who gives a document and a phone that must lead to the same person.

It reads the marks on the models (`blind_indexes`, `account_id`), so that a new table needs no change here. A row that
names an applicant or an account belongs to that person only, whichever phone it names too; what belongs to an
application, such as its payments, belongs to its applicant, whoever paid. A row that names only a phone belongs to the
person only if that phone leads to nobody else: a household shares a phone, and a reassigned number still leads to its
former owner.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Column, ColumnElement, exists, false, or_, select
from sqlalchemy.orm import Session

from app.domain.applications.applications import Application, Change
from app.domain.applying.at_desk.desk_consents import DeskConsent
from app.domain.applying.citizen_replies import CitizenReply
from app.domain.audit.audit_log import AuditEvent
from app.domain.identity import accounts
from app.domain.identity.accounts import Account
from app.domain.identity.otp import Code
from app.domain.messaging.delivery_reports import DeliveryReport
from app.domain.messaging.messages import Message
from app.domain.payments.models import Payment, PaymentClaim, PaymentReceipt, PaymentRefund
from app.domain.shared import model_registry
from app.domain.shared.blind_indexes import columns
from app.domain.shared.persons import AccountType, applicant_index
from app.domain.staff.approvals import Approval
from app.domain.subscribers.phones import phone_index
from app.domain.tickets.tickets import Ticket, TicketMessage
from app.domain.ussd_state import checkpoints
from app.domain.ussd_state.checkpoints import Checkpoint
from app.platform.db import Base

ACCOUNT: Final = "account_id"
"""The name of a column that has the account of its row."""
OF_AN_APPLICATION: Final = (Change, CitizenReply, DeskConsent, Payment, PaymentClaim, PaymentReceipt)
"""Tables whose rows belong to an application."""
AT_ONCE: Final = 500
"""Names in one statement."""

Which = dict[type[Base], ColumnElement[bool]]
"""For each model class, the SQL condition of the rows."""


@dataclass(frozen=True)
class DataSubject:
    """The keys of a person's rows: the index of the document, the id of the account (empty: there is none), and the
    index of the given phone."""

    applicant: bytes = field(repr=False)
    account_id: str
    phone: bytes = field(repr=False)


@dataclass(frozen=True)
class Sent:
    """A message: its row, its key and its recipient."""

    id: int
    key: str
    recipient: bytes = field(repr=False)

    @property
    def names(self) -> list[str]:
        """The parts of its key."""
        return self.key.split(":")


@dataclass(frozen=True)
class Subject:
    """One person and what is theirs. `alone`: the given phone leads to nobody else.

    `messages` are the ids of outbox rows that are theirs, `unled` those to the phone whose person cannot be determined.
    `in_session`: the phone's latest session is this person's.
    """

    person: DataSubject
    account: Account | None = field(repr=False)
    applications: tuple[Application, ...] = field(repr=False)
    messages: frozenset[int]
    unled: frozenset[int]
    alone: bool
    in_session: bool


def find_subject(session: Session, account_type: AccountType, number: str, phone: str) -> Subject | None:
    """The person of a document, locked until the transaction ends; None unless the phone leads to them too.

    It does where it is the phone of their account, or of an application of theirs. An account that has this phone under
    another document is another person's, whoever has the phone now.
    """
    applicant, index = applicant_index(session, account_type, number), phone_index(session, phone)
    account = session.scalar(select(Account).where(Account.applicant == applicant).with_for_update())
    theirs = session.scalars(select(Application).where(Application.applicant == applicant).order_by(Application.id))
    applied = tuple(theirs)
    if index not in _phones(account, applied):
        return None
    person = DataSubject(applicant, account.id if account else "", index)
    mine, others, unled = _sorted(session, account, applied, person)
    address = account.email if account else None
    alone = not any(each.recipient == index for each in others) and not _leads_on(session, person)
    mine += [each for each in unled if each.recipient == address or (alone and each.recipient == index)]
    return Subject(
        person,
        account,
        applied,
        messages=frozenset(each.id for each in mine),
        unled=frozenset(each.id for each in unled if each.recipient == index and not alone),
        alone=alone,
        in_session=checkpoints.names_any(session, phone, number, person.account_id),
    )


def rows_of(subject: Subject) -> Which:
    """For every table with personal rows: which are this person's."""
    person, found = subject.person, Which()
    for kind in model_registry.kinds():
        own, reached = _own(kind, person), _to_phone(kind, person.phone)
        if own is not None:
            found[kind] = own
        elif reached is not None:
            found[kind] = reached if subject.alone else false()
    sent = select(Message.provider_id).where(Message.id.in_(subject.messages), Message.provider_id.is_not(None))
    found[Message] = Message.id.in_(subject.messages)
    found[DeliveryReport] |= DeliveryReport.provider_id.in_(sent)
    for of_one in OF_AN_APPLICATION:
        found[of_one] = of_one.application_id.in_([each.id for each in subject.applications])
    received = select(PaymentReceipt.id).where(found[PaymentReceipt])
    found[PaymentRefund] = PaymentRefund.receipt_id.in_(received)
    named = [person.account_id, *(each.reference for each in subject.applications)]
    found[AuditEvent] = AuditEvent.subject.in_(named)
    found[TicketMessage] = TicketMessage.ticket_id.in_(select(Ticket.id).where(found[Ticket]))
    refunds = select(PaymentRefund.id).where(found[PaymentRefund])
    found[Approval] = Approval.subject.in_(named) | Approval.subject.in_(refunds)
    if subject.in_session:
        found[Checkpoint] = Checkpoint.phone == person.phone
    return found


def shared_rows(subject: Subject) -> Which:
    """Rows that name only the phone, where it leads to others too: whose they are cannot be determined."""
    if subject.alone:
        return {}
    person, mine, found = subject.person, rows_of(subject), Which()
    for kind in model_registry.kinds():
        reached = _to_phone(kind, person.phone)
        if reached is not None and _own(kind, person) is None and kind not in OF_AN_APPLICATION:
            found[kind] = reached & ~mine[kind]
    told_of = exists().where(Message.provider_id == DeliveryReport.provider_id, Message.id.not_in(subject.unled))
    found[Message] = Message.id.in_(subject.unled)
    found[DeliveryReport] &= ~told_of
    return found


def _phones(account: Account | None, applied: Iterable[Application]) -> set[bytes]:
    return {each.phone_index for each in applied} | ({account.phone} if account else set())


def _addresses(session: Session, account: Account | None, applied: Iterable[Application]) -> set[bytes]:
    """The indexes of the e-mail addresses that are used for this person."""
    said = {each.email_address for each in applied}
    found = {accounts.email_index(session, each) for each in said if each}
    return found | ({account.email} if account and account.email else set())


def _marked(kind: type[Base], purpose: str) -> list[Column[bytes]]:
    return [column for column in columns(purpose) if column.table is kind.__table__]


def _to_phone(kind: type[Base], phone: bytes) -> ColumnElement[bool] | None:
    """The condition of rows that name this phone; None for a table without phones."""
    marked = _marked(kind, "phone")
    return or_(*(each == phone for each in marked)) if marked else None


def _own(kind: type[Base], person: DataSubject, *, others: bool = False) -> ColumnElement[bool] | None:
    """The condition of rows that name this person (or `others`), as the applicant or else by the account; None for a
    table that names nobody."""
    table, marked = kind.__table__, _marked(kind, "applicant")
    if not marked and ACCOUNT not in table.c:
        return None
    column, mine = (marked[0], person.applicant) if marked else (table.c[ACCOUNT], person.account_id)
    if kind is Application and others:
        return (column != mine) & Application.is_test.is_(False)  # a test application belongs to nobody
    return column != mine if others else column == mine


def _leads_on(session: Session, person: DataSubject) -> bool:
    """Whether the phone leads to another person too: it is the phone of their account or application, or signed in for
    them.

    A code does not show who has the phone that asked for it, and must not show whether there is an account.
    """
    for kind in model_registry.kinds():
        others, reached = _own(kind, person, others=True), _to_phone(kind, person.phone)
        if others is None or reached is None or kind is Code:
            continue
        if session.scalar(select(exists().where(reached, others))):
            return True
    return False


def _sorted(
    session: Session, account: Account | None, applied: Iterable[Application], person: DataSubject
) -> tuple[list[Sent], list[Sent], list[Sent]]:
    """The messages to this phone and to the person's own phones and addresses: theirs, other persons', nobody's.

    A key has the ids of its subject (`alert:REFERENCE:2:sms`, `notice:ACCOUNT:...`), and so leads to a person.
    """
    reached = {person.phone} | _phones(account, applied) | _addresses(session, account, applied)
    query = select(Message.id, Message.key, Message.recipient).where(Message.recipient.in_(reached))
    sent = [Sent(*row) for row in session.execute(query.order_by(Message.id))]
    known = _leading(session, sorted({name for each in sent for name in each.names}), person)
    led = [(each, {known[name] for name in each.names if name in known}) for each in sent]
    return (
        [each for each, to in led if to == {True}],
        [each for each, to in led if False in to],
        [each for each, to in led if not to],
    )


def _leading(session: Session, names: list[str], person: DataSubject) -> dict[str, bool]:
    """Names that are an account, a code, an application or a payment: whether it is this person's."""
    found: dict[str, bool] = {}
    for start in range(0, len(names), AT_ONCE):
        some = names[start : start + AT_ONCE]
        account_ids = session.scalars(select(Account.id).where(Account.id.in_(some)))
        codes = select(Code.id, Code.account_id).where(Code.id.in_(some), Code.account_id.is_not(None))
        real = Application.is_test.is_(False)
        applied = select(Application.reference, Application.applicant).where(Application.reference.in_(some), real)
        found |= {each: each == person.account_id for each in account_ids}
        found |= {each: account_id == person.account_id for each, account_id in session.execute(codes)}
        found |= {each: applicant == person.applicant for each, applicant in session.execute(applied)}
        for kind in (Payment, PaymentClaim):
            paid = select(kind.id, Application.applicant).join(Application, Application.id == kind.application_id)
            told = session.execute(paid.where(kind.id.in_(some)))
            found |= {each: applicant == person.applicant for each, applicant in told}
    return found
