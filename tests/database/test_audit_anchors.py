"""The anchors of the audit trail, on this disk, in the log and off the machine; and resuming a broken trail."""

import json
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import select

from app.container import Container
from app.domain.audit import audit_chain, audit_mark, audit_proof
from app.domain.audit.audit_links import NOTHING, TrailFault
from app.domain.audit.audit_log import AuditEvent
from app.domain.audit.audit_mark import Anchor, Broken, Mark
from app.platform.encryption import Keyring
from app.platform.observability import log
from app.worker.audit_anchors import FILE, AnchorFile, read_anchors
from app.worker.audit_linking import AuditLinking
from tests.conftest import KEY, MONDAY
from tests.database.holder import at_once, do
from tests.database.test_audit_forgeries import (
    AUDIT,
    BOTH,
    FORGERIES,
    MARKS,
    ROWS,
    alarms,
    cut,
    insert,
    linked,
    record,
    run,
    tampering,
    unlinked_edited_and_one_gone,
    worker,
)
from tests.database.test_audit_links import NEW

__all__ = ["run", "worker"]
Run = Callable[..., Result]
OURS = Keyring([KEY])
ANCHOR = Anchor.of(OURS, Mark(0, 12, bytes(32), 0, None), MONDAY)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file in which the installation keeps its anchors."""
    return tmp_path / "data" / FILE


@BOTH
def test_an_anchor_is_for_its_owner_only_and_has_no_more_than_it_needs(worker: AuditLinking, file: Path) -> None:
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    [line] = file.read_text().splitlines()
    told = json.loads(line)
    assert set(told) == {"time", "epoch", "seq", "hash", "key", "mac"}
    assert (told["epoch"], told["seq"], told["time"]) == (0, ROWS, MONDAY.isoformat())


def test_a_file_that_others_could_read_is_closed(tmp_path: Path) -> None:
    (tmp_path / FILE).touch(mode=0o644)
    AnchorFile(tmp_path, OURS).put(ANCHOR)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_lines_are_only_added_and_one_that_was_cut_off_harms_no_other(tmp_path: Path) -> None:
    ours = AnchorFile(tmp_path / "new", OURS)
    assert ours.kept().newest is None
    ours.put(ANCHOR)
    with (tmp_path / "new" / FILE).open("a") as torn:
        torn.write('{"time": "2026')
    ours.put(replace(ANCHOR, mac="00"))
    later = Anchor.of(OURS, Mark(0, 13, bytes(32), 0, None), MONDAY)
    ours.put(later)
    kept = ours.kept()
    assert (kept.anchors, kept.forged, kept.unread) == ((ANCHOR, later), 1, 1)
    assert kept.newest == later


def test_many_workers_write_one_file(container: Container, file: Path) -> None:
    def write_and_link() -> None:
        mine = AuditLinking(container)
        for _ in range(8):
            record(container, 1)
            mine.turn()
            mine.keep()

    at_once([write_and_link] * 4)
    kept = AnchorFile(file.parent, OURS).kept()
    assert (kept.forged, kept.unread) == (0, 0)
    do(container, audit_chain.link)
    found = audit_proof.verify(container.database, None, kept.anchors)
    assert (found.fault, found.head.seq) == (None, 32)


@pytest.mark.parametrize("line", ["", "{}", "[1]", "null", '{"seq": 1}', "x", '{"event": "sent"}', "[" * 9999,
                                  '{"time":"","epoch":0,"seq":1,"hash":"00","key":"","mac":""}'])  # fmt: skip
def test_what_is_no_anchor_is_passed_by(tmp_path: Path, line: str) -> None:
    file = tmp_path / "log"
    file.write_text(f"{line}\n{json.dumps(ANCHOR.shown())}\n")
    assert read_anchors(file, OURS).anchors == (ANCHOR,)


def test_an_anchor_says_who_made_it(tmp_path: Path) -> None:
    assert not ANCHOR.is_forged(OURS)
    for changed in (replace(ANCHOR, seq=11), replace(ANCHOR, epoch=1), replace(ANCHOR, hash="11" * 32)):
        assert changed.is_forged(OURS)
    assert not replace(ANCHOR, seq=11).is_forged(Keyring([NEW])), "of a key that is gone: taken at its word"


def known(container: Container, seq: int, epoch: int = 0, digest: str = "") -> Anchor:
    """An anchor of when `seq` was the newest link; `digest` replaces the hash of that link."""
    with container.database.reading() as session:
        found = session.scalar(select(AuditEvent.hash).where(AuditEvent.seq == seq)) or NOTHING
    return Anchor.of(OURS, Mark(epoch, seq, bytes.fromhex(digest) or found, 0, None), MONDAY)


@BOTH
@pytest.mark.parametrize("seq", [0, 1, 5, ROWS])
def test_a_mark_may_be_beyond_where_it_was_seen(container: Container, worker: AuditLinking, seq: int) -> None:
    record(container, 1)
    assert do(container, audit_chain.link, known(container, seq)) == 1


@BOTH
@pytest.mark.parametrize(
    ("seq", "epoch", "digest"),
    [(5, 1, ""), (ROWS, 1, ""), (ROWS + 1, 0, ""), (5, 0, "ab" * 32), (ROWS, 0, "ab" * 32), (0, 0, "ab" * 32)],
    ids=["older", "older, at the newest", "behind", "another", "another, at the newest", "another, of none"],
)
def test_nothing_is_linked_to_a_mark_that_was_elsewhere(
    container: Container, worker: AuditLinking, seq: int, epoch: int, digest: str
) -> None:
    record(container, 1)
    seen = known(container, seq, epoch, digest)
    with pytest.raises(Broken) as broken:
        do(container, audit_chain.link, seen)
    assert broken.value.fault == TrailFault(ROWS, f"is not what it was: it has been at {seen.head}", "mark")
    assert linked(container) == ROWS


@BOTH
def test_anchors_of_what_was_given_up_are_counted(
    container: Container, worker: AuditLinking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_proof, "PAGE", 2)
    gone = [known(container, seq, digest="ab" * 32) for seq in (3, ROWS, ROWS + 1)]
    anchors = [known(container, 2), *gone, known(container, ROWS)]
    found = audit_proof.verify(container.database, None, anchors)
    assert (found.fault, found.given_up) == (TrailFault(3, "is not the row whose hash was kept"), 0), (
        "none: it is a fault"
    )
    with container.database.transaction() as session:
        audit_mark.set_mark(session, replace(audit_mark.require_mark(session), epoch=1))
    found = audit_proof.verify(container.database, None, anchors)
    assert (found.fault, found.given_up) == (None, 3)


@BOTH
def test_the_printed_anchor_and_the_logged_one_prove_the_trail(
    container: Container, worker: AuditLinking, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[dict[str, object]] = []
    monkeypatch.setattr(log, "info", lambda event, **told: lines.append({"event": event, **told}))
    record(container, 2)
    worker.turn()
    worker.keep()
    printed, shipped = run("anchor"), tmp_path / "shipped"
    assert json.loads(printed.stdout)["seq"] == ROWS + 2
    shipped.write_text(printed.stdout + '{"event": "sent"}\n' + "\n".join(map(json.dumps, lines)))
    assert [each["event"] for each in lines] == ["audit anchor"]
    assert "4 anchors agree" in run("verify", "--anchors", str(shipped)).stderr
    shipped.write_text(json.dumps(replace(Anchor.read(lines[0]), seq=3).shown()))
    assert "1 anchors were not made by us" in run("verify", "--anchors", str(shipped)).stderr
    shipped.write_text("nothing\n")
    assert "no anchor is in it" in run("verify", "--anchors", str(shipped)).stderr


@BOTH
def test_an_anchor_stays_true_when_its_key_is_gone(container: Container, worker: AuditLinking, file: Path) -> None:
    [told] = AnchorFile(file.parent, OURS).kept().anchors
    later = replace(told, key=Keyring([NEW]).newest.hex())
    assert audit_proof.verify(container.database, None, [later]).fault is None
    with tampering(container) as connection:
        unlinked_edited_and_one_gone(connection)
    assert audit_proof.verify(container.database, None, [later]).fault is not None


@BOTH
def test_a_disk_that_takes_nothing_stops_no_linking(container: Container, file: Path) -> None:
    file.parent.parent.joinpath("data").write_text("not a folder")
    record(container, 2)
    assert AuditLinking(container).turn() == 2


@BOTH
def test_anchors_that_were_forged_are_told(container: Container, worker: AuditLinking, file: Path, run: Run) -> None:
    file.write_text(json.dumps(replace(ANCHOR, seq=99).shown()) + "\n")
    with alarms() as raised:
        AuditLinking(container).turn()
    assert raised == {"audit anchors forged": 1}
    assert "1 anchors were not made by us" in run("verify").stderr


@BOTH
def test_an_anchor_is_written_when_the_worker_ends(container: Container, worker: AuditLinking, file: Path) -> None:
    record(container, 1)
    worker.turn()
    assert len(file.read_text().splitlines()) == 1, "not each time, but every ten minutes"
    worker.keep()
    worker.keep()
    assert [json.loads(line)["seq"] for line in file.read_text().splitlines()] == [ROWS, ROWS + 1]


def newest(container: Container) -> str:
    """The head of the trail: the newest link and its hash."""
    with container.database.reading() as session:
        query = select(AuditEvent.seq, AuditEvent.hash).where(AuditEvent.seq.is_not(None))
        row = session.execute(query.order_by(AuditEvent.seq.desc())).first()
    return f"{row.seq}:{row.hash.hex()}" if row and row.hash else f"0:{bytes(32).hex()}"


@BOTH
@pytest.mark.parametrize(
    "forgery",
    [
        "the tail cut off",
        "no mark",
        "the table emptied, and no mark",
        "unlinked, the first row edited, one deleted",
        "a row made up, without a MAC",
        "a linked row once more",
    ],
)
def test_an_operator_lets_a_broken_trail_go_on(
    container: Container, worker: AuditLinking, run: Run, forgery: str
) -> None:
    with tampering(container) as connection:
        FORGERIES[forgery](connection)
    record(container, 2)
    assert worker.turn() == 0
    assert run("verify").exit_code == 1
    result = run("resume", "--head", newest(container), typed="y\n")
    assert result.exit_code == 0, result.output
    assert [worker.turn(), AuditLinking(container).turn()] == [1, 0], "the row of the resuming itself"
    found = run("verify")
    assert found.exit_code == 0, found.output
    assert "1 times an operator let a broken trail go on" in found.stderr
    with container.database.reading() as session:
        [event] = session.scalars(select(AuditEvent).where(AuditEvent.action == "audit.resumed"))
        assert event.actor.startswith("operator:")
        assert event.details["epoch"] == "1"
        assert event.details["fault"]
        assert event.seq is not None


@BOTH
def test_what_is_let_in_unproven_is_counted(container: Container, worker: AuditLinking, run: Run) -> None:
    with tampering(container) as connection:
        insert(connection)
    assert "1 rows are linked without proof" in run("resume", "--head", newest(container), "--yes").stderr
    assert "1 rows are linked without proof" in run("verify").stderr
    with tampering(container) as connection:
        insert(connection)
    assert worker.turn() == 0, "the next one is not let in"


@BOTH
def test_a_trail_is_not_resumed_that_stands(container: Container, worker: AuditLinking, run: Run) -> None:
    result = run("resume", "--head", newest(container), "--yes")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "nothing to resume" in result.stderr
    record(container, 1)
    run("resume", "--head", newest(container), "--yes")
    assert linked(container) == ROWS, "and it links nothing"


@BOTH
@pytest.mark.parametrize("head", ["", "7", f"6:{'ab' * 32}", f"0:{'00' * 32}"])
def test_a_trail_is_resumed_from_the_link_that_is_named_only(
    container: Container, worker: AuditLinking, run: Run, head: str
) -> None:
    with tampering(container) as connection:
        cut(connection, ROWS)
    assert run("resume", "--head", head, "--yes").exit_code == 1
    assert run("resume", "--head", newest(container), typed="n\n").exit_code == 1
    assert worker.turn() == 0


@BOTH
def test_a_trail_is_not_resumed_from_a_link_that_nobody_vouches_for(
    container: Container, worker: AuditLinking, run: Run
) -> None:
    with tampering(container) as connection:
        FORGERIES["a link made up"](connection)
    result = run("resume", "--head", newest(container), "--yes")
    assert f"nobody vouches for row {ROWS + 1}" in result.stderr


@BOTH
def test_after_a_resuming_old_anchors_prove_less_and_new_ones_as_much(
    container: Container, worker: AuditLinking, run: Run, file: Path
) -> None:
    with tampering(container) as connection:
        cut(connection, ROWS - 1)
        before = dict(connection.execute(select(MARKS)).mappings().one())
    run("resume", "--head", newest(container), "--yes")
    record(container, 4)
    worker.turn()
    assert "1 anchors tell of links that were given up then" in run("verify").stderr
    with tampering(container) as connection:
        connection.execute(MARKS.update().values(before))
    assert run("verify").exit_code == 1, "the mark from before the resuming, put back"
    assert AuditLinking(container).turn() == worker.turn() == 0


@BOTH
def test_a_row_that_was_restored_goes_on_by_itself(container: Container, worker: AuditLinking, run: Run) -> None:
    """The better way: the lost rows are restored from a backup, byte for byte, and the mark agrees again."""
    with tampering(container) as connection:
        rows = [dict(row) for row in connection.execute(select(AUDIT).where(AUDIT.c.seq > 5)).mappings()]
        cut(connection, 6)
    assert worker.turn() == 0
    with tampering(container) as connection:
        connection.execute(AUDIT.insert(), rows)
    record(container, 1)
    assert worker.turn() == 1
    assert run("verify").exit_code == 0
