"""Sends SMS by any HTTP gateway, and reads its delivery reports: JSON both ways, as in docs/sms-gateway.md.

A gateway with another API needs a small adapter in front of it, and no code here.
"""

import re
from typing import Any, Final

from requests import RequestException, Response
from urllib3.exceptions import HTTPError

from app.platform.gsm0338 import parts
from app.platform.phone_numbers import read_msisdn
from app.providers.http import Connections, judge_failure
from app.providers.ports import Accepted, DeliveryStatus, Malformed, Outcome, Refused, Report, Unknown
from app.providers.posted_json import read_code, read_object, read_word

TIMEOUT: Final = (3.05, 10.0)
"""Seconds to connect and to wait for an answer, as for Africa's Talking."""
TAKEN: Final = frozenset({200, 201, 202})
NOT_THIS_ONE: Final = frozenset({400, 422})
"""Statuses that refuse this message only, and would refuse it again."""
PREFIX: Final = "gateway:"
"""The prefix of the gateway's message ids: two providers may use the same ids."""
LONGEST_ID: Final = 100
_ID: Final = re.compile(r"[!-~]{1,100}")


class HttpSmsGateway:
    """The gateway at one URL. One recipient a request; threads may share it.

    Raises ValueError for a URL that is none.
    """

    def __init__(self, url: str, token: str, sender_id: str = "", *, timeout: tuple[float, float] = TIMEOUT) -> None:
        if not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#]*)?", url):
            raise ValueError("SMS_GATEWAY_URL must be like https://host/messages")
        self._url, self._token, self._sender_id = url, token, sender_id
        self._timeout = timeout
        self._connections = Connections()

    def send(self, phone: str, body: str, *, key: str) -> Outcome:
        """Send one message. Connecting is tried three times; once a byte has left, nothing is retried."""
        if read_msisdn(phone) != phone:
            return Refused("400", "not a phone number", temporary=False)
        asked = {"id": key, "to": phone, "text": body} | ({"from": self._sender_id} if self._sender_id else {})
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        try:
            answer = self._connections.session().post(
                self._url, json=asked, headers=headers, timeout=self._timeout, allow_redirects=False
            )
        except (RequestException, HTTPError) as error:
            return judge_failure(error)
        return judge(answer, body)


def judge(answer: Response, body: str) -> Outcome:
    """The outcome of one message by its HTTP answer."""
    status, said = answer.status_code, _read(answer.content)
    if status in TAKEN:
        name = read_word(said.get("id"), LONGEST_ID)
        if not _ID.fullmatch(name):
            return Unknown(f"HTTP {status} without a name for the message")
        return Accepted(PREFIX + name, read_word(said.get("cost")), _whole(said.get("parts")) or parts(body))
    if status in NOT_THIS_ONE:
        return Refused(f"HTTP {status}", read_code(said.get("error")), temporary=False)
    if 300 <= status < 500 or status == 503:
        return Refused(f"HTTP {status}", read_code(said.get("error")), temporary=True, for_all=True)
    return Unknown(f"HTTP {status}")


def parse_report(body: bytes) -> Report:
    """A delivery report: `id` and `status`, optionally `to` and `reason`. Raises Malformed."""
    told = read_object(body)
    name = read_word(told.get("id"), LONGEST_ID)
    if not _ID.fullmatch(name):
        raise Malformed(400, "id is not the name of a message")
    raw = read_code(told.get("status"))
    if not raw:
        raise Malformed(400, "status is missing")
    status = DeliveryStatus(raw.lower()) if raw.lower() in {*DeliveryStatus} else DeliveryStatus.UNKNOWN
    return Report(PREFIX + name, status, read_code(told.get("reason")), read_msisdn(read_word(told.get("to"))), raw)


def _read(content: bytes) -> dict[str, Any]:
    """The JSON object of a body; empty if there is none."""
    try:
        return read_object(content)
    except Malformed:
        return {}


def _whole(value: object) -> int | None:
    word = read_word(value, 4)
    return int(word) if word.isascii() and word.isdecimal() else None
