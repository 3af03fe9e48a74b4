"""Africa's Talking as the sender of callbacks: one request for each URL, and a check of the answers to USSD."""

import time
from collections.abc import Mapping
from urllib.parse import urlencode

from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from app.container import Container
from app.platform import gsm0338
from app.platform.db import Base
from tests.conftest import CALLBACK_KEY

FORM = "application/x-www-form-urlencoded"
URLS = ["ussd", "ussd/events", "sms", "sms/reports", "sms/optouts"]
CITIZEN = "+254722000333"
REFERENCE = "102030405060"
SOUND: dict[str, dict[str, str]] = {
    "ussd": {"sessionId": "s", "phoneNumber": CITIZEN, "serviceCode": "*222#", "networkCode": "63902", "text": ""},
    "ussd/events": {"sessionId": "s", "phoneNumber": CITIZEN, "status": "Success"},
    "sms": {"id": "i", "from": CITIZEN, "to": "22222", "text": "HELP", "date": "2026-11-23 09:00:00"},
    "sms/reports": {"id": "ATXid_1", "status": "Success", "phoneNumber": CITIZEN},
    "sms/optouts": {"senderId": "ECITIZEN", "phoneNumber": CITIZEN},
}
"""One request for each URL, as the provider sends it."""


def post(client: FlaskClient, url: str, form: Mapping[str, str] | bytes, *, key: str = CALLBACK_KEY) -> TestResponse:
    body = form if isinstance(form, bytes) else urlencode(form).encode()
    return client.post(f"/at/{key}/{url}", data=body, content_type=FORM)


def hop(client: FlaskClient, typed: str, *, session: str, code: str = "*222#", phone: str = CITIZEN) -> str:
    """Post one hop; the screen that the phone shows."""
    fields = {"sessionId": session, "serviceCode": code, "phoneNumber": phone, "text": typed}
    return shown(post(client, "ussd", SOUND["ussd"] | fields))


def shown(answer: TestResponse) -> str:
    """The body of an answer to USSD; checks that the network can show it: CON or END, in GSM 03.38."""
    assert answer.status_code == 200
    assert answer.content_type == "text/plain; charset=utf-8"
    body = answer.get_data(as_text=True)
    assert body.startswith(("CON ", "END "))
    assert gsm0338.fits(body), body
    return body


def count(container: Container, table: str) -> int:
    with container.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Base.metadata.tables[table])) or 0


def new_session() -> str:
    """A session id that no other session has."""
    return f"ATUid_{time.time_ns():032x}"
