"""Forgeries of the audit trail by somebody who owns the database and has no key: found by the worker and the auditor.

Each forgery is a function on the insider's connection. `audit verify` without any option exits with status 1 on each.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from sqlalchemy import Connection, func, select, text

from app.bootstrap.web import create_app
from app.cli.audit import audit_group
from app.container import Container
from app.domain.audit import audit_chain, audit_log, audit_proof
from app.domain.audit.audit_links import TrailFault
from app.domain.audit.audit_log import AuditEvent, spoken, vouched
from app.domain.audit.audit_mark import AuditMark, Broken
from app.platform.db import Base
from app.platform.encryption import Keyring
from app.platform.observability import ALARMS
from app.worker.audit_anchors import FILE
from app.worker.audit_linking import AuditLinking
from tests.conftest import GATHERER, KEY, MONDAY
from tests.database.audit_tampering import insider, put
from tests.database.holder import do

ROWS = 8
UNLINKED: dict[str, None] = dict.fromkeys(("seq", "hash", "ring_key", "mac"))
BARE: dict[str, None] = dict.fromkeys(("token", "row_key", "row_mac"))
AUDIT, MARKS = (Base.metadata.tables[kind.__tablename__] for kind in (AuditEvent, AuditMark))
MINE = Keyring(["the insider's own key, of 32 characters"])
BOTH = pytest.mark.parametrize(
    "database_url", ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)], indirect=True
)
"""One database in `make test`, both in `make test-all`."""
Forgery = Callable[[Connection], object]
Run = Callable[..., Result]


@pytest.fixture
def run(container: Container) -> Run:
    """Run `flask audit` with these arguments; `typed` is its standard input."""
    app = create_app(container)
    app.cli.add_command(audit_group)
    runner = app.test_cli_runner()
    return lambda *words, typed=None: runner.invoke(args=["audit", *words], input=typed)


@pytest.fixture
def worker(container: Container) -> AuditLinking:
    """A worker that has linked a trail of `ROWS` rows, and written an anchor."""
    grown = AuditLinking(container)
    record(container, ROWS)
    assert grown.turn() == ROWS
    return grown


def record(container: Container, rows: int, action: str = "account.password_changed") -> None:
    for number in range(rows):
        do(container, audit_log.record, actor="citizen", action=action, subject=f"account {number}", version="3")


@contextmanager
def tampering(container: Container) -> Iterator[Connection]:
    """The insider's connection; what is done on it is committed."""
    with insider(container.database) as connection:
        yield connection
        connection.commit()


def linked(container: Container) -> int:
    with container.database.reading() as session:
        return session.scalar(select(func.count()).where(AuditEvent.seq.is_not(None))) or 0


def row(connection: Connection, seq: int | None) -> dict[str, Any]:
    return dict(connection.execute(select(AUDIT).where(AUDIT.c.seq == seq)).mappings().one())


def unlink(connection: Connection, first: int = 1) -> None:
    connection.execute(AUDIT.update().where(AUDIT.c.seq >= first).values(UNLINKED))


def cut(connection: Connection, first: int) -> None:
    connection.execute(AUDIT.delete().where(AUDIT.c.seq >= first))


def renumber(connection: Connection) -> None:
    """Give all rows that are not linked ids above those of the linked ones: no id shows that a row is old."""
    connection.execute(AUDIT.update().where(AUDIT.c.seq.is_(None)).values(id=AUDIT.c.id + 1000))


def newest_renumbered(connection: Connection) -> None:
    unlink(connection, ROWS)
    renumber(connection)


def middle_renumbered(connection: Connection) -> None:
    connection.execute(AUDIT.update().where(AUDIT.c.seq == 3).values(UNLINKED))
    renumber(connection)


def insert(connection: Connection, **values: Any) -> None:
    made = {"at": MONDAY, "actor": "operator:me", "action": "account.unlocked", "subject": "x", "details": {}}
    connection.execute(AUDIT.insert().values(made | values))


def copy(connection: Connection, seq: int | None) -> None:
    """Copy a row, with its token and MAC and without its link."""
    connection.execute(text("DROP INDEX IF EXISTS ix_audit_token"))
    insert(connection, **{name: value for name, value in row(connection, seq).items() if name != "id"} | UNLINKED)


def unlinked_edited_and_one_gone(connection: Connection) -> None:
    unlink(connection)
    first = select(func.min(AUDIT.c.id)).scalar_subquery()
    connection.execute(AUDIT.update().where(AUDIT.c.id == first).values(actor="agency:ntsa"))
    connection.execute(AUDIT.delete().where(AUDIT.c.id == first + 3))


def unlinked_and_one_gone(connection: Connection) -> None:
    cut(connection, ROWS)
    unlink(connection)
    renumber(connection)


