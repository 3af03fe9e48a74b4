"""The adapter of Pesaflow over real HTTP: one checkout, three outcomes, and queries by invoice or by our reference."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

import pytest

from app.domain.payments.payment_states import FailureReason
from app.domain.payments.provider_port import (
    PaymentOrder,
    PaymentQuestion,
    PaymentStatus,
    RequestAccepted,
    RequestRejected,
    RequestUnknown,
    Verdict,
)
from app.providers.http_exchange import MOST, Patience
from app.providers.pesaflow import invoices
from app.providers.pesaflow.adapter import Pesaflow
from app.providers.pesaflow.config import PesaflowConfig
from tests.conftest import MONDAY
from tests.scripted_server import DROP, ScriptedServer, Told
from tests.standin_wire import closed_port, silence

PATIENT: Final = Patience(connect=10, silence=10, whole=10)
"""Timeouts longer than a busy machine needs."""
HASTY: Final = Patience(connect=10, silence=0.2, whole=0.2)
"""Timeouts for a server that is silent or slow."""
ORDER: Final = PaymentOrder(
    payment_id="p1",
    token="abc123",
    reference="102030405060",
    amount_kes=Decimal("100.50"),
    phone="+254712345678",
    prompt=True,
    description="Passport",
    service_id="200300",
    payer_name="WANJIKU KAMAU",
    payer_id_number="29000001",
    payer_email="w@example.com",
)
TAKEN: Final = Told(body={"invoice_number": "GWLQKD", "commission": "5.00", "amount_expected": "105.50"})


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer(lambda _: TAKEN) as running:
        yield running


def adapter(url: str, patience: Patience = PATIENT) -> Pesaflow:
    return Pesaflow(PesaflowConfig(url, "100", "key", "hush", "https://l.example/pesaflow/cb"), patience=patience)


def test_a_checkout_makes_an_invoice_once(server: ScriptedServer) -> None:
    assert adapter(server.url).request_payment(ORDER) == RequestAccepted("GWLQKD", Decimal("105.50"))
    [asked] = server.asked
    assert (asked.method, asked.path) == ("POST", invoices.CHECKOUT)
    assert asked.headers["content-type"] == "application/x-www-form-urlencoded"
    assert (asked.form["amountExpected"], asked.form["sendSTK"], asked.form["pictureURL"]) == ("100.50", "true", "")
    assert asked.form["clientName"] == "WANJIKU KAMAU"
    assert "hush" not in asked.raw.decode()


@pytest.mark.parametrize(
    "lost",
    [
        DROP, Told(502, b""), Told(200, b"<html>"), Told(200, b"x" * (MOST + 1)),
        Told(302, b"", {"Location": "/other"}),
    ],
)  # fmt: skip
def test_an_answer_that_is_lost_leaves_it_unknown_and_nothing_is_sent_again(
    server: ScriptedServer, lost: Told | str
) -> None:
    server.answering = lambda _: lost
    outcome = adapter(server.url).request_payment(ORDER)
    assert isinstance(outcome, RequestUnknown)
    assert len(server.asked) == 1
    for told in ("102030405060", "WANJIKU", "254712345678"):
        assert told not in repr(outcome)
    assert adapter(server.url).query_status(PaymentQuestion("p1", "", "102030405060")).verdict is Verdict.UNKNOWN
    assert len(server.asked) == 2


def test_silence_is_unknown_and_what_never_left_is_rejected() -> None:
    with silence() as port:
        assert isinstance(adapter(f"http://127.0.0.1:{port}", HASTY).request_payment(ORDER), RequestUnknown)
    nowhere = adapter(f"http://127.0.0.1:{closed_port()}")
    outcome = nowhere.request_payment(ORDER)
    assert isinstance(outcome, RequestRejected)
    assert (outcome.reason, outcome.is_fault) == (FailureReason.OUT_OF_ORDER, False)
    assert nowhere.query_status(PaymentQuestion("p1", "GWLQKD", "1")).verdict is Verdict.UNKNOWN


def test_an_order_without_a_service_is_not_sent(server: ScriptedServer) -> None:
    outcome = adapter(server.url).request_payment(PaymentOrder(**(vars(ORDER) | {"service_id": ""})))
    assert isinstance(outcome, RequestRejected)
    assert outcome.is_fault
    assert server.asked == []


def test_an_invoice_whose_number_was_lost_is_found_by_our_reference(server: ScriptedServer) -> None:
    invoice = {"status": "PAID", "ref_no": "GWLQKD", "client_invoice_ref": "102030405060", "currency": "KES"}
    server.answering = lambda _: Told(body=invoice | {"amount_paid": "105.50", "amount_expected": "105.50"})
    paid = adapter(server.url).query_status(PaymentQuestion("p1", "", "102030405060"))
    due = Decimal("105.50")
    assert paid == PaymentStatus(Verdict.PAID, "paid", request_id="GWLQKD", paid_kes=due, expected_kes=due)
    adapter(server.url).query_status(PaymentQuestion("p1", "GWLQKD", "102030405060"))
    assert [each.query["ref_no"] for each in server.asked] == ["102030405060", "GWLQKD"]
    assert all(each.method == "GET" and each.path.startswith(f"{invoices.STATUS}?") for each in server.asked)


def test_an_invoice_that_is_not_there_yet_is_pending(server: ScriptedServer) -> None:
    server.answering = lambda _: Told(404, {"error": "Invoice Not Found"})
    status = adapter(server.url).query_status(PaymentQuestion("p1", "", "102030405060"))
    assert status == PaymentStatus(Verdict.PENDING, "404")


def test_pesaflow_has_no_list_and_gives_nothing_back(server: ScriptedServer) -> None:
    pesaflow = adapter(server.url)
    assert pesaflow.fetch_transactions(MONDAY, MONDAY) is None
    assert pesaflow.send_refund("r", ORDER.phone, Decimal(5), token="t") is None
    assert server.asked == []
