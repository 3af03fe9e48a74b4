"""Beginning to apply: who may apply and what it takes is shown before the first question.

The password comes first, because what is shown depends on the account. Who may not apply is told what to do instead.
"""

from collections.abc import Iterator
from typing import Final

from app.domain.applying import application_drafts, eligibility, filing
from app.domain.applying.application_drafts import SavedAnswers
from app.domain.applying.eligibility import Bar
from app.domain.catalogue import service_sheets
from app.domain.catalogue.entries import ServiceEntry
from app.domain.forms import form_versions
from app.domain.forms.definition import Form, text_in
from app.domain.identity import accounts
from app.domain.shared import references
from app.platform.i18n import _, translate
from menus.context import Context
from menus.flows.applications import my_applications
from menus.flows.applications.drafts import ApplicationDraft
from menus.flows.applying import form_review
from menus.flows.applying.drafts import ApplyingDraft
from menus.flows.identity import registration, sign_in
from menus.flows.identity.sign_in import SignInDraft
from menus.notation import HOME, Fields, Option, Screen, fork, link, menu


def option(service: str) -> Option:
    """The line that begins an application for a service, given by its code."""

    def begin(c: Context) -> None:
        draft = c.draft(ApplyingDraft)
        draft.applies_for, draft.again, draft.open_reference = service, False, ""

    return Option(_("Apply on this phone"), entering, does=begin)


def entering(c: Context) -> Screen:
    """Identify the account first: what is shown depends on it."""
    return signing_in(c) if c.is_authenticated or c.state.account or c.state.holder else whose


@menu(_("You apply with your eCitizen account."))
def whose(c: Context) -> Iterator[Option]:
    """For a phone with no account, or with several: sign in or register."""
    yield Option(_("Sign in"), sign_in.name, does=to_beginning)
    yield Option(_("Register"), registration.account_type)


def to_beginning(c: Context) -> None:
    """Have the sign-in lead to the beginning of the application."""
    c.draft(SignInDraft).after = beginning.name


def signing_in(c: Context) -> Screen:
    """The password first, then the conditions."""
    return sign_in.asked_before(c, beginning)


@fork
def beginning(c: Context) -> Screen:
    """Checks whether an application is open already and whether this account may apply; leads to the conditions."""
    found = applied_for(c)
    if found is None:
        return gone
    if found[0].closure_on(c.today):
        return closed
    draft = c.draft(ApplyingDraft)
    draft.applicant, draft.begun_at_epoch = c.state.account, c.state.auth_epoch
    with c.reading() as session:
        if eligibility.find_bar(session, c.login, found[1], today=c.today):
            return barred
        draft.open_reference = filing.find_open(session, c.login, draft.applies_for, {}) or ""
    return already_open if draft.open_reference and not draft.again else terms


def applied_for(c: Context) -> tuple[ServiceEntry, Form] | None:
    """The service and the current version of its form; None where the catalogue no longer has one of them."""
    service = c.finder.index().by_code(c.draft(ApplyingDraft).applies_for)
    if service is None or service.form is None:
        return None
    with c.reading() as session:
        form = form_versions.current_form(session, service.form)
    return (service, form) if form else None


def conditions(c: Context) -> Fields:
    """What the service costs, how long it takes, and what must be at hand."""
    found = applied_for(c)
    if found is None:
        return {"name": "-", "cost": "", "days": "", "in_hand": ""}
    service, form = found
    cost = service_sheets.cost_of(c.finder.index().fee(service), c.language)
    return {
        "name": service.label.in_language(c.language),
        "cost": cost or translate(c.language, _("The office sets the fee and we SMS you.")),
        "days": service_sheets.days_of(service.days, c.language),
        "in_hand": text_in(form.in_hand, c.language),
    }


LONGEST: Final = {"name": "W" * 32, "cost": "W" * 50, "days": "W" * 24, "in_hand": "W" * 160}


