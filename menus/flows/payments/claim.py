"""I have paid: the code of the payment's SMS. What is typed settles nothing; the provider is asked about it."""

from collections.abc import Mapping
from typing import Final

from app.domain.applications.mistaken_references import M_PESA
from app.domain.payments import claims
from app.domain.payments.claims import ClaimOutcome, ClaimWish
from app.domain.shared import references
from app.platform import normalize
from app.platform.i18n import _
from menus.context import Context
from menus.flows.applications.drafts import ApplicationDraft
from menus.notation import Fields, Rejected, Screen, ask, end

NO_CODE: Final = _("An M-PESA code has 10 letters and digits.")
NOT_TAKEN: Final[Mapping[ClaimOutcome, str]] = {
    ClaimOutcome.NOT_A_CODE: NO_CODE,
    ClaimOutcome.TOO_MANY: _("You have sent several codes. We SMS you."),
}


def mpesa_code(typed: str) -> str:
    """Ten letters and digits, in any case, however they are spaced."""
    code = normalize.identifier(typed).replace(" ", "").upper()
    if not M_PESA.fullmatch(code):
        raise Rejected(NO_CODE)
    return code


def example(c: Context) -> Fields:
    """The other way: by SMS, where letters are easier to type."""
    return {"reference": references.shown(c.draft(ApplicationDraft).reference), "sms": c.contacts.sms_code}


@ask(
    _("Enter the M-PESA code, such as SJK1A2B3C4. Or text {reference} and the code to {sms}"),
    acts=True,
    parse=mpesa_code,
    fields=example,
    longest={"reference": "1020 3040 5060", "sms": "22222"},
)
def code(c: Context, given: str) -> Screen:
    """Looked at by the provider, or by staff."""
    wish = ClaimWish(c.draft(ApplicationDraft).reference, given, c.phone, c.language)
    outcome = ClaimOutcome(c.once("claim", lambda session: str(claims.claim_payment(session, wish))))
    if outcome in NOT_TAKEN:
        raise Rejected(NOT_TAKEN[outcome])
    return counted if outcome is ClaimOutcome.KNOWN else checking


@end(_("We check it with M-PESA and SMS you the result. Do not pay again."))
def checking(_c: Context) -> Fields:
    """By the provider, or by people."""
    return {}


@end(_("We have this payment already. Do not pay again."))
def counted(_c: Context) -> Fields:
    """It counts for this application."""
    return {}
