"""Setting an unpublished fee by an agency's staff: first a preview of the citizen's SMS, then the fee itself."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy.orm import Session

from app.domain.applications import agency_fees
from app.domain.applications.agency_fees import LARGEST
from app.domain.applications.applications import LONGEST_NOTE, Application
from app.domain.applications.moves import Transition
from app.domain.applications.status_messages import as_sms, status_view
from app.domain.back_office.case_file import find_case
from app.domain.catalogue.fees import AccessFees, Fee
from app.domain.catalogue.models import Status
from app.domain.messaging.sms_budget import KeyBudget
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import Invalid
from app.domain.staff.staff_members import Staff
from app.platform.i18n import languages


@dataclass(frozen=True)
class FeeWish:
    """A fee to be set: the agency's part in whole shillings, the note, and the version of the application that was
    seen."""

    amount_kes: int
    note: str = field(repr=False)
    note_sw: str = field(repr=False)
    version: int

    @property
    def digest(self) -> str:
        """A digest of all fields: the form carries it, so that what was previewed is what is set."""
        said = repr((self.amount_kes, self.note, self.note_sw, self.version))
        return hashlib.sha256(said.encode()).hexdigest()


@dataclass(frozen=True)
class FeePreview:
    """The total fee that would be set, and the text of the SMS by language."""

    fee: Fee
    texts: Mapping[str, str] = field(repr=False)


def preview_fee(
    session: Session, reference: str, wish: FeeWish, *, staff: Staff, fees: AccessFees, contacts: Contacts
) -> FeePreview:
    """Preview a fee: it is set in a savepoint, read, and rolled back. Raises what `set_case_fee` does."""
    with session.begin_nested() as tried:
        application = _set(session, reference, wish, staff, fees, contacts, None)
        phone = application.phone_number
        texts = {
            language: as_sms(language, status_view(session, application, language, contacts, phone=phone), contacts)
            for language in languages()
        }
        tried.rollback()
    return FeePreview(_fee(wish, fees), texts)


def set_case_fee(
    session: Session, reference: str, wish: FeeWish, *, staff: Staff, fees: AccessFees, contacts: Contacts
) -> Application:
    """Set the fee of an application, and notify the citizen. Raises NotFound, Invalid, and what `agency_fees.set_fee`
    does."""
    return _set(session, reference, wish, staff, fees, contacts, staff.sms_budget)


def _set(
    session: Session,
    reference: str,
    wish: FeeWish,
    staff: Staff,
    fees: AccessFees,
    contacts: Contacts,
    paid_by: KeyBudget | None,
) -> Application:
    find_case(session, reference, staff)
    _check(wish)
    return agency_fees.set_fee(
        session,
        reference,
        _fee(wish, fees),
        Transition(Status.AWAITING_PAYMENT, note=wish.note or None, note_sw=wish.note_sw or None),
        actor=staff.actor,
        contacts=contacts,
        reach=staff.reach,
        versions=(wish.version,),
        paid_by=paid_by,
    )


def _check(wish: FeeWish) -> None:
    if not 1 <= wish.amount_kes <= LARGEST:
        raise Invalid(f"amount: whole shillings from 1 to {LARGEST} are wanted")
    for name, text in (("note", wish.note), ("note_sw", wish.note_sw)):
        if len(text) > LONGEST_NOTE or not text.isprintable():
            raise Invalid(f"{name}: at most {LONGEST_NOTE} printable characters are wanted")


def _fee(wish: FeeWish, fees: AccessFees) -> Fee:
    return fees.on_top_of(Decimal(wish.amount_kes))
