"""Paying from another phone: its number is typed and read back, and only then is that phone asked for its PIN."""

from app.domain.catalogue.service_sheets import shillings
from app.platform.i18n import _
from app.platform.networks import network_of_number
from app.platform.phone_numbers import spelt
from menus.context import Context
from menus.flows import answers
from menus.flows.payments import asking
from menus.flows.payments.facts import PaymentDraft, find_view
from menus.notation import Fields, Rejected, Screen, ask, choose


def mpesa_phone(typed: str) -> str:
    """A Kenyan mobile number that may have M-PESA. Raises Rejected for a number range of a network without it."""
    number = answers.kenyan_phone(typed)
    network = network_of_number(number)
    if not network.may_have_mpesa:
        raise Rejected(_("{network} numbers have no M-PESA. Enter a Safaricom number."), network=network)
    return number


@ask(_("Enter the Safaricom number that pays, such as 0712345678"), parse=mpesa_phone)
def number(c: Context, given: str) -> Screen:
    """The number is read back before anybody is asked for money."""
    c.draft(PaymentDraft).payer = given
    return number_right


def read_back(c: Context) -> Fields:
    """The number as people read it, the amount that it pays, and the service."""
    view = find_view(c)
    return {
        "number": spelt(c.draft(PaymentDraft).payer),
        "amount": shillings(view.due_kes) if view else "-",
        "service": view.service if view else "-",
    }


@choose(
    _("{number} pays KES {amount} for {service}. Is that right?"),
    {"yes": _("Yes, ask it"), "no": _("No, type it again")},
    acts=True,
    fields=read_back,
    longest={"number": "0712 345 678", "amount": "1,000,000.50", "service": "W" * 32},
)
def number_right(c: Context, given: str) -> Screen:
    """The holder of that phone consents by the PIN."""
    return number if given == "no" else asking.ask_phone(c, c.draft(PaymentDraft).payer)
