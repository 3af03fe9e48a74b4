"""Changes of an account's recovery factors, the address and the number (used by the tests of recovery)."""

from sqlalchemy.orm import Session

from app.container import Container
from app.domain.identity import accounts
from app.domain.identity.recovery.pending_changes import What
from app.domain.self_service import contact_changes
from app.domain.self_service.contact_changes import CodeRequest, Confirmed
from tests.database.changing_contacts import ask_email
from tests.database.holder import (
    PHONE,
    begun_at,
    do,
    emails_to,
    waiting,
)
from tests.database.reset_asking import code_in
from tests.database.test_account_care import confirm_email

EMAIL, THIEF, SECOND = "wanjiku@example.com", "thief@example.com", "thief2@example.com"
NEW_PHONE = "+254712000077"


def stop(container: Container, account_id: str, what: What, phone: str = PHONE) -> bool:
    """Stop a pending change from a phone, without the password; whether there was one to stop."""
    at = begun_at(container, account_id, what)
    return do(container, contact_changes.stop_contact_change, account_id, what, "en", at=at, phone=phone)


def move_phone(container: Container, account_id: str, number: str = NEW_PHONE) -> None:
    """Change the phone at a desk."""

    def move(session: Session) -> None:
        account = accounts.get(session, account_id)
        contact_changes.move_phone(session, account, number, actor="test", contacts=container.contacts)

    do(container, move)


def change_email(container: Container, account_id: str, address: str) -> Confirmed:
    """Change the address as a person does: request a code, and enter it."""
    asked = ask_email(container, account_id, address)
    if asked == CodeRequest.DESK:
        return Confirmed.DESK
    assert asked == CodeRequest.SENT
    return confirm_email(container, account_id, code_in(emails_to(container, address)[-1]))


# Notices


def told(container: Container, words: str) -> set[str]:
    """The recipients, phones and addresses, of the pending messages that contain these words."""
    return {address for _, address, body in waiting(container) if words in body}
