"""A citizen claims to have paid, and types the code of the M-PESA SMS.

The code settles nothing. The provider is asked: for its list (Daraja) or about the invoice (Pesaflow). Money that it
confirms for this application's account is counted as usual; otherwise staff decide.
"""

import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.domain.applications import transitions
from app.domain.applications.applications import Application
from app.domain.applications.mistaken_references import read_m_pesa_code
from app.domain.audit import audit_log
from app.domain.payments import payment_messages, requests, sweeps
from app.domain.payments.callback_tokens import TokenPurpose, make_token
from app.domain.payments.models import ClaimState, PaymentClaim, PaymentReceipt
from app.domain.payments.payment_states import ReceiptState
from app.domain.payments.requests import CITIZEN
from app.domain.shared import counters, references
from app.domain.shared.contacts import Contacts
from app.domain.shared.counters import Limit
from app.domain.shared.errors import NotAllowed, NotFound
from app.domain.subscribers.phones import phone_index
from app.platform.db import keys, now

DAY: Final = timedelta(days=1)
A_DAY: Final = 5
"""Codes that one phone may type in a day, and as many that may be texted under its number."""
BY_SMS: Final = 10
"""Codes that may be texted for one application in a day, whatever numbers they come from."""
LOOKS: Final = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(minutes=45))
"""When, after typing, the code is searched in what the provider has confirmed; after the last time, staff decide."""
NOT_LISTED: Final = 2
"""Searches after which the provider's list surely does not have it."""
KEPT: Final = timedelta(days=90)
"""How long a typed code is kept."""
AT_ONCE: Final = 50


class ClaimOutcome(StrEnum):
    """The immediate answer to a typed code."""

    WAITING = "waiting"
    """The provider is asked, and the citizen is told the result by SMS."""
    KNOWN = "known"
    """It is counted for this application already."""
    TO_STAFF = "to staff"
    """It is money of something else, or was typed before: staff decide."""
    NOT_A_CODE = "not a code"
    TOO_MANY = "too many"


UNDER_WAY: Final = {
    ClaimState.WAITING: ClaimOutcome.WAITING,
    ClaimState.TO_STAFF: ClaimOutcome.TO_STAFF,
    ClaimState.MATCHED: ClaimOutcome.KNOWN,
}
"""What a code that was typed before comes to, unless staff have closed it."""


@dataclass(frozen=True)
class ClaimWish:
    """A claim: the application that was paid, the code of the M-PESA SMS, and the phone that asks.

    `by_sms`: it was texted, so the phone is only what the SMS says.
    """

    reference: str
    code: str
    phone: str = field(repr=False)
    language: str
    by_sms: bool = False

    @property
    def limits(self) -> list[Limit]:
        """The limits of a day. The sender of an SMS can be forged, so texted codes use up nothing that its phone may
        type."""
        if not self.by_sms:
            return [Limit("payment codes of a phone", self.phone, DAY, A_DAY)]
        return [
            Limit("payment codes of a phone by sms", self.phone, DAY, A_DAY),
            Limit("payment codes of an application by sms", references.lookup_key(self.reference), DAY, BY_SMS),
        ]


def claim_payment(session: Session, wish: ClaimWish) -> ClaimOutcome:
    """Store a code, and have the provider asked. Raises NotFound where the reference has no application, or a test."""
    application = transitions.find_application_of(session, wish.reference, reach=None, lock=True)
    if application.is_test:
        raise NotFound(transitions.UNKNOWN)
    code = read_m_pesa_code(wish.code)
    if code is None:
        return ClaimOutcome.NOT_A_CODE
    known = session.scalar(select(PaymentReceipt).where(PaymentReceipt.receipt == code).limit(1))
    if known is not None and known.state == ReceiptState.CREDITED and known.application_id == application.id:
        return ClaimOutcome.KNOWN
    typed = (PaymentClaim.application_id == application.id) & (PaymentClaim.code == code)
    earlier = session.scalar(select(PaymentClaim).where(typed).with_for_update(of=PaymentClaim))
    if earlier is not None and earlier.state in UNDER_WAY:
        return UNDER_WAY[earlier.state]
    if counters.spend(session, wish.limits) is not None:
        return ClaimOutcome.TOO_MANY
    if earlier is not None:  # staff have closed it: it is typed again, so they look again
        earlier.state, earlier.tries = ClaimState.TO_STAFF, earlier.tries + 1
        audit_log.record(session, actor=CITIZEN, action="payment.claim", subject=application.reference, code=code)
        return ClaimOutcome.TO_STAFF
    elsewhere = known is not None and known.application_id not in (None, application.id)
    state = ClaimState.TO_STAFF if elsewhere else ClaimState.WAITING
    _record(session, application, wish, code, state)
    if state is ClaimState.TO_STAFF:
        return ClaimOutcome.TO_STAFF
    requests.ask_now(session, wish.reference)
    sweeps.ask_soon(session)
    return ClaimOutcome.WAITING


