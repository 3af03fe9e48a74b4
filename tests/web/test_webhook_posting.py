"""Events are posted to agencies' systems over real HTTP: at least once, in order, and no endpoint delays another."""

import random
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from threading import Event, Thread
from typing import Final

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.messaging import channel_breaker, outbox_sweep
from app.domain.messaging.messages import Channel, Message, MessageState
from app.domain.webhooks import webhook_delivery, webhook_endpoints, webhook_figures
from app.domain.webhooks.webhook_breaker import FAILURES, Standstill, WebhookPause
from app.domain.webhooks.webhook_delivery import IN_FLIGHT
from app.platform.db import utc_now
from app.platform.observability import ALARMS, WEBHOOKS
from app.worker import webhook_posting
from app.worker.main import Worker
from app.worker.webhook_posting import OF_THE_SLOW
from tests.conftest import Clock
from tests.database.hearing import added, endpoint, event_states
from tests.database.holder import ON_SQLITE, do
from tests.outgoing import begin, look, queue
from tests.outgoing import refused as sms_refused
from tests.standin_receiver import DROP, Post, Receiver, verified
from tests.standin_wire import closed_port
from tests.web.posting import PostOffice, finished

P, A, F = MessageState.PENDING, MessageState.ACCEPTED, MessageState.FAILED
NOT_TAKEN: Final = [DROP, 302, 400, 404, 409, 429, 500, 503]
THREE_DAYS: Final = timedelta(days=3)


@pytest.fixture
def office(container: Container, clock: Clock) -> Iterator[PostOffice]:
    made = PostOffice(container, clock)
    made.worker()
    yield made
    made.finish()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as running:
        yield running


# Taken


def test_an_event_comes_once_signed_and_as_it_was_queued(office: PostOffice, receiver: Receiver) -> None:
    hears = endpoint(office.container, receiver.url)
    do(office.container, webhook_endpoints.rotate_secret, hears, actor="operator:test")
    [key] = office.queue(hears, "R1", "created:1")
    for _ in range(3):
        office.pass_time(minutes=1)
    [post] = receiver.posts
    assert (post.key, post.headers["content-type"]) == (key, "application/json")
    assert post.event == {"type": "application.created", "data": {"reference": "R1"}, "key": key}
    assert post.headers["webhook-signature"].count("v1,") == 2
    row = office.row(key)
    assert (row.state, row.attempt, row.next_at, row.last_error) == (A, 1, None, None)
    assert int(post.headers["webhook-timestamp"]) == int(office.clock().timestamp()) - 120


def test_both_secrets_vouch_for_it_while_one_takes_over(office: PostOffice, receiver: Receiver) -> None:
    office.clock.time = utc_now()  # a receiver looks at the time too
    hears, old = added(office.container, receiver.url)
    new = do(office.container, webhook_endpoints.rotate_secret, hears, actor="operator:test")
    office.queue(hears, "R1", "created:1")
    office.send()
    assert verified(receiver.posts[0], old)
    assert verified(receiver.posts[0], new)


@pytest.mark.parametrize("status", NOT_TAKEN)
def test_what_is_not_taken_comes_again_with_the_same_key_and_bytes(
    office: PostOffice, receiver: Receiver, status: int
) -> None:
    hears = endpoint(office.container, receiver.url)
    [key] = office.queue(hears, "R1", "created:1")
    receiver.rule = lambda _: status
    office.send()
    row = office.row(key)
    assert (row.state, row.attempt, row.unknowns) == (P, 1, int(status == DROP))
    receiver.rule = lambda _: 204
    office.send()
    assert len(receiver.posts) == 1, "not at once"
    office.pass_time(seconds=2)
    first, second = receiver.posts
    assert (first.key, first.body) == (second.key, second.body)
    assert event_states(office.container, hears) == [A]


@ON_SQLITE
def test_where_nobody_listens_it_waits(office: PostOffice) -> None:
    hears = endpoint(office.container, f"http://127.0.0.1:{closed_port()}/")
    [key] = office.queue(hears, "R1", "created:1")
    office.send()
    row = office.row(key)
    assert (row.state, row.attempt, row.unknowns) == (P, 1, 0)


