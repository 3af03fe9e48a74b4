"""Patterns (regular expressions) of forms: none that is accepted is slow, whatever the answer."""

import re
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.forms.answer_reading import LONGEST_TEXT
from app.domain.forms_import.pattern_letters import PatternRefused
from app.domain.forms_import.patterns import LONGEST, check_pattern

SLOWEST = 0.02
"""Seconds of processor time for one answer."""
PIECES = st.sampled_from(["a", "b", "[ab]", "[a-c]", ".", "\\d", "0", " ", "[^a]"])
SIGNS = st.sampled_from(["", "", "*", "+", "?", "{2}", "{1,3}", "{2,}"])
GROWN = st.recursive(
    st.tuples(PIECES, SIGNS).map("".join),
    lambda parts: st.one_of(
        st.lists(parts, min_size=2, max_size=4).map("".join),
        st.tuples(parts, parts, SIGNS).map(lambda each: f"({each[0]}|{each[1]}){each[2]}"),
        st.tuples(parts, SIGNS).map(lambda each: f"({each[0]}){each[1]}"),
    ),
    max_leaves=8,
)
LENGTHS = (12, 16, 20, 24, 30, 50, LONGEST_TEXT)
"""Lengths of answers, the short ones first: exponential time is noticed before a match takes hours."""


def answers(length: int) -> Iterator[str]:
    """Answers that nearly match a pattern and fail at their end."""
    for begins in ("", "0"):
        for letters in ("a", "ab", "0", "a ", "abc"):
            for ends in ("", "!", "a!"):
                yield f"{begins}{letters * length}"[: length - len(ends)] + ends


def is_slow(pattern: str) -> bool:
    compiled = re.compile(pattern)
    for answer in (each for length in LENGTHS for each in answers(length)):
        start = time.process_time()
        compiled.fullmatch(answer)
        if time.process_time() - start > SLOWEST:
            return True
    return False


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(GROWN)
def test_no_pattern_that_is_taken_is_slow(pattern: str) -> None:
    try:
        check_pattern(pattern)
    except PatternRefused:
        return
    assert not (is_slow(pattern) and is_slow(pattern)), pattern


@given(st.text(max_size=20) | st.text(alphabet="ab.[](){}|*+?\\^$,-0123456789", max_size=20))
def test_no_text_breaks_it_and_what_is_taken_is_a_pattern(pattern: str) -> None:
    with suppress(PatternRefused):
        re.compile(check_pattern(pattern))


@pytest.mark.parametrize("pattern", ["(a+)+", "(a|a)*", "(a+a?)+"])
def test_what_is_slow_is_refused(pattern: str) -> None:
    assert is_slow(pattern)
    with pytest.raises(PatternRefused):
        check_pattern(pattern)


@pytest.mark.parametrize("pattern", ["(a*)*", "(a?){30}a{30}", "a?" * 25 + "a" * 25, "(a|ab)*c", "(a|)*", "((a{2})?)+"])
def test_so_is_what_matches_nothing_again_and_again_or_in_many_ways(pattern: str) -> None:
    with pytest.raises(PatternRefused):
        check_pattern(pattern)


@pytest.mark.parametrize("pattern", ["(a|b)*abb", ".*a.*b.*c.*d", "([a-z]{1,3}){1,9}", "(a{2,3}){2}", "([a-z]+ ?)+"])
def test_so_is_what_might_be(pattern: str) -> None:
    with pytest.raises(PatternRefused, match="it may be slow"):
        check_pattern(pattern)


@pytest.mark.parametrize(
    ("pattern", "fits", "does_not"),
    [
        ("[A-Z]{2}[0-9]{7}", "AK0123456", "A0123456"),
        ("^[Aa][0-9]{9}[A-Za-z]$", "a012345678z", "a01234567z"),
        ("[A-Za-z0-9 /.-]{3,40}", "OB 25/12/5/2026", "OB"),
        ("[A-Z]+( [A-Z]+)*/[A-Z]+ [0-9]+(/[0-9]+)?", "NAIROBI WEST/BLOCK 12/345", "NAIROBI/12"),
        (".*[0-9].*", "plot 12", "plot"),
        ("K[A-Z]{2} [0-9]{3}[A-Z]?", "KDA 123", "KDA123"),
        ("(north|south) \\d+", "south 12", "east 12"),
        ("\\(\\d{2}\\)", "(12)", "12"),
    ],
)
def test_what_authors_write_is_taken(pattern: str, fits: str, does_not: str) -> None:
    taken = check_pattern(pattern)
    assert re.fullmatch(taken, fits)
    assert not re.fullmatch(taken, does_not)


def test_a_pattern_has_an_end() -> None:
    assert check_pattern("a" * LONGEST)
    with pytest.raises(PatternRefused, match="at most 120 letters"):
        check_pattern("a" * (LONGEST + 1))