def decide_claims(session: Session, contacts: Contacts) -> int:
    """Search the due codes in what the provider has confirmed; returns how many were searched."""
    due = (PaymentClaim.state == ClaimState.WAITING) & (PaymentClaim.next_at <= now(session))
    query = select(PaymentClaim).where(due).order_by(PaymentClaim.next_at).limit(AT_ONCE)
    found = session.scalars(query.with_for_update(of=PaymentClaim, skip_locked=True)).all()
    for claim in found:
        _decide(session, claim, contacts)
    return len(found)


@dataclass(frozen=True)
class ClaimedCode:
    """A transaction that this worker asks Daraja about. `token`: the last part of the callback URL."""

    claim_id: str
    code: str
    token: str = field(repr=False)


def unlisted_codes() -> ColumnElement[bool]:
    """The SQL condition of claims whose code the provider's list surely does not have, and not yet asked about
    singly."""
    unlisted = (PaymentClaim.state == ClaimState.WAITING) & (PaymentClaim.tries >= NOT_LISTED)
    return unlisted & PaymentClaim.status_at.is_(None)


def claim_codes(session: Session, most: int) -> list[ClaimedCode]:
    """Take the codes that Daraja's list did not have, to ask about each once: the list may not reach back so far."""
    query = select(PaymentClaim).where(unlisted_codes()).limit(most)
    found = session.scalars(query.with_for_update(of=PaymentClaim, skip_locked=True)).all()
    for claim in found:
        claim.status_at = now(session)
    ring = keys(session)
    return [ClaimedCode(each.id, each.code, make_token(ring, TokenPurpose.CLAIM, each.id)) for each in found]


def settle_claim(session: Session, claim_id: str, found: ClaimState, *, actor: str, contacts: Contacts) -> None:
    """Close a code that staff have checked: its money is ELSEWHERE, or NOT_FOUND; the citizen is told.

    Raises NotFound; NotAllowed for one that is not with staff (any more).
    """
    query = select(PaymentClaim).where(PaymentClaim.id == claim_id).with_for_update(of=PaymentClaim)
    claim = session.scalar(query.execution_options(populate_existing=True))
    if claim is None or claim.application.is_test:
        raise NotFound("there is no such code")
    if claim.state != ClaimState.TO_STAFF:
        raise NotAllowed(f"this code is {claim.state}: staff do not look at it")
    if found not in (ClaimState.ELSEWHERE, ClaimState.NOT_FOUND):
        raise NotAllowed("money that is this application's is matched")
    claim.state = found
    told = {"claim": claim.id, "found": str(found)}
    audit_log.record(session, actor=actor, action="payment.claim_closed", subject=claim.application.reference, **told)
    payment_messages.tell_claim_closed(session, claim, contacts)


def _record(session: Session, application: Application, wish: ClaimWish, code: str, state: ClaimState) -> None:
    moment = now(session)
    claim = PaymentClaim(
        id=secrets.token_hex(10),
        application=application,
        code=code,
        phone=phone_index(session, wish.phone),
        language=wish.language,
        state=state,
        tries=0,
        next_at=moment + LOOKS[0] if state is ClaimState.WAITING else None,
        made_at=moment,
    )
    session.add(claim)
    claim.phone_number = wish.phone
    audit_log.record(session, actor=CITIZEN, action="payment.claim", subject=application.reference, code=code)
    session.flush()


def _decide(session: Session, claim: PaymentClaim, contacts: Contacts) -> None:
    row = session.scalar(select(PaymentReceipt).where(PaymentReceipt.receipt == claim.code).limit(1))
    if row is not None and row.confirmed_at is not None:
        is_its_own = row.application_id == claim.application_id
        _close(session, claim, ClaimState.MATCHED if is_its_own else ClaimState.TO_STAFF, contacts)
        return
    claim.tries += 1
    if claim.tries >= len(LOOKS):
        is_paid = _is_paid_unnamed(session, claim)
        _close(session, claim, ClaimState.MATCHED if is_paid else ClaimState.TO_STAFF, contacts)
        return
    claim.next_at = claim.made_at + LOOKS[claim.tries]
    requests.ask_now(session, claim.application.reference)
    sweeps.ask_soon(session)


def _is_paid_unnamed(session: Session, claim: PaymentClaim) -> bool:
    """Whether its application is paid by money whose code the provider has never named (a stand-in)."""
    mine = (PaymentReceipt.application_id == claim.application_id) & PaymentReceipt.named.is_(False)
    mine &= PaymentReceipt.state == ReceiptState.CREDITED
    return claim.application.is_paid and session.scalar(select(PaymentReceipt.id).where(mine).limit(1)) is not None


def _close(session: Session, claim: PaymentClaim, state: ClaimState, contacts: Contacts) -> None:
    claim.state, claim.next_at = state, None
    if state is ClaimState.TO_STAFF:
        payment_messages.tell_claim_to_staff(session, claim, contacts)
