"""Linking the rows of the audit trail: one chain in one order, under the mark, also with several workers."""

import time
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import islice

import pytest
import time_machine
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from app.container import Container
from app.domain.audit import audit_chain, audit_log, audit_mark, audit_proof, audit_renewal
from app.domain.audit.audit_chain import select_waiting
from app.domain.audit.audit_links import (
    NOTHING,
    Head,
    LinkKind,
    TrailFault,
    Vouchers,
)
from app.domain.audit.audit_log import AuditEvent
from app.domain.audit.audit_mark import AuditMark, Mark
from app.platform.db import Database
from app.platform.encryption import Keyring
from app.worker.main import Worker
from tests.conftest import KEY, MONDAY, Clock
from tests.database.audit_tampering import ROWS, fault_of, insider, put, written
from tests.database.holder import ON_SQLITE, at_once, do, statements, unordered

NEW = "the key that comes first from now on 0123456789"


def test_workers_that_link_at_once_make_one_chain(container: Container) -> None:
    def write_and_link() -> None:
        for number in range(15):
            do(container, audit_log.record, actor="citizen", action="account.opened", subject=str(number))
            do(container, audit_chain.link)

    at_once([write_and_link] * 4)
    do(container, audit_chain.link)
    verdict = audit_proof.verify(container.database)
    assert (verdict.head.seq, verdict.fault, verdict.unlinked) == (60, None, 0)


def test_a_row_that_commits_late_comes_later_in_the_chain(container: Container) -> None:
    if container.database.engine.dialect.name == "sqlite":
        return  # SQLite has one writer at a time: nothing commits out of order
    with container.database.transaction() as slow:
        audit_log.record(slow, actor="citizen", action="account.opened", subject="the first")
        slow.flush()
        written(container, 3)
        assert audit_proof.verify(container.database).head.seq == 3
    do(container, audit_chain.link)
    verdict = audit_proof.verify(container.database)
    assert (verdict.head.seq, verdict.fault) == (4, None)
    with container.database.reading() as session:
        assert session.scalar(select(AuditEvent.subject).where(AuditEvent.seq == 4)) == "the first"


def test_a_rotation_vouches_anew_and_no_head_changes(container: Container) -> None:
    written(container)
    kept = audit_proof.verify(container.database).head
    both = Database(str(container.settings.database), Keyring([NEW, KEY]), container.database.clock)
    try:
        assert audit_renewal.renew(both) == (ROWS, None)
        assert audit_renewal.renew(both) == (0, None)
    finally:
        both.close()
    only = Database(str(container.settings.database), Keyring([NEW]), container.database.clock)
    try:
        assert audit_proof.verify(only, kept).fault is None
        assert fault_of(container) == audit_mark.NO_MARK
        do(container, audit_mark.set_mark, Mark(0, kept.seq, bytes.fromhex(kept.hash), 0, None))
        assert fault_of(container) == TrailFault(1, "is vouched for by no key of the ring")
    finally:
        only.close()


def test_a_rotation_vouches_for_nothing_that_does_not_stand(container: Container) -> None:
    written(container)
    with insider(container.database) as connection:
        put(actor="agency:ntsa")(connection, 5)
        connection.commit()
    both = Database(str(container.settings.database), Keyring([NEW, KEY]), container.database.clock)
    try:
        done, fault = audit_renewal.renew(both)
        assert (done, getattr(fault, "seq", None)) == (4, 5)
        assert getattr(audit_proof.verify(both).fault, "seq", None) == 5
    finally:
        both.close()


@ON_SQLITE
@pytest.mark.parametrize(("number", "looks"), [(0, 1), (2, 1), (3, 2), (7, 3)])
def test_links_are_looked_through_page_by_page_in_the_order_in_which_they_were_linked(
    container: Container, monkeypatch: pytest.MonkeyPatch, number: int, looks: int
) -> None:
    monkeypatch.setattr(audit_proof, "PAGE", 3)
    for each in range(number):
        do(container, audit_log.record, actor="agency:dis", action="application.processing", subject=str(each))
    with container.database.transaction() as session:
        vouchers, mark = Vouchers(container.keys), audit_mark.require_mark(session)
        late_first = [(row, LinkKind.PROVEN) for row in reversed(session.execute(select_waiting()).all())]
        mark = audit_chain.append(session, vouchers, mark, late_first)
    with unordered(container), statements(container) as sent:
        found = [*islice(audit_proof.judge(container.database, mark), 9)]
    assert [(row.seq, fault) for row, _, fault in found] == [(seq, None) for seq in range(1, number + 1)]
    assert len([each for each in sent if "FROM audit" in each]) == looks


@ON_SQLITE
def test_rows_are_linked_in_the_order_of_their_ids(container: Container) -> None:
    for each in range(3):
        do(container, audit_log.record, actor="agency:dis", action="application.processing", subject=str(each))
    with unordered(container):
        do(container, audit_chain.link)
    with container.database.reading() as session:
        assert session.scalars(select(AuditEvent.subject).order_by(AuditEvent.seq)).all() == ["0", "1", "2"]


