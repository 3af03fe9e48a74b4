"""The conformance of payments, rule by rule (1-9): payment requests, and callbacks about them.

Every request leaves over real HTTP through the real adapters, to a stand-in that does what the real providers were
seen to do; the worker's turns and the web's callbacks are the real ones. Rules 10-21 are in
test_payment_conformance_of_money.py, which also checks that all 21 are tested with both providers.
"""

from app.domain.payments.payment_states import PaymentState, ReceiptState
from app.domain.payments.receipts.reconciliation import ItemKind
from app.domain.payments.requests import PaymentRefusal
from app.simulator.payments.faults import SubmitRefusal
from app.simulator.payments.state import PromptAnswer
from tests.database.paying import FEE_KES
from tests.web.payment_bodies import c2b, notification, stk
from tests.web.payment_world import PaymentWorld

P, R = PaymentState, ReceiptState


def test_01_a_lost_answer_is_unknown_and_never_failed(world: PaymentWorld) -> None:
    """Later queries find the money: Pesaflow is asked by our reference, Daraja for its list. No callback comes, and the
    payment is never recorded as failed."""
    world.simulator.faults.lose_answer = 1
    world.simulator.faults.lose_callback = True
    world.agree()
    world.work(seconds=5)
    assert (world.payments(), world.asked()) == ([P.UNKNOWN], 1)
    receipt = world.answer(PromptAnswer.PIN_RIGHT)
    world.pass_time(minutes=11)
    assert (world.status, world.payments()) == ("submitted", [P.PAID])
    assert {*world.events()} <= {"ask", "send", "lose", "accept", "confirm"}
    assert [each.state for each in world.rows().values()] == [R.CREDITED]
    assert not world.is_daraja or receipt in world.rows(), "its list names receipts; Pesaflow's answer does not"


def test_02_no_machine_repeats_a_submit(world: PaymentWorld) -> None:
    """Neither after a lost answer, nor after an answer to try again (which only Daraja was seen to give)."""
    world.simulator.faults.lose_answer = 1
    world.agree()
    world.pass_time(minutes=31)
    assert (world.asked(), len(world.prompts()), world.payments()) == (1, 1, [P.FAILED])
    if world.is_daraja:
        world.simulator.faults.refuse_submit = SubmitRefusal.BUSY
        world.agree()
        world.pass_time(minutes=5)
        assert (world.asked(), world.payments()) == (2, [P.FAILED, P.REJECTED])


def test_03_a_second_request_while_one_is_open_asks_about_the_first(world: PaymentWorld) -> None:
    world.prompted()
    world.work(seconds=12)
    assert world.questions() == 0, "its time has not come"
    assert world.agree_again() is PaymentRefusal.OPEN
    world.work()
    assert (world.asked(), world.questions(), world.payments()) == (1, 1, [P.PROMPTED])
    for _ in range(3):
        assert world.agree_again() is PaymentRefusal.OPEN
        world.work(seconds=1)
    assert world.questions() == 1, "none within ten seconds of the last"


def test_04_only_success_pays(world: PaymentWorld) -> None:
    """Pesaflow reports nothing of a prompt that was not paid: its invoice stays pending until we give the prompt up."""
    others = [each for each in PromptAnswer if each is not PromptAnswer.PIN_RIGHT]
    for answer in others:
        world.prompted(answer)
        world.deliver()
        world.pass_time(minutes=3)
        assert (world.status, world.payments()[-1], world.rows()) == ("awaiting_payment", P.FAILED, {})
        assert "not paid." in world.told()[-1]
    world.prompted(PromptAnswer.PIN_RIGHT)
    world.deliver()
    assert (world.status, world.payments()) == ("submitted", [P.FAILED] * len(others) + [P.PAID])


def test_05_an_unknown_code_stays_open_and_is_asked_about(world: PaymentWorld) -> None:
    world.simulator.faults.unknown_code = True
    world.prompted(PromptAnswer.PIN_RIGHT)
    world.deliver()
    world.pass_time(minutes=5)
    assert world.questions() >= 5
    assert world.payments() == [P.PROMPTED]
    world.simulator.faults.unknown_code = 0
    world.pass_time(minutes=11)
    assert (world.status, world.payments()) == ("submitted", [P.PAID])


def test_06_a_notification_before_our_commit_is_kept(world: PaymentWorld) -> None:
    """It comes while the request is still being answered, when only the sending of the request is stored."""
    world.simulator.faults.callback_first = 1
    world.agree()
    world.work(seconds=5)
    assert {told.status for told in world.simulator.delivered} == {200}
    assert world.asked() == 1
    world.work(seconds=1)
    assert (world.status, world.payments()) == ("submitted", [P.PAID])
    [receipt] = world.simulator.money()
    assert world.paying.receipts() == {receipt.receipt: R.CREDITED}


