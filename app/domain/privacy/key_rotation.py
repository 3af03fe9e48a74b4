"""Key rotation: what older keys of the ring have sealed and indexed is made anew under the newest, without downtime.

Page by page: a page is read and re-encrypted outside of any lock, then written in one short transaction, and only where
a value is still what was read. A locked page is left to the next round; rounds follow until one finds nothing to do.
Finished work is not repeated, so an interrupted rotation is simply started again.

A thing (a phone, a person, an address) is moved to its new index in every table at once; see `blind_indexes`.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from sqlalchemy import ColumnElement, Table, bindparam, exists, func, inspect, select, text, true, tuple_, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload, lazyload

from app.domain.applications.applications import Application, Change
from app.domain.audit.audit_log import AuditEvent
from app.domain.audit.audit_mark import AuditMark
from app.domain.identity.accounts import Account, RememberedPhone
from app.domain.identity.passwords import pepper_of
from app.domain.messaging import messages
from app.domain.messaging.messages import Message
from app.domain.payments.models import Payment, PaymentClaim
from app.domain.shared import persons, sealed_columns
from app.domain.shared.blind_indexes import columns, hold
from app.domain.staff.api_keys import ApiKey
from app.domain.staff.staff_members import StaffMember
from app.domain.subscribers.call_requests import CallRequest
from app.domain.subscribers.phones import Phone
from app.domain.tickets.tickets import Ticket
from app.platform.db import Base, Database, allow_long, keys
from app.platform.encryption import DecryptionError

PAGE: Final = 100
MOVES: Final = 10
"""Things moved in one transaction: each takes some ten statements, and other transactions wait for it."""
PAUSE: Final = 0.005
"""Seconds left to other transactions between two of ours; doubled after each lock conflict."""
TRIES: Final = 6
ROUNDS: Final = 10
GIVE_WAY: Final = "SET LOCAL lock_timeout = '200ms'"
"""Less than others wait (`app/platform/db.py`): in a lock conflict the rotation gives up first."""


@dataclass(frozen=True)
class Indexed:
    """The input of a blind index: its purpose, and the parts from the row's sealed columns."""

    column: InstrumentedAttribute[Any]
    purpose: Callable[[Any], str]
    parts: Callable[[Any], tuple[Any, ...]]
    """With None among them where the value is not stored."""


SOURCES: Final = (
    Indexed(Account.phone, lambda _: "phone", lambda row: (row.phone_number,)),
    Indexed(Account.email, lambda _: "email", lambda row: (row.email_address,)),
    Indexed(
        Account.applicant,
        lambda _: "applicant",
        lambda row: persons.named(row.account_type, row.number),
    ),
    Indexed(Application.phone_index, lambda _: "phone", lambda row: (row.phone_number,)),
    Indexed(
        Application.applicant,
        lambda _: "applicant",
        lambda row: persons.named(row.account_type, row.id_number),
    ),
    Indexed(
        Message.recipient,
        lambda row: messages.indexed(row.channel, "")[0],
        lambda row: (messages.indexed(row.channel, row.address)[1],),
    ),
    Indexed(Phone.index, lambda _: "phone", lambda row: (row.number,)),
    Indexed(RememberedPhone.phone, lambda _: "phone", lambda row: (row.number,)),
    Indexed(CallRequest.phone, lambda _: "phone", lambda row: (row.phone_number,)),
    Indexed(Payment.phone, lambda _: "phone", lambda row: (row.phone_number,)),
    Indexed(PaymentClaim.phone, lambda _: "phone", lambda row: (row.phone_number,)),
    Indexed(Ticket.phone, lambda _: "phone", lambda row: (row.phone_number,)),
    Indexed(ApiKey.digest, lambda _: "api-key", lambda row: (row.fingerprint,)),
)
"""Every index that can be computed anew. The others move with their thing, or live for a few days."""


@dataclass
class Count:
    """The state of a table: rows read, values under an older key, and values that no key of the ring opens."""

    total: int = 0
    rows: int = 0
    sealed: int = 0
    indexes: int = 0
    unopened: int = 0

    @property
    def stale(self) -> int:
        """How much is to be made anew."""
        return self.sealed + self.indexes


