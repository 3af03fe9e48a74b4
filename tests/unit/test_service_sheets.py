"""The sheet of a service for a citizen: in their language, with official sources only, and only what is known."""

from dataclasses import replace
from decimal import Decimal

import pytest

from app.container import Container
from app.domain.catalogue import opening_hours, service_sheets
from app.domain.catalogue.fee_sources import is_official
from app.domain.catalogue.huduma_centres import Centre
from app.domain.catalogue.search.index import Index
from app.domain.catalogue.service_sheets import ServiceSheet
from app.domain.shared.payment_ways import PaymentWays
from app.platform import gsm0338
from tests.conftest import MONDAY

LANGUAGES = ("en", "sw")


@pytest.fixture
def index(container: Container) -> Index:
    return container.finder.index()


def told(index: Index, code: str, language: str = "en") -> ServiceSheet:
    service = index.by_code(code)
    assert service is not None
    return service_sheets.service_sheet(
        service, index.fee(service), language, code="*222#", ways=PaymentWays(), today=MONDAY.date()
    )


def test_who_speaks_kiswahili_reads_no_english_document_where_there_is_a_kiswahili_one(index: Index) -> None:
    services = [each for group in index.categories() for each in index.of("category", group.code)]
    translated = [each for each in services if "sw" in each.documents.languages]
    assert len(translated) > 90
    for each in translated:
        sheet = service_sheets.service_sheet(
            each, index.fee(each), "sw", code="*222#", ways=PaymentWays(), today=MONDAY.date()
        )
        assert sheet.documents == each.documents_in("sw")
        assert sheet.full.endswith(gsm0338.fold(f"{'; '.join(each.documents_in('sw'))}.")), each.code


@pytest.mark.parametrize(
    ("source", "official"),
    [
        ("Gazette 241/2023, from Mar 2024", True),
        ("Gazette waiver, 31 Oct 2025", True),
        ("Kenya Gazette, 2024", True),
        ("Legal Notice 77 of 2024", True),
        ("DRS service charter", True),
        ("Citizens' charter, 2023", True),
        ("statelaw.go.ke", True),
        ("www.statelaw.go.ke, from 2024", True),
        ("kahawatungu.com", False),
        ("gazette.co.ke", False),
        ("gazettes-today.com", False),
        ("Gazette, as in kahawatungu.com", False),
        ("go.ke.example.com", False),
        ("statelaw.go.ke.evil.com", False),
        ("notgo.ke", False),
        ("evil-go.ke", False),
        ("statelaw.go.ke and evil.com", False),
        ("x.go.ke@evil.com", False),
        ("evil.com/statelaw.go.ke", False),
        ("Gazetteer of schools", False),
        ("A blog on the charter", False),
        ("2014 rate", False),
        ("HELB page of 2015", False),
        ("", False),
    ],
)
def test_a_source_is_official_or_it_is_not(source: str, official: bool) -> None:
    assert is_official(source) is official


def test_a_citizen_is_shown_no_source_that_is_not_official_and_is_told_whom_to_ask(index: Index) -> None:
    services = [each for group in index.categories() for each in index.of("category", group.code) if each.fee_source]
    unofficial = [each for each in services if not is_official(each.fee_source or "")]
    assert len(unofficial) > 30
    for language in LANGUAGES:
        for each in unofficial:
            sheet = service_sheets.service_sheet(
                each, index.fee(each), language, code="*222#", ways=PaymentWays(), today=MONDAY.date()
            )
            shown = f"{sheet.bill}\n{sheet.main}\n{sheet.full}\n{sheet.cost}"
            assert (each.fee_source or "-") not in shown, each.code
            assert f"{each.agency}" in sheet.bill
    assert "Source: Gazette 241/2023, from Mar 2024" in told(index, "passport-new-34").bill
    assert "Ask Civil Registration to confirm." in told(index, "birth-certificate").bill


def test_the_page_and_the_sms_begin_with_the_full_name(index: Index) -> None:
    sheet = told(index, "passport-new-34")
    assert sheet.name == "Passport - first time, 34 pages (A series)"
    assert sheet.main.startswith(f"{sheet.name}, Immigration: KES 7,550. Working days: 15.")
    assert "(7,500 + 50)" not in sheet.full


