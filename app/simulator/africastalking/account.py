"""The simulated account with Africa's Talking: its answers and its callbacks."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from app.platform.config.simulated_credentials import SIMULATED_AT_KEY, SIMULATED_AT_USERNAME
from app.platform.gsm0338 import parts
from app.platform.networks import network_of_number
from app.platform.phone_numbers import read_msisdn
from app.simulator.callback_forms import SMS_HEADERS, encode_form, new_sms_id, report_fields
from app.simulator.networks import NETWORKS
from app.simulator.numbers import FixedBehaviour, is_fixed
from app.simulator.posting import CallbackQueue

REPORT_SECONDS: Final = 0.5
"""Seconds after which a network reports on an SMS."""
LATE_SECONDS: Final = 20.0
TOLD_SECONDS: Final = 0.5
"""Seconds after which the result of a SIM-swap query is posted."""
COST_OF_PART: Final = Decimal("0.8")
"""Shillings for each part of an SMS."""
NEVER: Final = "01-01-1900"
"""The day of the last change of a SIM that was not changed within three months."""
JSON_HEADERS: Final = {"Content-Type": "application/json"}
SANDBOX: Final = "99999"


@dataclass(frozen=True)
class ProviderAnswer:
    """An HTTP answer; `content` is JSON unless it is text."""

    status: int
    content: Any

    @property
    def text(self) -> str:
        """The body as it goes over the wire."""
        return self.content if isinstance(self.content, str) else json.dumps(self.content)

    @property
    def content_type(self) -> str:
        """The content type of the body."""
        return "text/plain" if isinstance(self.content, str) else "application/json"


REFUSED_KEY: Final = ProviderAnswer(401, "The supplied authentication is invalid")
MISSING_FIELD: Final = ProviderAnswer(400, "Request is missing a required form field")


class SimulatedAccount:
    """One account. `callbacks`: posts its callbacks to the gateway."""

    def __init__(self, callbacks: CallbackQueue) -> None:
        self.callbacks = callbacks

    def send_sms(self, api_key: str, form: Mapping[str, str]) -> ProviderAnswer:
        """`POST /version1/messaging`: each recipient has its own answer, and a report later."""
        if not _is_known(api_key, form.get("username")):
            return REFUSED_KEY
        message, to = form.get("message", ""), [each for each in form.get("to", "").split(",") if each]
        if not message or not to:
            return MISSING_FIELD
        recipients = [self._take(each, parts(message)) for each in to]
        taken = [each for each in recipients if each["statusCode"] == 101]
        total = f"KES {COST_OF_PART * sum(each['messageParts'] for each in taken):.4f}" if taken else "0"
        words = f"Sent to {len(taken)}/{len(to)} Total Cost: {total}"
        return ProviderAnswer(201, {"SMSMessageData": {"Message": words, "Recipients": recipients}})

    def ask_sims(self, api_key: str, asked: Mapping[str, Any]) -> ProviderAnswer:
        """`POST /v1/sim-swap`: each query is accepted, and its result is posted later."""
        if not _is_known(api_key, asked.get("username")):
            return REFUSED_KEY
        phones = asked.get("phoneNumbers")
        if not isinstance(phones, list) or not phones or not all(isinstance(each, str) for each in phones):
            return MISSING_FIELD
        transaction = f"ATTid_{secrets.token_hex(16)}"
        responses = [self._ask_sim(each, transaction) for each in phones]
        content = {"transactionId": transaction, "status": "Processed", "totalCost": _shillings(len(phones))}
        return ProviderAnswer(200, content | {"responses": responses})

    def _take(self, phone: str, length: int) -> dict[str, Any]:
        if read_msisdn(phone) != phone:
            return _refused(phone, 403, "InvalidPhoneNumber")
        if is_fixed(phone, FixedBehaviour.BLACKLISTED):
            return _refused(phone, 406, "UserInBlacklist")
        message_id = new_sms_id()
        if not is_fixed(phone, FixedBehaviour.NO_REPORTS):
            self._report_later(phone, message_id)
        return {
            "statusCode": 101,
            "number": phone,
            "status": "Success",
            "cost": f"KES {COST_OF_PART * length:.4f}",
            "messageId": message_id,
            "messageParts": length,
        }

    def _report_later(self, phone: str, message_id: str) -> None:
        status = "AbsentSubscriber" if is_fixed(phone, FixedBehaviour.SWITCHED_OFF) else "Success"
        seconds = LATE_SECONDS if is_fixed(phone, FixedBehaviour.LATE_REPORTS) else REPORT_SECONDS
        form = encode_form(report_fields(phone, message_id, status, _network_of(phone)))
        self.callbacks.post_later(seconds, phone, "sms/reports", form, SMS_HEADERS)

    def _ask_sim(self, phone: str, transaction: str) -> dict[str, Any]:
        name = f"ATSwpid_{secrets.token_hex(16)}"
        if not is_fixed(phone, FixedBehaviour.SIM_UNTOLD):
            told = _sim(phone) | {"providerRefId": "1", "requestId": name, "transactionId": transaction}
            self.callbacks.post_later(TOLD_SECONDS, phone, "sim-swaps", json.dumps(told).encode(), JSON_HEADERS)
        about = {"phoneNumber": phone, "countryCode": 254, "networkCode": _network_of(phone), "numberType": "Mobile"}
        return {"phoneNumber": about, "cost": _shillings(1), "requestId": name, "status": "Queued"}


def _is_known(api_key: str, username: object) -> bool:
    return (api_key, username) == (SIMULATED_AT_KEY, SIMULATED_AT_USERNAME)


def _refused(phone: str, code: int, word: str) -> dict[str, Any]:
    return {"statusCode": code, "number": phone, "status": word, "cost": "0", "messageId": "None"}


def _sim(phone: str) -> dict[str, str]:
    """The result of a SIM-swap query."""
    if not is_fixed(phone, FixedBehaviour.SIM_CHANGED):
        return {"status": "NotSwapped", "lastSimSwapDate": NEVER}
    return {"status": "Swapped", "lastSimSwapDate": f"{datetime.now(UTC) - timedelta(days=1):%d-%m-%Y}"}


def _shillings(amount: int) -> dict[str, Any]:
    return {"amount": amount, "currencyCode": "KES"}


def _network_of(phone: str) -> str:
    """The code of the network that a number's range was allocated to; the sandbox's if that is not known."""
    name = network_of_number(phone)
    return next((each.code for each in NETWORKS if each.name == name), SANDBOX)
