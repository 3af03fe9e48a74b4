"""Two installations with the same data and the same clock: one is disturbed by faults, its twin never is."""

import csv
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from argon2 import PasswordHasher
from flask.testing import FlaskClient
from sqlalchemy import event, func, literal, select

from app.bootstrap.web import create_app
from app.container import Container
from app.dev import demo_data
from app.domain.audit.audit_log import AuditEvent
from app.domain.catalogue_import.loader import DATA
from app.domain.idempotency.hop_effects import Effect
from app.domain.identity import accounts, otp, passwords
from app.domain.identity.accounts import Account, RememberedPhone
from app.domain.identity.identity_checks import DeclaredDetails
from app.domain.identity.otp import Code, Purpose
from app.domain.identity.sign_in import SignInTry
from app.domain.messaging.messages import Message
from app.domain.shared import counters, references
from app.domain.shared.counters import Tally
from app.domain.shared.persons import AccountType
from app.domain.subscribers.phones import Phone
from sessions.memory import MemorySessions
from sessions.store import SessionStore
from tests.conftest import Clock, settings
from tests.faults.citizens import PASSWORD, Citizen, typed_code
from tests.web.callbacks import hop

NOWHERE: Final = "unix:///nowhere"
TICKET: Final = re.compile(r"\bT\d{6}\b")
REFERENCE: Final = re.compile(r"\b\d{4} \d{4} \d{4}\b|(?<=\*)\d{12}(?=#)")
"""A reference as it is shown, or as it stands in a code to dial."""
_ROWS: Final = (Account, RememberedPhone, AuditEvent, Message, Code, Phone)
_SUMS: Final = {
    "tallied": func.sum(Tally.count),
    "tries of passwords": func.sum(SignInTry.count),
    "tries of codes": func.sum(Code.tries),
    "closed accounts": func.count(Account.closed_at),
    "addresses": func.count(Account.email),
}
_COUNTED: Final = select(
    *(select(func.count()).select_from(table).scalar_subquery().label(table.__tablename__) for table in _ROWS),
    *(select(number).scalar_subquery().label(name) for name, number in _SUMS.items()),
)
_EFFECTS: Final = select(literal("effect ") + Effect.name, func.count()).group_by(Effect.name)


@dataclass
class Installation:
    """An installation, and what makes a client for one of its phones."""

    container: Container
    open_line: Callable[[], FlaskClient]

    @classmethod
    def of(cls, container: Container, sessions: SessionStore | None = None) -> "Installation":
        """An installation with this store of sessions, or one in memory where none is given."""
        made = replace(container, sessions=sessions or MemorySessions(container.keys))
        return cls(made, create_app(made).test_client)

    def hop(self, session: str, phone: str, text: str, code: str = "*222#") -> str:
        """One callback of the provider's, and what the phone shows.

        Random values are written alike: a ticket's number as T-, and the reference of a new application as R-.
        """
        shown = TICKET.sub("T-", hop(self.open_line(), text, session=session, phone=phone, code=code))
        return REFERENCE.sub(lambda found: found[0] if found[0] in samples() else "R-", shown)

    def typed(self, citizen: Citizen, wanted: str) -> str:
        """What a citizen types here, where a name in braces stands for the code that this installation has sent."""
        purpose = typed_code(wanted)
        if purpose is None:
            return wanted
        with self.container.database.reading() as session:
            waits = otp.pending(session, Purpose(purpose), citizen.phone)
            return waits.digits if waits else "000000"

    def ledger(self) -> dict[str, int]:
        """What was done here so far: rows, effects by name, and what is counted."""
        with self.container.database.reading() as session:
            counted = session.execute(_COUNTED).one()._asdict()
            effects = [(name, number) for name, number in session.execute(_EFFECTS)]
            return {name: number or 0 for name, number in counted.items()} | dict(effects)


@cache
def samples() -> frozenset[str]:
    """The references of the sample applications, as a phone shows them."""
    with (DATA / "samples.csv").open(encoding="utf-8", newline="") as lines:
        return frozenset(references.shown(row["reference"]) for row in csv.DictReader(lines))


def hurried(container: Container) -> None:
    """Have its SQLite not wait for the disk: no power is cut here."""
    if container.database.engine.dialect.name == "sqlite":
        event.listen(container.database.engine, "connect", lambda dbapi, _: dbapi.execute("PRAGMA synchronous=OFF"))


def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have passwords hashed at the least cost: thousands of sessions are about something else.

    Counters of the whole country have one row, so that twins count alike.
    """
    monkeypatch.setattr(counters, "SHARDS", counters.SHARDS[:1])  # chosen at random, rows expire at different moments
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    passwords._nobodys.cache_clear()


def settle(container: Container, citizens: list[Citizen]) -> None:
    """The data that both begin with: sample applications, and the accounts of the citizens who have one."""
    with container.database.transaction() as session:
        demo_data.load(session, container.contacts)
    for place, citizen in enumerate(each for each in citizens if each.has_account):
        account_id = f"{place:032x}"
        kept = passwords.hashed(container.keys, account_id, PASSWORD)
        said = DeclaredDetails(citizen.person["first_name"], citizen.person["date_of_birth"][:4])
        kind, number = AccountType(citizen.person["document"]), citizen.person["number"]
        with container.database.transaction() as session:
            accounts.open_account(session, account_id, kind, number, said=said, phone=citizen.phone, password_hash=kept)
            if citizen.stays_signed_in:
                accounts.remember(session, account_id, citizen.phone)


def settled_file(empty: Path, settled: Path, citizens: list[Citizen]) -> Path:
    """A SQLite file with these data, made from one with the catalogue only; to be copied."""
    shutil.copyfile(empty, settled)
    container = Container.of(settings(database_url=f"sqlite:///{settled}", redis_url=NOWHERE), clock=Clock())
    settle(container, citizens)
    container.database.close()
    return settled


@contextmanager
def twins(urls: tuple[str, str], redis_url: str, clock: Clock) -> Iterator[tuple[Container, Container]]:
    """The installations of two databases, with one clock. Only the first has Redis."""
    first, second = (
        Container.of(settings(database_url=url, redis_url=redis), clock=clock)
        for url, redis in zip(urls, (redis_url, NOWHERE), strict=True)
    )
    for container in (first, second):
        hurried(container)
    try:
        yield first, second
    finally:
        first.database.close()
        second.database.close()


def copies(file: Path, folder: Path) -> tuple[str, str]:
    """Two copies of a SQLite file."""
    places = folder / "under-fire.db", folder / "undisturbed.db"
    for place in places:
        for old in folder.glob(f"{place.name}*"):
            old.unlink()
        shutil.copyfile(file, place)
    return f"sqlite:///{places[0]}", f"sqlite:///{places[1]}"
