"""The worker and the payment providers: each request is committed, then sent once, and its outcome is stored."""

import threading
from concurrent.futures import wait
from types import SimpleNamespace

import pytest

from app.container import Container
from app.domain.payments import worklist
from app.domain.payments.payment_states import FailureReason, PaymentState
from app.domain.payments.provider_port import (
    RequestAccepted,
    RequestOutcome,
    RequestRejected,
    RequestUnknown,
)
from app.domain.payments.requests import (
    OF_AN_APPLICATION,
    PaymentRefusal,
    PaymentRefused,
    PaymentWish,
    request_payment,
)
from app.domain.payments.worklist import SEND_LEASE
from app.worker import database_retries, payment_requests
from app.worker.chores import chores
from app.worker.payment_requests import PaymentRequests
from tests.database.holder import PHONE, STRANGER
from tests.database.paying import FEE_KES
from tests.database.payment_scene import Scene

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


# Requests


def test_a_request_leaves_once_after_the_session_and_is_told_apart_from_its_answer(pesaflow: Scene) -> None:
    pesaflow.paying.ask()
    assert pesaflow.turn(seconds=3) == 0
    assert pesaflow.turn(seconds=2) == 1
    [order] = pesaflow.provider.orders
    assert (order.reference, order.amount_kes, order.phone) == (pesaflow.paying.reference, FEE_KES, PHONE)
    assert order.service_id == "svc", "the installation's, for a service that names none"
    assert pesaflow.paying.payments() == [PaymentState.PROMPTED]
    assert pesaflow.turn(seconds=10) == 0


def test_who_knows_a_reference_uses_up_nothing_that_its_applicant_may_ask_for(pesaflow: Scene) -> None:
    paying, wish = pesaflow.paying, PaymentWish(pesaflow.paying.reference, STRANGER, STRANGER, "en")
    for _ in range(OF_AN_APPLICATION):
        paying.do(request_payment, wish, paying.ways)
        paying.send(RequestRejected("1", FailureReason.NO_MONEY))
    with pytest.raises(PaymentRefused) as refused:
        paying.do(request_payment, wish, paying.ways)
    assert refused.value.why is PaymentRefusal.TOO_MANY
    assert paying.ask()


def test_it_was_committed_before_the_first_byte_left(pesaflow: Scene) -> None:
    seen: list[list[PaymentState]] = []
    pesaflow.provider.before = lambda: seen.append(pesaflow.paying.payments())
    pesaflow.paying.ask()
    pesaflow.turn(seconds=5)
    assert seen == [[PaymentState.SENDING]]


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (RequestAccepted("REQ1", FEE_KES), PaymentState.PROMPTED),
        (RequestRejected("1", FailureReason.NO_MONEY), PaymentState.REJECTED),
        (RequestUnknown("ReadTimeout"), PaymentState.UNKNOWN),
        (RuntimeError("+254711000001 is no number"), PaymentState.UNKNOWN),
        (KeyError("102030405060"), PaymentState.UNKNOWN),
    ],
)
def test_an_outcome_is_written_down_and_nothing_is_sent_again(
    pesaflow: Scene, outcome: RequestOutcome | Exception, state: PaymentState
) -> None:
    pesaflow.provider.outcome = outcome
    pesaflow.paying.ask()
    pesaflow.turn(seconds=5)
    assert pesaflow.paying.payments() == [state]
    for _ in range(4):
        pesaflow.turn(minutes=3)
    assert len(pesaflow.provider.orders) == 1


def test_a_worker_that_slept_through_its_lease_sends_nothing(pesaflow: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    slept = iter([0.0, SEND_LEASE.total_seconds() / 2 + 1])
    monkeypatch.setattr(payment_requests, "time", SimpleNamespace(monotonic=lambda: next(slept)))
    pesaflow.paying.ask()
    pesaflow.turn(seconds=5)
    assert pesaflow.provider.orders == []
    assert pesaflow.paying.payments() == [PaymentState.REJECTED]


def test_a_request_whose_worker_died_is_unknown_and_never_sent(container: Container, pesaflow: Scene) -> None:
    """It was claimed, and nobody knows whether anything was sent."""
    pesaflow.paying.ask()
    pesaflow.clock.move(seconds=5)
    pesaflow.paying.do(worklist.claim_requests, 5)
    assert pesaflow.turn(minutes=2) == 0
    for chore in chores(container):
        pesaflow.paying.do(chore)
    assert pesaflow.paying.payments() == [PaymentState.UNKNOWN]
    pesaflow.turn(minutes=2)
    assert pesaflow.provider.orders == []
    assert len(pesaflow.provider.questions) == 1


def test_what_came_of_it_is_written_down_once_the_database_is_back(
    container: Container, pesaflow: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_retries, "SHORTEST_PAUSE", 0.01)
    monkeypatch.setattr(database_retries, "LONGEST_PAUSE", 0.02)
    left = threading.Event()

    def out_of_reach() -> None:
        rename(container, "payments", "payments_away")
        left.set()

    pesaflow.provider.before = out_of_reach
    pesaflow.paying.ask()
    pesaflow.clock.move(seconds=5)
    started = pesaflow.worker.turn()
    assert left.wait(10)
    assert not wait(started, timeout=0.1).done
    rename(container, "payments_away", "payments")
    assert wait(started, timeout=10).done
    assert pesaflow.paying.payments() == [PaymentState.PROMPTED]
    assert len(pesaflow.provider.orders) == 1


def test_after_a_provider_was_taken_out_of_the_settings_nobody_waits_for_it(
    container: Container, pesaflow: Scene
) -> None:
    pesaflow.paying.ask()
    pesaflow.clock.move(seconds=5)
    without = PaymentRequests(container, {})
    wait(without.turn(), timeout=10)
    without.finish()
    assert pesaflow.paying.payments() == [PaymentState.REJECTED]


def test_an_out_of_order_database_holds_up_no_sms(container: Container, pesaflow: Scene) -> None:
    rename(container, "payments", "payments_away")
    assert pesaflow.worker.turn() == []


def rename(container: Container, table: str, name: str) -> None:
    with container.database.transaction() as session:
        session.connection().exec_driver_sql(f"ALTER TABLE {table} RENAME TO {name}")
