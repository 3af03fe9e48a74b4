"""Short labels, made by rule."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import gsm
from app.domain import labels

LETTERS = string.ascii_letters + string.digits
NAMES = st.text(string.printable + "éüñŵ–’ﬁ一", max_size=200).map(lambda text: f"{LETTERS[len(text) % 62]}{text}")


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Birth Certificate", "Birth Certificate"),
        ("Addition Of Child’s Name", "Addition Of Child's Name"),
        ("Application For Registration Of Nurses", "Registration Of Nurses"),
        ("Application For The Annual Permit", "Annual Permit"),
        ("Registration Of Insurance Surveyors (Renewal)", "Reg Insurance Surveyors Renewal"),
        ("Payment", "Payment"),
        ("Fisheries — research  permit -", "Fisheries - research permit"),
    ],
)
def test_what_says_least_goes_first(name: str, label: str) -> None:
    assert labels.short(name) == label


@given(name=NAMES, limit=st.integers(12, 40))
def test_a_label_fits_and_is_the_same_each_time(name: str, limit: int) -> None:
    label = labels.short(name, limit)
    assert label
    assert gsm.fits(label, limit)
    assert label == labels.short(name, limit)


@given(names=st.lists(NAMES, min_size=2, max_size=6))
def test_no_two_labels_are_alike(names: list[str]) -> None:
    made = [label.casefold() for label in labels.told_apart([*names, *names], set())]
    assert len(set(made)) == len(made)


def test_long_names_that_differ_at_their_end_keep_their_end() -> None:
    names = [f"Annual License For Emission Into The Atmosphere - {end}" for end in ("Incinerators", "Pulp Mills")]
    first, second = labels.told_apart(names, set())
    assert first.endswith("Incin")
    assert second.endswith("Pulp Mills")


def test_what_is_taken_is_not_given_again() -> None:
    [label] = labels.told_apart(["Passport"], {"passport"})
    assert label == "Passport 2"
