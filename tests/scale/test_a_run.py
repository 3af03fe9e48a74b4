"""Unexpected answers of a long run are sorted by what they mean for the citizen."""

import pytest

from app.ussd.turn import BUSY
from tests.benchmarks.load import EXPECTED
from tests.benchmarks.mixed_visits import OWN, PASSWORDS, SIGNED_IN
from tests.benchmarks.visits import HOME
from tests.scale.a_run import kind_of

FIRST = b"200 " + HOME + b"\n1. Track by reference number"


@pytest.mark.parametrize(
    ("answer", "kind", "expected", "sort"),
    [
        (FIRST, OWN, SIGNED_IN, "unknown"),
        (FIRST, PASSWORDS, SIGNED_IN, "wrong"),
        (FIRST, OWN, b"CON My applications", "wrong"),
        (b"200 CON Account ****0001", PASSWORDS, SIGNED_IN, "asked again"),
        (b"000 ConnectionResetError()", OWN, b"CON Account ****", "error"),
        (b"502 Bad Gateway", OWN, HOME, "error"),
        (f"200 END {BUSY}".encode(), OWN, HOME, "error"),
        (b"200 CON Mary: 1. Apply", OWN, SIGNED_IN, "wrong"),
        (b"200 CON Mary: 1. Apply", OWN, b"CON Account ****", "wrong"),
    ],
)
def test_an_answer_is_sorted_by_what_it_says_and_what_was_asked(
    answer: bytes, kind: str, expected: bytes, sort: str
) -> None:
    assert kind_of(f"{answer!r}{EXPECTED}{kind}: {expected!r}") == sort
