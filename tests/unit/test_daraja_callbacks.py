"""Daraja's callbacks: fields are read by name, only our short code is accepted, and no body causes a crash."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.payments.provider_port import MoneyChannel, PaymentNotice
from app.domain.shared.payment_ways import Provider
from app.providers.daraja.callbacks import TransactionResult, parse_c2b, parse_result, parse_stk
from app.providers.ports import Malformed

NUMBER: Final = "254708374149"
ITEMS: Final = [
    {"Name": "Amount", "Value": 1.00},
    {"Name": "MpesaReceiptNumber", "Value": "NLJ7RT61SV"},
    {"Name": "Balance"},
    {"Name": "TransactionDate", "Value": 20191219102115},
    {"Name": "PhoneNumber", "Value": int(NUMBER)},
]
C2B: Final = {
    "TransactionType": "Pay Bill", "TransID": "RKTQDM7W6S", "TransTime": "20191122063845", "TransAmount": "10.00",
    "BusinessShortCode": "600638", "BillRefNumber": "1020 3040\u0000 5060", "InvoiceNumber": "",
    "OrgAccountBalance": "49197.00", "ThirdPartyTransID": "", "MSISDN": "25470****149", "FirstName": "John",
    "MiddleName": "", "LastName": "Doe",
}  # fmt: skip
STATUS: Final[list[dict[str, object]]] = [
    {"Key": "DebitPartyName", "Value": f"{NUMBER} - Jane Doe"},
    {"Key": "CreditPartyName", "Value": "600638 - Agency"},
    {"Key": "Amount", "Value": 1050},
    {"Key": "TransactionStatus", "Value": "Completed"},
    {"Key": "FinalisedTime", "Value": 20191219102115},
    {"Key": "ReceiptNo", "Value": "NLJ7RT61SV"},
    {"Key": "DebitPartyName", "Value": "600638 - Agency"},
]
MOMENT: Final = datetime(2019, 12, 19, 7, 21, 15, tzinfo=UTC)


def stk(items: object = None, **changes: object) -> bytes:
    told = {"MerchantRequestID": "1-2-3", "CheckoutRequestID": "ws_CO_1", "ResultCode": 0, "ResultDesc": "words"}
    details = {} if items is None else {"CallbackMetadata": {"Item": items}}
    return json.dumps({"Body": {"stkCallback": told | details | changes}}).encode()


def result(items: object, **changes: object) -> bytes:
    told = {"ResultType": 0, "ResultCode": 0, "ConversationID": "c", "TransactionID": "MBN0000000"}
    return json.dumps({"Result": told | {"ResultParameters": {"ResultParameter": items}} | changes}).encode()


def test_a_prompt_that_was_paid() -> None:
    assert parse_stk(stk(ITEMS), "p1") == PaymentNotice(
        provider=Provider.DARAJA,
        channel=MoneyChannel.CALLBACK,
        payment_id="p1",
        says_paid=True,
        code="0",
        receipt="NLJ7RT61SV",
        amount_kes=Decimal(1),
        paid_at=MOMENT,
        request_id="ws_CO_1",
    )


def test_details_are_read_by_name_in_any_order() -> None:
    assert parse_stk(stk(ITEMS[::-1]), "p1") == parse_stk(stk(ITEMS), "p1")
    assert parse_stk(stk(ITEMS[1]), "p1").receipt == "NLJ7RT61SV", "one alone has no list"


@pytest.mark.parametrize("code", [1032, "1032", "SFC_IC0003"])
def test_a_prompt_that_was_not_paid_names_no_receipt(code: object) -> None:
    told = parse_stk(stk(ResultCode=code), "p1")
    assert (told.says_paid, told.code, told.receipt, told.amount_kes) == (False, str(code), "", None)


@pytest.mark.parametrize("odd", [[], {}, None, "x", [None, 1, {"Name": None}, {"Name": ["Amount"]}, {"Value": 1}]])
def test_details_that_cannot_be_read_are_not_there(odd: object) -> None:
    assert parse_stk(stk(odd, CallbackMetadata=odd), "p1").receipt == ""
    assert parse_stk(stk(odd), "p1").amount_kes is None


@pytest.mark.parametrize(
    "value", [True, -5, "x", 1e20, "1e5", "1.234", 10**30, {"a": 1}, [5], "١٢", "0x10", "1_000", "", None, "1" * 11]
)
def test_an_amount_that_is_none_is_not_there(value: object) -> None:
    assert parse_stk(stk([{"Name": "Amount", "Value": value}]), "p1").amount_kes is None


@pytest.mark.parametrize("value", [1050, "1050", 1050.0, "1050.00", "1,050.00", "1050.000", " 1050 "])
def test_an_amount_is_written_in_many_ways(value: object) -> None:
    assert parse_stk(stk([{"Name": "Amount", "Value": value}]), "p1").amount_kes == 1050


def test_a_payment_to_the_paybill() -> None:
    told = parse_c2b(json.dumps(C2B).encode(), "600638")
    assert (told.channel, told.payment_id, told.says_paid) == (MoneyChannel.C2B, None, True)
    assert (told.receipt, told.amount_kes, told.account) == ("RKTQDM7W6S", Decimal(10), "1020 3040 5060")
    assert told.paid_at == datetime(2019, 11, 22, 3, 38, 45, tzinfo=UTC)
    assert parse_c2b(json.dumps(C2B | {"BusinessShortCode": 600638}).encode(), "600638") == told


@pytest.mark.parametrize(
    "bad",
    [
        {"BusinessShortCode": "600639"}, {"BusinessShortCode": ""}, {"TransID": ""}, {"TransID": ["RKTQDM7W6S"]},
        {"TransAmount": "-10"}, {"TransAmount": ""}, {"TransAmount": True},
    ],
)  # fmt: skip
def test_a_payment_to_another_or_without_what_makes_one_is_refused(bad: dict[str, object]) -> None:
    with pytest.raises(Malformed) as refused:
        parse_c2b(json.dumps(C2B | bad).encode(), "600638")
    assert refused.value.status == 400


def test_a_transaction_that_was_looked_for() -> None:
    assert parse_result(result(STATUS)) == TransactionResult(
        "NLJ7RT61SV", Decimal(1050), True, MOMENT, "0", shortcode="600638"
    )


@pytest.mark.parametrize("state", ["Declined", "Cancelled", "Initiated", "Authorized", "Expired", "", None, 7])
def test_a_transaction_that_is_not_completed_is_none(state: object) -> None:
    items = [item if item["Key"] != "TransactionStatus" else item | {"Value": state} for item in STATUS]
    assert not parse_result(result(items)).is_completed
    assert not parse_result(result(STATUS, ResultCode=2001)).is_completed
    assert parse_result(result([], ResultCode="SFC_IC0003")).code == "SFC_IC0003"


def test_the_id_of_the_question_is_no_receipt_and_a_person_is_no_short_code() -> None:
    assert parse_result(result([], ResultCode=26)).receipt == ""
    told = parse_result(result([{"Key": "CreditPartyName", "Value": f"{NUMBER} - Jane Doe"}]))
    assert told.shortcode == ""


def test_a_refund_that_was_paid() -> None:
    items = [
        {"Key": "TransactionAmount", "Value": 10},
        {"Key": "TransactionReceipt", "Value": "NLJ41HAY6Q"},
        {"Key": "ReceiverPartyPublicName", "Value": f"{NUMBER} - John Doe"},
        {"Key": "TransactionCompletedDateTime", "Value": "19.12.2019 10:21:15"},
    ]
    assert parse_result(result(items)) == TransactionResult("NLJ41HAY6Q", Decimal(10), True, MOMENT, "0")


def test_nothing_personal_is_read() -> None:
    told = (parse_stk(stk(ITEMS), "p1"), parse_c2b(json.dumps(C2B).encode(), "600638"), parse_result(result(STATUS)))
    for each in told:
        assert NUMBER not in repr(each)
        assert "Doe" not in repr(each)
        assert "1020" not in repr(each)


Parser = Callable[[bytes], Any]
PARSERS: Final[list[Parser]] = [
    lambda body: parse_stk(body, "p1"),
    lambda body: parse_c2b(body, "600638"),
    parse_result,
]


@pytest.mark.parametrize("parse", PARSERS)
@pytest.mark.parametrize(
    "body",
    [
        b"", b"null", b"[]", b'"x"', b"{}", b"\xff", b"[" * 5000, b'{"a":' * 5000, b'{"Body": null}', b'{"Body": {}}',
        b'{"Result": []}', b'{"Result": {"ResultCode": null}}', b'{"a": NaN}', b'{"a": 1, "a": 2}',
        b'{"a": ' + b"9" * 5000 + b"}", b'{"a": 1e99999999999999999999}', stk().replace(b"ResultCode", b"Code"),
        b'{"Body": {"stkCallback": {"ResultCode": 1, "ResultCode": 0}}}',
    ],
)  # fmt: skip
def test_what_daraja_never_sends_is_malformed(parse: Parser, body: bytes) -> None:
    with pytest.raises(Malformed):
        parse(body)


SCALARS: Final = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12), st.just("20191219102115"), st.just(0)
)
NAMES: Final = st.sampled_from(
    [*C2B, "Body", "stkCallback", "ResultCode", "CallbackMetadata", "Item", "Name", "Value", "Key", "Result", "Amount",
     "ResultParameters", "ResultParameter", "FinalisedTime", "TransactionDate", "CreditPartyName", "ReceiptNo"]
)  # fmt: skip
TREES: Final = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=5), max_leaves=12
)


@given(TREES, st.sampled_from(["bare", "stk", "item", "result", "parameter", "c2b"]))
@example({"Name": "TransactionDate", "Value": "00010101000000"}, "item")
@example({"Name": "TransactionDate", "Value": "99991231235959"}, "item")
@example("\ud800", "bare")
def test_a_parser_raises_nothing_but_malformed(tree: Any, place: str) -> None:
    wrapped = {
        "bare": tree,
        "stk": {"Body": {"stkCallback": tree}},
        "item": {"Body": {"stkCallback": {"ResultCode": 0, "CallbackMetadata": {"Item": tree}}}},
        "result": {"Result": tree},
        "parameter": {"Result": {"ResultCode": 0, "ResultParameters": {"ResultParameter": tree}}},
        "c2b": C2B | (tree if isinstance(tree, dict) else {}),
    }[place]
    for parse in PARSERS:
        try:
            told = parse(json.dumps(wrapped).encode())
        except Malformed:
            continue
        assert told.amount_kes is None or 0 <= told.amount_kes < 10**10
        assert told.receipt == "" or told.receipt.isalnum()


@given(st.binary(max_size=60))
def test_bytes_of_any_kind_are_malformed(body: bytes) -> None:
    for parse in PARSERS:
        with pytest.raises(Malformed):
            parse(body)