def test_07_a_notification_twice_counts_once(world: PaymentWorld) -> None:
    world.simulator.faults.callback_twice = True
    receipt = world.prompted(PromptAnswer.PIN_RIGHT)
    world.deliver()
    world.pass_time(minutes=11)
    assert [told.status for told in world.simulator.delivered] == [200] * (4 if world.is_daraja else 2)
    assert (world.paying.receipts(), world.paying.application.paid_kes) == ({receipt: R.CREDITED}, FEE_KES)
    assert len([text for text in world.told() if f"receipt {receipt}" in text]) == 1


def test_08_a_wrong_token_is_a_wrong_path_and_touches_nothing(world: PaymentWorld) -> None:
    payment_id = world.agree()
    world.work(seconds=5)
    path = world.told_at(payment_id)
    sound = stk() if world.is_daraja else notification(world.paying.reference)
    before = world.everything()
    for wrong in (path[:-1] + ("0" if path[-1] != "0" else "1"), path.replace(payment_id, "0" * 20), path[:-24]):
        assert world.post(wrong, sound) == 404
    assert world.post(path, sound, key="another-key") == 404
    assert world.everything() == before
    world.work()
    assert world.questions() == 0, "and nobody was asked for its sake"


def test_09_a_forged_success_is_not_believed(world: PaymentWorld) -> None:
    """A forged callback to the whole URL, for Pesaflow even with our secret, is stored and not believed."""
    payment_id = world.agree()
    world.work(seconds=5)
    if world.is_daraja:
        assert world.post(world.told_at(payment_id), stk(receipt="SJK0000001")) == 200
        assert world.post("c2b/confirmation", c2b(world.paying.reference, receipt="SJK0000002")) == 200
    else:
        unsigned = notification(world.paying.reference, receipt="SJK0000001", token_hash="x" * 88)
        assert world.post(world.told_at(payment_id), unsigned) == 400
        assert world.rows() == {}
        assert world.post(world.told_at(payment_id), notification(world.paying.reference, receipt="SJK0000001")) == 200
    world.pass_time(minutes=1)
    assert (world.status, world.payments()) == ("awaiting_payment", [P.PROMPTED])
    assert {*world.paying.receipts().values()} == {R.HEARD}
    world.work(days=3, minutes=1)
    assert world.status == "awaiting_payment"
    assert {*world.paying.receipts().values()} == {R.DOUBTFUL}
    assert (ItemKind.DOUBTFUL, "SJK0000001") in world.for_staff()


def test_09_a_forged_name_of_a_request_that_is_paid_pays_no_other(world: PaymentWorld) -> None:
    """The answer to a request was lost, and a forged callback gives the request the name of another one, which is paid.
    Pesaflow is asked by our reference, and answers about that; a callback without our secret is not even stored."""
    receipt = world.prompted(PromptAnswer.PIN_RIGHT)
    world.deliver()
    assert world.status == "submitted"
    paid = world.name_of_request()
    world.paying.reference = world.apply_again()
    world.simulator.faults.lose_answer = 1
    other = world.agree()
    world.work(seconds=5)
    if world.is_daraja:
        forged = stk(receipt="SJK0000001")
        forged["Body"]["stkCallback"]["CheckoutRequestID"] = paid
    else:
        forged = notification(world.paying.reference, receipt="SJK0000001", invoice_number=paid)
    world.post(world.told_at(other), forged)
    world.pass_time(minutes=11)
    assert (world.status, world.payments()[0]) == ("awaiting_payment", P.PAID)
    assert R.CREDITED not in {state for name, state in world.paying.receipts().items() if name != receipt}


def test_09_a_forged_sum_is_no_more_than_the_prompt_took(world: PaymentWorld) -> None:
    """The prompt is paid, and a forged callback before it names ten times the amount. With Daraja the true receipt,
    which its list names, looks like a second one: staff see it, and no more is refunded than was received."""
    payment_id = world.agree()
    world.work(seconds=5)
    if world.is_daraja:
        world.post(world.told_at(payment_id), stk(receipt="SJK0000001", amount=75500.00))
    else:
        world.post(world.told_at(payment_id), notification(world.paying.reference, paid="75500.00"))
    world.simulator.faults.lose_callback = True
    world.answer(PromptAnswer.PIN_RIGHT)
    world.work(seconds=30)
    assert (world.status, world.paying.application.paid_kes) == ("submitted", FEE_KES)
    assert sum(world.paying.refunds().values()) <= FEE_KES
