"""What is offered below a question, what typing narrows it to, and the answers read back."""

from datetime import date, datetime, timedelta
from typing import Final

import pytest

from app.container import Container
from app.domain.forms.definition import Choice, Comparison, Filter, Form, FormQuestion, Kind
from app.domain.forms.offers import Offer, narrowed, offers_of
from app.domain.forms.read_back import AnswerLine, for_agency, read_back
from app.domain.forms.slots import OFFERED, Slot
from app.platform import gsm0338
from app.platform.i18n import NAIROBI, languages
from tests.conftest import MONDAY
from tests.database.holder import ON_SQLITE

pytestmark = ON_SQLITE
TODAY: Final = date(2026, 11, 23)
LINE: Final = 32
"""Septets that a line may have."""


def question(kind: Kind, name: str = "q", **more: object) -> FormQuestion:
    return FormQuestion.model_validate({"name": name, "kind": kind, "label": {"en": name}, **more})


def offers(
    container: Container, asked: FormQuestion, language: str = "en", narrow: str = "", **answers: str
) -> list[Offer]:
    index = container.finder.index()
    with container.database.reading() as session:
        return offers_of(session, index, asked, answers, language, narrow=narrow, today=TODAY)


def labels(container: Container, asked: FormQuestion, language: str = "en", narrow: str = "") -> list[str]:
    return [each.label for each in offers(container, asked, language, narrow)]


def add(container: Container, code: str, starts_at: datetime, place: str = "", capacity: int = 1) -> None:
    with container.database.transaction() as session:
        session.add(Slot(code=code, calendar="t", place=place, starts_at=starts_at, capacity=capacity, taken=0))


@pytest.mark.parametrize(
    ("kind", "language", "offered"),
    [
        (Kind.YES_NO, "en", [("yes", "Yes"), ("no", "No")]),
        (Kind.YES_NO, "sw", [("yes", "Ndiyo"), ("no", "Hapana")]),
        (Kind.AGREE, "en", [("OK", "I agree")]),
        (Kind.AGREE, "sw", [("OK", "Nakubali")]),
        (Kind.NOTE, "en", [("seen", "Continue")]),
        (Kind.NOTE, "sw", [("seen", "Endelea")]),
        (Kind.TEXT, "en", []),
        (Kind.NUMBER, "en", []),
        (Kind.HUDUMA, "en", []),
    ],
)
def test_some_lines_are_the_same_in_each_form(
    container: Container, kind: Kind, language: str, offered: list[tuple[str, str]]
) -> None:
    assert [(each.value, each.label) for each in offers(container, question(kind), language)] == offered


def test_what_need_not_be_answered_has_a_last_line_to_pass_it_over(container: Container) -> None:
    skip = Offer("", "Skip")
    assert offers(container, question(Kind.TEXT, required=False)) == [skip]
    assert offers(container, question(Kind.YES_NO, required=False), "sw")[-1] == Offer("", "Ruka")
    assert offers(container, question(Kind.HUDUMA, required=False), narrow="kisumu")[-1] == skip
    for kind in (Kind.NOTE, Kind.AGREE, Kind.NUMBER):
        assert skip not in offers(container, question(kind, required=False)), kind


def test_choices_are_those_that_the_filter_leaves_in_the_citizens_language(container: Container) -> None:
    choices = [
        Choice(name="b", label={"en": "Lorry", "sw": "Lori"}, attributes={"of": "big"}),
        Choice(name="c", label={"en": "Car"}, attributes={"of": "small"}),
        Choice(name="d", label={"en": "Bus", "sw": "Basi"}, attributes={"of": "big"}),
    ]
    every = question(Kind.CHOICE, choices=choices)
    assert labels(container, every, "sw") == ["Lori", "Car", "Basi"]
    some = question(Kind.CHOICE, choices=choices, choice_filter=Filter(attribute="of", question="size"))
    assert [each.value for each in offers(container, some, size="big")] == ["b", "d"]
    assert offers(container, some) == []


def test_counties_are_all_offered_until_typing_narrows_them(container: Container) -> None:
    county = question(Kind.COUNTY)
    assert len(offers(container, county)) == 47
    assert labels(container, county, narrow="ki") == ["Kiambu", "Kilifi", "Kirinyaga", "Kisii", "Kisumu", "Kitui"]
    assert offers(container, county, narrow="Kampala") == []


