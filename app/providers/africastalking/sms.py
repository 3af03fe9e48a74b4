"""Sends SMS by Africa's Talking: the official SDK, with a connection pool, timeouts, and a reliable outcome.

The SDK alone opens a connection per message, follows redirects with the API key, drops the HTTP status and parses the
answer by its content type. Here the SDK builds the request; we send it and interpret the answer.
"""

import json
import re
from hashlib import sha256
from typing import Any

from africastalking.SMS import SMSService
from requests import RequestException, Response
from urllib3.exceptions import HTTPError

from app.platform.gsm0338 import parts
from app.platform.phone_numbers import read_msisdn
from app.providers.http import Connections, judge_failure
from app.providers.ports import Accepted, Outcome, Refused, Unknown

TIMEOUT = (3.05, 10.0)
"""Seconds to connect and to wait for an answer. Africa's Talking answers in 2; hangs of 60 were seen."""

ACCEPTED = (100, 101, 102)
REFUSED = {
    401: ("RiskHold", False),
    402: ("InvalidSenderId", True),
    403: ("InvalidPhoneNumber", False),
    404: ("UnsupportedNumberType", False),
    405: ("InsufficientBalance", True),
    406: ("UserInBlacklist", False),
    407: ("CouldNotRoute", False),
    409: ("DoNotDisturbRejection", True),
    502: ("RejectedByGateway", True),
}
"""What a recipient's code means and whether to try again later.

Retried: what we or the network can fix: the sender id, the balance, the hour of the day, a gateway that rejects a
message (Medic's CHT retries 402, 405 and 502 too). Not retried: what is wrong with the number: on hold, invalid,
unroutable, opted out. 500 and 501 are missing: they are errors *inside* the provider, after which the message may
still be on its way.
"""

FOR_ALL = frozenset({"InvalidSenderId", "InsufficientBalance"})
"""Refusals that would meet every message, until somebody fixes a setting or tops up the account."""
STATUS_FOR_ALL = frozenset({401, 402, 403, 404, 405, 407, 429})
"""HTTP statuses that mean the same: the key, the account, the URL, the proxy, or too many requests."""

_SENT_SOME = re.compile(r"\s*Sent to [1-9]")
_LONG_DIGITS = re.compile(r"\+?\d{6,}")


class AfricasTalking:
    """The SMS gateway of an Africa's Talking account. One recipient a request; threads may share it.

    `base_url` is any host that speaks the same API; without one, the username decides between the live
    host and the sandbox. Raises ValueError for a base URL that is none, and for a key that no header can carry.
    """

    def __init__(
        self,
        username: str,
        api_key: str,
        sender_id: str = "",
        base_url: str = "",
        *,
        timeout: tuple[float, float] = TIMEOUT,
    ) -> None:
        check_account(api_key, base_url)
        self._account = (username, api_key)
        self._sender_id = sender_id or None
        self._base_url = base_url.rstrip("/")
        self._timeout = timeout
        self._connections = Connections()

    def send(self, phone: str, body: str, *, key: str) -> Outcome:
        """Send one message. Connecting is tried three times; once a byte has left, nothing is retried."""
        if read_msisdn(phone) != phone:
            return Refused("403", "InvalidPhoneNumber", temporary=False)
        message = _Message(*self._account, base_url=self._base_url, connections=self._connections, key=key)
        try:
            answer = message.send(body, [phone], sender_id=self._sender_id, timeout=self._timeout)
        except (RequestException, HTTPError) as error:
            return judge_failure(error)
        return judge(answer, phone, body)


def check_account(api_key: str, base_url: str) -> None:
    """Raises ValueError for a base URL that is none, and for a key that no header can carry."""
    if base_url and not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#]*)?", base_url):
        raise ValueError("AT_BASE_URL must be like https://host or http://127.0.0.1:8077")
    if not re.fullmatch(r"[!-~]+", api_key):
        raise ValueError("AT_API_KEY must be one word of ASCII")