def vouched_by_the_insider(connection: Connection) -> None:
    said, token = spoken(MONDAY, "operator:me", "account.unlocked", "x", "{}"), bytes(16)
    mac = MINE.macs(audit_log.ROW)[MINE.newest](vouched(token, said))
    insert(connection, token=token, row_key=Keyring([KEY]).newest, row_mac=mac)


def with_the_mac_of_another(connection: Connection) -> None:
    old = row(connection, 3)
    insert(connection, token=bytes(16), row_key=old["row_key"], row_mac=old["row_mac"])


def linked_by_the_insider(connection: Connection) -> None:
    insert(connection, seq=ROWS + 1, hash=bytes(32), mac=bytes(32), ring_key=row(connection, 1)["ring_key"])


def linked_twice(connection: Connection) -> None:
    """Copy the newest link to the next place."""
    connection.execute(text("DROP INDEX IF EXISTS ix_audit_token"))
    newest = {name: value for name, value in row(connection, ROWS).items() if name != "id"}
    insert(connection, **newest | {"seq": ROWS + 1})


def reordered(connection: Connection) -> None:
    put(seq=0)(connection, 2)
    put(seq=2)(connection, 5)
    put(seq=5)(connection, 0)


def relinked_in_another_order(connection: Connection) -> None:
    unlink(connection, ROWS - 1)
    newest = select(func.max(AUDIT.c.id)).scalar_subquery()
    connection.execute(AUDIT.update().where(AUDIT.c.id == newest - 1).values(id=AUDIT.c.id + 1000))


def truncated(connection: Connection) -> None:
    postgresql = connection.dialect.name == "postgresql"
    connection.execute(text("TRUNCATE audit" if postgresql else "DELETE FROM audit"))


def marked(**values: Any) -> Forgery:
    return lambda connection: connection.execute(MARKS.update().values(values))


def no_mark(connection: Connection) -> None:
    connection.execute(MARKS.delete())


def all_gone_and_no_mark(connection: Connection) -> None:
    truncated(connection)
    no_mark(connection)


def unlinked_and_no_mark(connection: Connection) -> None:
    unlinked_edited_and_one_gone(connection)
    no_mark(connection)


FORGERIES: dict[str, Forgery] = {
    "unlinked, the first row edited, one deleted": unlinked_edited_and_one_gone,
    "unlinked, nothing edited, the newest deleted": unlinked_and_one_gone,
    "unlinked as it was": unlink,
    "the newest unlinked": lambda connection: unlink(connection, ROWS),
    "the newest unlinked and renumbered": newest_renumbered,
    "one in the middle unlinked and renumbered": middle_renumbered,
    "the tail cut off": lambda connection: cut(connection, ROWS - 2),
    "the newest cut off": lambda connection: cut(connection, ROWS),
    "the table emptied": truncated,
    "the table emptied, and no mark": all_gone_and_no_mark,
    "unlinked, edited, and no mark": unlinked_and_no_mark,
    "a row made up, without a MAC": insert,
    "a row made up, under a key of one's own": vouched_by_the_insider,
    "a row made up, with the MAC of another": with_the_mac_of_another,
    "a link made up": linked_by_the_insider,
    "the newest link twice": linked_twice,
    "a linked row once more": lambda connection: copy(connection, 3),
    "two rows change places": reordered,
    "two rows linked in another order": relinked_in_another_order,
    "a linked row without its token and MAC": lambda connection: put(**BARE)(connection, 3),
    "a linked row with another token": lambda connection: put(token=bytes(16))(connection, 3),
    "a linked row with another MAC of its own": lambda connection: put(row_mac=bytes(32))(connection, 3),
    "a linked row without its MAC": lambda connection: put(row_mac=None)(connection, 3),
    "no mark": no_mark,
    "a mark further on": marked(seq=ROWS + 1),
    "a mark further back": marked(seq=ROWS - 1),
    "a mark of another hash": marked(hash=bytes(32)),
    "a mark that takes every row for an earlier release's": marked(earlier_seq=ROWS),
    "a mark that lets rows without a MAC in": marked(earlier_until=MONDAY + timedelta(days=9000)),
    "a mark of another epoch": marked(epoch=1),
    "a mark with another MAC": marked(mac=bytes(32)),
    "a mark under another key": marked(ring_key=MINE.newest),
}

IN_THE_MIDDLE = (
    "a linked row without its token and MAC",
    "a linked row with another token",
    "a linked row with another MAC of its own",
    "a linked row without its MAC",
    "two rows change places",
    "one in the middle unlinked and renumbered",
)
"""Forgeries that only the auditor finds: the worker checks the end of the trail and, seldom, the number of links."""
WAITING: dict[str, Forgery] = {
    "edited": lambda connection: waiting(connection, actor="agency:ntsa"),
    "with other details": lambda connection: waiting(connection, details={"version": "4"}),
    "at another time": lambda connection: waiting(connection, at=MONDAY + timedelta(seconds=1)),
    "edited, without a MAC": lambda connection: waiting(connection, actor="agency:ntsa", **BARE),
    "without a MAC": lambda connection: waiting(connection, **BARE),
    "without its token": lambda connection: waiting(connection, token=None),
    "without its key's name": lambda connection: waiting(connection, row_key=None),
    "once more": lambda connection: copy(connection, None),
}


