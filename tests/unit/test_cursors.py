"""Cursors of the API: decoding gives what was encoded, and anything else is refused."""

import base64
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.exceptions import BadRequest

from app.web.api import cursors

KINDS = (datetime, int, str)
MOMENTS = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(0))]))
TEXTS = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40)


@given(MOMENTS, st.integers(0, cursors.LARGEST), TEXTS)
def test_what_was_put_in_comes_out(at: datetime, number: int, text: str) -> None:
    cursor = cursors.encode(at, number, text)
    assert cursors.WRITTEN.fullmatch(cursor)
    assert cursors.decode(cursor, KINDS) == (at, number, text)


def of(*parts: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts, separators=(",", ":")).encode()).decode().rstrip("=")


AT = "2026-11-23T09:00:00+00:00"


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "====",
        "é",
        "A" * 401,
        "bnVsbA",
        of(),
        of(AT, 1),
        of(AT, 1, "x", "y"),
        of(AT, True, "x"),
        of(AT, -1, "x"),
        of(AT, 2**63, "x"),
        of(AT, 1.0, "x"),
        of(AT, "1", "x"),
        of(AT, 1, "a\0b"),
        of(AT, 1, None),
        of("2026-11-23T09:00:00", 1, "x"),
        of("2026-11-23T12:00:00+03:00", 1, "x"),
        of("20261123T090000Z", 1, "x"),
        of("2026-02-30T09:00:00+00:00", 1, "x"),
        of("yesterday", 1, "x"),
        of(1, 1, "x"),
        of(AT, 1, "x") + "=",
        of(AT, 1, "x") + " ",
        base64.urlsafe_b64encode(json.dumps([AT, 1, "x"]).encode()).decode().rstrip("="),
        base64.urlsafe_b64encode(b"[" * 290).decode().rstrip("="),
        base64.urlsafe_b64encode(b"\xff\xfe").decode().rstrip("="),
    ],
)
def test_what_did_not_come_from_here_is_refused(cursor: str) -> None:
    with pytest.raises(BadRequest):
        cursors.decode(cursor, KINDS)


@given(st.text(max_size=60), st.integers(0, 200))
def test_a_changed_one_is_refused_or_is_another_place(noise: str, at: int) -> None:
    cursor = cursors.encode(datetime(2026, 11, 23, 9, tzinfo=UTC), 7, "x")
    changed = cursor[:at] + noise + cursor[at:]
    try:
        parts = cursors.decode(changed, KINDS)
    except BadRequest:
        return
    assert cursors.encode(*parts) == changed
