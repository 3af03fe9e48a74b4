"""Short labels, made by rule."""

import re
import string
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.catalogue import labels
from app.domain.catalogue.search.index import Index
from app.platform import gsm0338

LETTERS = string.ascii_letters + string.digits
NAMES = st.text(string.printable + "éüñŵ–’ﬁ一", max_size=200).map(lambda text: f"{LETTERS[len(text) % 62]}{text}")


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Birth Certificate", "Birth Certificate"),
        ("Addition Of Child’s Name", "Addition Of Child's Name"),
        ("Application For Registration Of Nurses", "Registration Of Nurses"),
        ("Application For The Annual Permit", "Annual Permit"),
        ("Registration Of Insurance Surveyors (Renewal)", "Insurance Surveyors Renewal"),
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
    assert gsm0338.fits(label, limit)
    assert label == labels.short(name, limit)


@given(names=st.lists(NAMES, min_size=2, max_size=6))
def test_no_two_labels_are_alike(names: list[str]) -> None:
    made = [label.casefold() for label in labels.told_apart([*names, *names], set())]
    assert len(set(made)) == len(made)


def test_long_names_that_differ_at_their_end_keep_their_end() -> None:
    names = [f"Annual License For Emission Into The Atmosphere - {end}" for end in ("Incinerators", "Pulp Mills")]
    first, second = labels.told_apart(names, set())
    assert first.endswith("Incinerators")
    assert second.endswith("Pulp Mills")


def test_what_is_taken_is_not_given_again() -> None:
    [label] = labels.told_apart(["Passport"], {"passport"})
    assert label == "Passport 2"


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (
            (
                "Filling Of Cases - Kadhi Court Divorce Cause",
                "Filling Of Cases - High Court - Family Divorce Cause",
                "Filling Of Cases - Kadhi Court Divorce Registration Cause",
                "Filling Of Cases - Magistrate Court Succession Case",
                "Filling Of Cases - Kadhi Court Succession Cause",
            ),
            ("Kadhi", "High", "Registration", "Magistrate", "Kadhi"),
        ),
        (
            (
                "International Veterinary Certificate For Export Of Cattle",
                "International Veterinary Certificate For Export Of Camels",
                "International Veterinary Certificate For Export Of Cattle Hides",
            ),
            ("Cattle", "Camels", "Hides"),
        ),
        (
            ("Class A - Motels Annual License Fee", "Class B - Motels Annual License Fee In All Counties"),
            ("A", "B"),
        ),
    ],
)
def test_the_word_that_tells_two_services_apart_stays_whole(names: tuple[str, ...], told: tuple[str, ...]) -> None:
    made = list(labels.told_apart(names, set()))
    for label, word in zip(made, told, strict=True):
        assert word in label.split(), label


def test_what_tells_a_service_from_one_that_was_labelled_before_stays() -> None:
    [label] = labels.told_apart(
        ["Filling Of Cases - Kadhi Court Divorce Cause Of Muslims"],
        {"divorce"},
        others=["Filling Of Cases - High Court Divorce Cause Of Muslims"],
    )
    assert "Kadhi" in label.split()


def test_whole_words_are_left_out_before_any_word_is_cut(index: Index) -> None:
    """2,745 of the labels had cut words before, 1,072 of them three or more."""
    services = [each for group in index.categories() for each in index.of("category", group.code)]
    cut = Counter(
        len(words(each.label.english) - words(each.name.english))
        for each in services
        if not (each.popular or each.documents.english)
    )
    assert cut.total() - cut[0] <= 250
    assert sum(count for number, count in cut.items() if number > 2) <= 20


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-z']+", text.casefold()))
