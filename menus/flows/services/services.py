"""Find a service: by a word or two, however they are spelt, in either language, or by the digits of the keys."""

from collections.abc import Iterator

from app.domain.catalogue.entries import ServiceEntry
from app.domain.catalogue.search import answering
from app.platform.i18n import _, translate
from menus.context import Context
from menus.draft import Draft
from menus.flows import answers, help
from menus.flows.services import browsing, huduma, service
from menus.flows.services.drafts import BrowsingDraft, ServiceDraft
from menus.notation import Fields, Option, Screen, ask, menu

MOST = 15
"""Services that one search lists: three pages; more words find better than more pages."""
NEAREST = 3


class SearchDraft(Draft):
    """The words of a search, as they were typed."""

    words: str = ""


def ways(_c: Context) -> Iterator[Option]:
    """For those who do not know the name of the service."""
    yield Option(_("By category"), browsing.groups, does=browsing.by("category"))
    yield Option(_("By office"), browsing.groups, does=browsing.by("agency"))
    yield Option(_("By county"), browsing.groups, does=browsing.by("county"))


@ask(
    _("Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678"),
    parse=answers.words,
    digits="keys",
    options=ways,
)
def find(c: Context, given: str) -> Screen:
    """Searches; a service that is surely meant is shown at once."""
    return looked(c, given)


def looked(c: Context, given: str) -> Screen:
    """The screen that a search leads to: never a service of another county than the one that was named."""
    found_now = answering.answer(c.finder.index(), given, MOST)
    c.draft(SearchDraft).words = given
    if found_now.county:
        browsing.enter_county(c, found_now.county)
        return browsing.county if found_now.only_place else not_there
    if found_now.sure:
        c.draft(ServiceDraft).service = found_now.services[0].code
        return service.one
    if found_now.services:
        return found
    c.missed = given
    return nothing


def lines(c: Context) -> Iterator[Option]:
    """A line for each service that was found, the best first."""
    for each in answering.answer(c.finder.index(), c.draft(SearchDraft).words, MOST).services:
        yield service.line(c, each)


@ask(_("Choose or type again"), parse=answers.words, options=lines)
def found(c: Context, given: str) -> Screen:
    """Other words start a new search."""
    return looked(c, given)


def where(c: Context) -> Fields:
    """The county that was named."""
    named = c.finder.index().group("county", c.draft(BrowsingDraft).group)
    return {"county": named.label.in_language(c.language) if named else "-"}


@menu(
    _("{county} has no such service here yet. Ask at the county's office or a Huduma Centre."),
    fields=where,
    longest={"county": "W" * 24},
)
def not_there(c: Context) -> Iterator[Option]:
    """The county has no such service: its Huduma Centres are offered, never the service of another county."""
    yield huduma.centres_of(c, c.draft(BrowsingDraft).group)
    yield Option(_("Type other words, or browse"), find)


def near(c: Context) -> list[ServiceEntry]:
    """Services that come near, if there are any."""
    return c.finder.index().nearest(c.draft(SearchDraft).words, NEAREST)


def how_near(c: Context) -> Fields:
    """The heading of the services that come near; empty where there are none."""
    return {"near": translate(c.language, _("Similar services:")) if near(c) else ""}


@menu(_("Not found.\n{near}"), fields=how_near, longest={"near": "W" * 16})
def nothing(c: Context) -> Iterator[Option]:
    """Nothing was found: offers services that come near, other words, Huduma Centres, and the support lines."""
    for each in near(c):
        yield service.line(c, each)
    yield Option(_("Type other words, or browse"), find)
    yield Option(_("Huduma Centres"), huduma.place)
    yield Option(_("Call or write to us"), help.people)
