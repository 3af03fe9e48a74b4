"""Normalisation of what is typed or pasted: what people put around a value is removed, and no letter is changed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.platform import gsm0338, normalize


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("\u200b1020\u200b3040\ufeff", "10203040"),
        ("\u202a29000137\u202c", "29000137"),
        ("\u2066A1\u2069\u00ad", "A1"),
        ("\u00a0 1020\u20093040\u3000", "1020 3040"),
        ("29\u2013000\u2014137", "29-000-137"),
        ("\u2212\uff0d\u2011x", "---x"),
        ("\u0661\u0662\u0663", "123"),
        ("\u06f1\u0967\u09e7", "111"),
        ("\uff11\uff12", "12"),
        ("\U0001d7d8\U0001d7ec", "00"),
        ("1\ufe0f\u20e30\u20e3", "10"),
        ("\U0001f51f", "10"),
        ("\u201cDIP\u22150001\u201d.", "DIP/0001"),
        ("(29000137)", "29000137"),
        ("\u00ab29000137\u00bb,", "29000137"),
        ("Ng\u2019endo", "Ng'endo"),
        ("me\u00a1x", "me@x"),
        ("\uff08\uff11\uff09\uff0e", "1"),
        ("M\u0169thoni", "M\u0169thoni"),
        ("\uff21\u0130\u0131\u017f\u212a\u0410", "\uff21\u0130\u0131\u017f\u212a\u0410"),
        ("\u00b2\u2460\u00bd", "\u00b2\u2460\u00bd"),
        ("a\x00b", "ab"),
        ("\x02A1\x1d2\x03\x7f\x9c", "A1 2"),
        ("A\u180b1\u180f\u17b4\u2065\ufff0\U000e0020", "A1"),
        ("\ufffcA1\ufffc", "A1"),
        ("_a-", "a-"),
        ("*A1*", "A1"),
        ("~A1~", "A1"),
        ('="A1"', "A1"),
        ("\u2116 A1", "A1"),
        ("N\u00ba A1", "A1"),
        ("n.\u00b0A1", "A1"),
        ("N \u1d52. A1", "A1"),
        ("N\u200b\u00ba A1", "A1"),
        ("AN\u00ba1", "AN\u00ba1"),
        ("#A1", "A1"),
        ("<[{A1}]>", "A1"),
        ("\u0027A1;", "A1"),
        ("+A1/", "+A1/"),
        ("", ""),
        ("\u200b \ufeff", ""),
    ],
)
def test_an_identifier_is_read_as_it_was_meant(typed: str, read: str) -> None:
    assert normalize.identifier(typed) == read


@given(st.text(max_size=60))
def test_no_letter_of_an_identifier_is_changed(typed: str) -> None:
    def letters(text: str) -> list[str]:
        kept = text.replace("\u02bc", "").replace("\u02bb", "")  # apostrophes that Unicode counts as letters
        kept = "".join(each for each in kept if not normalize.is_unseen(each))
        kept = normalize.NUMBER_SIGN.sub("", kept)  # number signs, which are written with letters
        found = (each for each in kept if unicodedata.category(each)[0] == "L")
        return [each for each in found if not normalize.is_blank(each)]

    assert letters(normalize.identifier(typed)) == letters(typed)
    again = normalize.identifier(normalize.identifier(typed))
    assert again == normalize.identifier(typed)


@given(st.text(max_size=300))
def test_prose_can_be_written_over_the_air(typed: str) -> None:
    assert gsm0338.septets(normalize.prose(typed)) is not None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("  PRN   123 ", "PRN 123"),
        ("\u201cNg\u2019ombe\u201d", '"Ng\'ombe"'),
        ("asha\u00a1example.com", "asha@example.com"),
        ("a\x00b\r\nc", "ab c"),
        ("N\u00b0 7", "No 7"),
        ("\u00bd", "1/2"),
        ("\u2460", "1"),
        ("", ""),
        ("\ud800", ""),
    ],
)
def test_prose_is_folded_to_what_was_meant(typed: str, meant: str) -> None:
    assert normalize.prose(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        *("1", "1.", "(1)", "1!", "\u201c1\u201d", "1\ufe0f\u20e3", "\uff11", "\u0661", "\u2460", " 1 ", "1\u200b"),
        *("1#", "#1", "*1#"),
    ],
)
def test_a_key_is_read_however_it_came(typed: str) -> None:
    assert normalize.key(typed) == "1"


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("482915", "482915"),
        ("482 915", "482915"),
        ("482-915.", "482915"),
        ("my number is 482915 please", "482915"),
        ("Nambari: 482915, asante", "482915"),
        ("#482915", "482915"),
        ("its no. 482915", "482915"),
        ("482915x", None),
        ("4829l5", None),
        ("G482915", None),
        ("code 482915", None),
        ("482,915", None),
        ("\u00b2482915", None),
        ("", None),
    ],
)
def test_digits_are_read_without_the_words_around_them(typed: str, digits: str | None) -> None:
    assert normalize.digits(typed) == digits


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("2900001.0", "2900001"),
        ("2900001.00", "2900001"),
        ("1,234,567.0", "1,234,567"),
        ("ID 2900001.0 please", "ID 2900001 please"),
        ("29.000.001", "29.000.001"),
        ("29,000,001", "29,000,001"),
        ("1020.3040.5060", "1020.3040.5060"),
        ("254722.000.000", "254722.000.000"),
        ("ID no.29000001", "ID no.29000001"),
        ("29000001.", "29000001."),
        ("KDA.123A", "KDA.123A"),
        ("2900001.5", None),
        ("2900001,0", None),
        ("2900001.000", None),
        ("2900001 . 0", None),
        ("2900001.0.0", None),
        ("900,001.000", None),
        ("29.00001", None),
        ("2.9.0.0.0.0.0.1", None),
    ],
)
def test_a_point_that_may_be_a_decimal_point_separates_no_groups(typed: str, whole: str | None) -> None:
    assert normalize.whole(typed) == whole


def test_a_long_text_is_searched_for_points_in_no_time() -> None:
    for text in ("1" * 50_000 + "," * 50_000 + "x", "1.0 " * 25_000, "1" + ".," * 50_000):
        normalize.whole(text)


def test_words_of_a_value_are_named_by_whoever_knows_it() -> None:
    assert normalize.digits("Code: 482915", {"code"}) == "482915"
    assert normalize.without_words("ID no. 29000138 please", {"id"}) == "29000138"
    assert normalize.without_words("dip0001") == "dip0001"


@pytest.mark.parametrize("typed", ["one", "Tom", "Isa", "Noa", "Wan", "A1234567", "I123456"])
def test_the_beginning_of_a_word_is_no_word(typed: str) -> None:
    assert normalize.without_words(typed) == typed
