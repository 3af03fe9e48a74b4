"""Delivery reports that come at the same moment as something else, and a phone that has opted out at its network."""

from collections.abc import Callable
from threading import Event, Thread

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.messaging import delivery_reports, outbox, outbox_sweep
from app.domain.messaging.delivery_reports import DeliveryReport
from app.domain.messaging.messages import MessageState
from app.domain.subscribers import phones
from tests.conftest import Clock
from tests.database.report_steps import accept, lose, receive, step
from tests.outgoing import OTHER, PHONE, begin, claim, look, queue, states

# A phone that has opted out at its network


def test_a_phone_in_the_blacklist_gets_no_more_alerts(container: Container) -> None:
    accept(container, begin(container, "a"))
    queue(container, "waits")
    receive(container, "X1", "failed", failure="UserInBlacklist")
    with container.database.reading() as session:
        assert not phones.wants_alerts(session, PHONE)
        assert phones.wants_alerts(session, OTHER)
    [claimed] = claim(container)
    step(container, lambda session: outbox.attempting(session, claimed))
    assert states(container) == {"a": MessageState.FAILED, "waits": MessageState.EXPIRED}


# At the same moment


def meet(container: Container, first: Callable[[Session], object], second: Callable[[Session], object]) -> None:
    """Run two transactions at once: the first has flushed its writes, and commits when the second has begun."""
    began, done = Event(), Event()

    def other() -> None:
        began.wait(5)
        step(container, second)
        done.set()

    thread = Thread(target=other)
    thread.start()
    with container.database.transaction() as session:
        first(session)
        session.flush()
        began.set()
        done.wait(0.3)
    thread.join()
    assert done.is_set(), "the second failed"


@pytest.mark.parametrize("answer_first", [True, False])
@pytest.mark.parametrize("to", [PHONE, None], ids=["with its phone", "without"])
def test_an_answer_and_its_report_at_the_same_moment_do_not_miss_each_other(
    container: Container, answer_first: bool, to: str | None
) -> None:
    claimed = begin(container, "a")

    def answer(session: Session) -> None:
        assert outbox.accepted(session, claimed, provider_id="X1", cost="0", parts=1)

    def report(session: Session) -> None:
        delivery_reports.receive(session, provider_id="X1", status="delivered", failure="", phone=to)

    meet(container, *((answer, report) if answer_first else (report, answer)))
    assert look(container, "a").state == MessageState.DELIVERED


@pytest.mark.parametrize("loss_first", [True, False])
def test_a_lost_answer_and_its_report_at_the_same_moment_do_not_miss_each_other(
    container: Container, loss_first: bool
) -> None:
    claimed = begin(container, "a")

    def loss(session: Session) -> None:
        assert outbox.unknown(session, claimed, reason="ReadTimeout")

    def report(session: Session) -> None:
        delivery_reports.receive(session, provider_id="X1", status="delivered", failure="", phone=PHONE)

    meet(container, *((loss, report) if loss_first else (report, loss)))
    assert look(container, "a").state == MessageState.DELIVERED


def test_two_reports_at_the_same_moment_are_both_heard(container: Container) -> None:
    lose(container, begin(container, "a"))

    def report(status: str) -> Callable[[Session], None]:
        return lambda session: delivery_reports.receive(
            session, provider_id="X1", status=status, failure="", phone=PHONE
        )

    meet(container, report("delivered"), report("failed"))
    assert look(container, "a").state == MessageState.DELIVERED
    with container.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(DeliveryReport)) == 2


def test_a_report_at_the_moment_of_the_second_sending_stops_it(container: Container, clock: Clock) -> None:
    lose(container, begin(container, "a"))
    clock.move(seconds=120)
    step(container, outbox_sweep.sweep)
    [again] = claim(container)

    def report(session: Session) -> None:
        delivery_reports.receive(session, provider_id="X1", status="delivered", failure="", phone=PHONE)

    def send(session: Session) -> None:
        assert not outbox.attempting(session, again)

    meet(container, report, send)
    assert look(container, "a").state == MessageState.DELIVERED


def test_the_answer_names_the_message_though_another_report_on_the_phone_comes_at_the_same_moment(
    container: Container, clock: Clock
) -> None:
    claimed = begin(container, "a")
    clock.move(seconds=30)
    step(container, outbox_sweep.sweep)

    def answer(session: Session) -> None:
        assert outbox.accepted(session, claimed, provider_id="X1", cost="0", parts=1)

    def report(session: Session) -> None:
        delivery_reports.receive(session, provider_id="X9", status="failed", failure="", phone=PHONE)

    meet(container, answer, report)
    assert (look(container, "a").state, look(container, "a").provider_id) == (MessageState.ACCEPTED, "X1")


def test_a_sweep_and_a_report_at_the_same_moment_settle_a_lost_answer_once(container: Container, clock: Clock) -> None:
    lose(container, begin(container, "a"))
    receive(container, "X1", "sent", to=None)
    clock.move(seconds=119)

    def late(session: Session) -> None:
        clock.move(seconds=1)
        assert outbox_sweep.sweep(session) == 1

    def report(session: Session) -> None:
        delivery_reports.receive(session, provider_id="X1", status="delivered", failure="", phone=PHONE)

    meet(container, late, report)
    assert look(container, "a").state == MessageState.DELIVERED
    assert claim(container) == []


def test_the_time_of_a_report_on_a_machine_whose_clock_is_behind_does_not_matter(
    container: Container, clock: Clock
) -> None:
    begin(container, "a")
    clock.move(seconds=-30)
    receive(container, "X1")
    clock.move(seconds=61)
    step(container, outbox_sweep.sweep)
    assert look(container, "a").state == MessageState.DELIVERED
