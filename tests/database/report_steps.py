"""The outcome of sending a message, and the reports about it (used by the tests of delivery reports)."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from app.container import Container
from app.domain.messaging import delivery_reports, outbox
from app.domain.messaging.outbox import ClaimedMessage
from tests.outgoing import PHONE


def receive(
    container: Container, name: str, status: str = "delivered", *, failure: str = "", to: str | None = PHONE
) -> None:
    with container.database.transaction() as session:
        delivery_reports.receive(session, provider_id=name, status=status, failure=failure, phone=to)


def step(container: Container, work: Callable[[Session], object]) -> None:
    with container.database.transaction() as session:
        work(session)


def accept(container: Container, claimed: ClaimedMessage, name: str = "X1") -> None:
    step(container, lambda session: outbox.accepted(session, claimed, provider_id=name, cost="0", parts=1))


def lose(container: Container, claimed: ClaimedMessage) -> None:
    step(container, lambda session: outbox.unknown(session, claimed, reason="ReadTimeout"))
