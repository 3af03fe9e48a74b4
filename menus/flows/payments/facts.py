"""What the screens of paying know: how paying stands, and what this line can pay with."""

from app.domain.payments.payment_view import PaymentView
from app.domain.shared.errors import NotFound
from app.domain.shared.payment_ways import Provider
from app.platform.networks import Network, network_of_code
from menus.context import Context
from menus.draft import Draft
from menus.flows.applications.sight import see


class PaymentDraft(Draft):
    """What is told on the way to paying; what is paid for is `ApplicationDraft`'s."""

    payer: str = ""
    """The other phone that is to be asked for its PIN, in E.164."""


def find_view(c: Context) -> PaymentView | None:
    """How paying for the application that is looked at stands; None where there is none."""
    try:
        return see(c).paying
    except NotFound:
        return None


def find_network(c: Context) -> Network:
    """The network of the line in hand."""
    return network_of_code(c.network)


def is_airtel_taken(c: Context, view: PaymentView | None) -> bool:
    """Whether this line can pay by Airtel Money: Pesaflow takes it, an agency's own M-PESA paybill does not."""
    provider = view.provider if view else Provider.PESAFLOW
    return find_network(c) is Network.AIRTEL and provider is Provider.PESAFLOW
