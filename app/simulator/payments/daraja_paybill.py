"""Daraja's calls about a paybill: registering URLs, the list of payments, one transaction, and refunds."""

import re
import secrets
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from app.platform.config.simulated_credentials import SIMULATED_DARAJA_SHORTCODE
from app.platform.i18n import NAIROBI
from app.simulator.payments import daraja_callbacks
from app.simulator.payments.courier import CallbackKind, SimulatedCallback
from app.simulator.payments.receipts import new_receipt
from app.simulator.payments.simulator import PaymentSimulator
from app.simulator.payments.state import Money, PaybillUrls, Refund
from app.simulator.payments.wire import GatewayAnswer, GatewayCall, daraja_error, invalid, json_fields

FORBIDDEN: Final = ("mpesa", "safaricom", "exe", "cmd", "sql", "query")
"""What an address for C2B must not have in it, in any case."""
URL: Final = r"https?://\S+"
PULL_SPAN: Final = timedelta(hours=48)
PULL_PAGE: Final = 100
LATER: Final = "Accept the service request successfully."

Answered = tuple[GatewayAnswer, list[SimulatedCallback]]


class DarajaPaybill:
    """These calls, for the simulator's short code."""

    def __init__(self, simulator: PaymentSimulator) -> None:
        self._simulator = simulator

    def register_urls(self, call: GatewayCall) -> Answered:
        """Register the URLs of C2B, once: a second registration is refused."""
        self._simulator.note("register urls")
        fields = _own_fields(call.body, "ShortCode")
        if fields.get("ResponseType") not in ("Completed", "Cancelled"):
            raise invalid("ResponseType")
        for name in ("ConfirmationURL", "ValidationURL"):
            url = fields.get(name, "")
            if not re.fullmatch(URL, url) or any(word in url.lower() for word in FORBIDDEN):
                raise invalid(name)
        with self._simulator.store.change() as state:
            if state.urls is not None:
                raise daraja_error(500, "500.003.1001", "Urls are already registered")
            state.urls = PaybillUrls(
                confirmation=fields["ConfirmationURL"],
                validation=fields["ValidationURL"],
                default=fields["ResponseType"],
                version=2 if "/v2/" in call.path else 1,
            )
        names = {"OriginatorCoversationID": secrets.token_hex(8)}  # Daraja's own misspelling
        return GatewayAnswer(200, names | {"ResponseCode": "0", "ResponseDescription": "success"}), []

    def register_pull(self, call: GatewayCall) -> Answered:
        """Register the short code for Pull Transactions; a second registration has its own answer."""
        self._simulator.note("register pull")
        fields = _own_fields(call.body, "ShortCode")
        if fields.get("RequestType") != "Pull":
            raise invalid("RequestType")
        if not re.fullmatch(r"(254|0)[17][0-9]{8}", fields.get("NominatedNumber", "")):
            raise invalid("NominatedNumber")
        with self._simulator.store.change() as state:
            known, state.has_pull = state.has_pull, True
        words = "ShortCode already Registered" if known else "Success"
        content = {"ResponseRefID": secrets.token_hex(8), "ResponseStatus": "1001" if known else "1000"}
        return GatewayAnswer(200, content | {"ResponseDescription": words}), []

    def pull(self, call: GatewayCall) -> Answered:
        """The payments in a span of time, at most two days ago: a hundred rows from an offset on."""
        self._simulator.note("pull")
        fields = _own_fields(call.body, "ShortCode", error="400.001")
        since, until = (_time(fields, name) for name in ("StartDate", "EndDate"))
        offset = fields.get("OffSetValue", "")
        if not offset.isdecimal():
            raise daraja_error(400, "400.001", "Bad Request - Invalid OffSetValue")
        earliest = max(since, self._simulator.clock() - PULL_SPAN)
        with self._simulator.store.change() as state:
            if not state.has_pull:
                raise daraja_error(401, "401.001", "ShortCode is not registered for pull")
            found = [each for each in state.money.values() if each.paybill == SIMULATED_DARAJA_SHORTCODE]
            rows = [_row(each) for each in found if earliest <= each.paid_at <= until]
        page = rows[int(offset) :][:PULL_PAGE]
        content = {
            "ResponseRefID": secrets.token_hex(8),
            "ResponseCode": "1000" if page else "1001",
            "ResponseMessage": "Success" if page else "No transactions found",
            "Response": [page],  # one list in another, also when there is nothing in it
        }
        return GatewayAnswer(200, content), []

    def ask_transaction(self, call: GatewayCall) -> Answered:
        """One transaction by its receipt; the result comes later."""
        self._simulator.note("transaction status")
        fields = _own_fields(call.body, "PartyA")
        _check_later(fields, "TransactionStatusQuery", "Initiator")
        names = _names(secrets.token_hex(12))
        with self._simulator.store.change() as state:
            found = state.money.get(fields.get("TransactionID", ""))
            is_ours = found is not None and found.paybill == SIMULATED_DARAJA_SHORTCODE
            money = found.model_copy() if found is not None and is_ours else None
        told = daraja_callbacks.status_result(money, names, fields["ResultURL"])
        return _later(names), [self._or_timeout(told, names, fields)]

    def refund(self, call: GatewayCall) -> Answered:
        """Pay a refund to a phone (B2C), once for each id of ours."""
        self._simulator.note("refund")
        fields = _own_fields(call.body, "PartyA")
        _check_later(fields, "BusinessPayment", "InitiatorName")
        name, amount, phone = (fields.get(each, "") for each in ("OriginatorConversationID", "Amount", "PartyB"))
        if not name:
            raise invalid("OriginatorConversationID")
        if not re.fullmatch(r"[1-9][0-9]{0,5}", amount):
            raise invalid("Amount")
        if not re.fullmatch(r"254[17][0-9]{8}", phone):
            raise invalid("PartyB")
        now, names = self._simulator.clock(), _names(name)
        with self._simulator.store.change() as state:
            if name in state.refunds:
                raise daraja_error(500, "500.002.1001", "Duplicate OriginatorConversationID.")
            receipt = new_receipt(now, state.money)
            state.refunds[name] = Refund(id=name, phone=phone, amount=Decimal(amount), receipt=receipt)
        told = daraja_callbacks.refund_result(receipt, Decimal(amount), names, now, fields["ResultURL"])
        answer = _later(names)
        is_lost = self._simulator.faults.takes("lose_answer")
        return GatewayAnswer(answer.status, answer.content, is_lost), [self._or_timeout(told, names, fields)]

    def _or_timeout(self, told: SimulatedCallback, names: dict[str, str], fields: dict[str, str]) -> SimulatedCallback:
        """The result, or the timeout in its place if the request is to end in the queue (`queue_timeout`)."""
        if not self._simulator.faults.takes("queue_timeout"):
            return told
        over = {"ResultType": 1, "ResultCode": 1, "ResultDesc": "The request timed out in the queue."}
        return daraja_callbacks.result(fields["QueueTimeOutURL"], names | over, CallbackKind.TIMEOUT)


