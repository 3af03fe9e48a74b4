"""Functions for the tests of sending: they queue messages, take them through the outbox, and read them."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from threading import Thread

from sqlalchemy import Connection, select, text
from werkzeug.serving import make_server

from app.bootstrap.web import create_app
from app.container import Container
from app.domain.messaging import delivery_reports, messages, outbox, outbox_sweep
from app.domain.messaging.messages import Channel, Message, MessageKind, MessageState
from app.domain.messaging.outbox import ClaimedMessage
from app.providers.africastalking.sms import idempotency_key
from tests.standin import Standin

PHONE = "+254711000001"
OTHER = "+254711000002"
BY_SMS = [kind for kind in MessageKind if kind is not MessageKind.WEBHOOK]
"""The kinds that an SMS may have."""
BLOCKS, OF_A_BLOCK = 200, 100_000
"""Blocks of Safaricom numbers, and how many numbers one has (app/domain/messaging/sms_budget.py)."""
TEXT = "eCitizen 4821 0067 3319: Ready. Collect at Nyayo House."


def phone(number: int) -> str:
    """One phone of many."""
    return f"+2547{number:08d}"


def phones_of_many_blocks() -> Iterator[str]:
    """Phones without end that nobody else has, each of another block than the one before: no SMS budget is used up.

    Threads may share them, which they could not a generator.
    """
    return map(_in_turn_of_blocks, count(BLOCKS * 10_000))


def _in_turn_of_blocks(number: int) -> str:
    return phone(number % BLOCKS * OF_A_BLOCK + number // BLOCKS)


def queue(
    container: Container, *names: str, kind: MessageKind = MessageKind.ALERT, to: str = PHONE, body: str = TEXT
) -> None:
    """Put SMS of these keys into the outbox, one commit each."""
    for key in names:
        with container.database.transaction() as session:
            assert messages.queue_sms(session, key=key, kind=kind, phone=to, body=body)


def look(container: Container, key: str) -> Message:
    """A message as it is stored now."""
    with container.database.reading() as session:
        return session.scalars(select(Message).where(Message.key == key)).one()


def sent(container: Container, provider: Standin) -> list[str]:
    """The keys of the messages that the provider accepted, in its order: it knows each by a digest only."""
    names = {idempotency_key(key): key for key in states(container)}
    return [names[message.key] for message in provider.accepted]


def states(container: Container) -> dict[str, MessageState]:
    """The states of all messages, by their keys."""
    with container.database.reading() as session:
        return {message.key: message.state for message in session.scalars(select(Message).order_by(Message.id))}


def claim(
    container: Container, most: int = 10, *, alerts: int | None = None, channel: Channel = Channel.SMS
) -> list[ClaimedMessage]:
    """Claim messages that are due."""
    with container.database.transaction() as session:
        return outbox.claim(session, channel, most, most_alerts=most if alerts is None else alerts)


def begin(container: Container, key: str = "", **what: MessageKind) -> ClaimedMessage:
    """Claim a message and mark it as attempting; with a `key`, queue it first."""
    if key:
        queue(container, key, **what)
    [claimed] = claim(container, 1)
    with container.database.transaction() as session:
        assert outbox.attempting(session, claimed)
    return claimed


@contextmanager
def listening(container: Container) -> Iterator[str]:
    """Serve the web application over real HTTP; yields its base URL."""
    server = make_server("127.0.0.1", 0, create_app(container), threaded=True)
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def locked(container: Container) -> Iterator[Connection]:
    """Lock the database against other writers; yields the connection that holds the lock."""
    with container.database.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL lock_timeout = 0"))
            connection.execute(text("LOCK TABLE messages IN EXCLUSIVE MODE"))
        else:
            connection.connection.cursor().execute("PRAGMA busy_timeout = 20000")
            connection.execute(text("SELECT 1"))  # BEGIN IMMEDIATE
        yield connection
        connection.rollback()


def accepted(container: Container, claimed: ClaimedMessage, provider_id: str | None = "X1") -> bool:
    with container.database.transaction() as session:
        return outbox.accepted(session, claimed, provider_id=provider_id, cost="KES 0.8000", parts=1)


def refused(container: Container, claimed: ClaimedMessage, *, temporary: bool = True) -> bool:
    with container.database.transaction() as session:
        return outbox.refused(session, claimed, reason="405 InsufficientBalance", temporary=temporary)


def unknown(container: Container, claimed: ClaimedMessage) -> bool:
    with container.database.transaction() as session:
        return outbox.unknown(session, claimed, reason="ReadTimeout")


def attempting(container: Container, claimed: ClaimedMessage) -> bool:
    with container.database.transaction() as session:
        return outbox.attempting(session, claimed)


def report(container: Container, provider_id: str, status: str = "delivered", *, to: str = PHONE) -> None:
    with container.database.transaction() as session:
        delivery_reports.receive(session, provider_id=provider_id, status=status, failure="", phone=to)


def sweep(container: Container) -> int:
    with container.database.transaction() as session:
        return outbox_sweep.sweep(session)


def keys(claimed: list[ClaimedMessage]) -> list[str]:
    return [each.key for each in claimed]
