"""What agencies are told of money. Nothing here tells who has paid, or from which phone."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from app.domain.catalogue.models import Status
from app.domain.payments.payment_states import FailureReason, PaymentState, ReceiptReason, ReceiptState
from app.domain.payments.payment_view import PaymentStage
from app.domain.payments.provider_port import MoneyChannel
from app.domain.payments.refunding.refund_states import RefundState
from app.domain.shared.payment_ways import Provider
from app.web.api.schemas.applications import FeeTold

# A newer release may add values; its rows are answered all the same while both releases serve.
ProviderWord = Annotated[str, Field(examples=[*Provider])]
RequestState = Annotated[str, Field(examples=[*PaymentState])]
FailureWord = Annotated[str, Field(examples=[*FailureReason])]
ReceiptWord = Annotated[str, Field(examples=[*ReceiptState])]
ReasonWord = Annotated[str, Field(examples=[*ReceiptReason])]
RefundWord = Annotated[str, Field(examples=[*RefundState])]
ChannelWord = Annotated[str, Field(examples=[*MoneyChannel])]


class RequestTold(BaseModel):
    """One request for money: a prompt on a phone, or an invoice to be paid by paybill."""

    id: str
    provider: ProviderWord
    prompt: bool = Field(description="Whether a phone was asked for the PIN; else an invoice was made.")
    state: RequestState
    reason: FailureWord | None = Field(description="Why it did not come about, where it did not.")
    amount_kes: float = Field(description="What was asked for: the fee, less what had come in.")
    asked_at: datetime
    sent_at: datetime | None = Field(description="When it left for the provider.")
    closed_at: datetime | None = Field(description="When it was known how it ended.")


class RefundTold(BaseModel):
    """Money that is to be given back."""

    amount_kes: float
    reason: ReasonWord
    state: RefundWord
    queued_at: datetime


class ReceiptTold(BaseModel):
    """Money that came in, once however many ways told of it."""

    id: str = Field(description="Stays the same; the same receipt may be told again, changed.")
    provider: ProviderWord
    receipt: str | None = Field(description="The provider's code for it; null until the provider has named it.")
    state: ReceiptWord = Field(
        description="`credited` counts for the application; `surplus` is to be given back, and `refunded` was; `heard`"
        " and `doubtful` are not confirmed by the provider and count for nothing."
    )
    reason: ReasonWord | None = Field(description="Why staff look at it, where they do.")
    amount_kes: float
    channels: list[ChannelWord] = Field(description="By which ways it was heard of.")
    paid_at: datetime
    heard_at: datetime
    refunds: list[RefundTold] = Field(description="What of it is to be given back.")


class PaymentsTold(BaseModel):
    """What an application costs, what has come in for it, and how it can be paid."""

    reference: str
    service: str
    status: Status
    stage: PaymentStage = Field(
        description="`due`; `confirming`: a prompt is out, nobody is to pay again; `invoiced`: to be paid by paybill;"
        " `paid`; `nothing due`; `closed`: something is due, and nobody takes it here."
    )
    fee: FeeTold | None = Field(description="Null where it is not known to Lango what it costs.")
    paid_kes: float = Field(description="What has come in and counts.")
    due_kes: float = Field(description="What is to be paid now, by the provider's invoice where there is one.")
    provider: Provider | None = Field(description="Who takes the money; null where nothing is due, or nobody takes it.")
    paybill: str | None = Field(description="Where it can be paid by hand; null as `provider` is.")
    account: str | None = Field(
        description="What a payment to the paybill names; null also as long as there is no invoice."
    )
    requests: list[RequestTold] = Field(description="The oldest first.")
    receipts: list[ReceiptTold] = Field(description="The oldest first.")


class ReceiptListed(ReceiptTold):
    """Confirmed money of one of the agency's applications."""

    reference: str
    service: str
    changed_at: datetime = Field(description="When it last changed: the list is in this order.")


class ReceiptsListed(BaseModel):
    """A page of receipts."""

    payments: list[ReceiptListed]
    next: str | None = Field(description="The `cursor` of the page behind; null where this is the last one.")
    as_of: datetime = Field(
        description="What changed before is all there: the `since` of the first page to ask for the next time. What"
        " changed shortly before comes twice; it has the same `id`."
    )