@menu(_("{name}\n{cost}\n{days}\n{in_hand}"), fields=conditions, longest=LONGEST)
def terms(c: Context) -> Iterator[Option]:
    """The conditions, shown before the first question; saved answers can be continued."""
    if saved(c):
        yield Option(_("Continue where you stopped"), form_review.standing, does=go_on)
        yield Option(_("Start again"), form_review.standing, does=start)
    else:
        yield Option(_("Start"), form_review.standing, does=start)
    yield Option(_("Not now"), HOME)


def saved(c: Context) -> SavedAnswers | None:
    """The answers that were saved on this phone, if there are any."""
    if not c.is_authenticated:
        return None
    with c.reading() as session:
        account = accounts.signed_in(session, c.login)
        return application_drafts.find_draft(session, account, c.draft(ApplyingDraft).applies_for, phone=c.phone)


def start(c: Context) -> None:
    """Begin with the current version of the form."""
    found = applied_for(c)
    begin_with(c, SavedAnswers(found[1].digest if found else "", {}))


def go_on(c: Context) -> None:
    """Continue with the saved answers, and the version of the form that they were given to."""
    begin_with(c, saved(c) or SavedAnswers("", {}))


def begin_with(c: Context, kept: SavedAnswers) -> None:
    """Put the version of a form and its answers into the draft."""
    draft = c.draft(ApplyingDraft)
    draft.form_digest, draft.form_answers = kept.form_digest, dict(kept.answers)
    draft.changing, draft.narrowed_by, draft.just_saved = "", "", False


def why_not(c: Context) -> Fields:
    """Why this person cannot apply here, and what to do instead."""
    found = applied_for(c)
    if found is None or not c.is_authenticated:
        return {"why": "-", "instead": ""}
    form = found[1]
    with c.reading() as session:
        bar = eligibility.find_bar(session, c.login, form, today=c.today)
    why, instead = eligibility.why_barred(form, bar, c.language)  # each of them alone fits on one page
    return {"why": why, "instead": instead}


@menu(_("{why}\n{instead}"), fields=why_not, longest={"why": "W" * 80, "instead": "W" * 160})
def barred(c: Context) -> Iterator[Option]:
    """Says why this account cannot apply here, and who can help."""
    yield Option(_("Huduma Centres"), link("huduma.place"))
    yield Option(_("Main menu"), HOME)


@menu(
    _("You have applied for this already: {reference}"),
    fields=lambda c: {"reference": references.shown(c.draft(ApplyingDraft).open_reference)},
    longest={"reference": "W" * 24},
)
def already_open(c: Context) -> Iterator[Option]:
    """An application for this service is open: it can be looked at, or another one begun on purpose."""
    yield Option(_("See that application"), my_applications.one, does=look)
    yield Option(_("Apply again"), terms, does=apply_again)


def look(c: Context) -> None:
    """Make the open application the current one."""
    c.draft(ApplicationDraft).reference = c.draft(ApplyingDraft).open_reference


def apply_again(c: Context) -> None:
    """Keep in the draft that another application is wanted."""
    c.draft(ApplyingDraft).again = True


@menu(_("You cannot apply for this on the phone any more."))
def gone(_c: Context) -> Iterator[Option]:
    """A new catalogue was loaded meanwhile: the service cannot be applied for here any more."""
    yield Option(_("Find a service"), link("services.find"))


def why_closed(c: Context) -> Fields:
    """Until when and why the service is closed; just that it is, where this process's catalogue has no more yet."""
    service = c.finder.index().by_code(c.draft(ApplyingDraft).applies_for)
    told = service_sheets.closed_of(service.closure_on(c.today) if service else None, c.language)
    return {"closed": told or translate(c.language, eligibility.BARS[Bar.CLOSED])}


@menu(_("{closed}\nNothing was sent."), fields=why_closed, longest={"closed": "W" * 90})
def closed(_c: Context) -> Iterator[Option]:
    """The agency takes no applications now; saved answers are kept for a day."""
    yield Option(_("Find a service"), link("services.find"))
    yield Option(_("Main menu"), HOME)
