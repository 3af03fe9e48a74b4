"""What Daraja's responses mean: result codes, outcomes of a submission, and queries, of which only success is paid."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.payments.payment_states import FailureReason as Why
from app.domain.payments.provider_port import (
    PaymentOrder,
    PaymentStatus,
    RefundOutcome,
    RequestAccepted,
    RequestRejected,
    RequestUnknown,
    Verdict,
)
from app.providers.daraja import operations, prompts, pulled
from app.providers.daraja.config import UNWANTED, DarajaConfig
from app.providers.daraja.result_codes import RESULTS, find_meaning
from app.providers.http_exchange import HttpAnswer

MOMENT: Final = datetime(2026, 11, 23, 21, 30, 5, tzinfo=UTC)
"""Half past midnight of the 24th in Nairobi."""
CONFIG: Final = DarajaConfig(
    "https://api.example", "key", "secret", "600638", "passkey", "https://lango.example/daraja/cb", "op", "cred"
)
ID: Final = "ws_CO_24112026003005000712345678"


def order(**changes: Any) -> PaymentOrder:
    fields: dict[str, Any] = {
        "payment_id": "p1",
        "token": "abc123",
        "reference": "102030405060",
        "amount_kes": Decimal("1050.00"),
        "phone": "+254712345678",
        "prompt": True,
        "description": "Passport renewal, 32 pages",
        "service_id": "",
        "payer_name": "WANJIKU KAMAU",
        "payer_id_number": "29000001",
        "payer_email": "w@example.com",
    }
    return PaymentOrder(**(fields | changes))


def answered(body: object, status: int = 200) -> HttpAnswer:
    return HttpAnswer(status, body if isinstance(body, bytes) else json.dumps(body).encode())


def result(code: object, **more: object) -> HttpAnswer:
    return answered({"ResponseCode": "0", "CheckoutRequestID": ID, "ResultCode": code, "ResultDesc": "words"} | more)


def error(code: str, words: str = "", status: int = 500) -> HttpAnswer:
    return answered({"requestId": "1-2-3", "errorCode": code, "errorMessage": words}, status)


FAILURES: Final = {
    "1": Why.NO_MONEY, "2": Why.LIMIT, "3": Why.LIMIT, "4": Why.LIMIT, "8": Why.OUT_OF_ORDER, "17": Why.TOO_SOON,
    "26": Why.OUT_OF_ORDER, "1001": Why.BUSY_LINE, "1019": Why.NO_ANSWER, "1025": Why.NO_ANSWER,
    "1032": Why.CANCELLED, "1037": Why.NO_ANSWER, "2001": Why.WRONG_PIN, "2028": Why.OUT_OF_ORDER,
    "SFC_IC0003": Why.OUT_OF_ORDER, "8006": Why.LOCKED,
}  # fmt: skip


@pytest.mark.parametrize("code", FAILURES)
def test_each_final_code_says_why(code: str) -> None:
    for written in {code, int(code) if code.isdecimal() else code}:
        status = prompts.judge_query(result(written), ID)
        assert (status.verdict, status.code, status.reason) == (Verdict.FAILED, code, FAILURES[code])


def test_the_table_has_these_rows_and_an_operator_looks_at_what_is_our_fault() -> None:
    assert RESULTS.keys() == FAILURES.keys() | {"0", "4999", "9999", "500.001.1001"}
    assert {code for code, row in RESULTS.items() if row.is_fault} == {"8", "1025", "2028", "SFC_IC0003"}
    assert [code for code, row in RESULTS.items() if row.verdict is Verdict.PAID] == ["0"]


@pytest.mark.parametrize("code", ["0", 0])
def test_only_success_pays(code: object) -> None:
    assert prompts.judge_query(result(code), ID) == PaymentStatus(Verdict.PAID, "0")


@pytest.mark.parametrize(
    "answer",
    [
        result("0", CheckoutRequestID="ws_CO_another"),
        result("0", ResponseCode="1"),
        result("0", errorCode="500.003.1001"),
        result(False),
        result("0.0"),
        result("00"),
        result(None),
        answered({"ResultCode": "0", "CheckoutRequestID": ID}, 500),
        answered({"ResultCode": "0", "CheckoutRequestID": ID}, 302),
        answered([{"ResultCode": "0"}]),
        answered(b'{"ResultCode": "1032", "ResultCode": "0"}'),
    ],
)
def test_what_looks_like_success_and_is_none_pays_nothing(answer: HttpAnswer) -> None:
    assert prompts.judge_query(answer, ID).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize("code", ["4999", 4999, "500.001.1001"])
def test_what_is_under_way_is_pending(code: object) -> None:
    assert prompts.judge_query(result(code), ID).verdict is Verdict.PENDING


@pytest.mark.parametrize(
    "answer",
    [error("500.001.1001"), error("500.001.1001", "", 200), answered({"ResponseCode": "500.001.1001"})],
)
def test_noise_on_a_query_is_no_answer_yet(answer: HttpAnswer) -> None:
    assert prompts.judge_query(answer, ID) == PaymentStatus(Verdict.PENDING, "500.001.1001")


@pytest.mark.parametrize("code", ["9999", "7777", "SFC_IC9999", "-1", "0; drop", "é", "1e3", 10**40])
def test_an_unknown_code_is_unknown_and_crashes_nothing(code: object) -> None:
    status = prompts.judge_query(result(code), ID)
    assert (status.verdict, status.reason) == (Verdict.UNKNOWN, None)


def test_a_code_that_holds_a_number_of_somebody_s_is_not_repeated() -> None:
    assert prompts.judge_query(result("254712345678"), ID).code == "unreadable"


@pytest.mark.parametrize("code", ["1", "1032"])
def test_a_question_that_was_not_answered_fails_nothing(code: str) -> None:
    """Neither the response code of a query nor an error code is the result code of the prompt."""
    for answer in (answered({"ResponseCode": code}), error(code), answered({"ResultCode": code}, 500)):
        assert prompts.judge_query(answer, ID).verdict is Verdict.UNKNOWN


@given(st.one_of(st.integers(), st.text(), st.floats(), st.none(), st.lists(st.integers(), max_size=2)))
def test_no_code_but_success_pays(code: object) -> None:
    verdict = prompts.judge_query(result(code), ID).verdict
    written = code.strip() if isinstance(code, str) else code
    assert (verdict is Verdict.PAID) == (str(written) == "0" and not isinstance(code, bool | float))


def test_a_submit_with_an_id_is_taken() -> None:
    answer = answered({"MerchantRequestID": "1-2", "CheckoutRequestID": ID, "ResponseCode": "0"})
    assert prompts.judge_submit(answer) == RequestAccepted(ID)


@pytest.mark.parametrize(
    "answer",
    [
        answered({"ResponseCode": "0"}),
        answered({"CheckoutRequestID": "", "ResponseCode": "0"}),
        answered({"CheckoutRequestID": {}, "ResponseCode": "0"}),
        answered(b"<html>Sign in to this network</html>"),
        answered(b""),
        answered(b"[" * 3000),
        answered(b'{"CheckoutRequestID": "ws_C'),
        answered(b"\xff\xfe"),
        answered(b"Bad Gateway", 502),
        answered(b"", 504),
        answered(b"", 408),
        error("500.003.1001", "Internal Server Error"),
        error("500.001.1001", ""),
        error("500.001.1001", "", 200),
        error("500.001.1001", "The transaction does not Exist"),
        error("500.001.1001", "", 400),
        error("777.1", "never seen"),
    ],
)
def test_a_submit_whose_answer_says_nothing_is_unknown(answer: HttpAnswer) -> None:
    assert isinstance(prompts.judge_submit(answer), RequestUnknown)


@pytest.mark.parametrize(
    ("answer", "reason", "is_fault"),
    [
        (error("400.002.02", "Bad Request - Invalid PhoneNumber", 400), Why.OUT_OF_ORDER, True),
        (error("404.001.03", "Invalid Access Token", 404), Why.OUT_OF_ORDER, True),
        (error("404.001.01", "Resource not found", 404), Why.OUT_OF_ORDER, True),
        (error("405.001", "Method Not Allowed", 405), Why.OUT_OF_ORDER, True),
        (error("500.003.02", "System is busy"), Why.OUT_OF_ORDER, False),
        (error("500.003.03", "Quota Violation"), Why.OUT_OF_ORDER, True),
        (error("500.001.1001", "Unable to lock subscriber, a transaction is already in process"), Why.BUSY_LINE, False),
        (error("500.001.1001", "[MerchantValidate] - Wrong credentials"), Why.OUT_OF_ORDER, True),
        (error("500.001.1001", "Merchant does not exist"), Why.OUT_OF_ORDER, True),
        (answered(b"<html>403</html>", 403), Why.OUT_OF_ORDER, True),
        (answered(b"", 429), Why.OUT_OF_ORDER, False),
        (answered(b"", 301), Why.OUT_OF_ORDER, True),
    ],
)
def test_a_submit_that_was_not_taken_says_why(answer: HttpAnswer, reason: Why, is_fault: bool) -> None:
    outcome = prompts.judge_submit(answer)
    assert isinstance(outcome, RequestRejected)
    assert (outcome.reason, outcome.is_fault) == (reason, is_fault)


def test_a_prompt_is_asked_for_as_safaricom_wants_it() -> None:
    assert prompts.submit_body(CONFIG, order(), MOMENT) == {
        "BusinessShortCode": "600638",
        "Password": "NjAwNjM4cGFzc2tleTIwMjYxMTI0MDAzMDA1",
        "Timestamp": "20261124003005",
        "TransactionType": "CustomerPayBillOnline",
        "Amount": "1050",
        "PartyA": "254712345678",
        "PartyB": "600638",
        "PhoneNumber": "254712345678",
        "CallBackURL": "https://lango.example/daraja/cb/stk/abc123",
        "AccountReference": "102030405060",
        "TransactionDesc": "Passport rene",
    }


def test_what_is_too_long_or_odd_for_a_prompt_is_cut() -> None:
    body = prompts.submit_body(CONFIG, order(reference="NTSA/DL-2026-0000123456", description="\0é"), MOMENT)
    assert (body["AccountReference"], body["TransactionDesc"]) == ("NTSADL202600", "Payment")


@pytest.mark.parametrize(
    "changes",
    [
        {"amount_kes": Decimal("1050.50")}, {"amount_kes": Decimal(0)}, {"amount_kes": Decimal(-5)},
        {"amount_kes": Decimal("NaN")}, {"amount_kes": Decimal("Infinity")}, {"phone": "+256712345678"},
        {"phone": "254712345678"}, {"phone": "+2547123456789"}, {"reference": "-"}, {"prompt": False},
    ],
)  # fmt: skip
def test_no_prompt_is_asked_for_what_cannot_be_one(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="no"):
        prompts.submit_body(CONFIG, order(**changes), MOMENT)


def test_what_goes_wrong_with_an_account_repeats_no_secret() -> None:
    good: dict[str, Any] = {
        "base_url": "https://api.example", "key": "hush", "secret": "hush", "shortcode": "600638", "passkey": "hush",
        "callback_base": "https://lango.example/daraja/hush", "security_credential": "hush",
    }  # fmt: skip
    assert "hush" not in repr(DarajaConfig(**good))
    for bad in (
        {"base_url": "api.example"}, {"base_url": "https://u:hush@api.example"}, {"shortcode": "paybill"},
        {"c2b_version": "3"}, *({"callback_base": f"https://x/{word.upper()}/hush"} for word in UNWANTED),
    ):  # fmt: skip
        with pytest.raises(ValueError, match=r"^(?!.*hush)"):
            DarajaConfig(**(good | bad))


def page(*rows: object, code: str = "1000") -> HttpAnswer:
    return answered({"ResponseRefID": "1-2-3", "ResponseCode": code, "ResponseMessage": "Success", "Response": [rows]})


ROW: Final = {
    "transactionId": "rktqdm7w6s", "trxDate": "2026-11-23T09:13:00Z", "msisdn": 722000000,
    "transactiontype": "c2b-pay-bill-debit", "billreference": " 1020 ", "amount": "168.00", "organizationname": "X",
}  # fmt: skip


def test_a_page_is_read_row_by_row() -> None:
    [row] = pulled.read_page(page(ROW)) or []
    told = pulled.read_row(row)
    assert told is not None
    assert (told.receipt, told.amount_kes, told.account) == ("RKTQDM7W6S", Decimal(168), "1020")
    assert told.paid_at == datetime(2026, 11, 23, 9, 13, tzinfo=UTC)
    assert "1020" not in repr(told)


def test_no_payments_are_an_empty_page_and_an_unreadable_answer_is_none() -> None:
    assert pulled.read_page(page(code="1001")) == []
    assert pulled.read_page(answered({"ResponseCode": "1001"})) == []
    assert pulled.read_page(page()) == []
    for unread in (
        error("400.001", status=400),
        error("401.001", status=401),
        answered(b"x"),
        page(ROW, code="1"),
        answered({"ResponseCode": "1000"}),
        HttpAnswer(500, page(ROW).body),
    ):
        assert pulled.read_page(unread) is None


@pytest.mark.parametrize(
    "bad", [{"transactionId": ""}, {"transactionId": "a b c d e f"}, {"amount": "-1"}, {"amount": "x"}, {"trxDate": ""}]
)
def test_a_row_that_cannot_be_read_is_none(bad: dict[str, object]) -> None:
    assert pulled.read_row(ROW | bad) is None
    assert pulled.read_page(page(ROW, "row")) == [ROW, {}]


def test_the_list_is_asked_for_in_the_time_of_nairobi() -> None:
    body = pulled.pull_body("600638", datetime(2026, 11, 23, 19, 30, 5, tzinfo=UTC), MOMENT, 200)
    assert body == {
        "ShortCode": "600638",
        "StartDate": "2026-11-23 22:30:05",
        "EndDate": "2026-11-24 00:30:05",
        "OffSetValue": "200",
    }


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (answered({"ConversationID": "c", "OriginatorConversationID": "r", "ResponseCode": "0"}), "accepted"),
        (error("500.002.1001", "Duplicate OriginatorConversationID."), "duplicate"),
        (error("500.002.1001", "Service is currently under maintenance"), "unknown"),
        (error("400.002.02", "Bad Request", 400), "rejected"),
        (error("500.003.02", "System is busy"), "unknown"),
        (answered(b"", 502), "unknown"),
        (answered(b"", 429), "unknown"),
        (answered(b"no", 403), "rejected"),
        (answered({"ResponseCode": "1"}), "unknown"),
        (answered({"ResponseCode": "0"}, 500), "unknown"),
    ],
)
def test_a_refund_is_settled_only_where_the_answer_says_so(answer: HttpAnswer, outcome: str) -> None:
    assert operations.judge_refund(answer) == RefundOutcome(outcome)


@pytest.mark.parametrize(
    ("answer", "is_done"),
    [
        (answered({"OriginatorCoversationID": "1", "ResponseCode": "0", "ResponseDescription": "success"}), True),
        (answered({"ResponseStatus": "1000", "ResponseMessage": "Success"}), True),
        (answered({"ResponseStatus": "1001", "ResponseMessage": "already"}), True),
        (error("500.003.1001", "Urls are already registered"), True),
        (error("500.003.1001", "Duplicate notification info"), True),
        (error("500.003.1001", "Internal Server Error"), False),
        (error("400.002.02", "Bad Request - Invalid ConfirmationURL", 400), False),
        (answered(b"ok"), False),
    ],
)
def test_being_registered_already_is_done(answer: HttpAnswer, is_done: bool) -> None:
    assert operations.judge_registration(answer).is_done is is_done


def test_an_unknown_code_has_no_meaning() -> None:
    assert find_meaning("31337").verdict is Verdict.UNKNOWN
