"""Paying by paybill: its number and the account, by SMS too, because this screen closes when the other menu opens."""

from collections.abc import Iterator, Mapping
from typing import Final

from app.domain.catalogue.service_sheets import shillings
from app.domain.shared.payment_ways import Provider
from app.platform.i18n import _, translate
from app.platform.networks import Network
from menus.context import Context
from menus.flows.applications import status_sms
from menus.flows.payments import asking, claim
from menus.flows.payments.facts import find_network, find_view
from menus.notation import Fields, Option, Screen, link, menu

MPESA: Final = _("M-PESA, Lipa na M-PESA, Pay Bill.")
MENUS: Final[Mapping[Network, str]] = {
    Network.AIRTEL: _("Airtel Money, Pay Bill."),
    Network.TELKOM: _("Dial *334#, Paybill, M-PESA Paybill."),
}
"""Where a network has its menu of bills, if not in M-PESA's menu (source 40)."""


def by_paybill(c: Context) -> Screen:
    """The screen with the account number; where the provider has not given it yet, an invoice is requested."""
    view = find_view(c)
    return bill if view is not None and view.account else asking.ask_invoice(c)


def what_to_type(c: Context) -> Fields:
    """The numbers, in the order in which the menu asks for them."""
    view = find_view(c)
    if view is None or not view.account:
        return {"how": translate(c.language, _("We SMS you the account number in a minute.")), "numbers": ""}
    text = _("Business number {paybill}, account {account}, KES {amount}.")
    fields = {"paybill": view.paybill, "account": view.account, "amount": shillings(view.due_kes)}
    return {
        "how": translate(c.language, how_to_find(find_network(c), view.provider)),
        "numbers": translate(c.language, text, **fields),
    }


def how_to_find(network: Network, provider: Provider | None) -> str:
    """Where the menu of bills is. Airtel Money takes eCitizen's paybill, but no agency's own M-PESA paybill."""
    if network is Network.AIRTEL and provider is not Provider.PESAFLOW:
        return MPESA
    return MENUS.get(network, MPESA)


@menu(_("{how}\n{numbers}"), fields=what_to_type, longest={"how": "W" * 44, "numbers": "W" * 80})
def bill(c: Context) -> Iterator[Option]:
    """The numbers to type into the other menu; or the citizen has paid already."""
    view = find_view(c)
    if view is not None and view.account:
        yield Option(_("SMS me this"), link("applications.sent"), does=status_sms.send)
    yield Option(_("I have paid"), claim.code)
