"""The worker and the payment providers: each request leaves once, after it was written down, and what came is kept."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import wait
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Final

import pytest
import structlog
import structlog.testing
from sqlalchemy import select

from app.container import Container
from app.domain.payments import claims, sweeps, worklist
from app.domain.payments.callback_tokens import TokenPurpose, read_token
from app.domain.payments.claims import ClaimWish
from app.domain.payments.models import PaymentClaim
from app.domain.payments.payment_states import FailureReason, PaymentState, ReceiptState
from app.domain.payments.provider_port import (
    PaymentOrder,
    PaymentProvider,
    PaymentQuestion,
    PaymentStatus,
    RefundOutcome,
    RequestAccepted,
    RequestOutcome,
    RequestRejected,
    RequestUnknown,
    Transaction,
    TransactionPage,
    Verdict,
)
from app.domain.payments.receipts import reconciliation, settlement
from app.domain.payments.worklist import SEND_LEASE
from app.domain.shared.payment_ways import PaymentWays, Provider
from app.platform import observability
from app.worker import database_retries, payment_requests
from app.worker.chores import chores
from app.worker.main import Worker
from app.worker.payment_requests import PaymentRequests, plain
from tests.conftest import Clock
from tests.database.holder import PHONE
from tests.database.paying import DARAJA, FEE_KES, PESAFLOW, Paying
from tests.standin_wire import closed_port

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
TAKEN: Final = RequestAccepted("REQ1")
PENDING: Final = PaymentStatus(Verdict.PENDING)
RECEIPT: Final = "RKTQDM7W6S"


@dataclass
class Answering:
    """A provider that answers what it is told to, and keeps what it was asked. Raises what it is told to raise."""

    outcome: RequestOutcome | Exception = TAKEN
    status: PaymentStatus | Exception = PENDING
    page: TransactionPage | Exception | None = None
    before: Callable[[], None] = lambda: None
    orders: list[PaymentOrder] = field(default_factory=list)
    questions: list[PaymentQuestion] = field(default_factory=list)
    pages: list[tuple[datetime, datetime]] = field(default_factory=list)
    codes: list[tuple[str, str]] = field(default_factory=list)

    def request_payment(self, order: PaymentOrder) -> RequestOutcome:
        self.orders.append(order)
        self.before()
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome

    def query_status(self, question: PaymentQuestion) -> PaymentStatus:
        self.questions.append(question)
        self.before()
        if isinstance(self.status, Exception):
            raise self.status
        return self.status

    def fetch_transactions(self, since: datetime, until: datetime) -> TransactionPage | None:
        self.pages.append((since, until))
        if isinstance(self.page, Exception):
            raise self.page
        return self.page

    def send_refund(self, refund_id: str, phone: str, amount_kes: Decimal, *, token: str) -> RefundOutcome | None:
        return None

    def ask_transaction(self, receipt: str, token: str) -> bool:
        self.codes.append((receipt, token))
        self.before()
        return True


class Scene:
    """An application that is to be paid, its provider, and the worker between them."""

    def __init__(self, container: Container, clock: Clock, ways: PaymentWays) -> None:
        self.paying = Paying(container, clock, ways)
        self.clock, self.provider = clock, Answering()
        self.worker = PaymentRequests(replace(container, contacts=self.paying.contacts), self.providers)

    @property
    def providers(self) -> dict[Provider, PaymentProvider]:
        return {self.paying.provider: self.provider}

    def turn(self, **passes: float) -> int:
        """Let time pass, and the worker look once; how much it did."""
        self.clock.move(**passes)
        started = self.worker.turn()
        done, _ = wait(started, timeout=10)
        assert len(done) == len(started)
        return len(started)


@pytest.fixture
def pesaflow(container: Container, clock: Clock) -> Iterator[Scene]:
    scene = Scene(container, clock, PESAFLOW)
    yield scene
    scene.worker.finish()


@pytest.fixture
def daraja(container: Container, clock: Clock) -> Iterator[Scene]:
    scene = Scene(container, clock, DARAJA)
    yield scene
    scene.worker.finish()


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
    """It was claimed, and nobody knows whether anything left."""
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


# Questions


def test_a_slow_question_holds_up_no_prompt(pesaflow: Scene) -> None:
    """All threads that ask are kept waiting, and the next citizen's request leaves all the same."""
    goes_on = threading.Event()

    def linger() -> None:
        goes_on.wait(10)

    pesaflow.paying.ask()
    pesaflow.turn(seconds=5)
    pesaflow.provider.before = linger
    pesaflow.clock.move(seconds=21)
    [asking] = pesaflow.worker.turn()
    for _ in range(payment_requests.ASKERS - 1):
        pesaflow.worker._askers.start(linger)
    assert pesaflow.worker._askers.free() == 0
    sending = pesaflow.worker._senders.start(lambda: None)
    assert wait([sending], timeout=5).done
    assert not asking.done()
    goes_on.set()
    assert wait([asking], timeout=10).done


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (PaymentStatus(Verdict.PAID, paid_kes=FEE_KES), PaymentState.PAID),
        (PaymentStatus(Verdict.FAILED, "1032", FailureReason.CANCELLED), PaymentState.FAILED),
        (PaymentStatus(Verdict.PENDING), PaymentState.PROMPTED),
        (PaymentStatus(Verdict.UNKNOWN, "HTTP 500"), PaymentState.PROMPTED),
        (ValueError("no JSON"), PaymentState.PROMPTED),
    ],
)
def test_what_the_provider_says_is_written_down(
    pesaflow: Scene, status: PaymentStatus | Exception, state: PaymentState
) -> None:
    pesaflow.paying.ask()
    pesaflow.turn(seconds=5)
    pesaflow.provider.status = status
    assert pesaflow.turn(seconds=21) == 1
    assert pesaflow.paying.payments() == [state]


