"""What the worker asks payment providers: the status of one request, and their list of all transactions."""

import threading
from collections.abc import Iterator
from concurrent.futures import wait
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Final

import pytest
from sqlalchemy import select
from structlog.testing import CapturingLogger

from app.container import Container
from app.domain.payments import claims, sweeps
from app.domain.payments.callback_tokens import TokenPurpose, read_token
from app.domain.payments.claims import ClaimWish
from app.domain.payments.models import PaymentClaim
from app.domain.payments.payment_states import FailureReason, PaymentState, ReceiptState
from app.domain.payments.provider_port import (
    PaymentStatus,
    Transaction,
    TransactionPage,
    Verdict,
)
from app.domain.payments.receipts import reconciliation, settlement
from app.platform import observability
from app.worker import payment_requests
from app.worker.main import Worker
from app.worker.payment_requests import plain
from tests.conftest import Clock
from tests.database.holder import PHONE
from tests.database.paying import DARAJA, FEE_KES
from tests.database.payment_scene import Scene
from tests.standin_wire import closed_port

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
RECEIPT: Final = "RKTQDM7W6S"


@pytest.fixture
def daraja(container: Container, clock: Clock) -> Iterator[Scene]:
    scene = Scene(container, clock, DARAJA)
    yield scene
    scene.worker.finish()


# Queries


def test_a_slow_question_holds_up_no_prompt(pesaflow: Scene) -> None:
    """All threads for queries are busy, and the next citizen's request is sent all the same."""
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
    assert [until - since for since, until in daraja.provider.pages] == 2 * [timedelta(hours=47)]
    assert daraja.paying.receipts() == {RECEIPT: ReceiptState.CREDITED}
    assert daraja.paying.status == "submitted"
    daraja.turn(minutes=10)
    assert [until - since for since, until in daraja.provider.pages[2:]] == [timedelta(hours=2)]


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


def test_the_log_names_provider_outcome_and_code_and_nobody(pesaflow: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    log = CapturingLogger()
    for module in (payment_requests, observability):
        monkeypatch.setattr(module, "log", log)
    pesaflow.provider.outcome = RuntimeError(f"{PHONE} {pesaflow.paying.reference}")
    pesaflow.provider.status = PaymentStatus(Verdict.UNKNOWN, f"{PHONE[1:]} {pesaflow.paying.reference}")
    pesaflow.paying.ask()
    pesaflow.turn(seconds=5)
    pesaflow.turn(seconds=21)
    told = [call.kwargs for call in log.calls if call.args[0].startswith("asked ")]
    assert [(each["provider"], each["outcome"], each["code"]) for each in told] == [
        ("pesaflow", "unknown", "RuntimeError"), ("pesaflow", "unknown", "unreadable"),
    ]  # fmt: skip
    assert PHONE[-9:] not in str(log.calls)
    assert pesaflow.paying.reference not in str(log.calls)


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
        counter = observability.ALARMS.labels("payments wait")
        before = counter._value.get()
        pesaflow.paying.do(reconciliation.alarm_when_late)
        return int(counter._value.get() - before)

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
    """Its turn calls the simulator's Pesaflow, which does not run: the request was certainly not sent."""
    pesaflow.paying.ask()
    pesaflow.clock.move(seconds=5)
    here = replace(container, settings=container.settings.model_copy(update={"port": closed_port()}))
    worker = Worker(here)
    wait(worker.turn(), timeout=10)
    worker.finish()
    assert pesaflow.paying.payments() == [PaymentState.REJECTED]