@pytest.mark.slow
@ON_SQLITE
def test_tries_come_ever_later_up_to_an_hour_and_end_after_three_days(office: PostOffice, receiver: Receiver) -> None:
    container, hears = office.container, endpoint(office.container, receiver.url)
    first, second = office.queue(hears, "R1", "created:1", "withdrawn:2")
    alarms = ALARMS.labels("webhooks given up")._value
    before, began, gaps = alarms.get(), office.clock(), []
    while (row := office.row(first)).state == P:
        [claimed] = do(container, webhook_delivery.claim_events, hears, 4)
        assert do(container, webhook_delivery.begin_attempt, claimed)
        do(container, webhook_delivery.record_refused, claimed, reason="500")
        next_at = office.row(first).next_at
        assert next_at is not None
        gaps.append((next_at - office.clock()).total_seconds())
        office.clock.time = max(next_at, *(each.next_at for each in do(container, _pauses)), office.clock())
        do(container, outbox_sweep.sweep)
    assert (row.state, row.last_error) == (F, "given up after 3 days: 500")
    assert THREE_DAYS <= office.clock() - began < THREE_DAYS + timedelta(hours=1)
    assert all(gap <= min(3600, 2**number) for number, gap in enumerate(gaps, 1)), gaps
    assert min(gaps[12:]) >= 1800
    assert alarms.get() == before + 1
    office.pass_time(minutes=5)
    assert receiver.taken == [second], "what waited behind it all the time has its turn"


@ON_SQLITE
def test_what_is_queued_while_nothing_is_taken_ends_one_after_the_other(office: PostOffice) -> None:
    hears = endpoint(office.container, f"http://127.0.0.1:{closed_port()}/")
    office.queue(hears, "R1", "created:1", "replied:1", "withdrawn:2")
    office.queue(hears, "R2", "created:1")
    for days, ended in ((2.9, 0), (0.2, 2), (0.05, 3), (0.05, 4)):
        office.pass_time(days=days)
        assert event_states(office.container, hears).count(F) == ended


def _pauses(session: Session) -> list[WebhookPause]:
    return list(session.scalars(select(WebhookPause)))


# Order


def test_an_event_waits_for_the_one_before_it_of_its_application_and_for_no_other(
    office: PostOffice, receiver: Receiver
) -> None:
    hears = endpoint(office.container, receiver.url)
    first, second = office.queue(hears, "R1", "created:1", "withdrawn:2")
    [other] = office.queue(hears, "R2", "created:1")
    receiver.rule = lambda post: 500 if post.key == first else 200
    office.send()
    assert receiver.taken == [other]
    receiver.rule = lambda _: 200
    office.pass_time(seconds=2)
    assert receiver.taken == [other, first, second]


@pytest.mark.parametrize("seed", range(3))
def test_whatever_fails_each_comes_and_none_overtakes_one_of_its_application(
    office: PostOffice, receiver: Receiver, seed: int
) -> None:
    """Two workers at once, a receiver that accepts, refuses or drops the connection, and workers that die meanwhile."""
    chance = random.Random(seed)
    receiver.rule = lambda _: chance.choice([200, 200, 200, 500, DROP, 404])
    hears, another = endpoint(office.container, receiver.url), office.worker()
    queued: dict[str, list[str]] = defaultdict(list)
    for number in range(30):
        about = f"R{chance.randrange(8)}"
        queued[about] += office.queue(hears, about, f"event:{number}")
        if number % 7 == 0:
            _die_with(office.container, hears, chance)
            both = [Thread(target=office.send, args=(each,)) for each in (office.workers[0], another)]
            for each in both:
                each.start()
            for each in both:
                each.join()
            office.clock.move(seconds=chance.choice([1, 31, 200]))
    receiver.rule = lambda _: 200
    for _ in range(4):
        office.pass_time(minutes=10)
    assert set(event_states(office.container, hears)) == {A}
    came = receiver.first_times()
    assert sorted(came) == sorted(key for keys in queued.values() for key in keys)
    for about, keys in queued.items():
        assert [key for key in came if f":{about}:" in key] == keys
    assert receiver.most_at_once <= IN_FLIGHT


def _die_with(container: Container, endpoint_id: str, chance: random.Random) -> None:
    """A worker claims some events, in half of the cases records that it posts the first, and dies."""
    claimed = do(container, webhook_delivery.claim_events, endpoint_id, 2)
    if claimed and chance.random() < 0.5:
        do(container, webhook_delivery.begin_attempt, claimed[0])


# Endpoints that are out of order


