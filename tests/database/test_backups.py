"""The restore drill: a backup is made under traffic and restored into an empty database, and Lango runs on there.

On both databases, with their own tools: SQLite's online backup, and the pg_dump that comes with the tests' server.
"""

import json
import shutil
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from click.testing import Result
from pydantic import SecretStr
from sqlalchemy import func, select, text

from app.bootstrap.web import create_app
from app.cli import main
from app.container import Container
from app.domain.audit import audit_proof
from app.domain.audit.audit_log import AuditEvent
from app.domain.messaging import messages, outbox
from app.domain.messaging.dead_letters import HELD
from app.domain.messaging.messages import Channel, Message, MessageKind, MessageState
from app.domain.payments import worklist
from app.domain.payments.models import Payment
from app.domain.payments.payment_states import PaymentState
from app.domain.payments.refunding import refund_decisions
from app.domain.payments.refunding.refund_states import RefundState
from app.domain.shared import model_registry
from app.domain.staff.staff_sessions import StaffSession
from app.platform.database.backup_manifest import manifest_file
from app.worker.main import Worker
from tests import servers
from tests.conftest import KEY, Clock, settings
from tests.database.holder import PHONE, do, opened
from tests.database.paying import DARAJA, Paying
from tests.database.test_refunds import SENT_BACK, TWO, Refunding
from tests.database.test_rotation import Town

OTHER_KEY: Final = "another key of thirty-two letters and more"


class Drill:
    """An installation, and an empty database on a new machine, into which a backup can be restored."""

    def __init__(self, container: Container, folder: Path, empty: str) -> None:
        self.lost, self.folder, self.file = container, folder, folder / "copy.lango"
        fresh = {"database_url": empty, "data_dir": folder / "new-machine"}
        self.new = Container.of(container.settings.model_copy(update=fresh), clock=container.database.clock)
        self.made = [self.new]
        is_server = container.database.engine.dialect.name == "postgresql"
        self.programs = ("--programs", str(servers.client_programs())) if is_server else ()

    def run(self, where: Container, *words: str) -> Result:
        """Run `flask` with these arguments on an installation, as an operator does."""
        app = create_app(where)
        main.register(app)
        return app.test_cli_runner().invoke(args=words)

    def backup(self, *more: str) -> Result:
        return self.run(self.lost, "backup", str(self.file), *(more or self.programs))

    def restore(self, *more: str, into: Container | None = None) -> Result:
        return self.run(into or self.new, "restore", str(self.file), *more, *self.programs)

    def with_keys(self, *secrets: str) -> Container:
        """The new machine, with other keys."""
        here = self.new.settings
        wanted = settings(database_url=here.database_url, redis_url=here.redis_url, data_dir=here.data_dir)
        ring = {"secret_keys": SecretStr(",".join(secrets))}
        self.made.append(Container.of(wanted.model_copy(update=ring), clock=self.lost.database.clock))
        return self.made[-1]


@pytest.fixture
def empty(database_url: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if database_url.startswith("sqlite"):
        (tmp_path / "new-machine").mkdir()
        yield f"sqlite:///{tmp_path}/new-machine/lango.db"
        return
    url = servers.empty_database(database_url)
    yield url
    servers.drop_database(url)


@pytest.fixture
def drill(container: Container, tmp_path: Path, empty: str) -> Iterator[Drill]:
    made = Drill(container, tmp_path, empty)
    yield made
    for each in made.made:
        each.database.close()


def rows(container: Container) -> dict[str, set[str]]:
    """Every row of every table."""
    with container.database.reading() as session:
        return {
            table.name: {repr(tuple(row)) for row in session.execute(select(table))}
            for table in model_registry.tables()
        }


@contextmanager
def texts_coming_in(container: Container) -> Iterator[Callable[[], int]]:
    """Messages are queued within the block, each in a transaction of its own; yields a function that counts them."""
    over, written = threading.Event(), [0]

    def write() -> None:
        while not over.is_set():
            told = {"address": "a@example.com", "subject": "s", "body": "b" * 2000}
            do(container, messages.queue_email, key=f"meanwhile-{written[0]}", kind=MessageKind.NOTICE, **told)
            written[0] += 1

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield lambda: written[0]
    finally:
        over.set()
        thread.join()


def refused(result: Result) -> str:
    """The message of a command that was refused; asserts that it ended without a traceback."""
    assert result.exit_code == 1, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.stderr.removeprefix("Error: ").strip()


def test_a_copy_that_was_made_under_traffic_is_put_back_and_lango_goes_on(drill: Drill) -> None:
    town = Town.of(drill.lost)
    Worker(drill.lost).sweep()
    before = rows(drill.lost)
    with texts_coming_in(drill.lost) as written:
        while written() < 20:
            pass
        least = written()
        made = drill.backup()
        most = written()
    assert made.exit_code == 0, made.output
    assert most >= least
    assert "SECRET_KEYS are not in it" in made.stderr
    done = drill.restore("--nothing-sent-since")
    assert done.exit_code == 0, done.output
    found = rows(drill.new)
    for table in before.keys() - {"messages", "audit", "worker_counts"}:
        assert found[table] == before[table], table
    assert before["messages"] <= found["messages"] <= rows(drill.lost)["messages"]
    assert least <= len(found["messages"]) - len(before["messages"]) <= most + 1
    assert before["audit"] < found["audit"]
    town.turns = 1_000
    town.lives(drill.new, create_app(drill.new).test_client())
    Worker(drill.new).sweep()
    assert audit_proof.verify(drill.new.database).fault is None


def test_all_is_as_it_was_and_the_restore_stands_in_the_trail(drill: Drill) -> None:
    Town.of(drill.lost)
    Worker(drill.lost).sweep()
    before = rows(drill.lost)
    assert drill.backup().exit_code == 0
    assert rows(drill.lost) == before, "a copy changes nothing"
    done = drill.restore("--nothing-sent-since")
    assert "the audit trail is proved up to" in done.output
    found = rows(drill.new)
    assert {table for table in before if found[table] != before[table]} == {"audit"}
    with drill.new.database.reading() as session:
        newest = session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc()).limit(1)).one()
    assert newest.action == "database.restored"
    assert len(found["audit"]) == len(before["audit"]) + 1, "the next number of the table was free"


