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
"""The prefix of every text about a test application, in each language."""


@dataclass(frozen=True)
class StatusView:
    """The state of an application as texts in the citizen's language, with the agency's words for its stage."""

    reference: str
    service: str
    agency: str
    stage: str
    since: str
    place: str
    next: str
    note: str
    pays: bool = False
    """Whether `next` is an instruction to pay. If so, no note replaces it."""
    mark: str = ""
    """`TEST` for a test application, else empty."""
    keep: str = ""
    """The advice to keep the reference, in the first message about an application (`of_a_new_one`)."""

    @property
    def shown_reference(self) -> str:
        """The reference in groups of four digits."""
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
    """The state of an application for the phone that asks. `note`: that of a step that is not stored yet (a preview).

    The agency's note may contain personal data: it is shown only on the applicant's own phone (threat T13), and to a
    reader who is proven to be the applicant (`own`, `account_applications.may_read_note`).
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
    """The prefix of each text about an application: `TEST` for a test application, else empty."""
    return TEST if application.is_test else ""


def service_and_stage(session: Session, application: Application, language: str) -> tuple[str, str]:
    """The label of the service, and the agency's label of the stage."""
    reached = stage_of(session, application.service.family, application.stage, application.status)
    service = catalogue_texts.service_label(session, application.service, language)
    return service, catalogue_texts.stage_label(session, reached, language)


def how_to_pay(application: Application, language: str, contacts: Contacts) -> str:
    """How to pay for an application that awaits the payment of a known amount; empty for any other.

    A paybill is given only with an account number that its provider accepts: our reference with Daraja, the invoice
    number with Pesaflow. As long as there is no Pesaflow invoice, the text gives the code to dial instead.
    """
    told = (what_is_paid(application, language), to_pay(application, language, contacts))
    return " ".join(each for each in told if each)


def what_is_paid(application: Application, language: str) -> str:
    """The text that a part of the amount is paid; empty where nothing is paid, or everything."""
    paid, due = application.paid_kes, application.due_kes
    if application.status != Status.AWAITING_PAYMENT or not paid or not due:
        return ""
    return translate(language, _("KES {paid} of {total} paid."), paid=shillings(paid), total=shillings(paid + due))


OF_A_TEST: Final = _("Fee KES {amount}. This is a test: do not pay.")


def to_pay(application: Application, language: str, contacts: Contacts) -> str:
    """The text of the amount due and how to pay it; empty where nothing is due."""
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
    """The USSD code that leads straight to an application; to the first screen if its reference has letters."""
    return contacts.dial("1", reference) if reference.isdigit() else contacts.ussd_code


def what_to_bring(session: Session, application: Application, language: str) -> str:
    """The next step of an application filed through Lango that waits for documents or a visit; empty for any other."""
    if application.stage != Status.SUBMITTED or not application.form_digest:
        return ""
    hand_in = form_versions.form_of(session, application.form_digest).hand_in
    return translate(language, _("Follow our SMS: what to bring, where and when.")) if hand_in else ""


def of_a_new_one(language: str, told: StatusView) -> StatusView:
    """The view for the first message about an application: with the advice to keep the reference."""
    return replace(told, keep=translate(language, _("Keep this number.")))


def as_sms(language: str, told: StatusView, contacts: Contacts) -> str:
    """One SMS of GSM 03.38, at most 160 septets: the reference, the stage, the next step, and what else fits.

    The agency's note replaces the next step, unless that is to pay; a note that does not fit is replaced by the code to
    dial. If the next step and the advice to keep the reference do not both fit, the advice is kept, unless the next
    step is to pay. The prefix of a test application comes first.
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
    """Subject and body of the e-mail about a change."""
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
    """The stage of a family. For a code that the catalogue no longer has, the stage of the status in `general`."""
    found = catalogue_texts.find_stage(session, family, code) or catalogue_texts.find_stage(session, "general", status)
    assert found is not None, "the family `general` has a stage for every status"  # noqa: S101
    return found


def _says(told: StatusView, pointer: str) -> list[str]:
    """The alternatives for the text after the stage, the longest first."""
    if told.note:
        first = f"{told.next} {told.note}" if told.pays else told.note
        return [first, f"{told.next} {pointer}".strip(), told.next if told.pays else pointer]
    both = f"{told.next} {told.keep}".strip()
    return [both, told.next if told.pays or not told.keep else told.keep, told.next]


def _sentences(*parts: str) -> str:
    return " ".join(part if part.endswith((".", "#", "!", "?")) else part + "." for part in parts)
