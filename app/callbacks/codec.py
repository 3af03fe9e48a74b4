"""Encodes and decodes providers' callbacks as JSON records of the spool. No other module knows this format.

A spool may hold records of another release, and another release may read the records of this one. So existing kinds and
fields stay as they are, and a new field may be missing from a record. Fields that no code uses are not written; they
are empty after decoding.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, assert_never

from app.domain.messaging import texted_secrets
from app.domain.payments.provider_port import (
    MoneyChannel,
    PaymentNotice,
    RefundNotice,
    RefundWord,
    ResultNotice,
    Transaction,
)
from app.domain.shared.payment_ways import Provider
from app.providers.ports import DeliveryStatus, InboundSms, OptOut, Report, SimTold

Payload = InboundSms | Report | OptOut | SimTold | PaymentNotice | ResultNotice | RefundNotice
"""A provider's callback, as its adapter has read it."""
Fields = dict[str, Any]
_STATUSES: Final = frozenset(status.value for status in DeliveryStatus)


def encode(payload: Payload) -> tuple[str, Fields]:
    """The kind and the fields of a record. What may be a password or a code is blotted out of an SMS (threat T14)."""
    match payload:
        case InboundSms():
            text, sent_at = texted_secrets.blotted_for_now(payload.text), payload.sent_at
            fields = {"sender": payload.sender, "text": text, "sent_at": sent_at.isoformat() if sent_at else None}
            return "sms", {"id": payload.id, **fields}
        case Report():
            fields = {"status": payload.recorded_status, "failure": payload.failure, "phone": payload.phone}
            return "report", {"id": payload.id, **fields}
        case OptOut():
            return "opt-out", {"phone": payload.phone}
        case SimTold():
            last_swap = payload.last_swap.isoformat() if payload.last_swap else None
            return "sim-swap", {"id": payload.id, "swapped": payload.swapped, "last_swap": last_swap}
        case PaymentNotice():
            return "payment", _notice_fields(payload)
        case ResultNotice():
            return "payment-result", _result_fields(payload)
        case RefundNotice():
            said = {"says": payload.says, "code": payload.code, "receipt": payload.receipt}
            return "refund-result", {"name": payload.name, **said, "amount_kes": _written(payload.amount_kes)}
        case _:
            assert_never(payload)


def decode(kind: str, fields: Mapping[str, Any]) -> Payload:
    """The callback of a record. Raises LookupError for an unknown kind or a missing field, ValueError for an invalid
    date or enum value."""
    match kind:
        case "sms":
            sent_at = datetime.fromisoformat(fields["sent_at"]) if fields["sent_at"] else None
            return InboundSms(fields["id"], fields["sender"], "", "", fields["text"], sent_at)
        case "report":
            status = fields["status"]
            known = DeliveryStatus(status) if status in _STATUSES else DeliveryStatus.UNKNOWN
            return Report(fields["id"], known, fields["failure"], fields["phone"], raw_status=status)
        case "opt-out":
            return OptOut(sender_id="", phone=fields["phone"])
        case "sim-swap":
            last_swap = date.fromisoformat(fields["last_swap"]) if fields["last_swap"] else None
            return SimTold(fields["id"], fields["swapped"], last_swap)
        case "payment":
            return _notice(fields)
        case "payment-result":
            return _result(fields)
        case "refund-result":
            says, amount = RefundWord(fields["says"]), fields["amount_kes"]
            paid = Decimal(amount) if amount is not None else None
            return RefundNotice(fields["name"], says, fields["code"], fields["receipt"], paid)
        case _:
            raise LookupError(f"a record of the kind {kind}")


def _notice_fields(notice: PaymentNotice) -> Fields:
    """Amounts are strings: some JSON readers lose the cents of a number."""
    return {
        "provider": notice.provider,
        "channel": notice.channel,
        "payment_id": notice.payment_id,
        "says_paid": notice.says_paid,
        "code": notice.code,
        "receipt": notice.receipt,
        "amount_kes": _written(notice.amount_kes),
        "account": notice.account,
        "paid_at": notice.paid_at.isoformat() if notice.paid_at else None,
        "request_id": notice.request_id,
    }


def _notice(fields: Mapping[str, Any]) -> PaymentNotice:
    return PaymentNotice(
        provider=Provider(fields["provider"]),
        channel=MoneyChannel(fields["channel"]),
        payment_id=fields["payment_id"],
        says_paid=fields["says_paid"],
        code=fields["code"],
        receipt=fields["receipt"],
        amount_kes=Decimal(fields["amount_kes"]) if fields["amount_kes"] is not None else None,
        account=fields["account"],
        paid_at=datetime.fromisoformat(fields["paid_at"]) if fields["paid_at"] else None,
        request_id=fields["request_id"],
    )


def _result_fields(result: ResultNotice) -> Fields:
    money = result.transaction
    told = (money.receipt, _written(money.amount_kes), money.paid_at.isoformat()) if money else (None, None, None)
    fields: Fields = dict(zip(("receipt", "amount_kes", "paid_at"), told, strict=True))
    return {"claim_id": result.claim_id, "code": result.code, **fields}


def _result(fields: Mapping[str, Any]) -> ResultNotice:
    receipt, amount, paid_at = fields["receipt"], fields["amount_kes"], fields["paid_at"]
    money = Transaction(receipt, Decimal(amount), None, datetime.fromisoformat(paid_at)) if receipt else None
    return ResultNotice(fields["claim_id"], fields["code"], money)


def _written(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)