def test_what_may_have_been_sent_since_is_held_and_can_be_sent_by_hand(drill: Drill) -> None:
    with drill.lost.database.transaction() as session:
        for key, kind in (("old", MessageKind.ALERT), ("code", MessageKind.OTP), ("new", MessageKind.SECURITY)):
            messages.queue_sms(session, key=key, kind=kind, phone=PHONE, body=key)
        [leased] = outbox.claim(session, Channel.SMS, 1, most_alerts=0)
        messages.queue_webhook(session, key="event", endpoint_id="we_1", about="102030405060", body="{}")
    assert drill.backup().exit_code == 0
    assert "held: 3 messages" in drill.restore().output
    with drill.new.database.reading() as session:
        found = {each.key: (each.state, each.last_error) for each in session.scalars(select(Message))}
    assert found["event"] == (MessageState.PENDING, None), "who takes it knows it by its key"
    assert {found[key] for key in ("old", "code", "new")} == {(MessageState.EXPIRED, HELD)}
    assert leased.key in found
    worker = Worker(drill.new)
    worker.sweep()
    assert do(drill.new, outbox.claim, Channel.SMS, 5, most_alerts=5) == []
    assert drill.run(drill.new, "outbox", "retry", "--held").output == "2 in the queue again\n"
    assert {each.key for each in do(drill.new, outbox.claim, Channel.SMS, 5, most_alerts=5)} == {"old", "new"}
    assert "keys of messages are wanted" in drill.run(drill.new, "outbox", "retry").output


def test_a_request_for_money_is_not_sent_again_its_provider_is_asked(drill: Drill, clock: Clock) -> None:
    paying = Paying(drill.lost, clock, DARAJA)
    paying.ask()
    assert drill.backup().exit_code == 0
    assert "asked about: 1 payments" in drill.restore().output
    with drill.new.database.reading() as session:
        payment = session.scalars(select(Payment)).one()
        assert (payment.state, payment.sent_at) == (PaymentState.UNKNOWN, clock())
    clock.move(minutes=1)
    assert do(drill.new, worklist.claim_requests, 5) == []


def test_a_refund_that_was_agreed_on_waits_for_people(drill: Drill, clock: Clock) -> None:
    refunding = Refunding(drill.lost, clock)
    do(drill.lost, refund_decisions.approve_refund, refunding.refund.id, SENT_BACK, actor=TWO)
    assert drill.backup().exit_code == 0
    assert "for people: 1 refunds" in drill.restore().output
    with drill.new.database.reading() as session:
        [state] = session.scalars(text("SELECT state FROM payment_refunds"))
    assert state == RefundState.UNKNOWN


def test_nobody_of_the_staff_is_signed_in_any_more(drill: Drill) -> None:
    row = {"token_digest": b"0" * 32, "public_id": "x", "staff_id": "y", "agent": "z"}
    moment = drill.lost.database.clock()
    do(drill.lost, lambda session: session.add(StaffSession(**row, begun_at=moment, seen_at=moment)))
    assert drill.backup().exit_code == 0
    assert drill.restore().exit_code == 0
    assert do(drill.new, lambda session: session.scalar(select(func.count()).select_from(StaffSession))) == 0


def test_a_damaged_copy_is_refused_and_nothing_is_changed(drill: Drill) -> None:
    assert drill.backup().exit_code == 0
    whole = drill.file.read_bytes()
    for damaged in (whole[:-1], whole[:5000] + bytes([whole[5000] ^ 1]) + whole[5001:], b""):
        drill.file.write_bytes(damaged)
        assert "is damaged: it is not what was written" in refused(drill.restore())
    drill.file.unlink()
    assert "cannot be read: No such file or directory" in refused(drill.restore())
    drill.file.write_bytes(whole)
    assert drill.restore().exit_code == 0, "nothing was put in before"