# The list


def test_the_list_is_read_written_down_and_read_again_in_its_time(daraja: Scene) -> None:
    told = Transaction(RECEIPT, FEE_KES, daraja.paying.reference, daraja.clock())
    daraja.provider.page = TransactionPage([told], is_whole=True)
    for _ in range(3):
        daraja.turn()
    assert len(daraja.provider.pages) == 2, "the last two hours, and the night's"
    assert {until - since for since, until in daraja.provider.pages} == {timedelta(hours=2), timedelta(hours=47)}
    assert daraja.paying.receipts() == {RECEIPT: ReceiptState.CREDITED}
    assert daraja.paying.status == "submitted"
    daraja.turn(minutes=10)
    assert len(daraja.provider.pages) == 3


@pytest.mark.parametrize("page", [None, RuntimeError("no"), TransactionPage((), is_whole=False)])
def test_a_list_that_is_not_whole_decides_nothing_and_comes_again(
    daraja: Scene, page: TransactionPage | Exception | None
) -> None:
    daraja.provider.page = page
    daraja.turn()
    daraja.turn()
    assert daraja.paying.read(sweeps.known_until) is None
    daraja.turn(minutes=2)
    daraja.turn()
    assert len(daraja.provider.pages) == 4


def test_a_transaction_that_cannot_be_written_down_holds_up_no_other(
    daraja: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = settlement.record_transaction

    def stumbling(session: object, **what: object) -> None:
        if what["transaction"].receipt == "RKT0000001":  # type: ignore[attr-defined]
            raise ValueError("out of order")
        record(session, **what)  # type: ignore[arg-type]

    monkeypatch.setattr(settlement, "record_transaction", stumbling)
    receipts = ("RKT0000001", "RKT0000002")
    told = [Transaction(each, Decimal(1), daraja.paying.reference, daraja.clock()) for each in receipts]
    daraja.provider.page = TransactionPage(told, is_whole=True)
    daraja.turn()
    assert daraja.paying.receipts() == {"RKT0000002": ReceiptState.CREDITED}
    assert daraja.paying.read(sweeps.known_until) is None, "it comes again"


def test_nobody_is_asked_for_a_list_where_there_is_no_daraja(pesaflow: Scene) -> None:
    assert pesaflow.turn() == 0
    assert pesaflow.provider.pages == []


def test_a_code_that_no_list_has_is_asked_about_once_by_a_token_of_its_own(container: Container, daraja: Scene) -> None:
    wish = ClaimWish(daraja.paying.reference, RECEIPT, PHONE, "en")
    daraja.paying.do(claims.claim_payment, wish)
    daraja.turn()
    assert daraja.provider.codes == [], "the list is read first"
    for minutes in (1, 5, 15):
        daraja.clock.move(minutes=minutes)
        daraja.paying.do(claims.decide_claims, daraja.paying.contacts)
        daraja.turn()
    [(code, token)] = daraja.provider.codes
    claim_id = daraja.paying.read(lambda session: session.scalar(select(PaymentClaim.id)))
    assert code == RECEIPT
    assert read_token(container.keys, TokenPurpose.CLAIM, token) == claim_id


def test_a_question_that_breaks_breaks_nothing_else(daraja: Scene) -> None:
    def break_off() -> None:
        raise RuntimeError(PHONE)

    daraja.paying.do(claims.claim_payment, ClaimWish(daraja.paying.reference, RECEIPT, PHONE, "en"))
    daraja.provider.before = break_off
    for minutes in (1, 5, 15):
        daraja.clock.move(minutes=minutes)
        daraja.paying.do(claims.decide_claims, daraja.paying.contacts)
        daraja.turn()
    assert len(daraja.provider.codes) == 1


# What operators see


def test_the_log_names_provider_outcome_and_code_and_nobody(
    pesaflow: Scene, capsys: pytest.CaptureFixture[str]
) -> None:
    observability.configure_logs()
    structlog.configure(cache_logger_on_first_use=False)
    pesaflow.provider.outcome = RuntimeError(f"{PHONE} {pesaflow.paying.reference}")
    pesaflow.provider.status = PaymentStatus(Verdict.UNKNOWN, f"{PHONE[1:]} {pesaflow.paying.reference}")
    pesaflow.paying.ask()
    pesaflow.turn(seconds=5)
    pesaflow.turn(seconds=21)
    said = capsys.readouterr().err
    assert '"provider": "pesaflow", "outcome": "unknown", "code": "RuntimeError"' in said
    assert '"provider": "pesaflow", "outcome": "unknown", "code": "unreadable"' in said
    assert PHONE[-9:] not in said
    assert pesaflow.paying.reference not in said


@pytest.mark.parametrize("code", ["0", "1032", "SFC_IC0003", "500.001.1001", "HTTP 503", "ReadTimeout", "", "no id"])
def test_a_code_is_told_as_it_is(database_url: str, code: str) -> None:
    assert plain(code) == code


@pytest.mark.parametrize("code", ["254711000001", "102030405060", "x" * 41, "a\nb", "Juma & sons"])
def test_what_is_no_code_is_not_told(database_url: str, code: str) -> None:
    assert plain(code) == "unreadable"


def test_what_waits_is_counted_by_age_and_told_once_when_it_is_late(pesaflow: Scene) -> None:
    def ages() -> dict[str, int]:
        found: dict[str, int] = pesaflow.paying.read(reconciliation.count_open_by_age)
        return {name: count for name, count in found.items() if count}

    def alarms() -> int:
        with structlog.testing.capture_logs() as caught:
            pesaflow.paying.do(reconciliation.alarm_when_late)
        return sum(line == {"event": "alarm", "what": "payments wait", "log_level": "error"} for line in caught)

    pesaflow.provider.status = PaymentStatus(Verdict.UNKNOWN)
    pesaflow.paying.ask()
    assert (ages(), alarms()) == ({}, 0)
    pesaflow.turn(seconds=5)
    assert (ages(), alarms()) == ({"under a minute": 1}, 0)
    pesaflow.clock.move(minutes=9)
    assert (ages(), alarms()) == ({"under 10 minutes": 1}, 0)
    pesaflow.clock.move(minutes=2)
    assert (ages(), alarms(), alarms()) == ({"under an hour": 1}, 1, 0)
    pesaflow.clock.move(minutes=61)
    assert (ages(), alarms()) == ({"longer": 1}, 1)


def test_the_worker_has_what_the_settings_name(container: Container, pesaflow: Scene) -> None:
    """Its turn asks the simulator's Pesaflow, which is not there: the request is certainly not sent."""
    pesaflow.paying.ask()
    pesaflow.clock.move(seconds=5)
    here = replace(container, settings=container.settings.model_copy(update={"port": closed_port()}))
    worker = Worker(here)
    wait(worker.turn(), timeout=10)
    worker.finish()
    assert pesaflow.paying.payments() == [PaymentState.REJECTED]


def rename(container: Container, table: str, name: str) -> None:
    with container.database.transaction() as session:
        session.connection().exec_driver_sql(f"ALTER TABLE {table} RENAME TO {name}")
