"""Parsers of Africa's Talking's callbacks: strict where the provider is strict, lenient where it is not.

Each parser takes a form with all values of each field, or JSON, and raises Malformed for a body that the provider
never sends. The provider signs nothing, so a repeated field or a missing id means that somebody else has posted. But
what it does send is never refused for being odd: an inbound SMS that is answered 4xx is sent again for 12 hours
(source 7).
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from app.platform.phone_numbers import read_msisdn
from app.providers.ports import DeliveryStatus, Hop, InboundSms, Malformed, OptOut, Report, SessionEnd, SimTold

LONGEST_ID = 128
LONGEST_WORD = 200
"""Characters kept of a field that only says something about the message (a code, a reason, a status)."""
LONGEST_TEXT = 2000
"""Characters: more than a session of 180 seconds with answers of 80 can hold."""

Form = Mapping[str, list[str]]

_BREAKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
_ERROR = re.compile(r"response code: (?P<status>[0-9]{3})|(?P<name>[A-Za-z.]{1,80}Exception)")
_TIMES = ("%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S.%f%z", "%Y-%m-%d %H:%M:%S")
_ENDINGS = ("success", "incomplete", "failed")
_STATUSES = {
    "sent": DeliveryStatus.SENT,
    "submitted": DeliveryStatus.SUBMITTED,
    "buffered": DeliveryStatus.BUFFERED,
    "success": DeliveryStatus.DELIVERED,
    "failed": DeliveryStatus.FAILED,
    "rejected": DeliveryStatus.REJECTED,
    "expired": DeliveryStatus.EXPIRED,
    "absentsubscriber": DeliveryStatus.ABSENT,
}
_FAILURES = {
    name.lower(): name
    for name in (
        "InsufficientCredit",
        "InvalidLinkId",
        "UserIsInactive",
        "UserInBlacklist",
        "UserAccountSuspended",
        "UserDoesNotExist",
        "UserNotSubscribedToProduct",
        "NotNetworkSubscriber",
        "DeliveryFailure",
        "DoNotDisturbRejection",
    )
} | {"notnetworksubcriber": "NotNetworkSubscriber"}  # the provider's own misspelling


def parse_hop(form: Form) -> Hop:
    """One hop of a USSD session. A missing `text` or network code is read as empty."""
    posted = _posted(form)
    text = posted.get("text", "")
    if len(text) > LONGEST_TEXT:
        raise Malformed(400, f"text is longer than {LONGEST_TEXT} characters")
    return Hop(
        session_id=_id(posted, "sessionId"),
        phone=_phone(posted),
        service_code=_word(posted, "serviceCode"),
        network_code=_word(posted, "networkCode"),
        text=text,
    )


def parse_session_end(form: Form) -> SessionEnd:
    """The notice that a session is over. `input` and `lastAppResponse` are not even looked at."""
    posted = _posted(form)
    status = _letters(posted.get("status", ""))
    return SessionEnd(
        session_id=_id(posted, "sessionId"),
        phone=_phone(posted),
        status=status if status in _ENDINGS else "unknown",
        hops=_count(posted, "hopsCount"),
        duration_ms=_count(posted, "durationInMillis"),
        error=_error(_word(posted, "errorMessage")),
    )


def parse_sms(form: Form) -> InboundSms:
    """A text sent to our short code. It may be empty, undated, or from a name that cannot be answered."""
    posted = _posted(form)
    sender = _word(posted, "from")
    if not sender:
        raise Malformed(400, "from is missing")
    return InboundSms(
        id=_id(posted, "id"),
        sender=read_msisdn(sender),
        raw_sender=sender,
        to=_word(posted, "to"),
        text=posted.get("text", ""),
        sent_at=_date(posted.get("date", "")),
    )


def parse_report(form: Form) -> Report:
    """A delivery report. An unknown status is kept as it came; `id=None` is posted for a refused send."""
    posted = _posted(form)
    if "id" not in posted:
        raise Malformed(400, "id is missing")
    name, status, failure = (_word(posted, field) for field in ("id", "status", "failureReason"))
    return Report(
        id=None if name in ("", "None") else name,
        status=_STATUSES.get(_letters(status), DeliveryStatus.UNKNOWN),
        failure=_FAILURES.get(_letters(failure), failure),
        phone=read_msisdn(posted.get("phoneNumber", "")),
        raw_status=status,
    )


def parse_opt_out(form: Form) -> OptOut:
    """A phone that wants no more bulk messages from a sender. It has no id: sender and phone identify it."""
    posted = _posted(form)
    return OptOut(sender_id=_id(posted, "senderId"), phone=_phone(posted))


def parse_sim_swap(body: bytes) -> SimTold:
    """The result of a SIM-swap query, in JSON. A day that cannot be read, or an unknown status, is None."""
    posted = _posted_json(body)
    found = {"swapped": True, "notswapped": False}.get(_letters(posted.get("status", "")))
    return SimTold(id=_id(posted, "requestId"), swapped=found, last_swap=_day(posted.get("lastSimSwapDate", "")))


def _posted_json(body: bytes) -> dict[str, str]:
    """The fields of a JSON object, without those that are null. Raises Malformed."""
    try:
        pairs = json.loads(body, object_pairs_hook=_Pairs)
    except (ValueError, RecursionError):
        raise Malformed(400, "the body is no JSON") from None
    if not isinstance(pairs, _Pairs):
        raise Malformed(400, "the body is no JSON object")
    if len({field for field, _ in pairs}) != len(pairs):
        raise Malformed(400, "a field is there twice")
    if not all(isinstance(value, str | None) for _, value in pairs):
        raise Malformed(400, "a field is no text")
    return {field: _clean(value) for field, value in pairs if value is not None}


class _Pairs(list[tuple[str, Any]]):
    """A JSON object as a list of its fields, which keeps repeated ones."""


def _posted(form: Form) -> dict[str, str]:
    posted = {}
    for field, values in form.items():
        if len(values) != 1:
            raise Malformed(400, "a field is there twice")
        posted[field] = _clean(values[0])
    return posted


def _clean(value: str) -> str:
    """The value without control characters and lone surrogates, which no store keeps; a line break becomes a space."""
    if value.isascii() and value.isprintable():
        return value
    spaced = _BREAKS.sub(" ", value)
    return "".join(letter for letter in spaced if unicodedata.category(letter) not in ("Cc", "Cs"))


def _id(posted: dict[str, str], field: str) -> str:
    value = posted.get(field, "").strip()
    if not value:
        raise Malformed(400, f"{field} is missing")
    if len(value) > LONGEST_ID:
        raise Malformed(400, f"{field} is longer than {LONGEST_ID} characters")
    return value


def _phone(posted: dict[str, str]) -> str:
    value = posted.get("phoneNumber", "")
    phone = read_msisdn(value)
    if phone is None:
        raise Malformed(400, "phoneNumber is no phone number" if value.strip() else "phoneNumber is missing")
    return phone


def _word(posted: dict[str, str], field: str) -> str:
    return posted.get(field, "").strip()[:LONGEST_WORD]


def _letters(value: str) -> str:
    """A status or reason in a form to compare: case, spaces and dashes differ between the provider's own pages."""
    return re.sub(r"[^a-z]", "", value.lower())


def _count(posted: dict[str, str], field: str) -> int | None:
    value = posted.get(field, "").strip()
    return int(value) if re.fullmatch(r"[0-9]{1,9}", value) else None


def _error(words: str) -> str:
    """What went wrong, as "HTTP 530", the name of an exception, or "other".

    The rest is dropped: it can quote our last answer, and our address with the callback's key in it.
    """
    found = _ERROR.search(words)
    if found is None:
        return "other" if words else ""
    return found["name"] or f"HTTP {found['status']}"


def _date(value: str) -> datetime | None:
    """One of the three ways in which the provider writes a time (UTC where it does not say); else None."""
    for written in _TIMES:
        try:
            moment = datetime.strptime(value.strip(), written)  # noqa: DTZ007 - made aware below
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    return None


def _day(value: str) -> date | None:
    """A day as the provider writes it here: `31-12-2026`; else None."""
    try:
        return datetime.strptime(value.strip(), "%d-%m-%Y").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
