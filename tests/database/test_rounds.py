"""A round of the worker's chores: one that fails does not keep the others from running."""

import threading
import time

import pytest
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.messaging.messages import MessageState
from app.worker import chores, main
from app.worker.main import Worker
from tests.conftest import Clock
from tests.outgoing import begin, locked, look, report, unknown


def test_what_is_due_is_done_though_something_before_it_fails(
    container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def broken(_: Session) -> None:
        done.append("broken")
        raise RuntimeError

    monkeypatch.setattr(
        chores, "NOW_AND_THEN", (broken, lambda _: done.append("second"), broken, lambda _: done.append("last"))
    )
    here = Worker(container)
    here.sweep()
    here.finish()
    assert done == ["broken", "second", "broken", "last"]


@pytest.mark.slow
def test_after_an_outage_the_webs_drain_their_spools_before_anything_is_sent_again(
    container: Container, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The spool of a web on another machine holds the report that makes a second sending unnecessary."""
    monkeypatch.setattr(main, "REPORTS_FIRST", 3.0)
    failures: list[str] = []
    monkeypatch.setattr(main, "failed", lambda what, _error: failures.append(what))
    unknown(container, begin(container, "a"))
    here = Worker(container)
    settling = threading.Thread(target=here._sweep_again_and_again, daemon=True)
    with locked(container):
        settling.start()
        wait_for(failures)
        clock.move(seconds=130)
    time.sleep(1.5)
    assert look(container, "a").state == MessageState.UNKNOWN
    report(container, "X1")
    time.sleep(3)
    here._over.set()
    settling.join(10)
    here.finish()
    assert look(container, "a").state == MessageState.DELIVERED


def wait_for(failures: list[str]) -> None:
    deadline = time.monotonic() + 15
    while not failures:
        assert time.monotonic() < deadline
        time.sleep(0.01)
