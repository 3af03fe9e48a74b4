"""Figures that the worker counts: never twice, recounted where they may change, deleted when they are old."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.messaging import messages
from app.domain.messaging.messages import MessageKind
from app.domain.reporting import empty_searches, message_counts, periods, standing_counts
from app.domain.reporting.empty_searches import EmptySearch
from app.domain.reporting.message_counts import DailyMessages, DeliveryTime
from app.domain.reporting.periods import Period
from app.domain.reporting.standing_counts import Standing, StandingCount
from tests.conftest import Clock
from tests.console.moving import record
from tests.outgoing import PHONE, accepted, begin, look, queue, report


def do(container: Container, work: Callable[[Session], object]) -> None:
    with container.database.transaction() as session:
        work(session)


def week(container: Container) -> Period:
    with container.database.reading() as session:
        return periods.last_days(session, 7)


def alerts(container: Container) -> dict[str, tuple[int, int]]:
    """The numbers of alerts that are sent and that are delivered, by network."""
    with container.database.reading() as session:
        rows = message_counts.find_alerts(session, week(container), None)
    return {each.network: (each.sent, each.delivered) for each in rows}


def standing(container: Container) -> int:
    with container.database.reading() as session:
        return sum(each.number for each in standing_counts.find_standing(session, Standing.APPLICATIONS, None).rows)


def test_what_stands_is_counted_once_however_often_and_anew_after_five_minutes(
    container: Container, clock: Clock
) -> None:
    record(container, number=1)
    for _ in range(2):
        do(container, standing_counts.count_standing)
    record(container, number=2)
    do(container, standing_counts.count_standing)
    assert standing(container) == 1
    clock.move(minutes=5)
    do(container, standing_counts.count_standing)
    assert standing(container) == 2
    with container.database.reading() as session:
        assert set(session.scalars(select(StandingCount.counted_at))) == {clock()}


def test_a_test_application_is_in_no_figure(container: Container) -> None:
    record(container)
    with container.database.transaction() as session:
        session.execute(text("UPDATE applications SET is_test = true"))
    do(container, standing_counts.count_standing)
    assert standing(container) == 0


def test_a_message_is_counted_once_and_where_it_stands_now(container: Container, clock: Clock) -> None:
    record(container)
    claimed = begin(container)
    accepted(container, claimed, "X1")
    for _ in range(2):
        do(container, message_counts.count_messages)
    assert alerts(container) == {"Safaricom": (1, 0)}
    clock.move(days=3)
    report(container, "X1", to=claimed.address)
    do(container, message_counts.count_messages)
    assert alerts(container) == {"Safaricom": (0, 1)}
    with container.database.reading() as session:
        rows = session.scalars(select(DeliveryTime)).all()
        assert [(each.up_to_seconds, each.messages) for each in rows] == [(message_counts.LONGER, 1)]


def test_days_that_no_worker_counted_are_counted_later(container: Container, clock: Clock) -> None:
    record(container)
    accepted(container, begin(container), "X1")
    clock.move(days=20)
    do(container, message_counts.count_messages)
    with container.database.reading() as session:
        assert session.scalars(select(DailyMessages.day)).all() == [date(2026, 11, 23)]


def test_words_that_were_erased_are_counted_all_the_same(container: Container, clock: Clock) -> None:
    record(container)
    accepted(container, begin(container), "X1")
    with container.database.transaction() as session:
        session.execute(text("UPDATE messages SET erased_at = created_at"))
    do(container, message_counts.count_messages)
    assert alerts(container) == {"Safaricom": (1, 0)}


def test_what_only_looks_like_an_sms_is_in_no_figure(container: Container) -> None:
    with container.database.transaction() as session:
        messages.queue_sms(session, key="none", kind=MessageKind.OTP, phone=PHONE, body="no", nowhere=True)
    queue(container, "test:20261123:alert:1")
    do(container, message_counts.count_messages)
    with container.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(DailyMessages)) == 0


def test_the_network_is_noted_when_it_is_sent_and_the_service_when_it_is_queued(container: Container) -> None:
    record(container)
    claimed = begin(container)
    row = look(container, claimed.key)
    assert (row.network, row.service_code) == ("Safaricom", "passport-renew-34")


@pytest.mark.parametrize(
    ("told", "cost"),
    [("KES 0.8000", "0.8000"), ("KES 12", "12"), (None, "0"), ("0", "0"), ("USD 1.00", "0"), ("KES 1e9", "0")],
)
def test_a_cost_is_read_as_the_provider_writes_it(told: str | None, cost: str) -> None:
    assert message_counts.read_cost(told) == Decimal(cost)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Pasport  FORM!", "pasport form"),
        ("driver's licence", "drivers licence"),
        ("29000138", None),
        ("id 29000138", None),
        ("x", None),
        ("", None),
        ("a" * 25, None),
        ("лицо", None),
        ("a|b|c", "a b c"),
    ],
)
def test_only_short_words_without_digits_are_counted(typed: str, words: str | None) -> None:
    assert empty_searches.countable_words(typed) == words


def test_words_that_few_have_typed_go_after_a_week(container: Container, clock: Clock) -> None:
    for words, times in (("wanjiru", 4), ("visa", 5)):
        for _ in range(times):
            do(container, lambda session, words=words: empty_searches.count_search(session, words))  # type: ignore[misc]
    do(container, empty_searches.purge_searches)
    clock.move(days=8)
    do(container, empty_searches.purge_searches)
    with container.database.reading() as session:
        assert session.scalars(select(EmptySearch.words)).all() == ["visa"]
    clock.move(days=400)
    do(container, empty_searches.purge_searches)
    with container.database.reading() as session:
        assert session.scalars(select(EmptySearch.words)).all() == []


def test_counts_of_messages_that_are_old_go(container: Container, clock: Clock) -> None:
    record(container)
    do(container, message_counts.count_messages)
    clock.move(days=401)
    with container.database.transaction() as session:
        assert message_counts.purge_message_counts(session) == 1
