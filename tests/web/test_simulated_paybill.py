"""Daraja's stand-in and its paybill: C2B, Pull Transactions, Transaction Status, refunds."""

import hashlib
from decimal import Decimal
from typing import Any

import pytest

from app.simulator.payments.courier import CallbackKind
from app.simulator.payments.simulator import PaymentSimulator
from app.simulator.payments.state import Invoice, PromptAnswer
from tests.conftest import Clock
from tests.daraja_caller import DarajaCaller
from tests.standin_payments import ToldCallbacks, standin_app

PHONE = "+254700000001"
PAYBILL = "600638"
URLS = {
    "ShortCode": PAYBILL,
    "ResponseType": "Completed",
    "ConfirmationURL": "http://127.0.0.1:1/daraja/key/c2b/confirmation",
    "ValidationURL": "http://127.0.0.1:1/daraja/key/c2b/validation",
}
PULL = {"ShortCode": PAYBILL, "RequestType": "Pull", "NominatedNumber": "254700000001", "CallBackURL": "http://h/p"}
SPAN = {"ShortCode": PAYBILL, "StartDate": "2026-11-21 12:00:00", "EndDate": "2026-11-30 00:00:00", "OffSetValue": "0"}
LATER = {
    "SecurityCredential": "sealed",
    "PartyA": PAYBILL,
    "Remarks": "x",
    "ResultURL": "http://127.0.0.1:1/daraja/key/results/0a",
    "QueueTimeOutURL": "http://127.0.0.1:1/daraja/key/timeouts/0a",
}
ASK = LATER | {"Initiator": "api", "CommandID": "TransactionStatusQuery", "IdentifierType": "4"}
REFUND = LATER | {
    "OriginatorConversationID": "refund-1",
    "InitiatorName": "api",
    "CommandID": "BusinessPayment",
    "Amount": 3050,
    "PartyB": "254700000001",
}


@pytest.fixture
def told() -> ToldCallbacks:
    return ToldCallbacks()


@pytest.fixture
def simulator(told: ToldCallbacks, clock: Clock) -> PaymentSimulator:
    return PaymentSimulator(None, told.post, clock=clock, delay=None, prompt_seconds=0)


@pytest.fixture
def caller(simulator: PaymentSimulator) -> DarajaCaller:
    return DarajaCaller(standin_app(simulator).test_client())


def registered(caller: DarajaCaller, version: str = "v1", **other: Any) -> None:
    assert caller.post(f"mpesa/c2b/{version}/registerurl", URLS | other)[0] == 200


def test_addresses_are_registered_once(caller: DarajaCaller) -> None:
    registered(caller)
    status, said = caller.post("mpesa/c2b/v1/registerurl", URLS)
    assert (status, said["errorCode"], said["errorMessage"]) == (500, "500.003.1001", "Urls are already registered")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("ShortCode", "174379"), ("ResponseType", "completed"), ("ConfirmationURL", "http://h/MPESA/c"),
        ("ValidationURL", "http://h/sql"), ("ValidationURL", ""),
    ],
)  # fmt: skip
def test_an_address_or_a_default_that_safaricom_refuses(caller: DarajaCaller, field: str, value: str) -> None:
    status, said = caller.post("mpesa/c2b/v1/registerurl", URLS | {field: value})
    assert (status, said["errorMessage"]) == (400, f"Bad Request - Invalid {field}")
    registered(caller)


@pytest.mark.parametrize(
    ("version", "msisdn"),
    [("v1", hashlib.sha256(b"254700000001").hexdigest()), ("v2", "2547 ***** 001")],
)
def test_a_payment_by_hand_is_confirmed_once(
    caller: DarajaCaller, simulator: PaymentSimulator, told: ToldCallbacks, version: str, msisdn: str
) -> None:
    registered(caller, version)
    paid = simulator.pay_bill(PHONE, PAYBILL, " inv 008 ", Decimal(10))
    assert simulator.deliver() == 1
    [(url, body)] = told.bodies
    assert url == URLS["ConfirmationURL"]
    assert body["TransID"] == paid.receipt
    assert body["BillRefNumber"] == "inv 008", "as it was typed"
    assert (body["TransAmount"], body["OrgAccountBalance"], body["TransTime"]) == ("10.00", "10.00", "20261123120000")
    assert (body["MSISDN"], body["BusinessShortCode"]) == (msisdn, PAYBILL)
    assert all(isinstance(value, str) for value in body.values())


