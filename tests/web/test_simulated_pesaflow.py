"""Pesaflow's stand-in does what the real one was seen to do: hashes, invoices, notifications, part payments."""

import base64
import hmac
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.simulator.payments.courier import CallbackKind
from app.simulator.payments.pesaflow_notices import secure_hash
from app.simulator.payments.simulator import PaymentSimulator
from app.simulator.payments.state import PromptAnswer
from tests.conftest import Clock
from tests.standin_payments import ToldCallbacks, standin_app

PHONE = "+254700000001"
REFERENCE = "102030405060"
NOTIFY = "http://127.0.0.1:1/pesaflow/key/notify/0a1b2c"
CHECKOUT = {
    "apiClientID": "simulated-client",
    "serviceID": "simulated-service",
    "billDesc": "Passport renewal",
    "currency": "KES",
    "billRefNumber": REFERENCE,
    "clientMSISDN": "254700000001",
    "clientName": "WANJIKU KAMAU",
    "clientIDNumber": "29000001",
    "clientEmail": "",
    "amountExpected": "1050.00",
    "callBackURLOnSuccess": "https://lango.invalid/",
    "notificationURL": NOTIFY,
    "pictureURL": "",
    "format": "json",
    "sendSTK": "true",
}


@pytest.fixture
def told() -> ToldCallbacks:
    return ToldCallbacks()


@pytest.fixture
def simulator(told: ToldCallbacks, clock: Clock) -> PaymentSimulator:
    return PaymentSimulator(None, told.post, clock=clock, delay=None, prompt_seconds=0)


@pytest.fixture
def client(simulator: PaymentSimulator) -> FlaskClient:
    return standin_app(simulator).test_client()


def hashed(*parts: str) -> str:
    """The hash as the adapter must make it: a second implementation."""
    digest = hmac.digest(b"simulated-key", "".join(parts).encode(), "sha256")
    return base64.b64encode(digest.hex().encode()).decode()


def check_out(client: FlaskClient, **other: str) -> TestResponse:
    form = CHECKOUT | other
    names = (
        "apiClientID", "amountExpected", "serviceID", "clientIDNumber", "currency", "billRefNumber", "billDesc",
        "clientName",
    )  # fmt: skip
    signed = {"secureHash": hashed(*(form[name] for name in names), "simulated-secret")}
    return client.post("/phone/gateways/pesaflow/PaymentAPI/iframev2.1.php", data=signed | form)


def invoice_of(client: FlaskClient, **other: str) -> str:
    return str(said_by(check_out(client, **other))["invoice_number"])


def said_by(answer: TestResponse) -> dict[str, Any]:
    assert isinstance(answer.json, dict), answer.text
    return answer.json


def status(client: FlaskClient, name: str, **other: str) -> TestResponse:
    query = {
        "api_client_id": "simulated-client",
        "ref_no": name,
        "secure_hash": hashed("simulated-client", name),
    } | other
    return client.get("/phone/gateways/pesaflow/api/invoice/payment/status", query_string=query)


VECTORS: Mapping[tuple[str, ...], str] = {
    (
        "100", "1050.00", "200300", "29000001", "KES", REFERENCE, "Passport renewal", "WANJIKU KAMAU", "test-secret",
    ): "ODQyNmFhZDU3YTkwNTI4MGNjOGMwMzAzYTAwOWEzMmM1NmFiZDQxMjMwZWFlZWMwZWIwMDNiMmMyMzNhMTY0ZA==",
    ("100", REFERENCE): "YmU5OTgyNmI3ZmRiYTE2N2UwYTczNWFkNzliNDFjMmY1MDMwOWM5YWRmYjViOWVhMmNhODJkNjhkNTVkNGNlMg==",
    (
        "GWLQKD", "1050.00", "test-secret",
    ): "YTcyZWE5MGU4ZDQ0ZjZjMDQyNTRkY2FkNGMxOWNkYzNmNTg2NmNjMWM1NWJmODkzODE2NTAyYTZiOWNkMmQwYQ==",
}  # fmt: skip


@pytest.mark.parametrize("parts", VECTORS)
def test_the_hash_is_base64_of_hexadecimal_digits(parts: tuple[str, ...]) -> None:
    assert secure_hash(*parts, key="test-key") == VECTORS[parts]


