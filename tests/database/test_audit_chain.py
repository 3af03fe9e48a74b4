"""The audit trail: whatever is done to a row of it, by somebody who owns the database, the first bad one is named."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import islice
from json import JSONEncoder
from random import Random

import pytest
import time_machine
from hypothesis import HealthCheck, given
from hypothesis import settings as tried
from hypothesis import strategies as st
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.audit import audit_chain, audit_log, audit_mark, audit_proof, audit_renewal
from app.domain.audit.audit_chain import select_waiting
from app.domain.audit.audit_links import (
    NOTHING,
    Head,
    LinkKind,
    TrailFault,
    Vouchers,
    chained,
    select_rows,
    what_is_said,
)
from app.domain.audit.audit_log import AuditEvent
from app.domain.audit.audit_mark import AuditMark, Broken, Mark
from app.domain.audit.audit_proof import ProofResult
from app.platform.db import Base, Database
from app.platform.encryption import Keyring
from app.worker.main import Worker
from tests.conftest import KEY, MONDAY, Clock
from tests.database.holder import ON_SQLITE, at_once, do, statements, unordered

ROWS = 12
NEW = "the key that comes first from now on 0123456789"
AUDIT = Base.metadata.tables[AuditEvent.__tablename__]
Tampering = Callable[[Connection, int], None]


def written(container: Container, rows: int = ROWS) -> None:
    """A trail of some rows, linked."""
    for number in range(rows):
        do(
            container,
            audit_log.record,
            actor="agency:dis",
            action="application.processing",
            subject=str(number),
            version="3",
        )
    while do(container, audit_chain.link):
        pass


def insider(database: Database) -> Connection:
    """Somebody who owns the database: the triggers are out of the way."""
    connection = database.engine.connect()
    if connection.dialect.name == "sqlite":
        for name in ("is_not_changed", "is_not_deleted", "keeps_its_token"):
            connection.execute(text(f"DROP TRIGGER IF EXISTS audit_{name}"))
    else:
        connection.execute(text("ALTER TABLE audit DISABLE TRIGGER ALL"))
    return connection


def fault_of(container: Container, kept: Head | None = None) -> TrailFault | None:
    return audit_proof.verify(container.database, kept).fault


def put(**values: object) -> Tampering:
    """Change a row."""

    def change(connection: Connection, seq: int) -> None:
        connection.execute(AUDIT.update().where(AUDIT.c.seq == seq).values(values))

    return change


def gone(connection: Connection, seq: int) -> None:
    connection.execute(AUDIT.delete().where(AUDIT.c.seq == seq))


def gone_and_closed_up(connection: Connection, seq: int) -> None:
    """As if it had never been: every later row moves up."""
    gone(connection, seq)
    for later in range(seq + 1, ROWS + 1):
        put(seq=later - 1)(connection, later)


def swapped(connection: Connection, seq: int) -> None:
    """With the next one, links and all."""
    put(seq=0)(connection, seq)
    put(seq=seq)(connection, seq + 1)
    put(seq=seq + 1)(connection, 0)


def said_by(connection: Connection, seq: int) -> None:
    """What it says is exchanged with what the next one says."""
    rows = [connection.execute(select(AUDIT).where(AUDIT.c.seq == each)).one() for each in (seq, seq + 1)]
    for here, other in (rows, rows[::-1]):
        put(subject=other.subject, at=other.at)(connection, here.seq)


def hashed_anew(connection: Connection, seq: int) -> None:
    """Changed, and every hash from there on made to fit: all that can be done without a key."""
    put(actor="agency:ntsa")(connection, seq)
    session = Session(connection)
    before = session.scalar(select(AuditEvent.hash).where(AuditEvent.seq == seq - 1)) or NOTHING
    rows = session.execute(select_rows().where(AuditEvent.seq >= seq).order_by(AuditEvent.seq)).all()
    for row in rows:
        before = chained(before, row.seq, row.id, what_is_said(row))
        put(hash=before)(connection, row.seq)


def under_a_key_of_ones_own(connection: Connection, seq: int) -> None:
    """Changed and linked again, with a key that is not ours."""
    hashed_anew(connection, seq)
    mine = Keyring(["the insider's own key, of 32 characters"])
    for row in connection.execute(select(AUDIT.c.seq, AUDIT.c.hash).where(AUDIT.c.seq >= seq)).all():
        put(mac=mine.macs("audit proven")[mine.newest](row.hash), ring_key=mine.newest)(connection, row.seq)


def slipped_in(connection: Connection, seq: int) -> None:
    """A row more, with the others moved down for it."""
    for later in range(ROWS, seq - 1, -1):
        put(seq=later + 1)(connection, later)
    made_up = {"at": MONDAY, "actor": "operator:me", "action": "account.unlocked", "subject": "x", "details": {}}
    connection.execute(AUDIT.insert().values(seq=seq, hash=bytes(32), mac=bytes(32), ring_key=b"none", **made_up))


TAMPERINGS: dict[str, Tampering] = {
    "another actor": put(actor="agency:ntsa"),
    "another action": put(action="application.rejected"),
    "another subject": put(subject="somebody else"),
    "other details": put(details={"version": "4"}),
    "no details": put(details={}),
    "another time": put(at=MONDAY + timedelta(microseconds=1)),
    "another id": lambda connection, seq: put(id=1000 + seq)(connection, seq),
    "another hash": put(hash=sha256(b"x").digest()),
    "another mac": put(mac=bytes(32)),
    "no mac": put(mac=None),
    "another key's name": put(ring_key=b"abcd"),
    "no key's name": put(ring_key=None),
    "deleted": gone,
    "deleted and closed up": gone_and_closed_up,
    "swapped with the next": swapped,
    "saying what the next says": said_by,
    "hashed anew to the end": hashed_anew,
    "under a key of one's own": under_a_key_of_ones_own,
    "slipped in": slipped_in,
    "unlinked": put(seq=None),
}


def test_a_trail_that_nobody_touched_stands(container: Container) -> None:
    written(container)
    do(container, audit_log.record, actor="citizen", action="account.opened", subject="x")
    verdict = audit_proof.verify(container.database)
    assert (verdict.head.seq, verdict.fault, verdict.unlinked) == (ROWS, None, 1)
    assert fault_of(container, verdict.head) is None
    do(container, audit_chain.link)
    assert audit_proof.verify(container.database).head.seq == ROWS + 1
    assert fault_of(container, verdict.head) is None, "a head that was kept stays true as the trail grows"


@given(st.binary(min_size=32, max_size=32), st.integers(1), st.integers(1), st.datetimes(timezones=st.just(UTC)),
       st.lists(st.text(), min_size=4, max_size=4))  # fmt: skip
def test_what_is_hashed_is_the_json_that_trails_have_always_been_made_of(
    before: bytes, seq: int, id_: int, at: datetime, texts: list[str]
) -> None:
    json = JSONEncoder(separators=(",", ":")).encode([seq, id_, at.isoformat(), *texts])
    assert chained(before, seq, id_, what_is_said([id_, at, *texts])) == sha256(before + json.encode()).digest()


@pytest.mark.parametrize("tampering", TAMPERINGS.values(), ids=TAMPERINGS)
def test_the_first_bad_row_is_named(container: Container, tampering: Tampering) -> None:
    written(container)
    with insider(container.database) as connection:
        tampering(connection, 5)
        connection.commit()
    found = fault_of(container)
    assert found is not None
    assert found.seq == 5


@ON_SQLITE
def test_it_is_told_what_is_wrong_with_the_row(container: Container) -> None:
    written(container)
    with insider(container.database) as connection:
        put(actor="agency:ntsa")(connection, 5)
        connection.commit()
    assert fault_of(container) == TrailFault(5, "is not what was written, or not where it was written")


@ON_SQLITE
def test_a_new_trail_stands_and_one_without_its_mark_does_not(container: Container) -> None:
    nothing = Head(0, NOTHING.hex())
    assert audit_proof.verify(container.database) == ProofResult(nothing, None, 0)
    written(container, 2)
    with insider(container.database) as connection:
        connection.execute(Base.metadata.tables[AuditMark.__tablename__].delete())
        connection.commit()
    assert audit_proof.verify(container.database) == ProofResult(nothing, audit_mark.NO_MARK, 0)


@ON_SQLITE
def test_a_head_that_was_kept_is_of_another_trail(container: Container) -> None:
    written(container)
    assert fault_of(container, Head(5, "ab" * 32)) == TrailFault(5, "is not the row whose hash was kept")


def test_a_row_is_named_wherever_it_stands_and_whatever_is_done(container: Container) -> None:
    written(container)
    with insider(container.database) as connection:
        connection.commit()
        assert fault_of(container) is None, "without its triggers it still stands"
        sound = [row._asdict() for row in connection.execute(select(AUDIT))]

        @given(st.sampled_from(sorted(TAMPERINGS)), st.integers(1, ROWS - 1))
        @tried(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
        def tampered(name: str, seq: int) -> None:
            connection.execute(AUDIT.delete())
            connection.execute(AUDIT.insert(), sound)
            TAMPERINGS[name](connection, seq)
            connection.commit()
            found = fault_of(container)
            assert found is not None, name
            assert found.seq == seq, name

        tampered()


def test_any_change_of_any_letter_is_found(container: Container) -> None:
    written(container, 40)
    chance = Random(26)
    with insider(container.database) as connection:
        for _ in range(60):
            seq, column = chance.randint(1, 40), chance.choice(["actor", "action", "subject"])
            sound: str = connection.execute(select(AUDIT.c[column]).where(AUDIT.c.seq == seq)).scalar_one()
            at = chance.randrange(len(sound))
            put(**{column: sound[:at] + chr(ord(sound[at]) ^ 1) + sound[at + 1 :]})(connection, seq)
            connection.commit()
            assert getattr(fault_of(container), "seq", None) == seq
            put(**{column: sound})(connection, seq)
            connection.commit()
        assert fault_of(container) is None


def test_what_is_cut_off_shows_by_a_head_that_was_kept(container: Container) -> None:
    written(container)
    kept = audit_proof.verify(container.database).head
    with insider(container.database) as connection:
        for seq in range(9, ROWS + 1):
            gone(connection, seq)
        connection.commit()
    assert fault_of(container) == TrailFault(9, "and what followed it is cut off"), "by the mark"
    assert fault_of(container, kept) == TrailFault(9, "and what followed it is cut off")
    with pytest.raises(Broken, match="not the newest link, as the mark has it"):
        written(container)


def test_a_trail_that_is_gone_shows_by_a_head_that_was_kept(container: Container) -> None:
    written(container)
    kept = audit_proof.verify(container.database).head
    with insider(container.database) as connection:
        connection.execute(AUDIT.delete())
        connection.commit()
    assert fault_of(container, kept) == TrailFault(1, "and what followed it is cut off")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET actor = 'somebody else' WHERE id = (SELECT min(id) FROM audit)",
        "UPDATE audit SET seq = 1000 WHERE id = (SELECT min(id) FROM audit)",
        "DELETE FROM audit WHERE id = (SELECT min(id) FROM audit)",
        "DELETE FROM audit",
    ],
)
def test_a_slip_of_the_hand_is_refused(container: Container, statement: str) -> None:
    written(container, 2)
    with container.database.engine.connect() as connection, pytest.raises(DBAPIError, match="only added"):
        connection.execute(text(statement))


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
        return  # one writer at a time: nothing commits out of order
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
    """Another word, and no trail of an earlier release would stand."""
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
