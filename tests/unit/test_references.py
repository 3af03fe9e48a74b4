"""References: a typing error is detected by the check digit, and every common spelling is read."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.shared import references
from app.domain.shared.references import FOREIGN, Slip, candidates, check_digit, has_shape, lookup_key, shown, slip

BODY = st.from_regex(r"[0-9]{11}", fullmatch=True)
OURS = "102030405060"
SEPARATORS = st.text(" -/_:#*\t", max_size=2)


def test_a_new_reference_has_twelve_digits_and_its_check_digit() -> None:
    made = {references.new_reference() for _ in range(1000)}
    assert len(made) == 1000
    assert all(len(each) == 12 and each.isdecimal() and slip(each) is None for each in made)


def test_the_check_digit_is_damms() -> None:
    assert check_digit("572") == "4"  # the example of Damm's dissertation
    assert check_digit("") == "0"


@given(BODY)
def test_every_wrong_digit_is_noticed(body: str) -> None:
    reference = body + check_digit(body)
    for at, right in enumerate(reference):
        for wrong in set("0123456789") - {right}:
            assert slip(reference[:at] + wrong + reference[at + 1 :]) == Slip(12)


@given(BODY)
def test_every_swap_of_two_neighbours_is_noticed(body: str) -> None:
    reference = body + check_digit(body)
    for at, (left, right) in enumerate(pairwise(reference)):
        if left != right:
            assert slip(reference[:at] + right + left + reference[at + 2 :]) == Slip(12)


@given(BODY, st.integers(1, 3))
def test_a_digit_too_many_or_too_few_is_noticed(body: str, more: int) -> None:
    reference = body + check_digit(body)
    assert slip(reference[:-more]) == Slip(12 - more)
    assert slip(reference + "7" * more) == Slip(12 + more)


def test_the_zeros_that_a_spreadsheet_cut_off_are_put_back_to_ours_alone() -> None:
    ours = f"00034567890{check_digit('00034567890')}"
    assert references.with_zeros(ours[3:]) == references.with_zeros(ours[1:]) == ours
    for key in (ours, ours[3:-1], "12345678", OURS, "", "EPP1D6T8M"):
        assert references.with_zeros(key) == ""


@pytest.mark.parametrize("key", ["12345678", "1" * 16, "EPP1D6T8M4H1", "", OURS])
def test_what_may_be_an_agencys_own_is_no_slip(key: str) -> None:
    assert slip(key) is None


@pytest.mark.parametrize(
    "typed",
    [
        "1020 3040 5060", "1020-3040-5060", "1020.3040.5060", "1020/3040/5060", " 102030405060 ",
        "102 030 405 060", "1O2O 3O4O 5O6O", "IO20 3040 5060", "l020 3040 5060", "#102030405060",
        "1020*3040*5060", "1020_3040,5060:",
    ],
)  # fmt: skip
def test_one_reference_is_written_in_many_ways(typed: str) -> None:
    assert lookup_key(typed) == OURS


@pytest.mark.parametrize("typed", ["EPP1-D6T8M4H1", "epp1 d6t8m4h1", "Epp1/d6T8m4H1", "EPPI-D6T8M4HL"])
def test_an_agencys_own_reference_is_written_in_many_ways(typed: str) -> None:
    assert lookup_key(typed) == lookup_key("EPP1-D6T8M4H1")


@given(st.from_regex(FOREIGN, fullmatch=True), st.lists(SEPARATORS, min_size=20, max_size=20), st.booleans())
def test_separators_case_and_look_alikes_do_not_count(issued: str, between: list[str], small: bool) -> None:
    typed = "".join(letter + gap for letter, gap in zip(issued, between, strict=False))
    typed = (typed.lower() if small else typed).replace("0", "o").replace("1", "l")
    assert lookup_key(typed) == lookup_key(issued) == lookup_key(lookup_key(issued))


@given(st.text())
def test_anything_can_be_looked_up(typed: str) -> None:
    lookup_key(typed)
    slip(lookup_key(typed))
    assert len(candidates(typed)) <= 12
    assert all(has_shape(each) for each in candidates(typed))


@pytest.mark.parametrize("typed", ["102030405060.0", "102030405060.00", "1020 3040 5060.0"])
def test_the_decimals_of_a_spreadsheet_are_no_part_of_a_reference(typed: str) -> None:
    assert lookup_key(typed) == lookup_key(candidates(f"my ref is {typed} please")[0]) == OURS


@pytest.mark.parametrize(
    "typed", ["10203040506.0", "10203040506.O", "1020304050.60", "10203040506,0", "1020 3040 506 .0", "10203040.5060"]
)
def test_a_decimal_place_is_no_digit_of_a_reference(typed: str) -> None:
    assert lookup_key(typed) != OURS
    for sentence in (typed, f"status {typed} please"):
        assert OURS not in map(lookup_key, candidates(sentence))


@given(BODY, st.sampled_from([".0", ".00", ",0", ".5", " .0"]))
def test_a_reference_with_decimals_is_read_as_itself_or_not_at_all(body: str, decimals: str) -> None:
    reference = body + check_digit(body)
    for digits in (reference, reference[:-1], reference[:-2], reference[:-4]):
        read = {lookup_key(each) for each in (*candidates(digits + decimals), digits + decimals)}
        assert {key for key in read if key.isdecimal()} <= {digits}


def test_ours_are_shown_in_fours_and_an_agencys_as_it_writes_it() -> None:
    assert shown(OURS) == "1020 3040 5060"
    assert shown("EPP1-D6T8M4H1") == "EPP1-D6T8M4H1"
    assert shown("12345678") == "12345678"


@pytest.mark.parametrize(
    ("typed", "shaped"),
    [
        ("EPP1-D6T8M4H1", True), ("A1234", True), ("1234", False), ("hello", False), ("12345", True),
        ("OOOOO", False), ("1" * 20, True), ("1" * 21, False), ("habari ya leo", False), ("", False),
        ("Ж12345", False), ("il0lo", True),
    ],
)  # fmt: skip
def test_a_reference_has_a_shape(typed: str, shaped: bool) -> None:
    assert has_shape(typed) is shaped


@pytest.mark.parametrize(
    "sentence",
    [
        "1020 3040 5060",
        "my ref is 1020 3040 5060 please",
        "Reference:102030405060.",
        "hi, what of (102030405060)?",
        "ref no. 1020-3040-5060 thanks",
        "ref 102 030 405 060",
        "10 20 30 40 50 60",
        "call 0712345678 about 1020 3040 5060",
        "I paid 1500 on 3/11 for 102030405060 at Nyayo",
        "102030405060 102030405060",
        "naomba hali ya IO2O3O4O5O6O",
        "Ref102030405060",
        "STATUS1020 3040 5060",
        "10 20 30 40 50 60 is my number",
        "ref 1 0 2 0 3 0 4 0 5 0 6 0 please",
        "102030405060please",
        "\u0661\u0660\u0662\u0660\u200b3040 5060 \u2013 hali?",
    ],
)
def test_our_reference_is_found_first_in_a_sentence(sentence: str) -> None:
    assert lookup_key(candidates(sentence)[0]) == OURS


@pytest.mark.parametrize(
    "sentence", ["EPP1-D6T8M4H1", "epp1 d6t8m4h1", "my passport epp1-d6t8m4h1 where", "EPP1 - D6T8M4H1 hali?"]
)
def test_an_agencys_own_is_found_in_a_sentence(sentence: str) -> None:
    assert lookup_key("EPP1-D6T8M4H1") in map(lookup_key, candidates(sentence))


@pytest.mark.parametrize(
    "sentence", ["EPP1-A1B2C3\u010e4", "\u0395PP1-A1B2C3D4", "EPP1-A1B2C3D\u00df", "\uff25PP1-A1B2C3D4"]
)
def test_a_letter_that_is_none_of_ours_is_neither_folded_nor_left_out(sentence: str) -> None:
    assert candidates(sentence) == []
    assert not lookup_key(sentence).isascii()


@pytest.mark.parametrize("sentence", ["", "habari yako", "Good morning to you", "ok 1 2", "...", "Hello oil lo"])
def test_a_sentence_without_a_reference_has_no_candidate(sentence: str) -> None:
    assert candidates(sentence) == []


def test_an_endless_sentence_has_twelve_candidates_at_most() -> None:
    assert len(candidates("A1234 " * 3000)) <= 12
    assert len(candidates(" ".join(f"A{number}" for number in range(1000, 4000)))) == 12