def idempotency_key(key: str) -> str:
    """The value of the Idempotency-Key header: a hash, since a key may have characters that no header can carry."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


class Carried:
    """Sends the SDK's requests over our connections, and follows no redirect, which would get the API key too."""

    _connections: Connections

    def _make_request(
        self,
        url: str,
        method: str,
        headers: dict[str, str],
        data: Any,
        params: Any,
        callback: object = None,
        timeout: tuple[float, float] = TIMEOUT,
    ) -> Response:
        return self._connections.session().request(
            method, url, headers=headers, data=data, params=params, timeout=timeout, allow_redirects=False
        )


class _Message(Carried, SMSService):  # type: ignore[misc]  # the SDK has no types
    """The SDK's SMS service for one message: its headers are shared by all calls, and ours differ by key."""

    def __init__(self, username: str, api_key: str, *, base_url: str, connections: Connections, key: str) -> None:
        self._host = base_url
        self._connections = connections
        super().__init__(username, api_key)
        self._headers["Idempotency-Key"] = idempotency_key(key)

    def _init_service(self) -> None:
        super()._init_service()
        if self._host:
            self._baseUrl = self._contentUrl = f"{self._host}/version1"


def judge(answer: Response, phone: str, body: str) -> Outcome:
    """The outcome of one message by its HTTP answer. The recipient's own code decides, with any status but a redirect.

    A redirect, and a 4xx without such a code, are refusals that a change of settings fixes (a new key takes up to 20
    minutes to work). Everything else -- a 5xx, a page of HTML, half an answer -- leaves the outcome unknown.
    """
    status = answer.status_code
    if 300 <= status < 400:
        return Refused(f"HTTP {status}", "a redirect, not followed", temporary=True, for_all=True)
    data = _read(answer.content)
    if data is not None:
        return _judge_data(data, phone, body)
    if 400 <= status < 500:
        for_all = status in STATUS_FOR_ALL
        return Refused(f"HTTP {status}", "the request was not taken", temporary=True, for_all=for_all)
    return Unknown(f"HTTP {status} without an answer that can be read")


def _read(content: bytes) -> dict[str, Any] | None:
    """`SMSMessageData`, whatever the content type says; None if it cannot be read."""
    try:
        data = json.loads(content)["SMSMessageData"]
        return data if isinstance(data["Recipients"], list) else None
    except (ValueError, LookupError, TypeError, RecursionError):
        return None


def _judge_data(data: dict[str, Any], phone: str, body: str) -> Outcome:
    recipients = [one for one in data["Recipients"] if isinstance(one, dict)]
    ours = [one for one in recipients if one.get("number") == phone] or recipients
    if len(ours) == 1:
        return _judge_recipient(ours[0], body)
    message = str(data.get("Message", ""))
    if ours or _SENT_SOME.match(message):
        return Unknown("an answer that does not name our recipient")
    words = printable(message) or "no recipients"
    return Refused(words, "the whole request was refused", temporary=True, for_all=words in FOR_ALL)


def _judge_recipient(recipient: dict[str, Any], body: str) -> Outcome:
    code = _whole(recipient.get("statusCode"))
    if code in ACCEPTED:
        given = str(recipient.get("messageId", ""))
        return Accepted(
            provider_id="" if given == "None" else given,
            cost=str(recipient.get("cost", "")),
            parts=_whole(recipient.get("messageParts")) or parts(body),
        )
    if code in REFUSED:
        reason, temporary = REFUSED[code]
        return Refused(str(code), reason, temporary=temporary, for_all=reason in FOR_ALL)
    return Unknown(f"recipient code {code}")


def _whole(value: object) -> int | None:
    try:
        return int(str(value))
    except ValueError:
        return None


def printable(message: str) -> str:
    """The provider's own words, fit for a log: no number that could be a phone's, not long."""
    return _LONG_DIGITS.sub("#", "".join(filter(str.isprintable, message)))[:80].strip()