def test_validation_is_off_unless_asked_for(
    caller: DarajaCaller, simulator: PaymentSimulator, told: ToldCallbacks
) -> None:
    registered(caller)
    told.answer = (200, b'{"ResultCode": "C2B00012", "ResultDesc": "Rejected"}')
    assert simulator.pay_bill(PHONE, PAYBILL, "wrong", Decimal(10)).receipt, "the money comes with that account"
    assert told.bodies == []
    simulator.faults.external_validation = True
    refused = simulator.pay_bill(PHONE, PAYBILL, "wrong", Decimal(10))
    assert (refused.receipt, refused.text) == ("", "M-PESA: failed, invalid account number.")
    assert [each.kind for each in simulator.delivered] == [CallbackKind.VALIDATION]
    asked = told.bodies[0][1]
    assert (asked["BillRefNumber"], asked["TransAmount"], asked["OrgAccountBalance"]) == ("wrong", "10", "")
    assert len(simulator.money()) == 1


@pytest.mark.parametrize("code", [b"0", b'"0"'])
def test_what_is_validated_is_paid_under_the_receipt_that_was_shown(
    caller: DarajaCaller, simulator: PaymentSimulator, told: ToldCallbacks, code: bytes
) -> None:
    registered(caller)
    simulator.faults.external_validation = True
    told.answer = (200, b'{"ResultCode": ' + code + b"}")
    paid = simulator.pay_bill(PHONE, PAYBILL, "102030405060", Decimal(10))
    simulator.deliver()
    assert [body["TransID"] for _, body in told.bodies] == [paid.receipt] * 2


@pytest.mark.parametrize(("default", "comes"), [("Completed", True), ("Cancelled", False)])
@pytest.mark.parametrize("answer", [(0, b""), (500, b""), (200, b"<html>"), (200, b"[]"), (200, b'{"ResultCode": 1}')])
def test_without_an_answer_to_validation_the_registered_default_decides(
    caller: DarajaCaller,
    simulator: PaymentSimulator,
    told: ToldCallbacks,
    default: str,
    comes: bool,
    answer: tuple[int, bytes],
) -> None:
    registered(caller, ResponseType=default)
    simulator.faults.external_validation = True
    told.answer = answer
    assert bool(simulator.pay_bill(PHONE, PAYBILL, "x", Decimal(10)).receipt) is comes
    assert simulator.deliver() == int(comes)


@pytest.mark.parametrize(
    ("paybill", "account", "amount"),
    [
        ("600000", "x", "10"), (PAYBILL, "x", "10.5"), (PAYBILL, "x", "0"), (PAYBILL, "x", "250001"),
        (PAYBILL, "x" * 21, "10"), ("222222", "102030405060", "10"),
    ],
)  # fmt: skip
def test_what_m_pesa_itself_refuses_moves_no_money(
    simulator: PaymentSimulator, paybill: str, account: str, amount: str
) -> None:
    refused = simulator.pay_bill(PHONE, paybill, account, Decimal(amount))
    assert refused.receipt == ""
    assert refused.text.startswith("M-PESA: failed")
    assert simulator.money() == []


