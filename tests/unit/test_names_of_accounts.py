"""The document number that identifies an account at sign-in is read as at registration, whatever text is around it.

Sign-in does not ask for the kind of document, so one spelling may be the number of several kinds: `NO 123456` is a
passport of Norway, and an Alien ID with a label. The accounts of all these numbers are found.
"""

import re

import pytest
from hypothesis import assume, given, note, settings
from hypothesis import strategies as st

from app.domain.identity.id_documents import DOCUMENTS, WORDS, may_be, meant_by, name_key
from app.domain.shared.persons import AccountType
from app.platform import normalize

LABELS = sorted(WORDS | normalize.WORDS)
AROUND = ["{}", "*{}*", "_{}_", "~{}~", '="{}"', '"{}"', "'{}", "<{}>", "[{}]", "#{}", "{};", "{}/", "{}-", "\u2116 {}"]
NUMBERS = st.one_of(
    *(st.from_regex(each.shape, fullmatch=True) for kinds in DOCUMENTS.values() for each in kinds),
    st.builds("{}{}".format, st.sampled_from(LABELS), st.from_regex("[0-9]{2,9}", fullmatch=True)),
    st.builds("{}{}".format, st.from_regex("[0-9]{2,9}", fullmatch=True), st.sampled_from(LABELS)),
    st.from_regex("[A-Z]{1,3}[/-][0-9]{3,6}([/-][0-9]{1,3})?", fullmatch=True),
)
GAPS = st.sampled_from(["", " ", " ", "-", "/", ": ", ". ", "_", "#", " no. ", ") ", "=", " - "])


@st.composite
def spellings(draw: st.DrawFn) -> str:
    """Spellings of a number of any kind, with labels before and behind it."""
    number = draw(NUMBERS)
    gap = draw(st.sampled_from(["", "", " ", "-", "."]))
    size = draw(st.integers(1, 4))
    number = gap.join(number[start : start + size] for start in range(0, len(number), size))
    before = "".join(draw(st.sampled_from(LABELS)) + draw(GAPS) for _ in range(draw(st.integers(0, 2))))
    behind = "".join(draw(GAPS) + draw(st.sampled_from(LABELS)) for _ in range(draw(st.integers(0, 1))))
    written = draw(st.sampled_from(AROUND)).format(f"{before}{number}{behind}")
    return written.upper() if draw(st.booleans()) else written


@settings(max_examples=200, deadline=None)
@given(typed=spellings())
def test_what_registering_reads_is_found_by_the_same_spelling_at_sign_in(typed: str) -> None:
    key, read = name_key(typed), {kind: may_be(kind, typed) for kind in AccountType}
    note(f"{typed!r} {key} {read}")
    for kind, number in read.items():
        if number is not None:
            assert name_key(number) == key
            assert (kind, number) in meant_by(key)
            assert may_be(kind, number) == number


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(one=spellings(), other=spellings())
def test_two_keys_lead_to_none_of_the_same(one: str, other: str) -> None:
    keys = name_key(one), name_key(other)
    assume(keys[0] != keys[1])
    assert not {*meant_by(keys[0])} & {*meant_by(keys[1])}
    for key in keys:
        assert all(name_key(number) == key for kind, number in meant_by(key) if may_be(kind, number) == number)


@pytest.mark.parametrize(
    "typed",
    ["no 29000137", "my 29000137", "ID-29000137", "IDNO29000137", "29000137 ID", "id: 29000137.", "nambari 29000137",
     "kipande 29000137",
     "kitambulisho no. 29000137", "I.D. 29000137", "I.D No 29000137", "(ID) 29000137", "29000137 (ID)", "ID_29000137",
     "ID/29000137", "\u2116 29000137", "ID \u2116 29000137", "*29000137*", '="29000137"', "29000137/", "-29000137-",
     "ID29000137", "Kitambulisho29000137", "29,000,137", "029000137"],
)  # fmt: skip
def test_labels_that_registering_reads_are_read_at_sign_in(typed: str) -> None:
    assert may_be(AccountType.CITIZEN, typed) == "29000137"
    assert name_key(typed) == name_key("29000137")
    assert (AccountType.CITIZEN, "29000137") in meant_by(name_key(typed))


@pytest.mark.parametrize(
    "typed",
    ["A123456-", "a 123456", "A-123456", "passport A123456", "[A123456]", "ID A123456", "A. 123456", "a.123.456"],
)
def test_a_passport_with_what_stands_around_it(typed: str) -> None:
    assert may_be(AccountType.FOREIGNER, typed) == "A123456"
    assert (AccountType.FOREIGNER, "A123456") in meant_by(name_key(typed))
    assert all(may_be(kind, typed) is None for kind in (AccountType.CITIZEN, AccountType.RESIDENT, AccountType.REFUGEE))


def test_a_number_that_begins_like_a_label_stays_itself() -> None:
    for number in ("ID290001", "NO123456", "MY2900013"):
        assert may_be(AccountType.FOREIGNER, number) == number
        digits = re.sub("[A-Z]", "", number)
        assert may_be(AccountType.FOREIGNER, digits) != number
        assert (AccountType.FOREIGNER, number) in meant_by(name_key(number))
    assert name_key("ID290001") != name_key("ID290002")
    assert name_key("A290001") != name_key("290001")
    assert name_key("AK290001") != name_key("KE290001")
