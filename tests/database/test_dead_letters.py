"""Messages that have failed, and sending them again: in the domain, and by the operator's commands."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from app.bootstrap.web import create_app
from app.cli import main
from app.container import Container
from app.domain.audit.audit_log import AuditEvent
from app.domain.messaging import dead_letters
from app.domain.messaging.messages import LIFETIME, MessageKind, MessageState
from app.domain.messaging.outbox import ClaimedMessage
from tests.conftest import Clock, settings
from tests.database.test_pauses import stand_still
from tests.outgoing import (
    PHONE,
    accepted,
    attempting,
    begin,
    claim,
    look,
    queue,
    refused,
    report,
    states,
    sweep,
    unknown,
)

Run = Callable[..., Result]


def program(container: Container) -> Flask:
    app = create_app(container)
    main.register(app)
    return app


@pytest.fixture
def run(container: Container) -> Run:
    """Run `flask --app wsgi` with these arguments."""
    app = program(container)
    return lambda *words: app.test_cli_runner().invoke(args=[*words])


def fail(container: Container, key: str, *, kind: MessageKind = MessageKind.ALERT) -> ClaimedMessage:
    claimed = begin(container, key, kind=kind)
    refused(container, claimed, temporary=False)
    return claimed


def test_what_failed_is_sent_again_as_if_it_were_new(container: Container, run: Run, clock: Clock) -> None:
    stale = fail(container, "a")
    clock.move(hours=100)
    assert run("outbox", "retry", "a").output == "1 in the queue again\n"
    again = look(container, "a")
    assert (again.state, again.attempt, again.unknowns, again.final_at) == (MessageState.PENDING, 0, 0, None)
    assert again.not_after == clock() + LIFETIME[MessageKind.ALERT]
    [claimed] = claim(container)
    assert attempting(container, claimed)
    assert not refused(container, stale, temporary=False), "the first attempt's worker changes nothing"
    assert accepted(container, claimed)
    assert look(container, "a").state == MessageState.ACCEPTED
    with container.database.reading() as session:
        [event] = session.scalars(select(AuditEvent).where(AuditEvent.action == "message.retry"))
    assert (event.subject, event.details) == ("a", {"reason": "405 InsufficientBalance"})


def test_one_that_was_taken_and_then_reported_as_failed_goes_under_a_new_name(container: Container, run: Run) -> None:
    accepted(container, begin(container, "a"), "X1")
    report(container, "X1", "failed")
    assert run("outbox", "retry", "a").exit_code == 0
    [claimed] = claim(container)
    attempting(container, claimed)
    assert accepted(container, claimed, "X2")
    report(container, "X1", "failed")
    assert (look(container, "a").state, look(container, "a").provider_id) == (MessageState.ACCEPTED, "X2")
    report(container, "X2")
    assert look(container, "a").state == MessageState.DELIVERED


def test_what_was_unknown_twice_may_be_unknown_again(container: Container, run: Run, clock: Clock) -> None:
    for _ in range(2):
        unknown(container, begin(container, "" if states(container) else "a"))
        clock.move(seconds=120)
        sweep(container)
    assert look(container, "a").state == MessageState.FAILED
    run("outbox", "retry", "a")
    unknown(container, begin(container))
    assert (look(container, "a").state, look(container, "a").unknowns) == (MessageState.UNKNOWN, 1)


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("waits", "Error: it has not failed: it is pending\n"),
        ("sent", "Error: it has not failed: it is accepted\n"),
        ("code", "Error: a one-time code is not sent again: the citizen asks for a new one\n"),
        ("nobody", "Error: no message has this key\n"),
    ],
)
def test_what_has_not_failed_and_a_code_are_not_sent_again_and_then_none_is(
    container: Container, run: Run, key: str, why: str
) -> None:
    fail(container, "failed")
    fail(container, "code", kind=MessageKind.OTP)
    accepted(container, begin(container, "sent"))
    queue(container, "waits")
    result = run("outbox", "retry", "failed", key)
    assert (result.exit_code, result.output) == (1, why)
    assert look(container, "failed").state == MessageState.FAILED


def test_the_list_says_what_failed_since_when_and_why_and_names_nobody(
    container: Container, run: Run, clock: Clock
) -> None:
    fail(container, "poison")
    clock.move(seconds=90)
    queue(container, *(f"w{number}" for number in range(30)))
    shown = run("outbox").output
    assert "poison  failed  90 s  attempt 1  405 InsufficientBalance\n" in shown
    assert "pending     30\n" in shown
    assert "spool: 0 wait; 0 set aside\n" in shown
    assert shown.count("  pending  ") == 19
    assert PHONE[4:] not in shown


def test_the_list_says_which_channel_stands_still(container: Container, run: Run, clock: Clock) -> None:
    stand_still(container)
    clock.move(seconds=75)
    assert "sms stands still: 405 InsufficientBalance, for 75 s\n" in run("outbox").output


def test_the_list_tells_of_the_spool_also_without_a_database(tmp_path: Path, clock: Clock) -> None:
    here = settings(database_url=f"sqlite:///{tmp_path}/none/a.db", redis_url="unix:///none", data_dir=tmp_path)
    container = Container.of(here, clock=clock)
    container.spool.put("sms", {}, clock())
    clock.move(seconds=61)
    with closing(container.database):
        result = program(container).test_cli_runner().invoke(args=["outbox"])
    assert result.exit_code == 1
    assert result.output == "spool: 1 wait, the oldest 61 s; 0 set aside\nError: the database is out of reach\n"


def test_the_spool_is_drained_by_hand_also_what_was_set_aside(container: Container, run: Run, clock: Clock) -> None:
    container.spool.put("unheard of", {}, clock())
    container.spool.put("opt-out", {"phone": PHONE}, clock())
    assert run("outbox", "drain").stdout == "1 applied\nspool: 0 wait; 1 set aside\n"
    assert run("outbox", "drain", "--aside").stdout == "0 applied\nspool: 0 wait; 1 set aside\n"


def test_the_failed_come_before_the_waiting(container: Container) -> None:
    fail(container, "failed")
    queue(container, "a", "b", "c")
    with container.database.reading() as session:
        assert [each.key for each in dead_letters.worth_a_look(session, 3)] == ["failed", "c", "b"]
