"""A payment that is being confirmed: it must not be paid again, and its result can be asked for sooner."""

from app.domain.catalogue.service_sheets import shillings
from app.domain.payments import requests
from app.platform.i18n import _
from menus.context import Context
from menus.flows.applications.drafts import ApplicationDraft
from menus.flows.payments import claim
from menus.flows.payments.facts import find_view
from menus.notation import Fields, Screen, choose, end, link


def what_is_open(c: Context) -> Fields:
    """The service and the amount of the payment that is being confirmed."""
    view = find_view(c)
    return {"service": view.service if view else "-", "amount": shillings(view.due_kes) if view else "-"}


@choose(
    _("{service}\nWe are confirming a payment of KES {amount}. Do not pay again."),
    {"ask": _("Ask M-PESA now"), "code": _("I have the M-PESA code")},
    acts=True,
    fields=what_is_open,
    longest={"service": "W" * 32, "amount": "1,000,000.50"},
)
def open_request(c: Context, given: str) -> Screen:
    """The worker queries the provider by itself too, again and again; one query at a time."""
    if given == "code":
        return claim.code
    reference = c.draft(ApplicationDraft).reference
    is_asked = c.once("ask about payment", lambda session: requests.ask_now(session, reference))
    return asked_again if is_asked else link("pay.entrance")


@end(_("We ask M-PESA now and SMS you the result. Do not pay again."))
def asked_again(_c: Context) -> Fields:
    """The answer comes by SMS."""
    return {}
