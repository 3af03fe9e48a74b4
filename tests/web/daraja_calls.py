"""An order and a question for Daraja's adapter, and a scripted Daraja (used by the tests of the adapter)."""

from decimal import Decimal
from threading import Lock
from typing import Final

from app.domain.payments.provider_port import (
    PaymentOrder,
    PaymentQuestion,
)
from app.providers.daraja.config import DarajaConfig
from app.providers.http_exchange import Patience
from tests.scripted_server import Asked, Told

PATIENT: Final = Patience(connect=10, silence=10, whole=10)
"""Timeouts longer than a busy machine needs."""
SUBMIT, QUERY, TOKEN = "/mpesa/stkpush/v1/", "/mpesa/stkpushquery/", "/oauth/v1/generate"
PHONE: Final = "+254712345678"
ORDER: Final = PaymentOrder(
    payment_id="p1",
    token="abc123",
    reference="102030405060",
    amount_kes=Decimal(1050),
    phone=PHONE,
    prompt=True,
    description="Passport",
    service_id="",
    payer_name="WANJIKU KAMAU",
    payer_id_number="29000001",
    payer_email="w@example.com",
)
QUESTION: Final = PaymentQuestion("p1", "ws_CO_1", "102030405060")
TAKEN: Final = Told(body={"MerchantRequestID": "m", "CheckoutRequestID": "ws_CO_1", "ResponseCode": "0"})
PAID: Final = Told(body={"ResponseCode": "0", "CheckoutRequestID": "ws_CO_1", "ResultCode": "0"})
REFUSED: Final = Told(404, {"requestId": "r", "errorCode": "404.001.03", "errorMessage": "Invalid Access Token"})


class Safaricom:
    """A scripted Daraja: issues tokens, of which only the newest is valid; `answers` has its answers to requests."""

    def __init__(self) -> None:
        self.answers: dict[str, Told | str] = {SUBMIT: TAKEN, QUERY: PAID}
        self.lock = Lock()
        self.newest = 0
        self.is_giving = True

    def __call__(self, asked: Asked) -> Told | str:
        if asked.path.startswith(TOKEN):
            return self.give() if self.is_giving else Told(500, b"Sorry")
        if asked.headers.get("authorization") != f"Bearer token-{self.newest}":
            return REFUSED
        return next((told for path, told in self.answers.items() if asked.path.startswith(path)), Told(404, b""))

    def give(self) -> Told:
        """Issue a new token: the one before is no longer valid."""
        with self.lock:
            self.newest += 1
            return Told(body={"access_token": f"token-{self.newest}", "expires_in": "3599"})


def config(url: str) -> DarajaConfig:
    return DarajaConfig(url, "key", "secret", "600638", "passkey", "https://l.example/daraja/cb", "operator", "sealed")
