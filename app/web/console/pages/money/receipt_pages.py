"""One receipt: what is known of it, matching it by hand, and having it given back."""

from collections.abc import Callable
from typing import Any

from flask import Response, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound as NoPage
from werkzeug.wrappers import Response as Redirect

from app.domain.back_office.money import money_files, receipt_matches, refund_approvals
from app.domain.back_office.money.money_files import ReceiptFile
from app.domain.payments.payment_states import ReceiptState
from app.domain.payments.refunding.refund_decisions import TO_APPROVE, TO_SETTLE, RefundEnd, RefundPlan, RefundWay
from app.domain.shared.errors import NotFound, RuleViolation
from app.domain.staff.roles import Permission
from app.platform.phone_numbers import read_kenyan_mobile
from app.web import container
from app.web.console.actions import perform, why_not
from app.web.console.console_blueprint import ConsoleBlueprint
from app.web.console.pages.cases import case_texts
from app.web.console.pages.cases.case_texts import REASONS, RECEIPT_STATES, REFUND_STATES, shillings_of, word
from app.web.console.pages.money.money_pages import path_for_reader
from app.web.console.pages.money.money_texts import CLAIM_STATES, WAYS
from app.web.console.rendering import notice, page
from app.web.console.texts import day_and_time, mark, say
from app.web.staff_access import signed_in

blueprint = ConsoleBlueprint("console_receipts", __name__)
Ask = Callable[[Session], object]


@blueprint.page("/money/receipts/<receipt_id>", Permission.VIEW_MONEY)
def show_receipt(receipt_id: str) -> Response:
    """All that is known of a receipt. The access is audited."""
    return _show(receipt_id, {})


@blueprint.action("/money/receipts/<receipt_id>/match", Permission.ACT_ON_MONEY)
def match(receipt_id: str) -> Response | Redirect:
    """Match a receipt to an application: first a preview, then the change, where the sum due is still the same."""
    here, staff, reference = container(), signed_in(), request.form.get("reference", "")
    try:
        with here.database.transaction() as opened:
            plan = receipt_matches.preview_match(opened, receipt_id, reference, staff=staff)
            is_confirmed = request.form.get("due") == str(plan.due_kes)  # unchanged since the preview
            if is_confirmed:
                receipt_matches.match_by_hand(opened, plan, staff=staff, contacts=here.contacts)
    except RuleViolation as refused:
        return _show(receipt_id, {"reference": why_not(refused)})
    if not is_confirmed:
        title = say("Match receipt {receipt}", receipt=plan.receipt)
        return page("money/match.html", title, plan=plan, amounts=shillings_of)
    notice(mark("It counts for {reference}."), reference=plan.reference)
    return redirect(url_for("console_receipts.show_receipt", receipt_id=receipt_id), 303)


@blueprint.action("/money/receipts/<receipt_id>/give-back", Permission.ACT_ON_MONEY)
def give_back(receipt_id: str) -> Response | Redirect:
    """Request that money of no application be given back; a second person decides."""
    plan, reason = _plan(), request.form.get("reason", "")
    return _ask(
        receipt_id,
        lambda opened: refund_approvals.ask_giving_up(opened, receipt_id, plan, reason, staff=signed_in()),
        receipt_id,
    )


@blueprint.action("/money/refunds/<refund_id>/ask", Permission.ACT_ON_MONEY)
def ask_refund(refund_id: str) -> Response | Redirect:
    """Request that a refund be sent, or be given back by hand; a second person decides."""
    plan, reason = _plan(), request.form.get("reason", "")
    return _ask(
        _receipt_of(refund_id),
        lambda opened: refund_approvals.ask_refund(opened, refund_id, plan, reason, staff=signed_in()),
        refund_id,
    )


@blueprint.action("/money/refunds/<refund_id>/settle", Permission.ACT_ON_MONEY)
def settle_refund(refund_id: str) -> Response | Redirect:
    """Request that the end of a refund be recorded; a second person decides."""
    is_done, proof, reason = (request.form.get(name, "") for name in ("done", "proof", "reason"))
    receipt_id, end = _receipt_of(refund_id), RefundEnd(is_done == "yes", proof)
    if is_done not in ("yes", "no"):
        return _show(receipt_id, {f"done-{refund_id}": say("Choose how it ended.")})
    return _ask(
        receipt_id,
        lambda opened: refund_approvals.ask_settlement(opened, refund_id, end, reason, staff=signed_in()),
        refund_id,
    )


