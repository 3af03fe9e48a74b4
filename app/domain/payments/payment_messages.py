"""Messages about payments: the receipt, what is missing, why it failed, and where else it can be paid.

By SMS to the phone of the application, and to the phone that pays where that is another; the receipt by e-mail too.
Each is sent once: its key names its cause. Money counts also where nobody can be told: a phone that was erased, or that
no key opens, is skipped.
"""

from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal
from typing import Final

from sqlalchemy.orm import Session

from app.domain.applications import account_applications
from app.domain.applications.applications import Application
from app.domain.applications.status_messages import mark_of
from app.domain.catalogue import catalogue_texts
from app.domain.catalogue.models import Status
from app.domain.catalogue.service_sheets import shillings
from app.domain.messaging import messages
from app.domain.messaging.messages import MessageKind
from app.domain.messaging.sms_budget import Purse
from app.domain.payments.models import ClaimState, Payment, PaymentClaim, PaymentReceipt, PaymentRefund, readable_phone
from app.domain.payments.payment_states import FailureReason
from app.domain.shared import references
from app.domain.shared.contacts import Contacts
from app.domain.subscribers import phones
from app.platform import gsm0338, i18n
from app.platform.encryption import DecryptionError
from app.platform.i18n import _, translate

WHY: Final[Mapping[FailureReason, str]] = {
    FailureReason.NO_MONEY: _("There was not enough money in M-PESA."),
    FailureReason.LIMIT: _("It is over a limit of M-PESA."),
    FailureReason.TOO_SOON: _("You paid the same amount less than 2 minutes before."),
    FailureReason.BUSY_LINE: _("Another M-PESA request was open on the phone."),
    FailureReason.CANCELLED: _("It was cancelled on the phone."),
    FailureReason.NO_ANSWER: _("No PIN was entered in time."),
    FailureReason.NOT_PAID: _("No money came in time."),
    FailureReason.WRONG_PIN: _("The M-PESA PIN was wrong."),
    FailureReason.LOCKED: _("The M-PESA PIN is blocked: call 100."),
    FailureReason.OUT_OF_ORDER: _("M-PESA could not do it now."),
}
"""Why a payment failed, in plain words; on screens too."""


def tell_paid(
    session: Session, application: Application, row: PaymentReceipt, contacts: Contacts, *, over: Decimal
) -> None:
    """The receipt, by SMS and e-mail; and that an overpayment is given back."""
    receipt = _("KES {amount} paid, receipt {receipt}.") if row.named else _("KES {amount} paid.")
    told = [receipt, _("It is now with the office: {service}.")]
    if over:
        told.append(_("KES {over} too much: we give it back."))
    key = application.message_key(f"paid:{application.reference}:{row.id}")
    _tell(session, application, key, told, row, over=shillings(over))
    with suppress(DecryptionError):
        _mail(session, application, row, key, contacts)


def tell_partly_paid(session: Session, application: Application, row: PaymentReceipt, contacts: Contacts) -> None:
    """What came, and what is still missing."""
    still = _("KES {amount} came. KES {due} is still to be paid: dial {code}.")
    told = [_("KES {amount} came. KES {due} is left. This is a test: do not pay.") if application.is_test else still]
    code = contacts.dial("1", application.reference)
    key = application.message_key(f"partly:{application.reference}:{row.id}")
    _tell(session, application, key, told, row, code=code)


def tell_surplus(session: Session, application: Application, row: PaymentReceipt, contacts: Contacts) -> None:
    """Money for an application that is paid or ended: it is given back."""
    told = [_("KES {amount} came, receipt {receipt}, and nothing was to be paid. We give it back. Help: {phone}.")]
    key = application.message_key(f"surplus:{application.reference}:{row.id}")
    _tell(session, application, key, told, row, phone=contacts.phone)


def tell_failed(session: Session, payment: Payment, reason: FailureReason, contacts: Contacts) -> None:
    """Why nothing was paid, and how to try again; to the phone that was to pay."""
    if payment.application.status != Status.AWAITING_PAYMENT or not payment.application.due_kes:
        return  # it is paid otherwise, or has ended: nothing is to be tried again
    code = contacts.dial("1", payment.application.reference)
    _tell_payer(session, payment, "failed", [_("not paid."), WHY[reason], _("To try again dial {code}.")], code=code)


def tell_total(session: Session, payment: Payment, contacts: Contacts) -> None:
    """The sum that Pesaflow asks for, and why it is more; and the paybill with the invoice as the other way to pay."""
    application = payment.application
    is_of_a_rest = bool(application.paid_kes)  # a partly paid invoice stays the account, beside that of the rest
    is_to_be_paid = is_of_a_rest or application.invoice_number == payment.request_id
    if application.status != Status.AWAITING_PAYMENT or not is_to_be_paid:
        return
    total, more = payment.expected_kes or payment.amount_kes, NONE
    if payment.expected_kes is not None:
        more = payment.expected_kes - payment.amount_kes
    to_pay = _("Pay KES {total} to paybill {paybill}, account {account}.")
    if payment.prompt:
        to_pay = _("Or pay to paybill {paybill}, account {account}.")
        text = _("M-PESA asks for KES {total}: the fee of {amount} and {more} for the payment service.")
        told = [text, to_pay]
    else:
        told = [to_pay]
    _tell_payer(
        session,
        payment,
        "total",
        told,
        total=shillings(total),
        amount=shillings(payment.amount_kes),
        more=shillings(more),
        paybill=contacts.payment_ways.find_paybill(payment.provider),
        account=payment.request_id or "",
    )