def test_a_name_that_no_two_sms_hold_is_told_by_its_label(index: Index) -> None:
    service = index.by_code("passport-new-34")
    assert service is not None
    long = replace(service, name=replace(service.name, english="An application " * 40))
    sheet = service_sheets.service_sheet(
        long, index.fee(service), "en", code="*222#", ways=PaymentWays(), today=MONDAY.date()
    )
    assert gsm0338.parts(sheet.main) == 1
    assert sheet.main.startswith(service.label.english)


def test_where_nothing_is_published_the_agency_is_named_once_to_be_asked(index: Index) -> None:
    sheet = told(index, "llp")
    assert (sheet.cost, sheet.bill, sheet.days) == ("", "", "")
    assert sheet.ask == "Ask Business Registration for the fee."
    assert sheet.given == "Business Registration, 0111127000"
    assert sheet.main.count("Ask Business Registration") == 1
    assert "not published" not in sheet.full


def test_a_total_that_the_agency_publishes_is_told_and_one_that_we_add_up_is_about(index: Index) -> None:
    assert told(index, "pdl").cost == "KES 650"
    assert told(index, "good-conduct").cost == "KES 1,050"
    assert told(index, "birth-certificate").cost == "About KES 210"
    assert told(index, "birth-certificate", "sw").cost == "Takriban KES 210"
    assert told(index, "passport-new-34").cost == "KES 7,550"
    assert told(index, "national-id-first").cost == "Free"
    assert told(index, "national-id-first").pay == ""


def test_a_refugee_is_sent_to_the_offices_for_refugees_and_not_to_a_huduma_centre(index: Index) -> None:
    for language in LANGUAGES:
        sheet = told(index, "drs-refugee-id", language)
        assert not sheet.at_huduma
        assert "Huduma" not in sheet.apply + sheet.full
        assert "Refugee Services" in sheet.apply


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_ecitizen_does_not_have_says_where_to_go_in_one_sms(index: Index, language: str) -> None:
    elsewhere = ("police-abstract", "report-crime", "chief-letter", "crb-clearance", "burial-permit", "inua-jamii")
    for code in elsewhere:
        sheet = told(index, code, language)
        assert sheet.answer
        assert sheet.full == f"{sheet.name}: {sheet.answer}"
        assert gsm0338.fits(sheet.full, gsm0338.ONE_SMS)
        assert (sheet.bill, sheet.ask, sheet.given, sheet.documents) == ("", "", "", ())
        assert len(f"CON {sheet.name}\n{sheet.answer}\n98. Zaidi\n0. Rudi") <= gsm0338.SCREEN, "on the first page"


def test_what_is_free_is_said_with_where_it_is_given(index: Index) -> None:
    for code, english, swahili in (("police-abstract", "Free, at any police station", "Bure, katika kituo"),):
        assert told(index, code).answer.startswith(english)
        assert told(index, code, "sw").answer.startswith(swahili)


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ("08:00-17:00", "saa 2 asubuhi-11 jioni"),
        ("07:00-19:00", "saa 1 asubuhi-1 usiku"),
        ("09:30-12:00", "saa 3 na nusu asubuhi-6 mchana"),
        ("06:15-13:45", "saa 12 na robo asubuhi-7 na dakika 45 mchana"),
        ("00:00-23:00", "saa 6 usiku-5 usiku"),
        ("03:00-04:00", "saa 9 usiku-10 asubuhi"),
    ],
)
def test_hours_are_said_as_kiswahili_counts_them(hours: str, said: str) -> None:
    assert opening_hours.said(hours, "sw") == said
    assert opening_hours.said(hours, "en") == hours


def test_a_centre_says_its_hours_in_the_language_of_the_phone(index: Index) -> None:
    for where in index.centres.all():
        assert ":" not in service_sheets.hours(where, "sw"), where.code
    where = Centre("x", "Huduma Centre X", "X", "047", "X", None, "08:00-17:00", open=True)
    assert "saa 2 asubuhi-11 jioni" in service_sheets.centre(where, "sw")


def test_shillings_have_cents_only_where_there_are_any() -> None:
    assert service_sheets.shillings(Decimal(7550)) == "7,550"
    assert service_sheets.shillings(Decimal("5.5")) == "5.50"
