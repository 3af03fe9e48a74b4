"""What a citizen is told about a service: what it costs, how long it takes, what to bring, and where to apply.

The same facts stand on a screen and in an SMS, in the citizen's language. What the agency has not published is left
out, and the text says which agency to ask; nothing is guessed.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from app.domain.catalogue import opening_hours
from app.domain.catalogue.entries import Closure, ServiceEntry
from app.domain.catalogue.fee_sources import is_official
from app.domain.catalogue.fees import Fee
from app.domain.catalogue.huduma_centres import Centre
from app.domain.messaging import messages
from app.domain.messaging.messages import MessageKind
from app.domain.shared import counters
from app.domain.shared.counters import Limit
from app.domain.shared.payment_ways import PaymentWays
from app.platform import gsm0338
from app.platform.i18n import _, day, translate

SMS_AN_HOUR: Final = 10
"""Most SMS segments that one phone may ask for by USSD within an hour: each costs public money."""
HOUR: Final = timedelta(hours=1)
MOST_BY_SMS: Final = 2
"""Most segments of a sheet that answers an SMS: there the citizen does not choose how many to get."""
PORTAL: Final = "www.ecitizen.go.ke"
HUDUMA_KENYA: Final = "1919"
DESK: Final = "desk"
"""The channel of a service that is given at a desk only: not on the portal, not here."""
OWN_DESKS: Final = frozenset({"drs"})
"""Agencies that help people at offices of their own, not at a Huduma Centre: the one for refugees."""


@dataclass(frozen=True)
class ServiceSheet:
    """The facts about a service in one language; a fact that is not published is empty."""

    name: str
    """The full name that the agency uses."""
    given: str
    """The agency, with its telephone where known; empty for the channel `desk`, whose `answer` says where to go."""
    closed: str
    """That no application is taken now, until when (where known), and why; empty where the service is open."""
    cost: str
    """The total: `KES 7,550`, `About KES 210`, `Free`."""
    bill: str
    """The amounts that make up the cost, and where the fee comes from or whom to ask, a line each."""
    pay: str
    """How to pay; empty where nothing is paid."""
    days: str
    ask: str
    """Whom to ask for a fee that is not published."""
    answer: str
    """Where to go for a service that eCitizen does not have."""
    documents: tuple[str, ...]
    apply: str
    """Where to apply, a sentence. The portal's address is without its path: nobody types that into a phone."""
    here: bool
    """Whether a citizen can apply for it on this phone now."""
    at_huduma: bool
    """Whether a Huduma Centre helps with it."""
    main: str
    """The text without the documents: one SMS, two only where the name is long."""
    full: str
    """The text with the documents, in as many SMS as necessary."""

    @property
    def parts(self) -> int:
        """The number of SMS segments of `full`."""
        return gsm0338.parts(self.full)

    @property
    def in_two(self) -> str:
        """`full` where it fits two SMS, else `main`: all documents or none."""
        return self.full if self.parts <= MOST_BY_SMS else self.main


def service_sheet(
    service: ServiceEntry, fee: Fee | None, language: str, *, code: str, ways: PaymentWays, today: date
) -> ServiceSheet:
    """The sheet of a service.

    `code`: the USSD code to dial, where one can apply by phone. `ways`: how this installation is paid. `today`: in
    Nairobi.
    """
    documents = service.documents_in(language)
    closed = closed_of(service.closure_on(today), language)
    where = closed or _where(service, language, code)
    main = _answered(service, language) if service.channel == DESK else _main(service, fee, language, where, ways)
    bring = translate(language, _("Bring: {documents}."), documents="; ".join(documents))
    return ServiceSheet(
        name=service.name.in_language(language),
        given="" if service.channel == DESK else _given(service),
        closed=closed,
        cost=cost_of(fee, language),
        bill=_bill(service, fee, language),
        pay=_pay(service, fee, language, ways),
        days=days_of(service.days, language),
        ask=_ask(service, fee, language),
        answer=service.answer.in_language(language),
        documents=documents,
        apply=closed or _apply(service, language, code),
        here=service.form is not None and not closed,
        at_huduma=_at_huduma(service),
        main=main,
        full=gsm0338.fold(f"{main} {bring}") if documents else main,
    )


def send_sheet(session: Session, body: str, *, phone: str, hop: str) -> bool:
    """Queue an SMS with a text of the catalogue to the phone that asks; False when it has asked too often."""
    limit = Limit("leaflet-sms", phone, HOUR, SMS_AN_HOUR)
    if counters.spend(session, [limit], by=gsm0338.parts(body)) is not None:
        return False
    return messages.queue_sms(session, key=f"leaflet:{hop}", kind=MessageKind.REPLY, phone=phone, body=body)


def centre(where: Centre, language: str) -> str:
    """A Huduma Centre in one SMS."""
    return gsm0338.fold(f"{where.name}: {address(where)}. {hours(where, language)}")


def address(where: Centre) -> str:
    """Where a centre is, with its town where the address does not name it."""
    at = where.address or ""
    return at if where.town in at else ", ".join(each for each in (at, where.town) if each)


def hours(where: Centre, language: str) -> str:
    """When a centre is open, and whom to ask."""
    if where.hours is None:
        return translate(language, _("For opening hours call {phone}."), phone=HUDUMA_KENYA)
    said = opening_hours.said(where.hours, language)
    return translate(language, _("Open Mon-Fri {hours}. Call {phone}."), hours=said, phone=HUDUMA_KENYA)


def shillings(amount: Decimal) -> str:
    """A sum as people write it: `7,550`, with cents only where there are any."""
    return f"{amount:,.2f}".removesuffix(".00")


