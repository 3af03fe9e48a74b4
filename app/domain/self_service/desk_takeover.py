"""A desk gives an account to its person, where somebody else opened it, and decides on what that one filed.

An application filed through the account is withheld until the desk has adopted or cancelled it: until then no phone is
told about it and no account shows it.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.applications import account_applications, transitions
from app.domain.applications.applications import WITHHELD, Application
from app.domain.applications.moves import Transition
from app.domain.audit import audit_log
from app.domain.catalogue.models import Status
from app.domain.identity import account_photos, accounts, sign_in
from app.domain.identity.accounts import Account, Photo
from app.domain.identity.recovery import pending_changes, security_notices
from app.domain.identity.recovery.pending_changes import What
from app.domain.self_service import identity_proof, phone_change
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import NotAllowed
from app.domain.subscribers import phones
from app.platform.i18n import ENGLISH, _, translate
from app.platform.phone_numbers import masked

TAKEN_FROM = _(
    "eCitizen: a desk gave the account of this phone to the person it names, seen with their document. "
    "A mistake? Call {call} at once."
)
GIVEN_TO = _(
    "eCitizen: a desk made {phone} the phone of your account. Set a password: dial {code}, Sign in, "
    "I forgot my password. Not you? Call {call}."
)


def take_over(
    session: Session, account: Account, number: str, *, password_hash: str, actor: str, contacts: Contacts
) -> list[Application]:
    """Give an account to the person seen with the document, on their own phone; returns the applications to decide on.

    Every way back for the other person ends: phone, e-mail, password, sessions, codes, pending changes. `password_hash`
    matches nothing that can be typed: a new password is set from the new phone. Both phones are notified, and those
    that agencies recorded. The photo may show the other person: it is erased, and to be taken again.
    """
    _tell_other(session, account, number, contacts)
    identity_proof.tell_recorded_phones(session, account, number, contacts)
    withheld = _withhold(session, account)
    account.email = account.email_sealed = account.email_codes_from = None
    account.password_hash, account.photo, account.changes_stopped = password_hash, Photo.PENDING, 0
    pending_changes.forget(session, account.id, What.EMAIL)
    account_photos.erase_photo(session, account.id)
    accounts.prove(session, account, actor=actor, by="desk")
    phone_change.change_phone(session, account, number, actor=actor, codes_from=None)
    sign_in.unlock(session, account.id)
    audit_log.record(session, actor=actor, action="account.taken_over", subject=account.id, withheld=str(len(withheld)))
    spoken = phones.language_of(session, number) or ENGLISH
    fields = {"phone": masked(number), "code": contacts.ussd_code, "call": contacts.phone}
    security_notices.tell(session, account, translate(spoken, GIVEN_TO, **fields))
    return withheld


def undecided(session: Session, account: Account) -> list[Application]:
    """The withheld applications of an account that no desk has decided on; the oldest first."""
    mine = Application.account_id == WITHHELD + account.id
    found = session.scalars(select(Application).where(mine).order_by(Application.id))
    return [each for each in found if each.status != Status.CANCELLED]


def adopt(session: Session, reference: str, *, actor: str) -> Application:
    """Keep a withheld application for the account's person, and send its messages there. Raises NotFound,
    NotAllowed."""
    application = _withheld(session, reference)
    account = accounts.get(session, (application.account_id or "").removeprefix(WITHHELD), lock=True)
    application.account_id, application.email_sealed = account.id, None
    account_applications.redirect_one(session, application, account.phone_number)
    audit_log.record(session, actor=actor, action="application.adopted", subject=application.reference)
    return application


def cancel(session: Session, reference: str, *, actor: str, contacts: Contacts) -> Application:
    """Cancel a withheld application that the person does not want, where the transition is allowed; nobody is notified.

    Raises NotFound; NotAllowed where it has gone too far: then it is for its agency to decide.
    """
    application = _withheld(session, reference)
    try:
        return transitions.apply_transition(
            session, application.reference, Transition(Status.CANCELLED), actor=actor, contacts=contacts
        )
    except NotAllowed:
        agency, status = application.agency_code, application.status
        raise NotAllowed(f"it is {status}: only its agency, {agency}, can end it now; it stays withheld") from None


def _withheld(session: Session, reference: str) -> Application:
    application = transitions.find_application_of(session, reference, reach=None, lock=True)
    if not application.is_withheld:
        raise NotAllowed("this application does not wait for a desk to decide on it")
    return application


def _withhold(session: Session, account: Account) -> list[Application]:
    for application in session.scalars(select(Application).where(Application.account_id == account.id)):
        application.account_id = WITHHELD + account.id
    session.flush()
    return undecided(session, account)


def _tell_other(session: Session, account: Account, number: str, contacts: Contacts) -> None:
    """Notify the account's previous phone and address, unless the person has that very phone."""
    old = account.phone_number
    if old != number:
        spoken = phones.language_of(session, old) or ENGLISH
        security_notices.tell(session, account, translate(spoken, TAKEN_FROM, call=contacts.phone))
