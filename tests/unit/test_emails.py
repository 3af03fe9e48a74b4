"""E-mail addresses: the only address in a text is read in whole, or the text is refused."""

import pytest

from app.domain.shared import emails
from app.domain.shared.errors import Invalid

EMAIL = "wanjiku@example.com"


@pytest.mark.parametrize(
    "around",
    [
        "{}", " {} ", "\u200b{}\u200b", "\u202a{}\u202c", "\u00a0{}\ufeff", "<{}>", "({})", "\u201c{}\u201d", "'{}'",
        '"{}".', "{}.", "{},", "{}!", "mailto:{}", "Email: {}", "E-mail:{}", "\u3000{}\n",
    ],
)  # fmt: skip
def test_what_stands_around_an_address_is_no_part_of_it(around: str) -> None:
    assert emails.read_address(around.format(EMAIL)) == EMAIL
    assert emails.find_address(around.format(EMAIL)) == EMAIL


@pytest.mark.parametrize(
    "sentence",
    [
        "my email is {}", "me is {}", "Barua pepe {}", "barua pepe yangu ni {}.", "Hi, please use {} thanks",
        "Nambari yangu hii {}", "it's {}", "tuma kwa {}",
    ],
)  # fmt: skip
def test_one_address_in_a_sentence_is_taken(sentence: str) -> None:
    assert emails.find_address(sentence.format(EMAIL)) == EMAIL
    with pytest.raises(Invalid):
        emails.read_address(sentence.format("wanjiku@example.com x"))


@pytest.mark.parametrize(
    "typed",
    [
        "wan\u200bjiku@example.com", "wanjiku\u200d@\u2060example.com", "wanjiku@exam\u00adple\ufeff.com", '="{}"',
        "wanjiku@example.c\u200com", "\u202awanjiku\u202c@example.com", "\u2068{}\u2069",
        "my e\u00admail is wanj\u200biku@example.com",
    ],
)  # fmt: skip
def test_what_takes_no_room_is_no_part_of_an_address(typed: str) -> None:
    assert emails.find_address(typed.format(EMAIL)) == EMAIL
    if "my" not in typed:
        assert emails.read_address(typed.format(EMAIL)) == EMAIL


@pytest.mark.parametrize(
    ("typed", "speaks_of_accents"),
    [
        ("\u00e1nn@example.com", True), ("a\u0301nn@example.com", True), ("a@\u212axample.com", True),
        ("ann\u2013b@example.com", False), ("ann\u3164b@example.com", False), ("a\u1fef@example.com", False),
        ("a\x9cb@example.com", False), ("a\x00b@example.com", False),
    ],
)  # fmt: skip
def test_a_refusal_speaks_of_accents_where_there_are_some(typed: str, speaks_of_accents: bool) -> None:
    with pytest.raises(Invalid) as refused:
        emails.find_address(typed)
    assert isinstance(refused.value, emails.NotLatin) is speaks_of_accents


@pytest.mark.parametrize("typed", ["Wanjiku@Example.COM", "wanjiku\u00a1example.com", "wanjiku\uff20example.com"])
def test_capitals_and_the_at_of_gsm(typed: str) -> None:
    assert emails.find_address(typed) == EMAIL


@pytest.mark.parametrize("address", ["_a@example.com", "o'brien+kra@mail.go.ke", "a_b-c.d@x-y.co.ke", "1@example.com"])
def test_signs_of_an_address_stay(address: str) -> None:
    assert emails.find_address(address) == address
    assert emails.find_address(f"email {address}") == address


@pytest.mark.parametrize(
    "typed",
    [
        "wan jiku@example.com", "wanjiku @example.com", "wanjiku@ example.com", "wanjiku@exa mple.com",
        "wanjiku@example. com", "wanjiku@example.co .ke", "wanjiku@example.co ke", "x@example.com y@example.com",
        "x@example.com,y@example.com", "mu\u0161i\u010d@example.com", "m\u00fcsic@example.com", "ann@ex\u00e4mple.com",
        "\uff41nn@example.com", "ann\u2013b@example.com", "\u0430nn@example.com",
        "ann@\u0435xample.com", "ann@example", "ann@localhost", "ann@example.", "a@b@c.com", "a..b@example.com",
        ".a@example.com", "a.@example.com", "ann@-example.com", "ann@example.com-", "\u00e9@example.com", "a\x00b@x.ke",
        "ann@[127.0.0.1]", "ann@1.2.3.4", '"a b"@example.com', "ann", "@example.com", "ann@", "", "\u212a@example.com",
        "a@example.com\r\nBcc: b@example.com", "x" * 65 + "@example.com", "a@" + "x" * 250 + ".com",
    ],
)  # fmt: skip
def test_no_address_is_made_into_another(typed: str) -> None:
    for read in (emails.read_address, emails.find_address):
        with pytest.raises(Invalid) as refused:
            read(typed)
        assert not typed or typed not in str(refused.value)


def test_a_field_of_a_machine_holds_nothing_but_the_address() -> None:
    with pytest.raises(Invalid):
        emails.read_address("Ann ann@example.com")


def test_it_may_be_no_longer_than_its_place() -> None:
    assert emails.read_address("a" * 52 + "@example.com", longest=64)
    with pytest.raises(Invalid):
        emails.read_address("a" * 53 + "@example.com", longest=64)
