"""I have paid: the code of the payment's SMS. What is typed settles nothing; the provider is asked about it."""

from collections.abc import Mapping
from typing import Final

from app.domain.applications.mistaken_references import read_m_pesa_code
from app.domain.payments import claims
from app.domain.payments.claims import ClaimOutcome, ClaimWish
from app.domain.shared import references
from app.platform.i18n import _
from menus.context import Context
from menus.flows.applications.drafts import ApplicationDraft
from menus.notation import Fields, Rejected, Screen, ask, end

EXAMPLE: Final = "SJK1A2B3C4"
NO_CODE: Final = _("An M-PESA code has 10 letters and digits.")
NOT_TAKEN: Final[Mapping[ClaimOutcome, str]] = {
    ClaimOutcome.NOT_A_CODE: NO_CODE,
    ClaimOutcome.TOO_MANY: _("You have sent several codes. We SMS you."),
}


def mpesa_code(typed: str) -> str:
    """Ten letters and digits, in any case, however they are spaced."""
    code = read_m_pesa_code(typed)
    if code is None:
        raise Rejected(NO_CODE)
    return code


def the_other_way(c: Context) -> Fields:
    """The other way: by SMS, where letters are easier to type."""
    reference = references.shown(c.draft(ApplicationDraft).reference)
    return {"example": EXAMPLE, "reference": reference, "sms": c.contacts.sms_code}


@ask(
    _("Enter the M-PESA code, such as {example}. Or text {reference} and the code to {sms}"),
    acts=True,
    parse=mpesa_code,
    fields=the_other_way,
    longest={"example": EXAMPLE, "reference": "1020 3040 5060", "sms": "22222"},
)
def code(c: Context, given: str) -> Screen:
    """The code is checked by the provider, or by staff."""
    wish = ClaimWish(c.draft(ApplicationDraft).reference, given, c.phone, c.language)
    outcome = ClaimOutcome(c.once("claim", lambda session: str(claims.claim_payment(session, wish))))
    if outcome in NOT_TAKEN:
        raise Rejected(NOT_TAKEN[outcome])
    return counted if outcome is ClaimOutcome.KNOWN else checking


@end(_("We check it with M-PESA and SMS you the result. Do not pay again."))
def checking(_c: Context) -> Fields:
    """The code is being checked, by the provider or by staff."""
    return {}


@end(_("We have this payment already. Do not pay again."))
def counted(_c: Context) -> Fields:
    """The payment is known, and counts for this application."""
    return {}
