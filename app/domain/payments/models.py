"""The tables of payments: requests for money, receipts, codes that citizens typed, refunds, tokens and sweeps."""

from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, LargeBinary, Numeric, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.applications.applications import Application
from app.domain.payments.payment_states import PaymentState, ReceiptState
from app.domain.payments.receipts.receipt_listing import LISTED_BY, UNLISTED, Listing
from app.domain.payments.refunding.refund_states import RefundState
from app.domain.shared.blind_indexes import of
from app.domain.shared.payment_ways import Provider
from app.platform.database.sealed_value import sealed_text, sealed_text_or_none
from app.platform.db import Base
from app.platform.encryption import DecryptionError

_OPEN = text("state IN ('asked', 'sending', 'prompted', 'unknown')")
_DUE = text("next_at IS NOT NULL")
_NOT_DONE = text("state <> 'done'")
_UNSETTLED = text("state IN ('heard', 'unmatched', 'doubtful')")


class Payment(Base):
    """One request for the money of an application, by one provider, to one phone.

    `next_at`: when the worker does the next thing about it: sends it (asked), settles it after its worker died
    (sending), asks the provider (all other states). `epoch` fences: a late result of an earlier claim is not written.
    """

    __tablename__ = "payments"
    __table_args__ = (
        Index("uq_payments_open", "application_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_payments_due", "next_at", sqlite_where=_DUE, postgresql_where=_DUE),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey(Application.id), index=True)
    provider: Mapped[Provider]
    prompt: Mapped[bool]
    """Whether the phone is prompted (STK push); else an invoice is made, to be paid by paybill."""
    state: Mapped[PaymentState]
    phone: Mapped[bytes] = mapped_column(LargeBinary(32), index=True, info=of("phone"))
    """The phone that is asked for the PIN."""
    phone_sealed: Mapped[bytes]
    phone_number = sealed_text("phone")
    language: Mapped[str]
    amount_kes: Mapped[Decimal] = mapped_column(Numeric(12, 2))
    """What was ordered: base and access fee, less what has been paid."""
    expected_kes: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    """What the provider asks for in all, where it says so."""
    request_id: Mapped[str | None]
    """The provider's id of the request: an invoice number; for a CheckoutRequestID, which contains the payer's number,
    a digest (`orders`)."""
    request_sealed: Mapped[bytes | None]
    request_name = sealed_text_or_none("request")
    code: Mapped[str | None]
    """The provider's code of the result."""
    failure: Mapped[str | None]
    """Why it failed (`FailureReason`), where it did."""
    epoch: Mapped[int] = mapped_column(default=0)
    queries: Mapped[int] = mapped_column(default=0)
    """How often the provider was asked about it; this sets when it is asked next."""
    next_at: Mapped[datetime | None]
    asked_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    queried_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]

    application: Mapped[Application] = relationship(lazy="joined", innerjoin=True)

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to."""
        return f"payments.{column}:{self.id}"


class PaymentReceipt(Listing, Base):
    """Money that came in: one row, whatever number of channels reported it.

    `receipt` is the provider's code of the transaction. Where the provider has confirmed a payment without a code, a
    stand-in is stored (`named` is false), and replaced by the code that is reported later.
    """

    __tablename__ = "payment_receipts"
    __table_args__ = (
        UniqueConstraint("provider", "receipt"),
        Index("ix_payment_receipts_unsettled", "heard_at", sqlite_where=_UNSETTLED, postgresql_where=_UNSETTLED),
        Index("ix_payment_receipts_paid", "paid_at", "id"),
        Index("ix_payment_receipts_agency_listed", "agency_code", *LISTED_BY),
        Index("ix_payment_receipts_service_listed", "agency_code", "service_code", *LISTED_BY),
        Index("ix_payment_receipts_unlisted", "id", sqlite_where=UNLISTED[0], postgresql_where=UNLISTED[1]),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    provider: Mapped[Provider]
    receipt: Mapped[str]
    named: Mapped[bool]
    state: Mapped[ReceiptState]
    amount_kes: Mapped[Decimal] = mapped_column(Numeric(12, 2))
    account_sealed: Mapped[bytes | None]
    account = sealed_text_or_none("account")
    """What the payer typed as the account: a reference, or anything else."""
    channels: Mapped[str]
    """The channels that reported it, separated by commas."""
    reason: Mapped[str | None]
    """Why staff see it: see `ReceiptReason`."""
    application_id: Mapped[int | None] = mapped_column(ForeignKey(Application.id), index=True)
    payment_id: Mapped[str | None] = mapped_column(ForeignKey(Payment.id), index=True)
    paid_at: Mapped[datetime]
    heard_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to."""
        return f"payment_receipts.{column}:{self.id}"


