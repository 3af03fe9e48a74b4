"""The worker, killed at every step of giving money back: nothing is sent twice, and what was paid out is known.

The provider tells each result once. A refund that never reached it stays unknown, for staff: no worker sends it again.
"""

import signal
from concurrent.futures import wait
from datetime import timedelta
from typing import Final

import pytest
from sqlalchemy import select

from app.domain.payments.models import PaymentRefund
from app.domain.payments.provider_port import MoneyChannel, Transaction
from app.domain.payments.receipts import settlement
from app.domain.payments.refunding import refund_decisions, refund_worklist
from app.domain.payments.refunding.refund_decisions import RefundPlan, RefundWay
from app.domain.payments.refunding.refund_states import RefundState
from app.domain.shared.payment_ways import Provider
from app.worker.refund_sending import RefundSending
from tests.database.holder import do
from tests.database.paying import FEE_KES
from tests.faults import results
from tests.faults.launcher import Launcher
from tests.faults.payers import CROWD, PayingScene, paying_scene
from tests.faults.steps_of_paying import OF_A_REFUND

ONCE: Final = ("before the claim", "after the claim")
pytestmark = pytest.mark.slow


def agreed_on(at: PayingScene) -> None:
    """Payers who have paid twice, and refunds that two persons have agreed on."""
    for each in at.crowd():
        for half in ("A", "B"):
            code = f"S{half}{each.reference[-8:]}".upper()
            money = Transaction(code, FEE_KES, each.reference, at.container.database.clock())
            contacts = at.container.contacts
            do(at.container, settlement.record_transaction, Provider.DARAJA, money, MoneyChannel.PULL, contacts)
    with at.container.database.transaction() as session:
        queued = select(PaymentRefund.id).where(PaymentRefund.state == RefundState.QUEUED)
        for refund_id in session.scalars(queued).all():
            plan = RefundPlan(RefundWay.SEND, at.payers[0].phone)
            refund_decisions.approve_refund(session, refund_id, plan, actor="staff:dis/a+b")


def recover(at: PayingScene) -> None:
    """Other workers go on for a day and more."""
    for _ in range(8):
        at.deliver()
        do(at.container, refund_worklist.settle_lost_refunds)
        worker = RefundSending(at.container)
        while started := worker.turn():
            assert not wait(started, 60).not_done
        worker.finish()
        at.clock.by += timedelta(hours=4)


@results.databases("postgresql")
@pytest.mark.parametrize("steps", results.in_turn(OF_A_REFUND), ids=results.named)
def test_the_worker_is_killed_while_it_gives_money_back(
    launcher: Launcher, database_url: str, redis_url: str, steps: tuple[str, ...]
) -> None:
    with paying_scene(Provider.DARAJA, database_url, redis_url, seed=steps[0]) as at:
        for step in steps:
            agreed_on(at)
            nth = 1 if step.endswith(ONCE) else at.random.randint(1, CROWD - 1)
            doomed = launcher.start("worker", at.environment(), step=step, nth=nth)
            assert doomed.wait(30) == -signal.SIGKILL, launcher.log.read_text()[-2000:]
        recover(at)
        with at.container.database.reading() as session:
            states = {each.id: each.state for each in session.scalars(select(PaymentRefund))}
        paid = {each.id for each in at.money.simulator.refunds()}
        calls = at.money.simulator.count("refund")
        unknown = {name for name, state in states.items() if state == RefundState.UNKNOWN}
        assert calls <= len(states), "none is asked for twice"
        assert {name for name, state in states.items() if state == RefundState.DONE} == paid
        assert states.keys() - paid == unknown
