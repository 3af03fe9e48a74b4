"""One service: its full name, what it costs, how long it takes, what to bring, where to apply, all of it by SMS.

Only what is known is offered. Where nothing is published, the screen names the agency that can be asked.
"""

from collections.abc import Callable, Iterator

from sqlalchemy.orm import Session

from app.domain.catalogue import service_sheets
from app.domain.catalogue.entries import ServiceEntry
from app.domain.catalogue.service_sheets import ServiceSheet
from app.platform import gsm0338
from app.platform.i18n import _, translate
from menus.context import Context
from menus.flows.applications import status_sms
from menus.flows.applying import apply
from menus.flows.services import huduma
from menus.flows.services.drafts import ServiceDraft
from menus.notation import Fields, Option, Rejected, end, menu


def line(c: Context, service: ServiceEntry) -> Option:
    """The line of a list that leads to a service."""

    def choose(c: Context) -> None:
        c.draft(ServiceDraft).service = service.code

    return Option(service.line.in_language(c.language), one, does=choose)


def told(c: Context) -> ServiceSheet | None:
    """The sheet of the current service; None when the catalogue no longer has the service."""
    index = c.finder.index()
    service = index.by_code(c.draft(ServiceDraft).service)
    if service is None:
        return None
    fee, to = index.fee(service), c.contacts
    return service_sheets.service_sheet(
        service, fee, c.language, code=to.ussd_code, ways=to.payment_ways, today=c.today
    )


def facts(c: Context) -> Fields:
    """The facts in the citizen's language."""
    sheet = told(c)
    names = ("name", "given", "closed", "cost", "bill", "pay", "days", "ask", "answer", "apply")
    return {name: getattr(sheet, name) if sheet else "-" for name in names}


LONGEST = {
    "name": "W" * 240,
    "given": "W" * 24 + ", 0111127000",
    "closed": "W" * 90,
    "cost": "About KES 1,000,000.50",
    "bill": "W" * 24 + "\n" + "W" * 24 + "\n" + "W" * 24 + "\n" + "W" * 40,
    "pay": "W" * 40,
    "days": "W" * 24,
    "ask": "W" * 50,
    "answer": "W" * 120,
    "apply": "W" * 120,
}


@menu(_("{name}\n{closed}\n{given}\n{cost}\n{days}\n{ask}\n{answer}"), fields=facts, longest=LONGEST)
def one(c: Context) -> Iterator[Option]:
    """What is known of the service; each line tells more."""
    sheet = told(c)
    if sheet is None:
        return
    if sheet.here:
        yield apply.option(c.draft(ServiceDraft).service)
    if sheet.bill:
        yield Option(_("Cost"), cost)
    if sheet.documents:
        yield Option(_("Documents"), documents)
    if not sheet.answer:
        yield Option(_("Where to apply"), where)
    if sheet.at_huduma and not sheet.bill and not sheet.documents:
        yield Option(_("Huduma Centres"), huduma.place)
    if sheet.parts == 1:
        yield Option(_("Send me this by SMS"), sent, does=sending("full"))
    else:
        yield Option(_("Send me this by SMS"), how_much)


@menu(_("{bill}\n{pay}"), fields=facts, longest=LONGEST)
def cost(c: Context) -> tuple[Option, ...]:
    """The agency's fee, the access fee on top, and where the fee comes from, or who confirms it."""
    return ()


def papers(c: Context) -> Fields:
    """A line for each document."""
    sheet = told(c)
    return {"documents": "\n".join(f"- {each}" for each in sheet.documents) if sheet else "-"}


@menu(_("{documents}"), fields=papers, longest={"documents": "\n".join(["- " + "W" * 70] * 8)})
def documents(c: Context) -> tuple[Option, ...]:
    """What to bring, as the agency lists it."""
    return ()


def ways(c: Context) -> Fields:
    """Where to apply, and that it cannot be done on this phone."""
    sheet = told(c)
    here = sheet is not None and sheet.here
    return {**facts(c), "not_here": "" if here else " " + translate(c.language, _("You cannot apply on this phone."))}


@menu(_("{apply}{not_here}"), fields=ways, longest={**LONGEST, "not_here": "W" * 60})
def where(c: Context) -> Iterator[Option]:
    """On the portal, by oneself or with the help of a desk; refugees at offices of their own."""
    sheet = told(c)
    if sheet and sheet.at_huduma:
        yield Option(_("Huduma Centres"), huduma.place)


def parts(sheet: ServiceSheet | None) -> Fields:
    """How many SMS the main facts, and the whole, take."""
    return {"main": str(gsm0338.parts(sheet.main) if sheet else 1), "parts": str(sheet.parts if sheet else 1)}


@menu(_("Which SMS do you want?"))
def how_much(c: Context) -> Iterator[Option]:
    """More than one SMS is sent only when the citizen agrees to so many."""
    sheet = told(c)
    needed = parts(sheet)
    if sheet is None or not sheet.documents:
        yield Option(_("All of it: {parts} SMS"), sent, does=sending("full"), fields=needed)
        return
    yield Option(_("The main facts: {main} SMS"), sent, does=sending("main"), fields=needed)
    yield Option(_("Documents too: {parts} SMS"), sent, does=sending("full"), fields=needed)


def sending(which: str) -> Callable[[Context], None]:
    """What sends the main facts, or all of them, by SMS to the phone that asks; dialled ahead too (law 5)."""

    def send(c: Context) -> None:
        sheet = told(c)
        body = getattr(sheet, which) if sheet else ""

        def work(session: Session) -> bool:
            return service_sheets.send_sheet(session, body, phone=c.phone, hop=c.hop)

        if not body or not c.once_counted("sheet-sms", work):
            raise Rejected(status_sms.TOO_MANY_SMS)

    return send


@end(
    _("You will get an SMS about it. To find a service by SMS, text FIND and a word to {sms}."),
    longest={"sms": "22222"},
)
def sent(c: Context) -> Fields:
    """The SMS is on its way."""
    return {"sms": c.contacts.sms_code}
