"""A code that a citizen typed: what is known of its money, and closing it once staff have looked."""

from flask import Response, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound as NoPage
from werkzeug.wrappers import Response as Redirect

from app.domain.audit import audit_log
from app.domain.back_office.money import money_files
from app.domain.payments import claims
from app.domain.payments.models import ClaimState, PaymentReceipt
from app.domain.shared.errors import NotFound
from app.domain.staff.roles import Permission
from app.web import container
from app.web.console.actions import perform, why_not
from app.web.console.console_blueprint import ConsoleBlueprint
from app.web.console.pages.cases.case_texts import RECEIPT_STATES, shillings_of, word
from app.web.console.pages.money.money_pages import path_for_reader
from app.web.console.pages.money.money_texts import CLAIM_STATES
from app.web.console.rendering import page
from app.web.console.texts import day_and_time, mark, say
from app.web.staff_access import signed_in

blueprint = ConsoleBlueprint("console_claims", __name__)
ENDS = (ClaimState.ELSEWHERE, ClaimState.NOT_FOUND)


@blueprint.page("/money/codes/<claim_id>", Permission.VIEW_MONEY)
def show_claim(claim_id: str) -> Response:
    """One code. The access is audited."""
    return _show(claim_id, {})


@blueprint.action("/money/codes/<claim_id>/close", Permission.ACT_ON_MONEY)
def close_claim(claim_id: str) -> Response | Redirect:
    """Close a code with what was found; the citizen is told."""
    staff, contacts = signed_in(), container().contacts
    found = next((each for each in ENDS if each == request.form.get("found")), None)
    if found is None:
        return _show(claim_id, {"found": say("Choose what you have found.")})

    def close(opened: Session) -> None:
        claim = money_files.find_claim_within(opened, claim_id, staff)
        claims.settle_claim(opened, claim.id, found, actor=staff.actor, contacts=contacts)

    return perform(
        close,
        lambda refused: _show(claim_id, {"found": why_not(refused)}),
        said=mark("Closed. The citizen is told by SMS."),
        path=url_for("console_money.overview"),
    )


def _show(claim_id: str, errors: dict[str, str]) -> Response:
    staff = signed_in()
    with container().database.transaction() as opened:
        try:
            claim = money_files.find_claim_within(opened, claim_id, staff)
        except NotFound as missed:
            raise NoPage from missed
        known = opened.scalar(select(PaymentReceipt).where(PaymentReceipt.receipt == claim.code).limit(1))
        reached = known is not None and money_files.is_within(opened, known, staff)
        reference = claim.application.reference
        audit_log.record(opened, actor=staff.actor, action="claim.viewed", subject=reference, claim=claim.id)
    money = f"{shillings_of(known.amount_kes)}, {word(RECEIPT_STATES, known.state)}" if known and reached else ""
    elsewhere = say("of another agency, or nobody's") if known else say("none is known")
    facts = [
        (say("Code"), claim.code),
        (say("Application"), reference),
        (say("Typed"), day_and_time(claim.made_at)),
        (say("Stands"), word(CLAIM_STATES, claim.state)),
        (say("Money of this code"), money or elsewhere),
    ]
    return page(
        "money/claim.html",
        say("Code {code}", code=claim.code),
        errors=errors,
        claim=claim,
        facts=facts,
        application=path_for_reader(reference),
        receipt_id=known.id if known and reached else "",
        is_open=claim.state == ClaimState.TO_STAFF and staff.may(Permission.ACT_ON_MONEY),
        choices=[(str(each), word(CLAIM_STATES, each)) for each in ENDS],
    )
