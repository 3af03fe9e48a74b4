"""Accounts and their holders: helpers of the tests that open, use and read accounts."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from threading import Barrier
from typing import Any, Final, TypeVar

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.applications import account_applications
from app.domain.identity import accounts, passwords
from app.domain.identity.accounts import Account, Login
from app.domain.identity.identity_checks import DeclaredDetails
from app.domain.identity.recovery import pending_changes, recovery_factors
from app.domain.identity.recovery.pending_changes import What
from app.domain.messaging.messages import Channel, Message
from app.domain.shared.persons import AccountType

R = TypeVar("R")
CITIZEN: Final = AccountType.CITIZEN
NUMBER: Final = "29000001"
PHONE: Final = "+254712000001"
STRANGER: Final = "+254712000099"
PASSWORD: Final = "482915"
WANJIKU: Final = DeclaredDetails("Wanjiku", "1990")
ON_SQLITE: Final = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""Marks a test whose result cannot differ between the databases: it runs on SQLite only."""


def opened(
    container: Container,
    number: str = NUMBER,
    *,
    kind: AccountType = CITIZEN,
    phone: str = PHONE,
    said: DeclaredDetails = WANJIKU,
    password: str = "",
) -> str:
    """Open an account; its id. Nobody can sign in to it unless it has a password."""
    account_id = accounts.new_id()
    kept = passwords.hashed(container.keys, account_id, password) if password else "none"
    with container.database.transaction() as session:
        accounts.open_account(session, account_id, kind, number, said=said, phone=phone, password_hash=kept)
    return account_id


def do(container: Container, work: Callable[..., R], *args: Any, **named: Any) -> R:
    """Call a function with a session, in a transaction of its own; its result."""
    with container.database.transaction() as session:
        return work(session, *args, **named)


def sms_to(container: Container, phone: str) -> list[str]:
    """The bodies of the SMS that wait for a phone, oldest first."""
    return [body for channel, address, body in waiting(container) if (channel, address) == (Channel.SMS, phone)]


def emails_to(container: Container, address: str) -> list[str]:
    """The bodies of the e-mails that wait for an address, oldest first."""
    return [body for channel, to, body in waiting(container) if (channel, to) == (Channel.EMAIL, address)]


def waiting(container: Container) -> list[tuple[Channel, str, str]]:
    """Every pending message: its channel, its recipient and its body."""
    with container.database.reading() as session:
        found = session.scalars(select(Message).where(Message.state == "pending").order_by(Message.id))
        return [(each.channel, _opened(container, each, "address"), _opened(container, each, "body")) for each in found]


def _opened(container: Container, message: Message, column: str) -> str:
    return container.keys.open_text(getattr(message, f"{column}_sealed"), message.sealed_at(column))


def account(session: Session, account_id: str) -> Account:
    """The row of an account, also of a closed one."""
    return session.get_one(Account, account_id)


def at_once(works: list[Callable[[], R]]) -> list[R]:
    """Call all of these at the same time, each in a thread of its own; their results."""
    start = Barrier(len(works))

    def run(work: Callable[[], R]) -> R:
        start.wait()
        return work()

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(run, works))


def patiently(work: Callable[[], R]) -> R:
    """Call a function, and again where somebody else held a lock for too long, as a repeated hop does; its result."""
    for _ in range(20):
        with suppress(OperationalError):
            return work()
    return work()


@contextmanager
def statements(container: Container) -> Iterator[list[str]]:
    """The SQL statements that are sent within the block, without their values."""
    sent: list[str] = []

    def note(*args: Any) -> None:
        sent.append(args[2])

    event.listen(container.database.engine, "before_cursor_execute", note)
    yield sent
    event.remove(container.database.engine, "before_cursor_execute", note)


@contextmanager
def unordered(container: Container) -> Iterator[None]:
    """Within the block SQLite reverses the rows of a query without ORDER BY; PostgreSQL may use any order."""

    def turn_round(connection: Any, *_: object) -> None:
        if container.database.engine.dialect.name == "sqlite":
            connection.execute("PRAGMA reverse_unordered_selects = ON")

    event.listen(container.database.engine, "checkout", turn_round)
    yield
    event.remove(container.database.engine, "checkout", turn_round)
    container.database.engine.dispose()


def prove(container: Container, account_id: str) -> None:
    """Prove an account, as a desk does that has seen the person."""
    with container.database.transaction() as session:
        accounts.prove(session, accounts.get(session, account_id, lock=True), actor="operator:test", by="desk")


def seen(container: Container, account_id: str, phone: str = PHONE) -> list[str]:
    """The references of the applications that an account sees on a phone, in the order shown."""
    who = login(container, account_id)
    with container.database.reading() as session:
        return [each.reference for each in account_applications.seen(session, who, phone=phone)]


def login(container: Container, account_id: str, *, password_given: bool = True) -> Login:
    """A sign-in of this moment: with the password, or only by a phone that stays signed in."""
    with container.database.reading() as session:
        epoch = session.get_one(Account, account_id).auth_epoch
    return Login(account_id, epoch, container.database.clock() if password_given else None)


def begun_at(container: Container, account_id: str, what: What) -> datetime:
    """When the pending change of this kind was begun, to stop it by; a moment long ago where there is none."""
    with container.database.reading() as session:
        change = pending_changes.find_change(session, account_id, what)
        return change.at if change else datetime(2000, 1, 1, tzinfo=UTC)


def hold_email(container: Container, account_id: str, address: str) -> None:
    """Give an account an address that has been its own for long enough to get codes for a new password."""
    with container.database.transaction() as session:
        account = recovery_factors.set_email(session, account_id, address)
        account.email_codes_from = container.database.clock()
        pending_changes.forget(session, account_id, What.EMAIL)