def waiting(connection: Connection, **values: Any) -> None:
    connection.execute(AUDIT.update().where(AUDIT.c.seq.is_(None)).values(values))


@contextmanager
def alarms() -> Iterator[Counter[str]]:
    """The alarms that were raised within the block, by name; filled in when the block ends."""
    before, raised = _alarms(), Counter[str]()
    yield raised
    raised.update(_alarms() - before)


def _alarms() -> Counter[str]:
    samples = [each for metric in ALARMS.collect() for each in metric.samples if each.name.endswith("_total")]
    return Counter({each.labels["what"]: int(each.value) for each in samples})


def test_a_trail_that_nobody_touched_stands(container: Container, worker: AuditLinking, run: Run) -> None:
    record(container, 1)
    result = run("verify")
    assert (result.exit_code, result.stdout.partition(":")[0]) == (0, str(ROWS))
    assert result.stderr.strip() == f"{ROWS} rows stand as they were written, 1 are not linked yet; 1 anchors agree"
    assert worker.turn() == 1
    assert run("verify").exit_code == 0
    assert AuditLinking(container).turn() == 0, "another worker, or the next"


@BOTH
@pytest.mark.parametrize("name", FORGERIES)
def test_a_forgery_is_found_without_any_option_and_nothing_is_linked_to_it(
    container: Container, worker: AuditLinking, run: Run, name: str, tmp_path: Path
) -> None:
    """By the mark and the MACs alone, without any anchor; by a worker that ran before the forgery, and by a new one."""
    (tmp_path / "data" / FILE).unlink()
    with tampering(container) as connection:
        FORGERIES[name](connection)
    before = linked(container)
    with alarms() as raised:
        assert [each.turn() for each in (worker, AuditLinking(container))] in ([0, 0], [1, 0])
    record(container, 2)
    worker.turn()
    found = run("verify")
    assert (found.exit_code, found.stdout) == (1, "")
    if name not in IN_THE_MIDDLE:
        assert (linked(container), raised) == (before, {"audit trail broken": 2})


@BOTH
@pytest.mark.parametrize("forgery", WAITING.values(), ids=WAITING)
def test_a_row_that_waits_cannot_be_changed_unseen(
    container: Container, worker: AuditLinking, run: Run, forgery: Forgery
) -> None:
    record(container, 1)
    with tampering(container) as connection:
        forgery(connection)
    assert "waiting row" in run("verify").stderr
    with alarms() as raised:
        assert [each.turn() for each in (worker, worker, AuditLinking(container))] == [0, 0, 0]
    assert raised == {"audit trail broken": 2}, "each worker tells it once"
    assert linked(container) == ROWS
    assert run("verify").exit_code == 1


@BOTH
@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("edited", "is not what was written"),
        ("without a MAC", "has no MAC of its own"),
        ("once more", "is a copy of another row"),
    ],
)
def test_the_first_bad_row_that_waits_is_named(
    container: Container, worker: AuditLinking, name: str, what: str
) -> None:
    record(container, 1)
    with tampering(container) as connection:
        first = row(connection, None)["id"]
        WAITING[name](connection)
    with pytest.raises(Broken) as broken:
        do(container, audit_chain.link)
    assert broken.value.fault == TrailFault(first, what, "waiting row")
    assert audit_proof.verify(container.database).fault == broken.value.fault


@BOTH
@pytest.mark.parametrize("values", [{"hash": bytes(32)}, {"seq": ROWS + 1}], ids=["another hash", "another place"])
def test_nothing_is_linked_after_another_link_than_the_marks(
    container: Container, worker: AuditLinking, values: dict[str, Any]
) -> None:
    record(container, 1)
    with tampering(container) as connection:
        put(**values)(connection, ROWS)
    with pytest.raises(Broken) as broken:
        do(container, audit_chain.link)
    assert broken.value.fault == TrailFault(ROWS, "is not the newest link, as the mark has it")


@BOTH
def test_now_and_then_the_worker_counts(container: Container, worker: AuditLinking) -> None:
    with tampering(container) as connection:
        FORGERIES["one in the middle unlinked and renumbered"](connection)
    with alarms() as raised:
        AuditLinking(container).turn()
    assert raised == {"audit trail broken": 1}


def put_back(container: Container, then: dict[str, Any]) -> None:
    """Restore the mark to what it once was, byte for byte."""
    with tampering(container) as connection:
        connection.execute(MARKS.update().values(then))


