"""What workers count is exposed by every web, through the database; and for how long no worker has reported."""

from contextlib import closing

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.bootstrap.web import create_app
from app.container import Container
from app.domain.reporting import worker_counts
from app.platform.observability import PAYMENTS, alarm
from app.worker.main import Worker
from app.worker.worker_counting import WorkerCounting
from tests.conftest import GATHERER, Clock
from tests.database.holder import do

GIVEN_UP = 'lango_worker_alarms_total{what="webhooks given up"}'
SILENT = "lango_worker_silent_seconds"


def told(client: FlaskClient, name: str) -> float | None:
    """The value of a metric, as a collector reads it; None where it is missing."""
    lines = client.get("/metrics", headers=GATHERER).text.splitlines()
    found = [line.rpartition(" ")[2] for line in lines if line.rpartition(" ")[0] == name]
    return float(found[0]) if found else None


def test_each_alarm_is_told_from_zero_so_that_the_first_is_an_increase(client: FlaskClient) -> None:
    assert told(client, GIVEN_UP) == 0
    assert told(client, 'lango_alarms_total{what="spraying"}') is not None


def test_what_workers_count_is_added_up_and_outlives_them(container: Container, client: FlaskClient) -> None:
    first, second = WorkerCounting(container), WorkerCounting(container)
    alarm("webhooks given up")
    first.keep()
    assert told(client, GIVEN_UP) == 1
    first.keep()
    assert told(client, GIVEN_UP) == 1, "nothing is new"
    second.keep()  # both count the same, as they are in one process
    assert told(client, GIVEN_UP) == 2
    PAYMENTS.labels("daraja", "accepted").inc()
    WorkerCounting(container).keep()
    assert told(client, GIVEN_UP) == 2, "one that begins has counted nothing yet"
    first.keep()
    assert told(client, 'lango_worker_payments_total{outcome="accepted",provider="daraja"}') == 1


def test_what_could_not_be_written_down_is_added_the_next_time(container: Container, client: FlaskClient) -> None:
    counting = WorkerCounting(container)
    alarm("webhooks given up")
    do(container, lambda session: session.execute(text("ALTER TABLE worker_counts RENAME TO elsewhere")))
    with pytest.raises(SQLAlchemyError):
        counting.keep()
    do(container, lambda session: session.execute(text("ALTER TABLE elsewhere RENAME TO worker_counts")))
    counting.keep()
    assert told(client, GIVEN_UP) == 1


def test_for_how_long_no_worker_was_heard_of(container: Container, client: FlaskClient, clock: Clock) -> None:
    assert told(client, SILENT) == -1, "none ever was"
    worker = Worker(container)
    worker.sweep()
    assert told(client, SILENT) == 0
    clock.move(minutes=7)
    assert told(client, SILENT) == 420
    worker.sweep()
    assert told(client, SILENT) == 420, "not written at each sweep"
    Worker(container).sweep()
    assert told(client, SILENT) == 0


def test_a_count_of_a_later_release_is_kept_and_told_by_nobody(container: Container, client: FlaskClient) -> None:
    do(container, worker_counts.add_worker_counts, {("lango_later", ("a", "b")): 3, ("lango_alarms", ("a", "b")): 1})
    assert "lango_later" not in client.get("/metrics", headers=GATHERER).text
    assert told(client, GIVEN_UP) == 0
    assert do(container, worker_counts.worker_counts)["lango_later", ("a", "b")] == 3


def test_without_redis_that_is_said_and_not_how_much_waits_there(container: Container, client: FlaskClient) -> None:
    assert (told(client, "lango_redis_up"), told(client, "lango_counts_waiting")) == (1, 0)
    without = container.settings.model_copy(update={"redis_url": "unix:///nowhere/at/all.sock"})
    other = Container.of(without, clock=container.database.clock)
    with closing(other.database):
        away = create_app(other).test_client()
        assert (told(away, "lango_redis_up"), told(away, "lango_counts_waiting")) == (0, None)