@dataclass
class _Page:
    """The changes of one page of rows: sealed values by column, and indexes to be moved."""

    values: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    moves: dict[bytes, tuple[str, list[bytes]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Leaning:
    """What depends on an older key besides: passwords, each until its holder signs in; audit rows, until `renew`; API
    keys and phones from before 0003, whose plain text is not stored."""

    passwords: int
    audit: int
    api_keys: int
    phones: int


Tell = Callable[[str, Count], None]
"""Called with a table's name and count after each page; on the last page `rows` has come to `total`."""


def rotate(database: Database, tell: Tell) -> dict[str, Count]:
    """Make everything anew under the newest key. The counts of the last round: nothing stale, if all went well."""
    for _ in range(ROUNDS):
        found = survey(database, tell, write=True)
        if not any(count.stale for count in found.values()):
            break
    return found


def survey(database: Database, tell: Tell, *, write: bool = False) -> dict[str, Count]:
    """Read every row with something sealed, and count; with `write`, make it anew."""
    found: dict[str, Count] = {}
    for kind in sealed_columns.kinds():
        with database.reading() as session:
            count = found[kind.__tablename__] = Count(_number(session, kind, true()))
        for page in _pages(database, kind, count):
            if write and (page.values or page.moves):
                _write(database, kind, page)
            tell(kind.__tablename__, count)
    return found


def leaning(session: Session) -> Leaning:
    """Count what depends on an older key and is in no sealed column."""
    newest = keys(session).newest
    old_pepper = ~Account.password_hash.startswith(pepper_of(keys(session)))
    return Leaning(
        passwords=_number(session, Account, Account.closed_at.is_(None) & old_pepper)
        + _number(session, StaffMember, ~StaffMember.password_hash.startswith(pepper_of(keys(session)))),
        audit=_number(session, AuditEvent, (AuditEvent.ring_key != newest) | (AuditEvent.row_key != newest))
        + _number(session, AuditMark, AuditMark.ring_key != newest),
        api_keys=_number(session, ApiKey, ApiKey.revoked_at.is_(None) & ApiKey.fingerprint_sealed.is_(None)),
        phones=_number(session, Phone, Phone.number_sealed.is_(None)),
    )


def _pages(database: Database, kind: type[Base], count: Count) -> Iterator[_Page]:
    primary = list(inspect(kind).primary_key)
    last: tuple[Any, ...] | None = None
    while True:
        query = select(kind).options(*_loading(kind)).order_by(*primary).limit(PAGE)
        with database.reading() as session:
            rows = session.scalars(query if last is None else query.where(tuple_(*primary) > last)).all()
            page = _Page()
            for row in rows:
                _look(session, row, page, count)
            last = inspect(rows[-1]).identity if rows else None
        yield page
        if len(rows) < PAGE:
            return


def _loading(kind: type[Base]) -> list[Any]:
    return [joinedload(Change.application).lazyload(Application.service)] if kind is Change else [lazyload("*")]


def _look(session: Session, row: Any, page: _Page, count: Count) -> None:
    ring, primary = keys(session), zip(inspect(row).mapper.primary_key, inspect(row).identity, strict=True)
    place = {f"pk_{column.key}": value for column, value in primary}
    count.rows += 1
    for name, value in sealed_columns.values(type(row)).items():
        old = getattr(row, name)
        if not old or ring.is_newest(old):
            continue
        try:
            new = value.seal_anew(ring, row)
        except DecryptionError:
            count.unopened += 1
            continue
        count.sealed += 1
        page.values.setdefault(name, []).append(place | {"old": old, "new": new})
    for source in SOURCES:
        if source.column.class_ is type(row) and (move := _move(session, row, source)):
            count.indexes += 1
            page.moves |= move


def _move(session: Session, row: Any, source: Indexed) -> dict[bytes, tuple[str, list[bytes]]]:
    """An index that is to be moved to the newest key: its purpose and its digests, newest first. Else empty."""
    try:
        parts, purpose = source.parts(row), source.purpose(row)
    except DecryptionError:  # counted with the sealed column, or nothing is stored any more
        return {}
    if None in parts:
        return {}
    names, old = keys(session).digests(purpose, *parts), getattr(row, source.column.key)
    return {} if old == names[0] else {old: (purpose, names)}


def _write(database: Database, kind: type[Base], page: _Page) -> None:
    _briefly(database, partial(_write_values, kind=kind, page=page))
    moves = list(page.moves.items())
    for start in range(0, len(moves), MOVES):
        _briefly(database, partial(_move_all, moves=moves[start : start + MOVES]))


def _briefly(database: Database, work: Callable[[Session], None]) -> None:
    """Run it in a transaction of its own, after a pause for others; after a conflict again, or in the next round."""
    for number in range(TRIES):
        time.sleep(PAUSE * 2**number)
        with suppress(DBAPIError), database.transaction() as session:
            if session.get_bind().dialect.name == "postgresql":
                session.execute(text(GIVE_WAY))
            work(session)
            return


def _move_all(session: Session, moves: list[tuple[bytes, tuple[str, list[bytes]]]]) -> None:
    for old, (purpose, names) in moves:
        hold(session, names, shared=False)
        move_index(session, purpose, old, names[0])


def _write_values(session: Session, kind: type[Base], page: _Page) -> None:
    table: Table = inspect(kind).local_table  # type: ignore[assignment]
    for name, values in page.values.items():
        ours = [column == bindparam(f"pk_{column.key}", type_=column.type) for column in inspect(kind).primary_key]
        unchanged = table.c[name] == bindparam("old", type_=table.c[name].type)
        statement = update(table).where(*ours, unchanged).values({name: bindparam("new", type_=table.c[name].type)})
        session.connection().execute(statement, values)


def move_index(session: Session, purpose: str, old: bytes, new: bytes) -> None:
    """Give a thing another index in every table. A phone's row is deleted where the new index has a row already."""
    for column in columns(purpose):
        if column.primary_key and session.scalar(select(exists().where(column == new))):
            session.execute(column.table.delete().where(column == old))
        else:
            session.execute(update(column.table).where(column == old).values({column: new}))


def _number(session: Session, kind: type[Base], which: ColumnElement[bool]) -> int:
    allow_long(session.connection())
    return session.scalar(select(func.count()).select_from(kind).where(which)) or 0
