"""Records of the spool: JSON that every release writes and reads in the same way, so the records here never change."""

import json
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import settings as budget
from hypothesis import strategies as st

from app.callbacks.codec import Payload, decode, encode
from app.domain.payments.provider_port import (
    MoneyChannel,
    PaymentNotice,
    RefundNotice,
    RefundWord,
    ResultNotice,
    Transaction,
)
from app.domain.shared.payment_ways import Provider
from app.providers.ports import DeliveryStatus, InboundSms, OptOut, Report, SimTold

CITIZEN = "+254722000333"
SMS = InboundSms("i-1", CITIZEN, "0722 000 333", "22222", "HALI 1020 3040 5060", datetime(2026, 11, 23, 9, tzinfo=UTC))
RECORDS: dict[str, tuple[Payload, str]] = {
    "sms": (
        SMS,
        (
            '["sms", {"id": "i-1", "sender": "+254722000333", "text": "HALI 1020 3040 5060",'
            ' "sent_at": "2026-11-23T09:00:00+00:00"}]'
        ),
    ),
    "sms without a date, from a word": (
        replace(SMS, sender=None, raw_sender="MTN", sent_at=None),
        '["sms", {"id": "i-1", "sender": null, "text": "HALI 1020 3040 5060", "sent_at": null}]',
    ),
    "report": (
        Report("X1", DeliveryStatus.DELIVERED, "", CITIZEN, "Success"),
        '["report", {"id": "X1", "status": "delivered", "failure": "", "phone": "+254722000333"}]',
    ),
    "report of a failure, without a phone": (
        Report("X1", DeliveryStatus.ABSENT, "UserInBlacklist", None, "AbsentSubscriber"),
        '["report", {"id": "X1", "status": "absent", "failure": "UserInBlacklist", "phone": null}]',
    ),
    "report in a word that nobody knows": (
        Report("X1", DeliveryStatus.UNKNOWN, "", CITIZEN, "Parked"),
        '["report", {"id": "X1", "status": "Parked", "failure": "", "phone": "+254722000333"}]',
    ),
    "opt-out": (OptOut("ECITIZEN", CITIZEN), '["opt-out", {"phone": "+254722000333"}]'),
    "sim-swap": (
        SimTold("Q1", swapped=True, last_swap=date(2026, 11, 20)),
        '["sim-swap", {"id": "Q1", "swapped": true, "last_swap": "2026-11-20"}]',
    ),
    "sim-swap that says nothing": (
        SimTold("Q1", swapped=None, last_swap=None),
        '["sim-swap", {"id": "Q1", "swapped": null, "last_swap": null}]',
    ),
}
PAID_AT = datetime(2026, 11, 23, 9, 0, 15, tzinfo=UTC)
NOTICE = PaymentNotice(
    provider=Provider.DARAJA,
    channel=MoneyChannel.CALLBACK,
    payment_id="ab12",
    says_paid=True,
    code="0",
    receipt="RKTQDM7W6S",
    amount_kes=Decimal("1050.10"),
    account="1020 3040 5060",
    paid_at=PAID_AT,
    request_id="ws_CO_1",
)
RECORDS |= {
    "payment": (
        NOTICE,
        (
            '["payment", {"provider": "daraja", "channel": "callback", "payment_id": "ab12", "says_paid": true,'
            ' "code": "0", "receipt": "RKTQDM7W6S", "amount_kes": "1050.10", "account": "1020 3040 5060",'
            ' "paid_at": "2026-11-23T09:00:15+00:00", "request_id": "ws_CO_1"}]'
        ),
    ),
    "payment that failed": (
        PaymentNotice(Provider.PESAFLOW, MoneyChannel.CALLBACK, "ab12", says_paid=False, code="1032"),
        (
            '["payment", {"provider": "pesaflow", "channel": "callback", "payment_id": "ab12", "says_paid": false,'
            ' "code": "1032", "receipt": "", "amount_kes": null, "account": "", "paid_at": null, "request_id": ""}]'
        ),
    ),
    "payment-result": (
        ResultNotice("cd34", "0", Transaction("RKTQDM7W6S", Decimal(1050), None, PAID_AT)),
        (
            '["payment-result", {"claim_id": "cd34", "code": "0", "receipt": "RKTQDM7W6S", "amount_kes": "1050",'
            ' "paid_at": "2026-11-23T09:00:15+00:00"}]'
        ),
    ),
    "payment-result that found nothing": (
        ResultNotice("cd34", "2001", None),
        (
            '["payment-result", {"claim_id": "cd34", "code": "2001", "receipt": null, "amount_kes": null,'
            ' "paid_at": null}]'
        ),
    ),
    "refund-result": (
        RefundNotice("ef56" * 9, RefundWord.DONE, "0", "RKTQDM7W6S", Decimal("7550.00")),
        (
            f'["refund-result", {{"name": "{"ef56" * 9}", "says": "done", "code": "0", "receipt": "RKTQDM7W6S",'
            ' "amount_kes": "7550.00"}]'
        ),
    ),
}
NOT_WRITTEN = {"raw_sender", "to", "sender_id", "raw_status"}
"""Fields that no code uses."""


