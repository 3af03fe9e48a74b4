"""The answers read back, sent once, and what the person takes home: the reference, what to bring, how to pay."""

from typing import Any, Final

from flask import Response, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Redirect

from app.domain.applications.applications import Application
from app.domain.applications.status_messages import how_to_pay
from app.domain.applying import payment_deadlines
from app.domain.applying.at_desk import desk_drafts, desk_filing
from app.domain.applying.at_desk.desk_filing import BY_STAFF
from app.domain.applying.filing import Barred, OpenApplication, SlotTaken, TooManyApplications
from app.domain.catalogue import service_sheets
from app.domain.shared import references
from app.domain.shared.errors import Invalid, NotAllowed, NotFound, RuleViolation, VersionConflict
from app.domain.staff.roles import Permission
from app.web import container
from app.web.console.console_blueprint import ConsoleBlueprint
from app.web.console.pages.applying import open_drafts
from app.web.console.pages.applying.account_headers import look_at_account
from app.web.console.pages.applying.open_drafts import OpenDraft, open_draft, where_it_stands
from app.web.console.rendering import notice, page
from app.web.console.texts import language, mark, say
from app.web.staff_access import signed_in

APPLY: Final = Permission.APPLY_FOR_CITIZENS

blueprint = ConsoleBlueprint("console_applying_filing", __name__)
blueprint.register_error_handler(NotFound, open_drafts.no_draft)


@blueprint.page("/desk/applying/<draft_id>/review", APPLY)
def review(draft_id: str) -> Response | Redirect:
    """The answers, to be read out before they are sent."""
    return _review(draft_id, {})


@blueprint.action("/desk/applying/<draft_id>/send", APPLY)
def send(draft_id: str) -> Response | Redirect:
    """File it, once."""
    here = container()
    with here.database.reading() as opened:
        fee = open_draft(opened, draft_id).fee
    try:
        with here.database.transaction() as opened:
            desk_filing.file_at_desk(
                opened,
                draft_id,
                staff=signed_in(),
                version=_version(),
                again=request.form.get("again") == "yes",
                fee=fee,
                contacts=here.contacts,
            )
    except NotFound:
        raise
    except RuleViolation as refused:
        return _refused(draft_id, refused)
    return redirect(url_for("console_applying_filing.show_filed", draft_id=draft_id), 303)


@blueprint.page("/desk/applying/<draft_id>/filed", APPLY)
def show_filed(draft_id: str) -> Response | Redirect:
    """What the person takes home."""
    with container().database.transaction() as opened:
        found = open_draft(opened, draft_id)
        if not found.draft.reference:
            return redirect(where_it_stands(found), 303)
        application = desk_filing.find_filed(opened, found.draft)
        open_drafts.record_view(opened, found.draft, "account.filed_viewed")
        told = _to_take_home(opened, found, application)
    return page("applying/filed.html", say("The application is sent"), **told)


def _review(draft_id: str, problems: dict[str, str]) -> Response | Redirect:
    with container().database.transaction() as opened:
        found = open_draft(opened, draft_id)
        wanted = where_it_stands(found)
        if wanted != url_for("console_applying_filing.review", draft_id=draft_id):
            return redirect(wanted, 303)
        _, header = look_at_account(opened, found.draft.account_id)
        open_drafts.record_view(opened, found.draft, "account.draft_viewed")
        told: dict[str, Any] = {
            "account": header,
            "draft": found.draft,
            "service": found.service_name,
            "lines": found.lines(opened, found.draft.language),
            "cost": service_sheets.cost_of(found.fee, language()) or say("The office sets the fee."),
            "asks_again": "again" in problems,
        }
    return page("applying/review.html", say("Read the answers out, then send"), errors=problems, **told)


def _refused(draft_id: str, refused: RuleViolation) -> Response | Redirect:
    """The page for a refused filing: the question that is to be answered again, or the review with the reason."""
    if isinstance(refused, SlotTaken):
        notice(mark("That date was just taken: nothing was sent. Choose another one."))
        return redirect(_ask_anew(draft_id, {refused.question}), 303)
    if isinstance(refused, Invalid):
        notice(mark("An answer does not fit any more: nothing was sent. Please answer again."))
        return redirect(_ask_anew(draft_id, None), 303)
    if isinstance(refused, OpenApplication):
        known = references.shown(refused.reference)
        return _review(draft_id, {"again": say("There is an application for this already: {known}.", known=known)})
    return _review(draft_id, {"send": _why(refused)})


def _why(refused: RuleViolation) -> str:
    if isinstance(refused, VersionConflict):
        return say("The answers were changed since you read them out. Read them again.")
    if isinstance(refused, TooManyApplications):
        is_ours = refused.whose == BY_STAFF
        full = mark("You have sent as many as one person may in a day. A colleague can send it, or you tomorrow.")
        theirs = mark("So many were sent for this person today that no more can be. Go on tomorrow.")
        return say(full if is_ours else theirs)
    if isinstance(refused, Barred | NotAllowed):
        return say("This person cannot apply for it here any more. Begin again: why is said there.")
    return say("It cannot be sent now: {why}", why=str(refused))


def _ask_anew(draft_id: str, names: set[str] | None) -> str:
    """Delete the answers to these questions (None: all) to ask them again. Returns the path of the first."""
    with container().database.transaction() as opened:
        desk_drafts.forget_answers(opened, draft_id, names, staff=signed_in())
        return where_it_stands(open_draft(opened, draft_id))


def _version() -> int:
    """The version of the answers that were read out; -1 where the form does not say."""
    given = request.form.get("version", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else -1


def _to_take_home(opened: Session, found: OpenDraft, application: Application) -> dict[str, Any]:
    day_of, bring = desk_filing.tell_hand_in(opened, application, language())
    total = application.total_kes
    return {
        "draft": found.draft,
        "service": found.service_name,
        "reference": references.shown(application.reference),
        "appointment": day_of,
        "bring": bring,
        "cost": f"KES {service_sheets.shillings(total)}" if total else "",
        "is_free": total is not None and not total,
        "pay": how_to_pay(application, language(), container().contacts),
        "code": container().contacts.ussd_code,
        "days": payment_deadlines.CANCELLED_AFTER.days,
    }
