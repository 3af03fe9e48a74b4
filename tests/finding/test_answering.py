"""The answer to a search: towns, and whether one service is surely meant."""

import pytest

from app.domain.catalogue.search import answering
from app.domain.catalogue.search.index import Index


@pytest.mark.parametrize(
    ("typed", "county"),
    [
        ("land rates eldoret", "Uasin Gishu"),
        ("business permit eldoret", "Uasin Gishu"),
        ("kodi ya ardhi naivasha", "Nakuru"),
        ("land rates malindi", "Kilifi"),
        ("land rates thika", "Kiambu"),
    ],
)
def test_a_town_that_services_have_in_their_names_is_still_a_town(index: Index, typed: str, county: str) -> None:
    found = answering.answer(index, typed, 5)
    assert found.county
    assert found.county.label.english == county
    assert not [each for each in found.services if each.county]


@pytest.mark.parametrize("typed", ["eldoret university", "moi hospital eldoret", "passport eldoret"])
def test_a_town_in_a_name_is_found_as_a_name(index: Index, typed: str) -> None:
    found = answering.answer(index, typed, 5)
    assert found.services
    assert found.county is None


@pytest.mark.parametrize(
    "typed", ["huduma centre in embu", "kitui iko wapi", "where is embu", "huduma ya Kitui iko wapi"]
)
def test_a_place_among_words_that_say_nothing_is_the_place(index: Index, typed: str) -> None:
    assert answering.answer(index, typed, 5).only_place


@pytest.mark.parametrize("typed", ["pdl", "court fine", "subsidy mbolea"])
def test_the_one_that_is_named_is_sure(index: Index, typed: str) -> None:
    assert answering.answer(index, typed, 5).sure


@pytest.mark.parametrize("typed", ["ngazj", "nimepingwa", "subsidy mboleaa"])
def test_a_word_that_may_be_another_is_not_sure(index: Index, typed: str) -> None:
    assert not answering.answer(index, typed, 5).sure


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("kufungua kampuni", "private-company"),
        ("tax clearance", "kra-tcc"),
        ("niaje nataka passy", "passport-new-34"),
        ("logbook ya ngari", "duplicate-logbook"),
        ("kuanzisha biashara", "business-name"),
        ("nimepigwa", "p3-form"),
        ("inspeksheni ya gari", "ntsa-vehicle-inspection"),
        ("hasla fund", "msea-hustler-fund"),
    ],
)
def test_what_people_say_is_found(index: Index, typed: str, code: str) -> None:
    assert answering.answer(index, typed, 5).services[0].code.startswith(code)
