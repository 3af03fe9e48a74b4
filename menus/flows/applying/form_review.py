"""The answers read back, one of them changed, and submitted once."""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy.orm import Session

from app.domain.applications.applications import find_application
from app.domain.applications.status_messages import how_to_pay
from app.domain.applying import filing, payment_deadlines
from app.domain.applying.eligibility import Bar
from app.domain.applying.filing import Barred, Filing, OpenApplication, SlotTaken, TooManyApplications
from app.domain.catalogue import service_sheets
from app.domain.catalogue.fees import Fee
from app.domain.forms import read_back
from app.domain.forms.read_back import AnswerLine
from app.domain.shared import references
from app.domain.shared.errors import Invalid, NotFound
from app.platform.i18n import _, translate
from menus.context import Context
from menus.draft import Draft
from menus.flows.applications.drafts import ApplicationDraft
from menus.flows.applying import form_questions
from menus.flows.applying.drafts import ApplyingDraft, find_form
from menus.flows.payments import pay
from menus.notation import HOME, Fields, Option, Rejected, Screen, choose, end, fork, link, menu

CHOICES: Final = {"submit": _("Submit"), "change": _("Change an answer")}


class FiledDraft(Draft):
    """The application that was filed, for the last screen."""

    filed: str = ""
    """The reference."""
    to_pay: str = ""
    """The amount in shillings, formatted; empty where nothing is to be paid now."""


@fork
def standing(c: Context) -> Screen:
    """Where a form stands, for the account that fills it in: its next question, or its answers read back."""
    draft = c.draft(ApplyingDraft)
    if draft.applicant != c.state.account or not draft.form_digest:
        return HOME
    c.state.unfinished = {}
    if draft.begun_at_epoch != c.state.auth_epoch:
        return begin_again(c)
    service = c.finder.index().by_code(draft.applies_for)
    if service and service.closure_on(c.today):
        return link("apply.closed")
    return form_questions.question if form_questions.asked_now(c) else review


def begin_again(c: Context) -> Screen:
    """A new password, or a change at a desk, has ended the form that was begun before."""
    c.say(_("Your account was changed since. Please begin again."))
    return HOME


def answered(c: Context) -> list[AnswerLine]:
    """The answers in the citizen's language."""
    draft = c.draft(ApplyingDraft)
    with c.reading() as session:
        return read_back.read_back(
            session, c.finder.index(), find_form(c), draft.form_answers, c.language, today=c.today
        )


def find_fee(c: Context) -> Fee | None:
    """What the service costs now; None where that is not published."""
    service = c.finder.index().by_code(c.draft(ApplyingDraft).applies_for)
    return c.finder.index().fee(service) if service else None


def read_lines(c: Context) -> Fields:
    """A line for each answer, and the cost of the service."""
    cost = service_sheets.cost_of(find_fee(c), c.language)
    return {"answers": "\n".join(f"{each.label}: {each.value}" for each in answered(c)), "cost": cost}


@choose(
    _("{answers}\n{cost}"),
    CHOICES,
    acts=True,
    read_first=True,
    back=form_questions.step_back,
    fields=read_lines,
    longest={"answers": "\n".join(["W" * 60] * 12), "cost": "W" * 24},
)
def review(c: Context, given: str) -> Screen:
    """The answers must be read to the last page before they can be submitted; only this answer files them."""
    return submit(c) if given == "submit" else which


@menu(_("Which answer?"))
def which(c: Context) -> Iterator[Option]:
    """A line for each answer."""
    for each in answered(c):

        def change(c: Context, name: str = each.question) -> None:
            c.draft(ApplyingDraft).changing = name

        yield Option(each.label, form_questions.question, does=change)


def submit(c: Context) -> Screen:
    """File the application, once. Where its date was taken meanwhile nothing is filed, and another date is asked for.

    Raises Rejected where the limit of a day is reached.
    """
    draft = c.draft(ApplyingDraft)
    try:
        filed = c.once("apply", lambda session: file(c, session))
    except OpenApplication as other:
        draft.open_reference = other.reference
        return link("apply.already_open")
    except SlotTaken as taken:
        draft.form_answers = {name: value for name, value in draft.form_answers.items() if name != taken.question}
        c.say(_("That date was just taken. Choose another."))
        return form_questions.question
    except Barred as barred:
        return link("apply.closed") if barred.bar is Bar.CLOSED else link("apply.beginning")
    except NotFound:
        return link("apply.beginning")  # a new catalogue, or a new rule: that fork leads to the screen that says so
    except Invalid:
        draft.form_answers = {}
        c.say(_("An answer does not fit any more. Please answer again."))
        return form_questions.question
    except TooManyApplications:
        raise Rejected(_("You have applied for very much today. Please go on tomorrow.")) from None
    c.draft(FiledDraft).filed, c.draft(FiledDraft).to_pay = filed["reference"], filed["to_pay"]
    name_filed(c)
    return submitted if pay.is_due(c) else done


def file(c: Context, session: Session) -> dict[str, Any]:
    """File the answers of the draft."""
    draft = c.draft(ApplyingDraft)
    filed = filing.file_application(
        session,
        c.login,
        Filing(draft.applies_for, draft.form_digest, draft.form_answers, c.phone, again=draft.again),
        fee=find_fee(c),
        contacts=c.contacts,
        language=c.language,
    )
    return {
        "reference": filed.reference,
        "to_pay": service_sheets.shillings(filed.total_kes) if filed.total_kes else "",
    }


def name_filed(c: Context) -> None:
    """Make the filed application the current one."""
    c.draft(ApplicationDraft).reference = c.draft(FiledDraft).filed


def last_words(c: Context) -> Fields:
    """The fields of the last screen: the reference, the fee, and what to hand in."""
    draft = c.draft(FiledDraft)
    closed = _("Fee KES {amount}. It cannot be paid by phone yet.")
    return {
        "reference": references.shown(draft.filed),
        "pay": translate(c.language, closed, amount=draft.to_pay) if draft.to_pay else "",
        "hand_in": translate(c.language, _("What to hand in is in your SMS.")) if find_form(c).hand_in else "",
    }


@menu(
    _("Done. Your reference: {reference}\nKeep this number. We SMS you.\n{hand_in}"),
    fields=last_words,
    longest={"reference": "W" * 24, "hand_in": "W" * 40},
)
def submitted(c: Context) -> Iterator[Option]:
    """The application is filed, and a fee is due: at once, or within the time that the SMS states."""
    yield Option(_("Pay KES {amount} now"), pay.entrance, fields={"amount": c.draft(FiledDraft).to_pay})
    yield Option(_("Pay later"), later)


@end(_("{pay}\nUnpaid, it is cancelled after {days} days."), longest={"pay": "W" * 100, "days": "14"})
def later(c: Context) -> Fields:
    """How to pay, and until when."""
    with c.reading() as session:
        filed = find_application(session, references.lookup_key(c.draft(FiledDraft).filed))
        said = how_to_pay(filed, c.language, c.contacts) if filed else ""
    return {"pay": said, "days": str(payment_deadlines.CANCELLED_AFTER.days)}


@end(
    _("Done. Your reference: {reference}\nKeep this number. We SMS you.\n{pay}\n{hand_in}"),
    longest={"reference": "W" * 24, "pay": "W" * 60, "hand_in": "W" * 40},
)
def done(c: Context) -> Fields:
    """The application is filed, and nothing is to be paid here now."""
    return last_words(c)
