"""Sealing and blind indexes: what opens, what does not, and what an old key still opens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.platform.encryption import DecryptionError, Keyring

OLD, NEW = "the older secret, 32 characters or more", "the newer secret, 32 characters or more"
KEYS = Keyring([NEW])
PLACE = "accounts.phone:17"
TEXT = st.text(st.characters(exclude_categories=[]))
SEALED = "48baa02b33bce58b1ff9dc979486ea6392e57ade983a644b5827da829bcf83812f1844dc70451798ba5d"
DIGEST = "37dd24d2ee3d0617bf16525c3a4078c51fe1a347d55320db7d79114b149a862f"
"""Both were made by the first release with the secret OLD. If they change, no existing database can be read."""
SAME_NAME = ["a secret of this test's own, no. 065926", "a secret of this test's own, no. 125468"]
"""Two secrets whose key names, the first four bytes of what they seal, are equal: so is one pair in 2**32."""


@given(st.binary(max_size=200), TEXT)
def test_what_is_sealed_opens_at_its_place(plain: bytes, place: str) -> None:
    place = place.encode("utf-8", "ignore").decode()
    assert KEYS.open(KEYS.seal(plain, place), place) == plain


@given(st.text())
def test_text_comes_back_as_it_was(plain: str) -> None:
    assert KEYS.open_text(KEYS.seal_text(plain, PLACE), PLACE) == plain


def test_the_same_is_never_sealed_the_same_way_twice() -> None:
    assert len({KEYS.seal(b"0712345678", PLACE) for _ in range(50)}) == 50


def test_the_plain_text_does_not_show() -> None:
    assert b"0712345678" not in KEYS.seal(b"0712345678", PLACE)


@pytest.mark.parametrize("place", ["accounts.phone:18", "accounts.name:17", "", PLACE + ":"])
def test_it_opens_nowhere_else(place: str) -> None:
    sealed = KEYS.seal(b"secret", PLACE)
    with pytest.raises(DecryptionError):
        KEYS.open(sealed, place)


def test_no_bit_can_be_changed_and_nothing_cut_off() -> None:
    sealed = KEYS.seal(b"secret", PLACE)
    bits = [(at, 1 << bit) for at in range(len(sealed)) for bit in range(8)]
    changed = [sealed[:at] + bytes([sealed[at] ^ bit]) + sealed[at + 1 :] for at, bit in bits]
    for damaged in [*changed, *(sealed[:length] for length in range(len(sealed))), sealed + b"\x00"]:
        with pytest.raises(DecryptionError):
            KEYS.open(damaged, PLACE)


@given(st.binary(max_size=80))
def test_bytes_from_elsewhere_do_not_open(found: bytes) -> None:
    with pytest.raises(DecryptionError):
        KEYS.open(found, PLACE)


def test_a_refusal_names_the_column_and_neither_the_row_nor_a_value() -> None:
    with pytest.raises(DecryptionError) as refusal:
        KEYS.open(KEYS.seal(b"secret", "elsewhere"), PLACE)
    assert str(refusal.value) == "accounts.phone"


def test_the_first_key_writes_and_all_of_them_read() -> None:
    before = Keyring([OLD]).seal(b"kept", PLACE)
    both = Keyring([NEW, OLD])
    assert both.open(before, PLACE) == b"kept"
    assert Keyring([NEW]).open(both.seal(b"new", PLACE), PLACE) == b"new"


def test_what_a_key_that_is_gone_has_sealed_does_not_open() -> None:
    with pytest.raises(DecryptionError):
        Keyring([NEW]).open(Keyring([OLD]).seal(b"lost", PLACE), PLACE)


def test_two_keys_of_one_short_name_both_read() -> None:
    sealed = [Keyring([secret]).seal(b"kept", PLACE) for secret in SAME_NAME]
    assert sealed[0][:4] == sealed[1][:4]
    assert [Keyring(SAME_NAME).open(each, PLACE) for each in sealed] == [b"kept", b"kept"]


def test_what_was_sealed_by_the_first_release_still_opens() -> None:
    assert Keyring([NEW, OLD]).open(bytes.fromhex(SEALED), PLACE) == b"0712345678"


def test_a_ring_needs_a_key() -> None:
    with pytest.raises(ValueError, match="needs a key"):
        Keyring([])


def test_a_digest_is_always_the_same() -> None:
    assert Keyring([OLD]).digest("phone", "+254712345678").hex() == DIGEST


def test_a_digest_is_looked_up_under_every_key() -> None:
    old, new = Keyring([OLD]).digest("phone", "x"), Keyring([NEW]).digest("phone", "x")
    assert old != new
    assert Keyring([NEW, OLD]).digest("phone", "x") == new
    assert Keyring([NEW, OLD]).digests("phone", "x") == [new, old]


@given(st.lists(TEXT, max_size=4), st.lists(TEXT, max_size=4))
def test_different_parts_have_different_digests(one: list[str], other: list[str]) -> None:
    assert (KEYS.digest("p", *one) == KEYS.digest("p", *other)) == (one == other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("phone", "a", "bc"), ("phone", "ab", "c")),
        (("phone", "abc"), ("phone", "abc", "")),
        (("phone", "x"), ("phonex",)),
        (("seal", "x"), ("phone", "x")),
    ],
)
def test_parts_and_purposes_do_not_run_into_each_other(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert KEYS.digest(*one) != KEYS.digest(*other)


def test_a_digest_has_32_bytes_and_does_not_show_what_it_names() -> None:
    found = KEYS.digest("phone", "+254712345678")
    assert len(found) == 32
    assert b"712345678" not in found
