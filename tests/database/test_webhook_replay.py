"""Webhook events in the outbox: claimed once, given up, listed, replayed, kept a while, unchanged by a new key."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from click.testing import Result
from flask.testing import FlaskClient
from pydantic import SecretStr
from sqlalchemy import select

from app.container import Container
from app.domain.audit.audit_log import AuditEvent
from app.domain.messaging import messages, outbox
from app.domain.messaging.messages import MessageState
from app.domain.privacy import data_subjects, key_rotation, retention, subject_rights
from app.domain.shared.errors import NotAllowed, NotFound
from app.domain.webhooks import webhook_breaker, webhook_delivery, webhook_endpoints, webhook_replay
from app.domain.webhooks.webhook_delivery import IN_FLIGHT, ClaimedEvent
from app.domain.webhooks.webhook_replay import ReplayScope
from tests.conftest import GATHERER, KEY, Clock, settings
from tests.database.applying import applied_for, file
from tests.database.hearing import endpoint, event_states, events
from tests.database.holder import CITIZEN, NUMBER, ON_SQLITE, PHONE, at_once, do, opened
from tests.database.test_dead_letters import fail, program
from tests.outgoing import queue as queue_sms
from tests.outgoing import states, sweep

Run = Callable[..., Result]
P, A, F = MessageState.PENDING, MessageState.ACCEPTED, MessageState.FAILED


@pytest.fixture
def run(container: Container) -> Run:
    """Run `flask --app wsgi` with these arguments."""
    app = program(container)
    return lambda *words: app.test_cli_runner().invoke(args=[*words])


def queue(container: Container, endpoint_id: str, *names: str, about: str = "") -> list[str]:
    """Queue events for an endpoint, each of another application unless `about` names one; their keys."""
    keys = [f"webhook:{endpoint_id}:{about or name}:created:{name}" for name in names]
    for key, name in zip(keys, names, strict=True):
        do(container, messages.queue_webhook, key=key, endpoint_id=endpoint_id, about=about or name, body="{}")
    return keys


def claim(container: Container, endpoint_id: str, most: int = 10) -> list[ClaimedEvent]:
    return list(do(container, webhook_delivery.claim_events, endpoint_id, most))


def given_up(container: Container, clock: Clock, endpoint_id: str, *names: str) -> list[str]:
    """Queue events, and let them fail after three days; their keys."""
    keys = queue(container, endpoint_id, *names)
    clock.move(days=3, minutes=1)
    sweep(container)
    assert event_states(container, endpoint_id)[-len(names) :] == [F] * len(names)
    return keys


# Claiming


def test_many_workers_at_once_claim_each_event_once_and_no_more_than_may_be_under_way(container: Container) -> None:
    hears = endpoint(container)
    queue(container, hears, *(f"R{number}" for number in range(9)))
    claimed = [each for found in at_once([partial(claim, container, hears)] * 8) for each in found]
    assert len(claimed) == IN_FLIGHT, "whoever comes while another looks finds nothing"
    assert max(Counter(each.message.key for each in claimed).values()) == 1
    assert claim(container, hears) == []
    do(container, webhook_delivery.begin_attempt, claimed[0])
    do(container, webhook_delivery.record_accepted, claimed[0])
    assert len(claim(container, hears)) == 1


def test_of_one_application_one_event_is_under_way_at_a_time(container: Container) -> None:
    hears = endpoint(container)
    first, second = queue(container, hears, "1", "2", about="R1")
    [claimed] = claim(container, hears)
    assert claimed.message.key == first
    assert claim(container, hears) == []
    do(container, webhook_delivery.begin_attempt, claimed)
    do(container, webhook_delivery.record_accepted, claimed)
    assert [each.message.key for each in claim(container, hears)] == [second]


@ON_SQLITE
def test_sms_workers_do_not_take_events_nor_count_them_as_late(container: Container, clock: Clock) -> None:
    queue(container, endpoint(container), "R1")
    clock.move(hours=5)
    for channel in messages.Channel:
        if channel in messages.TO_PEOPLE:
            assert do(container, outbox.claim, channel, 10, most_alerts=10) == []
    assert do(container, outbox.summary).oldest_seconds == 0


@ON_SQLITE
def test_what_a_late_answer_says_counts_unless_it_was_claimed_again(container: Container, clock: Clock) -> None:
    hears = endpoint(container)
    queue(container, hears, "R1")
    [first] = claim(container, hears)
    do(container, webhook_delivery.begin_attempt, first)
    clock.move(seconds=31)
    sweep(container)
    [second] = claim(container, hears)
    do(container, webhook_delivery.record_accepted, first)
    assert event_states(container, hears) == [MessageState.LEASED]
    do(container, webhook_delivery.begin_attempt, second)
    clock.move(seconds=31)
    sweep(container)
    do(container, webhook_delivery.record_refused, second, reason="503")
    assert event_states(container, hears) == [P]
    do(container, webhook_delivery.record_accepted, second)
    assert event_states(container, hears) == [A]


# Replaying


def test_what_was_given_up_is_replayed_in_its_order_and_as_it_was(container: Container, run: Run, clock: Clock) -> None:
    hears = endpoint(container)
    keys = given_up(container, clock, hears, *(f"R{number}" for number in range(3)))
    bodies = [(each.key, each.body_sealed) for each in events(container, hears)]
    assert run("webhooks", "replay", "--endpoint", hears).output == "3 in the queue again\n"
    assert [(each.key, each.body_sealed) for each in events(container, hears)] == bodies
    assert [each.message.key for each in claim(container, hears)] == keys
    assert run("webhooks", "replay", "--endpoint", hears).output == "0 in the queue again\n"
    with container.database.reading() as session:
        trail = session.scalars(select(AuditEvent).where(AuditEvent.action == "webhook.replayed")).all()
        assert [(each.subject, each.details["count"]) for each in trail] == [(hears, "3")]


def test_events_are_replayed_by_time_and_with_what_was_taken(container: Container, run: Run, clock: Clock) -> None:
    hears, day = endpoint(container), f"{clock():%Y-%m-%d}"
    [early] = queue(container, hears, "R1")
    clock.move(days=1)
    [late] = queue(container, hears, "R2")
    for each in claim(container, hears):
        do(container, webhook_delivery.begin_attempt, each)
        do(container, webhook_delivery.record_accepted, each)
    clock.move(minutes=1)
    tomorrow = f"{clock():%Y-%m-%d} 00:00"
    assert run("webhooks", "replay", "--endpoint", hears, "--since", day).output == "0 in the queue again\n"
    run("webhooks", "replay", "--endpoint", hears, "--since", tomorrow, "--taken")
    assert {each.key: each.state for each in events(container, hears)} == {early: A, late: P}
    run("webhooks", "replay", "--endpoint", hears, "--since", day, "--until", tomorrow, "--taken")
    assert {each.key: each.state for each in events(container, hears)} == {early: P, late: P}


@ON_SQLITE
def test_a_long_list_is_replayed_page_by_page(
    container: Container, run: Run, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook_replay, "AT_ONCE", 2)
    hears = endpoint(container)
    given_up(container, clock, hears, *(f"R{number}" for number in range(5)))
    assert run("webhooks", "replay", "--endpoint", hears).output == "5 in the queue again\n"
    assert event_states(container, hears) == [P] * 5


def test_one_event_is_replayed_by_its_key_and_all_or_none(container: Container, run: Run, clock: Clock) -> None:
    hears = endpoint(container)
    first, second = given_up(container, clock, hears, "R1", "R2")
    refused = run("webhooks", "replay", first, "webhook:nobody")
    assert (refused.exit_code, refused.output) == (1, "Error: no event has this key\n")
    assert event_states(container, hears) == [F, F]
    assert run("webhooks", "replay", second).output == "1 in the queue again\n"
    assert event_states(container, hears) == [F, P]
    assert run("outbox", "retry", first).output == "1 in the queue again\n"
    assert event_states(container, hears) == [P, P]


@ON_SQLITE
def test_what_cannot_be_replayed_is_refused(container: Container, run: Run, clock: Clock) -> None:
    hears = endpoint(container)
    [key] = given_up(container, clock, hears, "R1")
    queue_sms(container, "sms")
    for wrong, error in (("sms", NotFound), ("nothing", NotFound)):
        with pytest.raises(error):
            do(container, webhook_replay.replay_event, wrong, actor="operator:test")
    for words in ((), (key, "--endpoint", hears), ("--endpoint", hears, "--taken")):
        assert run("webhooks", "replay", *words).exit_code == 2
    assert run("webhooks", "replay", "--endpoint", "nothing").exit_code == 1
    do(container, webhook_endpoints.disable_endpoint, hears, actor="operator:test")
    wanted = ReplayScope(hears, clock() - timedelta(days=9), clock())
    for again in (
        partial(webhook_replay.replay_event, key=key, actor="operator:test"),
        partial(webhook_replay.replay_page, wanted=wanted, after=0, actor="operator:test"),
    ):
        with pytest.raises(NotAllowed, match="disabled"):
            do(container, again)
    do(container, webhook_endpoints.enable_endpoint, hears, actor="operator:test")
    do(container, webhook_replay.replay_event, key, actor="operator:test")
    with pytest.raises(NotAllowed, match="on its way"):
        do(container, webhook_replay.replay_event, key, actor="operator:test")


# Kept for a while


@ON_SQLITE
def test_what_is_erased_is_not_replayed_and_what_waits_is_not_erased(container: Container, clock: Clock) -> None:
    hears = endpoint(container)
    [key] = given_up(container, clock, hears, "R1")
    clock.move(days=8)
    queue(container, hears, "R2")
    do(container, retention.sweep, container.settings.kept)
    assert [each.body_sealed == b"" for each in events(container, hears)] == [True, False]
    wanted = ReplayScope(hears, clock() - timedelta(days=90), clock() + timedelta(days=1), taken=True)
    assert do(container, webhook_replay.replay_page, wanted, after=0, actor="operator:test") == (0, 0)
    with pytest.raises(NotAllowed, match="no longer kept"):
        do(container, webhook_replay.replay_event, key, actor="operator:test")
    clock.move(days=400)
    for _ in range(2):
        sweep(container)
        do(container, retention.sweep, container.settings.kept)
    assert events(container, hears) == []


@ON_SQLITE
def test_an_erasure_leaves_what_the_agency_is_told(container: Container) -> None:
    """It names an application, which stays with its agency, and no person."""
    applied_for(container)
    hears = endpoint(container)
    reference = file(container, opened(container)).reference
    with container.database.transaction() as session:
        subject = data_subjects.find_subject(session, CITIZEN, NUMBER, PHONE)
        assert subject is not None
        subject_rights.erase(session, subject, actor="operator:test")
    assert [key for key in states(container) if reference in key] == [f"webhook:{hears}:{reference}:created:1"]
    [claimed] = claim(container, hears)
    assert reference in claimed.message.body


def test_a_new_key_of_the_ring_changes_neither_order_nor_words(
    database_url: str, redis_url: str, container: Container, clock: Clock
) -> None:
    hears = endpoint(container)
    first, second = queue(container, hears, "1", "2", about="R1")
    before = {each.recipient for each in events(container, hears)}
    assert len(before) == 1
    ring = settings(database_url=database_url, redis_url=redis_url)
    newest = "the key that comes first from now on 0123456789"
    both = Container.of(ring.model_copy(update={"secret_keys": SecretStr(f"{newest},{KEY}")}), clock=clock)
    key_rotation.rotate(both.database, lambda *_: None)
    queue(both, hears, "3", about="R1")
    both.database.close()
    alone = Container.of(ring.model_copy(update={"secret_keys": SecretStr(newest)}), clock=clock)
    after = {each.recipient for each in events(alone, hears)}
    assert len(after) == 1
    assert after != before
    for key in (first, second):
        [claimed] = claim(alone, hears)
        assert (claimed.message.key, claimed.message.body) == (key, "{}")
        assert do(alone, webhook_delivery.begin_attempt, claimed) is not None
        do(alone, webhook_delivery.record_accepted, claimed)
    alone.database.close()


# What operators see


@ON_SQLITE
def test_an_operator_sees_what_waits_and_no_dead_webhook_hides_a_failed_sms(
    container: Container, run: Run, clock: Clock
) -> None:
    fail(container, "sms")
    hears = endpoint(container)
    keys = given_up(container, clock, hears, *(f"R{number}" for number in range(25)))
    with container.database.transaction() as session:
        webhook_breaker.record_failure(session, hears, 0, failures=5, reason="503")
    clock.move(seconds=75)
    shown = run("outbox").output
    assert "\nsms  failed" in shown
    assert "\nwebhooks: 0 wait, 25 failed, oldest due 0 s\n" in shown
    assert f"\nendpoint {hears} stands still: 503, for 75 s\n" in shown
    assert f"\n{keys[-1]}  failed" in shown
    assert shown.count("\nwebhook:") == 20


@ON_SQLITE
def test_the_counters_tell_of_them(container: Container, client: FlaskClient, clock: Clock) -> None:
    hears = endpoint(container)
    given_up(container, clock, hears, "R1")
    queue(container, hears, "R2")
    clock.move(seconds=90)
    told = client.get("/metrics", headers=GATHERER).text
    for line in (
        "lango_webhooks_waiting 1.0", "lango_webhooks_failed 1.0", "lango_webhook_endpoints_standing 0.0",
        "lango_webhooks_oldest_seconds 90.0",
    ):  # fmt: skip
        assert f"\n{line}\n" in told
    assert "lango_outbox_oldest_seconds 0.0" in told
    assert 'channel="webhook"' not in told