def test_a_checkout_makes_an_invoice_and_prompts_the_phone(client: FlaskClient, simulator: PaymentSimulator) -> None:
    simulator.faults.commission = Decimal("5.00")
    answer = check_out(client)
    said = said_by(answer)
    assert (answer.status_code, said["commission"], said["amount_net"]) == (200, "5.00", "1050.00")
    assert said["amount_expected"] == "1055.00"
    assert len(said["invoice_number"]) == 6
    assert said["invoice_number"].isalpha()
    assert said["invoice_number"].isupper()
    [prompt] = simulator.prompts(PHONE)
    assert (prompt.amount, prompt.account, prompt.payee) == (Decimal("1055.00"), said["invoice_number"], "eCitizen")


def test_without_send_stk_or_m_pesa_there_is_an_invoice_and_no_prompt(
    client: FlaskClient, simulator: PaymentSimulator
) -> None:
    assert check_out(client, sendSTK="false").status_code == 200
    assert check_out(client, clientMSISDN="254733000001").status_code == 200
    assert (simulator.prompts(PHONE), simulator.prompts("+254733000001")) == ([], [])
    assert len(simulator.invoices()) == 2
    assert "<iframe" in check_out(client, format="iframe").text


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("secureHash", "x", 401), ("apiClientID", "another", 401), ("currency", "EUR", 422),
        ("amountExpected", "1,050.00", 422), ("billDesc", "x" * 101, 422), ("clientMSISDN", "+254700000001", 422),
        ("notificationURL", "", 422), ("callBackURLOnSuccess", "", 422), ("billRefNumber", "", 422),
        ("format", "xml", 422),
    ],
)  # fmt: skip
def test_a_wrong_field_makes_no_invoice(
    client: FlaskClient, simulator: PaymentSimulator, field: str, value: str, code: int
) -> None:
    assert check_out(client, **{field: value}).status_code == code
    assert simulator.invoices() == []
    assert simulator.prompts(PHONE) == []
    assert simulator.count("checkout") == 1, "it did come"


def test_a_field_that_is_spelt_otherwise_is_missing(client: FlaskClient) -> None:
    form = {("callBackURLONSuccess" if name == "callBackURLOnSuccess" else name): CHECKOUT[name] for name in CHECKOUT}
    answer = client.post("/phone/gateways/pesaflow/PaymentAPI/iframev2.1.php", data=form | {"secureHash": "x"})
    assert (answer.status_code, said_by(answer)["error"]) == (422, "invalid params on parsing")


def test_money_is_notified_once_with_a_hash(
    client: FlaskClient, simulator: PaymentSimulator, told: ToldCallbacks
) -> None:
    number = invoice_of(client)
    paid = simulator.answer_prompt(simulator.prompts(PHONE)[0].id, PromptAnswer.PIN_RIGHT)
    told.answer = (503, b"")
    assert (simulator.deliver(), simulator.deliver()) == (1, 0)
    assert told.bodies == [
        (
            NOTIFY,
            {
                "payment_channel": "MPESA",
                "client_invoice_ref": REFERENCE,
                "payment_reference": paid.receipt,
                "currency": "KES",
                "amount_paid": "1050.00",
                "invoice_amount": "1050.00",
                "status": "paid",
                "invoice_number": number,
                "payment_date": "2026-11-23 12:00:00",
                "last_payment_amount": "1050.00",
                "token_hash": hashed(number, "1050.00", "simulated-secret"),
            },
        )
    ]


def test_the_other_family_of_hashes_and_of_amounts(
    client: FlaskClient, simulator: PaymentSimulator, told: ToldCallbacks
) -> None:
    simulator.faults.hash_form, simulator.faults.amount_form = "secure_hash", "number"
    simulator.faults.notice_status = "SUCCESS"
    number = invoice_of(client)
    simulator.answer_prompt(simulator.prompts(PHONE)[0].id, PromptAnswer.PIN_RIGHT)
    simulator.deliver()
    body = told.bodies[0][1]
    assert (body["amount_paid"], body["status"]) == (1050, "SUCCESS")
    parts = (REFERENCE, number, "1050", "2026-11-23 12:00:00", "simulated-secret")
    assert body["secure_hash"] == hashed(*parts)
    assert "token_hash" not in body