class PaymentRefund(Base):
    """Money that is to be given back. `id` is the provider's idempotency key too: sent twice, it is paid once.

    `next_at`: when the worker does the next thing about it: sends it (approved), settles it after its worker died
    (sending), stops waiting for the result (sent).
    """

    __tablename__ = "payment_refunds"
    __table_args__ = (
        UniqueConstraint("receipt_id", "reason"),
        Index("ix_payment_refunds_due", "next_at", sqlite_where=_DUE, postgresql_where=_DUE),
        Index("ix_payment_refunds_open", "queued_at", sqlite_where=_NOT_DONE, postgresql_where=_NOT_DONE),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    receipt_id: Mapped[str] = mapped_column(ForeignKey(PaymentReceipt.id))
    amount_kes: Mapped[Decimal] = mapped_column(Numeric(12, 2))
    reason: Mapped[str]
    state: Mapped[RefundState]
    queued_at: Mapped[datetime] = mapped_column(index=True)
    actor: Mapped[str]
    """Who queued it."""
    phone_sealed: Mapped[bytes | None]
    phone_number = sealed_text_or_none("phone")
    """Where the money goes, as two persons have approved; None before that, and where it is refunded by hand."""
    approved_by: Mapped[str | None]
    """The two persons who approved it last."""
    approved_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    """When it was known to be done, or failed."""
    code: Mapped[str | None]
    """The provider's code of its state."""
    proof: Mapped[str | None]
    """The provider's id of the refunded money: a receipt, or the number of a document."""
    epoch: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    next_at: Mapped[datetime | None]

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to."""
        return f"payment_refunds.{column}:{self.id}"


class ClaimState(StrEnum):
    """The state of a code that a citizen typed."""

    WAITING = "waiting"
    """The provider is asked."""
    MATCHED = "matched"
    """It is money of this application."""
    TO_STAFF = "to staff"
    ELSEWHERE = "elsewhere"
    """Staff have found its money with another application."""
    NOT_FOUND = "not found"
    """Staff have found no such money."""


class PaymentClaim(Base):
    """A citizen's claim to have paid, with the code of the M-PESA SMS. It settles nothing by itself."""

    __tablename__ = "payment_claims"
    __table_args__ = (UniqueConstraint("application_id", "code"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey(Application.id))
    code: Mapped[str]
    phone: Mapped[bytes] = mapped_column(LargeBinary(32), index=True, info=of("phone"))
    phone_sealed: Mapped[bytes]
    phone_number = sealed_text("phone")
    language: Mapped[str]
    state: Mapped[ClaimState]
    tries: Mapped[int] = mapped_column(default=0)
    status_at: Mapped[datetime | None]
    """When the provider was asked about this one transaction, because its list did not have it."""
    next_at: Mapped[datetime | None] = mapped_column(index=True)
    made_at: Mapped[datetime] = mapped_column(index=True)

    application: Mapped[Application] = relationship(lazy="joined", innerjoin=True)

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to."""
        return f"payment_claims.{column}:{self.id}"


class ProviderToken(Base):
    """A provider's access token, shared by all processes: each new one invalidates the previous one."""

    __tablename__ = "provider_tokens"

    name: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]
    """Counts the tokens: a process that was refused with number 7 fetches a new one only while 7 is the newest."""
    token_sealed: Mapped[bytes | None]
    token = sealed_text_or_none("token")
    expires_at: Mapped[datetime | None]
    fetching_until: Mapped[datetime | None]

    def sealed_at(self, column: str) -> str:
        """The place that a sealed column of this row is bound to."""
        return f"provider_tokens.{column}:{self.name}:{self.number}"


class PaymentSweep(Base):
    """A periodic fetch of a provider's list of transactions: `recent` every 10 minutes, `nightly` once a day."""

    __tablename__ = "payment_sweeps"

    name: Mapped[str] = mapped_column(primary_key=True)
    next_at: Mapped[datetime]
    whole_until: Mapped[datetime | None]
    """The time up to which all that came in is known."""


def readable_phone(row: Payment | PaymentClaim | PaymentRefund) -> str | None:
    """The phone that is to pay, that sent a code, or that is paid back, in E.164; None where it was erased, or no key
    opens it: money counts all the same."""
    with suppress(DecryptionError):
        return row.phone_number
    return None
