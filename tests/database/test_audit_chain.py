"""The audit trail: whatever somebody who owns the database does to a row, the first bad row is named."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from json import JSONEncoder
from random import Random

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as tried
from hypothesis import strategies as st
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.audit import audit_chain, audit_log, audit_mark, audit_proof
from app.domain.audit.audit_links import (
    NOTHING,
    Head,
    TrailFault,
    chained,
    select_rows,
    what_is_said,
)
from app.domain.audit.audit_log import AuditEvent
from app.domain.audit.audit_mark import AuditMark, Broken
from app.domain.audit.audit_proof import ProofResult
from app.platform.db import Base
from app.platform.encryption import Keyring
from tests.conftest import MONDAY
from tests.database.audit_tampering import AUDIT, ROWS, Tampering, fault_of, insider, put, written
from tests.database.holder import ON_SQLITE, do


def gone(connection: Connection, seq: int) -> None:
    connection.execute(AUDIT.delete().where(AUDIT.c.seq == seq))


def gone_and_closed_up(connection: Connection, seq: int) -> None:
    """Delete a row, and move every later row up, as if it had never been there."""
    gone(connection, seq)
    for later in range(seq + 1, ROWS + 1):
        put(seq=later - 1)(connection, later)


def swapped(connection: Connection, seq: int) -> None:
    """Swap a row with the next one, including their links."""
    put(seq=0)(connection, seq)
    put(seq=seq)(connection, seq + 1)
    put(seq=seq + 1)(connection, 0)


def said_by(connection: Connection, seq: int) -> None:
    """Swap the subject and the time of a row with those of the next one."""
    rows = [connection.execute(select(AUDIT).where(AUDIT.c.seq == each)).one() for each in (seq, seq + 1)]
    for here, other in (rows, rows[::-1]):
        put(subject=other.subject, at=other.at)(connection, here.seq)


def hashed_anew(connection: Connection, seq: int) -> None:
    """Change a row, and compute every hash from there on anew: all that can be done without a key."""
    put(actor="agency:ntsa")(connection, seq)
    session = Session(connection)
    before = session.scalar(select(AuditEvent.hash).where(AuditEvent.seq == seq - 1)) or NOTHING
    rows = session.execute(select_rows().where(AuditEvent.seq >= seq).order_by(AuditEvent.seq)).all()
    for row in rows:
        before = chained(before, row.seq, row.id, what_is_said(row))
        put(hash=before)(connection, row.seq)


def under_a_key_of_ones_own(connection: Connection, seq: int) -> None:
    """Change a row, and link it and all later ones again, under a key that is not ours."""
    hashed_anew(connection, seq)
    mine = Keyring(["the insider's own key, of 32 characters"])
    for row in connection.execute(select(AUDIT.c.seq, AUDIT.c.hash).where(AUDIT.c.seq >= seq)).all():
        put(mac=mine.macs("audit proven")[mine.newest](row.hash), ring_key=mine.newest)(connection, row.seq)


def slipped_in(connection: Connection, seq: int) -> None:
    """Insert a row, and move all later ones down."""
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