def _plan() -> RefundPlan:
    """What the form says; a phone that cannot be read stays as it was typed, and the domain refuses it."""
    typed = request.form.get("phone", "").strip()[:40]
    is_by_hand = request.form.get("way") == RefundWay.BY_HAND
    return (
        RefundPlan(RefundWay.BY_HAND)
        if is_by_hand
        else RefundPlan(RefundWay.SEND, (read_kenyan_mobile(typed) or typed) if typed else "")
    )


def _ask(receipt_id: str, ask: Ask, about: str) -> Response | Redirect:
    return perform(
        ask,
        lambda refused: _show(receipt_id, {f"reason-{about}": why_not(refused)}),
        said=mark("Asked. Another person decides; until then nothing goes back."),
        path=url_for("console_receipts.show_receipt", receipt_id=receipt_id),
    )


def _receipt_of(refund_id: str) -> str:
    with container().database.reading() as opened:
        try:
            return money_files.find_refund_within(opened, refund_id, signed_in())[1].id
        except NotFound as missed:
            raise NoPage from missed


def _show(receipt_id: str, errors: dict[str, str]) -> Response:
    staff = signed_in()
    with container().database.transaction() as opened:
        try:
            found = money_files.open_receipt(opened, receipt_id, staff)
        except NotFound as missed:
            raise NoPage from missed
        told = _told(found)
    may_act = staff.may(Permission.ACT_ON_MONEY)
    given = {name: request.form.get(name, "") for name in ("reference", "reason", "phone", "proof", "way", "done")}
    title = say("Receipt {receipt}", receipt=found.row.receipt if found.row.named else receipt_id)
    return page("money/receipt.html", title, errors=errors, may_act=may_act, given=given, texts=case_texts, **told)


def _told(found: ReceiptFile) -> dict[str, Any]:
    row, payment = found.row, found.payment
    facts = [
        (say("Sum"), shillings_of(row.amount_kes)),
        (say("Stands"), word(RECEIPT_STATES, row.state)),
        (say("Why staff look"), word(REASONS, row.reason) or "-"),
        (say("Provider"), row.provider),
        (say("Heard of by"), row.channels.replace(",", ", ")),
        (say("Paid"), day_and_time(row.paid_at)),
        (say("Confirmed"), day_and_time(row.confirmed_at) if row.confirmed_at else say("not yet")),
        (say("Request"), payment.id if payment else say("none: paid by hand")),
        (say("Phone that paid"), found.payer or say("not known")),
    ]
    return {
        "row": row,
        "facts": facts,
        "reference": found.application.reference if found.application else "",
        "application": path_for_reader(found.application.reference) if found.application else "",
        "is_nobodys": row.state == ReceiptState.UNMATCHED,
        "refunds": [_refund(each) | {"waiting": found.waiting.get(each.id)} for each in found.refunds],
        "waiting": found.waiting.get(row.id),
        "is_payer_known": bool(found.payer),
        "claims": [(each.id, each.reference, say(CLAIM_STATES.get(each.state, each.state))) for each in found.claims],
        "ways": [(str(way), say(name)) for way, name in WAYS.items()],
        "ends": [("yes", say("It was paid out")), ("no", say("It was not paid out"))],
    }


def _refund(each: Any) -> dict[str, Any]:
    return {
        "id": each.id,
        "is_to_approve": each.state in TO_APPROVE,
        "is_to_settle": each.state in TO_SETTLE,
        "facts": [
            (say("Sum"), shillings_of(each.amount_kes)),
            (say("Why"), word(REASONS, each.reason)),
            (say("Stands"), word(REFUND_STATES, each.state)),
            (say("Since"), day_and_time(each.queued_at)),
            (say("Agreed on by"), each.approved_by or "-"),
            (say("Sent"), day_and_time(each.sent_at) if each.sent_at else "-"),
            (say("The provider says"), each.code or "-"),
            (say("Receipt or document of that"), each.proof or "-"),
        ],
    }
