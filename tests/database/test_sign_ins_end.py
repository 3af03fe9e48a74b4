"""What a password opened ends: after 180 s, and with everything that may have been somebody else's doing."""

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
    "an address is asked for": lambda house, login: do(
        house, contact_changes.request_contact_code, login, Purpose.EMAIL, PHONE, ADDRESS, "en", house.contacts
    ),
    "an address is confirmed": lambda house, login: do(
        house, contact_changes.confirm_email, login, PHONE, "000000", "en", house.contacts
    ),
    "a number is asked for": lambda house, login: do(
        house, contact_changes.request_contact_code, login, Purpose.PHONE, PHONE, NEW_PHONE, "en", house.contacts
    ),
    "a number is confirmed": lambda house, login: do(
        house, contact_changes.confirm_phone, login, PHONE, "000000", "en", house.contacts
    ),
    "a change is stopped": lambda house, login: do(
        house, contact_changes.stop_signed_in, login, What.EMAIL, "en", at=house.database.clock()
    ),
    "the password is changed": lambda house, login: do(
        house, password_reset.change_password, login, "none", "en", house.contacts
    ),
    "the phone stays signed in": lambda house, login: do(house, account_care.stay_signed_in, login, PHONE),
    "the account is closed": lambda house, login: do(house, account_care.close, login, "en", house.contacts),
}
ENDS: Final[dict[str, Callable[[Container, str], object]]] = {
    "a new password": lambda house, account_id: do(house, accounts.set_password, account_id, "none"),
    "the end of the account": lambda house, account_id: do(house, accounts.close, account_id),
    "a desk": lambda house, account_id: do(house, moved_at_desk, account_id, house),
    "another number": lambda house, account_id: do(house, moved_by_dialling, account_id),
    "a change that was stopped": lambda house, account_id: do(house, stopped, account_id),
}


def moved_at_desk(session: Session, account_id: str, house: Container) -> None:
    held = accounts.get(session, account_id, lock=True)
    contact_changes.move_phone(session, held, NEW_PHONE, actor="operator:a", contacts=house.contacts)


def moved_by_dialling(session: Session, account_id: str) -> None:
    held = accounts.get(session, account_id, lock=True)
    phone_change.change_phone(session, held, NEW_PHONE, actor="worker", codes_from=None)


def stopped(session: Session, account_id: str) -> None:
    recovery_factors.set_email(session, account_id, ADDRESS)
    assert recovery_factors.stop_change(session, account_id, What.EMAIL, counts=True)


def signed_in(house: Container, clock: Clock) -> Login:
    """Somebody who gave the password just now."""
    return Login(opened(house), accounts.FIRST_EPOCH, clock())


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("change", CHANGES)
def test_every_change_takes_a_password_that_was_given_less_than_180_seconds_ago(
    house: Container, clock: Clock, change: str
) -> None:
    fresh = signed_in(house, clock)
    for stale in (Login(fresh.account_id, fresh.auth_epoch), Login(fresh.account_id, fresh.auth_epoch + 1, clock())):
        with pytest.raises(Revoked):
            CHANGES[change](house, stale)
    clock.move(seconds=180)
    with pytest.raises(Revoked):
        CHANGES[change](house, fresh)
    assert actions(house) == ["account.opened"]
    clock.move(seconds=-1)
    CHANGES[change](house, fresh)


@pytest.mark.parametrize("end", ENDS)
def test_whoever_was_signed_in_before_sees_and_does_nothing_after(house: Container, clock: Clock, end: str) -> None:
    login = signed_in(house, clock)
    do(house, account_care.stay_signed_in, login, STRANGER)
    with house.database.reading() as session:
        assert account_care.facts(session, login, "en")
    ENDS[end](house, login.account_id)
    with house.database.reading() as session:
        assert accounts.remembered(session, STRANGER) is None
        with pytest.raises(Revoked):
            account_care.facts(session, login, "en")
    for change in CHANGES.values():
        with pytest.raises(Revoked):
            change(house, login)


def actions(house: Container) -> list[str]:
    """What the audit trail says was done to accounts."""
    with house.database.reading() as session:
        rows = session.query(AuditEvent).where(AuditEvent.action.like("account.%")).order_by(AuditEvent.id)
        return [row.action for row in rows]