@pytest.mark.parametrize(
    ("kind", "typed", "found"),
    [
        (Kind.COUNTY, "Kisumu", ["042"]),
        (Kind.COUNTY, "kisu", ["042"]),
        (Kind.COUNTY, "Thika", ["022"]),
        (Kind.COUNTY, "Kakuma camp", ["023"]),
        (Kind.COUNTY, "Baringo central", ["030"]),
        (Kind.COUNTY, "Kampala", []),
        (Kind.COUNTY, "", []),
        (Kind.HUDUMA, "kisumu", ["ksc-001"]),
        (Kind.HUDUMA, "Kajiado", ["kjc-001"]),
        (Kind.HUDUMA, "Kajiado West", ["kjc-002"]),
        (Kind.HUDUMA, "NAC-004", ["nac-004"]),
        (Kind.HUDUMA, "Kampala", []),
        (Kind.HUDUMA, "", []),
        (Kind.TEXT, "Kisumu", []),
    ],
)
def test_typing_narrows_to_what_is_meant(container: Container, kind: Kind, typed: str, found: list[str]) -> None:
    offered = narrowed(container.finder.index(), question(kind), typed, "en")
    assert [each.value for each in offered] == found


def test_several_centres_are_offered_a_page_of_them(container: Container) -> None:
    huduma = question(Kind.HUDUMA)
    assert set(labels(container, huduma, narrow="nairobi")) == {
        "Nairobi GPO", "City Square", "Eastleigh", "Kibra", "Makadara",
    }  # fmt: skip
    assert narrowed(container.finder.index(), huduma, "nairobi", "en") == offers(container, huduma, narrow="nairobi")


def test_dates_are_offered_by_day_and_hour_in_each_language(container: Container) -> None:
    add(container, "late", datetime(2026, 12, 7, 14, 30, tzinfo=NAIROBI), "likoni")
    add(container, "early", datetime(2026, 12, 7, 9, tzinfo=NAIROBI), "likoni")
    add(container, "full", datetime(2026, 12, 1, 9, tzinfo=NAIROBI), "likoni", capacity=0)
    add(container, "soon", MONDAY + timedelta(hours=3), "likoni")
    add(container, "nowhere", datetime(2026, 12, 2, 9, tzinfo=NAIROBI))
    asked = question(Kind.SLOT, calendar="t", choice_filter=Filter(attribute="place", question="centre"))
    english = offers(container, asked, centre="likoni")
    assert english == [Offer("slot:early", "Mon 7 Dec, 09:00"), Offer("slot:late", "Mon 7 Dec, 14:30")]
    assert offers(container, asked, "sw", centre="likoni")[0] == Offer("slot:early", "Jumatatu 7 Des, 09:00")
    assert [each.value for each in offers(container, question(Kind.SLOT, calendar="t"))] == ["slot:nowhere"]


def test_where_no_date_is_free_the_weeks_that_may_be_preferred_are_offered(container: Container) -> None:
    asked = question(Kind.SLOT, calendar="t")
    add(container, "full", datetime(2026, 12, 1, 9, tzinfo=NAIROBI), capacity=0)
    weeks = offers(container, asked)
    assert [each.value for each in weeks] == [
        "week:2026-11-30", "week:2026-12-07", "week:2026-12-14", "week:2026-12-21", "week:2026-12-28",
    ]  # fmt: skip
    assert weeks[0].label == "Week of 30 Nov 2026"
    assert labels(container, asked, "sw")[0] == "Wiki ya 30 Nov 2026"


def test_every_line_of_ours_fits_in_each_language(container: Container) -> None:
    for number in range(OFFERED):
        add(container, f"s{number}", datetime(2026, 12, 20 + number, 9, tzinfo=NAIROBI), "likoni")
    filtered = Filter(attribute="place", question="centre")
    asked = [
        *(question(kind, required=False) for kind in (Kind.YES_NO, Kind.AGREE, Kind.NOTE, Kind.COUNTY, Kind.SLOT)),
        question(Kind.SLOT, calendar="t", choice_filter=filtered),
    ]
    for each in asked:
        for language in languages():
            for offer in offers(container, each, language, centre="likoni"):
                assert gsm0338.fits(offer.label, LINE), offer
    for centre in container.finder.index().centres.all():
        assert gsm0338.fits(centre.short_name, LINE)


