"""Retention: data is deleted when its period is over, and not before."""

import pytest
from pydantic import ValidationError
from sqlalchemy import func, select

from app.container import Container
from app.domain.idempotency import api_requests, hop_effects, spool_records
from app.domain.idempotency.spool_records import Arrival
from app.domain.identity import accounts, otp, sign_in
from app.domain.identity.otp import Purpose
from app.domain.messaging import delivery_reports, inbound_sms, messages
from app.domain.messaging.messages import Message, MessageKind, MessageState
from app.domain.privacy import retention
from app.domain.shared import counters, purge
from app.platform.config.settings import Settings
from app.platform.db import Base
from app.worker.main import Worker
from tests.conftest import Clock
from tests.database.holder import NUMBER, PASSWORD, PHONE, do, opened, statements
from tests.database.test_accounts import applied
from tests.outgoing import look


def rows(container: Container, *tables: str) -> list[int]:
    with container.database.reading() as session:
        return [session.scalar(select(func.count()).select_from(Base.metadata.tables[name])) or 0 for name in tables]


def sweep(container: Container) -> int:
    return do(container, retention.sweep, container.settings.kept)


def sent(container: Container, key: str, state: MessageState = MessageState.DELIVERED) -> None:
    do(container, messages.queue_sms, key=key, kind=MessageKind.ALERT, phone=PHONE, body="Your passport is ready")
    with container.database.transaction() as session:
        message = session.scalars(select(Message).where(Message.key == key)).one()
        if state == MessageState.ACCEPTED:
            message.accept("ATXid_" + key, session.info["clock"]())
        elif state != MessageState.PENDING:
            message.settle(state, None, session.info["clock"]())


def test_a_message_loses_its_words_after_a_week_and_keeps_what_became_of_it(container: Container, clock: Clock) -> None:
    for state in (
        MessageState.DELIVERED,
        MessageState.FAILED,
        MessageState.EXPIRED,
        MessageState.ACCEPTED,
        MessageState.PENDING,
    ):
        sent(container, state, state)
    do(
        container,
        messages.queue_email,
        key="mail",
        kind=MessageKind.NOTICE,
        address="wanjiku@example.com",
        subject="eCitizen 4821",
        body="Ready",
    )
    with container.database.transaction() as session:
        session.scalars(select(Message).where(Message.key == "mail")).one().accept(None, clock())
    before = look(container, "delivered")
    clock.move(days=6, hours=23)
    assert sweep(container) == 0
    clock.move(hours=2)
    assert sweep(container) == 5
    assert sweep(container) == 0
    after = look(container, "delivered")
    assert (after.body_sealed, after.erased_at) == (b"", clock())
    kept = ("id", "key", "state", "created_at", "final_at", "address_sealed", "recipient", "kind")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]
    assert (look(container, "mail").subject_sealed, look(container, "mail").body_sealed) == (None, b"")
    assert look(container, "pending").body_sealed, "what may still be sent keeps its words"
    with container.database.reading() as session:
        assert messages.to_phone(session, PHONE) == [], "what is erased is shown nowhere"


def test_what_is_known_of_a_delivery_goes_after_ninety_days(container: Container, clock: Clock) -> None:
    sent(container, "old")
    do(container, delivery_reports.receive, provider_id="ATXid_1", status="delivered", failure="", phone=PHONE)
    clock.move(days=8)
    sweep(container)
    clock.move(days=81)
    sweep(container)
    assert rows(container, "messages", "delivery_reports") == [1, 1]
    clock.move(days=2)
    assert sweep(container) == 2
    assert rows(container, "messages", "delivery_reports") == [0, 0]


def test_a_report_may_still_come_for_a_message_without_words(container: Container, clock: Clock) -> None:
    sent(container, "late", MessageState.ACCEPTED)
    clock.move(days=8)
    sweep(container)
    do(container, delivery_reports.receive, provider_id="ATXid_late", status="delivered", failure="", phone=PHONE)
    assert look(container, "late").state == MessageState.DELIVERED


