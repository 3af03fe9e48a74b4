"""The database killed, locked, slow, silent and cut off at COMMIT: answers in time, none untrue (faults F9 to F12)."""

import resource
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from app.bootstrap.web import create_app
from app.container import Container
from app.dev import demo_data
from app.domain.idempotency.hop_effects import Effect
from app.domain.messaging.inbound_sms import InboundMessage
from app.domain.messaging.messages import Message
from app.ussd import turn
from tests.conftest import prepare, settings
from tests.faults import results
from tests.faults.callers import Dialler
from tests.faults.launcher import Launcher
from tests.faults.proxy import Proxy
from tests.faults.scene import scene
from tests.faults.stores import OwnPostgres, own_postgres
from tests.faults.walkers import DEADLINE, HELP, HONEST, LANGUAGE, WALKS, Judge, Person, Screens, Walker, people, walk
from tests.outgoing import locked, phone
from tests.web.callbacks import SOUND, post

pytestmark = pytest.mark.slow

PART: Final = "Faults of the database"
NOTHING_CHANGED: Final = "END " + turn.SORRY
LOCKED_FOR: Final = results.many(short=3, long=30)
"""Seconds."""
AT: Final = slice(None) if results.LONG else slice(2, None, 5)


@dataclass
class Line:
    """An installation on a PostgreSQL of its own, and the wire between them."""

    server: OwnPostgres
    wire: Proxy
    container: Container
    client: FlaskClient
    screens: Screens
    people: Iterator[Person]


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnPostgres]:
    with own_postgres(tmp_path_factory.mktemp("own-postgres")) as server:
        prepare(settings(database_url=server.url, redis_url="unix:///nowhere"))
        yield server


@pytest.fixture
def line(own_server: OwnPostgres, redis_url: str, tmp_path: Path) -> Iterator[Line]:
    with Proxy(own_server.socket) as wire:
        url = urlsplit(own_server.url)._replace(netloc=f"postgres@127.0.0.1:{wire.port}", query="").geturl()
        container = Container.of(settings(database_url=url, redis_url=redis_url, data_dir=tmp_path))
        with closing(container.database):
            with container.database.transaction() as session:
                demo_data.load(session, container.contacts)
            client, citizens = create_app(container).test_client(), unregistered(container)
            yield Line(own_server, wire, container, client, Screens(client, next(citizens)), citizens)


taken: Final[set[str]] = set()


def unregistered(container: Container) -> Iterator[Person]:
    """People whom no test before has registered in this module's database."""
    for person in people():
        if person.number not in taken:
            taken.add(person.number)
            yield person