def telephone(number: str | None) -> str:
    """A telephone as it is dialled in Kenya: `0111127000`."""
    return f"0{number.removeprefix('+254')}" if number and number.startswith("+254") else number or ""


def _given(service: ServiceEntry) -> str:
    return ", ".join(each for each in (service.agency, telephone(service.phone)) if each)


def cost_of(fee: Fee | None, language: str) -> str:
    """What a service costs, in KES. Empty where that is not known."""
    if fee is None:
        return ""
    if fee.free:
        return translate(language, _("Free"))
    cost = f"KES {shillings(fee.total)}"
    return translate(language, _("About {cost}"), cost=cost) if fee.about else cost


def closed_of(closure: Closure | None, language: str) -> str:
    """That a service is closed, and why: at most 90 septets. Empty where it is not."""
    if closure is None:
        return ""
    reason = closure.reason.in_language(language)
    if closure.reopens_on is None:
        return translate(language, _("Closed for now: {reason}"), reason=reason)
    opens = day(language, datetime.combine(closure.reopens_on, time(12), UTC))
    return translate(language, _("Closed until {day}: {reason}"), day=opens, reason=reason)


def days_of(days: int | None, language: str) -> str:
    """How many working days a service takes. Empty where that is not known."""
    if days is None:
        return ""
    if days == 0:
        return translate(language, _("Same day"))
    return translate(language, _("Working days: {days}"), days=days)


def _ask(service: ServiceEntry, fee: Fee | None, language: str) -> str:
    if fee is not None or service.channel == DESK:
        return ""
    return translate(language, _("Ask {agency} for the fee."), agency=service.agency)


def _confirmed(service: ServiceEntry, language: str) -> str:
    """Where a fee comes from, if that is official; else which agency to ask to confirm it."""
    if service.fee_source and is_official(service.fee_source):
        return translate(language, _("Source: {source}"), source=service.fee_source)
    return translate(language, _("Ask {agency} to confirm."), agency=service.agency)


def _bill(service: ServiceEntry, fee: Fee | None, language: str) -> str:
    if fee is None:
        return ""
    return "\n".join([*_sums(fee, language, all_in=service.fee_all_in), _confirmed(service, language)])


def _sums(fee: Fee, language: str, *, all_in: bool) -> list[str]:
    if fee.free:
        return [translate(language, _("Free"))]
    total = translate(language, _("Total: {cost}"), cost=cost_of(fee, language))
    if all_in:
        return [total, translate(language, _("The eCitizen fee is included."))]
    if not fee.access:
        return [total]
    base = translate(language, _("Fee: KES {fee}"), fee=shillings(fee.base))
    return [base, translate(language, _("eCitizen fee: KES {fee}"), fee=shillings(fee.access)), total]


def _pay(service: ServiceEntry, fee: Fee | None, language: str, ways: PaymentWays) -> str:
    """The one paybill to pay to: eCitizen's, unless one applies here and its provider has a paybill of its own."""
    if fee is None or fee.free:
        return ""
    provider = ways.find_provider(service.pesaflow_service_id) if service.form else None
    paybill = ways.find_paybill(provider) if provider else ways.paybill
    return translate(language, _("Pay only to paybill {paybill}."), paybill=paybill)


def _portal(service: ServiceEntry) -> str:
    return urlsplit(service.portal_url or "").hostname or PORTAL


def _apply(service: ServiceEntry, language: str, code: str) -> str:
    if service.agency_code in OWN_DESKS:
        return translate(language, _("Apply at an office of {agency}."), agency=service.agency)
    if service.form:
        ways = _("Apply: dial {code}, use {portal}, or go to Huduma.")
        return translate(language, ways, code=code, portal=_portal(service))
    return translate(language, _("Apply at {portal}, or go to a Huduma Centre with your ID."), portal=_portal(service))


def _at_huduma(service: ServiceEntry) -> bool:
    if service.channel == DESK:
        return "Huduma" in service.answer.english
    return service.agency_code not in OWN_DESKS


def _answered(service: ServiceEntry, language: str) -> str:
    return gsm0338.fold(f"{service.name.in_language(language)}: {service.answer.in_language(language)}")


def _where(service: ServiceEntry, language: str, code: str) -> str:
    """Where to apply, as an SMS says it."""
    if service.agency_code in OWN_DESKS:
        return _apply(service, language, code)
    if service.form:
        return translate(language, _("Apply: dial {code}."), code=code)
    return translate(language, _("Apply: {portal}."), portal=_portal(service))


def _main(service: ServiceEntry, fee: Fee | None, language: str, where: str, ways: PaymentWays) -> str:
    """Name, agency, cost, duration, where to apply: the fullest variant that fits one SMS, else two."""
    name = service.name.in_language(language)
    given = f"{name}, {_given(service)}"
    cost = cost_of(fee, language) or _ask(service, fee, language)
    facts = [cost, days_of(service.days, language), where, _pay(service, fee, language, ways)]
    confirmed = _confirmed(service, language) if fee else ""
    variants = [
        f"{what}: {' '.join(_sentence(each) for each in told if each)}"
        for what, told in (
            (given, [*facts, confirmed]),
            (given, facts),
            (name, facts),
            (name, [cost, where]),
            (name, [cost]),
        )
    ]
    folded = [gsm0338.fold(variant) for variant in variants]
    fitting = (each for most in (1, MOST_BY_SMS) for each in folded if gsm0338.parts(each) <= most)
    return next(fitting, gsm0338.fold(f"{service.label.in_language(language)}: {_sentence(cost)}"))


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
