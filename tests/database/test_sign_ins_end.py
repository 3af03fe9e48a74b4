"""A sign-in with the password ends: after 180 s, and with every change that somebody else may have made."""

from collections.abc import Callable
from typing import Final

import pytest
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.audit.audit_log import AuditEvent
from app.domain.identity import accounts
from app.domain.identity.accounts import Login
from app.domain.identity.otp import Purpose
from app.domain.identity.recovery import password_reset, recovery_factors
from app.domain.identity.recovery.pending_changes import What
from app.domain.self_service import account_care, contact_changes, phone_change
from app.domain.shared.errors import Revoked
from tests.conftest import Clock
from tests.database.holder import PHONE, STRANGER, do, opened

NEW_PHONE: Final = "+254712000077"
ADDRESS: Final = "wanjiku@example.com"
Change = Callable[[Container, Login], object]
CHANGES: Final[dict[str, Change]] = {
    "an address is asked for": lambda container, login: do(
        container, contact_changes.request_contact_code, login, Purpose.EMAIL, PHONE, ADDRESS, "en", container.contacts
    ),
    "an address is confirmed": lambda container, login: do(
        container, contact_changes.confirm_email, login, PHONE, "000000", "en", container.contacts
    ),
    "a number is asked for": lambda container, login: do(
        container,
        contact_changes.request_contact_code,
        login,
        Purpose.PHONE,
        PHONE,
        NEW_PHONE,
        "en",
        container.contacts,
    ),
    "a number is confirmed": lambda container, login: do(
        container, contact_changes.confirm_phone, login, PHONE, "000000", "en", container.contacts
    ),
    "a change is stopped": lambda container, login: do(
        container, contact_changes.stop_signed_in, login, What.EMAIL, "en", at=container.database.clock()
    ),
    "the password is changed": lambda container, login: do(
        container, password_reset.change_password, login, "none", "en", container.contacts
    ),
    "the phone stays signed in": lambda container, login: do(container, account_care.stay_signed_in, login, PHONE),
    "the account is closed": lambda container, login: do(
        container, account_care.close, login, "en", container.contacts
    ),
}
ENDS: Final[dict[str, Callable[[Container, str], object]]] = {
    "a new password": lambda container, account_id: do(container, accounts.set_password, account_id, "none"),
    "the end of the account": lambda container, account_id: do(container, accounts.close, account_id),
    "a desk": lambda container, account_id: do(container, moved_at_desk, account_id, container),
    "another number": lambda container, account_id: do(container, moved_by_dialling, account_id),
    "a change that was stopped": lambda container, account_id: do(container, stopped, account_id),
}


def moved_at_desk(session: Session, account_id: str, container: Container) -> None:
    held = accounts.get(session, account_id, lock=True)
    contact_changes.move_phone(session, held, NEW_PHONE, actor="operator:a", contacts=container.contacts)


def moved_by_dialling(session: Session, account_id: str) -> None:
    held = accounts.get(session, account_id, lock=True)
    phone_change.change_phone(session, held, NEW_PHONE, actor="worker", codes_from=None)


def stopped(session: Session, account_id: str) -> None:
    recovery_factors.set_email(session, account_id, ADDRESS)
    assert recovery_factors.stop_change(session, account_id, What.EMAIL, counts=True)


def signed_in(container: Container, clock: Clock) -> Login:
    """A sign-in with the password, given just now."""
    return Login(opened(container), accounts.FIRST_EPOCH, clock())


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("change", CHANGES)
def test_every_change_takes_a_password_that_was_given_less_than_180_seconds_ago(
    container: Container, clock: Clock, change: str
) -> None:
    fresh = signed_in(container, clock)
    for stale in (Login(fresh.account_id, fresh.auth_epoch), Login(fresh.account_id, fresh.auth_epoch + 1, clock())):
        with pytest.raises(Revoked):
            CHANGES[change](container, stale)
    clock.move(seconds=180)
    with pytest.raises(Revoked):
        CHANGES[change](container, fresh)
    assert actions(container) == ["account.opened"]
    clock.move(seconds=-1)
    CHANGES[change](container, fresh)


@pytest.mark.parametrize("end", ENDS)
def test_whoever_was_signed_in_before_sees_and_does_nothing_after(container: Container, clock: Clock, end: str) -> None:
    login = signed_in(container, clock)
    do(container, account_care.stay_signed_in, login, STRANGER)
    with container.database.reading() as session:
        assert account_care.facts(session, login, "en")
    ENDS[end](container, login.account_id)
    with container.database.reading() as session:
        assert accounts.remembered(session, STRANGER) is None
        with pytest.raises(Revoked):
            account_care.facts(session, login, "en")
    for change in CHANGES.values():
        with pytest.raises(Revoked):
            change(container, login)


def actions(container: Container) -> list[str]:
    """The actions on accounts in the audit trail, in order."""
    with container.database.reading() as session:
        rows = session.query(AuditEvent).where(AuditEvent.action.like("account.%")).order_by(AuditEvent.id)
        return [row.action for row in rows]
