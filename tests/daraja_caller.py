"""A client of the simulated Daraja that sends correct requests, for tests of the simulator itself."""

import base64
from collections.abc import Mapping
from typing import Any

from flask.testing import FlaskClient

from app.platform.config.simulated_credentials import (
    SIMULATED_DARAJA_KEY,
    SIMULATED_DARAJA_PASSKEY,
    SIMULATED_DARAJA_SECRET,
    SIMULATED_DARAJA_SHORTCODE,
)

TIMESTAMP = "20261123120000"
CALLBACK = "http://127.0.0.1:1/daraja/key/stk/0a1b2c"


class DarajaCaller:
    """A client that has a valid token."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.token = self.new_token()

    def new_token(self) -> str:
        basic = base64.b64encode(f"{SIMULATED_DARAJA_KEY}:{SIMULATED_DARAJA_SECRET}".encode()).decode()
        path = "/phone/gateways/daraja/oauth/v1/generate?grant_type=client_credentials"
        answer = self.client.get(path, headers={"Authorization": f"Basic {basic}"})
        assert answer.json is not None
        assert answer.json["expires_in"] == "3599"
        return str(answer.json["access_token"])

    def post(self, path: str, fields: Mapping[str, Any], *, token: str | None = None) -> tuple[int, dict[str, Any]]:
        headers = {"Authorization": f"Bearer {token or self.token}"}
        answer = self.client.post(f"/phone/gateways/daraja/{path}", json=fields, headers=headers)
        assert answer.json is not None
        return answer.status_code, answer.json

    def push(self, **other: Any) -> tuple[int, dict[str, Any]]:
        return self.post("mpesa/stkpush/v1/processrequest", push_fields() | other)

    def query(self, request_id: str, **other: Any) -> tuple[int, dict[str, Any]]:
        return self.post("mpesa/stkpushquery/v1/query", signed() | {"CheckoutRequestID": request_id} | other)


def signed() -> dict[str, Any]:
    password = f"{SIMULATED_DARAJA_SHORTCODE}{SIMULATED_DARAJA_PASSKEY}{TIMESTAMP}"
    return {
        "BusinessShortCode": SIMULATED_DARAJA_SHORTCODE,
        "Password": base64.b64encode(password.encode()).decode(),
        "Timestamp": TIMESTAMP,
    }


def push_fields() -> dict[str, Any]:
    return signed() | {
        "TransactionType": "CustomerPayBillOnline",
        "Amount": 3050,
        "PartyA": "254700000001",
        "PartyB": SIMULATED_DARAJA_SHORTCODE,
        "PhoneNumber": "254700000001",
        "CallBackURL": CALLBACK,
        "AccountReference": "102030405060",
        "TransactionDesc": "eCitizen",
    }
