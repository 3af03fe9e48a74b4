"""Refunds through the simulated Daraja, over HTTP: each is sent once, its result counts once, a forged one never."""

from collections.abc import Iterator
from concurrent.futures import wait
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.callbacks.codec import decode, encode
from app.callbacks.intake import apply_payload
from app.domain.payments.callback_tokens import TokenPurpose, make_token
from app.domain.payments.models import PaymentRefund
from app.domain.payments.payment_states import ReceiptState
from app.domain.payments.provider_port import RefundNotice, RefundWord
from app.domain.payments.refunding import refund_decisions, refund_worklist
from app.domain.payments.refunding.refund_decisions import RefundEnd, RefundPlan, RefundWay
from app.domain.payments.refunding.refund_states import RefundState
from app.domain.shared.payment_ways import Provider
from app.worker.refund_sending import RefundSending
from tests.conftest import Clock
from tests.database.holder import PHONE, sms_to
from tests.database.paying import FEE_KES
from tests.web.payment_world import KEY, PaymentWorld, payment_world

TWO = "staff:dis/a+b"


@pytest.fixture
def world(database_url: str, clock: Clock) -> Iterator[PaymentWorld]:
    with payment_world(Provider.DARAJA, database_url, clock) as made:
        for receipt in ("SJK0000001", "SJK1A2B3C4"):
            made.paying.listed(receipt)
        yield made


def refund_of(world: PaymentWorld) -> PaymentRefund:
    found: PaymentRefund = world.paying.read(lambda s: s.scalars(select(PaymentRefund)).one())
    return found


def approve(world: PaymentWorld, phone: str = PHONE) -> None:
    plan = RefundPlan(RefundWay.SEND, phone)
    world.paying.do(refund_decisions.approve_refund, refund_of(world).id, plan, actor=TWO)


def send(world: PaymentWorld) -> None:
    """Run turns of the worker's part that sends refunds."""
    worker = RefundSending(world.container)
    for _turn in range(3):
        wait(worker.turn(), 20)
    worker.finish()


def result_url(world: PaymentWorld, attempt: int, *, place: str = "results") -> str:
    name = f"{refund_of(world).id}{attempt:04x}"
    return f"/daraja/{KEY}/{place}/{make_token(world.container.keys, TokenPurpose.REFUND, name)}"


def failed(code: int | str) -> dict[str, object]:
    told = {"ResultType": 0, "ResultCode": code, "ResultDesc": ".", "TransactionID": "RKT0000000"}
    return {"Result": told | {"OriginatorConversationID": "x", "ConversationID": "AG_1"}}


def test_a_refund_goes_out_and_its_result_comes_in(world: PaymentWorld) -> None:
    approve(world)
    send(world)
    assert refund_of(world).state == RefundState.SENT
    world.deliver()
    refund = refund_of(world)
    [paid] = world.simulator.refunds()
    assert (paid.id, paid.phone, paid.amount) == (refund.id, PHONE.removeprefix("+"), FEE_KES)
    assert (refund.state, refund.proof) == (RefundState.DONE, paid.receipt)
    assert sorted(world.paying.receipts().values()) == [ReceiptState.CREDITED, ReceiptState.REFUNDED]
    told = [each for each in sms_to(world.container, PHONE) if paid.receipt in each]
    assert len(told) == 1
    assert world.client.post(result_url(world, 1), json=failed(1)).status_code == 200
    assert refund_of(world).state == RefundState.DONE, "what is done stays done"


def test_a_lost_answer_is_unknown_and_the_result_settles_it(world: PaymentWorld) -> None:
    world.simulator.faults.lose_answer = 1
    approve(world)
    send(world)
    assert refund_of(world).state == RefundState.UNKNOWN
    send(world)
    assert len(world.simulator.refunds()) == 1
    world.deliver()
    assert refund_of(world).state == RefundState.DONE


def test_what_is_said_to_have_failed_and_was_paid_is_not_paid_again(world: PaymentWorld) -> None:
    """Two persons settled it as failed by mistake: the provider knows the refund's id, and refuses to pay it again."""
    world.simulator.faults.lose_answer = 1
    approve(world)
    send(world)
    end = RefundEnd(is_done=False)
    refund_id, contacts = refund_of(world).id, world.paying.contacts
    world.paying.do(refund_decisions.settle_refund, refund_id, end, actor=TWO, contacts=contacts)
    approve(world)
    send(world)
    assert (refund_of(world).state, refund_of(world).code) == (RefundState.UNKNOWN, "duplicate")
    assert len(world.simulator.refunds()) == 1


def test_a_refund_that_waits_in_the_queue_in_vain_is_unknown(world: PaymentWorld) -> None:
    world.simulator.faults.queue_timeout = 1
    approve(world)
    send(world)
    world.deliver()
    assert (refund_of(world).state, refund_of(world).code) == (RefundState.UNKNOWN, "timeout")


@pytest.mark.parametrize(
    ("code", "state"), [(1, RefundState.FAILED), ("2001", RefundState.FAILED), (26, RefundState.UNKNOWN)]
)
def test_a_failure_is_one_only_by_a_code_that_is_known(
    world: PaymentWorld, code: int | str, state: RefundState
) -> None:
    approve(world)
    send(world)
    assert world.client.post(result_url(world, 1), json=failed(code)).status_code == 200
    assert (refund_of(world).state, refund_of(world).code) == (state, str(code))
    world.simulator.deliver()
    assert refund_of(world).state == RefundState.DONE, "the provider's success is stronger"


def test_nobody_else_says_that_a_refund_was_paid(world: PaymentWorld) -> None:
    approve(world)
    send(world)
    url, name = result_url(world, 1), f"{refund_of(world).id}0001"
    ring = world.container.keys
    for purpose in (TokenPurpose.PAYMENT, TokenPurpose.CLAIM):
        forged = f"/daraja/{KEY}/results/{make_token(ring, purpose, name)}"
        world.client.post(forged, json=failed(1))
    for wrong in (url[:-1] + ("0" if url[-1] != "0" else "1"), url.replace(KEY, "another")):
        assert world.client.post(wrong, json=failed(1)).status_code == 404
    assert world.client.post(result_url(world, 7), json=failed(1)).status_code == 200
    assert refund_of(world).state == RefundState.SENT


def test_a_result_that_waited_in_the_spool_is_applied_once(world: PaymentWorld) -> None:
    approve(world)
    send(world)
    named = f"{refund_of(world).id}0001"
    kind, fields = encode(RefundNotice(named, RefundWord.DONE, "0", "SJKBACK001", FEE_KES))
    for is_new in (True, False):
        assert (
            world.paying.do(lambda s: apply_payload(world.container, s, decode(kind, fields), world.clock())) is is_new
        )
    assert refund_of(world).state == RefundState.DONE


def test_a_part_of_a_shilling_is_never_sent(world: PaymentWorld) -> None:
    refund_id = refund_of(world).id
    world.paying.do(lambda s: setattr(s.get(PaymentRefund, refund_id), "amount_kes", Decimal("10.50")))
    approve(world)
    send(world)
    assert (refund_of(world).state, world.simulator.refunds()) == (RefundState.FAILED, [])
    assert world.paying.read(refund_worklist.has_due_refunds) is False
