"""A service as a citizen is told of it: what it costs, how long it takes, what to bring, and where to apply.

The same facts on a screen and in an SMS. What the agency has not published is said to be so, never guessed.
"""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from app import gsm
from app.domain import messages, tallies
from app.domain.fees import Fee
from app.domain.huduma import Centre
from app.domain.listed import Listed
from app.domain.messages import Kind
from app.domain.tallies import Limit
from app.texts import _, translate

SMS_AN_HOUR: Final = 10
"""Segments that one phone may ask for by dialling within an hour: each costs the public money."""
HOUR: Final = timedelta(hours=1)
MOST_BY_SMS: Final = 2
"""Segments of an answer to an SMS, which nobody was asked about."""
PORTAL: Final = "www.ecitizen.go.ke"
HUDUMA_KENYA: Final = "1919"


@dataclass(frozen=True)
class Leaflet:
    """The facts of a service in a language; an empty one is not published."""

    label: str
    agency: str
    cost: str
    """In all: `KES 7,550`, `Free`, or that it is not published."""
    bill: str
    """The sums that make it up, and where the fee comes from, a line each."""
    days: str
    documents: tuple[str, ...]
    portal: str
    """The address to apply at, without the path: nobody types that into a phone."""
    main: str
    """All but the documents, in one SMS."""
    full: str
    """The documents too, in as many SMS as it takes."""

    @property
    def parts(self) -> int:
        """How many SMS the whole takes."""
        return gsm.parts(self.full)

    @property
    def in_two(self) -> str:
        """As much as two SMS hold: nothing of the documents when not all of them."""
        return self.full if self.parts <= MOST_BY_SMS else self.main


def leaflet(service: Listed, fee: Fee | None, language: str) -> Leaflet:
    """What a service is to a citizen."""
    cost, days = _cost(fee, language), _days(service.days, language)
    portal = urlsplit(service.portal_url or "").hostname or PORTAL
    main = _main(service, fee, language, cost=cost, days=days, portal=portal)
    bring = translate(language, _("Bring: {documents}."), documents="; ".join(service.documents))
    return Leaflet(
        label=service.label_in(language),
        agency=service.agency,
        cost=cost,
        bill=_bill(service, fee, language),
        days=days,
        documents=service.documents,
        portal=portal,
        main=main,
        full=gsm.fold(f"{main} {bring}") if service.documents else main,
    )


def send(session: Session, body: str, *, phone: str, hop: str) -> bool:
    """Text something of the catalogue to the phone that asks; False when it has asked too often."""
    limit = Limit("leaflet-sms", phone, HOUR, SMS_AN_HOUR)
    if tallies.spend(session, [limit], by=gsm.parts(body)) is not None:
        return False
    return messages.queue_sms(session, key=f"leaflet:{hop}", kind=Kind.REPLY, phone=phone, body=body)


def centre(where: Centre, language: str) -> str:
    """A Huduma Centre in one SMS."""
    return gsm.fold(f"{where.name}: {address(where)}. {hours(where, language)}")


def address(where: Centre) -> str:
    """Where a centre is, with its town where the address does not name it."""
    at = where.address or ""
    return at if where.town in at else ", ".join(each for each in (at, where.town) if each)


def hours(where: Centre, language: str) -> str:
    """When a centre is open, and whom to ask."""
    if where.hours is None:
        return translate(language, _("For opening hours call {phone}."), phone=HUDUMA_KENYA)
    return translate(language, _("Open Mon-Fri {hours}. Call {phone}."), hours=where.hours, phone=HUDUMA_KENYA)


def shillings(amount: Decimal) -> str:
    """A sum as people write it: `7,550`, with cents only where there are any."""
    return f"{amount:,.2f}".removesuffix(".00")


def _cost(fee: Fee | None, language: str) -> str:
    if fee is None:
        return translate(language, _("Fee not published"))
    return translate(language, _("Free")) if fee.free else f"KES {shillings(fee.total)}"


def _days(days: int | None, language: str) -> str:
    if days is None:
        return translate(language, _("Time not published"))
    if days == 0:
        return translate(language, _("Same day"))
    return translate(language, _("Working days: {days}"), days=days)


def _bill(service: Listed, fee: Fee | None, language: str) -> str:
    if fee is None:
        return ""
    source = translate(language, _("Source: {source}"), source=service.fee_source) if service.fee_source else ""
    return "\n".join(line for line in (*_sums(fee, language, all_in=service.fee_all_in), source) if line)


def _sums(fee: Fee, language: str, *, all_in: bool) -> list[str]:
    if fee.free:
        return [translate(language, _("Free"))]
    total = translate(language, _("Total: KES {total}"), total=shillings(fee.total))
    if all_in:
        return [total, translate(language, _("The eCitizen fee is included."))]
    if not fee.access:
        return [total]
    base = translate(language, _("Fee: KES {fee}"), fee=shillings(fee.base))
    return [base, translate(language, _("eCitizen fee: KES {fee}"), fee=shillings(fee.access)), total]


def _main(service: Listed, fee: Fee | None, language: str, *, cost: str, days: str, portal: str) -> str:
    """One SMS: who gives it, the sum with its parts, the time, where; shorter words where the whole is too long."""
    label = service.label_in(language)
    parts = f"{cost} ({shillings(fee.base)} + {shillings(fee.access)})" if fee and fee.access else cost
    paid = "" if fee is None or fee.free else translate(language, _("Pay only to paybill 222222."))
    apply = translate(language, _("Apply: {portal}."), portal=portal)
    sourced = f"{parts}, {service.fee_source}" if fee and service.fee_source else parts
    given = f"{label} ({service.agency})"
    variants = [
        " ".join(each for each in (f"{what}: {told}.", f"{days}.", apply, paid) if each)
        for what, told in ((given, sourced), (given, parts), (given, cost), (label, cost))
    ]
    folded = [gsm.fold(variant) for variant in variants]
    return next((each for each in folded if gsm.fits(each, gsm.ONE_SMS)), folded[-1])
