"""A hop does not wait for a silent database beyond the timeout of the network: it is answered within five seconds."""

import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from app.container import Container
from app.platform.circuit_breaker import Breaker
from app.platform.db import FAILURES, OutOfReach
from app.platform.deadline import left, within
from tests.conftest import application_of, settings
from tests.web.callbacks import hop, new_session


@contextmanager
def frozen(container: Container) -> Iterator[None]:
    """Meanwhile every server process of this database is stopped: connections stay open, and nothing answers."""
    with container.database.engine.connect() as connection:
        mine = "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
        pids = [row.pid for row in connection.execute(text(mine))]
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    yield
    for pid in pids:
        os.kill(pid, signal.SIGCONT)


@pytest.mark.skipif(os.geteuid() != 0, reason="the server is another user's only for root")
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_server_process_that_stands_still_is_given_up_and_another_asked(container: Container) -> None:
    client, session = application_of(container).test_client(), new_session()
    assert hop(client, "", session=session).startswith("CON ")
    with frozen(container):
        started = time.monotonic()
        assert hop(client, "1", session=session).startswith("CON Enter your reference")
        assert hop(client, "1*102030405061", session=session).startswith("CON That reference number has a wrong digit")
        assert time.monotonic() - started < 5


@pytest.mark.slow
def test_a_server_that_takes_the_call_and_says_nothing_is_answered_for_in_time(redis_url: str, tmp_path: Path) -> None:
    with closing(socket.socket(socket.AF_UNIX)) as silent:
        silent.bind(str(tmp_path / ".s.PGSQL.5432"))
        silent.listen()
        container = Container.of(settings(database_url=f"postgresql://x@/x?host={tmp_path}", redis_url=redis_url))
        client, session = application_of(container).test_client(), new_session()
        for typed in ("", "1", "1*102030405060", "1*102030405060*1"):
            started = time.monotonic()
            assert hop(client, typed, session=session)
            assert time.monotonic() - started < 5


def test_what_is_waited_for_ends_with_the_hop() -> None:
    assert left(3) == 3
    with within(0.5):
        assert 0.4 < left(3) <= 0.5
        assert left(0.1) == 0.1
    with within(0):
        assert left(3) == 0
    assert left(3) == 3


def test_after_failures_in_a_row_nobody_asks_and_then_one_does() -> None:
    breaker = Breaker(2, 0.1)
    for well in (False, True, False, False):
        assert breaker.may_ask()
        breaker.record(well=well)
    assert not breaker.may_ask()
    time.sleep(0.11)
    assert [breaker.may_ask(), breaker.may_ask()] == [True, False]
    breaker.record(well=True)
    assert breaker.may_ask()


def test_who_asks_nothing_of_the_database_says_nothing_of_how_it_is(container: Container, tmp_path: Path) -> None:
    """Otherwise a transaction without a statement would reset the breaker, and all would wait for a dead database."""
    away = Container.of(settings(database_url=f"sqlite:///{tmp_path}/none/a.db", redis_url="unix:///nowhere"))
    breaker = away.database._breaker = Breaker(FAILURES, 60)

    def ask() -> None:
        with away.database.reading() as session:
            session.execute(text("SELECT 1"))

    def ask_nothing() -> None:
        with pytest.raises(LookupError), away.database.transaction():
            raise LookupError
        with away.database.reading():
            pass

    breaker.record(well=False)
    for _ in range(FAILURES - 1):
        ask_nothing()
        breaker.record(well=False)
    with pytest.raises(OutOfReach):
        ask()


@pytest.mark.parametrize("asked", [True, False])
def test_one_that_answers_again_is_asked_again_by_everybody(container: Container, asked: bool) -> None:
    breaker = container.database._breaker = Breaker(1, 0.05)
    breaker.record(well=False)
    time.sleep(0.06)
    with container.database.transaction() as session:
        if asked:
            session.execute(text("SELECT 1"))
    assert [breaker.may_ask(), breaker.may_ask()] == [asked, asked]
