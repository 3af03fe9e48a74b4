"""What the spool holds is JSON that every release writes and reads alike: each record here stands as it always did."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.callbacks.codec import Payload, decode, encode
from app.providers.ports import DeliveryStatus, InboundSms, OptOut, Report, SimTold

CITIZEN = "+254722000333"
SMS = InboundSms("i-1", CITIZEN, "0722 000 333", "22222", "HALI 1020 3040 5060", datetime(2026, 11, 23, 9, tzinfo=UTC))
RECORDS: dict[str, tuple[Payload, str]] = {
    "sms": (
        SMS,
        '["sms", {"id": "i-1", "sender": "+254722000333", "text": "HALI 1020 3040 5060",'
        ' "sent_at": "2026-11-23T09:00:00+00:00"}]',
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
NOT_WRITTEN = {"raw_sender", "to", "sender_id", "raw_status"}
"""What nobody acts on."""


def acted_on(told: Payload) -> tuple[type, dict[str, object]]:
    return type(told), {name: getattr(told, name) for name in told.__slots__ if name not in NOT_WRITTEN}


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
    kind, fields = json.loads(written)
    assert acted_on(decode(kind, fields | {"heard": "of later"})) == acted_on(told)


def test_what_may_be_a_password_is_not_written() -> None:
    _, fields = encode(replace(SMS, text="my password is 907214"))
    assert "907214" not in json.dumps(fields)


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_of_an_unknown_kind_or_without_a_field_is_refused(name: str) -> None:
    kind, fields = json.loads(RECORDS[name][1])
    with pytest.raises(LookupError):
        decode(f"{kind} of tomorrow", fields)
    for missing in fields:
        with pytest.raises(LookupError):
            decode(kind, {field: value for field, value in fields.items() if field != missing})
