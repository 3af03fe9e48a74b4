"""The audit trail of an earlier release: its rows stay valid, and after an hour no row without a MAC is accepted."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from alembic import command
from sqlalchemy import Connection, select, text

from app.container import Container
from app.domain.audit import audit_chain, audit_log, audit_mark, audit_proof, audit_renewal, audit_start
from app.domain.audit.audit_links import NOTHING, TrailFault, chained, what_is_said
from app.domain.audit.audit_mark import Broken
from app.migrations import runner
from app.platform.db import Database, utc_now
from app.platform.encryption import Keyring
from app.worker.audit_linking import AuditLinking
from tests.conftest import KEY, Clock
from tests.database.audit_tampering import insider, put
from tests.database.holder import do, statements, unordered
from tests.database.test_audit_forgeries import (
    AUDIT,
    BARE,
    BOTH,
    FORGERIES,
    MARKS,
    UNLINKED,
    cut,
    insert,
    record,
    tampering,
)

pytestmark = BOTH
OLD = 5
"""The number of rows that the earlier release had linked."""


def earlier_writes(connection: Connection, number: int = 1) -> None:
    """Write rows as the web of an earlier release does: without a token and a MAC."""
    for each in range(number):
        insert(connection, actor="citizen", action="account.opened", subject=str(each))


def earlier_links(connection: Connection) -> None:
    """Link rows as a worker of an earlier release does: after the newest link, by id, and without moving the mark."""
    newest = connection.execute(
        select(AUDIT.c.seq, AUDIT.c.hash).where(AUDIT.c.seq.is_not(None)).order_by(AUDIT.c.seq.desc())
    ).first()
    seq, before = (newest.seq, newest.hash) if newest else (0, NOTHING)
    ring = Keyring([KEY])
    for row in connection.execute(audit_chain.select_waiting()).all():
        seq += 1
        before = chained(before, seq, row.id, what_is_said(row))
        values = {"seq": seq, "hash": before, "ring_key": ring.newest, "mac": ring.macs("audit")[ring.newest](before)}
        connection.execute(AUDIT.update().where(AUDIT.c.id == row.id).values(values))


@pytest.fixture
def upgraded(container: Container) -> Container:
    """An installation just after the upgrade, whose trail an earlier release began."""
    with container.database.engine.connect() as connection:
        earlier_writes(connection, OLD)
        earlier_links(connection)
        connection.execute(MARKS.delete())
        connection.commit()
    do(container, audit_start.begin_trail, earlier=True)
    return container


def verdict(container: Container) -> tuple[int, TrailFault | None, int, int, int]:
    found = audit_proof.verify(container.database)
    return found.head.seq, found.fault, found.earlier, found.unproven, found.unlinked


def test_what_an_earlier_release_linked_stands_and_is_counted(upgraded: Container) -> None:
    record(upgraded, 2)
    assert do(upgraded, audit_chain.link) == 2
    assert verdict(upgraded) == (OLD + 2, None, OLD, 0, 0)


def test_while_it_is_replaced_its_web_and_its_worker_go_on_beside_ours(upgraded: Container) -> None:
    with upgraded.database.engine.connect() as connection:
        earlier_writes(connection)
        connection.commit()
        record(upgraded, 1)
        assert verdict(upgraded) == (OLD, None, OLD, 0, 2)
        earlier_links(connection)
        connection.commit()
        assert verdict(upgraded) == (OLD + 2, None, OLD + 2, 0, 0), "linked by its worker, not yet taken up by ours"
        assert do(upgraded, audit_chain.link) == 2, "ours proves them, and moves the mark"
        assert verdict(upgraded) == (OLD + 2, None, OLD, 1, 0), "one of them has no MAC of its own"
        record(upgraded, 1)
        assert do(upgraded, audit_chain.link) == 1
        earlier_writes(connection)
        earlier_links(connection)
        connection.commit()
        assert do(upgraded, audit_chain.link) == 1, "its worker goes on from our link"
        earlier_writes(connection)
        connection.commit()
        assert do(upgraded, audit_chain.link) == 1
    assert verdict(upgraded) == (OLD + 5, None, OLD, 3, 0)


def test_what_its_worker_linked_is_taken_up_in_parts_and_in_order(
    upgraded: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    with upgraded.database.engine.connect() as connection:
        earlier_writes(connection, 5)
        earlier_links(connection)
        connection.commit()
    monkeypatch.setattr(audit_chain, "AT_ONCE", 3)
    with unordered(upgraded):
        assert [do(upgraded, audit_chain.link) for _ in range(4)] == [2, 2, 1, 0], (
            "each time from the newest that is ours"
        )
    assert verdict(upgraded) == (OLD + 5, None, OLD, 5, 0)


def test_a_proven_link_where_only_the_earlier_release_linked_is_not_ours(upgraded: Container) -> None:
    record(upgraded, 1)
    do(upgraded, audit_chain.link)
    with upgraded.database.transaction() as session:
        audit_mark.set_mark(session, replace(audit_mark.require_mark(session), earlier_seq=OLD + 1))
    assert verdict(upgraded)[1] == TrailFault(OLD + 1, "was not linked by us")


def test_the_first_mark_is_made_once(upgraded: Container) -> None:
    record(upgraded, 2)
    assert do(upgraded, audit_chain.link) == 2
    do(upgraded, audit_start.begin_trail, earlier=True)
    assert verdict(upgraded) == (OLD + 2, None, OLD, 0, 0)
    with upgraded.database.engine.connect() as connection:
        assert [row.id for row in connection.execute(select(MARKS))] == [audit_mark.ONE]


def test_after_an_hour_nothing_without_a_mac_is_taken(upgraded: Container) -> None:
    with upgraded.database.engine.connect() as connection:
        earlier_writes(connection)
        connection.commit()
    with time_machine.travel(utc_now() + audit_start.REPLACING + timedelta(seconds=1)):
        with pytest.raises(Broken, match="has no MAC of its own"):
            do(upgraded, audit_chain.link)
        assert verdict(upgraded)[1] is not None
        with upgraded.database.engine.connect() as connection:
            earlier_links(connection)
            connection.commit()
        with pytest.raises(Broken, match="has no MAC of its own"):
            do(upgraded, audit_chain.link)
        assert verdict(upgraded)[1] == TrailFault(OLD + 1, "has no MAC of its own")


def test_the_clock_of_the_database_does_not_make_the_hour_longer(upgraded: Container, clock: Clock) -> None:
    clock.move(days=-1)
    with upgraded.database.engine.connect() as connection:
        earlier_writes(connection)
        connection.commit()
    later = utc_now() + audit_start.REPLACING + timedelta(seconds=1)
    with time_machine.travel(later), pytest.raises(Broken):
        do(upgraded, audit_chain.link)


def test_a_new_database_takes_no_row_without_a_mac_at_all(container: Container) -> None:
    with container.database.engine.connect() as connection:
        earlier_writes(connection)
        connection.commit()
    with pytest.raises(Broken, match="has no MAC of its own"):
        do(container, audit_chain.link)


@pytest.mark.parametrize("column", BARE)
def test_a_row_that_lost_a_part_of_its_mac_is_not_taken_for_an_earlier_ones(upgraded: Container, column: str) -> None:
    record(upgraded, 1)
    with tampering(upgraded) as connection:
        connection.execute(AUDIT.update().where(AUDIT.c.seq.is_(None)).values({column: None}))
    with pytest.raises(Broken, match="is not what was written"):
        do(upgraded, audit_chain.link)


def test_a_row_made_up_in_that_hour_is_never_proven(upgraded: Container) -> None:
    record(upgraded, 1)
    with tampering(upgraded) as connection:
        connection.execute(AUDIT.update().where(AUDIT.c.seq.is_(None)).values(actor="agency:ntsa", **BARE))
    do(upgraded, audit_chain.link)
    assert verdict(upgraded) == (OLD + 1, None, OLD, 1, 0), "it is counted: one row that nobody vouches for"


@pytest.mark.parametrize(
    "values",
    [{"actor": "agency:ntsa"}, {"token": bytes(16)}, {"row_mac": bytes(32)}, {"mac": bytes(32)}, UNLINKED],
    ids=["actor", "token", "row mac", "mac", "unlinked"],
)
@pytest.mark.parametrize("seq", [2, OLD])
def test_the_rows_of_an_earlier_release_cannot_be_changed(
    upgraded: Container, seq: int, values: dict[str, Any]
) -> None:
    record(upgraded, 1)
    do(upgraded, audit_chain.link)
    with tampering(upgraded) as connection:
        put(**values)(connection, seq)
    assert verdict(upgraded)[1] is not None


def test_a_link_of_ours_is_not_passed_off_as_an_earlier_ones(upgraded: Container) -> None:
    """The mark is restored to where the earlier release had stopped, and the rows after it are deleted."""
    with upgraded.database.engine.connect() as connection:
        mark = dict(connection.execute(select(MARKS)).mappings().one())
    worker = AuditLinking(upgraded)
    record(upgraded, 3)
    worker.turn()
    with tampering(upgraded) as connection:
        connection.execute(MARKS.update().values(mark))
    assert verdict(upgraded)[1] == TrailFault(OLD, "is an old one, put back", "mark")
    with pytest.raises(Broken) as broken:
        do(upgraded, audit_chain.link)
    assert broken.value.fault == TrailFault(OLD + 1, "is linked, and the mark does not tell of it")
    with tampering(upgraded) as connection:
        cut(connection, OLD + 2)
    assert worker.turn() == AuditLinking(upgraded).turn() == 0


def test_a_rotation_keeps_each_in_its_kind(upgraded: Container) -> None:
    with upgraded.database.engine.connect() as connection:
        earlier_writes(connection)
        connection.commit()
    record(upgraded, 1)
    do(upgraded, audit_chain.link)
    record(upgraded, 1)
    before = verdict(upgraded)
    assert before == (OLD + 2, None, OLD, 1, 1)
    new = "the key that comes first from now on 0123456789"
    for ring, renewed in (([new, KEY], OLD + 3), ([new, KEY], 0), ([new], 0)):
        database = Database(str(upgraded.settings.database), Keyring(ring), upgraded.database.clock)
        assert audit_renewal.renew(database) == (renewed, None)
        found = audit_proof.verify(database)
        assert (found.head.seq, found.fault, found.earlier, found.unproven, found.unlinked) == before
        database.close()


@pytest.mark.parametrize(
    "forgery", ["no mark", "a linked row without its token and MAC", "a row made up, without a MAC"]
)
def test_a_rotation_vouches_for_no_forgery(container: Container, forgery: str) -> None:
    record(container, 8)
    do(container, audit_chain.link)
    with tampering(container) as connection:
        FORGERIES[forgery](connection)
    both = Database(str(container.settings.database), Keyring(["the key that comes first from now on 0123456789", KEY]))
    fault = audit_proof.verify(container.database).fault
    assert fault is not None
    assert audit_renewal.renew(both)[1] == fault
    assert audit_proof.verify(both).fault == fault
    both.close()


def test_the_upgrade_sets_the_first_mark_and_no_later_one_sets_another(container: Container) -> None:
    command.downgrade(runner.config(container.database.engine), "0009")
    with insider(container.database) as connection:
        earlier_writes(connection, OLD)
        earlier_links(connection)
        trigger = "DROP TRIGGER audit_keeps_its_token" + (
            " ON audit" if connection.dialect.name == "postgresql" else ""
        )
        if connection.dialect.name == "postgresql":
            connection.execute(text(trigger))
        for statement in ("DROP TABLE audit_marks", "DROP INDEX ix_audit_token", *(
            f"ALTER TABLE audit DROP COLUMN {column}" for column in BARE
        ), "UPDATE alembic_version SET version_num = '0008'"):  # fmt: skip
            connection.execute(text(statement))
        connection.commit()
    runner.migrate(container.database)
    with container.database.reading() as session:
        mark = audit_mark.require_mark(session)
    assert (mark.epoch, mark.seq, mark.earlier_seq) == (0, OLD, OLD)
    assert mark.takes_earlier()
    assert verdict(container) == (OLD, None, OLD, 0, 0)
    with tampering(container) as connection:
        connection.execute(MARKS.delete())
    runner.migrate(container.database)
    assert verdict(container)[1] == audit_mark.NO_MARK


def test_a_row_is_written_with_one_statement(container: Container) -> None:
    with statements(container) as sent:
        do(container, audit_log.record, actor="citizen", action="account.opened", subject="x", version="3")
    assert len([each for each in sent if "audit" in each]) == 1


def test_the_link_that_an_earlier_worker_made_is_no_longer_enough_once_ours_has_taken_it_up(
    upgraded: Container,
) -> None:
    """With the MAC of that link a row could lose its own token and MAC, and pass for one that never had any."""
    record(upgraded, 1)
    with upgraded.database.engine.connect() as connection:
        earlier_links(connection)
        connection.commit()
        query = select(AUDIT.c.ring_key, AUDIT.c.mac).where(AUDIT.c.seq == OLD + 1)
        theirs = dict(connection.execute(query).mappings().one())
    do(upgraded, audit_chain.link)
    assert verdict(upgraded) == (OLD + 1, None, OLD, 0, 0)
    with tampering(upgraded) as connection:
        put(**theirs, **BARE)(connection, OLD + 1)
    assert verdict(upgraded)[1] == TrailFault(OLD + 1, "was not linked by us")
