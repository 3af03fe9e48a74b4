"""Requesting a payment from the provider, once, and the last screens: the prompt is sent only after them."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy.orm import Session

from app.domain.catalogue.service_sheets import shillings
from app.domain.payments.requests import PaymentRefusal, PaymentRefused, PaymentWish, request_payment
from app.platform.i18n import _, translate
from app.platform.networks import Network
from app.platform.phone_numbers import spelt
from menus.context import Context
from menus.flows.applications.drafts import ApplicationDraft
from menus.flows.payments.facts import PaymentDraft, find_network, find_view
from menus.notation import Fields, Rejected, Screen, end, link

NOT_ASKED: Final[Mapping[PaymentRefusal, str]] = {
    PaymentRefusal.TOO_LARGE: _("M-PESA takes at most KES 250,000 at once. Pay by paybill, at a bank."),
    PaymentRefusal.TOO_MANY_TO_PHONE: _("That phone was asked 5 times today. Use another phone, or paybill."),
    PaymentRefusal.TOO_MANY: _("Payment was asked for very often today. Pay by paybill, or tomorrow."),
}
"""Refusals that do not follow from the state of the payment."""


def ask_here(c: Context) -> Screen:
    """Request a prompt for the M-PESA PIN on this phone, after this session."""
    return request(c, c.phone, prompt=True) or asked


def ask_phone(c: Context, payer: str) -> Screen:
    """Request a prompt for the M-PESA PIN on the phone that was typed, after this session; it may be this one."""
    return ask_here(c) if payer == c.phone else request(c, payer, prompt=True) or asked_other


def ask_invoice(c: Context) -> Screen:
    """Request an invoice; a paybill payment gives its number as the account."""
    return request(c, c.phone, prompt=False) or invoiced


def request(c: Context, payer: str, *, prompt: bool) -> Screen | None:
    """Request the payment, once. None where that was done, else the screen for the payment's state. Raises Rejected."""
    reference, ways = c.draft(ApplicationDraft).reference, c.contacts.payment_ways
    wish = PaymentWish(reference, payer=payer, asker=c.phone, language=c.language, prompt=prompt)

    def work(session: Session) -> str:
        try:
            request_payment(session, wish, ways)
        except PaymentRefused as refused:  # not raised: the query to the provider that it brought forward commits
            return refused.why
        return ""

    why = c.once("pay", work)
    if why in NOT_ASKED:
        raise Rejected(NOT_ASKED[why])
    return link("pay.entrance") if why else None


def amount(c: Context) -> Fields:
    """What is due, and the phone that is asked."""
    view = find_view(c)
    return {"amount": shillings(view.due_kes) if view else "-", "number": spelt(c.draft(PaymentDraft).payer)}


@end(
    _(
        "We ask M-PESA now. In a moment enter your M-PESA PIN on this phone. Check the amount: KES {amount}. "
        "We SMS you the result. Do not pay again."
    ),
    longest={"amount": "1,000,000.50"},
)
def asked(c: Context) -> Fields:
    """The prompt comes on this phone when this screen is gone."""
    return amount(c)


@end(
    _(
        "We ask M-PESA now. In a moment {number} is asked for its M-PESA PIN. Check the amount: KES {amount}. "
        "We SMS you the result. Do not pay again."
    ),
    longest={"amount": "1,000,000.50", "number": "0712 345 678"},
)
def asked_other(c: Context) -> Fields:
    """The prompt comes on the other phone."""
    return amount(c)


MENUS: Final[Mapping[Network, str]] = {
    Network.AIRTEL: _("Then use Airtel Money, Pay Bill."),
    Network.TELKOM: _("Then dial *334#, Paybill, M-PESA Paybill."),
}
"""Where a network without M-PESA has its menu of bills."""


@end(
    _("We SMS you the paybill and its account number in a minute. Pay KES {amount} to that account only.\n{how}"),
    longest={"amount": "1,000,000.50", "how": "W" * 44},
)
def invoiced(c: Context) -> Fields:
    """The account number is sent when it is known, and no other one before."""
    how = MENUS.get(find_network(c), "")
    return {"amount": amount(c)["amount"], "how": translate(c.language, how) if how else ""}
