"""Browsing: categories, agencies and counties, and the services of one; every list is narrowed by typing."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from app.domain.catalogue import filters, service_sheets
from app.domain.catalogue.entries import ServiceEntry, ServiceGroup
from app.domain.catalogue.search.index import Kind
from app.platform.i18n import _, translate
from menus.context import Context
from menus.flows import answers
from menus.flows.services import huduma, service
from menus.flows.services.drafts import BrowsingDraft
from menus.notation import Fields, Option, Rejected, Screen, ask, menu

MOST = 30
"""The most lines of a list; what lies beyond is found by typing."""
NO_SUCH: Final = _("Nothing on this list matches.")
KINDS: Final[Mapping[Kind, str]] = {
    "category": _("Category"),
    "agency": _("Office"),
    "county": _("County"),
}


def by(kind: Kind) -> Callable[[Context], None]:
    """Begin to browse by a kind of group."""

    def begin(c: Context) -> None:
        draft = c.draft(BrowsingDraft)
        draft.kind, draft.begins = kind, ""

    return begin


def kind_of(c: Context) -> Kind:
    """The kind of group that is browsed."""
    return c.draft(BrowsingDraft).kind or "category"


def listed_groups(c: Context) -> list[ServiceGroup]:
    """The groups; only those that match what was typed, if anything was."""
    index, typed = c.finder.index(), c.draft(BrowsingDraft).begins
    groups = filters.groups_like(index, kind_of(c), typed) if typed else filters.all_groups(index, kind_of(c))
    return groups[:MOST] if kind_of(c) == "agency" else groups


def group_lines(c: Context) -> Iterator[Option]:
    """A line for each group."""
    for each in listed_groups(c):
        yield Option(each.label.in_language(c.language), there(c), does=lambda c, each=each: enter(c, each))  # type: ignore[misc]


def there(c: Context) -> Screen:
    """The screen of a group: a county has Huduma Centres beside its services."""
    return county if kind_of(c) == "county" else within


def enter(c: Context, group: ServiceGroup) -> None:
    """Make a group the current one."""
    draft = c.draft(BrowsingDraft)
    draft.group, draft.narrow = group.code, ""


def enter_county(c: Context, group: ServiceGroup) -> None:
    """Make a county the current group, whatever was browsed before."""
    draft = c.draft(BrowsingDraft)
    draft.kind, draft.begins = "county", ""
    enter(c, group)


def which(c: Context) -> Fields:
    """The name of the kind of group."""
    return {"kind": translate(c.language, KINDS[kind_of(c)])}


@ask(
    _("{kind}: choose or type it"),
    parse=answers.words,
    options=group_lines,
    fields=which,
    longest={"kind": "W" * 12},
)
def groups(c: Context, given: str) -> Screen:
    """What is typed narrows the list; the only group that matches is entered at once."""
    like = filters.groups_like(c.finder.index(), kind_of(c), given)
    if not like:
        raise Rejected(NO_SUCH)
    if len(like) > 1:
        c.draft(BrowsingDraft).begins = given
        return groups
    enter(c, like[0])
    return there(c)


def group(c: Context) -> Fields:
    """The current group, and how many services are in it."""
    found = c.finder.index().group(kind_of(c), c.draft(BrowsingDraft).group)
    return {"group": found.label.in_language(c.language) if found else "", "count": str(found.count if found else 0)}


def listed_services(c: Context) -> list[ServiceEntry]:
    """The services of the group; only those that match what was typed, if anything was."""
    index, draft = c.finder.index(), c.draft(BrowsingDraft)
    if draft.narrow:
        return filters.services_like(index, kind_of(c), draft.group, draft.narrow)[:MOST]
    return index.of(kind_of(c), draft.group)[:MOST]


def service_lines(c: Context) -> Iterator[Option]:
    """A line for each service, the most asked for first."""
    for each in listed_services(c):
        yield service.line(c, each)


LONGEST: Final = {"group": "W" * 28, "count": "22515"}


@ask(
    _("{group} ({count}): choose or type"),
    parse=answers.words,
    options=service_lines,
    fields=group,
    longest=LONGEST,
)
def within(c: Context, given: str) -> Screen:
    """What is typed narrows the list of the group."""
    draft = c.draft(BrowsingDraft)
    if not filters.services_like(c.finder.index(), kind_of(c), draft.group, given):
        raise Rejected(NO_SUCH)
    draft.narrow = given
    return within


def county_facts(c: Context) -> Fields:
    """How many services a county gives here; where it gives none, whom to call instead."""
    told = group(c)
    if c.finder.index().of("county", c.draft(BrowsingDraft).group):
        return {"head": translate(c.language, _("{group}. County services: {count}"), **told), "call": ""}
    return {
        "head": translate(c.language, _("{group}: no county services here yet."), **told),
        "call": translate(c.language, _("Ask Huduma Kenya: call {phone}."), phone=service_sheets.HUDUMA_KENYA),
    }


@menu(_("{head}\n{call}"), fields=county_facts, longest={"head": "W" * 60, "call": "W" * 40})
def county(c: Context) -> Iterator[Option]:
    """What a county gives, and where its people are helped."""
    if c.finder.index().of("county", c.draft(BrowsingDraft).group):
        yield Option(_("County services"), within)
    yield huduma.centres_of(c, c.draft(BrowsingDraft).group)