def test_an_endpoint_that_takes_nothing_is_left_in_peace_and_tried_by_one(
    office: PostOffice, receiver: Receiver
) -> None:
    hears = endpoint(office.container, receiver.url)
    for number in range(40):
        office.queue(hears, f"R{number}", "created:1")
    receiver.rule = lambda _: 503
    office.send()
    assert FAILURES <= len(receiver.posts) < FAILURES + IN_FLIGHT
    assert {each.endpoint_id for each in _standing(office)} == {hears}
    so_far = len(receiver.posts)
    for minutes in range(1, 31):
        office.pass_time(seconds=60)
        assert len(receiver.posts) <= so_far + minutes
    assert so_far + 6 <= len(receiver.posts) <= so_far + 16, "at last every five minutes, and three at least"
    receiver.rule = lambda _: 200
    office.pass_time(seconds=300)
    assert set(event_states(office.container, hears)) == {A}, "all go at once, those that were tried in vain too"
    assert _standing(office) == ()


def test_one_event_that_is_never_taken_holds_up_no_other(office: PostOffice, receiver: Receiver) -> None:
    hears = endpoint(office.container, receiver.url)
    [poison] = office.queue(hears, "R0", "created:1")
    receiver.rule = lambda post: 500 if post.key == poison else 200
    for _ in range(FAILURES + 3):
        office.pass_time(minutes=10)
    assert _standing(office), "it alone was tried so often"
    keys = [office.queue(hears, f"R{number}", "created:1")[0] for number in range(1, 20)]
    for _ in range(3):
        office.pass_time(minutes=5)
    assert sorted(receiver.taken) == sorted(keys)
    assert _standing(office) == ()


def test_gone_ends_an_endpoint_and_what_waits_goes_when_it_is_enabled(office: PostOffice, receiver: Receiver) -> None:
    hears = endpoint(office.container, receiver.url)
    [first] = office.queue(hears, "R1", "created:1")
    receiver.rule = lambda _: 410
    alarms = ALARMS.labels("webhook endpoint gone")._value
    before = alarms.get()
    office.send()
    [state] = do(office.container, webhook_endpoints.endpoints_of, "dis")
    assert (state.disabled_for, office.row(first).state, alarms.get()) == ("410 Gone", F, before + 1)
    [second] = office.queue(hears, "R2", "created:1")
    receiver.rule = lambda _: 200
    office.pass_time(minutes=10)
    assert len(receiver.posts) == 1
    do(office.container, webhook_endpoints.enable_endpoint, hears, actor="operator:test")
    office.send()
    assert receiver.taken == [second]


@ON_SQLITE
def test_one_that_was_disabled_after_the_claim_is_posted_nothing(office: PostOffice, receiver: Receiver) -> None:
    hears = endpoint(office.container, receiver.url)
    office.queue(hears, "R1", "created:1")
    [claimed] = do(office.container, webhook_delivery.claim_events, hears, 5)
    do(office.container, webhook_endpoints.disable_endpoint, hears, actor="operator:test")
    office.workers[0]._post(claimed, time.monotonic())
    office.pass_time(seconds=40)
    assert (receiver.posts, event_states(office.container, hears)) == ([], [P])


@ON_SQLITE
def test_a_sender_that_slept_posts_nothing_and_the_event_goes_later(office: PostOffice, receiver: Receiver) -> None:
    """Another worker may have gone on to the next event of the application."""
    hears = endpoint(office.container, receiver.url)
    [key] = office.queue(hears, "R1", "created:1")
    [claimed] = do(office.container, webhook_delivery.claim_events, hears, 5)
    office.workers[0]._post(claimed, time.monotonic() - 20)
    assert (receiver.posts, office.row(key).state) == ([], MessageState.ATTEMPTING)
    office.pass_time(seconds=31)
    assert receiver.taken == [key]


# Endpoints do not delay each other


@ON_SQLITE
def test_a_receiver_that_hangs_has_few_senders_and_holds_up_nobody(office: PostOffice) -> None:
    over = Event()

    def hang(_: Post) -> int:
        over.wait(5)
        return 200

    with Receiver(hang) as hanging, Receiver() as well:
        slow, quick = endpoint(office.container, hanging.url), endpoint(office.container, well.url, agency="ntsa")
        for number in range(20):
            office.queue(slow, f"R{number}", "created:1")
            office.queue(quick, f"Q{number}", "created:1")
        worker = office.worker(whole=5)
        on_their_way = []
        deadline = time.monotonic() + 4
        while len(well.taken) < 20 and time.monotonic() < deadline:
            on_their_way += worker.turn()
            time.sleep(0.01)
        assert (len(well.taken), hanging.posts, hanging.most_at_once) == (20, [], IN_FLIGHT)
        over.set()
        finished(on_their_way)


