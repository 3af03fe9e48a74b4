"""Asking for a code for another address or number, and entering it (used by the tests of accounts)."""

from app.container import Container
from app.domain.identity.accounts import Login
from app.domain.identity.otp import Purpose
from app.domain.identity.recovery import password_reset
from app.domain.self_service import account_care, contact_changes
from app.domain.self_service.contact_changes import CodeRequest
from tests.database.holder import (
    PHONE,
    do,
    login,
)

EMAIL = "wanjiku@example.com"
NEW_PHONE = "+254712000077"


def ask_email(container: Container, account_id: str, address: str = EMAIL, phone: str = PHONE) -> CodeRequest:
    who = login(container, account_id)
    return do(
        container, contact_changes.request_contact_code, who, Purpose.EMAIL, phone, address, "en", container.contacts
    )


def ask_phone(container: Container, account_id: str, number: str = NEW_PHONE, phone: str = PHONE) -> CodeRequest:
    return do(
        container,
        contact_changes.request_contact_code,
        login(container, account_id),
        Purpose.PHONE,
        phone,
        number,
        "en",
        container.contacts,
    )


def awaits(container: Container, purpose: Purpose, account_id: str, phone: str = PHONE) -> bool:
    """Whether a phone may still enter a code."""
    with container.database.reading() as session:
        return contact_changes.awaited(session, purpose, Login(account_id, 0), phone) is not None


def set_password(container: Container, account_id: str, language: str = "en") -> None:
    do(container, password_reset.change_password, login(container, account_id), "none", language, container.contacts)


def close(container: Container, account_id: str, language: str = "en") -> None:
    do(container, account_care.close, login(container, account_id), language, container.contacts)
