"""The confirmation of a payment that is forwarded to us: how to recognise it, and the reply to it.

Only the account in it is looked up, where that is surely a reference or the number of an invoice: its sums, dates and
codes do not count as guesses at one. With such an account the payment is checked (`menus/sms/claims.py`).
"""

import re
from datetime import timedelta
from typing import Final

from app.domain.applications.mistaken_references import M_PESA
from app.domain.shared import counters
from app.platform.i18n import _
from menus.sms.message import Sms, words

HOUR: Final = timedelta(hours=1)
ANSWERS_AN_HOUR: Final = 5
_SUM: Final = re.compile(r"\b(?:ksh|kshs|kes|sh)[ .:]{0,2}[0-9][0-9,]*(?:\.[0-9]{1,2})?", re.IGNORECASE)
_CODE: Final = re.compile(rf"(?<![A-Za-z0-9]){M_PESA.pattern}(?![A-Za-z0-9])")
_SAYS: Final = """
confirmed imethibitishwa balance salio transaction muamala trans txn txnid tid transid cost gharama airtel tkash
received umepokea imetumwa imelipwa umelipa umetuma sent debited credited
"""
SAYS: Final = frozenset(_SAYS.split())
"""Words of confirmations by M-PESA, Airtel Money, T-Kash and banks."""
ENOUGH: Final = 2
"""How many of these words a confirmation without an M-PESA code has."""
_ACCOUNT: Final = re.compile(
    r"\b(?:account|akaunti|acc|a/c)(?: (?:number|no\.?|nambari|namba))?[ :]+([0-9]{4}(?: [0-9]{4}){2}\b|\S+)",
    re.IGNORECASE,
)
"""The account of a payment; one of our references also in groups of four, as we show it."""


def is_confirmation(text: str) -> bool:
    """Whether a text is the confirmation of a payment: a sum, and a code with one of these words, or two of them."""
    said = len(SAYS.intersection(words(text)))
    return bool(_SUM.search(text)) and said >= (1 if _CODE.search(text) else ENOUGH)


def account(text: str) -> str:
    """The account that a confirmation names, which may be a reference; empty where it names none."""
    found = _ACCOUNT.search(text)
    return found[1].rstrip(".,;") if found else ""


def answer(sms: Sms) -> str | None:
    """The reply, a few times an hour to the same phone, so that two machines do not talk for ever; None after that."""
    if counters.count(sms.session, "receipt", sms.phone, HOUR, most=ANSWERS_AN_HOUR) > ANSWERS_AN_HOUR:
        return None
    return explain(sms)


def explain(sms: Sms) -> str:
    """What a confirmation is good for, and what to text in place of it."""
    if sms.contacts.payment_ways.is_open:
        return sms.say(
            _(
                "eCitizen: to have a payment checked, text your reference and its M-PESA code in one SMS. "
                "Keep the payment's SMS, do not pay again. Help: {phone}."
            ),
            phone=sms.contacts.phone,
        )
    return sms.say(
        _(
            "eCitizen: that is a payment's code or SMS. Keep it; we cannot look it up. To see if the payment "
            "arrived, text your reference number. Help: {phone}."
        ),
        phone=sms.contacts.phone,
    )
