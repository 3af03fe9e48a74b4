"""I have paid, by SMS: the M-PESA code, with a reference or in the payment's own SMS, which names its account.

This settles nothing. The provider is asked, and only its answer counts.
"""

import re
from typing import Final

from app.domain.applications.applications import Application
from app.domain.applications.mistaken_references import M_PESA, M_PESA_LETTERS
from app.domain.catalogue.models import Status
from app.domain.payments import claims, payment_view
from app.domain.payments.claims import ClaimOutcome, ClaimWish
from app.domain.shared import references as reference_numbers
from app.platform.i18n import _
from menus.sms import payments, references
from menus.sms.message import Sms
from menus.sms.references import Looked

_TOKEN: Final = re.compile(r"[A-Za-z0-9]+")


def claim(sms: Sms, looked: Looked) -> str | None:
    """Have the payment checked; None where the text has no code, or names nothing that waits for a payment."""
    application = _paid_for(sms, looked)
    if application is None or application.is_test or application.status != Status.AWAITING_PAYMENT:
        return None
    if not sms.contacts.payment_ways.is_open:
        return None
    code = mpesa_code(sms.text, but=application.lookup)
    if not code:
        return None
    wish = ClaimWish(application.reference, code, sms.phone, sms.language, by_sms=True)
    outcome = claims.claim_payment(sms.session, wish)
    if outcome is ClaimOutcome.KNOWN:
        return references.status_of(sms, application)
    shown = reference_numbers.shown(application.reference)
    if outcome is ClaimOutcome.TOO_MANY:
        text = _("eCitizen {reference}: we have several codes of yours and SMS you the result. Do not pay again.")
        return sms.say(text, reference=shown)
    text = _("eCitizen {reference}: we check {code} with M-PESA and SMS you the result. Do not pay again.")
    return sms.say(text, reference=shown, code=code)


def mpesa_code(text: str, *, but: str) -> str:
    """The M-PESA code in a text, in capitals; empty where there is none. `but`: the reference, which is no code.

    A word of letters alone is one only where it is written in capitals, and no other word of the text is one.
    """
    words = _TOKEN.findall(text)
    found = [word.upper() for word in words if M_PESA.fullmatch(word.upper())]
    found += [word for word in words if M_PESA_LETTERS.fullmatch(word)]
    return next((word for word in found if word != but), "")


def _paid_for(sms: Sms, looked: Looked) -> Application | None:
    """The application of a reference in the text; else that of the account in a payment's SMS."""
    known = next((found for found in looked if isinstance(found, Application)), None)
    if known is not None or not payments.is_confirmation(sms.text):
        return known
    return payment_view.find_invoiced(sms.session, payments.account(sms.text).upper(), phone=sms.phone)
