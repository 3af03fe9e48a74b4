"""Huduma Centres: where a citizen is helped in person, by county or by the town that is typed, misspelt too."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from app.domain.catalogue import service_sheets
from app.domain.catalogue.huduma_centres import Centre
from app.platform.i18n import _
from menus.context import Context
from menus.draft import Draft
from menus.flows import answers
from menus.flows.applications import status_sms
from menus.flows.services.drafts import BrowsingDraft
from menus.notation import Fields, Option, Rejected, Screen, ask, end, menu

NEAREST = 5


class CentreDraft(Draft):
    """The place of a search for Huduma Centres, and the current centre."""

    place: str = ""
    """A county, town or place, as it was typed; none where a county was chosen (`BrowsingDraft`)."""
    centre: str = ""
    """The centre's code."""


def counties(c: Context) -> Iterator[Option]:
    """Every county."""
    for each in c.finder.index().counties():
        yield of_county(c, each.code, each.label.in_language(c.language))


def of_county(c: Context, code: str, label: str) -> Option:
    """The line that leads to the centres of a county."""
    found = c.finder.index().centres.of_county(code)

    def choose(c: Context) -> None:
        draft = c.draft(CentreDraft)
        draft.place, draft.centre = "", found[0].code if found else ""
        c.draft(BrowsingDraft).group = code

    return Option(label, there(found), does=choose)


def centres_of(c: Context, code: str) -> Option:
    """The line that leads to the centres of a county; it names a single one."""
    found = c.finder.index().centres.of_county(code)
    if len(found) != 1:
        return of_county(c, code, _("Huduma Centres"))
    named = of_county(c, code, _("Its Huduma Centre: {place}"))
    return replace(named, fields={"place": found[0].short_name})


def there(found: Sequence[Centre]) -> Screen:
    """The screen for these centres: a single one is shown at once."""
    return centre if len(found) == 1 else centres


@ask(_("Huduma Centres: type your town or county, or choose"), parse=answers.words, options=counties)
def place(c: Context, given: str) -> Screen:
    """Leads to the centres nearest to the place that is typed."""
    near = c.finder.index().centres.near(given, NEAREST)
    if not near:
        raise Rejected(_("We did not find that place. Try the county."))
    draft = c.draft(CentreDraft)
    draft.place, draft.centre = given, near[0].code
    return there(near)


def listed(c: Context) -> list[Centre]:
    """The centres near what was typed, or of the county."""
    known, typed = c.finder.index().centres, c.draft(CentreDraft).place
    return known.near(typed, NEAREST) if typed else known.of_county(c.draft(BrowsingDraft).group)


@menu(_("Huduma Centres"))
def centres(c: Context) -> Iterator[Option]:
    """A line for each centre."""
    for each in listed(c):

        def choose(c: Context, code: str = each.code) -> None:
            c.draft(CentreDraft).centre = code

        yield Option(each.short_name, centre, does=choose)


def looked_at(c: Context) -> Centre | None:
    """The centre that was chosen; None when the catalogue no longer has it."""
    code = c.draft(CentreDraft).centre
    return next((each for each in c.finder.index().centres.all() if each.code == code), None)


def facts(c: Context) -> Fields:
    """Where a centre is and when it is open."""
    found = looked_at(c)
    if found is None:
        return {"name": "-", "address": "", "hours": ""}
    return {
        "name": found.name,
        "address": service_sheets.address(found),
        "hours": service_sheets.hours(found, c.language),
    }


@menu(
    _("{name}\n{address}\n{hours}"),
    fields=facts,
    longest={"name": "W" * 40, "address": "W" * 90, "hours": "W" * 50},
)
def centre(c: Context) -> Iterator[Option]:
    """The address of a centre, and when it is open."""
    yield Option(_("Send me this by SMS"), sent, does=send)


def send(c: Context) -> None:
    """Send the address by SMS to the phone that asks; dialled ahead too (law 5). Raises Rejected at the limit."""
    found = looked_at(c)
    body = service_sheets.centre(found, c.language) if found else ""

    def work(session: Session) -> bool:
        return service_sheets.send_sheet(session, body, phone=c.phone, hop=c.hop)

    if not body or not c.once_counted("centre-sms", work):
        raise Rejected(status_sms.TOO_MANY_SMS)


@end(_("You will get an SMS with the address."))
def sent(c: Context) -> Fields:
    """The SMS is on its way."""
    return {}