@pytest.mark.parametrize("answer", [each for each in PromptAnswer if each is not PromptAnswer.PIN_RIGHT])
def test_a_prompt_without_money_is_told_to_nobody(
    client: FlaskClient, simulator: PaymentSimulator, answer: PromptAnswer
) -> None:
    number = invoice_of(client)
    simulator.answer_prompt(simulator.prompts(PHONE)[0].id, answer)
    assert simulator.deliver() == 0
    assert said_by(status(client, number))["status"] == "pending"


def test_parts_add_up_and_each_is_notified_with_the_total_so_far(
    client: FlaskClient, simulator: PaymentSimulator, told: ToldCallbacks
) -> None:
    number = invoice_of(client, sendSTK="false")
    first = simulator.pay_bill(PHONE, "222222", number, Decimal(400))
    assert (first.receipt != "", said_by(status(client, number))["status"]) == (True, "pending")
    simulator.pay_bill("+254700000002", "222222", f" {number.lower()} ", Decimal(650))
    said = said_by(status(client, number))
    assert (said["status"], said["amount_paid"], said["amount_expected"]) == ("paid", "1050.00", "1050.00")
    simulator.deliver()
    assert [(body["amount_paid"], body["last_payment_amount"]) for _, body in told.bodies] == [
        ("400.00", "400.00"), ("1050.00", "650.00"),
    ]  # fmt: skip
    assert {each.kind for each in simulator.delivered} == {CallbackKind.NOTIFICATION}


def test_the_paybill_knows_invoice_numbers_and_nothing_else(client: FlaskClient, simulator: PaymentSimulator) -> None:
    invoice_of(client)
    refused = simulator.pay_bill(PHONE, "222222", REFERENCE, Decimal(1050))
    assert (refused.receipt, refused.text) == ("", "M-PESA: failed, account number not known.")
    assert simulator.money() == []


def test_an_invoice_is_found_by_its_number_and_by_our_reference(
    client: FlaskClient, simulator: PaymentSimulator
) -> None:
    number = invoice_of(client)
    simulator.answer_prompt(simulator.prompts(PHONE)[0].id, PromptAnswer.PIN_RIGHT)
    by_number, by_reference = said_by(status(client, number)), said_by(status(client, REFERENCE))
    assert by_number == by_reference == {
        "status": "paid",
        "ref_no": number,
        "payment_date": "2026-11-23T12:00:00",
        "name": "WANJIKU KAMAU",
        "currency": "KES",
        "client_invoice_ref": REFERENCE,
        "amount_paid": "1050.00",
        "amount_expected": "1050.00",
    }  # fmt: skip
    unknown = status(client, "404404404404")
    assert (unknown.status_code, said_by(unknown)) == (404, {"error": "Invoice Not Found"})
    assert status(client, number, secure_hash="x").status_code == 401
    assert status(client, number, api_client_id="another").status_code == 401


def test_a_second_checkout_makes_a_second_invoice_unless_told_otherwise(
    client: FlaskClient, simulator: PaymentSimulator
) -> None:
    first, second = invoice_of(client), invoice_of(client)
    assert first != second
    assert said_by(status(client, REFERENCE))["ref_no"] == second, "the newest"
    simulator.pay_bill(PHONE, "222222", first, Decimal(1))
    assert said_by(status(client, REFERENCE))["ref_no"] == first, "the one with money on it"
    simulator.faults.same_invoice = True
    assert invoice_of(client) == first


def test_faults_of_pesaflow(client: FlaskClient, simulator: PaymentSimulator, told: ToldCallbacks) -> None:
    simulator.faults.spurious_500 = 1
    number = invoice_of(client)
    assert status(client, number).status_code == 500
    assert status(client, number).status_code == 200
    simulator.faults.callback_twice = simulator.faults.callback_late = 1
    simulator.pay_bill(PHONE, "222222", number, Decimal(1))
    assert (simulator.deliver(), simulator.deliver_late()) == (0, 2)
    simulator.faults.lose_callback = True
    simulator.pay_bill(PHONE, "222222", number, Decimal(1))
    assert simulator.deliver() == 0
    simulator.faults.lose_callback = False
    simulator.faults.callback_first = 1
    told.bodies.clear()
    second = invoice_of(client)
    assert [body["invoice_number"] for _, body in told.bodies] == [second], "told before it was answered"


def test_what_pesaflow_has_not_granted_or_has_not(client: FlaskClient) -> None:
    assert client.post("/phone/gateways/pesaflow/api/invoice/create").status_code == 401
    assert client.get("/phone/gateways/pesaflow/nothing").status_code == 404