def counted(container: Container, *tables: type[Any]) -> list[int]:
    with container.database.reading() as session:
        return [session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


@contextmanager
def killed(line: Line) -> Iterator[None]:
    """SIGKILL of every process of the server; afterwards it recovers."""
    line.server.kill()
    yield
    results.tell(PART, longest_restart_s=line.server.start(), server_kills=1)


@contextmanager
def wire(line: Line, **fault: Any) -> Iterator[None]:
    vars(line.wire).update(fault)
    yield
    line.wire.heal()


@contextmanager
def cut(line: Line, *, passed: bool) -> Iterator[None]:
    """The connection breaks when a COMMIT leaves: it does, or does not, get through."""
    line.wire.cut_at(b"COMMIT\x00", passed=passed)
    yield
    line.wire.heal()


@contextmanager
def lock(line: Line) -> Iterator[None]:
    """Another transaction locks the table of effects."""
    with line.container.database.engine.connect() as connection:
        connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
        connection.exec_driver_sql("LOCK TABLE effects IN EXCLUSIVE MODE")
        yield
        connection.rollback()


FAULTS: Final[dict[str, Callable[[Line], Any]]] = {
    "killed": killed,
    "slow, 0.1 s": lambda line: wire(line, latency=0.1),
    "slow, 3 s": lambda line: wire(line, latency=3.0),
    "silent": lambda line: wire(line, silent=True),
    "locked": lock,
    "cut before COMMIT": lambda line: cut(line, passed=False),
    "cut after COMMIT": lambda line: cut(line, passed=True),
}


@pytest.mark.parametrize("fault", FAULTS if results.LONG else ("killed", "silent", "locked", "cut after COMMIT"))
def test_at_every_hop_an_answer_comes_in_time_and_none_says_untruly_that_nothing_was_changed(
    line: Line, fault: str
) -> None:
    judge = Judge()
    for at in range(len(WALKS["registering"]))[AT]:
        person = next(line.people)
        right = line.screens.of("registering", person)
        walker = Walker(line.client, walk("registering", person), judge)
        walker.dial()
        for _ in range(at):
            walker.go_on()
        before = counted(line.container, Effect, Message)
        with FAULTS[fault](line):
            shown = walker.go_on()
            judge.judge(shown, right[walker.done])
        time.sleep(1.1)  # the breaker's rest
        again = walker.repeat()
        assert again == shown or again == right[walker.done], (shown, again)
        if shown.startswith(NOTHING_CHANGED):
            assert counted(line.container, Effect, Message) == before
        if shown == right[walker.done]:
            assert list(walker.steps()) == right[at + 2 :]
    results.tell(PART, **{f"hops {what}": n for what, n in judge.seen.items()}, longest_answer_s=judge.longest)
    assert judge.wrong == []
    assert judge.longest < DEADLINE


@pytest.mark.parametrize("passed", [True, False], ids=["after", "before"])
def test_a_connection_cut_around_the_commit_leaves_one_effect_and_one_sms(line: Line, passed: bool) -> None:
    """The citizen sees the right screen, and the effect is there once (fault F11)."""
    times = results.many(short=3, long=100)
    right = line.screens.of("status", Person("-", "-", "-"))[-1]
    before = counted(line.container, Effect, Message)
    said = []
    for _ in range(times):
        walker = Walker(line.client, walk("status", Person("-", "-", "-")), Judge())
        walker.dial()
        walker.go_on()
        walker.go_on()
        with cut(line, passed=passed):
            said.append(walker.go_on())
    results.tell(PART, commits_cut=line.wire.cuts, right_all_the_same=said.count(right))
    assert line.wire.cuts == times
    assert set(said) == {right}
    assert [after - was for after, was in zip(counted(line.container, Effect, Message), before, strict=True)] == [
        times
    ] * 2


def test_a_lock_of_many_seconds_holds_up_no_answer(container: Container) -> None:
    """Dials and reading hops go on; a hop that would write gets an honest sentence, within five seconds (fault F10)."""
    with container.database.transaction() as session:
        demo_data.load(session, container.contacts)
    client, judge, asked = create_app(container).test_client(), Judge(), 0
    nobody = Person("-", "-", "-")
    right = Screens(client, next(people())).of("status", nobody)
    until = time.monotonic() + LOCKED_FOR
    with locked(container):
        while time.monotonic() < until:
            walker = Walker(client, walk("status", nobody), judge)
            for shown, wanted in zip([walker.dial(), *walker.steps()], right, strict=True):
                if not shown.startswith(HONEST):
                    assert shown == wanted
                asked += 1
    results.tell(PART, hops_during_a_lock=asked, longest_answer_s=judge.longest)
    assert judge.longest < DEADLINE
    walker = Walker(client, walk("status", nobody), judge)
    assert [walker.dial(), *walker.steps()] == right


def test_the_server_is_killed_under_load_and_what_was_answered_is_there(line: Line) -> None:
    """Whoever read that it was done finds it done (fault F9)."""
    done: list[int] = []

    def choose(_: int) -> None:
        walker = Walker(line.client.application.test_client(), walk("status", Person("-", "-", "-")), Judge())
        shown = [walker.dial(), *walker.steps()][-1]
        if shown.startswith("END You will get an SMS"):
            done.append(1)

    before = counted(line.container, Message)
    with ThreadPoolExecutor(4) as threads:
        waiting = [threads.submit(choose, number) for number in range(results.many(short=40, long=400))]
        time.sleep(0.5)
        processes = line.server.kill()
        seconds = line.server.start()
        for each in waiting:
            each.result()
    time.sleep(1.1)
    results.tell(PART, server_kills=1, processes_killed=processes, longest_restart_s=seconds, answered=len(done))
    assert counted(line.container, Message)[0] - before[0] >= len(done)
    assert done


def arrived(container: Container) -> int:
    """How many texts are stored; 0 as long as the database cannot be asked."""
    try:
        return counted(container, InboundMessage)[0]
    except SQLAlchemyError:
        return 0


def test_inbound_texts_and_reports_are_taken_while_the_database_is_down_and_are_there_afterwards(line: Line) -> None:
    """All are answered 200; when it is back each is there once (fault F9)."""
    many = results.many(short=10, long=500)
    before = counted(line.container, InboundMessage)
    line.server.kill()
    try:
        sent = [SOUND["sms"] | {"id": f"spooled-{number}", "from": phone(number)} for number in range(many)]
        answers = {post(line.client, "sms", each).status_code for each in sent for _ in range(2)}
    finally:
        line.server.start()
    assert answers == {200}
    deadline = time.monotonic() + 30
    while arrived(line.container) - before[0] < many and time.monotonic() < deadline:
        time.sleep(1)
        post(line.client, "sms", sent[0])
    assert counted(line.container, InboundMessage)[0] - before[0] == many


def test_a_full_disk_stops_writing_and_nothing_else_and_harms_no_row(
    launcher: Launcher, sqlite_file: Path, redis_url: str, tmp_path: Path
) -> None:
    """A limit on the size of the files of the web's process stands for the disk: looks go on, writing is refused,
    and with room again all is well (fault F12). A file system of its own would take the right to mount one."""
    file = tmp_path / "lango.db"
    file.write_bytes(sqlite_file.read_bytes())
    with scene(f"sqlite:///{file}", redis_url) as at:
        with at.container.database.transaction() as session:
            demo_data.load(session, at.container.contacts)
        at.container.database.close()  # the write-ahead log begins anew
        web = launcher.start("web", at.environment())
        resource.prlimit(web.pid, resource.RLIMIT_FSIZE, (65_536, resource.RLIM_INFINITY))
        said = []
        for number in range(60):
            citizen = Dialler(phone(number))
            assert str(citizen.walk(web.url, (HELP, "1"))).startswith("CON "), "a look needs no room"
            said.append(str(Dialler(phone(number)).walk(web.url, (LANGUAGE,))))
        results.tell(PART, hops_on_a_full_disk=60 * 5, writes_refused=sum(each.startswith("END") for each in said))
        assert all(each.startswith(("CON Karibu", *HONEST)) for each in said), said
        assert said[-1].startswith(HONEST)
        resource.prlimit(web.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        done = Dialler(phone(99)).walk(web.url, ("1", "102030405060", "1"))
        assert str(done).startswith("END You will get an SMS")
        web.kill()
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