def mark_of(container: Container) -> dict[str, Any]:
    with container.database.engine.connect() as connection:
        return dict(connection.execute(select(MARKS)).mappings().one())


@pytest.fixture
def first_mark(container: Container) -> dict[str, Any]:
    """The mark of the empty trail: its MAC is ours, and an old backup may hold it."""
    return mark_of(container)


def test_an_old_mark_put_back_is_found(
    container: Container, first_mark: dict[str, Any], worker: AuditLinking, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "data" / FILE).unlink()
    middle = mark_of(container)
    record(container, 3)
    worker.turn()
    for old in (first_mark, middle):
        put_back(container, old)
        assert "is an old one, put back" in run("verify").stderr
        assert worker.turn() == AuditLinking(container).turn() == 0
        record(container, 1)
        assert AuditLinking(container).turn() == 0
    assert linked(container) == ROWS + 3


@BOTH
@pytest.mark.parametrize("how", ["cut", "relinked"])
def test_a_whole_old_database_put_back_is_found_where_anything_outside_of_it_is_left(
    container: Container, first_mark: dict[str, Any], worker: AuditLinking, run: Run, how: str
) -> None:
    """Rows and mark are both restored to an old state, so that everything in the database agrees."""
    with tampering(container) as connection:
        if how == "cut":
            truncated(connection)
        else:
            unlink(connection)
            connection.execute(AUDIT.delete().where(AUDIT.c.id == select(func.min(AUDIT.c.id)).scalar_subquery()))
        connection.execute(MARKS.update().values(first_mark))
    with alarms() as raised:
        assert worker.turn() == 0, "by this process's memory"
        assert AuditLinking(container).turn() == 0, "by this machine's file"
    assert raised == {"audit trail broken": 2}
    assert run("verify").exit_code == 1


def test_what_was_relinked_after_an_old_database_was_put_back_shows_by_the_anchors(
    container: Container, first_mark: dict[str, Any], worker: AuditLinking, run: Run, tmp_path: Path
) -> None:
    """No worker is left that knew better: one on another machine, with an empty disk, links everything anew."""
    file = tmp_path / "data" / FILE
    shipped = file.rename(tmp_path / "shipped.jsonl")
    with tampering(container) as connection:
        unlink(connection)
        connection.execute(AUDIT.update().where(AUDIT.c.id == 1).values(id=5000))
        connection.execute(AUDIT.delete().where(AUDIT.c.id == 2))
        connection.execute(MARKS.update().values(first_mark))
    record(container, 5)
    assert do(container, audit_chain.link) == ROWS + 4
    assert run("verify").exit_code == 0, "all that is left agrees"
    found = run("verify", "--anchors", str(shipped))
    assert (found.exit_code, found.stdout) == (1, "")
    assert f"row {ROWS} is not the row whose hash was kept" in found.stderr
    shipped.rename(file)
    assert run("verify").exit_code == 1


def test_rows_are_linked_however_late_they_are_committed(container: Container, worker: AuditLinking, run: Run) -> None:
    if container.database.engine.dialect.name == "sqlite":
        return  # SQLite has one writer at a time: nothing commits out of order
    with container.database.transaction() as slow:
        audit_log.record(slow, actor="citizen", action="account.opened", subject="the first")
        slow.flush()
        record(container, 3)
        assert worker.turn() == 3
    assert worker.turn() == 1, "its id is below the mark's, its token was never linked"
    assert run("verify").exit_code == 0


def test_a_worker_that_is_told_of_nothing_for_long_alarms(
    container: Container, worker: AuditLinking, clock: Any
) -> None:
    record(container, 1)
    with container.database.transaction() as holder:
        if container.database.engine.dialect.name == "sqlite":
            return  # on SQLite the transaction that holds the lock blocks every other writer
        assert audit_chain.take_turn(holder)
        clock.move(minutes=11)
        with alarms() as raised:
            assert AuditLinking(container).turn() == 0
        shown = create_app(container).test_client().get("/metrics", headers=GATHERER).text
        assert "lango_audit_waiting_seconds 660" in shown
    assert raised == {"audit rows not linked": 1}


@BOTH
@pytest.mark.parametrize(
    ("values", "fault"),
    [({"seq": 0}, TrailFault(0, "was not linked by us")), ({"seq": ROWS + 5}, TrailFault(3, "is missing"))],
    ids=["before the first", "after the last"],
)
def test_a_link_that_stands_elsewhere_is_told_of(
    container: Container, values: dict[str, Any], fault: TrailFault
) -> None:
    record(container, ROWS)
    assert do(container, audit_chain.link) == ROWS
    with tampering(container) as connection:
        connection.execute(AUDIT.update().where(AUDIT.c.seq == 3).values(values))
    assert audit_proof.verify(container.database).fault == fault
