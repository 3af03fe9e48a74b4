"""What the screens of paying show: the state of the payment, and the network of this phone."""

from app.domain.payments.payment_view import PaymentView
from app.domain.shared.errors import NotFound
from app.domain.shared.payment_ways import Provider
from app.platform.networks import Network, network_of_code
from menus.context import Context
from menus.draft import Draft
from menus.flows.applications.sight import see


class PaymentDraft(Draft):
    """The draft of a payment; the application that is paid for is in `ApplicationDraft`."""

    payer: str = ""
    """The other phone that is to be asked for its PIN, in E.164."""


def find_view(c: Context) -> PaymentView | None:
    """The state of paying for the current application; None where there is no application."""
    try:
        return see(c).paying
    except NotFound:
        return None


def find_network(c: Context) -> Network:
    """The network of this phone's line."""
    return network_of_code(c.network)


def is_airtel_taken(c: Context, view: PaymentView | None) -> bool:
    """Whether this line can pay by Airtel Money: Pesaflow takes it, an agency's own M-PESA paybill does not."""
    provider = view.provider if view else Provider.PESAFLOW
    return find_network(c) is Network.AIRTEL and provider is Provider.PESAFLOW
