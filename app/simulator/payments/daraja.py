"""Daraja's answers: tokens, the prompt on a phone (STK push), and its status."""

import base64
import re
import secrets
from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Final

from app.platform.config.simulated_credentials import (
    SIMULATED_DARAJA_KEY,
    SIMULATED_DARAJA_PASSKEY,
    SIMULATED_DARAJA_SECRET,
    SIMULATED_DARAJA_SHORTCODE,
)
from app.simulator.numbers import FixedBehaviour, is_fixed
from app.simulator.payments.courier import SimulatedCallback
from app.simulator.payments.daraja_callbacks import QUERY_WORDS
from app.simulator.payments.daraja_paybill import DarajaPaybill
from app.simulator.payments.faults import NON_NUMERIC_CODE, SubmitRefusal
from app.simulator.payments.mpesa_lines import has_mpesa
from app.simulator.payments.receipts import new_checkout_id, new_merchant_id
from app.simulator.payments.simulator import LARGEST_PAYMENT, PaymentSimulator
from app.simulator.payments.state import Prompt
from app.simulator.payments.wire import CallRefused, GatewayAnswer, GatewayCall, daraja_error, invalid, json_fields

TOKEN_SECONDS: Final = 3599
TAKEN: Final = "Success. Request accepted for processing"
REFUSALS: Final = {
    SubmitRefusal.LOCKED: (500, "500.001.1001"),
    SubmitRefusal.BUSY: (500, "500.003.02"),
    SubmitRefusal.SPIKE: (500, "500.003.02"),
    SubmitRefusal.QUOTA: (500, "500.003.03"),
    SubmitRefusal.BROKEN: (500, "500.003.1001"),
}
STK_SHAPES: Final = {
    "BusinessShortCode": r"[0-9]{5,7}",
    "Password": r"[A-Za-z0-9+/=]+",
    "Timestamp": r"20[0-9]{12}",
    "TransactionType": r"CustomerPayBillOnline|CustomerBuyGoodsOnline",
    "Amount": r"[1-9][0-9]{0,5}",
    "PartyA": r"254[17][0-9]{8}",
    "PartyB": r"[0-9]{5,7}",
    "PhoneNumber": r"254[17][0-9]{8}",
    "CallBackURL": r"https?://[^\sA-Z]+",  # one with capitals was probably refused for them
    "AccountReference": r"[A-Za-z0-9]{1,12}",
    "TransactionDesc": r".{0,13}",
}
"""The pattern of each field; only TransactionDesc may be left out."""

Called = Callable[[GatewayCall], tuple[GatewayAnswer, list[SimulatedCallback]]]


