"""What a citizen reads about an application: the same facts on a screen, in an SMS and in an e-mail."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.domain.applications import agency_notes, applications
from app.domain.applications.applications import Application
from app.domain.catalogue import catalogue_texts
from app.domain.catalogue.models import Stage, Status, agency, stage
from app.domain.catalogue.service_sheets import shillings
from app.domain.forms import form_versions
from app.domain.shared import references
from app.domain.shared.contacts import PAYBILL, Contacts
from app.platform import gsm0338
from app.platform.i18n import _, day, translate


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
    keep: str = ""
    """In what first tells of a new application: that its number is to be kept (`of_a_new_one`)."""

    @property
    def shown_reference(self) -> str:
        """The reference in fours."""
        return references.shown(self.reference)


def status_view(
    session: Session, application: Application, language: str, *, phone: str | None, own: bool = False
) -> StatusView:
    """Where an application stands, for the phone that asks.

    The agency's note may speak of the person: only the applicant's own phone hears it (threat T13), and whoever has
    proven to be the applicant (`own`, `account_applications.may_read_note`).
    """
    own = own or applications.hears(session, application, phone)
    reached = stage_of(session, application.service.family, application.stage, application.status)
    office = agency(session, application.agency_code)
    payment = how_to_pay(application, language)
    wanted = payment or what_to_bring(session, application, language)
    return StatusView(
        reference=application.reference,
        service=catalogue_texts.service_label(session, application.service, language),
        agency=office.short_name if office else application.agency_code,
        stage=catalogue_texts.stage_label(session, reached, language),
        since=day(language, application.since),
        place=application.place or "",
        next=wanted or catalogue_texts.stage_next(session, reached, language),
        pays=bool(payment),
        note=(agency_notes.latest_in(session, application, language) or "") if own else "",
    )


def how_to_pay(application: Application, language: str) -> str:
    """The next step of an application that waits for a payment of which it is known how much; empty for any other."""
    if application.status != Status.AWAITING_PAYMENT or not application.total_kes:
        return ""
    text = _("Pay KES {amount} to paybill {paybill}, account: your reference.")
    return translate(language, text, amount=shillings(application.total_kes), paybill=PAYBILL)


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
    both, and after what is to be paid.
    """
    code = contacts.dial("1", told.reference) if told.reference.isdigit() else contacts.ussd_code
    pointer = translate(language, _("Details: dial {code}"), code=code)
    at_place = translate(language, _("{stage} at {place}"), stage=told.stage, place=told.place)
    stages = [at_place, told.stage] if told.place else [told.stage]
    variants = [
        f"eCitizen {told.shown_reference}: {body}"
        for say in _says(told, pointer)
        for reached in stages
        for body in (_sentences(told.service, reached, say), _sentences(reached, say))
    ]
    folded = [gsm0338.fold(variant) for variant in variants]
    return next((each for each in folded if gsm0338.fits(each, gsm0338.ONE_SMS)), folded[-1])


def as_email(language: str, told: StatusView, contacts: Contacts) -> tuple[str, str]:
    """Subject and body of the e-mail that tells of a change."""
    subject = f"eCitizen {told.shown_reference}: {told.stage}"
    rows = [
        (_("Service"), f"{told.service} ({told.agency})"),
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
    found = stage(session, family, code) or stage(session, "general", status)
    assert found is not None, "the family `general` has a stage for every status"  # noqa: S101
    return found


def _says(told: StatusView, pointer: str) -> list[str]:
    """What may stand behind the stage, the fullest first."""
    if told.note:
        first = f"{told.next} {told.note}" if told.pays else told.note
        return [first, f"{told.next} {pointer}", told.next if told.pays else pointer]
    both = f"{told.next} {told.keep}".strip()
    return [both, told.next if told.pays or not told.keep else told.keep, told.next]


def _sentences(*parts: str) -> str:
    return " ".join(part if part.endswith((".", "#", "!", "?")) else part + "." for part in parts)
