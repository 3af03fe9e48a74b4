"""Requests for a call: stored once, limited per day, shown to staff with an audit event, deleted after 90 days."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from click.testing import Result
from sqlalchemy import select

from app.bootstrap.web import create_app
from app.cli.calls import calls
from app.container import Container
from app.domain.audit.audit_log import AuditEvent
from app.domain.idempotency import hop_effects
from app.domain.privacy import data_subjects, retention, subject_rights
from app.domain.shared.persons import AccountType
from app.domain.subscribers import call_requests
from app.domain.subscribers.call_requests import CallRequest, CallRequestOutcome, Topic
from tests.conftest import Clock
from tests.database.holder import NUMBER, PHONE, STRANGER, do, opened

Run = Callable[..., Result]


@pytest.fixture
def run(container: Container) -> Run:
    """Run `flask calls` with these arguments."""
    app = create_app(container)
    app.cli.add_command(calls)
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(args=["calls", *words])


def ask(container: Container, phone: str = PHONE, topic: Topic = Topic.PAYMENT, language: str = "en") -> str:
    return str(do(container, call_requests.request_call, phone, topic, language))


def kept(container: Container) -> list[CallRequest]:
    with container.database.reading() as session:
        return [*session.scalars(select(CallRequest).order_by(CallRequest.asked_at))]


def end_all(container: Container) -> None:
    for each in kept(container):
        if each.done_at is None:
            do(container, call_requests.finish, each.id, actor="test")


def trail(container: Container) -> list[tuple[str, str]]:
    with container.database.reading() as session:
        rows = session.scalars(select(AuditEvent).where(AuditEvent.action.like("call.%")).order_by(AuditEvent.id))
        return [(row.action, row.subject) for row in rows]


def test_a_phone_has_one_open_request(container: Container) -> None:
    assert [ask(container), ask(container, topic=Topic.OTHER), ask(container, STRANGER)] == [
        CallRequestOutcome.KEPT,
        CallRequestOutcome.OPEN,
        CallRequestOutcome.KEPT,
    ]
    assert sorted(each.topic for each in kept(container)) == [Topic.PAYMENT, Topic.PAYMENT]


def test_a_phone_asks_three_times_a_day_at_most(container: Container, clock: Clock) -> None:
    said = []
    for _ in range(4):
        said.append(ask(container))
        end_all(container)
    assert said == [CallRequestOutcome.KEPT] * 3 + [CallRequestOutcome.TOO_OFTEN]
    clock.move(days=1, seconds=1)
    assert ask(container) == CallRequestOutcome.KEPT


def test_two_sessions_at_once_make_one_request(container: Container) -> None:
    start, said = Barrier(2), list[str]()

    def session(hop: str) -> None:
        start.wait()
        work = lambda session: str(call_requests.request_call(session, PHONE, Topic.OTHER, "en"))  # noqa: E731
        said.append(hop_effects.once_for_certain(container.database, hop, "call me", work))

    both = [Thread(target=session, args=(hop,)) for hop in ("first", "second")]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(said) == sorted([CallRequestOutcome.KEPT, CallRequestOutcome.OPEN])
    assert len(kept(container)) == 1


def test_a_hop_sent_again_asks_once(container: Container) -> None:
    work = lambda session: str(call_requests.request_call(session, PHONE, Topic.OTHER, "en"))  # noqa: E731
    assert [hop_effects.once_of(container.database, "hop", "call me", work) for _ in range(2)] == [
        CallRequestOutcome.KEPT
    ] * 2


def test_staff_see_the_oldest_first_and_are_written_down(container: Container, clock: Clock, run: Run) -> None:
    ask(container)
    clock.move(minutes=1)
    ask(container, STRANGER, Topic.ACCOUNT, "sw")
    first, second = kept(container)
    lines = run("list").output.splitlines()
    assert [line.split("  ")[:4] for line in lines] == [
        [first.id, PHONE, "en", "payment"],
        [second.id, STRANGER, "sw", "account"],
    ]
    assert run("done", first.id).exit_code == 0
    assert trail(container) == [
        ("call.shown", f"call:{first.id}"),
        ("call.shown", f"call:{second.id}"),
        ("call.done", f"call:{first.id}"),
    ]
    assert PHONE not in run("list").output
    assert run("done", first.id).exit_code == 1
    assert run("done", "nobody").exit_code == 1


def test_a_damaged_row_hides_no_other(container: Container, clock: Clock, run: Run) -> None:
    ask(container)
    clock.move(minutes=1)
    ask(container, STRANGER)
    with container.database.transaction() as session:
        session.get_one(CallRequest, kept(container)[0].id).phone_sealed = b"damaged"
    shown = run("list").output
    assert "cannot be read" in shown
    assert STRANGER in shown


def test_a_request_goes_after_ninety_days(container: Container, clock: Clock) -> None:
    ask(container)
    clock.move(days=89)
    do(container, retention.sweep, container.settings.kept)
    assert len(kept(container)) == 1
    clock.move(days=1)
    do(container, retention.sweep, container.settings.kept)
    assert kept(container) == []


def test_it_is_shown_to_its_person_and_erased(container: Container) -> None:
    opened(container)
    ask(container)
    ask(container, STRANGER)
    with container.database.transaction() as session:
        subject = data_subjects.find_subject(session, AccountType.CITIZEN, NUMBER, PHONE)
        assert subject is not None
        told = subject_rights.export(session, subject, actor="test")
        rows = told["call_requests"]
        assert isinstance(rows, list)
        assert [(row["phone"], row["topic"]) for row in rows] == [(PHONE, "payment")]
        assert subject_rights.erase(session, subject, actor="test").gone["call_requests"] == 1
    assert len(kept(container)) == 1
