"""The outside world, as the rest of Lango sees it: what a gateway answers and what a provider posts.

What is personal (a number, a text) is kept out of `repr`, so that no log line and no traceback shows it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Accepted:
    """The provider took the message and will report on it.

    `provider_id` is the id that reports use, "" when the provider gave none. `cost` is as the provider writes it
    ("KES 0.8000"), "" when it tells none. `parts` is how many SMS parts are paid for.
    """

    provider_id: str
    cost: str
    parts: int


@dataclass(frozen=True, slots=True)
class Refused:
    """The message was certainly not sent. `temporary`: the same message may succeed later.

    `for_all`: any other message would be refused too, since the cause is not the message but the account, its settings
    or the connection.
    """

    code: str
    reason: str
    temporary: bool
    for_all: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """The message may have been sent: it left, and no answer that can be understood came back."""

    reason: str


Outcome = Accepted | Refused | Unknown


class SmsGateway(Protocol):
    """Sends one SMS to one phone. Safe to call from several threads; raises nothing on a network error."""

    def send(self, phone: str, body: str, *, key: str) -> Outcome:
        """Send to an E.164 number. `key` names the message: the same message, the same key."""
        ...


class SimSwapGateway(Protocol):
    """Asks whether a phone's SIM was changed lately. Safe to call from several threads; raises like an SmsGateway."""

    def ask(self, phone: str) -> Outcome:
        """Ask about an E.164 number. Accepted: the result will come later, with this `provider_id`."""
        ...


class MailGateway(Protocol):
    """Sends one e-mail to one address. Safe to call from several threads; raises nothing on a network error."""

    def send(self, address: str, subject: str, body: str, *, key: str) -> Outcome:
        """Send plain text. `key` names the message: the same message, the same key."""
        ...


class WebhookGateway(Protocol):
    """Posts one event to one URL. Safe to call from several threads; raises nothing on a network error."""

    def post(self, url: str, secrets: Sequence[str], body: str, *, key: str, at: datetime) -> Outcome:
        """Post JSON, signed with each secret. `key` names the event: the same event, the same key, at every try.

        `at` is when this try is made. A refusal is permanent only if the URL is gone (code "410").
        """
        ...


class Malformed(Exception):
    """A body that the provider never sends. `status` is the HTTP answer; `reason` repeats no posted value."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(status, reason)
        self.status = status
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Hop:
    """One turn of a USSD session. `text` is everything typed so far, joined by `*` and unescaped.

    The service code is hidden like the text: answers may be dialled ahead with it.
    """

    session_id: str
    phone: str = field(repr=False)
    service_code: str = field(repr=False)
    network_code: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SessionEnd:
    """A USSD session is over: "success", "incomplete" (hung up, timed out), "failed" (our fault) or "unknown".

    The parser drops what was typed and what was shown last: both can hold a password. `error` is ""
    or short and plain: "HTTP 530", the name of a Java exception, "other".
    """

    session_id: str
    phone: str = field(repr=False)
    status: str
    hops: int | None
    duration_ms: int | None
    error: str


@dataclass(frozen=True, slots=True)
class InboundSms:
    """A text that somebody sent to our short code. `sender` is None when it cannot be answered ("MTN")."""

    id: str
    sender: str | None = field(repr=False)
    raw_sender: str = field(repr=False)
    to: str
    text: str = field(repr=False)
    sent_at: datetime | None


class DeliveryStatus(StrEnum):
    """What became of an accepted SMS. The first three are on the way; UNKNOWN is a word we do not know."""

    SENT = "sent"
    SUBMITTED = "submitted"
    BUFFERED = "buffered"
    DELIVERED = "delivered"
    FAILED = "failed"
    REJECTED = "rejected"
    EXPIRED = "expired"
    ABSENT = "absent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Report:
    """A delivery report. `id` is the `provider_id` of the send, None when the provider gives none.

    `failure` is the provider's word for why, in one spelling, "" when there is none.
    """

    id: str | None
    status: DeliveryStatus
    failure: str
    phone: str | None = field(repr=False)
    raw_status: str

    @property
    def recorded_status(self) -> str:
        """The status to record: our word for it, or the provider's own if we do not know it."""
        return self.raw_status if self.status == DeliveryStatus.UNKNOWN else str(self.status)


@dataclass(frozen=True, slots=True)
class OptOut:
    """A phone asked the provider for no more bulk messages from this sender."""

    sender_id: str
    phone: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SimTold:
    """What the provider found out about a SIM. `id` is the `provider_id` of the query.

    `swapped` is None when it could not find out. `last_swap` is the day of the last change, None when it does not say.
    """

    id: str
    swapped: bool | None
    last_swap: date | None