@ON_SQLITE
def test_endpoints_that_were_slow_share_half_of_the_senders(
    office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook_posting, "SLOW", 0.05)
    over = Event()

    def slow(_: Post) -> int:
        over.wait(0.1)
        return 200

    def hang(_: Post) -> int:
        over.wait(5)
        return 200

    with ExitStack() as stack:
        receivers = [stack.enter_context(Receiver(slow)) for _ in range(6)]
        hearing = [endpoint(office.container, each.url) for each in receivers]
        worker = office.worker(whole=5)
        for each in hearing:
            office.queue(each, "R0", "created:1")
        office.send(worker)
        for each, receiver in zip(hearing, receivers, strict=True):
            receiver.rule = hang
            for number in range(8):
                office.queue(each, f"R{number}", "later:1")
        started = []
        for _ in range(10):
            started += worker.turn()
        assert len(started) == OF_THE_SLOW
        over.set()
        finished(started)


@ON_SQLITE
def test_a_channel_that_stands_still_stops_no_webhook_and_no_webhook_stops_a_channel(
    office: PostOffice, receiver: Receiver
) -> None:
    container = office.container
    hears = endpoint(container, receiver.url)
    [key] = office.queue(hears, "R1", "created:1")
    claimed = begin(container, "sms")
    with container.database.transaction() as session:
        message = session.scalars(select(Message).where(Message.key == claimed.key)).one()
        channel_breaker.open_breaker(session, message, "405 InsufficientBalance")
    assert sms_refused(container, claimed)
    office.send()
    assert (receiver.taken, office.row(key).state) == ([key], A)
    receiver.rule = lambda _: 503
    for number in range(10):
        office.queue(hears, f"R1{number}", "created:1")
    office.send()
    with container.database.reading() as session:
        assert list(channel_breaker.open_breakers(session)) == [Channel.SMS]


@ON_SQLITE
def test_the_worker_posts_beside_its_sms(office: PostOffice, receiver: Receiver) -> None:
    hears = endpoint(office.container, receiver.url)
    [key] = office.queue(hears, "R1", "created:1")
    queue(office.container, "a")
    worker = Worker(office.container)
    while started := worker.turn():
        finished(started)
    worker.finish()
    assert receiver.taken == [key]
    assert look(office.container, "a").state == A


@ON_SQLITE
def test_a_secret_that_no_key_opens_costs_no_other_endpoint_anything(office: PostOffice, receiver: Receiver) -> None:
    broken, well = endpoint(office.container, receiver.url + "/b"), endpoint(office.container, receiver.url)
    with office.container.database.transaction() as session:
        session.get_one(webhook_endpoints.WebhookEndpoint, broken).secrets_sealed = b"of another ring"
    office.queue(broken, "R1", "created:1")
    [key] = office.queue(well, "R1", "created:1")
    office.send()
    assert receiver.taken == [key]


# Figures


@ON_SQLITE
def test_figures_leave_out_what_goes_to_test_endpoints(office: PostOffice, receiver: Receiver) -> None:
    receiver.rule = lambda _: 503
    counted = WEBHOOKS.labels("refused")._value
    before = counted.get()
    trying = endpoint(office.container, receiver.url, is_test=True)
    for number in range(9):
        office.queue(trying, f"R{number}", "created:1")
    office.send()
    assert do(office.container, webhook_figures.summary) == webhook_figures.WebhookFigures(0, 0, 0.0, ())
    assert counted.get() == before
    real = endpoint(office.container, receiver.url)
    for number in range(9):
        office.queue(real, f"R{number}", "created:1")
    office.send()
    figures = do(office.container, webhook_figures.summary)
    assert (figures.waiting, [each.endpoint_id for each in figures.standing]) == (9, [real])
    assert counted.get() > before
    office.clock.move(minutes=30)
    assert do(office.container, webhook_figures.summary).oldest_seconds == 0, "it is the agency's that stands still"
    with office.container.database.transaction() as session:
        session.delete(session.get_one(WebhookPause, real))
    assert do(office.container, webhook_figures.summary).oldest_seconds >= 1700


def _standing(office: PostOffice) -> tuple[Standstill, ...]:
    standing: tuple[Standstill, ...] = do(office.container, webhook_figures.summary).standing
    return standing
