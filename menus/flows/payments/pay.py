"""Paying: the lines of an application that lead here, what it costs, and the choice of a way, which is the consent."""

from collections.abc import Iterator, Mapping
from typing import Final

from app.domain.applications.status_messages import OF_A_TEST, StatusView
from app.domain.catalogue.service_sheets import shillings
from app.domain.payments.payment_messages import WHY
from app.domain.payments.payment_view import PaymentStage, PaymentView
from app.platform.i18n import _, translate
from app.platform.networks import Network
from menus.context import Context
from menus.flows.payments import another_phone, asking, claim, confirming, paybill
from menus.flows.payments.facts import find_network, find_view, is_airtel_taken
from menus.notation import Fields, Option, Screen, choose, fork, menu

HERE, OTHER, PAYBILL = "here", "other", "paybill"
TO_PAY: Final = (PaymentStage.DUE, PaymentStage.INVOICED)
"""The stages at which an application has a line that leads to paying."""


def options(c: Context) -> Iterator[Option]:
    """The lines of an application for which something is due. Whoever looks may pay: the government gets the money."""
    view = find_view(c)
    if view is None:
        return
    if view.stage in TO_PAY:
        yield Option(_("Pay KES {amount}"), entrance, fields={"amount": shillings(view.due_kes)})
    elif view.stage is PaymentStage.CONFIRMING:
        yield Option(_("See the payment"), entrance)
    if view.stage in (*TO_PAY, PaymentStage.CONFIRMING):
        yield Option(_("I have paid"), claim.code)


def next_step(c: Context, told: StatusView) -> str:
    """The next step of an application, shown beside its lines: not how to pay, where a line leads there.

    Where the agency has a note it is left out, unless something is to be paid.
    """
    if not told.pays:
        return "" if told.note else told.next
    view = find_view(c)
    if view is None or view.stage not in TO_PAY:
        return told.next
    return sum_of(view, c.language) if view.is_partly_paid else ""


def is_due(c: Context) -> bool:
    """Whether the current application can be paid here now."""
    view = find_view(c)
    return view is not None and view.stage is PaymentStage.DUE


@fork
def entrance(c: Context) -> Screen:
    """Leads to the screen for the state of the payment."""
    view = find_view(c)
    if view is not None and view.stage is PaymentStage.DUE:
        return consent
    if view is not None and view.stage is PaymentStage.CONFIRMING:
        return confirming.open_request
    return paybill.bill if view is not None and view.stage is PaymentStage.INVOICED else nothing_due


def cost(c: Context) -> Fields:
    """What is to be paid, and for what, or how the last try for it ended."""
    view = find_view(c)
    if view is None:
        return {"failed": "", "service": "-", "sum": ""}
    return {
        "failed": translate(c.language, WHY[view.failure]) if view.failure else "",
        "service": "" if view.failure else view.service,
        "sum": sum_of(view, c.language),
    }


def sum_of(view: PaymentView, language: str) -> str:
    """The fees and their sum; after a part payment, what is paid and what is left."""
    due, paid = shillings(view.due_kes), shillings(view.paid_kes)
    if view.paid_kes:
        total = shillings(view.paid_kes + view.due_kes)
        return translate(language, _("KES {paid} of {total} paid. Left: KES {due}."), paid=paid, total=total, due=due)
    if not view.access_kes or view.due_kes != view.total_kes:
        return translate(language, _("To pay: KES {due}."), due=due)
    base, access = shillings(view.base_kes), shillings(view.access_kes)
    text = _("Fee {base} + eCitizen {access} = KES {due}.")
    return translate(language, text, base=base, access=access, due=due)


def ways(c: Context) -> Mapping[str, str]:
    """The ways to pay on this line: Safaricom's can be prompted; any other has its own menu in place of M-PESA."""
    network, view = find_network(c), find_view(c)
    if network.may_have_mpesa:
        own = {HERE: _("Pay from this phone")} if can_prompt(view) else {}
        other = {OTHER: _("Pay from another phone")} if can_prompt(view) else {}
        return own | other | {PAYBILL: _("Pay by paybill")}
    other = {OTHER: _("Pay from a Safaricom phone")} if can_prompt(view) else {}
    if is_airtel_taken(c, view):
        return {PAYBILL: _("Pay by Airtel Money")} | other
    return other | {PAYBILL: _("Pay by T-Kash") if network is Network.TELKOM else _("Pay by paybill")}


def can_prompt(view: PaymentView | None) -> bool:
    """Whether M-PESA can prompt for it: the rest of an invoice that is paid in part goes to the same invoice."""
    return view is None or view.takes_prompt


@choose(
    _("{failed}\n{service}\n{sum}"),
    ways,
    acts=True,
    fields=cost,
    longest={"failed": "W" * 52, "service": "W" * 32, "sum": "W" * 60},
)
def consent(c: Context, given: str) -> Screen:
    """Choosing is the consent. The worker asks the provider, after the last screen."""
    if given == HERE:
        return asking.ask_here(c)
    return another_phone.number if given == OTHER else paybill.by_paybill(c)


def why_not(c: Context) -> Fields:
    """That the fee is paid, that nothing is due, or that no provider takes it here."""
    view = find_view(c)
    if view is None or view.stage is PaymentStage.NOTHING_DUE:
        return {
            "service": view.service if view else "-",
            "told": translate(c.language, _("Nothing is due for it now.")),
        }
    if view.stage is PaymentStage.PAID:
        paid = _("KES {paid} is paid. Do not pay again.")
        return {"service": view.service, "told": translate(c.language, paid, paid=shillings(view.paid_kes))}
    closed = OF_A_TEST if view.is_test else _("Fee KES {amount}. It cannot be paid by phone yet.")
    return {"service": view.service, "told": translate(c.language, closed, amount=shillings(view.due_kes))}


@menu(_("{service}\n{told}"), fields=why_not, longest={"service": "W" * 32, "told": "W" * 80})
def nothing_due(_c: Context) -> tuple[Option, ...]:
    """Nothing can be paid here now: the application may have moved on meanwhile."""
    return ()