def test_texts_and_effects_go(container: Container, clock: Clock) -> None:
    do(
        container,
        inbound_sms.receive,
        provider_id="in-1",
        sender=PHONE,
        text="HELP",
        sent_at=None,
        answer=lambda *_: None,
    )
    do(container, hop_effects.once, "hop", "register", lambda _: "done")
    clock.move(days=1, hours=23)
    assert sweep(container) == 0
    clock.move(hours=2)
    sweep(container)
    assert rows(container, "effects", "inbound") == [0, 1]
    clock.move(days=5)
    sweep(container)
    assert rows(container, "effects", "inbound") == [0, 0]


def test_the_workers_round_leaves_what_the_law_keeps_and_nothing_else(container: Container, clock: Clock) -> None:
    account_id = opened(container, password=PASSWORD)
    applied(container)
    do(container, otp.issue_code, Purpose.RESET, asker=PHONE, account_id=account_id, target=PHONE)
    do(container, sign_in.reserve, NUMBER, PHONE)
    do(container, counters.count, "test", PHONE, otp.LIFE[Purpose.RESET])
    do(container, api_requests.once, api_requests.Call("dis", "k", ("body",)), lambda _: {})
    do(container, hop_effects.once, "hop", "register", lambda _: "done")
    do(
        container,
        inbound_sms.receive,
        provider_id="in-1",
        sender=PHONE,
        text="HELP",
        sent_at=None,
        answer=lambda *_: "Help",
    )
    do(container, delivery_reports.receive, provider_id="ATXid_1", status="delivered", failure="", phone=PHONE)
    do(container, accounts.remember, account_id, PHONE)
    worker = Worker(container)
    clock.move(days=200)
    worker.sweep()
    worker.sweep()
    worker.finish()
    gone = (
        "remembered_phones",
        "messages",
        "delivery_reports",
        "inbound",
        "effects",
        "codes",
        "sign_in_tries",
        "api_calls",
    )
    assert rows(container, *gone) == [0] * len(gone)
    with container.database.reading() as session:
        kept = session.scalars(select(counters.Tally)).all()
    assert [each for each in kept if each.recent] == [], "only marks: when figures were counted last"
    assert rows(container, "accounts", "applications", "application_changes") == [1, 1, 1]
    assert rows(container, "audit")[0] > 0


def test_much_goes_in_batches(container: Container, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 3)
    for number in range(7):
        sent(container, str(number))
    clock.move(days=8)
    assert [sweep(container) for _ in range(4)] == [3, 3, 1, 0]


def test_a_look_with_nothing_to_do_goes_by_the_indexes(container: Container) -> None:
    if container.database.engine.dialect.name != "sqlite":
        return  # PostgreSQL scans a table that is nearly empty, as it should
    with statements(container) as sent_sql:
        sweep(container)
    plain = [each for each in sent_sql if each.startswith(("UPDATE", "DELETE"))]
    assert len(plain) == 8
    with container.database.engine.connect() as connection:
        for each in plain:
            values = ("2026-01-01",) * each.count("?")
            plan = [row[-1] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {each}", values)]
            assert not [step for step in plan if step.startswith("SCAN") and "INDEX" not in step], plan


def test_a_period_that_is_too_short_or_ends_before_the_calendar_stops_the_start() -> None:
    periods = ("keep_bodies_days", "keep_delivery_days", "keep_inbound_days", "keep_effects_days")
    for senseless in ({"keep_bodies_days": 6}, {"keep_inbound_days": 0}, {"keep_delivery_days": -1}):
        with pytest.raises(ValidationError, match="greater than or equal"):
            Settings(_env_file=None, **senseless)  # type: ignore[arg-type]
    for name in periods:
        with pytest.raises(ValidationError, match="less than or equal"):
            Settings(_env_file=None, **{name: 36501})  # type: ignore[arg-type]


def test_however_much_is_over_goes_a_little_at_a_time(container: Container, clock: Clock) -> None:
    with container.database.transaction() as session:
        session.add_all(Arrival(name=f"sms:{number}", at=clock()) for number in range(purge.AT_ONCE + 1))
    clock.move(days=31)
    do(container, spool_records.purge_records)
    assert rows(container, "arrivals") == [1]
    do(container, spool_records.purge_records)
    assert rows(container, "arrivals") == [0]