@ON_SQLITE
def test_it_is_told_how_long_the_first_row_has_waited(container: Container, clock: Clock) -> None:
    assert do(container, audit_chain.waiting_for) == timedelta()
    for minutes in (5, 2):
        do(container, audit_log.record, actor="citizen", action="account.opened", subject="x")
        clock.move(minutes=minutes)
    with unordered(container):
        assert do(container, audit_chain.waiting_for) == timedelta(minutes=7)
    do(container, audit_chain.link)
    assert do(container, audit_chain.waiting_for) == timedelta()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_one_links_at_a_time_and_who_has_to_waits(container: Container) -> None:
    with container.database.transaction() as holder:
        assert audit_chain.take_turn(holder)
        do(container, audit_log.record, actor="citizen", action="account.opened", subject="x")
        assert do(container, audit_chain.link) == 0
        with container.database.reading() as other:
            other.execute(text("SET LOCAL lock_timeout = '50ms'"))
            with pytest.raises(OperationalError, match="lock timeout"):
                audit_chain.wait_for_turn(other)
    with container.database.transaction() as holder:
        audit_chain.wait_for_turn(holder)
        assert do(container, audit_chain.link) == 0
    assert do(container, audit_chain.link) == 1


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_the_links_may_be_counted_for_minutes(container: Container) -> None:
    with container.database.reading() as session:
        audit_chain.check_length(session)
        assert session.scalar(text("SHOW statement_timeout")) == "5min"
        assert session.scalar(text("SELECT 1 FROM pg_sleep(2.5)")) == 1, "longer than a hop's statement may take"
    with container.database.reading() as session, pytest.raises(OperationalError):
        session.scalar(text("SELECT 1 FROM pg_sleep(2.5)"))


@ON_SQLITE
@pytest.mark.parametrize("zone", ["UTC", "Africa/Nairobi"])
def test_a_mark_stands_in_whatever_zone_the_machine_is(
    container: Container, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    with monkeypatch.context() as there:
        there.setenv("TZ", zone)
        time.tzset()
        written(container, 2)
    time.tzset()
    with container.database.reading() as session:
        assert audit_mark.require_mark(session).seq == 2


@ON_SQLITE
def test_a_mark_is_read_as_it_is_now_whatever_a_transaction_has_seen_of_it(container: Container) -> None:
    with container.database.transaction() as session:
        seen = session.get(AuditMark, audit_mark.ONE)
        mark = Mark(0, 5, sha256(b"x").digest(), 0, None)
        audit_mark.set_mark(session, mark)
        assert audit_mark.read_mark(session) == mark
    assert seen is not None


def test_what_macs_are_made_for_does_not_change() -> None:
    """With any other purpose, no trail of an earlier release would verify."""
    ring = Keyring([KEY])
    for kind, purpose in {"proven": "audit proven", "unproven": "audit unproven", "earlier": "audit"}.items():
        made = Vouchers(ring).link_mac(LinkKind(kind), NOTHING)
        assert made == ring.macs(purpose)[ring.newest](NOTHING)


@ON_SQLITE
def test_what_the_mark_says_is_vouched_for_in_the_same_bytes_for_ever(container: Container, clock: Clock) -> None:
    clock.move(microseconds=5)
    do(container, audit_mark.set_mark, Mark(1, 2, sha256(b"x").digest(), 1, MONDAY))
    with container.database.reading() as session:
        kept = session.get_one(AuditMark, audit_mark.ONE)
    said = f'[1,2,"{sha256(b"x").hexdigest()}",1,"2026-11-23T09:00:00+00:00","2026-11-23T09:00:00.000005+00:00"]'
    assert kept.mac == container.keys.macs("audit mark")[container.keys.newest](said.encode())


@ON_SQLITE
@pytest.mark.parametrize(("number", "pages"), [(0, []), (2, [2]), (3, [3]), (7, [3, 3, 1])])
def test_rows_that_wait_are_looked_through_page_by_page(
    container: Container, monkeypatch: pytest.MonkeyPatch, number: int, pages: list[int]
) -> None:
    monkeypatch.setattr(audit_chain, "AT_ONCE", 3)
    monkeypatch.setattr(audit_proof, "PAGE", 3)
    for each in range(number):
        do(container, audit_log.record, actor="agency:dis", action="application.processing", subject=str(each))
    found = [[row.id for row in rows] for _, rows in islice(audit_proof.waiting(container.database), 9)]
    assert [len(page) for page in found] == pages
    ids = [row for page in found for row in page]
    assert ids == sorted(set(ids))


def test_an_earlier_release_may_write_up_to_its_last_moment() -> None:
    until = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
    mark = Mark(0, 0, NOTHING, 0, until)
    for moment, taken in ((until, True), (until + timedelta(milliseconds=1), False)):
        with time_machine.travel(moment, tick=False):
            assert mark.takes_earlier() is taken
    assert not Mark(0, 0, NOTHING, 0, None).takes_earlier()


def test_the_worker_links_and_a_head_is_read_as_it_is_printed(container: Container) -> None:
    for number in range(ROWS):
        do(container, audit_log.record, actor="agency:dis", action="application.processing", subject=str(number))
    Worker(container).sweep()
    head = audit_proof.verify(container.database).head
    assert Head.read(f" {head} ") == head
    for senseless in ("", "12", "12:xyz", "a:" + head.hash, "12:" + head.hash[:-2]):
        with pytest.raises(ValueError):  # noqa: PT011
            Head.read(senseless)