def test_pull_lists_prompts_and_payments_by_hand(
    caller: DarajaCaller, simulator: PaymentSimulator, clock: Clock
) -> None:
    assert caller.post("pulltransactions/v1/query", SPAN)[1]["errorCode"] == "401.001"
    assert caller.post("pulltransactions/v1/register", PULL)[1]["ResponseStatus"] == "1000"
    assert caller.post("pulltransactions/v1/register", PULL)[1]["ResponseStatus"] == "1001"
    status, said = caller.post("pulltransactions/v1/query", SPAN)
    assert (status, said["ResponseCode"], said["Response"]) == (200, "1001", [[]])
    paid = simulator.answer_prompt(caller.push()[1]["CheckoutRequestID"], PromptAnswer.PIN_RIGHT)
    clock.move(minutes=1)
    typed = simulator.pay_bill(PHONE, PAYBILL, "wrong one", Decimal(10))
    said = caller.post("pulltransactions/v1/query", SPAN)[1]
    [[first, second]] = said["Response"]
    assert said["ResponseCode"] == "1000"
    assert (first["transactionId"], second["transactionId"]) == (paid.receipt, typed.receipt)
    assert (second["billreference"], second["amount"], second["msisdn"]) == ("wrong one", "10.00", 254700000001)
    assert (second["trxDate"], second["transactiontype"]) == ("2026-11-23T09:01:00Z", "c2b-pay-bill-debit")


def test_pull_has_pages_of_a_hundred_and_goes_back_two_days(
    caller: DarajaCaller, simulator: PaymentSimulator, clock: Clock
) -> None:
    caller.post("pulltransactions/v1/register", PULL)
    for _ in range(101):
        simulator.pay_bill(PHONE, PAYBILL, "x", Decimal(10))
    pages = [caller.post("pulltransactions/v1/query", SPAN | {"OffSetValue": at})[1] for at in ("0", "100", "200")]
    assert [len(page["Response"][0]) for page in pages] == [100, 1, 0]
    clock.move(hours=48)
    caller.token = caller.new_token()
    assert len(caller.post("pulltransactions/v1/query", SPAN)[1]["Response"][0]) == 100
    clock.move(seconds=1)
    assert caller.post("pulltransactions/v1/query", SPAN)[1]["Response"] == [[]]
    before = SPAN | {"EndDate": "2026-11-23 11:59:59"}
    assert caller.post("pulltransactions/v1/query", before)[1]["Response"] == [[]], "the dates are Nairobi's"


def test_money_of_another_paybill_is_neither_listed_nor_found(
    caller: DarajaCaller, simulator: PaymentSimulator, told: ToldCallbacks, clock: Clock
) -> None:
    registered(caller)
    caller.post("pulltransactions/v1/register", PULL)
    with simulator.store.change() as state:
        state.invoices["GWLQKD"] = Invoice(
            number="GWLQKD",
            reference="102030405060",
            net=Decimal(10),
            commission=Decimal(0),
            payer_name="WANJIKU KAMAU",
            notification_url="http://127.0.0.1:1/n",
            made_at=clock(),
        )
    theirs = simulator.pay_bill(PHONE, "222222", "GWLQKD", Decimal(10))
    ours = simulator.pay_bill(PHONE, PAYBILL, "x", Decimal(25))
    [[row]] = caller.post("pulltransactions/v1/query", SPAN)[1]["Response"]
    assert row["transactionId"] == ours.receipt
    caller.post("mpesa/transactionstatus/v1/query", ASK | {"TransactionID": theirs.receipt})
    simulator.deliver()
    assert told.bodies[1][1]["OrgAccountBalance"] == "25.00"
    assert "ResultParameters" not in told.bodies[2][1]["Result"]


def test_pull_wants_dates_and_an_offset(caller: DarajaCaller) -> None:
    caller.post("pulltransactions/v1/register", PULL)
    for field, value in (("StartDate", "2026-11-23"), ("OffSetValue", "-1"), ("ShortCode", "174379")):
        status, said = caller.post("pulltransactions/v1/query", SPAN | {field: value})
        assert (status, said["errorCode"]) == (400, "400.001")