FORM = Form(
    name="test",
    version="1",
    title={"en": "Test"},
    questions=(
        question(Kind.NOTE, "about"),
        question(Kind.CHOICE, "vehicle", short={"en": "Class", "sw": "Daraja"}, choices=(
            Choice(name="b", label={"en": "Light vehicle", "sw": "Gari dogo"}),
        )),
        question(Kind.TEXT, "lost", relevant=Comparison(op="=", left="vehicle", right="c")),
        question(Kind.NAME, "subject_name"),
        question(Kind.DATE, "born"),
        question(Kind.PHONE, "phone"),
        question(Kind.DOCUMENT, "spouse"),
        question(Kind.PLATE, "plate"),
        question(Kind.COUNTY, "county"),
        question(Kind.HUDUMA, "huduma"),
        question(Kind.YES_NO, "glasses"),
        question(Kind.NUMBER, "copies"),
        question(Kind.SLOT, "on", calendar="t"),
        question(Kind.TEXT, "nick", required=False),
        question(Kind.AGREE, "agree"),
    ),
)  # fmt: skip
ANSWERS = {
    "about": "seen", "vehicle": "b", "subject_name": "M\u00fc\u015fi\u0107", "born": "1990-04-12", "lost": "left over",
    "phone": "+254712345678", "spouse": "29000137", "plate": "KDA 123A", "county": "047", "huduma": "nac-001",
    "glasses": "no", "copies": "2", "on": "slot:a", "nick": "", "agree": "OK",
}  # fmt: skip


def lines(container: Container, language: str, **answers: str) -> list[AnswerLine]:
    with container.database.reading() as session:
        return read_back(session, container.finder.index(), FORM, ANSWERS | answers, language, today=TODAY)


def test_answers_are_read_back_as_people_write_them(container: Container) -> None:
    add(container, "a", datetime(2027, 1, 4, 9, tzinfo=NAIROBI))
    found = lines(container, "sw")
    assert found[0] == AnswerLine("vehicle", "Daraja", "Gari dogo")
    assert {each.question: each.value for each in found[1:]} == {
        "subject_name": "M\u00fcsic",
        "born": "12 Apr 1990",
        "phone": "0712 345 678",
        "spouse": "29000137",
        "plate": "KDA 123A",
        "county": "Nairobi City",
        "huduma": "Huduma Centre Nairobi GPO",
        "glasses": "Hapana",
        "copies": "2",
        "on": "Jumatatu 4 Jan 2027, 09:00",
        "nick": "-",
    }
    assert all(gsm0338.septets(f"{each.label}{each.value}") is not None for each in found)
    assert found[1].label == "subject_name"


def test_the_agency_reads_the_same_in_english(container: Container) -> None:
    add(container, "a", datetime(2027, 1, 4, 9, tzinfo=NAIROBI))
    with container.database.reading() as session:
        told = for_agency(session, container.finder.index(), FORM, ANSWERS, today=TODAY)
    assert told == {
        "vehicle": "Light vehicle",
        "subject_name": "M\u00fc\u015fi\u0107",
        "born": "12 Apr 1990",
        "phone": "0712 345 678",
        "spouse": "29000137",
        "plate": "KDA 123A",
        "county": "Nairobi City",
        "huduma": "Huduma Centre Nairobi GPO",
        "glasses": "No",
        "copies": "2",
        "on": "Mon 4 Jan 2027, 09:00",
        "agree": "I agree",
    }


def test_what_is_no_more_is_read_back_as_it_is_kept(container: Container) -> None:
    """A centre that was closed, a county and a choice that do not exist, a date that was deleted, a week."""
    gone = {each.question: each.value for each in lines(container, "en", huduma="x-1", county="099", vehicle="z")}
    assert (gone["huduma"], gone["county"], gone["vehicle"], gone["on"]) == ("x-1", "099", "z", "slot:a")
    week = {each.question: each.value for each in lines(container, "en", on="week:2026-12-07")}
    assert week["on"] == "Week of 7 Dec 2026"


def test_nothing_of_a_person_is_in_what_a_log_might_show_of_a_line(container: Container) -> None:
    assert "0712" not in repr(lines(container, "en"))