class SimulatedDaraja:
    """The gateway of the short code 600638."""

    def __init__(self, simulator: PaymentSimulator) -> None:
        self._simulator = simulator
        paybill = DarajaPaybill(simulator)
        self._calls: Mapping[str, Called] = {
            "mpesa/stkpush/v1/processrequest": self._push,
            "mpesa/stkpushquery/v1/query": self._query,
            "mpesa/c2b/v1/registerurl": paybill.register_urls,
            "mpesa/c2b/v2/registerurl": paybill.register_urls,
            "pulltransactions/v1/register": paybill.register_pull,
            "pulltransactions/v1/query": paybill.pull,
            "mpesa/transactionstatus/v1/query": paybill.ask_transaction,
            "mpesa/b2c/v3/paymentrequest": paybill.refund,
        }

    def answer(self, call: GatewayCall) -> tuple[GatewayAnswer, list[SimulatedCallback]]:
        """The answer to a call, and the callbacks to post after it."""
        try:
            if call.path == "oauth/v1/generate":
                return self._make_token(call), []
            found = self._calls.get(call.path)
            if found is None:
                raise daraja_error(404, "404.001.01", "Resource not found")
            if call.verb != "POST" and call.path != "pulltransactions/v1/query":  # documented as a GET with a body
                raise daraja_error(405, "405.001", "Method Not Allowed")
            self._check_token(call.bearer)
            return found(call)
        except CallRefused as refused:
            return refused.answer, []

    def _make_token(self, call: GatewayCall) -> GatewayAnswer:
        """A new token, which ends the one before it."""
        if call.verb != "GET":
            raise daraja_error(405, "405.001", "Method Not Allowed")
        if call.query.get("grant_type") != "client_credentials":
            raise daraja_error(400, "400.008.02", "Invalid grant type passed")
        if call.basic != (SIMULATED_DARAJA_KEY, SIMULATED_DARAJA_SECRET):
            raise daraja_error(400, "400.008.01", "Invalid Authentication passed")
        with self._simulator.store.change() as state:
            state.count("token")
            state.token = secrets.token_hex(14)
            state.token_until = self._simulator.clock() + timedelta(seconds=TOKEN_SECONDS)
            return GatewayAnswer(200, {"access_token": state.token, "expires_in": f"{TOKEN_SECONDS}"})

    def _check_token(self, shown: str) -> None:
        is_stolen = self._simulator.faults.takes("invalidate_token")
        with self._simulator.store.change() as state:
            if is_stolen:
                state.token = ""
            is_over = state.token_until is None or state.token_until <= self._simulator.clock()
            if not state.token or shown != state.token or is_over:
                state.count("refused token")
                raise daraja_error(404, "404.001.03", "Invalid Access Token")

    def _push(self, call: GatewayCall) -> tuple[GatewayAnswer, list[SimulatedCallback]]:
        """A prompt for each push, also for one that looks like the one before."""
        self._simulator.note("stk")
        fields = {"TransactionDesc": ""} | json_fields(call.body)
        self._check_push(fields)
        prompt = self._put_prompt(fields)
        told: list[SimulatedCallback] = []
        if fields["PartyB"] != SIMULATED_DARAJA_SHORTCODE:
            told += self._simulator.fail_prompt(prompt.id, NON_NUMERIC_CODE)
        else:
            told += self._simulator.show_prompt(prompt.id)
        content = {
            "MerchantRequestID": prompt.merchant_request_id,
            "CheckoutRequestID": prompt.id,
            "ResponseCode": "0",
            "ResponseDescription": TAKEN,
            "CustomerMessage": TAKEN,
        }
        return GatewayAnswer(200, content, is_lost=self._simulator.faults.takes("lose_answer")), told

    def _check_push(self, fields: Mapping[str, str]) -> None:
        for name, shape in STK_SHAPES.items():
            if not re.fullmatch(shape, fields.get(name, "\n")):
                raise invalid(name)
        if int(fields["Amount"]) > LARGEST_PAYMENT:
            raise invalid("Amount")
        for name in ("PartyA", "PhoneNumber"):
            if not has_mpesa(fields[name]):
                raise invalid(name)
        _check_password(fields)
        refused = self._simulator.faults.refuse_submit
        if is_fixed(fields["PhoneNumber"], FixedBehaviour.MPESA_LOCKED):
            refused = SubmitRefusal.LOCKED
        if refused is not None:
            raise daraja_error(*REFUSALS[refused], str(refused))

    def _put_prompt(self, fields: Mapping[str, str]) -> Prompt:
        now = self._simulator.clock()
        with self._simulator.store.change() as state:
            prompt = Prompt(
                id=new_checkout_id(now, fields["PhoneNumber"], state.prompts),
                phone=fields["PhoneNumber"],
                amount=Decimal(fields["Amount"]),
                payee="Lango",
                account=fields["AccountReference"],
                made_at=now,
                merchant_request_id=new_merchant_id(),
                callback_url=fields["CallBackURL"],
            )
            state.prompts[prompt.id] = prompt
            return prompt.model_copy()

    def _query(self, call: GatewayCall) -> tuple[GatewayAnswer, list[SimulatedCallback]]:
        """The status of a prompt: `4999` while it is open, or an error by a fault."""
        self._simulator.note("stk query")
        self._simulator.expire_due()
        fields, faults = json_fields(call.body), self._simulator.faults
        _check_password(fields)
        with self._simulator.store.change() as state:
            found = state.prompts.get(fields.get("CheckoutRequestID", ""))
            prompt = found.model_copy() if found is not None and not found.invoice else None
        if faults.takes("spurious_500"):
            raise daraja_error(500, "500.001.1001", "The transaction is being processed")
        if faults.takes("empty_in_flight"):
            return GatewayAnswer(200, {"requestId": "", "errorCode": "500.001.1001", "errorMessage": ""}), []
        if prompt is None:
            raise daraja_error(500, "500.001.1001", "The transaction does not Exist")
        code = "4999" if not prompt.code or faults.takes("stk_4999") else faults.told_code(prompt.code)
        content = {
            "ResponseCode": "0",
            "ResponseDescription": "The service request has been accepted successsfully",
            "MerchantRequestID": prompt.merchant_request_id,
            "CheckoutRequestID": prompt.id,
            "ResultCode": code,
            "ResultDesc": "The transaction is still under processing" if code == "4999" else QUERY_WORDS.get(code, ""),
        }
        return GatewayAnswer(200, content), []


def _check_password(fields: Mapping[str, str]) -> None:
    """The short code and its password, which is made of the passkey and the time. Raises CallRefused."""
    shortcode, timestamp = fields.get("BusinessShortCode", ""), fields.get("Timestamp", "")
    if not re.fullmatch(STK_SHAPES["BusinessShortCode"], shortcode):
        raise invalid("BusinessShortCode")
    if shortcode != SIMULATED_DARAJA_SHORTCODE:
        raise daraja_error(500, "500.001.1001", "Merchant does not exist")
    made = base64.b64encode(f"{shortcode}{SIMULATED_DARAJA_PASSKEY}{timestamp}".encode()).decode()
    if fields.get("Password") != made:
        raise daraja_error(500, "500.001.1001", "Wrong credentials")
