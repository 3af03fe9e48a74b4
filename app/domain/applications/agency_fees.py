"""An agency sets the fee of an application whose service has no published fee; the applicant is notified."""

from collections.abc import Collection
from typing import Final

from sqlalchemy.orm import Session

from app.domain.applications import applications, transitions
from app.domain.applications.applications import Application
from app.domain.applications.moves import Transition
from app.domain.catalogue.fees import Fee
from app.domain.catalogue.models import Status
from app.domain.messaging.sms_budget import KeyBudget
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import NotAllowed
from app.domain.staff.reach import Reach

LARGEST: Final = 1_000_000
"""The highest fee in shillings that an agency may set."""
BEFORE: Final = (Status.SUBMITTED, Status.PROCESSING)
"""The statuses in which a fee is set for the first time. In `awaiting_payment` an unpaid fee can be changed."""


def set_fee(
    session: Session,
    reference: str,
    fee: Fee,
    step: Transition,
    *,
    actor: str,
    contacts: Contacts,
    reach: Reach | None = None,
    versions: Collection[int] | None = None,
    paid_by: KeyBudget | None = None,
) -> Application:
    """Set the fee of an application, move it to `awaiting_payment`, and notify the citizen of the amount.

    `step`: the transition to that status, with the agency's note. Raises what `transitions.apply_transition` does, and
    NotAllowed where the fee is published or paid, or as much is paid already.
    """
    transitions.check_words(step, contacts, reference)
    application = transitions.find_application_of(session, reference, reach=reach, lock=True)
    applications.check_version(application, versions)
    _check_unset(application)
    if fee.total <= (application.paid_kes or 0):
        raise NotAllowed(f"KES {application.paid_kes} of it are paid: a fee above that is wanted")
    application.base_fee_kes, application.access_fee_kes = fee.base, fee.access
    application.invoice_number = application.invoice_kes = None  # the invoice was for the old amount
    applications.place_at(session, application, step, actor=actor)
    transitions.tell(session, application, contacts, paid_by=paid_by)
    return application


def may_set(application: Application) -> bool:
    """Whether the agency may set the fee of an application in its present state."""
    try:
        _check_unset(application)
    except NotAllowed:
        return False
    return True


def _check_unset(application: Application) -> None:
    """Raises NotAllowed where the fee may not be set: it is published or paid, or the status does not allow it.

    An application that was filed through Lango without a fee may get one, even if the fee was published afterwards.
    """
    was_filed_without = application.form_digest is not None and application.base_fee_kes is None
    if application.service.fee_kes is not None and not was_filed_without:
        raise NotAllowed("the fee of this service is published")
    if application.status == Status.AWAITING_PAYMENT:
        return
    if application.status not in BEFORE:
        raise NotAllowed(f"no fee is set of an application that is {application.status}")
    if application.total_kes:
        raise NotAllowed("its fee is paid")
