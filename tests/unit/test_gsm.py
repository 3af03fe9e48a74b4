"""GSM 03.38: septets of each letter, SMS parts of a text, and folding of letters that the alphabet lacks."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.platform import gsm0338

BASIC_LETTERS = gsm0338.BASIC.replace(gsm0338.ESCAPE, "")
ANY_LETTER = st.text()
GSM_LETTERS = st.text(st.sampled_from(BASIC_LETTERS + gsm0338.EXTENDED))


@pytest.mark.parametrize(
    ("code", "letter"),
    [
        (0x00, "@"), (0x02, "$"), (0x09, "Ç"), (0x0A, "\n"), (0x0D, "\r"), (0x10, "Δ"), (0x11, "_"),
        (0x1B, "\x1b"), (0x1F, "É"), (0x20, " "), (0x24, "¤"), (0x30, "0"), (0x40, "¡"), (0x41, "A"),
        (0x5A, "Z"), (0x5B, "Ä"), (0x5F, "§"), (0x60, "¿"), (0x61, "a"), (0x7A, "z"), (0x7B, "ä"), (0x7F, "à"),
    ],
)  # fmt: skip
def test_the_table_is_that_of_the_standard(code: int, letter: str) -> None:
    assert len(gsm0338.BASIC) == 128 == len(set(gsm0338.BASIC))
    assert gsm0338.BASIC[code] == letter


def test_a_letter_costs_one_septet_and_an_escaped_one_two() -> None:
    assert all(gsm0338.septets(letter) == 1 for letter in BASIC_LETTERS)
    assert all(gsm0338.septets(letter) == 2 for letter in "^{}\\[~]|€\f")


@pytest.mark.parametrize("text", ["ç", "’", "`", "\t", "\xa0", "ũ", "😀", "\x1b", "\x00", "a\u200bb"])
def test_what_the_alphabet_lacks_has_no_cost(text: str) -> None:
    assert gsm0338.septets(text) is None
    assert not gsm0338.fits(text)


def test_a_screen_holds_160_septets_and_not_one_more() -> None:
    assert gsm0338.fits("x" * 160)
    assert not gsm0338.fits("x" * 161)
    assert gsm0338.fits("x" * 158 + "€")
    assert not gsm0338.fits("x" * 159 + "€")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 0),
        ("x" * 160, 1),
        ("x" * 161, 2),
        ("x" * 306, 2),
        ("x" * 307, 3),
        ("x" * 158 + "€", 1),
        ("x" * 152 + "€" + "x" * 152, 3),  # an escape and its letter may not be in different parts
        ("x" * 151 + "€" + "x" * 153, 2),
        ("ũ" * 70, 1),
        ("ũ" * 71, 2),
        ("ũ" * 134, 2),
        ("ũ" * 135, 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("ũ" * 66 + "😀" + "ũ" * 66, 3),
    ],
)
def test_a_text_is_paid_for_in_parts(text: str, parts: int) -> None:
    assert gsm0338.parts(text) == parts


@given(GSM_LETTERS)
def test_no_more_parts_than_the_septets_need(text: str) -> None:
    cost = gsm0338.septets(text)
    assert cost is not None
    if cost <= gsm0338.ONE_SMS:
        assert gsm0338.parts(text) == (1 if text else 0)
    else:
        assert (
            math.ceil(cost / gsm0338.PART_OF_SMS) <= gsm0338.parts(text) <= math.ceil(cost / (gsm0338.PART_OF_SMS - 1))
        )


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("“Ng’ombe” – 5 km…", '"Ng\'ombe" - 5 km...'),
        ("Wanjikũ wa Mũthĩ", "Wanjiku wa Muthi"),
        ("çâ Š ł", "ca S ?"),
        ("José Ñandú", "José Ñandu"),
        ("a\tb\xa0c", "a b c"),
        ("a\r\nb", "a\n\nb"),
        ("KES 1½, \u2153 of 1⁄2", "KES 1 1/2,  1/3 of 1/2"),
        ("№ 7 ™ ﬁ", "No 7 TM fi"),
        ("ok 😀 Ж", "ok ? ?"),
        ("a\x00b\x1bc\u200bd\ufeff", "abcd"),
        ("e\u0301", "e"),
        ("\ud800x", "x"),
        ("≤ 50 ≥ 10", "<= 50 >= 10"),
    ],
)
def test_a_text_is_folded_to_the_nearest(written: str, folded: str) -> None:
    assert gsm0338.fold(written) == folded


@given(ANY_LETTER)
def test_whatever_is_folded_can_be_written(text: str) -> None:
    assert gsm0338.septets(gsm0338.fold(text)) is not None
    assert gsm0338.fold(gsm0338.fold(text)) == gsm0338.fold(text)


@given(GSM_LETTERS.filter(lambda text: "\r" not in text))
def test_what_can_be_written_is_left_alone(text: str) -> None:
    assert gsm0338.fold(text) == text


def test_half_a_character_is_counted_too() -> None:
    assert gsm0338.parts("\ud800") == 1
    assert gsm0338.parts("\udfff" * 71) == 2
