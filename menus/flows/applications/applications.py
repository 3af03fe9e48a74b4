"""Checking a reference: what is asked, what is answered, and how a wrong one is refused."""

from collections.abc import Iterator, Mapping
from typing import Final

from sqlalchemy.orm import Session

from app.domain.applications import lookup
from app.domain.applications.lookup import Miss, Missed
from app.domain.idempotency import hop_effects
from app.domain.shared import references
from app.platform import normalize
from app.platform.i18n import _, translate
from menus.context import Context
from menus.flows.applications import status_sms
from menus.flows.applications.drafts import ApplicationDraft
from menus.flows.applications.sight import keep_in_sight, see
from menus.flows.payments import pay
from menus.notation import Fields, Option, Rejected, Screen, ask, end, menu

MISSES: Final[Mapping[Miss, str]] = {
    Miss.NOT_ONE: _("Not a reference number. It is on your receipt or SMS, such as 1020 3040 5060."),
    Miss.SLIP: _("That reference number has a wrong digit. Please check it and try again."),
    Miss.LENGTH: _("An eCitizen reference number has 12 digits. Please count them and try again."),
    Miss.UNKNOWN: _("We did not find that reference number. Check your receipt, or ask the office."),
    Miss.TOO_MANY: _("Too many unknown numbers. Wait an hour, sign in, or call {phone}."),
    Miss.M_PESA: _("This looks like an M-PESA code. Enter the reference, or go to Help."),
    Miss.PHONE: _("This looks like a phone number. The reference is on your receipt."),
    Miss.WAITING_CARD: _("This looks like an ID waiting card: text it to 2031 or ask at Huduma."),
    Miss.ID_NUMBER: _("This looks like an ID number. The reference is on your receipt or SMS."),
    Miss.KRA_PIN: _("This looks like a KRA PIN. The reference is on your receipt or SMS."),
    Miss.PAYBILL: _("This looks like our paybill. The reference is on your receipt or SMS."),
}
"""Why a reference leads to nothing, for screens and for SMS; `{phone}` is the support line."""


def typed_reference(typed: str) -> str:
    """The input as it was typed, unless it is empty: the domain decides what is a reference."""
    if not normalize.identifier(typed):
        raise Rejected(MISSES[Miss.NOT_ONE])
    return typed


@ask(_("Enter your reference number, such as 1020 3040 5060"), parse=typed_reference)
def reference(c: Context, given: str) -> Screen:
    """Looks the reference up, and leads to the status of its application."""
    with c.reading() as session:
        found = lookup.read_reference(session, c.phone, given, c.signed_in)
        if not isinstance(found, Missed):
            keep_in_sight(c, session, found)
            return standing
    raise refused(c, found)


def refused(c: Context, missed: Missed) -> Rejected:
    """The refusal of a reference. An unknown one is counted against the phone, once for a hop.

    One that was dialled ahead is counted too: otherwise references could be guessed.
    """
    why = missed.why
    if missed.unknown or why == Miss.TOO_MANY:

        def count(session: Session) -> bool:
            return lookup.count_misses(session, c.phone, missed.unknown)

        counted = hop_effects.once_of(c.database, c.hop, "miss", count)
        why = why if counted else Miss.TOO_MANY
    return Rejected(MISSES[why], phone=c.contacts.phone)


def facts(c: Context) -> Fields:
    """The status of the draft's application, as it is now."""
    told = see(c).told
    return {
        "service": told.mark + told.service,
        "stage": translate(c.language, _("{stage}, {since}"), stage=told.stage, since=told.since),
        "place": told.place,
        "next": pay.next_step(c, told),
        "reference": told.shown_reference,
        "note": translate(c.language, _("{agency}: {note}"), agency=told.agency, note=told.note) if told.note else "",
    }


STANDING: Final = _("{service}\n{stage}\n{place}\n{note}\n{next}\n{reference}")
"""The reference stands last: where a page has no room for everything, the other lines matter more."""
LONGEST: Final = {
    "service": "TEST: " + "W" * 32,
    "stage": "W" * 34 + ", 30 Sep 2026",
    "place": "W" * 60,
    "next": "W" * 100,
    "note": "W" * 24 + ": " + "W" * 300,
    "reference": "W" * 20,
}


@menu(STANDING, fields=facts, longest=LONGEST)
def standing(c: Context) -> Iterator[Option]:
    """The status of an application; the words are the agency's."""
    yield from pay.options(c)
    yield Option(_("SMS me this"), sent, does=status_sms.send)


@end(
    _("You will get an SMS about {reference}. You can also text the reference to {sms} at any time."),
    longest={"reference": "W" * 20, "sms": "22222"},
)
def sent(c: Context) -> Fields:
    """The SMS is on its way."""
    return {"reference": references.shown(c.draft(ApplicationDraft).reference), "sms": c.contacts.sms_code}
