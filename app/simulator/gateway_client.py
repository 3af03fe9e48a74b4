"""The gateway as a phone and its simulator reach it: the provider's callbacks, and what is read below `/phone`."""

import json
from collections.abc import Callable
from http import HTTPStatus
from ipaddress import ip_address
from time import perf_counter
from typing import Any, Final
from urllib.parse import quote, urlsplit

import requests

from app.simulator.callback_forms import SMS_HEADERS, USSD_HEADERS
from app.simulator.networks import ANSWER_SECONDS
from app.simulator.wire_log import WireRecord, recorded

MILLISECONDS: Final = 1000
"""In a second."""


class GatewayRefusal(Exception):
    """The simulator of the gateway refuses a request; the text says why."""


class GatewayClient:
    """An HTTP client of a gateway, for one thread. `on_exchange` is called with each callback and its answer.

    Every function raises requests.RequestException where nothing answers.
    """

    def __init__(self, base: str, on_exchange: Callable[[WireRecord], None] = lambda _: None) -> None:
        self.base = base.rstrip("/")
        self._http = requests.Session()
        self._http.trust_env = False  # a gateway on this machine is not behind the proxy of the environment
        self._on_exchange = on_exchange

    def post_callback(self, path: str, form: bytes) -> tuple[int, str]:
        """Post what the provider would; the status and the body of the answer."""
        headers = USSD_HEADERS if path.endswith("/ussd") else SMS_HEADERS
        began = perf_counter()
        answer = self._http.post(
            self.base + path, data=form, headers=headers, timeout=ANSWER_SECONDS, allow_redirects=False
        )
        milliseconds = round((perf_counter() - began) * MILLISECONDS)
        body = answer.content.decode(errors="replace")
        sent = {name: str(value) for name, value in answer.request.headers.items()}
        came = (answer.status_code, dict(answer.headers), body)
        self._on_exchange(recorded(self.base + path, sent, form, came, milliseconds))
        return answer.status_code, body

    def messages(self, phone: str, after: int = 0) -> list[dict[str, Any]]:
        """The SMS of a phone, oldest first. Raises GatewayRefusal."""
        found: list[dict[str, Any]] = self._get(f"/phone/messages?phone={quote(phone)}&after={after}")
        return found

    def mails(self, after: int = 0) -> list[dict[str, Any]]:
        """The newest e-mails, whoever they are to, oldest first. Raises GatewayRefusal."""
        found: list[dict[str, Any]] = self._get(f"/phone/mails?after={after}")
        return found

    def prompts(self, phone: str) -> list[dict[str, str]]:
        """The M-PESA prompts of a phone. Raises GatewayRefusal."""
        found: list[dict[str, str]] = self._get(f"/phone/prompts?phone={quote(phone)}")
        return found

    def facts(self) -> dict[str, Any]:
        """Networks, numbers and codes of this installation's simulator. Raises GatewayRefusal."""
        found: dict[str, Any] = self._get("/phone/facts")
        return found

    def answer_prompt(self, prompt: str, answer: str, told: str = "once") -> str:
        """Answer a prompt; returns what M-PESA says then. Raises GatewayRefusal."""
        return self._post(f"/phone/prompts/{quote(prompt, safe='')}", {"answer": answer, "told": told})

    def pay_bill(self, phone: str, paybill: str, account: str, amount: str) -> str:
        """Pay a paybill by hand; returns what M-PESA says then. Raises GatewayRefusal."""
        return self._post("/phone/paybill", {"phone": phone, "paybill": paybill, "account": account, "amount": amount})

    def _get(self, path: str) -> Any:
        answer = self._http.get(self.base + path, timeout=ANSWER_SECONDS)
        if answer.status_code != HTTPStatus.OK:
            raise GatewayRefusal(_reason(answer))
        return json.loads(answer.text)

    def _post(self, path: str, said: dict[str, str]) -> str:
        answer = self._http.post(self.base + path, json=said, timeout=ANSWER_SECONDS)
        if not answer.ok:
            raise GatewayRefusal(_reason(answer))
        return str(json.loads(answer.text)["text"])


def is_loopback(base: str) -> bool:
    """Whether an address is this machine's."""
    host = urlsplit(base).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _reason(answer: requests.Response) -> str:
    """A refusal in words: a plain text, or a JSON problem."""
    if answer.status_code == HTTPStatus.NOT_FOUND:
        return "this gateway has no such page for phones (is it run with SIMULATOR=1?)"
    text = answer.text.strip()
    if text.startswith("{"):
        said = json.loads(text)
        text = str(said.get("detail") or said.get("text") or said.get("error") or text)
    return text.splitlines()[0] if text else f"HTTP {answer.status_code}"
