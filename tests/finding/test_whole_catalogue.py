"""A phone can show every row of the delivered catalogue."""

from collections import Counter

import pytest

from app.domain.catalogue.entries import ServiceEntry
from app.domain.catalogue.labels import LABEL
from app.domain.catalogue.search.index import Index, Kind
from app.platform import gsm0338
from app.platform.gsm0338 import SCREEN

KINDS: tuple[Kind, ...] = ("category", "agency", "county")
SMS = 160 * 3
ON_ECITIZEN, ELSEWHERE = 5546, 18
"""Services, by their files; a new row raises one of the two, and the first also stands in the README."""


def services(index: Index) -> list[ServiceEntry]:
    return [each for group in index.categories() for each in index.of("category", group.code)]


def test_all_of_it_is_there(index: Index) -> None:
    assert len(index) == len(services(index)) == ON_ECITIZEN + ELSEWHERE
    assert len(index.categories()) == 22
    assert len(index.agencies()) == 295
    assert len(index.counties()) == 47
    assert len(index.questions) == 20
    assert len(index.centres.all()) == 53


@pytest.mark.parametrize("language", ["en", "sw"])
def test_every_label_and_every_menu_line_fits_its_line(index: Index, language: str) -> None:
    shown = [
        text for each in services(index) for text in (each.label.in_language(language), each.line.in_language(language))
    ]
    assert [text for text in shown if not gsm0338.fits(text, LABEL) or "\n" in text] == []


@pytest.mark.parametrize("language", ["en", "sw"])
def test_no_two_services_have_the_same_menu_line(index: Index, language: str) -> None:
    lines = Counter(each.line.in_language(language).casefold() for each in services(index))
    assert [line for line, count in lines.items() if count > 1] == []


@pytest.mark.parametrize("language", ["en", "sw"])
def test_every_group_and_question_fits(index: Index, language: str) -> None:
    groups = [*index.categories(), *index.agencies(), *index.counties()]
    assert [group for group in groups if not gsm0338.fits(group.label.in_language(language), 28)] == []
    assert [each for each in index.questions if not gsm0338.fits(each.label.in_language(language), 32)] == []
    assert [each for each in index.questions if not gsm0338.fits(each.answer.in_language(language), SCREEN - 20)] == []


def test_whatever_may_reach_a_phone_is_in_its_alphabet(index: Index) -> None:
    for each in services(index):
        told = (*each.name.all, each.agency, each.fee_source or "", *each.documents.all)
        assert [text for text in told if gsm0338.septets(text) is None] == [], each.code
        assert not gsm0338.septets(each.name.english) or (gsm0338.septets(each.name.english) or 0) <= SMS


def test_the_count_of_a_group_is_what_it_holds(index: Index) -> None:
    for kind, groups in zip(KINDS, (index.categories(), index.agencies(), index.counties()), strict=True):
        for group in groups:
            assert group.count == len(index.of(kind, group.code))
            assert index.group(kind, group.code) == group
    assert index.group("agency", "nobody") is None


def test_a_fee_has_a_source_and_none_is_invented(index: Index) -> None:
    for each in services(index):
        assert (each.fee_kes is None) == (each.fee_source is None) == (index.fee(each) is None), each.code
