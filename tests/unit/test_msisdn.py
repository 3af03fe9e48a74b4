"""Phone numbers, as networks, forms and people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.platform.phone_numbers import block, ending, is_kenyan, is_mobile, masked, read_msisdn, read_typed


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("+254712345678", "+254712345678"),
        ("254712345678", "+254712345678"),
        (" 254712345678", "+254712345678"),
        ("0712345678", "+254712345678"),
        ("0110123456", "+254110123456"),
        ("0712 345-678", "+254712345678"),
        ("+254 (0)712 345 678", "+254712345678"),
        ("+254118123456", "+254118123456"),
        ("+254000000001", "+254000000001"),
        ("254000000001", "+254000000001"),
        ("256700100104", "+256700100104"),
        ("+919800000001", "+919800000001"),
        ("+254 20 7903260", "+254207903260"),
        ("+33.1.23.45.67.89", "+33123456789"),
    ],
)
def test_a_number_is_read_however_it_is_written(raw: str, number: str) -> None:
    assert read_msisdn(raw) == number


@pytest.mark.parametrize(
    "raw",
    [
        "", " ", "+", "MTN", "abc", "22222", "40404", "0", "0712", "+2547", "+254712345678901234",
        "++254712345678", "+254712345678x", "1-800-FLOWERS", "+٢٥٤٧١٢٣٤٥٦٧٨", "+999712345678", "+254712345678\x00",
        "254\n712345678", "0" * 5000, "712.345.678" * 20, "9000010712345678",
    ],
)  # fmt: skip
def test_what_is_no_phone_number_is_none(raw: str) -> None:
    assert read_msisdn(raw) is None


@given(st.text(alphabet="+0123456789 ()-.x", max_size=24) | st.text(max_size=60))
def test_reading_never_fails_and_what_is_read_reads_the_same_again(raw: str) -> None:
    number = read_msisdn(raw)
    assert number is None or read_msisdn(number) == number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("712345678", "+254712345678"),
        ("112345678", "+254112345678"),
        ("00254712345678", "+254712345678"),
        ("+254 (0)712 345 678", "+254712345678"),
        ("Safaricom 0712345678", "+254712345678"),
        ("0712 345 678 (Safaricom)", "+254712345678"),
        ("mpesa 0712345678", "+254712345678"),
        ("my safaricom line 0712345678", "+254712345678"),
        ("namba mpya 0712345678", "+254712345678"),
        ("call me on 0712345678", "+254712345678"),
        ("M-PESA: 0712345678", "+254712345678"),
        ("mob. 0712345678", "+254712345678"),
        ("0712,345,678", "+254712345678"),
        ("0712/345678", "+254712345678"),
        ("0712_345_678", "+254712345678"),
        ("0712345678/0722345678", None),
        ("0712345678, 0722345678", None),
        ("0712345678/9", None),
        ("+49 30 123456/7", None),
        ("+254 20 7903260", "+254207903260"),
        ("+33.1.23.45.67.89", "+33123456789"),
        ("+254000000001", "+254000000001"),
        ("+44 7912 345678", "+447912345678"),
        ("00447912345678", "+447912345678"),
        ("+25471234567", None),
        ("25471234567", None),
        ("+2547123456789", None),
        ("254712345678.0", "+254712345678"),
        ("0722.000.000", "+254722000000"),
        ("+254.722.000.000", "+254722000000"),
        ("712345678.00 please", "+254712345678"),
        ("71234567.0", None),
        ("71234567.00", None),
        ("7123456.000", None),
        ("712345.000", None),
        ("71234567,8", None),
        ("7123456 .78", None),
        ("0712.34.5678", None),
        ("25471234567.0", None),
        ("44791234567.8", None),
        ("0025471234567", None),
        ("22222", None),
    ],
)
def test_what_a_desk_types_is_read_as_by_phone_and_a_kenyan_number_has_nine_digits(
    typed: str, number: str | None
) -> None:
    assert read_typed(typed) == number


@given(
    st.from_regex(r"(?:0|254|\+254)?[17][0-9]{8}", fullmatch=True), st.sampled_from([".0", ".00", ".0 ", ".5", ",0"])
)
def test_a_decimal_place_is_no_digit_of_a_phone_number(raw: str, decimals: str) -> None:
    for shorter in (raw, raw[:-1], raw[:-2]):
        assert read_typed(f"{shorter}{decimals}") in (read_typed(shorter), None)
        assert read_msisdn(f"{shorter}{decimals}") in (read_msisdn(shorter), None)


def test_kenya_is_told_by_the_country_code() -> None:
    assert is_kenyan("+254712345678")
    assert not is_kenyan("+256700100104")


@pytest.mark.parametrize(
    ("number", "shown"),
    [("+254712345601", "+2547******01"), ("+919800000001", "+9198******01"), ("+2990123", "+*****23")],
)
def test_a_masked_number_cannot_be_dialled(number: str, shown: str) -> None:
    assert masked(number) == shown


def test_only_kenyan_mobiles_are_mobiles() -> None:
    for number in ("+254712345678", "+254799999999", "+254101000001", "+254110000001"):
        assert is_mobile(number)
    for number in ("+254203000001", "+254900123456", "+254000000001", "+254800221066", "+25471234567", "+254", "",
                   "+2547123456789", "+256700100104", "+447911123456", "+8816123456", "0712345678"):  # fmt: skip
        assert not is_mobile(number), number


def test_a_block_has_a_hundred_thousand_numbers_and_an_ending_tells_few_of_them() -> None:
    assert block("+254712345678") == "+2547123"
    assert ending("+254712345678") == "...5678"
