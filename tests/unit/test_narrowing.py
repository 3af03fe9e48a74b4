"""Lists that are narrowed by typing first letters, their digits on a keypad, or common names; the order of agencies."""

from collections.abc import Callable

import pytest

from app.container import Container
from app.domain.catalogue import filters
from app.domain.catalogue.search.index import Index


@pytest.fixture
def index(container: Container) -> Index:
    return container.finder.index()


@pytest.mark.parametrize("typed", ["imm", "Immigration", "466", "46644"])
def test_an_agency_is_found_by_first_letters_and_by_their_digits(index: Index, typed: str) -> None:
    assert [each.code for each in filters.groups_like(index, "agency", typed)] == ["dis"]


def test_an_agency_is_found_by_what_it_gives(index: Index) -> None:
    assert filters.groups_like(index, "agency", "pasport")[0].code == "dis"


def test_a_county_is_found_by_its_letters_only(index: Index) -> None:
    assert [each.label.english for each in filters.groups_like(index, "county", "tur")] == ["Turkana"]
    assert [each.label.english for each in filters.groups_like(index, "county", "gishu")] == ["Uasin Gishu"]
    assert filters.groups_like(index, "county", "passport") == []


def test_a_category_is_found_in_both_languages(index: Index) -> None:
    english, swahili = (filters.groups_like(index, "category", typed) for typed in ("driv", "uder"))
    assert [each.code for each in english] == [each.code for each in swahili] == ["driving"]


def test_agencies_asked_for_most_come_first_and_all_are_there(index: Index) -> None:
    ordered = filters.all_groups(index, "agency")
    assert {each.code for each in ordered[:3]} == {"ntsa", "dis", "dci"}
    assert sorted(each.code for each in ordered) == sorted(each.code for each in index.agencies())


def test_the_services_of_a_group_are_narrowed_and_no_others_come(index: Index) -> None:
    for typed in ("transfer", "trasnfer", "87267"):
        like = filters.services_like(index, "category", "driving", typed)
        assert like, typed
        assert {each.category for each in like} == {"driving"}
        assert all("ransfer" in each.label.english for each in like), typed
    assert filters.services_like(index, "category", "driving", "passport") == []


def test_a_service_of_every_group_is_reached_by_the_first_letters_of_its_name(index: Index) -> None:
    for group in index.agencies():
        for each in index.of("agency", group.code):
            assert each in filters.services_like(index, "agency", group.code, each.name.english), each.code


@pytest.mark.parametrize(
    ("typed", "name", "expected"),
    [
        ("pass", "New passport", True), ("new pa", "New passport", True), ("port", "New passport", False),
        ("7277", "New passport", True), ("p", "(Passport)", True), ("", "New passport", True),
    ],
)  # fmt: skip
def test_words_begin_as_they_are_typed(typed: str, name: str, expected: bool) -> None:
    begins: Callable[..., bool] = filters.begins
    assert begins(typed, [name]) is expected
