"""Pesaflow: hashes, requests, the meaning of its responses, and signed notifications."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.payments.payment_states import FailureReason
from app.domain.payments.provider_port import (
    MoneyChannel,
    PaymentNotice,
    PaymentOrder,
    PaymentQuestion,
    RequestAccepted,
    RequestRejected,
    RequestUnknown,
    Verdict,
)
from app.domain.shared.payment_ways import Provider
from app.providers.http_exchange import HttpAnswer
from app.providers.pesaflow import hashes, invoices
from app.providers.pesaflow.config import PesaflowConfig
from app.providers.pesaflow.notifications import parse_notification
from app.providers.ports import Malformed

CONFIG: Final = PesaflowConfig("https://p.example", "100", "test-key", "test-secret", "https://l.example/pesaflow/cb")
ORDER: Final = PaymentOrder(
    payment_id="p1",
    token="abc123",
    reference="102030405060",
    amount_kes=Decimal(1050),
    phone="+254712345678",
    prompt=True,
    description="Passport renewal",
    service_id="200300",
    payer_name="WANJIKU KAMAU",
    payer_id_number="29000001",
    payer_email="w@example.com",
)
CHECKOUT_HASH: Final = "ODQyNmFhZDU3YTkwNTI4MGNjOGMwMzAzYTAwOWEzMmM1NmFiZDQxMjMwZWFlZWMwZWIwMDNiMmMyMzNhMTY0ZA=="
STATUS_HASH: Final = "YmU5OTgyNmI3ZmRiYTE2N2UwYTczNWFkNzliNDFjMmY1MDMwOWM5YWRmYjViOWVhMmNhODJkNjhkNTVkNGNlMg=="
NOTICE_HASH: Final = "YTcyZWE5MGU4ZDQ0ZjZjMDQyNTRkY2FkNGMxOWNkYzNmNTg2NmNjMWM1NWJmODkzODE2NTAyYTZiOWNkMmQwYQ=="
BY_NUMBER: Final = PaymentQuestion("p1", "GWLQKD", "102030405060")
BY_REFERENCE: Final = PaymentQuestion("p1", "", "102030405060")


def answered(body: object, status: int = 200) -> HttpAnswer:
    return HttpAnswer(status, body if isinstance(body, bytes) else json.dumps(body).encode())


def test_a_checkout_is_asked_for_and_signed() -> None:
    assert invoices.checkout_form(CONFIG, ORDER) == {
        "apiClientID": "100",
        "serviceID": "200300",
        "billDesc": "Passport renewal",
        "currency": "KES",
        "billRefNumber": "102030405060",
        "clientMSISDN": "254712345678",
        "clientName": "WANJIKU KAMAU",
        "clientIDNumber": "29000001",
        "clientEmail": "w@example.com",
        "amountExpected": "1050.00",
        "callBackURLOnSuccess": "https://l.example/status",
        "notificationURL": "https://l.example/pesaflow/cb/notify/abc123",
        "pictureURL": "",
        "format": "json",
        "sendSTK": "true",
        "secureHash": CHECKOUT_HASH,
    }


def test_a_question_is_signed() -> None:
    assert hashes.sign("test-key", "100", "102030405060") == STATUS_HASH
    asked = {"api_client_id": "100", "ref_no": "102030405060", "secure_hash": STATUS_HASH}
    assert invoices.status_query(CONFIG, BY_REFERENCE) == asked
    assert invoices.status_query(CONFIG, BY_NUMBER)["ref_no"] == "GWLQKD"


def test_a_notification_is_signed() -> None:
    assert hashes.sign("test-key", "GWLQKD", "1050.00", "test-secret") == NOTICE_HASH


def test_what_is_hashed_is_what_is_posted() -> None:
    odd = {"payer_name": "Wanjikũ\n\ud800 K", "description": "x" * 150, "payer_email": " a\0@b.ke"}
    form = invoices.checkout_form(CONFIG, PaymentOrder(**(vars(ORDER) | odd)))
    assert (form["clientName"], form["billDesc"], form["clientEmail"]) == ("Wanjikũ K", "x" * 100, "a@b.ke")
    assert form["secureHash"] == hashes.sign_checkout(CONFIG, form)
    unprompted = invoices.checkout_form(CONFIG, PaymentOrder(**(vars(ORDER) | {"prompt": False})))
    assert unprompted["sendSTK"] == "false"


@pytest.mark.parametrize("bad", [{"amount_kes": Decimal(0)}, {"amount_kes": Decimal("NaN")}, {"service_id": ""}])
def test_no_checkout_without_an_amount_and_a_service(bad: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="no amount or no service"):
        invoices.checkout_form(CONFIG, PaymentOrder(**(vars(ORDER) | bad)))


def test_a_checkout_that_was_taken_says_its_number_and_its_sum() -> None:
    told = {"invoice_number": "GWLQKD", "commission": "5.00", "amount_net": "100.00", "amount_expected": "105.00"}
    assert invoices.judge_checkout(answered(told)) == RequestAccepted("GWLQKD", Decimal(105))
    assert invoices.judge_checkout(answered({"invoice_number": "GWLQKD"})) == RequestAccepted("GWLQKD", None)


@pytest.mark.parametrize(
    "answer",
    [
        answered({}), answered(b""), answered(b"<html>"), answered({"invoice_number": ""}), answered(b"x", 500),
        answered({"invoice_number": None}), answered({"invoice_number": ["GWLQKD"]}), answered(b"", 302),
        answered(b"", 408), answered({"invoice_number": "GWLQKD"}, 502), answered(b"[" * 3000),
    ],
)  # fmt: skip
def test_a_checkout_whose_answer_names_no_invoice_is_unknown(answer: HttpAnswer) -> None:
    assert isinstance(invoices.judge_checkout(answer), RequestUnknown)


@pytest.mark.parametrize(("status", "is_fault"), [(400, True), (401, True), (404, True), (422, True), (429, False)])
def test_a_checkout_that_was_refused_is_for_an_operator(status: int, is_fault: bool) -> None:
    outcome = invoices.judge_checkout(answered({"error": "invalid params on parsing"}, status))
    assert outcome == RequestRejected(f"HTTP {status}", FailureReason.OUT_OF_ORDER, is_fault=is_fault)


def told(status: object, paid: object, expected: object = "1050.00", **more: object) -> HttpAnswer:
    base = {
        "ref_no": "GWLQKD",
        "payment_date": "",
        "name": "W",
        "currency": "KES",
        "client_invoice_ref": "102030405060",
    }
    return answered(base | {"status": status, "amount_paid": paid, "amount_expected": expected} | more)


@pytest.mark.parametrize("word", ["paid", "settled", "PAID", "Settled"])
def test_an_invoice_is_paid_when_all_of_it_is(word: str) -> None:
    for paid in ("1050.00", 1050, "1,050.00", 2000.5):
        status = invoices.judge_status(told(word, paid), BY_NUMBER)
        assert (status.verdict, status.expected_kes) == (Verdict.PAID, Decimal(1050))
    short = invoices.judge_status(told(word, "1049.99"), BY_NUMBER)
    assert (short.verdict, short.paid_kes) == (Verdict.PENDING, Decimal("1049.99"))


@pytest.mark.parametrize(
    "answer",
    [
        told("paid", None), told("paid", "all"), told("paid", "1050", None), told("paid", "0", "0"),
        told("paid", "1050", client_invoice_ref="other"), told("paid", "1050", currency="USD"),
        told("success", "1050"), told("", "1050"), told(True, "1050"), answered(b"paid"), answered(b""),
        HttpAnswer(500, told("paid", "1050").body), HttpAnswer(302, told("paid", "1050").body),
        HttpAnswer(404, told("paid", "1050").body), answered(b"<html>Not Found</html>", 404), answered(b"", 403),
    ],
)  # fmt: skip
def test_what_looks_paid_and_is_not_said_to_be_is_unknown(answer: HttpAnswer) -> None:
    status = invoices.judge_status(answer, BY_NUMBER)
    assert (status.verdict, status.paid_kes) == (Verdict.UNKNOWN, None)


def test_pending_and_not_found_are_pending() -> None:
    status = invoices.judge_status(told("pending", "500.00"), BY_NUMBER)
    assert (status.verdict, status.paid_kes) == (Verdict.PENDING, Decimal(500))
    odd = invoices.judge_status(told("pending", "1050.00"), BY_NUMBER)
    assert (odd.verdict, odd.paid_kes) == (Verdict.UNKNOWN, None)
    missing = invoices.judge_status(answered({"error": "Invoice Not Found"}, 404), BY_REFERENCE)
    assert (missing.verdict, missing.code) == (Verdict.PENDING, "404")


def test_asked_by_our_reference_the_invoice_number_is_found() -> None:
    assert invoices.judge_status(told("pending", "0"), BY_REFERENCE).request_id == "GWLQKD"
    assert invoices.judge_status(told("pending", "0", ref_no="102030405060"), BY_REFERENCE).request_id == ""
    assert invoices.judge_status(told("pending", "0", ref_no="X"), BY_NUMBER).request_id == "GWLQKD"


def posted(**changes: object) -> dict[str, object]:
    return {
        "payment_channel": "MPESA",
        "client_invoice_ref": "102030405060",
        "payment_reference": "NLJ7RT61SV",
        "currency": "KES",
        "amount_paid": "1050.00",
        "invoice_amount": "1050.00",
        "status": "settled",
        "invoice_number": "GWLQKD",
        "payment_date": "2026-11-23 12:30:00",
        "token_hash": NOTICE_HASH,
        "last_payment_amount": "1050.00",
    } | changes


def parse(fields: object) -> PaymentNotice:
    return parse_notification(json.dumps(fields).encode(), "p1", CONFIG)


def test_a_notification_is_read() -> None:
    assert parse(posted()) == PaymentNotice(
        provider=Provider.PESAFLOW,
        channel=MoneyChannel.CALLBACK,
        payment_id="p1",
        says_paid=True,
        code="settled",
        receipt="NLJ7RT61SV",
        amount_kes=Decimal(1050),
        account="102030405060",
        paid_at=datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
        request_id="GWLQKD",
    )


@pytest.mark.parametrize("hashed", ["1050", "1050.00"])
@pytest.mark.parametrize("written", ["1050", "1050.00", 1050, 1050.0])
@pytest.mark.parametrize("kind", ["token_hash", "secure_hash"])
def test_both_hashes_and_both_spellings_vouch(hashed: str, written: object, kind: str) -> None:
    date = "2026-11-23 12:30:00"
    parts = {"token_hash": ("GWLQKD", hashed), "secure_hash": ("102030405060", "GWLQKD", hashed, date)}[kind]
    fields = posted(amount_paid=written) | {"token_hash": None, kind: hashes.sign("test-key", *parts, "test-secret")}
    assert parse(fields).amount_kes == 1050


@pytest.mark.parametrize(
    "forged",
    [
        {"token_hash": ""}, {"token_hash": None}, {"token_hash": NOTICE_HASH[:-1]}, {"token_hash": NOTICE_HASH.lower()},
        {"token_hash": [NOTICE_HASH]}, {"token_hash": "é"}, {"token_hash": "\ud800"}, {"amount_paid": "1050.01"},
        {"invoice_number": "GWLQKE"}, {"amount_paid": "10500.0"}, {"token_hash": None, "secure_hash": ""},
        {"token_hash": hashes.sign("test-key", "GWLQKD", "1050.00")},
        {"token_hash": hashes.sign("another", "GWLQKD", "1050.00", "test-secret")},
    ],
)  # fmt: skip
def test_a_wrong_hash_is_not_believed(forged: dict[str, object]) -> None:
    with pytest.raises(Malformed, match="hash"):
        parse(posted(**forged))


def test_an_amount_in_another_currency_is_none_in_shillings() -> None:
    assert parse(posted(currency="USD")).amount_kes is None


@pytest.mark.parametrize(("last", "amount"), [("500.00", 500), ("2000", 1050), (None, 1050), ("0", 1050), ("x", 1050)])
def test_a_part_of_an_invoice_is_a_receipt_of_that_part(last: object, amount: int) -> None:
    assert parse(posted(last_payment_amount=last)).amount_kes == amount


@pytest.mark.parametrize("word", ["pending", "failed", "", None, "unpaid", "not paid"])
def test_what_is_not_paid_says_so(word: object) -> None:
    assert not parse(posted(status=word)).says_paid
    assert parse(posted(status="PAID")).says_paid


def test_nothing_personal_or_secret_is_shown() -> None:
    assert "test-secret" not in repr(CONFIG)
    assert "test-key" not in repr(CONFIG)
    assert "/cb" not in repr(CONFIG)
    assert "102030405060" not in repr(parse(posted()))
    with pytest.raises(ValueError, match="PESAFLOW_BASE_URL"):
        PesaflowConfig("p.example", "100", "k", "s", "https://l.example/pesaflow/cb")


SCALARS: Final = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12))


@given(st.dictionaries(st.sampled_from(sorted(posted())), SCALARS | st.lists(SCALARS, max_size=2), max_size=6))
@example({"payment_date": "0001-01-01 00:00:00"})
@example({"payment_date": "9999-12-31T23:59:59-23:59"})
@example({"client_invoice_ref": "\ud800"})
def test_the_parser_raises_nothing_but_malformed(changes: dict[str, Any]) -> None:
    try:
        notice = parse(posted(**changes))
    except Malformed:
        return
    assert notice.amount_kes is None or notice.amount_kes >= 0
    assert (notice.request_id, notice.payment_id) == ("GWLQKD", "p1")


@given(st.binary(max_size=60))
@example(b"[" * 5000)
@example(b'{"amount_paid": 1e99999999999999999999}')
@example(b'{"invoice_number": "A", "invoice_number": "B"}')
def test_bytes_of_any_kind_are_malformed(body: bytes) -> None:
    with pytest.raises(Malformed):
        parse_notification(body, "p1", CONFIG)