def test_a_transaction_is_told_later_with_the_payer_named_twice(
    caller: DarajaCaller, simulator: PaymentSimulator, told: ToldCallbacks
) -> None:
    paid = simulator.pay_bill(PHONE, PAYBILL, "102030405060", Decimal(10))
    status, said = caller.post("mpesa/transactionstatus/v1/query", ASK | {"TransactionID": paid.receipt})
    assert (status, said["ResponseCode"]) == (200, "0")
    assert told.bodies == []
    simulator.deliver()
    [(url, body)] = told.bodies
    result = body["Result"]
    told_of = result["ResultParameters"]["ResultParameter"]
    by_key = {each["Key"]: each["Value"] for each in told_of}
    assert (url, result["ResultCode"]) == (ASK["ResultURL"], 0)
    assert result["ConversationID"] == said["ConversationID"]
    assert [each["Key"] for each in told_of].count("DebitPartyName") == 2
    assert (by_key["ReceiptNo"], by_key["Amount"], by_key["TransactionStatus"]) == (paid.receipt, 10.0, "Completed")
    assert by_key["FinalisedTime"] == 20261123120000
    assert "102030405060" not in str(result), "the account is not in it"


def test_a_receipt_that_is_not_of_this_paybill_is_not_found(
    caller: DarajaCaller, simulator: PaymentSimulator, told: ToldCallbacks
) -> None:
    caller.post("mpesa/transactionstatus/v1/query", ASK | {"TransactionID": "UKN0000000"})
    simulator.deliver()
    assert told.bodies[0][1]["Result"]["ResultCode"] != 0
    assert "ResultParameters" not in told.bodies[0][1]["Result"]


def test_what_ends_in_the_queue_is_told_to_the_other_address(
    caller: DarajaCaller, simulator: PaymentSimulator, told: ToldCallbacks
) -> None:
    simulator.faults.queue_timeout = 1
    caller.post("mpesa/transactionstatus/v1/query", ASK | {"TransactionID": "UKN0000000"})
    simulator.deliver()
    assert [url for url, _ in told.bodies] == [ASK["QueueTimeOutURL"]]
    assert [each.kind for each in simulator.delivered] == [CallbackKind.TIMEOUT]


def test_a_refund_is_paid_once_for_each_id(
    caller: DarajaCaller, simulator: PaymentSimulator, told: ToldCallbacks
) -> None:
    assert caller.post("mpesa/b2c/v3/paymentrequest", REFUND)[1]["ResponseCode"] == "0"
    status, said = caller.post("mpesa/b2c/v3/paymentrequest", REFUND)
    assert (status, said["errorCode"]) == (500, "500.002.1001")
    assert said["errorMessage"] == "Duplicate OriginatorConversationID."
    assert [(each.id, each.amount, each.phone) for each in simulator.refunds()] == [
        ("refund-1", Decimal(3050), "254700000001")
    ]
    assert simulator.deliver() == 1
    result = told.bodies[0][1]["Result"]
    assert (result["OriginatorConversationID"], result["ResultCode"]) == ("refund-1", 0)
    assert result["TransactionID"] == simulator.refunds()[0].receipt
    by_key = {each["Key"]: each["Value"] for each in result["ResultParameters"]["ResultParameter"]}
    assert by_key["TransactionCompletedDateTime"] == "23.11.2026 12:00:00", "Nairobi's time"
    assert simulator.count("refund") == 2


@pytest.mark.parametrize(
    ("path", "given", "field"),
    [
        ("b2c/v3/paymentrequest", REFUND, "Amount"), ("b2c/v3/paymentrequest", REFUND, "PartyB"),
        ("b2c/v3/paymentrequest", REFUND, "OriginatorConversationID"), ("b2c/v3/paymentrequest", REFUND, "PartyA"),
        ("b2c/v3/paymentrequest", REFUND, "ResultURL"), ("b2c/v3/paymentrequest", REFUND, "CommandID"),
        ("transactionstatus/v1/query", ASK, "SecurityCredential"), ("transactionstatus/v1/query", ASK, "Initiator"),
    ],
)  # fmt: skip
def test_what_is_missing_is_named(
    caller: DarajaCaller, simulator: PaymentSimulator, path: str, given: dict[str, Any], field: str
) -> None:
    status, said = caller.post(f"mpesa/{path}", given | {field: ""})
    assert (status, said["errorMessage"]) == (400, f"Bad Request - Invalid {field}")
    assert simulator.refunds() == []
    assert simulator.deliver() == 0
