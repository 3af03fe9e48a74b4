"""What a citizen reads about an application: the same facts on a screen, in an SMS and in an e-mail."""

from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy.orm import Session

from app.domain.applications import agency_notes, applications
from app.domain.applications.applications import Application
from app.domain.catalogue import catalogue_texts
from app.domain.catalogue.models import Stage, Status
from app.domain.catalogue.service_sheets import shillings
from app.domain.forms import form_versions
from app.domain.shared import references
from app.domain.shared.contacts import Contacts
from app.domain.shared.payment_ways import Provider
from app.platform import gsm0338
from app.platform.i18n import _, day, translate

TEST: Final = "TEST: "
"""What every text about a test application begins with, in each language."""


@dataclass(frozen=True)
class StatusView:
    """Where an application stands, in the citizen's language and the agency's words."""

    reference: str
    service: str
    agency: str
    stage: str
    since: str
    place: str
    next: str
    note: str
    pays: bool = False
    """Whether the next step names what is to be paid: then no note stands in its place."""
    mark: str = ""
    """`TEST`, before whatever tells of a test application."""
    keep: str = ""
    """In what first tells of a new application: that its number is to be kept (`of_a_new_one`)."""

    @property
    def shown_reference(self) -> str:
        """The reference in fours."""
        return references.shown(self.reference)


def status_view(
    session: Session,
    application: Application,
    language: str,
    contacts: Contacts,
    *,
    phone: str | None,
    own: bool = False,
    note: str | None = None,
) -> StatusView:
    """Where an application stands, for the phone that asks. `note`: of a step that is not kept yet (a preview).

    The agency's note may speak of the person: only the applicant's own phone hears it (threat T13), and whoever has
    proven to be the applicant (`own`, `account_applications.may_read_note`).
    """
    own = own or applications.hears(session, application, phone)
    reached = stage_of(session, application.service.family, application.stage, application.status)
    payment = how_to_pay(application, language, contacts)
    wanted = payment or what_to_bring(session, application, language)
    return StatusView(
        reference=application.reference,
        service=catalogue_texts.service_label(session, application.service, language),
        agency=catalogue_texts.short_name(session, application.agency_code),
        stage=catalogue_texts.stage_label(session, reached, language),
        since=day(language, application.since),
        place=application.place or "",
        next=wanted or catalogue_texts.stage_next(session, reached, language),
        pays=bool(payment),
        note=_note_of(session, application, language, note) if own else "",
        mark=mark_of(application),
    )


def _note_of(session: Session, application: Application, language: str, note: str | None) -> str:
    return note if note is not None else agency_notes.latest_in(session, application, language) or ""


def mark_of(application: Application) -> str:
    """What stands before each text that tells of an application: nothing, unless it is a test."""
    return TEST if application.is_test else ""


def service_and_stage(session: Session, application: Application, language: str) -> tuple[str, str]:
    """What an application is for, and the agency's word for where it stands."""
    reached = stage_of(session, application.service.family, application.stage, application.status)
    service = catalogue_texts.service_label(session, application.service, language)
    return service, catalogue_texts.stage_label(session, reached, language)


def how_to_pay(application: Application, language: str, contacts: Contacts) -> str:
    """The next step of an application that waits for a payment of which it is known how much; empty for any other.

    A paybill is told with an account that its provider knows, and no other: our reference with Daraja, the invoice's
    number with Pesaflow. Until there is an invoice, the code to dial.
    """
    told = (what_is_paid(application, language), to_pay(application, language, contacts))
    return " ".join(each for each in told if each)


def what_is_paid(application: Application, language: str) -> str:
    """That a part of what is due has come; empty where nothing has, or all."""
    paid, due = application.paid_kes, application.due_kes
    if application.status != Status.AWAITING_PAYMENT or not paid or not due:
        return ""
    return translate(language, _("KES {paid} of {total} paid."), paid=shillings(paid), total=shillings(paid + due))


OF_A_TEST: Final = _("Fee KES {amount}. This is a test: do not pay.")


def to_pay(application: Application, language: str, contacts: Contacts) -> str:
    """What is to be paid now, and the way to pay it; empty where nothing is."""
    due = application.due_kes
    if application.status != Status.AWAITING_PAYMENT or not due:
        return ""
    if application.is_test:
        return translate(language, OF_A_TEST, amount=shillings(due))
    ways = contacts.payment_ways
    provider = ways.find_provider(application.service.pesaflow_service_id)
    return translate(
        language,
        _way_to_pay(application, provider),
        amount=shillings(due),
        paybill=ways.find_paybill(provider) if provider else "",
        account=application.invoice_number or "",
        code=dial_code(contacts, application.reference),
    )


