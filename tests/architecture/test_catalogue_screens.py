"""Each screen and SMS with data of the catalogue, drawn for every row in both languages, fits and is not cut."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.container import Container
from app.domain.catalogue import filters, service_sheets
from app.domain.catalogue.entries import ServiceEntry
from app.domain.catalogue.search.index import Index, Kind
from app.domain.shared.payment_ways import PaymentWays
from app.platform import gsm0338
from app.platform.i18n import languages, translate
from menus import engine
from menus.context import Context, SessionState
from menus.flows import questions
from menus.flows.questions import QuestionDraft
from menus.flows.services import browsing, huduma, service, services
from menus.flows.services.drafts import BrowsingDraft, ServiceDraft
from menus.flows.services.huduma import CentreDraft
from menus.flows.services.services import SearchDraft
from menus.notation import Screen
from menus.sms import finding
from menus.sms.message import Sms
from tests.citizens import CITIZEN
from tests.conftest import MONDAY, settings
from tests.filled import load_ours

KINDS: tuple[Kind, ...] = ("category", "agency", "county")
LINE, LABEL, GROUP, AGENCY = 32, 32, 28, 24
"""The septets that each of them has at most, as the catalogue guarantees."""
NAME_IN_ONE_SMS = 70
"""Letters that a full name has at most for the main facts to fit beside it in one SMS."""


@pytest.fixture(scope="module")
def sampled(sqlite_file: Path) -> Iterator[Container]:
    """An installation with the catalogue that all tests have."""
    made = Container.of(settings(database_url=f"sqlite:///{sqlite_file}", redis_url="unix:///nowhere"))
    with closing(made.database):
        yield made


@pytest.fixture(scope="module")
def whole(sqlite_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Container]:
    """An installation with the whole catalogue."""
    file = tmp_path_factory.mktemp("whole") / "whole.db"
    file.write_bytes(sqlite_file.read_bytes())
    made = Container.of(settings(database_url=f"sqlite:///{file}", redis_url="unix:///nowhere"))
    with closing(made.database) as database:
        with database.transaction() as session:
            load_ours(session)
        yield made


def test_every_screen_of_the_sample_fits(sampled: Container) -> None:
    assert drawn_everywhere(sampled) > 2 * 4 * len(sampled.finder.index())


@pytest.mark.slow  # sixty thousand screens
def test_every_screen_of_the_whole_catalogue_fits(whole: Container) -> None:
    assert len(whole.finder.index()) > 5000
    assert drawn_everywhere(whole) > 2 * 4 * len(whole.finder.index())


def test_every_sms_of_the_sample_fits(sampled: Container) -> None:
    every_sms_fits(sampled)


@pytest.mark.slow  # eleven thousand service sheets
def test_every_sms_of_the_whole_catalogue_fits(whole: Container) -> None:
    every_sms_fits(whole)


def drawn_everywhere(container: Container) -> int:
    """Draw every screen for every row; how many were drawn."""
    drawn = 0
    for language in languages():
        c = context(container, language)
        for screen in everything(c):
            fits(c, screen)
            drawn += 1
    return drawn


def context(container: Container, language: str) -> Context:
    return Context(
        phone=CITIZEN,
        hop="hop",
        state=SessionState(language=language),
        database=container.database,
        contacts=container.contacts,
        registry=container.registry,
        finder=container.finder,
    )


def everything(c: Context) -> Iterator[Screen]:
    """Each screen with each row in turn."""
    index, browsed, looked_at = c.finder.index(), c.draft(BrowsingDraft), c.draft(CentreDraft)
    yield from of_services(c)
    for kind in KINDS:
        browsed.kind = kind
        yield browsing.groups
        for group in filters.all_groups(index, kind):
            browsed.group, looked_at.place = group.code, ""
            yield browsing.within
            if kind == "county":
                yield from (browsing.county, huduma.centres)
    for centre in index.centres.all():
        looked_at.centre, looked_at.place = centre.code, centre.town
        yield from (huduma.centre, huduma.centres)
    for question in index.questions:
        c.draft(QuestionDraft).question = question.code
        yield questions.answer
    for words in ("passport", "leseni", "licence", "cheti", "a", "qwxzv"):
        c.draft(SearchDraft).words = words
        yield from (services.found, services.nothing)
    yield from (services.find, huduma.place, questions.asked)


def of_services(c: Context) -> Iterator[Screen]:
    """The screens of each service."""
    index = c.finder.index()
    for each in all_services(index):
        c.draft(ServiceDraft).service = each.code
        yield from (service.one, service.where, service.how_much, service.sent)
        if index.fee(each):
            yield service.cost
        if each.documents:
            yield service.documents


def all_services(index: Index) -> list[ServiceEntry]:
    found = [each for group in index.categories() for each in index.of("category", group.code)]
    assert len(found) == len(index), "every service is in a category"
    return found


def fits(c: Context, screen: Screen) -> None:
    """Every page fits a phone, and all that the screen says is on its pages, in its order."""
    pages = engine.draw(c, screen, depth=3)
    for page in pages:
        assert gsm0338.fits(f"CON {page}"), f"{c.language}, {screen.name}: {page}"
        assert page == gsm0338.fold(page)
    keys = {"98", "00", "0"}
    shown = [line for page in pages for line in page.split("\n") if line.partition(".")[0] not in keys]
    body = translate(c.language, screen.text, **screen.fields(c))
    lines = [f"{number}. {label}" for number, label in enumerate(engine.labels(c, screen), 1)]
    assert squeezed("".join(shown)) == squeezed(gsm0338.fold("".join([body, *lines]))), f"{c.language}, {screen.name}"


def squeezed(text: str) -> str:
    return "".join(text.split())


def every_sms_fits(container: Container) -> None:
    """One segment for the facts of a service, two at most by SMS, one for a list of three and for a centre."""
    index = container.finder.index()
    for language in languages():
        for each in all_services(index):
            told = service_sheets.service_sheet(
                each, index.fee(each), language, code="*222#", ways=PaymentWays(), today=MONDAY.date()
            )
            assert told.main.startswith(gsm0338.fold(each.name.in_language(language))), told.main
            assert gsm0338.fits(told.main, gsm0338.ONE_SMS) or len(each.name.in_language(language)) > NAME_IN_ONE_SMS, (
                told.main
            )
            assert gsm0338.parts(told.in_two) <= service_sheets.MOST_BY_SMS
            assert all(gsm0338.fold(document) in told.full for document in each.documents_in(language))
            assert gsm0338.fits(each.line.in_language(language), LINE), each.line.in_language(language)
            assert gsm0338.fits(each.label.in_language(language), LABEL), each.label.in_language(language)
            assert gsm0338.fits(each.agency, AGENCY), each.agency
        for centre in index.centres.all():
            assert gsm0338.fits(service_sheets.centre(centre, language), gsm0338.ONE_SMS), centre.code
        three_lines_fit(container, language)


def three_lines_fit(container: Container, language: str) -> None:
    """A list of three fits in one SMS with the longest lines and the highest numbers."""
    index = container.finder.index()
    longest = sorted(all_services(index), key=lambda each: len(each.line.in_language(language)))[-6:]
    with container.database.reading() as session:
        sms = Sms(
            session,
            CITIZEN,
            text="",
            rest="",
            chosen=language,
            language=language,
            in_doubt=False,
            contacts=container.contacts,
            index=LongestOf(longest),  # type: ignore[arg-type]
            is_command=lambda _: False,
        )
        for skip in (0, 3, 12):
            assert gsm0338.fits(finding.listing(sms, "found", skip=skip), gsm0338.ONE_SMS)
        assert gsm0338.fits(finding.listing(sms, "", skip=0), gsm0338.ONE_SMS)


class LongestOf:
    """An index that always finds the same services, each three times, and has the same services as the nearest."""

    def __init__(self, services: list[ServiceEntry]) -> None:
        self._services = services

    def find(self, typed: str, most: int = 5) -> list[ServiceEntry]:
        return (self._services * 3)[:most] if typed else []

    def nearest(self, typed: str, most: int = 5) -> list[ServiceEntry]:
        return self._services[:most]

    def by_code(self, code: str) -> None:
        return None

    def place(self, typed: str) -> None:
        return None

    def town(self, typed: str) -> None:
        return None

    def names(self, service: ServiceEntry, typed: str) -> bool:
        return False
