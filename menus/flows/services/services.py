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
    """What a service is looked for by, as it was typed."""

    words: str = ""


def ways(_c: Context) -> Iterator[Option]:
    """For who does not know what it is called."""
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
    """What is surely meant is shown at once."""
    return looked(c, given)


def looked(c: Context, given: str) -> Screen:
    """Where a search leads: never to another county's service than that of the place that was named."""
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
    """The best first."""
    for each in answering.answer(c.finder.index(), c.draft(SearchDraft).words, MOST).services:
        yield service.line(c, each)


@ask(_("Choose or type again"), parse=answers.words, options=lines)
def found(c: Context, given: str) -> Screen:
    """Other words start again."""
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
    """Said, and not replaced by another county's: where the people of this one are helped."""
    yield huduma.centres_of(c, c.draft(BrowsingDraft).group)
    yield Option(_("Type other words, or browse"), find)


def near(c: Context) -> list[ServiceEntry]:
    """What comes near, if anything does."""
    return c.finder.index().nearest(c.draft(SearchDraft).words, NEAREST)


def how_near(c: Context) -> Fields:
    """Whether anything comes near."""
    return {"near": translate(c.language, _("Similar services:")) if near(c) else ""}


@menu(_("Not found.\n{near}"), fields=how_near, longest={"near": "W" * 16})
def nothing(c: Context) -> Iterator[Option]:
    """Never the end: what comes near, other words, a place where people help, a number to call."""
    for each in near(c):
        yield service.line(c, each)
    yield Option(_("Type other words, or browse"), find)
    yield Option(_("Huduma Centres"), huduma.place)
    yield Option(_("Call or write to us"), help.people)