def _own_fields(body: bytes, shortcode: str, *, error: str = "400.002.02") -> dict[str, str]:
    """The fields of a call about our short code. Raises CallRefused."""
    fields = json_fields(body)
    if fields.get(shortcode) != SIMULATED_DARAJA_SHORTCODE:
        raise daraja_error(400, error, f"Bad Request - Invalid {shortcode}")
    return fields


def _check_later(fields: dict[str, str], command: str, initiator: str) -> None:
    """Check the fields of every call whose result comes later. Raises CallRefused."""
    if fields.get("CommandID") != command:
        raise invalid("CommandID")
    for name in (initiator, "SecurityCredential"):
        if not fields.get(name):
            raise invalid(name)
    for name in ("ResultURL", "QueueTimeOutURL"):
        if not re.fullmatch(URL, fields.get(name, "")):
            raise invalid(name)


def _names(originator: str) -> dict[str, str]:
    return {"OriginatorConversationID": originator, "ConversationID": f"AG_{secrets.token_hex(10)}"}


def _later(names: dict[str, str]) -> GatewayAnswer:
    return GatewayAnswer(200, names | {"ResponseCode": "0", "ResponseDescription": LATER})


def _time(fields: dict[str, str], name: str) -> datetime:
    """A time in a request of Pull Transactions, read as Nairobi time. Raises CallRefused."""
    try:
        return datetime.strptime(fields.get(name, ""), "%Y-%m-%d %H:%M:%S").replace(tzinfo=NAIROBI)
    except ValueError:
        raise daraja_error(400, "400.001", f"Bad Request - Invalid {name}") from None


def _row(money: Money) -> dict[str, Any]:
    return {
        "transactionId": money.receipt,
        "trxDate": f"{money.paid_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "msisdn": int(money.phone),
        "sender": "MPESA",
        "transactiontype": "c2b-pay-bill-debit",
        "billreference": money.account,
        "amount": f"{money.amount:.2f}",
        "organizationname": "Lango",
    }
