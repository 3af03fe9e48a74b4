"""Callbacks of Africa's Talking are read as tests/payloads says; all other requests are refused without a crash."""

import dataclasses
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from app.providers.africastalking.callbacks import (
    parse_hop,
    parse_opt_out,
    parse_report,
    parse_session_end,
    parse_sms,
)
from app.providers.ports import Malformed
from tests.payloads import Family, Payload, payloads

Parser = Callable[[Mapping[str, list[str]]], Any]

PARSERS: dict[Family, Parser] = {
    "ussd": parse_hop,
    "session_ends": parse_session_end,
    "inbound_sms": parse_sms,
    "reports": parse_report,
    "opt_outs": parse_opt_out,
}
EVERY = [
    pytest.param(parser, payload, id=payload.name) for family, parser in PARSERS.items() for payload in payloads(family)
]
FIELDS = [
    "sessionId", "phoneNumber", "serviceCode", "networkCode", "text", "status", "hopsCount", "durationInMillis",
    "errorMessage", "from", "to", "id", "date", "failureReason", "senderId", "input",
]  # fmt: skip
SECRET = "S3cret-pass"
NUMBER = "+254711222333"


def posted(payload: Payload) -> dict[str, list[str]]:
    """The form of a request, as the web framework reads it from the bytes."""
    headers = payload.headers.items()
    request = Request(EnvironBuilder(method="POST", headers=headers, data=payload.body).get_environ())
    return request.form.to_dict(flat=False)


@pytest.mark.parametrize(("parser", "payload"), EVERY)
def test_every_payload_is_read_or_refused_as_it_says(parser: Parser, payload: Payload) -> None:
    form = {} if payload.method == "GET" else posted(payload)
    if payload.refused:
        with pytest.raises(Malformed) as refusal:
            parser(form)
        assert refusal.value.status == 400
        return
    found = json.loads(json.dumps(dataclasses.asdict(parser(form)), default=datetime.isoformat))
    assert payload.reads.items() <= found.items()


@pytest.mark.parametrize("payload", payloads("strangers"), ids=str)
@pytest.mark.parametrize("parser", PARSERS.values())
def test_a_notice_of_another_product_is_refused_everywhere(parser: Parser, payload: Payload) -> None:
    with pytest.raises(Malformed):
        parser(posted(payload))


def test_the_payloads_are_all_there() -> None:
    counts = {family: len(payloads(family)) for family in PARSERS}
    assert counts == {"ussd": 36, "session_ends": 8, "inbound_sms": 17, "reports": 17, "opt_outs": 3}


def test_what_was_typed_and_shown_is_dropped_from_the_end_of_a_session() -> None:
    end = parse_session_end(
        {
            "sessionId": ["s"],
            "phoneNumber": [NUMBER],
            "status": ["Failed"],
            "input": [f"1*{SECRET}"],
            "lastAppResponse": [f"CON {SECRET}"],
            "errorMessage": [f"Response should start with a CON or an END: {SECRET}"],
        }
    )
    assert SECRET not in str(dataclasses.asdict(end))


@pytest.mark.parametrize("parser", PARSERS.values())
def test_no_text_and_no_number_shows_in_a_repr(parser: Parser) -> None:
    form = {field: [SECRET] for field in ("text", "serviceCode", "input", "lastAppResponse", "errorMessage")}
    form |= {field: [NUMBER] for field in ("phoneNumber", "from")}
    form |= {"sessionId": ["s1"], "id": ["i1"], "senderId": ["ECITIZEN"], "status": ["Success"]}
    shown = repr(parser(form))
    assert SECRET not in shown
    assert NUMBER[1:] not in shown


@pytest.mark.parametrize("parser", PARSERS.values())
def test_a_refusal_repeats_nothing_that_was_posted(parser: Parser) -> None:
    for form in ({"phoneNumber": [SECRET]}, {SECRET: [SECRET, SECRET]}, {"from": [""], "text": [SECRET]}):
        with pytest.raises(Malformed) as refusal:
            parser(form)
        assert SECRET not in f"{refusal.value!r} {refusal.value} {refusal.value.reason}"


@settings(max_examples=60, deadline=timedelta(seconds=2))
@given(form=st.dictionaries(st.sampled_from(FIELDS), st.lists(st.text(max_size=200), max_size=2)))
@pytest.mark.parametrize("parser", PARSERS.values())
def test_any_form_is_read_or_refused(parser: Parser, form: dict[str, list[str]]) -> None:
    with suppress(Malformed):
        parser(form)


@settings(max_examples=60, deadline=timedelta(seconds=2))
@given(noise=st.lists(st.text(max_size=80), min_size=3, max_size=3), escaped=st.binary(max_size=40))
def test_what_is_read_can_always_be_stored(noise: list[str], escaped: bytes) -> None:
    text, date, sender = noise
    text += escaped.decode("utf-8", "surrogateescape")
    sms = parse_sms({"id": ["1"], "from": [f"x{sender}"], "text": [text], "date": [date]})
    kept = f"{sms.text}{sms.raw_sender}".encode()
    assert b"\x00" not in kept
    assert "\n" not in sms.text


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-10-06 11:20:46", datetime(2026, 10, 6, 11, 20, 46, tzinfo=UTC)),
        ("2026-10-06T14:20:46+03:00", datetime(2026, 10, 6, 11, 20, 46, tzinfo=UTC)),
        ("", None),
        ("yesterday", None),
        ("2026-13-06 11:20:46", None),
        ("0001-01-01T00:00:00+14:00", None),
    ],
)
def test_a_time_is_utc_or_none(written: str, moment: datetime | None) -> None:
    assert parse_sms({"id": ["1"], "from": ["+254711000001"], "date": [written]}).sent_at == moment
