"""Huduma Centres, by what is typed."""

import pytest

from app.domain.catalogue.search.index import Index


@pytest.mark.parametrize(
    ("typed", "centre"),
    [
        ("Nakuru", "Nakuru"),
        ("nakuroo", "Nakuru"),
        ("mombassa", "Mombasa"),
        ("thika", "Kiambu (Thika)"),
        ("Kiambu County", "Kiambu (Thika)"),
        ("kaunti ya kisumu", "Kisumu"),
        ("eldorett", "Uasin Gishu (Eldoret)"),
        ("homabay", "Homa Bay"),
        ("muranga", "Murang'a"),
        ("GPO", "Nairobi GPO"),
        ("kisumuu iko wapi", "Kisumu"),
        ("malindi", "Kilifi"),
        ("kapsabet", "Nandi"),
    ],
)
def test_the_centre_of_a_place(index: Index, typed: str, centre: str) -> None:
    assert index.centres.near(typed)[0].short_name == centre


@pytest.mark.parametrize("typed", ["", "zzzzzz", "?!", "huduma centre", "01", "iko wapi", "niko", "yuko wapi"])
def test_no_place_has_no_centre(index: Index, typed: str) -> None:
    assert index.centres.near(typed) == []


def test_a_county_has_its_centres_and_a_planned_one_is_not_among_them(index: Index) -> None:
    assert len(index.centres.of_county("047")) == 5
    assert all(each.open and each.hours for each in index.centres.all())
    assert "Malindi" not in {each.short_name for each in index.centres.all()}


def test_every_county_of_kenya_has_one_or_a_neighbour_is_told(index: Index) -> None:
    without = [group.label.english for group in index.counties() if not index.centres.of_county(group.code)]
    assert len(without) <= 3
