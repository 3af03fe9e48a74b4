"""What providers tell us as JSON, in the spool and nowhere else: the one place that knows how a record is written.

A spool may hold what another release wrote, and another release may read what this one writes. So a kind and a field
that are here stay, and a new field may be missing from what is read. What nobody acts on is not written, and is empty
when it is read again.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final, assert_never

from app.domain.messaging import texted_secrets
from app.providers.ports import DeliveryStatus, InboundSms, OptOut, Report, SimTold

Payload = InboundSms | Report | OptOut | SimTold
"""What a provider may tell us."""
Fields = dict[str, Any]
_STATUSES: Final = frozenset(status.value for status in DeliveryStatus)


def encode(payload: Payload) -> tuple[str, Fields]:
    """The kind and the fields of a record; of an SMS without what may be a password or a code (threat T14)."""
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
        case _:
            assert_never(payload)


def decode(kind: str, fields: Mapping[str, Any]) -> Payload:
    """What a record says. Raises LookupError for an unknown kind or a missing field, ValueError for no date."""
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
        case _:
            raise LookupError(f"a record of the kind {kind}")
