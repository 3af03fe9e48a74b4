"""SIM-swap queries to Africa's Talking: its Insights product, with requests of the official SDK that we send.

The request and the answer are known from the SDK's source and from public course pages (source 11):

    POST /v1/sim-swap {"username", "phoneNumbers": ["+2547..."]}
    -> {"transactionId", "status": "Processed", "responses": [{"phoneNumber": {...}, "requestId", "status": "Queued"}]}

The result comes later, in a callback with that `requestId` (`parse_sim_swap`).
"""

import json
from typing import Any, Final

from africastalking.Insights import InsightService
from requests import RequestException, Response
from urllib3.exceptions import HTTPError

from app.platform.phone_numbers import read_msisdn
from app.providers.africastalking.callbacks import LONGEST_ID
from app.providers.africastalking.sms import STATUS_FOR_ALL, Carried, check_account, printable
from app.providers.http import Connections
from app.providers.ports import Accepted, Outcome, Refused, Unknown

TIMEOUT: Final = (2.0, 5.0)
"""Seconds to connect (three times) and to wait for an answer: a citizen waits for the code meanwhile."""


class SimSwaps:
    """The Insights product of an Africa's Talking account. Threads may share it.

    `base_url` is any host that speaks the same API. Raises ValueError like AfricasTalking.
    """

    def __init__(
        self, username: str, api_key: str, base_url: str = "", *, timeout: tuple[float, float] = TIMEOUT
    ) -> None:
        check_account(api_key, base_url)
        self._question = _Question(username, api_key, base_url=base_url.rstrip("/"), connections=Connections())
        self._timeout = timeout

    def ask(self, phone: str) -> Outcome:
        """Ask about one phone. Asking again costs a shilling and does no harm, so any error may be retried."""
        if read_msisdn(phone) != phone:
            return Refused("InvalidPhoneNumber", "no number of a phone", temporary=False)
        try:
            answer = self._question.check_sim_swap_state([phone], timeout=self._timeout)
        except (RequestException, HTTPError) as error:
            return Unknown(type(error).__name__)
        return judge(answer)


class _Question(Carried, InsightService):  # type: ignore[misc]  # the SDK has no types
    """The SDK's Insights service, over our connections."""

    def __init__(self, username: str, api_key: str, *, base_url: str, connections: Connections) -> None:
        self._host = base_url
        self._connections = connections
        super().__init__(username, api_key)

    def _init_service(self) -> None:
        super()._init_service()
        if self._host:
            self._baseUrl = f"{self._host}/v1"


def judge(answer: Response) -> Outcome:
    """The outcome of one query by its HTTP answer: accepted, refused, or unknown if the answer cannot be read."""
    status = answer.status_code
    if 300 <= status < 500:
        for_all = status < 400 or status in STATUS_FOR_ALL
        return Refused(f"HTTP {status}", "the question was not taken", temporary=status == 429, for_all=for_all)
    try:
        told = json.loads(answer.content)
        responses = told["responses"]
        first = responses[0] if responses else None
        return _refused(told) if first is None else _judge_response(first)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return Unknown(f"HTTP {status} without an answer that can be read")


def _judge_response(response: dict[str, Any]) -> Outcome:
    name, words = response.get("requestId"), str(response.get("status", ""))
    if words.lower() != "queued" or not isinstance(name, str) or not 0 < len(name) <= LONGEST_ID:
        return _refused(response)
    return Accepted(provider_id=name, cost="", parts=0)


def _refused(told: dict[str, Any]) -> Refused:
    return Refused(printable(str(told.get("status", ""))) or "no word", "the provider does not ask", temporary=False)