def acted_on(told: Payload) -> tuple[type, dict[str, object]]:
    return type(told), {each.name: getattr(told, each.name) for each in fields(told) if each.name not in NOT_WRITTEN}


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_is_written_as_it_always_was(name: str) -> None:
    told, written = RECORDS[name]
    assert json.dumps(encode(told)) == written


@pytest.mark.parametrize("name", RECORDS)
def test_what_any_release_wrote_is_read_to_the_last_field_and_written_as_before(name: str) -> None:
    told, written = RECORDS[name]
    read = decode(*json.loads(written))
    assert acted_on(read) == acted_on(told)
    assert json.dumps(encode(read)) == written


@pytest.mark.parametrize("name", RECORDS)
def test_a_field_of_a_newer_release_is_passed_by(name: str) -> None:
    told, written = RECORDS[name]
    kind, said = json.loads(written)
    assert acted_on(decode(kind, said | {"heard": "of later"})) == acted_on(told)


def test_what_may_be_a_password_is_not_written() -> None:
    _, said = encode(replace(SMS, text="my password is 907214"))
    assert "907214" not in json.dumps(said)


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_of_an_unknown_kind_or_without_a_field_is_refused(name: str) -> None:
    kind, said = json.loads(RECORDS[name][1])
    with pytest.raises(LookupError):
        decode(f"{kind} of tomorrow", said)
    for missing in said:
        with pytest.raises(LookupError):
            decode(kind, {field: value for field, value in said.items() if field != missing})


AMOUNTS = st.decimals(min_value=0, max_value=10**10, places=2)
MOMENTS = st.datetimes(timezones=st.just(UTC))
NOTICES = st.builds(
    PaymentNotice,
    provider=st.sampled_from(Provider),
    channel=st.sampled_from(MoneyChannel),
    payment_id=st.none() | st.text("0123456789abcdef", min_size=1),
    says_paid=st.booleans(),
    code=st.text(max_size=9),
    receipt=st.text(max_size=12),
    amount_kes=st.none() | AMOUNTS,
    account=st.text(max_size=20),
    paid_at=st.none() | MOMENTS,
    request_id=st.text(max_size=20),
)
MONEY = st.builds(
    Transaction, receipt=st.text(min_size=1, max_size=12), amount_kes=AMOUNTS, account=st.none(), paid_at=MOMENTS
)
RESULTS = st.builds(
    ResultNotice, claim_id=st.text(max_size=20), code=st.text(max_size=9), transaction=st.none() | MONEY
)


@budget(max_examples=200, deadline=None)
@given(NOTICES | RESULTS)
def test_whatever_is_told_of_money_is_read_as_it_was_to_the_last_cent(told: PaymentNotice | ResultNotice) -> None:
    kind, said = json.loads(json.dumps(encode(told)))
    read = decode(kind, said)
    assert read == told
    assert json.dumps(encode(read)) == json.dumps(encode(told))