def test_what_stands_beside_it_is_wanted_and_cannot_be_changed(drill: Drill) -> None:
    assert drill.backup().exit_code == 0
    beside = manifest_file(drill.file)
    told = json.loads(beside.read_text())
    for wrong in ("", "{}", "[]", '{"format": 1}'):
        beside.write_text(wrong)
        assert "is not what was written with a copy" in refused(drill.restore())
    beside.write_text(json.dumps(told | {"made_at": "2020-01-01T00:00:00+00:00"}))
    assert "is not what was written: take another copy" in refused(drill.restore())
    beside.write_text(json.dumps(told | {"migration": "9999"}))
    assert "of a later release (migration 9999)" in refused(drill.restore())
    beside.unlink()
    assert "is wanted, which was written with the copy" in refused(drill.restore())


def test_without_the_keys_of_that_time_it_is_refused(drill: Drill) -> None:
    assert drill.backup().exit_code == 0
    other = drill.with_keys(OTHER_KEY)
    said = refused(drill.restore(into=other))
    assert "which is not in SECRET_KEYS" in said
    assert "set the keys of that time" in said
    both = drill.with_keys(OTHER_KEY, KEY)
    assert drill.restore(into=both).exit_code == 0


def test_a_database_that_is_not_empty_is_left_alone(drill: Drill) -> None:
    assert drill.backup().exit_code == 0
    before = rows(drill.lost)
    assert "is not empty" in refused(drill.restore(into=drill.lost))
    assert rows(drill.lost) == before


def test_nothing_is_overwritten_and_nobody_else_may_read_it(drill: Drill) -> None:
    assert drill.backup().exit_code == 0
    both = (drill.file, manifest_file(drill.file))
    assert [stat.S_IMODE(each.stat().st_mode) for each in both] == [0o600, 0o600]
    before = [each.read_bytes() for each in both]
    assert "is there already: nothing is overwritten" in refused(drill.backup())
    assert [each.read_bytes() for each in both] == before
    drill.file.unlink()
    assert "is there already" in refused(drill.backup()), "nor what stands beside it"
    drill.file = drill.folder / "none" / "copy"
    assert "cannot be written: No such file or directory" in refused(drill.backup())
    assert {each.name for each in drill.folder.iterdir()} & {"copy.lango.part"} == set()


def test_the_lost_rows_of_the_trail_are_told_where_this_machine_knows_of_them(drill: Drill) -> None:
    opened(drill.lost)
    Worker(drill.lost).sweep()
    assert drill.backup().exit_code == 0
    opened(drill.lost, "29000002", phone="+254712000055")
    worker = Worker(drill.lost)
    worker.sweep()
    worker._linking.keep()
    [anchors] = [each for each in drill.lost.settings.data_dir.iterdir() if each.name.endswith(".jsonl")]
    drill.new.settings.data_dir.mkdir(exist_ok=True)
    shutil.copy(anchors, drill.new.settings.data_dir)
    done = drill.restore()
    assert done.exit_code == 0, done.output
    assert "rows more, which are lost" in done.stderr
    head = done.output.partition("the audit trail is proved up to ")[2].split()[0]
    broken = drill.run(drill.new, "audit", "verify")
    assert broken.exit_code == 1
    resumed = drill.run(drill.new, "audit", "resume", "--yes", "--head", head)
    assert resumed.exit_code == 0, resumed.output
    assert drill.run(drill.new, "audit", "verify").exit_code == 0


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_programs_that_are_older_than_the_server_or_not_there_are_refused(drill: Drill) -> None:
    older = drill.folder / "older"
    older.mkdir()
    assert "none was found" in refused(drill.backup("--programs", str(older)))
    program = older / "pg_dump"
    program.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n")
    program.chmod(0o755)
    said = refused(drill.backup("--programs", str(older)))
    assert f"{program} is of 9" in said
    assert "pg_dump of PostgreSQL 18 or later is wanted" in said
    assert not drill.file.exists()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_password_is_in_no_list_of_processes_and_no_key_of_ours_goes_along(
    drill: Drill, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = drill.folder / "seen"
    seen.mkdir()
    program = seen / "pg_dump"
    program.write_text(
        "#!/bin/sh\ncase $1 in --version) echo 'pg_dump (PostgreSQL) 99.1';; "
        f'*) echo "$@" > {seen}/words; env > {seen}/environment; echo refused >&2; exit 1;; esac\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("SECRET_KEYS", "not for others")
    url = drill.lost.settings.database.replace("postgres@", "postgres:hidden-word@")
    here = drill.lost.settings.model_copy(update={"database_url": url})
    with_password = Container.of(here, clock=drill.lost.database.clock)
    said = refused(drill.run(with_password, "backup", str(drill.file), "--programs", str(seen)))
    with_password.database.close()
    assert said == "pg_dump failed: refused"
    assert "hidden-word" not in (seen / "words").read_text()
    assert "PGPASSWORD=hidden-word" in (seen / "environment").read_text()
    assert "SECRET_KEYS" not in (seen / "environment").read_text()
    assert not drill.file.exists()
    assert not manifest_file(drill.file).exists()
