"""While a request for money is open, nobody is told to pay: the next step is to wait for what becomes of it."""

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from app.domain.applications.applications import Application
from app.domain.applications.status_messages import StatusView
from app.domain.payments.requests import find_open_payment
from app.platform.i18n import _, translate

CONFIRMING: Final = _("We are confirming a payment. Do not pay again.")


def tell_open(session: Session, application: Application, told: StatusView, language: str) -> StatusView:
    """The same, but for the next step of an application whose payment is being confirmed.

    An invoice that waits to be paid by paybill is no reason not to pay.
    """
    if not told.pays:
        return told
    payment = find_open_payment(session, application)
    if payment is None or not payment.prompt:
        return told
    return replace(told, next=translate(language, CONFIRMING))