def _way_to_pay(application: Application, provider: Provider | None) -> str:
    if provider is Provider.DARAJA:
        return _("Pay KES {amount} to paybill {paybill}, account: your reference.")
    if provider is Provider.PESAFLOW:
        with_invoice = _("Pay KES {amount} to paybill {paybill}, account {account}.")
        return with_invoice if application.invoice_number else _("Pay KES {amount}: dial {code}")
    return _("Fee KES {amount}. It cannot be paid by phone yet.")


def dial_code(contacts: Contacts, reference: str) -> str:
    """The code that leads straight to an application; to the first screen, where its reference has letters."""
    return contacts.dial("1", reference) if reference.isdigit() else contacts.ussd_code


def what_to_bring(session: Session, application: Application, language: str) -> str:
    """The next step of one that was filed here and waits for papers or for a person; empty for any other."""
    if application.stage != Status.SUBMITTED or not application.form_digest:
        return ""
    hand_in = form_versions.form_of(session, application.form_digest).hand_in
    return translate(language, _("Follow our SMS: what to bring, where and when.")) if hand_in else ""


def of_a_new_one(language: str, told: StatusView) -> StatusView:
    """The same for the message that first tells the citizen of an application: its number is to be kept."""
    return replace(told, keep=translate(language, _("Keep this number.")))


def as_sms(language: str, told: StatusView, contacts: Contacts) -> str:
    """One SMS of GSM 03.38, 160 septets at most: the reference, the stage, the next step, and what else fits.

    A note of the agency stands in for the next step, unless that is to pay; one too long for the SMS is pointed to by
    the code to dial. That the number of a new one is to be kept goes before its next step, where there is no room for
    both, and after what is to be paid. That it is a test goes before everything.
    """
    code = dial_code(contacts, told.reference)
    pointer = "" if code in told.next else translate(language, _("Details: dial {code}"), code=code)
    at_place = translate(language, _("{stage} at {place}"), stage=told.stage, place=told.place)
    stages = [at_place, told.stage] if told.place else [told.stage]
    variants = [
        f"{told.mark}eCitizen {told.shown_reference}: {body}"
        for say in _says(told, pointer)
        for reached in stages
        for body in (_sentences(told.service, reached, say), _sentences(reached, say))
    ]
    folded = [gsm0338.fold(variant) for variant in variants]
    return next((each for each in folded if gsm0338.fits(each, gsm0338.ONE_SMS)), folded[-1])


def as_email(language: str, told: StatusView, contacts: Contacts) -> tuple[str, str]:
    """Subject and body of the e-mail that tells of a change."""
    subject = f"{told.mark}eCitizen {told.shown_reference}: {told.stage}"
    rows = [
        (_("Service"), f"{told.mark}{told.service} ({told.agency})"),
        (_("Reference"), told.shown_reference),
        (_("Status"), f"{told.stage}, {told.since}"),
        (_("Place"), told.place),
        (_("Next"), f"{told.next} {told.keep}".strip()),
        (_("Note"), told.note),
    ]
    lines = [f"{translate(language, name)}: {value}" for name, value in rows if value]
    ways = translate(
        language,
        _("Dial {code} or text the reference to {sms}. Help: {phone}."),
        code=contacts.ussd_code,
        sms=contacts.sms_code,
        phone=contacts.phone,
    )
    return subject, "\n".join([*lines, "", ways]) + "\n"


def stage_of(session: Session, family: str, code: str, status: Status) -> Stage:
    """The agency's word for a step. One that a reloaded catalogue no longer has is told in the words of its status."""
    found = catalogue_texts.find_stage(session, family, code) or catalogue_texts.find_stage(session, "general", status)
    assert found is not None, "the family `general` has a stage for every status"  # noqa: S101
    return found


def _says(told: StatusView, pointer: str) -> list[str]:
    """What may stand behind the stage, the fullest first."""
    if told.note:
        first = f"{told.next} {told.note}" if told.pays else told.note
        return [first, f"{told.next} {pointer}".strip(), told.next if told.pays else pointer]
    both = f"{told.next} {told.keep}".strip()
    return [both, told.next if told.pays or not told.keep else told.keep, told.next]


def _sentences(*parts: str) -> str:
    return " ".join(part if part.endswith((".", "#", "!", "?")) else part + "." for part in parts)
