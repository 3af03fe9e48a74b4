"""One service: what it costs, how long it takes, what to bring, where to apply, and all of it by SMS."""

from collections.abc import Callable, Iterator

from sqlalchemy.orm import Session

from app.domain import leaflets
from app.domain.leaflets import Leaflet
from app.domain.listed import Listed
from app.texts import _
from menus.context import Context
from menus.flows import applications, huduma
from menus.notation import Fields, Option, Rejected, end, menu


def line(c: Context, service: Listed) -> Option:
    """The line of a list that leads to a service."""

    def choose(c: Context) -> None:
        c.draft.service = service.code

    return Option(service.line_in(c.language), one, does=choose)


def told(c: Context) -> Leaflet | None:
    """The facts of the service that is looked at; None when a new catalogue has it no more."""
    index = c.finder.index()
    service = index.by_code(c.draft.service)
    return leaflets.leaflet(service, index.fee(service), c.language) if service else None


def facts(c: Context) -> Fields:
    """The facts in the citizen's language."""
    leaflet = told(c)
    names = ("label", "agency", "cost", "bill", "days", "portal")
    return {name: getattr(leaflet, name) if leaflet else "-" for name in names}


LONGEST = {
    "label": "W" * 32,
    "agency": "W" * 24,
    "cost": "KES 1,000,000.50",
    "bill": "W" * 24 + "\n" + "W" * 24 + "\n" + "W" * 24 + "\n" + "W" * 40,
    "days": "W" * 24,
    "portal": "W" * 50,
}


@menu(_("{label}, {agency}\n{cost}\n{days}"), fields=facts, longest=LONGEST)
def one(c: Context) -> Iterator[Option]:
    """What a citizen asks first; each line tells more."""
    leaflet = told(c)
    if leaflet is None:
        return
    yield Option(_("Cost"), cost if leaflet.bill else no_fee)
    yield Option(_("Documents"), documents if leaflet.documents else no_documents)
    yield Option(_("Where to apply"), where)
    if leaflet.parts == 1:
        yield Option(_("Send me this by SMS"), sent, does=sending("full"))
    else:
        yield Option(_("Send me this by SMS"), how_much)


@menu(_("{bill}\nPay only to paybill 222222."), fields=facts, longest=LONGEST)
def cost(c: Context) -> tuple[Option, ...]:
    """The agency's fee, the access fee on top, and where the fee comes from."""
    return ()


@menu(
    _("No fee is published. Ask {agency} first. Official fees are paid to paybill 222222 only, never to a person."),
    fields=facts,
    longest=LONGEST,
)
def no_fee(c: Context) -> tuple[Option, ...]:
    """Never a guess."""
    return ()


def papers(c: Context) -> Fields:
    """A line for each document."""
    leaflet = told(c)
    return {"documents": "\n".join(f"- {each}" for each in leaflet.documents) if leaflet else "-"}


@menu(_("{documents}"), fields=papers, longest={"documents": "\n".join(["- " + "W" * 70] * 8)})
def documents(c: Context) -> tuple[Option, ...]:
    """What to bring, as the agency lists it."""
    return ()


@menu(_("We have no list of documents. Ask {agency}, or a Huduma Centre."), fields=facts, longest=LONGEST)
def no_documents(c: Context) -> Iterator[Option]:
    """Where it is known."""
    yield Option(_("Huduma Centres"), huduma.place)


@menu(
    _("Apply at {portal}, or go to a Huduma Centre with your ID for help. You cannot apply on this phone yet."),
    fields=facts,
    longest=LONGEST,
)
def where(c: Context) -> Iterator[Option]:
    """On the portal, by oneself or with the help of a desk."""
    yield Option(_("Huduma Centres"), huduma.place)


def parts(c: Context) -> Fields:
    """How many SMS the whole takes."""
    leaflet = told(c)
    return {"parts": str(leaflet.parts if leaflet else 1)}


@menu(_("Which SMS do you want?"))
def how_much(c: Context) -> Iterator[Option]:
    """More than one SMS only when the citizen agrees to so many."""
    yield Option(_("The main facts: 1 SMS"), sent, does=sending("main"))
    yield Option(_("Documents too: {parts} SMS"), sent, does=sending("full"), fields=parts(c))


def sending(which: str) -> Callable[[Context], None]:
    """Text the facts, or all of them, to the phone that asks."""

    def send(c: Context) -> None:
        leaflet = told(c)
        body = getattr(leaflet, which) if leaflet else ""

        def work(session: Session) -> bool:
            return leaflets.send(session, body, phone=c.phone, hop=c.hop)

        if not body or not c.once("leaflet-sms", work):
            raise Rejected(applications.TOO_MANY_SMS)

    return send


@end(
    _("You will get an SMS about it. To find a service by SMS, text FIND and a word to {sms}."),
    longest={"sms": "22222"},
)
def sent(c: Context) -> Fields:
    """The SMS is on its way."""
    return {"sms": c.contacts.sms_code}