def tell_claim_to_staff(session: Session, claim: PaymentClaim, contacts: Contacts) -> None:
    """The provider does not confirm money for this application with the typed code: staff decide."""
    text = _("we could not match M-PESA code {receipt} with it. Our staff look. Do not pay again. Help: {phone}.")
    phone = readable_phone(claim)
    if phone is not None:
        body = _said(claim.application, claim.language, [text], receipt=claim.code, phone=contacts.phone)
        _queue(session, f"claim:{claim.id}:sms", phone, body)


def tell_claim_closed(session: Session, claim: PaymentClaim, contacts: Contacts) -> None:
    """What staff have found about a code that a citizen typed."""
    none = _("no payment with M-PESA code {receipt} has come. Help: {phone}.")
    other = _("M-PESA code {receipt} is of another payment, not of this one. Help: {phone}.")
    text = other if claim.state == ClaimState.ELSEWHERE else none
    phone = readable_phone(claim)
    if phone is not None:
        body = _said(claim.application, claim.language, [text], receipt=claim.code, phone=contacts.phone)
        _queue(session, f"claim-closed:{claim.id}:{claim.tries}:sms", phone, body)


def tell_refunded(
    session: Session, refund: PaymentRefund, row: PaymentReceipt, application: Application | None, contacts: Contacts
) -> None:
    """Money was given back, to the phone that it went to and to the application's. A failed refund is not told: staff
    check it, and may send it again."""
    told = [_("KES {amount} given back, {receipt}."), _("Help: {phone}.")]
    payment = session.get(Payment, row.payment_id) if row.payment_id else None
    key = f"refunded:{application.reference}:{refund.id}" if application else f"refunded:{refund.id}"
    own = _own_phone(application) if application else None
    for number, phone in enumerate(dict.fromkeys([readable_phone(refund), own])):
        if phone is None:
            continue
        language = phones.language_of(session, phone) or (payment.language if payment else i18n.ENGLISH)
        values = {"amount": shillings(refund.amount_kes), "receipt": refund.proof or "", "phone": contacts.phone}
        _queue(session, f"{key}:sms{number or ''}", phone, _said(application, language, told, **values))


NONE: Final = Decimal(0)


def _tell(
    session: Session, application: Application, key: str, told: list[str], row: PaymentReceipt, **fields: str
) -> None:
    """To the application's phone; and to the phone that paid, where that is another and is known."""
    payment = session.get(Payment, row.payment_id) if row.payment_id else None
    payer = readable_phone(payment) if payment else None
    for number, phone in enumerate(dict.fromkeys([_own_phone(application), payer])):
        if phone is None:
            continue
        language = phones.language_of(session, phone) or (payment.language if payment else i18n.ENGLISH)
        values = {
            "amount": shillings(row.amount_kes),
            "receipt": row.receipt,
            "due": shillings(application.due_kes or NONE),
            "service": catalogue_texts.service_label(session, application.service, language),
        }
        _queue(session, f"{key}:sms{number or ''}", phone, _said(application, language, told, **values | fields))


def _tell_payer(session: Session, payment: Payment, what: str, told: list[str], **fields: str) -> None:
    phone = readable_phone(payment)
    if phone is not None:
        body = _said(payment.application, payment.language, told, **fields)
        _queue(session, f"payment-{what}:{payment.id}:sms", phone, body)


def _own_phone(application: Application) -> str | None:
    with suppress(DecryptionError):
        return None if application.is_withheld else application.phone_number
    return None


def _said(application: Application | None, language: str, told: list[str], **fields: str) -> str:
    """One SMS: as many of the texts as there is room for, always the first."""
    said = [translate(language, each, **fields) for each in told]
    named = f"{mark_of(application)}eCitizen {references.shown(application.reference)}" if application else "eCitizen"
    head = f"{named}: "
    variants = [gsm0338.fold(head + " ".join(said[:many])) for many in range(len(said), 0, -1)]
    return next((each for each in variants if gsm0338.fits(each, gsm0338.ONE_SMS)), variants[-1])


def _queue(session: Session, key: str, phone: str, body: str) -> None:
    """Payments are counted anyway: messages about them use up no purse of the citizen's."""
    messages.queue_sms(session, key=key, kind=MessageKind.RECEIPT, phone=phone, body=body, purse=Purse.AGENCY)


def _mail(session: Session, application: Application, row: PaymentReceipt, key: str, contacts: Contacts) -> None:
    mailbox = account_applications.mailbox(session, application)
    if mailbox is None:
        return
    phone = application.phone_number
    language = (phones.language_of(session, phone) if phone else None) or i18n.ENGLISH
    service = catalogue_texts.service_label(session, application.service, language)
    rows = [
        (_("Service"), service),
        (_("Reference"), references.shown(application.reference)),
        (_("Paid"), f"KES {shillings(row.amount_kes)}"),
        (_("Receipt"), row.receipt if row.named else ""),
    ]
    lines = [f"{translate(language, name)}: {value}" for name, value in rows if value]
    subject = translate(language, _("eCitizen {reference}: paid"), reference=references.shown(application.reference))
    body = "\n".join([*lines, "", translate(language, _("Help: {phone}."), phone=contacts.phone)]) + "\n"
    messages.queue_email(
        session,
        key=f"{key}:email",
        kind=MessageKind.RECEIPT,
        address=mailbox.address,
        subject=subject,
        body=body,
    )
